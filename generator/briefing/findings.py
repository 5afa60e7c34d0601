"""What a library amounts to: every figure's standing, the look-alikes, the timeline and the coverage."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar, cast

from briefing.comparison import Ground
from briefing.comparison.alike import Comparison
from briefing.comparison.outcome import Pair
from briefing.coverage import Coverage, coverage_of
from briefing.figures import EventDates, FigureFinding, analyse_figure, event_dates, related_pairs
from briefing.library import Library
from briefing.recall import differs
from briefing.records import Claim, DateBasis, Event, Figure, Report
from briefing.timeline import Entry, entry_of, timeline_of


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
    return Analyst().analyse(library)


T = TypeVar("T")


class Analyst:
    """Analyses one state of a library after another; what was compared and has not changed is not compared again."""

    def __init__(self) -> None:
        self._ground = Ground.of(())
        self._comparison = Comparison(self._ground)
        self._of_dates = Comparison(Ground.of(()))
        self._known: dict[tuple[str, ...], tuple[object, object]] = {}
        """By what was analysed: all that its finding follows from, and the finding."""
        self._live: dict[tuple[str, ...], tuple[object, object]] = {}

    def analyse(self, library: Library) -> Findings:
        """What this state of the library amounts to."""
        ground = Ground.of(library.figures.values(), library.places.values())
        if differs((ground.around, ground.decisions), (self._ground.around, self._ground.decisions)):
            self._known, self._comparison = {}, Comparison(ground)
        self._ground, self._live = ground, {}
        found = {i: self._figure(library.figures[i], claims) for i, claims in library.claims_of.items()}
        all_dates = {e: self._dates(library.events[e], reports) for e, reports in library.reports_of.items()}
        dated = {event: dates for event, dates in all_dates.items() if dates is not None}
        disputed = [d for d in dated.values() if d.is_disputed]
        found |= {d.figure.id: d.finding for d in disputed}
        findings = Findings(
            figures={i: found[i] for i in sorted(found)},
            derived={d.figure.id: d.figure for d in disputed},
            date_figures={d.figure.id: d.figure for d in dated.values()},
            claims={c.id: c for d in dated.values() for c in d.claims},
            related=tuple(self._related(library)),
            dates={event: d.finding.pairs for event, d in dated.items()},
            timeline=timeline_of(self._entry(e, library.reports_of.get(e.id, ())) for e in library.events.values()),
            coverage=self._coverage(library),
            unresolved=self._unresolved(library),
        )
        self._known = self._live
        return findings

    def _figure(self, figure: Figure, claims: tuple[Claim, ...]) -> FigureFinding:
        return self._once(
            ("figure", figure.id),
            (figure, claims),
            lambda: analyse_figure(figure, claims, self._ground, self._comparison),
        )

    def _dates(self, event: Event, reports: tuple[Report, ...]) -> EventDates | None:
        """None where fewer than two reports give a date."""

        def found() -> EventDates | None:
            given = sum(r.dating.date is not None for r in reports)
            return event_dates(event, reports, self._of_dates) if given > 1 else None

        return self._once(("dates", event.id), (event, reports), found)

    def _entry(self, event: Event, reports: tuple[Report, ...]) -> Entry:
        return self._once(("entry", event.id), (event, reports), lambda: entry_of(event, reports))

    def _coverage(self, library: Library) -> Coverage:
        disputes = tuple((c.article, library.claims[d].figure) for c in library.claims.values() for d in c.disputes)
        grounds = (library.reports_of, library.events, library.figures, disputes)
        return self._once(("coverage",), grounds, lambda: coverage_of(library))

    def _unresolved(self, library: Library) -> tuple[Report, ...]:
        def found() -> tuple[Report, ...]:
            reports = (r for a in library.articles.values() for r in a.reports)
            return tuple(r for r in reports if r.dating.basis is DateBasis.UNRESOLVED)

        return self._once(("unresolved",), (library.reports_of, tuple(library.articles)), found)

    def _related(self, library: Library) -> Iterator[tuple[str, str, tuple[Pair, ...]]]:
        """Figures that one of the two calls related, or whose claims speak of each other."""
        joined = {tuple(sorted((f.id, other))) for f in library.figures.values() for other in f.related}
        joined |= {
            tuple(sorted((claim.figure, library.claims[d].figure)))
            for claim in library.claims.values()
            for d in claim.disputes
            if library.claims[d].figure != claim.figure
        }
        of = library.claims_of
        for a, b in sorted(joined):
            if a in of and b in of:
                grounds = (library.figures[a], library.figures[b], of[a], of[b])
                pairs = self._once(("related", a, b), grounds, partial(related_pairs, of[a], of[b], self._ground))
                yield a, b, pairs

    def _once(self, what: tuple[str, ...], grounds: object, find: Callable[[], T]) -> T:
        known = self._known.get(what)
        if known is None or differs(known[0], grounds):
            known = (grounds, find())
        self._live[what] = known
        return cast(T, known[1])
