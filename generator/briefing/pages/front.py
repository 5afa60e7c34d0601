"""The front page: what happened, what is disputed, and who says so."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from briefing.outputs import Output
from briefing.pages import addresses
from briefing.pages.citing import files_for
from briefing.pages.disputed import BEFORE
from briefing.pages.linked_records import About
from briefing.pages.output import page_output
from briefing.pages.page_views import Count, FrontView
from briefing.pages.site import Site
from briefing.pages.views import Link

DISPUTED_SHOWN = 5
LATEST_SHOWN = 8


def plan(site: Site) -> Iterator[Output]:
    """The one page."""
    config = site.library.config
    disputed = [f for status in BEFORE for f in site.by_status.get(status, ())]
    shell = site.shells.shell("front", addresses.FRONT, config.title, about=About(site, "").front())
    dated = [e.event for e in site.findings.timeline if e.dates]
    more = len(disputed) - DISPUTED_SHOWN
    yield page_output(
        "front.html",
        FrontView(
            shell=shell,
            standfirst=config.description,
            edition=site.edition,
            counts=_counts(site),
            disputed=site.cards.briefs(disputed[:DISPUTED_SHOWN]),
            more_disputed=Link(addresses.DISPUTED, site.say("front.more-disputed", n=more)) if more > 0 else None,
            strip=site.strip,
            citation=site.citation(config.title, addresses.FRONT, files_for(addresses.FRONT)),
            document=Link(addresses.DOCUMENT, site.say("nav.document")) if site.printed else None,
            latest=tuple(site.event_line(e) for e in reversed(dated[-LATEST_SHOWN:])),
        ),
    )


def _counts(site: Site) -> tuple[Count, ...]:
    library = site.library
    origins = {o.origin for f in site.findings.figures.values() for o in f.groups if o.origin is not None}
    numbers = (
        ("articles", len(library.articles), addresses.index_of("article")),
        ("events", len(library.events), addresses.TIMELINE),
        ("claims", len(library.claims), addresses.index_of("figure")),
        ("origins", len(origins), addresses.index_of("actor")),
    )
    return tuple(
        Count(site.language.number(Decimal(n)), site.say(f"noun.{name}", n=n), url) for name, n, url in numbers
    )
