"""What the pairs of one figure's claims come to, each compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from operator import attrgetter
from typing import overload

from briefing.comparison.alike import Comparison
from briefing.comparison.outcome import Alike, Pair, Verdict, VerdictKind
from briefing.comparison.sides import Side


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the pairs of a figure come to."""

    counts: Mapping[VerdictKind, int]
    """All pairs by verdict, save the undecided ones."""
    undecided: int
    """How many pairs may conflict, while no editor has decided on them."""
    agreements: int
    """How many pairs agree and go back to two known origins."""
    listed: Sequence[Pair]
    """The pairs to be shown, by their ids."""
    listed_undecided: Sequence[Pair]
    """Those that editors are to be shown."""


@dataclass(frozen=True, slots=True)
class AllPairs(Sequence[Pair]):
    """Every two of some claims. Of a pair nothing is kept but what was found: there are very many."""

    ids: tuple[str, ...]
    """Sorted."""
    found: tuple[Verdict | Alike, ...]
    """On every two, in the order of `combinations`."""

    def __iter__(self) -> Iterator[Pair]:
        return (Pair(a, b, found) for (a, b), found in zip(combinations(self.ids, 2), self.found, strict=True))

    def __len__(self) -> int:
        return len(self.found)

    @overload
    def __getitem__(self, number: int) -> Pair: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Pair]: ...
    def __getitem__(self, number: int | slice) -> Pair | Sequence[Pair]:
        return tuple(self)[number]


def is_undecided(found: Verdict | Alike | Pair) -> bool:
    """Whether the two may conflict and no editor has decided."""
    return found.kind is VerdictKind.POSSIBLE_CONFLICT and not found.decided


def is_agreement(found: Verdict | Alike, a: Side, b: Side) -> bool:
    """Whether two known origins agree."""
    return found.kind is VerdictKind.AGREE and a.origin is not None and b.origin not in (None, a.origin)


def pair_of(a: Side, b: Side, found: Verdict | Alike) -> Pair:
    """Two claims and what was found on them, whichever comes first."""
    x, y = a.claim.id, b.claim.id
    return Pair(x, y, found) if x < y else Pair(y, x, found)


def in_order(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """By their ids."""
    return tuple(sorted(pairs, key=attrgetter("a", "b")))


def each_pair(sides: Sequence[Side], comparison: Comparison) -> Weighed:
    """Every pair, compared and listed."""
    ordered = sorted(sides, key=lambda side: side.claim.id)
    ready = [(side, comparison.kind_of(side)) for side in ordered]
    compare = comparison.compare
    found = tuple([compare(a, b, k, m) for (a, k), (b, m) in combinations(ready, 2)])
    # Many pairs come to the same thing, and that is counted fast.
    outcomes, counts = {id(one): one for one in found}, Counter[VerdictKind]()
    for one, number in Counter(map(id, found)).items():
        counts[outcomes[one].kind] += number
    agreements = 0
    if VerdictKind.AGREE in counts:
        agreements = sum(is_agreement(f, a, b) for f, (a, b) in zip(found, combinations(ordered, 2), strict=True))
    pairs: Sequence[Pair] = AllPairs(tuple([side.claim.id for side in ordered]), found) if found else ()
    if VerdictKind.POSSIBLE_CONFLICT not in counts:
        return Weighed(counts, 0, agreements, pairs, ())
    undecided = tuple(pair for pair in pairs if is_undecided(pair))
    decided = tuple(pair for pair in pairs if not is_undecided(pair))
    counts[VerdictKind.POSSIBLE_CONFLICT] -= len(undecided)
    return Weighed(+counts, len(undecided), agreements, decided, undecided)
