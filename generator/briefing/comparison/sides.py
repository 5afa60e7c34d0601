"""What a rule may look at: the two claims, made ready once, and the ground they stand on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefing.comparison.intervals import Interval, interval_of
from briefing.comparison.measures import Measure, folded, measure_of
from briefing.comparison.outcome import Reason
from briefing.comparison.tables import TOLERANCE
from briefing.records import ARTICLE_VOICE, UNKNOWN, Claim, Decision, Figure, FigureKind, Place


@dataclass(frozen=True, slots=True)
class Ground:
    """What the rules know beside the two claims."""

    figures: Mapping[str, Figure]
    """Linked figures by id, derived ones included."""
    around: Mapping[str, tuple[str, ...]]
    """For each place the places it lies in, the nearest first."""
    decisions: Mapping[tuple[str, str], Decision]
    """Editors' decisions by the two claims' ids, in order; of two on one pair, the last written."""

    @staticmethod
    def of(figures: Iterable[Figure], places: Iterable[Place] = ()) -> Ground:
        """The ground of a whole briefing."""
        by_id = {figure.id: figure for figure in figures}
        part_of = {place.id: place.part_of for place in places}
        decisions = {_in_order(d.between): d for id_ in sorted(by_id) for d in by_id[id_].decisions}
        return Ground(by_id, {place: _around(place, part_of) for place in part_of}, decisions)

    def decision(self, a: str, b: str) -> Decision | None:
        """What an editor decided on two claims."""
        return self.decisions.get(_in_order((a, b)))


def _in_order(pair: tuple[str, str]) -> tuple[str, str]:
    return pair if pair[0] <= pair[1] else (pair[1], pair[0])


def _around(place: str, part_of: Mapping[str, str | None]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    whole = part_of.get(place)
    while whole is not None and whole != place and whole not in found:
        found[whole] = None
        whole = part_of.get(whole)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Side:
    """One of two claims, with what several rules need of it."""

    claim: Claim
    figure: Figure
    origin: str | None
    scope: str | None
    """Folded."""
    measure: Measure
    """None for all but numbers."""
    interval: Interval | None
    """In its own unit; None for all but numbers."""


def side_of(claim: Claim, ground: Ground) -> Side:
    """The claim made ready for comparing."""
    figure = ground.figures[claim.figure]
    number = figure.kind is FigureKind.NUMBER
    tolerance = TOLERANCE if figure.tolerance is None else figure.tolerance
    return Side(
        claim,
        figure,
        origin_of(claim),
        (folded(claim.scope) or None) if claim.scope else None,
        measure_of(claim.unit) if number else None,
        interval_of(claim.value, claim.qualifier, tolerance) if number else None,
    )


def origin_of(claim: Claim) -> str | None:
    """Whose words they are: an actor's id or `article:<id>`; None where that is unknown.

    What an article says in its own voice while its sentence carries another outlet is that outlet's.
    """
    if claim.said_by == UNKNOWN:
        return None
    if claim.said_by != ARTICLE_VOICE:
        return claim.said_by
    return claim.via[0] if claim.via else f"article:{claim.article}"


def between(code: str, a: Side, b: Side) -> Reason:
    """A reason that names both sides, in the roles its sentence gives them."""
    return Reason(code, (("a", a.claim.id), ("b", b.claim.id)))


def of_one(code: str, a: Side) -> Reason:
    """A reason that names one side."""
    return Reason(code, (("a", a.claim.id),))
