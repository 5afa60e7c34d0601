"""The picture that goes with a link to an event or a disputed figure: what is on it, in words that can be set.

A picture shows only what is sure to come out right: letters that the font has and that stand side by side as they are
(Latin, Greek, Cyrillic). Where a title needs more, there is no picture; where a source's name or words do, no source is
named, because to show one side alone would be worse.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from briefing.outputs import Output
from briefing.pages import addresses
from briefing.pages.site import Site
from briefing.pages.views import FigureCard, SharedCard
from briefing.recall import recalled

WIDTH, HEIGHT = 1200, 630
"""In pixels: what those who show links ask for."""
MAKER = "card"
ROWS = 4
"""Dates or origins that a card names; the rest is counted."""

_LETTERS = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x192, 0x192), (0x218, 0x21B), (0x384, 0x38A), (0x38C, 0x38C), (0x38E, 0x3A1),
    (0x3A3, 0x3CE), (0x400, 0x482), (0x48A, 0x513), (0x1E80, 0x1E85), (0x1EA0, 0x1EF9), (0x2013, 0x2015),
    (0x2018, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026), (0x2030, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A),
    (0x20AC, 0x20AC), (0x2116, 0x2116), (0x2122, 0x2122), (0x2212, 0x2212), (0x2248, 0x2248), (0x2260, 0x2260),
    (0x2264, 0x2265),
)  # fmt: skip
"""Code points, first and last, that the font has and that need no shaping."""
_SET = re.compile("[" + "".join(f"{chr(a)}-{chr(b)}".replace("[", "\\[") for a, b in _LETTERS if a > 0x7E) + " -~]*")
# Marks that tell a browser how to order words have nothing to order where all is written from left to right.
_ALIKE = {**dict.fromkeys([*range(0x2066, 0x206A), 0x200E, 0x200F, 0xAD]), 0x2010: "-", 0x2011: "-"}


@dataclass(frozen=True, slots=True)
class CardView:
    """What is on a card. Every text can be set."""

    title: str
    status: str
    """The standing's name: for its colour."""
    status_words: str
    rows: tuple[tuple[str, str], ...]
    """A name and what it says, one line each; or a date and nothing."""
    note: str
    """How many origins or articles there are."""
    briefing: str


def card_path(page: str) -> str:
    """The picture that stands beside a page."""
    return page.removesuffix("index.html") + "card.png"


def plan(site: Site) -> Iterator[Output]:
    """A card for each event and each disputed figure that can have one."""
    views = [(addresses.address("event", e), event_card(site, e)) for e in site.library.events]
    views += [(addresses.address("figure", f), figure_card(site, f)) for f in site.findings.figures]
    for page, view in views:
        if view is not None:
            yield Output(PurePosixPath(card_path(page)), MAKER, view)


def shared(site: Site, page: str, view: CardView | None) -> SharedCard | None:
    """What a page says of its card."""
    if view is None:
        return None
    words = ". ".join(w for w in (view.title, view.status_words) if w)
    return SharedCard(site.shells.absolute(card_path(page)), words, WIDTH, HEIGHT)


@recalled
def event_card(site: Site, id_: str) -> CardView | None:
    """The card of an event; None where there is none."""
    if not site.pictured:
        return None
    line = site.event_line(id_)
    status, words = line.status, line.status_words
    if line.dates_differ:
        status, words = "disputed", line.dates_differ
    rows = tuple((w.words, "") for w in line.dates)
    return _card(site, line.title, status, words, rows, line.articles)


@recalled
def figure_card(site: Site, id_: str) -> CardView | None:
    """The card of a disputed figure; None where it is not disputed, or there is none."""
    if not site.pictured or not site.cards.is_disputed(id_):
        return None
    card = site.cards.line(id_)
    whole = site.cards.card(id_, addresses.root_of(card.url))
    return _card(site, card.question, card.status, card.status_words, _sides(site, whole), card.origins)


def _sides(site: Site, card: FigureCard) -> tuple[tuple[str, str], ...]:
    return tuple(
        (group.origin.name, site.language.join(dict.fromkeys(r.value or site.say("ui.challenge") for r in group.rows)))
        for group in card.by_origin
    )


def _card(
    site: Site, title: str, status: str, words: str, rows: tuple[tuple[str, str], ...], note: str
) -> CardView | None:
    if not (shown := settable(title)):
        return None
    ready = [(settable(name), settable(value)) for name, value in rows]
    if any(bool(a) != bool(b) for given, had in zip(rows, ready, strict=True) for a, b in zip(given, had, strict=True)):
        ready = []
    more = len(ready) - ROWS
    if more > 0:
        counted = site.say("counts.more-origins", n=more) if ready[0][1] else f"+ {more}"
        ready = [*ready[:ROWS], (settable(counted), "")]
    return CardView(shown, status, settable(words), tuple(ready), settable(note), settable(site.library.config.title))


def settable(text: str) -> str:
    """The text as it can be set, on one line; `""` where it cannot."""
    plain = unicodedata.normalize("NFC", " ".join(text.translate(_ALIKE).split()))
    return plain if _SET.fullmatch(plain) else ""
