"""The view of the whole briefing as one document."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.fingerprint import Digest
from briefing.pages.list_views import LookAlike
from briefing.pages.page_views import ArticleView, EventView, FigureView, FrontView, MethodologyView
from briefing.pages.views import CorrectionLine, Shell


@dataclass(frozen=True, slots=True)
class FigurePart:
    """Figures of one standing."""

    anchor: str
    heading: str
    explanation: str
    figures: tuple[FigureView, ...]


@dataclass(frozen=True, slots=True)
class PrintedPicture:
    """A picture of the site, and what is needed to set it."""

    path: str
    """Below the site, e.g. `media/bridge.jpg`."""
    digest: Digest
    """Of the file it is made from."""
    width: int
    """In pixels; 0 for a drawing, which has none."""


@dataclass(frozen=True, slots=True)
class DocumentView:
    """`document.html`: what becomes `briefing.pdf`, out of the views of the pages.

    A link leads within the document where something in it has the link's own address as its `id`, with its fragment
    or without (`id="figures/injured/index.html#police-count"`), else to the site. Rules of the document's `<style>`
    that begin with `.drawing` or `.d-` hold within drawings too; a `<figure>` whose drawing has letters from right to
    left is left out, because they would come out wrong. Pictures of the site are set where the document has them
    (`<img src="media/bridge.jpg">`); nothing else is fetched, and no other font.
    """

    shell: Shell
    """The front page's."""
    front: FrontView
    parts: tuple[FigurePart, ...]
    """All figures, those in conflict first."""
    look_alikes: tuple[LookAlike, ...]
    events: tuple[EventView, ...]
    """In order of time, the undated last."""
    articles: tuple[ArticleView, ...]
    corrections: tuple[CorrectionLine, ...]
    methodology: MethodologyView
    pictures: tuple[PrintedPicture, ...] = ()
    """What pictures it may show."""
