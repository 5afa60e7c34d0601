"""JSON-LD: what a page says to machines that read pages, in the words of schema.org."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from briefing.pages import addresses
from briefing.pages.json_values import Json
from briefing.pages.views import Html, Link

Node = dict[str, Json]

_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
_dumped = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def markup(nodes: Iterable[Node]) -> Html:
    """The content of a `<script type="application/ld+json">`, which no word in it can end."""
    return Html(_dumped({"@context": "https://schema.org", "@graph": list(nodes)}).translate(_ESCAPES))


def iri(path: str, root: str, base: str) -> str:
    """A page's address: absolute where it is known where the site will stand, else from the page that names it."""
    return f"{base}/{addresses.public(path)}" if base else root + path


def page_nodes(
    type_: str, path: str, title: str, crumbs: Iterable[Link], about: Node, at: Callable[[str], str], language: str
) -> list[Node]:
    """The page itself, and the way to it."""
    page: Node = {"@type": type_, "@id": at(path), "url": at(path), "name": title, "inLanguage": language, **about}
    listed = list(crumbs)
    if len(listed) < 2:
        return [page]
    items: list[Json] = [
        {"@type": "ListItem", "position": n, "name": crumb.text, "item": at(crumb.url or path)}
        for n, crumb in enumerate(listed, 1)
    ]
    return [page, {"@type": "BreadcrumbList", "itemListElement": items}]
