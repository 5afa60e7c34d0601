"""What stands around every page: title, navigation, breadcrumbs, canonical address, and the same for machines."""

from __future__ import annotations

from briefing.language import Language
from briefing.library import Library
from briefing.pages import addresses
from briefing.pages.linked_data import Node, iri, markup, page_nodes
from briefing.pages.views import Html, Link, NavLink, SharedCard, Shell

_NAVIGATION = (
    ("front", addresses.FRONT),
    ("disputed", addresses.DISPUTED),
    ("timeline", addresses.TIMELINE),
    ("events", addresses.index_of("event")),
    ("articles", addresses.index_of("article")),
    ("actors", addresses.index_of("actor")),
    ("coverage", addresses.COVERAGE),
    ("methodology", addresses.METHODOLOGY),
)
"""Name in the catalogue, and file."""

_PAGE_TYPES = {"front": "WebSite", "index": "CollectionPage", "disputed": "CollectionPage"}
"""What schema.org calls a page; any other is a WebPage."""

_FOUND = frozenset({"article", "event", "figure", "actor", "place", "page", "methodology"})
"""Kinds of pages that the search finds. What lists and charts show stands on these as well."""


class Shells:
    """Makes the shell of each page of one build."""

    def __init__(self, library: Library, language: Language, *, searchable: bool) -> None:
        config = library.config
        self._searchable = searchable
        self._config = config
        self._language = language
        self._labels = tuple((path, language.say(f"nav.{name}")) for name, path in _NAVIGATION)
        if searchable:
            self._labels += ((addresses.SEARCH, language.say("nav.search")),)
        self._home = Link(addresses.FRONT, language.say("nav.front"))
        pages = sorted(
            (p for p in library.pages.values() if p.id != "methodology"), key=lambda p: (p.order, p.title, p.id)
        )
        self._footer = (
            *(Link(addresses.address("page", p.id), p.title) for p in pages),
            Link(addresses.CHANGES, language.say("nav.changes")),
            Link(addresses.index_of("figure"), language.say("nav.figures")),
            Link(addresses.index_of("place"), language.say("nav.places")),
            Link(addresses.DATA, language.say("nav.data")),
            Link(addresses.CLAIMS, language.say("nav.claims")),
            Link(addresses.FEED, language.say("nav.feed")),
        )

    def is_found(self, kind: str) -> bool:
        """Whether a search finds pages of this kind."""
        return self._searchable and kind in _FOUND

    def shell(
        self,
        kind: str,
        path: str,
        title: str,
        *,
        description: str = "",
        parents: tuple[Link, ...] = (),
        root: str | None = None,
        about: Node | None = None,
        card: SharedCard | None = None,
        foreign: tuple[str, str] = ("", ""),
    ) -> Shell:
        """The shell of one page.

        Args:
            parents: the pages above it, below the front page.
            root: the way to the site's root where it does not follow from the path.
            about: what machines are told of the page's subject; see `linked_records`.
            card: the picture that goes with a link to the page.
            foreign: language and direction of a title that is not in the page's language.
        """
        config = self._config
        crumbs = () if path == addresses.FRONT else (self._home, *parents, Link("", title, *foreign))
        linked = Html()
        if root is None:
            root = addresses.root_of(path)
            linked = self._linked(kind, path, title, crumbs, about or {})
        return Shell(
            root=root,
            path=path,
            kind=kind,
            title=title,
            description=description or config.description,
            site_title=config.title,
            language=config.language,
            direction=self._language.direction,
            nav=tuple(NavLink(file, text, file == path) for file, text in self._labels),
            crumbs=crumbs,
            canonical=self.absolute(path),
            footer=self._footer,
            editors=config.editors,
            is_found=self.is_found(kind),
            linked_data=linked,
            card=card,
        )

    def _linked(self, kind: str, path: str, title: str, crumbs: tuple[Link, ...], about: Node) -> Html:
        root, base = addresses.root_of(path), self._config.url
        type_ = _PAGE_TYPES.get(kind, "WebPage")
        language = self._config.language
        return markup(page_nodes(type_, path, title, crumbs, about, lambda p: iri(p, root, base), language))

    def parent(self, name: str, path: str) -> Link:
        """A link for breadcrumbs."""
        return Link(path, self._language.say(f"nav.{name}"))

    def absolute(self, path: str) -> str:
        """A page's address on the web; `""` where the briefing does not say where it will stand."""
        return f"{self._config.url}/{addresses.public(path)}" if self._config.url else ""
