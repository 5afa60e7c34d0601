"""What a reader may narrow a list by: the choices of a page, and which of them each entry of its list fits.

An entry is known by tokens such as `actor:khlan`. What every entry has is no choice, and tokens that are not offered
are not written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from briefing.pages import addresses
from briefing.pages.list_views import FilterGroup, FilterOption
from briefing.pages.site import Site
from briefing.recall import recalled
from briefing.records import Report

Tokens = tuple[str, ...]

OPTIONS = 20
"""Choices of one group that are offered: those with the most entries, and two at least; a standing may have one."""
WORTH_IT = 4
"""Entries of a list below which it is seen at a glance."""

_GROUPS = ("status", "event", "figure", "actor", "place", "source")
_PAGES = {"event": "event", "figure": "figure", "actor": "actor", "place": "place", "source": "actor"}


@dataclass(frozen=True, slots=True)
class Filters:
    """The choices of one page."""

    groups: tuple[FilterGroup, ...] = ()
    offered: frozenset[str] = frozenset()

    def of(self, tokens: Tokens) -> Tokens:
        """Those of an entry's tokens that a reader can choose."""
        return tuple(t for t in tokens if t in self.offered)


def filters(site: Site, entries: Iterable[Tokens]) -> Filters:
    """What the entries of a page's lists can be told apart by."""
    listed = [frozenset(tokens) for tokens in entries]
    if len(listed) < WORTH_IT:
        return Filters()
    counts = Counter(token for tokens in listed for token in tokens)
    groups, offered = [], set[str]()
    for name in _GROUPS:
        fewest = 1 if name == "status" else 2
        tokens = [t for t, n in counts.items() if t.startswith(f"{name}:") and fewest <= n < len(listed)]
        if tokens:
            shown = sorted(tokens, key=lambda t: (-counts[t], t))[:OPTIONS]
            offered.update(shown)
            groups.append(
                FilterGroup(name, site.say(f"filter.{name}"), tuple(_option(site, t, counts[t]) for t in shown))
            )
    return Filters(tuple(groups), frozenset(offered))


def _option(site: Site, token: str, n: int) -> FilterOption:
    group, _, id_ = token.partition(":")
    number = site.language.number(Decimal(n))
    if group == "status":
        words = site.say(f"filter.{id_}" if id_ == "undisputed" else f"status.{id_}")
        return FilterOption(id_, words, number, "" if id_ == "undisputed" else addresses.DISPUTED)
    kind = _PAGES[group]
    return FilterOption(id_, site.presenter.title_of(kind, id_), number, addresses.address(kind, id_))


# ---- what a thing is known by -------------------------------------------------------------------------------------


@recalled
def event_tokens(site: Site, event: str) -> Tokens:
    """Who is in an event or tells of it, where it is, who published that, and whether something of it is disputed."""
    library = site.library
    record, reports = library.events[event], library.reports_of.get(event, ())
    is_disputed = site.is_doubly_dated(event) or any(site.cards.is_disputed(f) for f in site.figures_of(event))
    return _tokens(
        ("status", ["disputed" if is_disputed else "undisputed"]),
        ("actor", [*record.actors, *(r.said_by for r in reports)]),
        ("place", _places(site, record.place)),
        ("source", _sources(site, [r.article for r in reports])),
        site=site,
    )


@recalled
def figure_tokens(site: Site, figure: str) -> Tokens:
    """What a figure is about, who gives values for it, and how they compare."""
    record, claims = site.presenter.figure(figure), site.findings.figures[figure].claims
    return _tokens(
        ("status", [site.findings.figures[figure].status.value]),
        ("event", [record.event]),
        ("actor", [c.said_by for c in claims]),
        ("place", [p for place in (record.place, *(c.place for c in claims)) for p in _places(site, place)]),
        ("source", _sources(site, [c.article for c in claims])),
        site=site,
    )


@recalled
def claim_tokens(site: Site, claim_id: str) -> Tokens:
    """What a claim is about, and where it is printed."""
    claim = site.library.claims[claim_id]
    figure = site.presenter.figure(claim.figure)
    return _tokens(
        ("status", [site.findings.figures[claim.figure].status.value]),
        ("event", [figure.event]),
        ("figure", [claim.figure]),
        ("place", _places(site, claim.place or figure.place)),
        ("source", _sources(site, [claim.article])),
        site=site,
    )


def report_tokens(site: Site, report: Report) -> Tokens:
    """What is told, and where it is printed."""
    return _tokens(
        ("event", [report.event]),
        ("place", _places(site, site.library.events[report.event].place)),
        ("source", _sources(site, [report.article])),
        site=site,
    )


def _tokens(*groups: tuple[str, Iterable[str | None]], site: Site) -> Tokens:
    """Each once; without an origin that is no actor."""
    return tuple(
        dict.fromkeys(
            f"{name}:{id_}"
            for name, ids in groups
            for id_ in ids
            if id_ is not None and (name != "actor" or id_ in site.library.actors)
        )
    )


def _places(site: Site, place: str | None) -> tuple[str, ...]:
    """A place and all that it lies in."""
    return (place, *site.library.ancestry.get(place, ())) if place is not None else ()


def _sources(site: Site, articles: Iterable[str]) -> list[str | None]:
    return [site.library.articles[a].publisher for a in articles]
