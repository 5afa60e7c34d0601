"""What a library amounts to: every figure's standing, the look-alikes, the timeline and the coverage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.comparison.sides import Ground
from briefing.coverage import Coverage, coverage_of
from briefing.figures import FigureFinding, Pair, analyse_figure, date_figure, date_pairs, related_pairs
from briefing.library import Library
from briefing.records import Claim, DateBasis, Figure, Report
from briefing.timeline import Entry, timeline_of


@dataclass(frozen=True)
class Findings:
    """All that is derived. Nothing here is written by an editor."""

    figures: Mapping[str, FigureFinding]
    """By figure, the derived dates of events included."""
    derived: Mapping[str, Figure]
    """The figures made here: `date-of-<event>`."""
    claims: Mapping[str, Claim]
    """The claims of the derived figures."""
    related: tuple[tuple[str, str, tuple[Pair, ...]], ...]
    """Two figures that look alike, the lesser id first, and their pairs of claims."""
    dates: Mapping[str, tuple[Pair, ...]]
    """By event: how its reports' dates stand to one another."""
    date_claims: Mapping[str, tuple[Claim, ...]]
    """By event: its reports' dates as claims, whether or not they became a figure."""
    timeline: tuple[Entry, ...]
    coverage: Coverage
    unresolved: tuple[Report, ...]
    """Reports whose words for the date could not be resolved."""


def analyse(library: Library) -> Findings:
    """Compares all that may be compared."""
    raise NotImplementedError(DateBasis, Ground, analyse_figure, date_figure, date_pairs, related_pairs, coverage_of, timeline_of)
