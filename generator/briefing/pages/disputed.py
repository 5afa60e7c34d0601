"""`/disputed/`: which claims conflict, which only look as if they did, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.figures import Status
from briefing.outputs import Output
from briefing.pages import addresses
from briefing.pages.figure import LISTED_LOOK_ALIKES
from briefing.pages.output import page_output
from briefing.pages.page_views import DisputedView, FigureSection, LookAlike
from briefing.pages.site import Site

WHOLE_CARDS = 40
"""Figures of a section that are shown whole; where there are more, each is a line that leads to its page."""

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
    lead = site.say("disputed.lead", n=disputed)
    shell = site.shells.shell("disputed", addresses.DISPUTED, site.say("nav.disputed"), description=lead)
    yield page_output(
        "disputed.html",
        DisputedView(
            shell=shell,
            lead=lead,
            sections_before=tuple(s for status in BEFORE for s in _sections(site, status)),
            look_alikes=tuple(_look_alikes(site)),
            sections_after=tuple(s for status in AFTER for s in _sections(site, status)),
        ),
    )


def _sections(site: Site, status: Status) -> Iterator[FigureSection]:
    figures = site.by_status.get(status, ())
    if status is not Status.SINGLE_ORIGIN:
        yield from _section(site, status.value, figures)
        return
    # A figure that one origin repeats looks founded more than once: it is told apart from one that is said once.
    repeated = [f for f in figures if len(site.findings.figures[f].claims) > 1]
    yield from _section(site, "repeats", repeated)
    yield from _section(site, status.value, [f for f in figures if f not in set(repeated)])


def _section(site: Site, name: str, figures: Sequence[str]) -> Iterator[FigureSection]:
    if figures:
        yield FigureSection(
            anchor=name,
            heading=site.say(f"section.{name}.heading"),
            explanation=site.say(f"section.{name}.explanation"),
            cards=tuple(site.cards.card(f, addresses.root_of(addresses.DISPUTED)) for f in figures),
            folded=len(figures) > WHOLE_CARDS,
        )


def _look_alikes(site: Site) -> Iterator[LookAlike]:
    for a, b, pairs in site.findings.related:
        if not pairs:
            continue
        sentence = site.say("look-alike.sentence", a=site.presenter.title_of("figure", a), b=site.presenter.title_of("figure", b))
        lines = tuple(site.cards.line(p) for p in pairs[:LISTED_LOOK_ALIKES])
        yield LookAlike(site.presenter.link("figure", a), site.presenter.link("figure", b), sentence, lines)
