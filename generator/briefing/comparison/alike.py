"""Verdicts on very many pairs: of two claims that the rules cannot tell from two others, the verdict is known.

No rule is written here a second time. A verdict that was found is taken for the next two claims that are alike in all
that a rule looks at, with their names in its reasons. Decisions and disputes name claims, and are found each time.
"""

from __future__ import annotations

from briefing.comparison.outcome import Reason, Verdict, VerdictKind
from briefing.comparison.sides import Ground, Side
from briefing.comparison.verdict import compare

_Reasons = tuple[tuple[str, tuple[tuple[str, bool], ...]], ...]
"""Codes; for each field of its sentence whether it names the second claim."""


class Comparison:
    """Compares on one ground, and keeps what it finds."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self._named = frozenset(id_ for pair in ground.decisions for id_ in pair)
        self._kinds: dict[object, int] = {}
        self._found: dict[tuple[int, int, bool, bool], tuple[VerdictKind, _Reasons]] = {}
        self._fields: dict[tuple[str, str], tuple[str, str]] = {}
        """Each once, however many reasons it stands in."""

    def kind_of(self, side: Side) -> int:
        """A number that is the same for claims that no rule tells apart, by themselves or by their figures."""
        claim, figure = side.claim, side.figure
        key = (
            (figure.kind, figure.over_time, figure.exclusive),
            (claim.value is None, side.interval or claim.value, side.measure),
            (claim.modality, claim.hedged, claim.wording, claim.place or None, side.scope, claim.as_of.date),
        )
        return self._kinds.setdefault(key, len(self._kinds))

    def compare(self, a: Side, b: Side, kind_of_a: int, kind_of_b: int) -> Verdict:
        """`verdict.compare` of two claims of these kinds, `a` having the lesser id."""
        if a.claim.disputes or b.claim.disputes or (a.claim.id in self._named and b.claim.id in self._named):
            return compare(a, b, self.ground)
        one_origin = a.origin is not None and a.origin == b.origin
        key = (kind_of_a, kind_of_b, one_origin, a.figure.id == b.figure.id)
        found = self._found.get(key)
        if found is None:
            verdict = compare(a, b, self.ground)
            roles = {a.claim.id: False, b.claim.id: True}
            reasons = tuple((r.code, tuple((field, roles[id_]) for field, id_ in r.params)) for r in verdict.reasons)
            self._found[key] = verdict.kind, reasons
            return verdict
        ids = (a.claim.id, b.claim.id)
        kind, alike = found
        return Verdict(
            kind, tuple([Reason(code, tuple([self._field(f, ids[n]) for f, n in on])) for code, on in alike])
        )

    def _field(self, name: str, id_: str) -> tuple[str, str]:
        field = (name, id_)
        return self._fields.setdefault(field, field)
