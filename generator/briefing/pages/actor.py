"""`/actors/<id>/`: everything an actor said, through whom, and what of it is disputed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from briefing.outputs import Output
from briefing.pages import addresses
from briefing.pages.output import page_output
from briefing.pages.page_views import ActorView
from briefing.pages.site import Site
from briefing.pages.views import Link
from briefing.records import Actor, Claim, Report

LISTED = 200
"""Claims that one actor's page lists; the data files have all."""


@dataclass
class _Said:
    """What is to be shown of one actor."""

    claims: list[Claim] = field(default_factory=list)
    carried: list[Claim] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    articles: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)


def plan(site: Site) -> Iterator[Output]:
    """A page for each actor."""
    said = _said(site)
    for actor in site.library.actors.values():
        yield page_output("actor.html", _view(site, actor, said[actor.id]))


def _said(site: Site) -> defaultdict[str, _Said]:
    found: defaultdict[str, _Said] = defaultdict(_Said)
    library = site.library
    for claim in library.claims.values():
        found[claim.said_by].claims.append(claim)
        for via in claim.via:
            found[via].carried.append(claim)
    for reports in library.reports_of.values():
        for report in reports:
            found[report.said_by].reports.append(report)
    for article in library.articles.values():
        if article.publisher is not None:
            found[article.publisher].articles.append(article.id)
    for event in library.events.values():
        for actor in event.actors:
            found[actor].events.append(event.id)
    return found


def _view(site: Site, actor: Actor, said: _Said) -> ActorView:
    presenter = site.presenter
    path = addresses.address("actor", actor.id)
    parents = (site.shells.parent("actors", addresses.index_of("actor")),)
    shell = site.shells.shell("actor", path, actor.name, description=actor.role, parents=parents)
    figures = dict.fromkeys(c.figure for c in said.claims if site.cards.is_disputed(c.figure))
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
        claims=tuple(presenter.row(c.id) for c in said.claims[:LISTED]),
        reports=tuple(presenter.report(r) for r in said.reports[:LISTED]),
        carried=tuple(presenter.row(c.id) for c in said.carried[:LISTED]),
        published=tuple(presenter.article_link(a) for a in said.articles[:LISTED]),
        events=tuple(presenter.link("event", e) for e in said.events[:LISTED]),
        disputed=tuple(site.cards.line(f) for f in figures),
        mentioned_in=presenter.mentioned_in("actor", actor.id),
    )
