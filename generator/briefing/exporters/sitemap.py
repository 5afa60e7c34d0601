"""`sitemap.xml`: the addresses of all pages, where it is known at which address the site will stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from briefing.exporters.text import text_output
from briefing.outputs import Output
from briefing.pages import addresses
from briefing.pages.site import Site


def plan_sitemap(site: Site, pages: Sequence[str]) -> Iterator[Output]:
    """The one file; none without `url`, because a sitemap's addresses must be absolute.

    Args:
        pages: files of all pages below the site.
    """
    if site.library.config.url:
        unlisted = {addresses.NOT_FOUND, addresses.SEARCH, *map(addresses.embed_of, site.findings.figures)}
        listed = sorted(site.shells.absolute(p) for p in pages if p not in unlisted)
        lines = "\n".join(f"<url><loc>{escape(url, quote=False)}</loc></url>" for url in listed)
        head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        yield text_output(addresses.SITEMAP, f"{head}\n{lines}\n</urlset>\n")
