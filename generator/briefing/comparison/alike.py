"""Verdicts on very many pairs: of two claims that the rules cannot tell from two others, the verdict is known.

No rule is written here a second time. A verdict that was found is taken for the next two claims that are alike in all
that a rule looks at, with their names in its reasons. Decisions and disputes name claims, and are found each time.
Dates are nearly all different, but rules look only at how two of them lie.
"""

from __future__ import annotations

from briefing.comparison.outcome import Alike, Verdict
from briefing.comparison.sides import Ground, Side
from briefing.comparison.verdict import compare
from briefing.dates import Edtf
from briefing.dates.relation import Reach, Relation, reach_of, related

Kind = tuple[int, Reach | None]
"""A number that is the same for claims that no rule tells apart but by the dates they give, and such a date."""


class Comparison:
    """Compares on one ground, and keeps what it finds."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self._named = frozenset(id_ for pair in ground.decisions for id_ in pair)
        self._numbers: dict[object, int] = {}
        self._found: dict[tuple[int, int, bool, bool, Relation | None], Alike] = {}

    def kind_of(self, side: Side) -> Kind:
        """What the rules look at, of the claim and of its figure."""
        claim, figure = side.claim, side.figure
        reach = reach_of(claim.value) if isinstance(claim.value, Edtf) else None
        value = (reach.zoned, reach.is_open) if reach else side.interval or claim.value
        key = (
            (figure.kind, figure.over_time, figure.exclusive),
            (claim.value is None, reach is None, value, side.measure),
            (claim.modality, claim.hedged, claim.wording, claim.place or None, side.scope, claim.as_of.date),
        )
        return self._numbers.setdefault(key, len(self._numbers)), reach

    def compare(self, a: Side, b: Side, kind_of_a: Kind, kind_of_b: Kind) -> Verdict | Alike:
        """`verdict.compare` of two claims of these kinds, `a` having the lesser id."""
        x, y = a.claim, b.claim
        if x.disputes or y.disputes or (x.id in self._named and y.id in self._named):
            return compare(a, b, self.ground)
        (n, of_a), (m, of_b) = kind_of_a, kind_of_b
        one_origin = a.origin is not None and a.origin == b.origin
        lie = related(of_a, of_b) if of_a is not None and of_b is not None else None
        key = (n, m, one_origin, x.figure == y.figure, lie)
        found = self._found.get(key)
        if found is None:
            verdict = compare(a, b, self.ground)
            is_b = {x.id: False, y.id: True}
            reasons = [(r.code, tuple([(field, is_b[id_]) for field, id_ in r.params])) for r in verdict.reasons]
            found = self._found[key] = Alike(verdict.kind, tuple(reasons))
        return found
