"""`/search/`: a search of every page, in the reader's own browser; without a script, the lists of all there is."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.outputs import Output
from briefing.pages import addresses
from briefing.pages.list_views import FoundKind, SearchView
from briefing.pages.output import page_output
from briefing.pages.site import Site
from briefing.pages.views import Link

_KINDS = ("figure", "event", "article", "actor", "place")
"""Records in the order in which they are shown; what else is found follows."""


def plan(site: Site) -> Iterator[Output]:
    """The one page, where there is a search."""
    if not site.searchable:
        return
    shell = site.shells.shell(
        "search", addresses.SEARCH, site.say("nav.search"), description=site.say("search.description")
    )
    kinds = []
    for kind in _KINDS:
        folder = addresses.FOLDERS[kind]
        words = site.say(f"nav.{folder}")
        kinds.append(FoundKind(f"{folder}/", words, Link(addresses.index_of(kind), words)))
    yield page_output("search.html", SearchView(shell, (*kinds, FoundKind("", site.say("nav.pages"), None))))
