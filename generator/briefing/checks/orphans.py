"""Events that nobody reports, figures on which nobody claims anything."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.findings import Findings
from briefing.library import Library
from briefing.problems import Problem


def check(library: Library, findings: Findings) -> Iterator[Problem]:
    """A warning for each."""
    for event in library.events.values():
        if event.id not in library.reports_of:
            help_ = f"Add `{event.id}` to the `events` of the article that reports it, or delete this file."
            yield Problem("event-without-reports", event.path, f"No published article reports `{event.id}`.", help_)
    for figure in library.figures.values():
        if figure.id not in library.claims_of:
            help_ = f"Add a claim with `figure: {figure.id}` to an article, or delete this file."
            yield Problem(
                "figure-without-claims", figure.path, f"No published article gives a value for `{figure.id}`.", help_
            )
