"""Everything the site will hold, as outputs: pages, data files, and what they refer to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

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
from briefing.pages.document import document
from briefing.pages.site import Site
from briefing.recall import Recall, differs, observe, recalled, replace_observed

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
    library: Library,
    findings: Findings,
    language: Language,
    *,
    searchable: bool = False,
    drawn: bool = False,
    printed: bool = False,
) -> tuple[Output, ...]:
    """All outputs that follow from the content.

    Args:
        searchable: whether an index will be made of them; without one there is no page for it either.
        drawn: whether pictures can be made here.
        printed: whether the whole is to be had as one document too.
    """
    site = Site(library, findings, language, searchable=searchable, drawn=drawn, printed=printed)
    pages = _pages(site)
    return (*pages, *_data(site, pages))


class Planner:
    """Plans one state of the content after another: an output that stays as it was is the same object."""

    def __init__(self) -> None:
        self._site: Site | None = None
        self._grounds: tuple[object, ...] = ()
        """What all pages follow from, so that it is no use to keep any when it changes."""
        self._data: tuple[Output, ...] = ()

    @property
    def made(self) -> int:
        """Parts of pages that were made so far."""
        return self._site.recall.made if self._site else 0

    def plan(
        self,
        library: Library,
        findings: Findings,
        language: Language,
        *,
        searchable: bool = False,
        drawn: bool = False,
        only_pages: bool = False,
    ) -> tuple[Output, ...]:
        """All outputs that follow from the content.

        Args:
            searchable, drawn: as of `plan`.
            only_pages: leave pictures and data files as they were planned the last time.
        """
        site = self._renewed(library, findings, language, searchable, drawn)
        pages = _pages(site)
        site.recall.settle()
        if not only_pages:
            self._data = tuple(_data(site, pages))
        return (*pages, *self._data)

    def _renewed(self, library: Library, findings: Findings, language: Language, searchable: bool, drawn: bool) -> Site:
        grounds = (library.config, library.pages, language.code, searchable, drawn)
        if self._site is None or differs(grounds, self._grounds):
            recall = Recall(observes=True)
            observed = observe(recall, "library", library), observe(recall, "findings", findings)
            self._site, self._grounds = Site(*observed, language, recall, searchable, drawn), grounds
        else:
            changed = replace_observed(self._site.library, library) + replace_observed(self._site.findings, findings)
            self._site.recall.renew(changed)
        return self._site


def _pages(site: Site) -> list[Output]:
    return [output for planner in PAGES for output in _planned(site, planner)]


@recalled
def _planned(site: Site, planner: Callable[[Site], Iterator[Output]]) -> tuple[Output, ...]:
    return tuple(planner(site))


def _data(site: Site, pages: Sequence[Output]) -> Iterator[Output]:
    """What no page needs to be read: it may come a moment later than the pages."""
    yield from share_cards.plan(site)
    if site.printed:
        yield document(site, pages)
    for exporter in EXPORTERS:
        yield from exporter(site)
    yield from plan_sitemap(site, [str(p.path) for p in pages])
