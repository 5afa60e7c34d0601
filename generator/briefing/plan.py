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
    search,
    share_cards,
    timeline,
)
from briefing.pages.site import Site
from briefing.recall import recalled

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
    search.plan,
)
"""The page types. A new one is a file with a `plan` and a line here."""


def plan(
    library: Library, findings: Findings, language: Language, *, searchable: bool = False, drawn: bool = False
) -> tuple[Output, ...]:
    """All outputs that follow from the content.

    Args:
        searchable: whether an index will be made of them; without one there is no page for it either.
        drawn: whether pictures can be made here.
    """
    return plan_site(Site(library, findings, language, searchable=searchable, drawn=drawn))


def plan_site(site: Site) -> tuple[Output, ...]:
    """All outputs of a site."""
    pages = [output for planner in PAGES for output in _planned(site, planner)]
    pictures = _planned(site, share_cards.plan)
    data = [output for exporter in EXPORTERS for output in _planned(site, exporter)]
    return (*pages, *pictures, *data, *plan_sitemap(site, [str(p.path) for p in pages]))


@recalled
def _planned(site: Site, planner: Callable[[Site], Iterator[Output]]) -> tuple[Output, ...]:
    return tuple(planner(site))
