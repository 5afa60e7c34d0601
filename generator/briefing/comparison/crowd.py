"""The pairs of a figure with very many claims: counted by verdict exactly, and the few listed that a reader needs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from briefing.comparison.origin import WITHIN_ONE_ORIGIN
from briefing.comparison.outcome import VerdictKind
from briefing.comparison.pairs import Weighed, is_agreement
from briefing.comparison.regions import Regions, terms_of, time_of, value_of
from briefing.comparison.sets import Bits, gathered, ones, union
from briefing.comparison.sides import Ground, Side
from briefing.comparison.verdict import compare

LISTED = 10_000
"""How many pairs are listed at the most of those that conflict, and of those that may: more than anyone reads."""


def crowd(sides: Sequence[Side], ground: Ground) -> Weighed:
    """What the pairs come to: each counted; of each two groups of equal claims one listed that conflicts, or that may.

    Pairs of which an editor or a claim speaks by name are all listed.
    """
    regions = Regions(sides, ground)
    named = named_pairs(sides, ground)
    origins = gathered(side.origin for side in sides)
    origins.pop(None, None)
    same = [origins.get(side.origin, 0) for side in sides]
    known = union(origins.values())
    groups = gathered((terms_of(side), time_of(side), value_of(side)) for side in sides)
    by_first = {bits & -bits: bits for bits in groups.values()}
    firsts = union(by_first)

    twice: Counter[VerdictKind] = Counter()  # every pair is met from both of its sides
    agreed_twice = 0
    chosen: dict[VerdictKind, list[tuple[int, int]]] = {VerdictKind.CONFLICT: [], VerdictKind.POSSIBLE_CONFLICT: []}
    for first, group in by_first.items():
        found = regions.of(sides[first.bit_length() - 1])
        for n in ones(group):
            unnamed = ~(named.get(n, 0) | 1 << n)
            for kind, region in found.items():
                pairs, repeated = (region & unnamed).bit_count(), (region & unnamed & same[n]).bit_count()
                twice[kind] += pairs - repeated
                twice[WITHIN_ONE_ORIGIN.get(kind, kind)] += repeated
            if same[n]:
                agreed_twice += (found.get(VerdictKind.AGREE, 0) & unnamed & known & ~same[n]).bit_count()
        for kind, listed in chosen.items():
            for other in ones(found.get(kind, 0) & firsts & -(first << 1)):
                if len(listed) >= LISTED:
                    break
                listed.extend(_one_of(group, by_first[1 << other], named, same))

    by_name = [(n, m) for n, those in named.items() for m in ones(those) if n < m]
    pairs_listed = [
        (sides[n], sides[m])
        for n, m in (*by_name, *chosen[VerdictKind.CONFLICT], *chosen[VerdictKind.POSSIBLE_CONFLICT])
    ]
    weighed = [(a, b, compare(a, b, ground)) for a, b in pairs_listed]
    counts = Counter({kind: number // 2 for kind, number in twice.items()})
    undecided = counts.pop(VerdictKind.POSSIBLE_CONFLICT, 0)
    counts.update(found.kind for _, _, found in weighed[: len(by_name)])
    agreements = agreed_twice // 2 + sum(is_agreement(found, a, b) for a, b, found in weighed[: len(by_name)])
    return Weighed(+counts, undecided, agreements, tuple(weighed))


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


def _one_of(group: Bits, other: Bits, named: Mapping[int, Bits], same: Sequence[Bits]) -> Iterator[tuple[int, int]]:
    """The first pair of two groups that nobody speaks of by name; one of two origins where there is one."""
    within_one_origin = None
    for n in ones(group):
        candidates = other & ~named.get(n, 0)
        if candidates & ~same[n]:
            yield n, next(ones(candidates & ~same[n]))
            return
        if candidates and within_one_origin is None:
            within_one_origin = n, next(ones(candidates))
    if within_one_origin is not None:
        yield within_one_origin
