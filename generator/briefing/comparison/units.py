"""Rule 5: units of different families are not comparable."""

from __future__ import annotations

from briefing.comparison.measures import shared_scale
from briefing.comparison.outcome import Reason, Verdict, VerdictKind
from briefing.comparison.sides import Ground, Side, between, of_one


def unit(a: Side, b: Side, _ground: Ground) -> Verdict | tuple[Reason, ...]:
    """Lets pass the same unit, known or not, and two of a family."""
    if shared_scale(a.measure, b.measure) is not None:
        return ()
    unstated = tuple(of_one("unit-not-stated", side) for side in (a, b) if side.measure is None)
    return Verdict(VerdictKind.NOT_COMPARABLE, unstated or (between("different-units", a, b),))
