"""Rules 4 and 6 to 8: what two values that may be compared amount to, at their times and places.

Three small questions are asked apart, how the claims' extents, times and values lie; two tables answer for every case.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from briefing.comparison.meeting import Meeting, meet
from briefing.comparison.outcome import Reason, Verdict, VerdictKind
from briefing.comparison.scope import Extent, extent
from briefing.comparison.sides import Ground, Side, between, of_one
from briefing.comparison.times import When, when
from briefing.records import Figure, FigureKind, OverTime


class Reading(Enum):
    """As what two values are read together."""

    ONE_TRUTH = "one truth"
    """Of one place and time: only one of two that exclude each other can be right."""
    TWO_TIMES = "two times"
    """Of a state that may have changed in between."""
    TIMES_UNSURE = "times unsure"
    RUNNING_COUNT = "running count"
    """The first is the earlier count of what cannot fall."""
    PART_OF_WHOLE = "part of whole"
    """The first counts a part of what the second counts."""
    PLACES_APART = "places apart"
    """A part and a whole at times that allow no comparison."""


_OVER_TIME: Mapping[tuple[OverTime, When], Reading] = {
    **{(OverTime.FIXED, at): Reading.ONE_TRUTH for at in When},
    (OverTime.VARIES, When.SAME): Reading.ONE_TRUTH,
    (OverTime.VARIES, When.BEFORE): Reading.TWO_TIMES,
    (OverTime.VARIES, When.UNSURE): Reading.TIMES_UNSURE,
    (OverTime.VARIES, When.NOT_STATED): Reading.TIMES_UNSURE,
    (OverTime.ACCUMULATES, When.SAME): Reading.ONE_TRUTH,
    (OverTime.ACCUMULATES, When.BEFORE): Reading.RUNNING_COUNT,
    (OverTime.ACCUMULATES, When.UNSURE): Reading.TIMES_UNSURE,
    (OverTime.ACCUMULATES, When.NOT_STATED): Reading.TIMES_UNSURE,
}
_PART_FIRST: Mapping[OverTime, tuple[When, ...]] = {
    OverTime.FIXED: tuple(When),
    OverTime.VARIES: (When.SAME,),
    OverTime.ACCUMULATES: (When.BEFORE, When.SAME),
}
"""The times at which the count of a part, seen from the whole's, may not exceed it."""

OUTCOMES: Mapping[Reading, Mapping[Meeting, tuple[VerdictKind, str]]] = {
    Reading.ONE_TRUTH: {
        Meeting.BELOW: (VerdictKind.CONFLICT, ""),
        Meeting.ABOVE: (VerdictKind.CONFLICT, ""),
        Meeting.APART: (VerdictKind.CONFLICT, ""),
        Meeting.AGREE: (VerdictKind.AGREE, ""),
        Meeting.COMPATIBLE: (VerdictKind.COMPATIBLE, ""),
    },
    Reading.TWO_TIMES: {
        Meeting.BELOW: (VerdictKind.CHANGED_OVER_TIME, "changed"),
        Meeting.ABOVE: (VerdictKind.CHANGED_OVER_TIME, "changed"),
        Meeting.APART: (VerdictKind.CHANGED_OVER_TIME, "changed"),
        Meeting.AGREE: (VerdictKind.COMPATIBLE, "unchanged"),
        Meeting.COMPATIBLE: (VerdictKind.COMPATIBLE, "unchanged"),
    },
    Reading.TIMES_UNSURE: {
        Meeting.BELOW: (VerdictKind.POSSIBLE_CONFLICT, "conflict-if-one-time"),
        Meeting.ABOVE: (VerdictKind.POSSIBLE_CONFLICT, "conflict-if-one-time"),
        Meeting.APART: (VerdictKind.POSSIBLE_CONFLICT, "conflict-if-one-time"),
        Meeting.AGREE: (VerdictKind.COMPATIBLE, "compatible-at-any-time"),
        Meeting.COMPATIBLE: (VerdictKind.COMPATIBLE, "compatible-at-any-time"),
    },
    Reading.RUNNING_COUNT: {
        Meeting.BELOW: (VerdictKind.CHANGED_OVER_TIME, "grew"),
        Meeting.ABOVE: (VerdictKind.CONFLICT, "fell"),
        Meeting.AGREE: (VerdictKind.COMPATIBLE, "unchanged"),
        Meeting.COMPATIBLE: (VerdictKind.COMPATIBLE, "unchanged"),
    },
    Reading.PART_OF_WHOLE: {
        Meeting.BELOW: (VerdictKind.NOT_COMPARABLE, "different-places"),
        Meeting.ABOVE: (VerdictKind.CONFLICT, "part-exceeds-whole"),
        Meeting.AGREE: (VerdictKind.NOT_COMPARABLE, "different-places"),
        Meeting.COMPATIBLE: (VerdictKind.NOT_COMPARABLE, "different-places"),
    },
    Reading.PLACES_APART: dict.fromkeys(Meeting, (VerdictKind.NOT_COMPARABLE, "different-places")),
}
"""For every reading and every way two values lie: the verdict, and its reason where that is not the values' own."""


def looks_backward(covers: Extent, at: When) -> bool:
    """Whether the two must change places before `reading` is asked: the part, or else the earlier, comes first."""
    return covers is Extent.WHOLE or (covers is Extent.LIKE and at is When.AFTER)


def reading(figure: Figure, covers: Extent, at: When) -> Reading:
    """As what two values are read, the part or else the earlier being the first."""
    over_time = figure.over_time
    if over_time is OverTime.ACCUMULATES and figure.kind is not FigureKind.NUMBER:
        over_time = OverTime.VARIES  # only a number can grow
    if covers is Extent.LIKE:
        return _OVER_TIME[over_time, at]
    return Reading.PART_OF_WHOLE if at in _PART_FIRST[over_time] else Reading.PLACES_APART


def values(a: Side, b: Side, ground: Ground) -> Verdict:
    """The verdict on two values that no rule before found incomparable."""
    covers = extent(a, b, ground)
    at = when(a.claim.as_of.date, b.claim.as_of.date) if a.figure.over_time is not OverTime.FIXED else When.NOT_STATED
    if looks_backward(covers, at):
        return values(b, a, ground)
    how = reading(a.figure, covers, at)
    lie, own_code, second_first = meet(a, b)
    kind, code = OUTCOMES[how][lie]
    deciding = between(own_code, b, a) if second_first and not code else between(code or own_code, a, b)
    return Verdict(kind, (deciding, *_of_times(a, b)) if how is Reading.TIMES_UNSURE else (deciding,))


def _of_times(a: Side, b: Side) -> tuple[Reason, ...]:
    silent = tuple(of_one("time-not-stated", side) for side in (a, b) if side.claim.as_of.date is None)
    return silent or (between("times-overlap", a, b),)
