"""Sets of claims as the bits of a number, and orders to ask for all at once how one value lies to them.

What `meet` and `when` say of two is said here of one and all others; a property test holds the two together.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from itertools import accumulate
from operator import or_
from typing import Any, TypeVar

from briefing.comparison.intervals import Interval
from briefing.comparison.meeting import Meeting
from briefing.dates import Edtf

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


class Calendar:
    """Dates, far fewer of which have to be asked than there are."""

    _FAR = 3
    """From one's last day to another's first, days that no zones bring together."""

    def __init__(self, dates: Mapping[Edtf, Bits]) -> None:
        self._bits = dates
        self._of_first = {bits & -bits: date for date, bits in dates.items()}
        self._firsts = union(self._of_first)
        sharp = [(date, bits) for date, bits in dates.items() if _is_sharp(date)]
        self._sharp = union(bits for _, bits in sharp)
        self._begins = Ranked((_ordinal(date.first_day), bits) for date, bits in sharp)
        self._ends = Ranked((_ordinal(date.last_day), bits) for date, bits in sharp)

    def lies(self, date: Edtf, ask: Callable[[Edtf, Edtf], Lie], before: Lie, after: Lie) -> Mapping[Lie, Bits]:
        """How `date` lies to each, by `ask` or, where it lies far before or after, by those."""
        found: defaultdict[Lie, Bits] = defaultdict(int)
        if _is_sharp(date):
            found[after] |= self._ends.up_to(_ordinal(date.first_day) - self._FAR)
            found[before] |= self._sharp & ~self._begins.below(_ordinal(date.last_day) + self._FAR)
        for n in ones(self._firsts & ~union(found.values())):
            other = self._of_first[1 << n]
            found[ask(date, other)] |= self._bits[other]
        return found


def _is_sharp(date: Edtf) -> bool:
    return not date.is_open and not date.approximate


def _ordinal(day: datetime.date | None) -> int:
    assert day is not None
    return day.toordinal()
