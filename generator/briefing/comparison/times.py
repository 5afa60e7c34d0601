"""Rule 4: how the times at which two values held lie to each other."""

from __future__ import annotations

from enum import Enum

from briefing.dates import Edtf, relate
from briefing.dates.relation import Position


class When(Enum):
    """When the first of two values held, seen from the second."""

    BEFORE = "before"
    AFTER = "after"
    SAME = "same"
    UNSURE = "unsure"
    """The two times are neither one nor clearly apart."""
    NOT_STATED = "not-stated"

    @property
    def mirrored(self) -> When:
        """The same, seen from the first."""
        return _MIRROR.get(self, self)


_MIRROR = {When.BEFORE: When.AFTER, When.AFTER: When.BEFORE}


def when(a: Edtf | None, b: Edtf | None) -> When:
    """How two `as_of` lie."""
    if a is None or b is None:
        return When.NOT_STATED
    lie = relate(a, b)
    if lie.position is Position.A_BEFORE_B:
        return When.BEFORE
    if lie.position is Position.B_BEFORE_A:
        return When.AFTER
    return When.SAME if lie.position is Position.EQUAL and not lie.zone_assumed else When.UNSURE
