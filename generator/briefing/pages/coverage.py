"""`/coverage/`: articles by events, and who is silent on what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.coverage import Stand
from briefing.outputs import Output
from briefing.pages import addresses
from briefing.pages.filtering import event_tokens, filters
from briefing.pages.list_views import CoverageCell, CoverageRow, CoverageView, NavLinkCount
from briefing.pages.output import page_output
from briefing.pages.site import Site, split
from briefing.recall import recalled

COLUMNS = 24
"""Articles side by side; where there are more, a row names those that report and counts the silent."""
CELLS = 800
"""Of one page, at most, where articles stand side by side."""
ROWS = 30
"""Events on a page whose rows name the articles that report."""
NAMED = 12
"""Articles that such a row names."""


def plan(site: Site) -> Iterator[Output]:
    """One page, or several where there are many events."""
    events = [e.event for e in site.findings.timeline]
    articles = len(site.library.articles)
    size = CELLS // max(1, articles) if articles <= COLUMNS else ROWS
    for file, some, pages in split(events, "coverage", site.language, size):
        yield _page(site, file, some, pages)


@recalled
def _page(site: Site, file: str, events: tuple[str, ...], pages: tuple[NavLinkCount, ...]) -> Output:
    return page_output("coverage.html", _view(site, file, events, pages))


def _view(site: Site, file: str, events: Sequence[str], pages: tuple[NavLinkCount, ...]) -> CoverageView:
    title = site.say("nav.coverage")
    shell = site.shells.shell("coverage", file, title, description=site.say("coverage.description"))
    matrix = len(site.library.articles) <= COLUMNS
    articles = tuple(site.presenter.article_link(a) for a in site.library.articles) if matrix else ()
    tokens = {e: event_tokens(site, e) for e in events}
    offered = filters(site, tokens.values())
    return CoverageView(
        shell=shell,
        articles=articles,
        rows=tuple(
            CoverageRow(site.presenter.link("event", e), _cells(site, e, matrix), offered.of(tokens[e])) for e in events
        ),
        pages=pages,
        filters=offered.groups,
    )


def _cells(site: Site, event: str, matrix: bool) -> tuple[CoverageCell, ...]:
    articles = site.library.articles
    stands = site.findings.coverage.stands.get(event, {})
    if matrix:
        return tuple(
            _cell(event, a, s, site.say(f"coverage.{s.value}"))
            for a in articles
            for s in (stands.get(a, Stand.SILENT),)
        )
    silent = CoverageCell(Stand.SILENT.value, site.say("coverage.silent-count", n=len(articles) - len(stands)), "")
    # Who disputes it is what a reader must not miss.
    named = sorted(stands.items(), key=lambda one: one[1] is not Stand.DISPUTES)[:NAMED]
    cells = [_cell(event, a, stand, site.presenter.article_link(a).text) for a, stand in named]
    if more := len(stands) - len(named):
        words = site.say("counts.more-articles", n=more)
        cells.append(CoverageCell(Stand.REPORTS.value, words, addresses.address("event", event)))
    return (*cells, silent)


def _cell(event: str, article: str, stand: Stand, words: str) -> CoverageCell:
    url = "" if stand is Stand.SILENT else addresses.address("event", event, f"report-{article}")
    return CoverageCell(stand.value, words, url)
