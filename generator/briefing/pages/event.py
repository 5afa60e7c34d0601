"""`/events/<id>/`: what happened, what each source says of it, and who is silent."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from briefing.figures import date_figure_id
from briefing.outputs import Output
from briefing.pages import addresses
from briefing.pages.citing import cited_source, files_for
from briefing.pages.linked_records import About
from briefing.pages.locating import locator
from briefing.pages.output import each, page_output
from briefing.pages.page_views import EventView
from briefing.pages.share_cards import event_card, shared
from briefing.pages.site import Site
from briefing.pages.views import EventLine, Html, Link
from briefing.recall import recalled
from briefing.records import DateBasis, Event, Place

CITED = 60
"""Articles whose addresses stand below an event on paper."""

NAMED_SILENT = 200
"""Silent articles that a page names; where there are more, the coverage page has them."""


def plan(site: Site) -> Iterator[Output]:
    """A page for each event."""
    yield from each(site, _page, site.library.events, "event")


@recalled
def _page(site: Site, id_: str) -> Output:
    return page_output("event.html", _view(site, site.library.events[id_]))


def _view(site: Site, event: Event) -> EventView:
    library, presenter = site.library, site.presenter
    path = addresses.address("event", event.id)
    parents = (site.shells.parent("events", addresses.index_of("event")),)
    shell = site.shells.shell(
        "event",
        path,
        event.title,
        description=event.summary,
        parents=parents,
        card=shared(site, path, event_card(site, event.id)),
        about=About(site, addresses.root_of(path)).event(event),
    )
    reports = library.reports_of.get(event.id, ())
    cards = tuple(presenter.report(r) for r in reports)
    dated = tuple(c for c, r in zip(cards, reports, strict=True) if r.dating.basis is not DateBasis.NONE)
    before, after = _neighbours(site, event.id)
    derived = date_figure_id(event.id)
    return EventView(
        shell=shell,
        title=event.title,
        status=event.status.value,
        status_words=site.event_status(event),
        editors_date=presenter.when(event.date) if event.date else None,
        dates=dated,
        dates_disputed=presenter.link("figure", derived) if derived in site.findings.derived else None,
        undated="" if dated or event.date else site.say("event.undated"),
        place=presenter.link("place", event.place) if event.place else None,
        place_words=place_words(site, library.places[event.place]) if event.place else "",
        locator=locator(site, event.place) if event.place else None,
        actors=tuple(presenter.speaker(a, "") for a in event.actors),
        summary=event.summary,
        body=presenter.html(event.body, shell.root) if event.body else Html(),
        picture=site.picture(event.image, shell.root),
        reports=cards,
        silent=_silent(site, event.id),
        figures=site.cards.briefs(site.figures_of(event.id)),
        before=before,
        after=after,
        corrections=site.corrections(event.corrections),
        mentioned_in=presenter.mentioned_in("event", event.id),
        sources=tuple(cited_source(site, library.articles[a]) for a in islice(site.reporting(event.id), CITED)),
        citation=site.citation(event.title, path, files_for(path)),
    )


@recalled
def _silent(site: Site, event: str) -> tuple[Link, ...]:
    articles, reporting = site.library.articles, frozenset(site.reporting(event))
    silent = (a for a in articles if a not in reporting)
    named = tuple(site.presenter.article_link(a) for a in islice(silent, NAMED_SILENT))
    if (more := len(articles) - len(reporting) - len(named)) == 0:
        return named
    return (*named, Link(addresses.COVERAGE, site.say("counts.more-articles", n=more)))


def _neighbours(site: Site, event: str) -> tuple[EventLine | None, EventLine | None]:
    before, after = site.neighbours(event)
    return (site.event_line(before) if before else None), (site.event_line(after) if after else None)


def place_words(site: Site, place: Place) -> str:
    """Where a place lies and how exactly it is meant, in words."""
    within = [site.library.places[p].name for p in site.library.ancestry.get(place.id, ())]
    parts = [site.say("place.within", places=site.language.commas(within))] if within else []
    if place.precision is not None:
        parts.append(site.say(f"place.precision.{place.precision.value}"))
    return site.language.semicolons(parts)
