"""`/articles/`, `/events/`, `/figures/`, `/actors/`, `/places/`: all records of a kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from briefing.figures import Status
from briefing.outputs import Output
from briefing.pages import addresses
from briefing.pages.disputed import BEFORE
from briefing.pages.list_views import IndexView, ListEntry
from briefing.pages.output import page_output
from briefing.pages.site import Site, split


def plan(site: Site) -> Iterator[Output]:
    """The list of each kind, split where it is long."""
    library, findings = site.library, site.findings
    claims = Counter(c.said_by for c in library.claims.values())
    articles = sorted(
        library.articles, key=lambda a: ((p := library.articles[a].published) is None, p.sort_key if p else (), a)
    )
    actors = sorted(library.actors, key=lambda a: (-claims[a], library.actors[a].name, a))
    places = sorted(library.places, key=lambda p: (library.places[p].name, p))
    yield from _lists(site, "article", articles, lambda a: _article(site, a))
    yield from _lists(site, "event", [e.event for e in findings.timeline], lambda e: _event(site, e))
    gravest_first = (*BEFORE, *(s for s in Status if s not in BEFORE))
    figures = [f for status in gravest_first for f in site.by_status.get(status, ())]
    yield from _lists(site, "figure", figures, lambda f: _figure(site, f))
    yield from _lists(site, "actor", actors, lambda a: _actor(site, a, claims[a]))
    yield from _lists(site, "place", places, lambda p: ListEntry(site.presenter.link("place", p), ""))


def _lists(site: Site, kind: str, ids: Sequence[str], entry: Callable[[str], ListEntry]) -> Iterator[Output]:
    folder = addresses.FOLDERS[kind]
    for file, some, pages in split(ids, folder, site.language):
        title = site.say(f"nav.{folder}")
        shell = site.shells.shell("index", file, title, description=site.say(f"index.{folder}"))
        yield page_output(
            "index.html", IndexView(shell, title, site.say(f"index.{folder}"), tuple(entry(i) for i in some), pages)
        )


def _article(site: Site, id_: str) -> ListEntry:
    article = site.library.articles[id_]
    published = site.language.date(article.published) if article.published else site.say("when.published-unknown")
    publisher = [site.library.actors[article.publisher].name] if article.publisher else []
    counts = site.say("counts.claims", n=len(article.claims)), site.say("counts.events", n=len(article.reports))
    return ListEntry(site.presenter.article_link(id_), " · ".join((*publisher, published, *counts)))


def _event(site: Site, id_: str) -> ListEntry:
    line = site.event_line(id_)
    dates = [d.words for d in line.dates] + [line.more_dates] * bool(line.more_dates)
    marks = (site.say("status.disputed"),) if line.disputed or line.dates_differ else ()
    when = " / ".join(dates) or site.say("event.undated-short")
    return ListEntry(
        site.presenter.link("event", id_),
        " · ".join(p for p in (when, line.place.text if line.place else "", line.articles) if p),
        marks,
    )


def _figure(site: Site, id_: str) -> ListEntry:
    finding = site.findings.figures[id_]
    return ListEntry(
        site.presenter.link("figure", id_), site.cards.line(id_).origins, (site.say(f"status.{finding.status.value}"),)
    )


def _actor(site: Site, id_: str, claims: int) -> ListEntry:
    actor = site.library.actors[id_]
    marks = (site.say("actor.anonymous-short"),) if actor.anonymous else ()
    kind = actor.role or site.say(f"actor.type.{actor.type.value}")
    return ListEntry(
        site.presenter.link("actor", id_),
        " · ".join(p for p in (kind, site.say("counts.claims", n=claims) if claims else "") if p),
        marks,
    )
