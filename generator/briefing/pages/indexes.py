"""`/articles/`, `/events/`, `/figures/`, `/actors/`, `/places/`: all records of a kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from briefing.dates import Edtf
from briefing.figures import Status
from briefing.outputs import Output
from briefing.pages import addresses
from briefing.pages.disputed import BEFORE
from briefing.pages.event import place_words
from briefing.pages.list_views import IndexView, ListEntry, NavLinkCount
from briefing.pages.locating import all_places
from briefing.pages.output import page_output
from briefing.pages.place import there
from briefing.pages.site import Site, split
from briefing.recall import recalled


def plan(site: Site) -> Iterator[Output]:
    """The list of each kind, split where it is long."""
    for kind, ids in _LISTED.items():
        for file, some, pages in split(ids(site), addresses.FOLDERS[kind], site.language):
            yield _list(site, kind, file, some, pages)


@recalled
def _list(site: Site, kind: str, file: str, ids: tuple[str, ...], pages: tuple[NavLinkCount, ...]) -> Output:
    folder = addresses.FOLDERS[kind]
    title = site.say(f"nav.{folder}")
    shell = site.shells.shell("index", file, title, description=site.say(f"index.{folder}"))
    entries = tuple(_ENTRIES[kind](site, id_) for id_ in ids)
    overview = all_places(site, tuple(_places(site))) if file == addresses.index_of("place") else None
    return page_output("index.html", IndexView(shell, title, site.say(f"index.{folder}"), entries, pages, overview))


@recalled
def _articles(site: Site) -> list[str]:
    dates = dict(zip(*_published(site), strict=True))
    return sorted(dates, key=lambda a: ((p := dates[a]) is None, p.sort_key if p else (), a))


@recalled
def _published(site: Site) -> tuple[tuple[str, ...], tuple[Edtf | None, ...]]:
    """Articles, and when they were published."""
    articles = site.library.articles.values()
    return tuple(a.id for a in articles), tuple(a.published for a in articles)


@recalled
def _events(site: Site) -> list[str]:
    return [e.event for e in site.findings.timeline]


@recalled
def _figures(site: Site) -> list[str]:
    gravest_first = (*BEFORE, *(s for s in Status if s not in BEFORE))
    return [f for status in gravest_first for f in site.by_status.get(status, ())]


@recalled
def _actors(site: Site) -> list[str]:
    actors = site.library.actors
    return sorted(actors, key=lambda a: (-_spoken(site, a), actors[a].name, a))


@recalled
def _places(site: Site) -> list[str]:
    places = site.library.places
    return sorted(places, key=lambda p: (places[p].name, p))


@recalled
def _spoken(site: Site, actor: str) -> int:
    """Claims of an actor."""
    return _all_spoken(site)[actor]


@recalled
def _all_spoken(site: Site) -> Counter[str]:
    return Counter(c.said_by for c in site.library.claims.values())


@recalled
def _article(site: Site, id_: str) -> ListEntry:
    article = site.library.articles[id_]
    published = site.language.date(article.published) if article.published else site.say("when.published-unknown")
    publisher = [site.library.actors[article.publisher].name] if article.publisher else []
    counts = site.say("counts.claims", n=len(article.claims)), site.say("counts.events", n=len(article.reports))
    return ListEntry(site.presenter.article_link(id_), site.language.dotted((*publisher, published, *counts)))


@recalled
def _event(site: Site, id_: str) -> ListEntry:
    line = site.event_line(id_)
    dates = [d.words for d in line.dates] + [line.more_dates] * bool(line.more_dates)
    status = Status.DISPUTED.value if line.disputed or line.dates_differ else ""
    when = " / ".join(dates) or site.say("event.undated-short")
    return ListEntry(
        site.presenter.link("event", id_),
        site.language.dotted((when, line.place.text if line.place else "", line.articles)),
        status=status,
        status_words=site.say(f"status.{status}") if status else "",
    )


@recalled
def _figure(site: Site, id_: str) -> ListEntry:
    line = site.cards.line(id_)
    link = site.presenter.link("figure", id_)
    return ListEntry(link, line.origins, status=line.status, status_words=line.status_words)


@recalled
def _actor(site: Site, id_: str) -> ListEntry:
    actor, claims = site.library.actors[id_], _spoken(site, id_)
    marks = (site.say("actor.anonymous-short"),) if actor.anonymous else ()
    kind = actor.role or site.say(f"actor.type.{actor.type.value}")
    return ListEntry(
        site.presenter.link("actor", id_),
        site.language.dotted((kind, site.say("counts.claims", n=claims) if claims else "")),
        marks,
    )


@recalled
def _place(site: Site, id_: str) -> ListEntry:
    _, events, claims = there(site, id_)
    counts = (("events", len(events)), ("claims", len(claims)))
    counted = (site.say(f"counts.{name}", n=n) for name, n in counts if n)
    where = place_words(site, site.library.places[id_])
    return ListEntry(site.presenter.link("place", id_), site.language.dotted((where, *counted)))


_LISTED: Mapping[str, Callable[[Site], Sequence[str]]] = {
    "article": _articles,
    "event": _events,
    "figure": _figures,
    "actor": _actors,
    "place": _places,
}
"""By kind: the ids in order."""
_ENTRIES: Mapping[str, Callable[[Site, str], ListEntry]] = {
    "article": _article,
    "event": _event,
    "figure": _figure,
    "actor": _actor,
    "place": _place,
}
