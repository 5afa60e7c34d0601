"""Plain pages, the corrections, and the page for addresses that do not exist."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from briefing.outputs import Output
from briefing.pages import addresses
from briefing.pages.output import page_output
from briefing.pages.page_views import ChangesView, NotFoundView, PlainView
from briefing.pages.site import Site

OWN_PLACE = frozenset({"methodology"})
"""Pages whose text is shown elsewhere."""


def plan(site: Site) -> Iterator[Output]:
    """One page each."""
    for page in site.library.pages.values():
        if page.id in OWN_PLACE:
            continue
        path = addresses.address("page", page.id)
        shell = site.shells.shell("page", path, page.title, description=page.description)
        body = site.presenter.html(page.body, shell.root)
        yield page_output("page.html", PlainView(shell, page.title, body, site.presenter.mentioned_in("page", page.id)))
    yield page_output("changes.html", _changes(site))
    # The host shows this page at any address, so its links cannot be relative to where it stands.
    base = site.library.config.url
    root = f"{urlsplit(base).path}/" if base else ""
    yield page_output(
        "404.html",
        NotFoundView(site.shells.shell("not-found", addresses.NOT_FOUND, site.say("not-found.title"), root=root)),
    )


def _changes(site: Site) -> ChangesView:
    shell = site.shells.shell(
        "changes", addresses.CHANGES, site.say("nav.changes"), description=site.say("changes.description")
    )
    lines = [
        line
        for kind, records in (("article", site.library.articles), ("event", site.library.events))
        for record in records.values()
        if record.corrections
        for line in site.corrections(record.corrections, site.presenter.link(kind, record.id))
    ]
    return ChangesView(shell, tuple(sorted(lines, key=lambda c: (c.iso, c.what), reverse=True)))
