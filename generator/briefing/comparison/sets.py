"""Sets of claims as the bits of a number, and orders to ask for all at once how one value lies to them.

What `meet` and `when` say of two is said here of one and all others; a property test holds the two together.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from operator import or_
from typing import Any, TypeVar

from briefing.comparison.intervals import Interval
from briefing.comparison.meeting import Meeting
from briefing.dates import Edtf
from briefing.dates.zones import EASTERNMOST, WESTERNMOST

Bits = int
"""A set of claims: bit n stands for the n-th."""
Key = TypeVar("Key", bound=Hashable)
Lie = TypeVar("Lie", bound=Hashable)


def gathered(keys: Iterable[Key]) -> dict[Key, Bits]:
    """For each key the claims that have it, in the order in which the keys first come."""
    found: defaultdict[Key, Bits] = defaultdict(int)
    for n, key in enumerate(keys):
        found[key] |= 1 << n
    return dict(found)


def ones(bits: Bits) -> Iterator[int]:
    """The numbers of the claims in a set, in order."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def union(sets: Iterable[Bits]) -> Bits:
    """All that are in any of them."""
    whole = 0
    for bits in sets:
        whole |= bits
    return whole


class Ranked:
    """Claims in the order of a key, for asking which have a lower one than some bound."""

    def __init__(self, keyed: Iterable[tuple[Any, Bits]]) -> None:
        merged: defaultdict[Any, Bits] = defaultdict(int)
        for key, bits in keyed:
            merged[key] |= bits
        self._keys = sorted(merged)
        self._sums = list(accumulate((merged[key] for key in self._keys), or_, initial=0))

    def below(self, bound: Any) -> Bits:
        """Those whose key is less."""
        return self._sums[bisect_left(self._keys, bound)]

    def up_to(self, bound: Any) -> Bits:
        """Those whose key is not greater."""
        return self._sums[bisect_right(self._keys, bound)]


class NumberLine:
    """Intervals on one scale."""

    def __init__(self, intervals: Mapping[Interval, Bits]) -> None:
        self._all = union(intervals.values())
        self._plain = union(bits for x, bits in intervals.items() if not x.word and not x.open)
        self._lows = Ranked((x.low, bits) for x, bits in intervals.items())
        self._highs = Ranked((x.high, bits) for x, bits in intervals.items())

    def meetings(self, x: Interval) -> Mapping[Meeting, Bits]:
        """How `x` lies to each."""
        below = self._all & ~self._lows.up_to(x.high)
        above = self._highs.below(x.low)
        touching = self._all & ~below & ~above
        agree = 0
        if not x.word and not x.open:
            lower, low = self._lows.below(x.low), self._lows.up_to(x.low)
            shorter, high = self._highs.below(x.high), self._highs.up_to(x.high)
            same = low & ~lower & high & ~shorter
            agree = touching & self._plain & (same | (lower & shorter) | ~(low | high))
        return {Meeting.BELOW: below, Meeting.ABOVE: above, Meeting.AGREE: agree, Meeting.COMPATIBLE: touching & ~agree}


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The seconds a date covers, its last excluded."""

    zoned: bool
    clocked: bool
    written: tuple[int, int]
    """In UTC where the zone is given, else in the calendar of no zone."""
    anywhere: tuple[int, int]
    """In UTC, whatever the zone."""


def _stretch(date: Edtf) -> _Stretch | None:
    """None where an end is open or approximate."""
    if date.start is None or date.end is None or date.approximate:
        return None
    first = date.start.first - 60 * (date.start.offset or 0)
    last = date.end.last - 60 * (date.end.offset or 0)
    anywhere = (first, last) if date.zoned else (first - 60 * EASTERNMOST, last - 60 * WESTERNMOST)
    return _Stretch(date.zoned, date.has_clock, (first, last), anywhere)


class _Line:
    """Stretches, for asking which lie wholly before or after another."""

    def __init__(self, stretches: Iterable[tuple[tuple[int, int], Bits]]) -> None:
        placed = tuple(stretches)
        self._all = union(bits for _, bits in placed)
        self._firsts = Ranked((first, bits) for (first, _), bits in placed)
        self._lasts = Ranked((last, bits) for (_, last), bits in placed)

    def before(self, stretch: tuple[int, int]) -> Bits:
        return self._lasts.up_to(stretch[0])

    def after(self, stretch: tuple[int, int]) -> Bits:
        return self._all & ~self._firsts.below(stretch[1])


class Calendar:
    """Dates. Most can be told apart, or told to be the same, by their ends alone; the others are asked one by one."""

    def __init__(self, dates: Mapping[Edtf, Bits]) -> None:
        self._bits = dates
        self._of_first = {bits & -bits: date for date, bits in dates.items()}
        self._firsts = union(self._of_first)
        self._stretches = {date: stretch for date in dates if (stretch := _stretch(date))}
        known = [(stretch, dates[date]) for date, stretch in self._stretches.items()]
        self._known = union(bits for _, bits in known)
        self._zoned = union(bits for x, bits in known if x.zoned)
        self._clocked = union(bits for x, bits in known if x.clocked)
        self._same: defaultdict[tuple[bool, tuple[int, int]], Bits] = defaultdict(int)
        for x, bits in known:
            self._same[x.zoned, x.written] |= bits
        self._written = _Line((x.written, bits) for x, bits in known if not x.zoned)
        self._anywhere = _Line((x.anywhere, bits) for x, bits in known)

    def lies(
        self,
        date: Edtf,
        ask: Callable[[Edtf, Edtf], Lie],
        before: Lie,
        after: Lie,
        same: Lie,
        touching: Lie | None = None,
    ) -> Mapping[Lie, Bits]:
        """How one of the dates lies to each.

        Args:
            ask: what says it of two.
            touching: how two lie that share a moment and are not the same, where that need not be asked.
        """
        found: defaultdict[Lie, Bits] = defaultdict(int)
        if x := self._stretches.get(date):
            # Without a zone, dates are held against each other as written; two times of day may be of any zones.
            across = self._known if x.zoned else self._zoned | (self._clocked if x.clocked else 0)
            as_written = self._known & ~across
            found[before] |= self._anywhere.after(x.anywhere) & across | self._written.after(x.written) & as_written
            found[after] |= self._anywhere.before(x.anywhere) & across | self._written.before(x.written) & as_written
            found[same] |= self._same[x.zoned, x.written]
            if touching is not None:
                found[touching] |= self._known & ~union(found.values())
        for n in ones(self._firsts & ~union(found.values())):
            other = self._of_first[1 << n]
            found[ask(date, other)] |= self._bits[other]
        return found
