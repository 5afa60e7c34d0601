"""`/figures/<id>/`: one figure whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from briefing.outputs import Output
from briefing.pages import addresses
from briefing.pages.citing import files_for
from briefing.pages.linked_records import About
from briefing.pages.output import each, page_output
from briefing.pages.page_views import Embed, EmbedView, FigureView, Side
from briefing.pages.share_cards import figure_card, shared
from briefing.pages.site import Site
from briefing.pages.views import Html, Link, OriginRows, PairLine
from briefing.pages.wording import unit_name
from briefing.recall import recalled
from briefing.records import Figure

LISTED_LOOK_ALIKES = 12
"""Pairs with a related figure's claims that a page lists."""

SIDES = 8
"""Origins that a card names; the rest is counted."""

HEIGHT = 480
"""Of the frame that is offered, in CSS pixels: a card of some five origins at the width of a column."""


def plan(site: Site) -> Iterator[Output]:
    """A page and a card for each figure, the derived dates of events included.

    Settled ones have a card as well: one that is shown elsewhere has to say so, and not be gone.
    """
    yield from each(site, _page, site.findings.figures, "figure")
    yield from each(site, _embedded, site.findings.figures, "embed")


@recalled
def _page(site: Site, id_: str) -> Output:
    return page_output("figure.html", _view(site, site.presenter.figure(id_)))


@recalled
def _embedded(site: Site, id_: str) -> Output:
    path = addresses.embed_of(id_)
    card = site.cards.card(id_, addresses.root_of(path))
    parents = (site.presenter.link("figure", id_),)
    shell = site.shells.shell("embed", path, card.question, description=card.summary, parents=parents)
    return page_output(
        "embed.html",
        EmbedView(
            # What machines and search engines are to know stands on the figure's own page.
            shell=replace(shell, canonical=site.shells.absolute(card.url), linked_data=Html()),
            url=card.url,
            status=card.status,
            status_words=card.status_words,
            verdict=card.verdict,
            foreign=card.foreign,
            sides=tuple(_side(site, group) for group in card.by_origin[:SIDES]),
            more=site.say("counts.more-origins", n=more) if (more := len(card.by_origin) - SIDES) > 0 else "",
            origins=card.origins,
            resolved=card.resolved,
        ),
    )


def _side(site: Site, group: OriginRows) -> Side:
    values = dict.fromkeys(row.value or site.say("ui.challenge") for row in group.rows)
    return Side(group.origin, tuple(values))


def _embed(site: Site, figure: str, question: str) -> Embed:
    path = addresses.embed_of(figure)
    url = site.shells.absolute(path)
    given = f'src="{escape(url)}" title="{escape(question)}" width="100%" height="{HEIGHT}" loading="lazy"'
    return Embed(path, f"<iframe {given}></iframe>" if url else "")


def _view(site: Site, figure: Figure) -> FigureView:
    presenter = site.presenter
    path = addresses.address("figure", figure.id)
    parents = (site.shells.parent("disputed", addresses.DISPUTED),)
    root = addresses.root_of(path)
    card = site.cards.card(figure.id, root)
    about = About(site, root).figure(figure, site.findings.figures[figure.id])
    return FigureView(
        shell=site.shells.shell(
            "figure",
            path,
            card.question,
            description=card.summary,
            parents=parents,
            about=about,
            card=shared(site, path, figure_card(site, figure.id)),
        ),
        card=card,
        place=presenter.link("place", figure.place) if figure.place else None,
        scope=figure.scope or "",
        unit=unit_name(figure.unit, site.language),
        over_time=site.say(f"over-time.{figure.over_time.value}"),
        look_alikes=_look_alikes(site, figure.id),
        mentioned_in=presenter.mentioned_in("figure", figure.id),
        citation=site.citation(card.question, path, files_for(path)),
        embed=_embed(site, figure.id, card.question),
    )


def _look_alikes(site: Site, figure: str) -> tuple[tuple[Link, str, tuple[Link, ...], tuple[PairLine, ...]], ...]:
    found = []
    for a, b, pairs in site.findings.related:
        if figure in (a, b):
            other = b if figure == a else a
            line, link = site.cards.line(other), site.presenter.link("figure", other)
            found.append((link, line.summary, line.foreign, site.cards.saying_more(pairs, LISTED_LOOK_ALIKES)))
    return tuple(found)
