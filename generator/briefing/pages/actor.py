"""`/actors/<id>/`: everything an actor said, through whom, and what of it is disputed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from briefing.outputs import Output
from briefing.pages import addresses
from briefing.pages.filtering import claim_tokens, filters, report_tokens
from briefing.pages.output import each, page_output
from briefing.pages.page_views import ActorView
from briefing.pages.site import Site
from briefing.pages.views import ClaimRow, Link
from briefing.recall import recalled
from briefing.records import Actor, Claim

LISTED = 200
"""Claims that one actor's page lists; the data files have all."""

V = TypeVar("V")


def plan(site: Site) -> Iterator[Output]:
    """A page for each actor."""
    yield from each(site, _page, site.library.actors, "actor")


@recalled
def _page(site: Site, id_: str) -> Output:
    return page_output("actor.html", _view(site, site.library.actors[id_]))


@dataclass(frozen=True, slots=True)
class _Said:
    """What there is to be shown of one actor: ids, in the order of the content."""

    claims: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    reports: tuple[tuple[str, int], ...] = ()
    """Event, and the number of the report among those of the event."""


@recalled
def _said(site: Site, actor: str) -> _Said:
    spoken, carried = _claims(site)
    return _Said(
        spoken.get(actor, ()),
        carried.get(actor, ()),
        _articles(site).get(actor, ()),
        _events(site).get(actor, ()),
        _reports(site).get(actor, ()),
    )


@recalled
def _claims(site: Site) -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
    claims = site.library.claims.values()
    return _grouped((c.said_by, c.id) for c in claims), _grouped((via, c.id) for c in claims for via in c.via)


@recalled
def _articles(site: Site) -> Mapping[str, tuple[str, ...]]:
    return _grouped((a.publisher, a.id) for a in site.library.articles.values() if a.publisher is not None)


@recalled
def _events(site: Site) -> Mapping[str, tuple[str, ...]]:
    return _grouped((actor, e.id) for e in site.library.events.values() for actor in e.actors)


@recalled
def _reports(site: Site) -> Mapping[str, tuple[tuple[str, int], ...]]:
    return _grouped(
        (report.said_by, (event, number))
        for event, reports in site.library.reports_of.items()
        for number, report in enumerate(reports)
    )


def _grouped(pairs: Iterable[tuple[str, V]]) -> dict[str, tuple[V, ...]]:
    groups: defaultdict[str, list[V]] = defaultdict(list)
    for actor, item in pairs:
        groups[actor].append(item)
    return {actor: tuple(items) for actor, items in groups.items()}


def _view(site: Site, actor: Actor) -> ActorView:
    presenter, said = site.presenter, _said(site, actor.id)
    path = addresses.address("actor", actor.id)
    parents = (site.shells.parent("actors", addresses.index_of("actor")),)
    shell = site.shells.shell("actor", path, actor.name, description=actor.role, parents=parents)
    figures = dict.fromkeys(f for c in said.claims if site.cards.is_disputed(f := site.library.claims[c].figure))
    library = site.library
    claims = [library.claims[c] for c in said.claims[:LISTED]]
    reports = [library.reports_of[e][n] for e, n in said.reports[:LISTED]]
    carried = [library.claims[c] for c in said.carried[:LISTED]]
    told = [report_tokens(site, r) for r in reports]
    offered = filters(site, [*(claim_tokens(site, c.id) for c in (*claims, *carried)), *told])

    def row(claim: Claim) -> ClaimRow:
        return replace(presenter.row(claim.id), filters=offered.of(claim_tokens(site, claim.id)))

    return ActorView(
        shell=shell,
        name=actor.name,
        type=site.say(f"actor.type.{actor.type.value}"),
        role=actor.role,
        side=actor.side,
        anonymous=site.say("actor.anonymous") if actor.anonymous else "",
        aliases=actor.aliases,
        not_same_as=tuple(presenter.link("actor", a) for a in actor.not_same_as),
        site=Link(actor.url, actor.url) if actor.url else None,
        claims=tuple(map(row, claims)),
        reports=tuple(replace(presenter.report(r), filters=offered.of(t)) for r, t in zip(reports, told, strict=True)),
        carried=tuple(map(row, carried)),
        published=tuple(presenter.article_link(a) for a in said.articles[:LISTED]),
        events=tuple(presenter.link("event", e) for e in said.events[:LISTED]),
        disputed=tuple(site.cards.line(f) for f in figures),
        mentioned_in=presenter.mentioned_in("actor", actor.id),
        filters=offered.groups,
    )
