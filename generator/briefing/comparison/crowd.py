"""The pairs of a figure with very many claims: counted by verdict exactly, and the few listed that a reader needs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from briefing.comparison.origin import WITHIN_ONE_ORIGIN
from briefing.comparison.outcome import VerdictKind
from briefing.comparison.pairs import Weighed, in_order, is_agreement, is_undecided, pair_of
from briefing.comparison.regions import Regions, terms_of, time_of, value_of
from briefing.comparison.sets import Bits, gathered, ones, union
from briefing.comparison.sides import Ground, Side
from briefing.comparison.verdict import compare

LISTED = 10_000
"""How many pairs are listed at the most of those that conflict, and of those that may: more than anyone reads."""


_Found = Sequence[tuple[Bits, Mapping[VerdictKind, Bits]]]
"""Groups of equal claims, each with all claims by how they compare with it."""


def crowd(sides: Sequence[Side], ground: Ground) -> Weighed:
    """What the pairs come to: each counted; of each two groups of equal claims one listed that conflicts, or that may.

    Pairs of which an editor or a claim speaks by name are all listed.
    """
    named = named_pairs(sides, ground)
    origins = gathered(side.origin for side in sides)
    same = [0 if side.origin is None else origins[side.origin] for side in sides]
    regions = Regions(sides, ground)
    groups = gathered((terms_of(side), side.scope, time_of(side), value_of(side)) for side in sides)
    found = [(group, regions.of(sides[next(ones(group))])) for group in groups.values()]

    by_name = [(n, m) for n, those in named.items() for m in ones(those) if n < m]
    conflicts = _one_of_each_two(found, VerdictKind.CONFLICT, named, same)
    possible = _one_of_each_two(found, VerdictKind.POSSIBLE_CONFLICT, named, same)
    two = ((sides[n], sides[m]) for n, m in (*by_name, *islice(conflicts, LISTED), *islice(possible, LISTED)))
    listed = [(a, b, compare(a, b, ground)) for a, b in two]

    counts, agreements = _counted(found, named, same)
    undecided = counts.pop(VerdictKind.POSSIBLE_CONFLICT, 0)
    for a, b, verdict in listed[: len(by_name)]:
        counts[verdict.kind] += 1
        agreements += is_agreement(verdict, a, b)
    pairs = in_order(pair_of(a, b, verdict) for a, b, verdict in listed)
    shown = tuple(pair for pair in pairs if not is_undecided(pair))
    return Weighed(+counts, undecided, agreements, shown, tuple(pair for pair in pairs if is_undecided(pair)))


def named_pairs(sides: Sequence[Side], ground: Ground) -> Mapping[int, Bits]:
    """For a claim those with which it stands in an editor's decision, or of which one disputes the other."""
    number = {side.claim.id: n for n, side in enumerate(sides)}
    pairs = [*ground.decisions, *((side.claim.id, other) for side in sides for other in side.claim.disputes)]
    found: defaultdict[int, Bits] = defaultdict(int)
    for x, y in pairs:
        if x in number and y in number and x != y:
            found[number[x]] |= 1 << number[y]
            found[number[y]] |= 1 << number[x]
    return found


def _counted(found: _Found, named: Mapping[int, Bits], same: Sequence[Bits]) -> tuple[Counter[VerdictKind], int]:
    """How many pairs there are of each verdict, and agreements of two known origins, without those named."""
    known = union(set(same))
    twice: Counter[VerdictKind] = Counter()  # every pair is met from both of its sides
    agreements = 0
    for group, regions in found:
        for n in ones(group):
            unnamed = ~(named.get(n, 0) | 1 << n)
            for kind, region in regions.items():
                pairs, repeated = (region & unnamed).bit_count(), (region & unnamed & same[n]).bit_count()
                twice[kind] += pairs - repeated
                twice[WITHIN_ONE_ORIGIN.get(kind, kind)] += repeated
            if same[n]:
                agreements += (regions.get(VerdictKind.AGREE, 0) & unnamed & known & ~same[n]).bit_count()
    return Counter({kind: number // 2 for kind, number in twice.items()}), agreements // 2


def _one_of_each_two(
    found: _Found, kind: VerdictKind, named: Mapping[int, Bits], same: Sequence[Bits]
) -> Iterator[tuple[int, int]]:
    """Of each two groups that compare so, the first pair that nobody names; one of two origins where there is one."""
    by_first = {group & -group: group for group, _ in found}
    firsts = union(by_first)
    for first, (group, regions) in zip(by_first, found, strict=True):
        for other in ones(regions.get(kind, 0) & firsts & -(first << 1)):
            yield from _first_pair(group, by_first[1 << other], named, same)


def _first_pair(group: Bits, other: Bits, named: Mapping[int, Bits], same: Sequence[Bits]) -> Iterator[tuple[int, int]]:
    of_one_origin = None
    for n in ones(group):
        unnamed = other & ~named.get(n, 0)
        if unnamed & ~same[n]:
            yield n, next(ones(unnamed & ~same[n]))
            return
        if unnamed and of_one_origin is None:
            of_one_origin = n, next(ones(unnamed))
    if of_one_origin is not None:
        yield of_one_origin
