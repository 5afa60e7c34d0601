"""What the pairs of one figure's claims come to, each compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from briefing.comparison.alike import Comparison
from briefing.comparison.outcome import Verdict, VerdictKind
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
    listed: tuple[tuple[Side, Side, Verdict], ...]
    """The pairs to be shown, undecided ones among them."""


def is_undecided(found: Verdict) -> bool:
    """Whether the two may conflict and no editor has decided."""
    return found.kind is VerdictKind.POSSIBLE_CONFLICT and not found.decided


def is_agreement(found: Verdict, a: Side, b: Side) -> bool:
    """Whether two known origins agree."""
    return found.kind is VerdictKind.AGREE and a.origin is not None and b.origin not in (None, a.origin)


def each_pair(sides: Sequence[Side], comparison: Comparison) -> Weighed:
    """Every pair, compared and listed by ids."""
    ready = [(side, comparison.kind_of(side)) for side in sorted(sides, key=lambda side: side.claim.id)]
    listed = tuple((a, b, comparison.compare(a, b, k, m)) for (a, k), (b, m) in combinations(ready, 2))
    counts = Counter(found.kind for _, _, found in listed if not is_undecided(found))
    agreements = sum(is_agreement(found, a, b) for a, b, found in listed)
    return Weighed(counts, len(listed) - counts.total(), agreements, listed)
