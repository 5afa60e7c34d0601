"""`briefing.pdf`: the whole briefing as one document, made of what the pages show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import TypeVar

from briefing.outputs import Output
from briefing.pages import addresses
from briefing.pages.document_views import DocumentView, FigurePart
from briefing.pages.list_views import DisputedView
from briefing.pages.page_views import ArticleView, ChangesView, EventView, FigureView, FrontView, MethodologyView
from briefing.pages.site import Site

MAKER = "pdf:document.html"

V = TypeVar("V")


def document(site: Site, pages: Sequence[Output]) -> Output:
    """The document.

    Args:
        pages: the pages of the site.
    """
    views = [page.view for page in pages]
    front, disputed, methodology, changes = (
        _only(kind, views)[0] for kind in (FrontView, DisputedView, MethodologyView, ChangesView)
    )
    assert isinstance(front, FrontView)
    assert isinstance(disputed, DisputedView)
    assert isinstance(methodology, MethodologyView)
    assert isinstance(changes, ChangesView)
    figures = {figure.card.id: figure for figure in _only(FigureView, views)}
    events = {event.shell.path: event for event in _only(EventView, views)}
    ordered = (addresses.address("event", entry.event) for entry in site.findings.timeline)
    view = DocumentView(
        shell=front.shell,
        front=front,
        parts=tuple(
            FigurePart(s.anchor, s.heading, s.explanation, tuple(figures[card.id] for card in s.cards))
            for s in (*disputed.sections_before, *disputed.sections_after)
        ),
        look_alikes=disputed.look_alikes,
        events=tuple(events[path] for path in ordered),
        articles=tuple(_only(ArticleView, views)),
        corrections=changes.corrections,
        methodology=methodology,
    )
    return Output(PurePosixPath(addresses.DOCUMENT), MAKER, view)


def _only(kind: type[V], views: Iterable[object]) -> list[V]:
    return [view for view in views if isinstance(view, kind)]
