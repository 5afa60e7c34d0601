"""A page's view as an output."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Protocol

from briefing.outputs import Output
from briefing.pages.views import Shell


class PageView(Protocol):
    """Any view of `page_views`."""

    @property
    def shell(self) -> Shell:
        """What stands around the page."""


def page_output(template: str, view: PageView) -> Output:
    """The output of one page."""
    return Output(PurePosixPath(view.shell.path), f"template:{template}", view)
