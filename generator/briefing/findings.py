"""What a library amounts to: every figure's standing, the look-alikes, the timeline and the coverage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.comparison import Ground
from briefing.comparison.alike import Comparison
from briefing.comparison.outcome import Pair
from briefing.coverage import Coverage, coverage_of
from briefing.figures import FigureFinding, analyse_figure, event_dates, related_pairs
from briefing.library import Library
from briefing.records import Claim, DateBasis, Figure, Report
from briefing.timeline import Entry, timeline_of


@dataclass(frozen=True)
class Findings:
    """All that is derived. Nothing here is written by an editor."""

    figures: Mapping[str, FigureFinding]
    """By figure that has claims, the derived dates of events included."""
    derived: Mapping[str, Figure]
    """The figures made here: `date-of-<event>`, where two dates cannot both hold."""
    date_figures: Mapping[str, Figure]
    """The same for every event that several reports date, disputed or not."""
    claims: Mapping[str, Claim]
    """The claims of `date_figures`."""
    related: tuple[tuple[str, str, tuple[Pair, ...]], ...]
    """Two figures that look alike, the lesser id first, and their pairs of claims."""
    dates: Mapping[str, Sequence[Pair]]
    """By event that several reports date: how their dates stand to one another."""
    timeline: tuple[Entry, ...]
    coverage: Coverage
    unresolved: tuple[Report, ...]
    """Reports whose words for the date could not be resolved."""


def analyse(library: Library) -> Findings:
    """Compares all that may be compared."""
    ground = Ground.of(library.figures.values(), library.places.values())
    comparison, of_dates = Comparison(ground), Comparison(Ground.of(()))
    found = {
        i: analyse_figure(library.figures[i], claims, ground, comparison) for i, claims in library.claims_of.items()
    }
    derived: dict[str, Figure] = {}
    date_figures: dict[str, Figure] = {}
    claims: dict[str, Claim] = {}
    dates: dict[str, Sequence[Pair]] = {}
    for event_id, reports in library.reports_of.items():
        if sum(r.dating.date is not None for r in reports) < 2:
            continue
        found_dates = event_dates(library.events[event_id], reports, of_dates)
        dates[event_id] = found_dates.finding.pairs
        claims.update((c.id, c) for c in found_dates.claims)
        date_figures[found_dates.figure.id] = found_dates.figure
        if found_dates.is_disputed:
            derived[found_dates.figure.id] = found_dates.figure
            found[found_dates.figure.id] = found_dates.finding
    return Findings(
        figures={i: found[i] for i in sorted(found)},
        derived=derived,
        date_figures=date_figures,
        claims=claims,
        related=tuple(_related(library, ground)),
        dates=dates,
        timeline=timeline_of(library.events, library.reports_of),
        coverage=coverage_of(library),
        unresolved=tuple(
            r for a in library.articles.values() for r in a.reports if r.dating.basis is DateBasis.UNRESOLVED
        ),
    )


def _related(library: Library, ground: Ground) -> list[tuple[str, str, tuple[Pair, ...]]]:
    """Figures that one of the two calls related, or whose claims speak of each other."""
    joined = {tuple(sorted((f.id, other))) for f in library.figures.values() for other in f.related}
    joined |= {
        tuple(sorted((claim.figure, library.claims[d].figure)))
        for claim in library.claims.values()
        for d in claim.disputes
        if library.claims[d].figure != claim.figure
    }
    of = library.claims_of
    return [(a, b, related_pairs(of[a], of[b], ground)) for a, b in sorted(joined) if a in of and b in of]
