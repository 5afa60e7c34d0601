"""A page's view as an output."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import PurePosixPath
from typing import Protocol

from briefing.outputs import Output
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


def each(site: Site, page: Callable[[Site, str], Output], ids: Iterable[str]) -> Iterator[Output]:
    """A page for each of these; `page` is recalled."""
    remaining = iter(ids)
    while some := tuple(islice(remaining, IN_ONE)):
        yield from _some(site, page, some)


@recalled
def _some(site: Site, page: Callable[[Site, str], Output], ids: tuple[str, ...]) -> tuple[Output, ...]:
    return tuple(page(site, id_) for id_ in ids)


def page_output(template: str, view: PageView) -> Output:
    """The output of one page."""
    return Output(PurePosixPath(view.shell.path), f"template:{template}", view)
