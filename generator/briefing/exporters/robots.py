"""`robots.txt`."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.exporters.text import text_output
from briefing.outputs import Output
from briefing.pages import addresses
from briefing.pages.site import Site


def plan(site: Site) -> Iterator[Output]:
    """Everything may be read; the sitemap is named where there is one."""
    url = site.library.config.url
    sitemap = f"\nSitemap: {url}/{addresses.SITEMAP}\n" if url else ""
    yield text_output(addresses.ROBOTS, f"User-agent: *\nAllow: /\n{sitemap}")
