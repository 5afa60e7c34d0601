"""Everything the site will hold, as outputs: pages, data files, and what they refer to."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from briefing.exporters import EXPORTERS, plan_sitemap
from briefing.findings import Findings
from briefing.language import Language
from briefing.library import Library
from briefing.outputs import Output
from briefing.pages import (
    actor,
    article,
    coverage,
    disputed,
    event,
    figure,
    front,
    indexes,
    methodology,
    place,
    plain,
    timeline,
)
from briefing.pages.site import Site

PAGES: tuple[Callable[[Site], Iterator[Output]], ...] = (
    front.plan,
    event.plan,
    article.plan,
    figure.plan,
    actor.plan,
    place.plan,
    timeline.plan,
    disputed.plan,
    coverage.plan,
    methodology.plan,
    indexes.plan,
    plain.plan,
)
"""The page types. A new one is a file with a `plan` and a line here."""


def plan(library: Library, findings: Findings, language: Language) -> tuple[Output, ...]:
    """All outputs that follow from the content."""
    site = Site(library, findings, language)
    pages = [output for planner in PAGES for output in planner(site)]
    data = [output for exporter in EXPORTERS for output in exporter(site)]
    return (*pages, *data, *plan_sitemap(site, [str(p.path) for p in pages]))
