"""Rules 1 and 9: whether both give a value for one question, and one that can be compared at all."""

from __future__ import annotations

from briefing.comparison.outcome import Reason, Verdict, VerdictKind
from briefing.comparison.sides import Ground, Side, between, of_one
from briefing.records import FigureKind


def different_figures(a: Side, b: Side, _ground: Ground) -> Verdict | tuple[Reason, ...]:
    """Values of two questions are never weighed against each other, however alike they look."""
    if a.figure.id == b.figure.id:
        return ()
    return Verdict(VerdictKind.NOT_COMPARABLE, (between("different-figures", a, b),))


def no_value(a: Side, b: Side, _ground: Ground) -> Verdict | tuple[Reason, ...]:
    """A challenge without a value has nothing to say on claims that it does not dispute."""
    silent = tuple(of_one("no-value", side) for side in (a, b) if side.claim.value is None)
    return Verdict(VerdictKind.NOT_COMPARABLE, silent) if silent else ()


def interpretation(a: Side, b: Side, _ground: Ground) -> Verdict | tuple[Reason, ...]:
    """Interpretations are listed, never compared."""
    if a.figure.kind is not FigureKind.INTERPRETATION:
        return ()
    return Verdict(VerdictKind.INTERPRETATION, (between("interpretation", a, b),))
