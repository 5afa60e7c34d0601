"""A page's view as an output."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from inspect import unwrap
from itertools import islice
from pathlib import PurePosixPath
from typing import Protocol

from briefing.outputs import Later, Output
from briefing.pages import addresses
from briefing.pages.site import Site
from briefing.pages.views import Shell
from briefing.recall import recalled


class PageView(Protocol):
    """Any view of `page_views`."""

    @property
    def shell(self) -> Shell:
        """What stands around the page."""


IN_ONE = 100
"""Pages of a kind that are gone through together, so that one that changes is found among as many."""


def each(site: Site, page: Callable[[Site, str], Output], ids: Iterable[str], kind: str) -> Iterator[Output]:
    """A page for each of these; `page` is recalled.

    Where nothing is kept for a next build, a page is planned when its file is made.

    Args:
        kind: of the pages, as their shells and templates have it.
    """
    if not site.recall.observes:
        yield from (_later(site, page, id_, kind) for id_ in ids)
        return
    remaining = iter(ids)
    while some := tuple(islice(remaining, IN_ONE)):
        yield from _some(site, page, some)


def _later(site: Site, page: Callable[[Site, str], Output], id_: str, kind: str) -> Output:
    path = addresses.embed_of(id_) if kind == "embed" else addresses.address(kind, id_)
    # Nobody asks for it twice, so that it need not be remembered.
    make = unwrap(page)
    view = Later(lambda: make(site, id_).view, _event_of(site, id_) if kind in ("figure", "embed") else id_)
    return Output(PurePosixPath(path), f"template:{kind}.html", view, site.shells.is_found(kind))


def _event_of(site: Site, figure: str) -> str:
    """The event whose page draws the figure as well, if there is one."""
    return site.presenter.figure(figure).event or figure


@recalled
def _some(site: Site, page: Callable[[Site, str], Output], ids: tuple[str, ...]) -> tuple[Output, ...]:
    return tuple(page(site, id_) for id_ in ids)


def page_output(template: str, view: PageView) -> Output:
    """The output of one page."""
    return Output(PurePosixPath(view.shell.path), f"template:{template}", view, view.shell.is_found)
