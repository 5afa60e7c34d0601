"""A crawl of a built site, as a browser would follow its links."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

Fetch = Callable[[str], bytes | None]
"""The bytes at an address, or None where there are none."""

LINKS = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "src", "iframe": "src"}


class Page(HTMLParser):
    """The links and the anchors of one page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if anchor := given.get("id"):
            self.anchors.append(anchor)
        if (name := LINKS.get(tag)) and (link := given.get(name)) is not None:
            self.links.append(link)


def crawl(start: str, fetch: Fetch) -> tuple[list[str], list[str]]:
    """Every address that can be reached from `start`, and what is wrong with the links on the way."""
    base = urlsplit(start)
    seen: dict[str, Page | None] = {}
    wrong: list[str] = []
    wanted: list[tuple[str, str]] = [("", start)]
    fragments: list[tuple[str, str, str]] = []
    while wanted:
        source, address = wanted.pop()
        if address in seen:
            continue
        data = fetch(address)
        if data is None:
            wrong.append(f"{source}: {address} is not there")
            seen[address] = None
            continue
        path = urlsplit(address).path
        page = Page(data.decode("utf-8")) if path.endswith((".html", "/")) else None
        seen[address] = page
        for link in page.links if page else ():
            target, fragment = urldefrag(urljoin(address, link))
            there = urlsplit(target)
            if there.scheme != base.scheme or there.netloc != base.netloc:
                if there.scheme in ("http", "https", "mailto", "tag") and link.startswith(there.scheme):
                    continue  # another site's
                wrong.append(f"{address}: {link} leads out")
                continue
            wanted.append((address, target))
            if fragment:
                fragments.append((address, target, unquote(fragment)))
    for source, target, fragment in fragments:
        page = seen.get(target)
        if page is not None and fragment not in page.anchors:
            wrong.append(f"{source}: {target} has no #{fragment}")
    for address, page in seen.items():
        if page is not None and len(set(page.anchors)) != len(page.anchors):
            twice = sorted({a for a in page.anchors if page.anchors.count(a) > 1})
            wrong.append(f"{address}: ids that stand twice: {twice}")
    return sorted(seen), wrong
