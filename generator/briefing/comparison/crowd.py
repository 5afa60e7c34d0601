"""The pairs of a figure with very many claims: counted by verdict exactly, and the few listed that a reader needs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

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

    Pairs that an editor or a claim speaks of by name are all listed.
    """
    regions = Regions(sides, ground)
    named = named_pairs(sides, sides, ground)
    origins = gathered(side.origin for side in sides)
    origins.pop(None, None)
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
            same = origins.get(sides[n].origin, 0)
            for kind, region in found.items():
                others = region & ~(named.get(n, 0) | 1 << n)
                repeated = (others & same).bit_count()
                twice[kind] += others.bit_count() - repeated
                twice[WITHIN_ONE_ORIGIN.get(kind, kind)] += repeated
                if kind is VerdictKind.AGREE and same:
                    agreed_twice += (others & known & ~same).bit_count()
        for kind, pairs in chosen.items():
            later = found.get(kind, 0) & firsts & ~((first << 1) - 1)
            ...
