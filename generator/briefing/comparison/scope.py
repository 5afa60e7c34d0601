"""Rule 3: claims on different places or scopes are not comparable, unless a part is counted higher than its whole."""

from __future__ import annotations

from enum import Enum

from briefing.comparison.measures import is_count
from briefing.comparison.outcome import Reason, Verdict, VerdictKind
from briefing.comparison.sides import Ground, Side, between, of_one


class Extent(Enum):
    """What the first of two claims covers, seen from the second."""

    LIKE = "like"
    """The same, as far as stated."""
    PART = "part"
    WHOLE = "whole"

    @property
    def mirrored(self) -> Extent:
        """The same, seen from the first."""
        return _MIRROR.get(self, self)


_MIRROR = {Extent.PART: Extent.WHOLE, Extent.WHOLE: Extent.PART}


def scope(a: Side, b: Side, ground: Ground) -> Verdict | tuple[Reason, ...]:
    """Lets pass what is of one place and scope, what leaves them open, and counts of a part and its whole."""
    differ = []
    if _differ(a.claim.place, b.claim.place) and extent(a, b, ground) is Extent.LIKE:
        differ.append(between("different-places", a, b))
    if _differ(a.scope, b.scope):
        differ.append(between("different-scopes", a, b))
    if differ:
        return Verdict(VerdictKind.NOT_COMPARABLE, tuple(differ))
    place = _left_open("place-not-stated", a, b, a.claim.place, b.claim.place)
    return place + _left_open("scope-not-stated", a, b, a.scope, b.scope)


def extent(a: Side, b: Side, ground: Ground) -> Extent:
    """Whether one is the count of a part and the other of its whole: in one unit, of one scope."""
    place, other = a.claim.place, b.claim.place
    counts = a.scope == b.scope and a.measure == b.measure and is_count(a.measure)
    if not (place and other and counts):
        return Extent.LIKE
    if other in ground.around.get(place, ()):
        return Extent.PART
    return Extent.WHOLE if place in ground.around.get(other, ()) else Extent.LIKE


def _differ(a: str | None, b: str | None) -> bool:
    return bool(a and b and a != b)


def _left_open(code: str, a: Side, b: Side, of_a: str | None, of_b: str | None) -> tuple[Reason, ...]:
    if bool(of_a) is bool(of_b):
        return ()
    return (of_one(code, b if of_a else a),)
