"""`/disputed/`: which claims conflict, which only look as if they did, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from briefing.figures import Status
from briefing.outputs import Output
from briefing.pages import addresses
from briefing.pages.linked_records import About
from briefing.pages.list_views import DisputedView, FigureSection, LookAlike
from briefing.pages.output import page_output
from briefing.pages.site import Site

WHOLE_CARDS = 8
"""Figures in dispute that are shown whole; all others are a line each that leads to their page."""

LISTED_PAIRS = 2
"""Pairs of two look-alikes' claims that are shown; their own pages list more."""

BEFORE = (Status.DISPUTED, Status.SELF_INCONSISTENT)
AFTER = (
    Status.CHANGED_OVER_TIME,
    Status.SINGLE_ORIGIN,
    Status.COMPATIBLE,
    Status.NOT_COMPARABLE,
    Status.INTERPRETATION,
    Status.AGREED,
    Status.RESOLVED,
)


def plan(site: Site) -> Iterator[Output]:
    """The one page."""
    disputed = sum(len(site.by_status.get(s, ())) for s in BEFORE)
    whole = frozenset([f for s in BEFORE for f in site.by_status.get(s, ())][:WHOLE_CARDS])
    lead = site.say("disputed.lead", n=disputed)
    root = addresses.root_of(addresses.DISPUTED)
    about = About(site, root).figures(f for s in BEFORE for f in site.by_status.get(s, ()))
    shell = site.shells.shell("disputed", addresses.DISPUTED, site.say("nav.disputed"), description=lead, about=about)
    yield page_output(
        "disputed.html",
        DisputedView(
            shell=shell,
            lead=lead,
            sections_before=tuple(s for status in BEFORE for s in _sections(site, status, whole)),
            look_alikes=tuple(_look_alikes(site)),
            sections_after=tuple(s for status in AFTER for s in _sections(site, status, whole)),
        ),
    )


def _sections(site: Site, status: Status, whole: AbstractSet[str]) -> Iterator[FigureSection]:
    figures = site.by_status.get(status, ())
    if status is not Status.SINGLE_ORIGIN:
        shown = [f for f in figures if f in whole]
        yield from _section(site, status.value, shown, whole=True)
        yield from _section(site, status.value, [f for f in figures if f not in whole], more=bool(shown))
        return
    # A figure that one origin repeats looks founded more than once: it is told apart from one that is said once.
    repeated = [f for f in figures if len(site.findings.figures[f].claims) > 1]
    yield from _section(site, "repeats", repeated)
    yield from _section(site, status.value, [f for f in figures if f not in set(repeated)])


def _section(
    site: Site, name: str, figures: Sequence[str], *, whole: bool = False, more: bool = False
) -> Iterator[FigureSection]:
    """A section; `more` where it goes on with what the one before began."""
    if figures:
        heading = site.say(f"section.{name}.heading")
        root = addresses.root_of(addresses.DISPUTED)
        yield FigureSection(
            anchor=f"{name}-more" if more else name,
            heading=site.say("section.more", section=heading) if more else heading,
            explanation="" if more else site.say(f"section.{name}.explanation"),
            cards=tuple(site.cards.card(f, root) if whole else site.cards.line(f) for f in figures),
            folded=not whole,
        )


def _look_alikes(site: Site) -> Iterator[LookAlike]:
    for a, b, pairs in site.findings.related:
        if not pairs:
            continue
        sentence = site.say(
            "look-alike.sentence", a=site.presenter.title_of("figure", a), b=site.presenter.title_of("figure", b)
        )
        lines = tuple(site.cards.pair(p) for p in pairs[:LISTED_PAIRS])
        yield LookAlike(site.presenter.link("figure", a), site.presenter.link("figure", b), sentence, lines)
