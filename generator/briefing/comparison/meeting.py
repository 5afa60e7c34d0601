"""Rules 6 to 8: how two values of one figure lie to each other, whatever that means for the claims."""

from __future__ import annotations

from enum import Enum

from briefing.comparison.intervals import Interval
from briefing.comparison.measures import on_scale, shared_scale
from briefing.comparison.sides import Side
from briefing.dates import Edtf, relate
from briefing.dates.relation import Position
from briefing.records import Value


class Meeting(Enum):
    """Where the first of two values lies, seen from the second."""

    BELOW = "below"
    ABOVE = "above"
    APART = "apart"
    """They exclude each other, and neither is the greater."""
    AGREE = "agree"
    COMPATIBLE = "compatible"
    """One leaves room for the other."""

    @property
    def mirrored(self) -> Meeting:
        """The same, seen from the first."""
        return _MIRROR.get(self, self)


_MIRROR = {Meeting.BELOW: Meeting.ABOVE, Meeting.ABOVE: Meeting.BELOW}


Lie = tuple[Meeting, str, bool]
"""How two values lie; a reason's code; whether that reason speaks of the second value first."""


def meet(a: Side, b: Side) -> Lie:
    """How two values of one figure lie. Numbers are in units of one family."""
    if a.interval is not None and b.interval is not None:
        scale = shared_scale(a.measure, b.measure)
        assert scale is not None
        return numbers(on_scale(a.interval, a.measure, scale), on_scale(b.interval, b.measure, scale))
    return others(a.claim.value, b.claim.value, a.figure.exclusive)


def others(x: Value | None, y: Value | None, exclusive: bool) -> Lie:
    """How two dates lie, or two choices."""
    if isinstance(x, Edtf) and isinstance(y, Edtf):
        return _dates(x, y)
    if x == y:
        return Meeting.AGREE, "same-answer", False
    if exclusive:
        return Meeting.APART, "answers-exclude", False
    return Meeting.COMPATIBLE, "answers-not-exclusive", False


def numbers(x: Interval, y: Interval) -> Lie:
    """How two intervals on one scale lie."""
    if x.high < y.low:
        return Meeting.BELOW, "numbers-apart", False
    if y.high < x.low:
        return Meeting.ABOVE, "numbers-apart", False
    if x.word or y.word:
        return Meeting.COMPATIBLE, "same-word" if x.word == y.word else "vague-word", not x.word
    if x.open or y.open:
        return Meeting.COMPATIBLE, "open-bound", not x.open
    if x.low == y.low and x.high == y.high:
        return Meeting.AGREE, "numbers-agree", False
    if x.low <= y.low and y.high <= x.high:
        return Meeting.COMPATIBLE, "less-precise", False
    if y.low <= x.low and x.high <= y.high:
        return Meeting.COMPATIBLE, "less-precise", True
    return Meeting.AGREE, "numbers-agree", False


def _dates(x: Edtf, y: Edtf) -> Lie:
    lie = relate(x, y)
    if lie.disjoint:
        return Meeting.APART, "dates-apart", False
    if lie.open_ended:
        return Meeting.COMPATIBLE, "date-open", not x.is_open
    if lie.zone_assumed:
        return Meeting.COMPATIBLE, "zone-not-stated", x.zoned and not y.zoned
    if lie.position in (Position.A_WITHIN_B, Position.B_WITHIN_A):
        return Meeting.COMPATIBLE, "less-precise", lie.position is Position.A_WITHIN_B
    return Meeting.AGREE, "dates-agree", False
