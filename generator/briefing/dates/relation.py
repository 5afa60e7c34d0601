"""How two dates lie to each other: apart, the same, one inside the other, or meeting.

A zone that is not given may be any, so two dates are called disjoint only where no zone would let them meet.
Whether they agree or conflict is not said here; that is the comparison's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from math import inf

from briefing.dates.edtf import DAY_SECONDS, DatePrecision, Edtf, Moment
from briefing.dates.zones import EASTERNMOST, WESTERNMOST


class Position(Enum):
    """Where `a` lies, seen from `b`."""

    A_BEFORE_B = "a-before-b"
    B_BEFORE_A = "b-before-a"
    EQUAL = "equal"
    A_WITHIN_B = "a-within-b"
    B_WITHIN_A = "b-within-a"
    OVERLAP = "overlap"


_MIRROR = {
    Position.A_BEFORE_B: Position.B_BEFORE_A,
    Position.B_BEFORE_A: Position.A_BEFORE_B,
    Position.A_WITHIN_B: Position.B_WITHIN_A,
    Position.B_WITHIN_A: Position.A_WITHIN_B,
}


@dataclass(frozen=True, slots=True)
class Relation:
    """How two dates lie, and what had to be supposed to say so."""

    position: Position
    zone_assumed: bool = False
    """Another zone, as plausible, would have given another answer; never so where the two are disjoint."""
    open_ended: bool = False
    """One of the two has an open or unknown end."""

    @property
    def disjoint(self) -> bool:
        """They share no instant, whatever the zones."""
        return self.position in (Position.A_BEFORE_B, Position.B_BEFORE_A)

    @property
    def mirrored(self) -> Relation:
        """The same, seen from the other date."""
        return Relation(_MIRROR.get(self.position, self.position), self.zone_assumed, self.open_ended)


def relate(a: Edtf, b: Edtf) -> Relation:
    """How `a` and `b` lie to each other; `relate(b, a)` is the mirror.

    Dates without a zone are compared in the calendar they are written in, except two clock times that differ: each of
    them may be of any zone. Beside a date that gives its zone, one that does not may be of any zone too.
    `~` widens an end by one unit of its precision on each side; a date so marked is never the more precise one.
    """
    return related(reach_of(a), reach_of(b))


@dataclass(frozen=True, slots=True)
class Reach:
    """A date as it is related to others: for those who relate it to very many."""

    extent: _Extent
    zoned: bool
    has_clock: bool
    approximate: bool
    is_open: bool


def reach_of(value: Edtf) -> Reach:
    """All of a date that `relate` looks at."""
    return Reach(_extent(value), value.zoned, value.has_clock, value.approximate, value.is_open)


def related(a: Reach, b: Reach) -> Relation:
    """`relate`, of dates made ready."""
    x, y = a.extent, b.extent
    if a.zoned or b.zoned or (a.has_clock and b.has_clock and x != y):
        position, assumed = _across_zones(x, y, not a.zoned, not b.zoned)
    else:
        position, assumed = _position(x, y), False
    if a.approximate or b.approximate:
        position = _without_false_precision(position, a.approximate, b.approximate)
    return Relation(position, assumed, a.is_open or b.is_open)


_Extent = tuple[float, float]
"""First second and the second after the last: of the written calendar, or of UTC where the zone is given."""

_ANY_ZONE = (-EASTERNMOST * 60, -WESTERNMOST * 60)
"""What turns the seconds of a written calendar into UTC: at the least, at the most."""


def _extent(value: Edtf) -> _Extent:
    low = _bound(value.start, value.start.first, -1) if value.start else -inf
    high = _bound(value.end, value.end.last, 1) if value.end else inf
    return low, high


def _bound(end: Moment, bound: int, direction: int) -> int:
    if end.approximate:
        bound = _widened(end.precision, bound, direction)
    return bound - 60 * (end.offset or 0)


def _widened(precision: DatePrecision, bound: int, direction: int) -> int:
    match precision:
        case DatePrecision.YEAR:
            return _months_away(bound, 12 * direction)
        case DatePrecision.MONTH:
            return _months_away(bound, direction)
        case DatePrecision.DAY:
            return bound + DAY_SECONDS * direction
        case DatePrecision.MINUTE:
            return bound + 60 * direction
        case DatePrecision.SECOND:
            return bound + direction


def _months_away(bound: int, months: int) -> int:
    try:
        day = date.fromordinal(bound // DAY_SECONDS + 1)
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        return (date(year, month + 1, 1).toordinal() - 1) * DAY_SECONDS
    except ValueError:  # beyond the years 1 to 9999 there is nothing to meet
        return bound


def _position(x: _Extent, y: _Extent) -> Position:
    if x == y:
        return Position.EQUAL
    if x[1] <= y[0]:
        return Position.A_BEFORE_B
    if y[1] <= x[0]:
        return Position.B_BEFORE_A
    if y[0] <= x[0] and x[1] <= y[1]:
        return Position.A_WITHIN_B
    if x[0] <= y[0] and y[1] <= x[1]:
        return Position.B_WITHIN_A
    return Position.OVERLAP


def _across_zones(x: _Extent, y: _Extent, x_floats: bool, y_floats: bool) -> tuple[Position, bool]:
    """The position of all that each may cover, and whether it would differ in some zone."""
    widest = _position(_span(x, x_floats), _span(y, y_floats))
    if widest is Position.EQUAL and x_floats is not y_floats:
        # One reaches as far as the other only over all its zones, so in each it lies within.
        return (Position.A_WITHIN_B if x_floats else Position.B_WITHIN_A), False
    # Each order of two ends changes at one offset only, so the outermost offsets tell whether any offset matters.
    # An overlap is two cases: on the way from one to the other the two lie within each other.
    seen = {
        (position, position is Position.OVERLAP and p[0] < q[0])
        for p in _outermost(x, x_floats)
        for q in _outermost(y, y_floats)
        for position in (_position(p, q),)
    }
    return widest, len(seen) > 1


def _span(x: _Extent, floats: bool) -> _Extent:
    return (x[0] + _ANY_ZONE[0], x[1] + _ANY_ZONE[1]) if floats else x


def _outermost(x: _Extent, floats: bool) -> tuple[_Extent, ...]:
    return tuple((x[0] + shift, x[1] + shift) for shift in _ANY_ZONE) if floats else (x,)


def _without_false_precision(position: Position, a_approximate: bool, b_approximate: bool) -> Position:
    if position is Position.EQUAL and a_approximate is not b_approximate:
        return Position.B_WITHIN_A if a_approximate else Position.A_WITHIN_B
    if (position is Position.A_WITHIN_B and a_approximate) or (position is Position.B_WITHIN_A and b_approximate):
        return Position.OVERLAP
    return position
