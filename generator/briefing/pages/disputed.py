"""`/disputed/`: which claims conflict, which only look as if they did, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from briefing.figures import Status
from briefing.outputs import Output
from briefing.pages import addresses
from briefing.pages.filtering import Tokens, figure_tokens, filters
from briefing.pages.linked_records import About
from briefing.pages.list_views import DisputedView, FigureSection, LookAlike
from briefing.pages.output import page_output
from briefing.pages.presenting import longest_first
from briefing.pages.site import Site
from briefing.pages.views import FigureCard, Link

WHOLE_CARDS = 4
"""Figures in dispute that are shown at length, at most; all others are a line each that leads to their page."""
WHOLE_CLAIMS = 40
"""Claims of these figures that are shown, at most: where there are more, a figure is shown without them."""
DRAWN_CLAIMS = 120
"""Claims of these figures that are drawn, at most: where there are more, a figure is a line; but for the first."""

SUMMED_UP = 20
"""Lines of a section that say what the sources say; the others are a question and its origins."""
LISTED = 100
"""Lines of one section; the list of all figures has the rest."""

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
    chosen = _chosen(site)
    figures = {f: figure_tokens(site, f) for f in site.findings.figures}
    alike = [_tokens_of(figures, a, b) for a, b, pairs in site.findings.related if pairs]
    offered = filters(site, [*figures.values(), *alike])

    def narrowed(section: FigureSection) -> FigureSection:
        cards = (replace(card, filters=offered.of(figures[card.id])) for card in section.cards)
        return replace(section, cards=tuple(cards))

    lead = site.say("disputed.lead", n=disputed)
    root = addresses.root_of(addresses.DISPUTED)
    about = About(site, root).figures(f for s in BEFORE for f in site.by_status.get(s, ()))
    shell = site.shells.shell("disputed", addresses.DISPUTED, site.say("nav.disputed"), description=lead, about=about)
    yield page_output(
        "disputed.html",
        DisputedView(
            shell=shell,
            lead=lead,
            sections_before=tuple(narrowed(s) for status in BEFORE for s in _sections(site, status, chosen)),
            look_alikes=tuple(
                replace(both, filters=offered.of(t)) for both, t in zip(_look_alikes(site), alike, strict=True)
            ),
            sections_after=tuple(narrowed(s) for status in AFTER for s in _sections(site, status, chosen)),
            filters=offered.groups,
        ),
    )


def _chosen(site: Site) -> dict[str, bool]:
    """The figures in dispute that are shown at length, and whether with their claims."""
    first = [f for status in BEFORE for f in site.by_status.get(status, ())][:WHOLE_CARDS]
    claims = accumulate(len(site.findings.figures[f].claims) for f in first)
    return {f: n <= WHOLE_CLAIMS for f, n in zip(first, claims, strict=True) if n <= DRAWN_CLAIMS or f == first[0]}


def _tokens_of(figures: Mapping[str, Tokens], a: str, b: str) -> Tokens:
    return tuple(dict.fromkeys((*figures[a], *figures[b])))


def _sections(site: Site, status: Status, chosen: Mapping[str, bool]) -> Iterator[FigureSection]:
    figures = site.by_status.get(status, ())
    if status is not Status.SINGLE_ORIGIN:
        shown = [f for f in figures if f in chosen]
        yield from _section(site, status.value, shown, chosen)
        yield from _section(site, status.value, [f for f in figures if f not in chosen], more=bool(shown))
        return
    # A figure that one origin repeats looks founded more than once: it is told apart from one that is said once.
    repeated = [f for f in figures if len(site.findings.figures[f].claims) > 1]
    yield from _section(site, "repeats", repeated)
    yield from _section(site, status.value, [f for f in figures if f not in set(repeated)])


def _section(
    site: Site, name: str, figures: Sequence[str], chosen: Mapping[str, bool] | None = None, *, more: bool = False
) -> Iterator[FigureSection]:
    """A section, at length where figures are chosen for that; `more` where it goes on with the one before."""
    if not figures:
        return
    heading = site.say(f"section.{name}.heading")
    rest = len(figures) - LISTED
    yield FigureSection(
        anchor=f"{name}-more" if more else name,
        heading=site.say("section.more", section=heading) if more else heading,
        explanation="" if more else site.say(f"section.{name}.explanation"),
        cards=tuple(_lines(site, figures[:LISTED]) if chosen is None else _cards(site, figures, chosen)),
        folded=chosen is None,
        more=Link(addresses.index_of("figure"), site.say("counts.more-figures", n=rest)) if rest > 0 else None,
    )


def _cards(site: Site, figures: Sequence[str], chosen: Mapping[str, bool]) -> Iterator[FigureCard]:
    root = addresses.root_of(addresses.DISPUTED)
    for figure in figures:
        yield site.cards.card(figure, root) if chosen[figure] else site.cards.brief(figure)


def _lines(site: Site, figures: Sequence[str]) -> Iterator[FigureCard]:
    for n, figure in enumerate(figures):
        line = site.cards.line(figure)
        yield line if n < SUMMED_UP else replace(line, summary="")


def _look_alikes(site: Site) -> Iterator[LookAlike]:
    for a, b, pairs in site.findings.related:
        if not pairs:
            continue
        sentence = site.say(
            "look-alike.sentence", a=site.presenter.title_of("figure", a), b=site.presenter.title_of("figure", b)
        )
        links = site.presenter.link("figure", a), site.presenter.link("figure", b)
        first, second = site.cards.line(a), site.cards.line(b)
        foreign = longest_first(first.foreign + second.foreign)
        pair_lines = site.cards.saying_more(pairs, LISTED_PAIRS)
        yield LookAlike(*links, first.summary, second.summary, sentence, pair_lines, foreign=foreign)
