"""Rule 5: units of different families are not comparable."""

from __future__ import annotations

from briefing.comparison.measures import Measure, shared_scale
from briefing.comparison.outcome import Reason, Verdict, VerdictKind
from briefing.comparison.sides import Ground, Side, between, of_one


def convertible(a: Measure, b: Measure) -> bool:
    """Whether what is given in the one can be told in the other."""
    return shared_scale(a, b) is not None


def unit(a: Side, b: Side, _ground: Ground) -> Verdict | tuple[Reason, ...]:
    """Lets pass the same unit, known or not, and two of a family."""
    if convertible(a.measure, b.measure):
        return ()
    unstated = tuple(of_one("unit-not-stated", side) for side in (a, b) if side.measure is None)
    return Verdict(VerdictKind.NOT_COMPARABLE, unstated or (between("different-units", a, b),))
