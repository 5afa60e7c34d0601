"""Rules 2 and 11: forecasts and orders are no facts; what is hedged or heard is compared all the same, and marked."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.comparison.outcome import Reason, Verdict, VerdictKind
from briefing.comparison.sides import Ground, Side, between, of_one
from briefing.records import Modality


def modality(a: Side, b: Side, _ground: Ground) -> Verdict | tuple[Reason, ...]:
    """A forecast stands against a forecast only, and an order against an order."""
    for manner, kind, code in (
        (Modality.FORECAST, VerdictKind.FORECAST_AND_OUTCOME, "forecast"),
        (Modality.ORDERED, VerdictKind.NOT_COMPARABLE, "ordered"),
    ):
        x, y = a.claim.modality is manner, b.claim.modality is manner
        if x is not y:
            return Verdict(kind, (between(code, a, b) if x else between(code, b, a),))
    return ()


_NOTHING_COMPARED = (VerdictKind.FORECAST_AND_OUTCOME, VerdictKind.NOT_COMPARABLE, VerdictKind.INTERPRETATION)


def held_back(found: Verdict, a: Side, b: Side) -> Verdict:
    """The verdict, marked where one side hedges or passes on hearsay and the other does neither."""
    if found.kind in _NOTHING_COMPARED or _holds_back(a) is _holds_back(b):
        return found
    return Verdict(found.kind, (*found.reasons, *_marks(a if _holds_back(a) else b)))


def _holds_back(side: Side) -> bool:
    return side.claim.hedged or side.claim.modality is Modality.HEARSAY


def _marks(side: Side) -> Iterator[Reason]:
    if side.claim.hedged:
        yield of_one("hedged", side)
    if side.claim.modality is Modality.HEARSAY:
        yield of_one("hearsay", side)
