"""Which article reports which event, which disputes what is said of it, and which is silent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from briefing.library import Library


class Stand(Enum):
    """What an article does with an event."""

    REPORTS = "reports"
    DISPUTES = "disputes"
    SILENT = "silent"


@dataclass(frozen=True)
class Coverage:
    """The stand of each article on each event; those that are not listed are silent."""

    stands: Mapping[str, Mapping[str, Stand]]
    """By event, then by article."""

    def of(self, event: str, article: str) -> Stand:
        """An article's stand on an event."""
        return self.stands.get(event, {}).get(article, Stand.SILENT)


def coverage_of(library: Library) -> Coverage:
    """An article disputes an event where it reports that a claim on one of the event's figures is denied."""
    stands: defaultdict[str, dict[str, Stand]] = defaultdict(dict)
    for event, reports in library.reports_of.items():
        for report in reports:
            stands[event][report.article] = Stand.REPORTS
    events_of: defaultdict[str, set[str]] = defaultdict(set)
    for figure in library.figures.values():
        if figure.event is not None:
            events_of[figure.id].add(figure.event)
    for id_, event_ in library.events.items():
        for figure_id in event_.figures:
            events_of[figure_id].add(id_)
    for claim in library.claims.values():
        for disputed in claim.disputes:
            for event in events_of.get(library.claims[disputed].figure, ()):
                stands[event][claim.article] = Stand.DISPUTES
    return Coverage({event: stands[event] for event in sorted(stands)})
