"""`/figures/<id>/`: one figure whole."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.outputs import Output
from briefing.pages import addresses
from briefing.pages.citing import files_for
from briefing.pages.linked_records import About
from briefing.pages.output import page_output
from briefing.pages.page_views import FigureView
from briefing.pages.site import Site
from briefing.pages.views import Link, PairLine
from briefing.pages.wording import unit_name
from briefing.recall import recalled
from briefing.records import Figure

LISTED_LOOK_ALIKES = 12
"""Pairs with a related figure's claims that a page lists."""


def plan(site: Site) -> Iterator[Output]:
    """A page for each figure, the derived dates of events included."""
    for figure in site.findings.figures:
        yield _page(site, figure)


@recalled
def _page(site: Site, id_: str) -> Output:
    return page_output("figure.html", _view(site, site.presenter.figure(id_)))


def _view(site: Site, figure: Figure) -> FigureView:
    presenter = site.presenter
    path = addresses.address("figure", figure.id)
    parents = (site.shells.parent("disputed", addresses.DISPUTED),)
    root = addresses.root_of(path)
    card = site.cards.card(figure.id, root)
    about = About(site, root).figure(figure, site.findings.figures[figure.id])
    return FigureView(
        shell=site.shells.shell("figure", path, card.question, description=card.summary, parents=parents, about=about),
        card=card,
        place=presenter.link("place", figure.place) if figure.place else None,
        scope=figure.scope or "",
        unit=unit_name(figure.unit, site.language),
        over_time=site.say(f"over-time.{figure.over_time.value}"),
        look_alikes=_look_alikes(site, figure.id),
        mentioned_in=presenter.mentioned_in("figure", figure.id),
        citation=site.citation(card.question, path, files_for(path)),
    )


def _look_alikes(site: Site, figure: str) -> tuple[tuple[Link, tuple[PairLine, ...]], ...]:
    found = []
    for a, b, pairs in site.findings.related:
        if figure in (a, b):
            other = b if figure == a else a
            found.append(
                (site.presenter.link("figure", other), tuple(site.cards.pair(p) for p in pairs[:LISTED_LOOK_ALIKES]))
            )
    return tuple(found)
