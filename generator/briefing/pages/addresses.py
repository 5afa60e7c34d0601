"""Where each record's page stands. An id never changes its address by itself."""

from __future__ import annotations

FRONT = "index.html"
TIMELINE = "timeline/index.html"
DISPUTED = "disputed/index.html"
COVERAGE = "coverage/index.html"
METHODOLOGY = "methodology/index.html"
CHANGES = "changes/index.html"
SEARCH = "search/index.html"
NOT_FOUND = "404.html"
FEED = "feed.xml"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
DATA = "data/briefing.json"
SCHEMA = "data/briefing.schema.json"
CLAIMS = "data/claims.csv"
DOCUMENT = "briefing.pdf"
SOURCES_BIBTEX = "data/sources.bib"
SOURCES_RIS = "data/sources.ris"
BIBTEX = "cite.bib"
RIS = "cite.ris"
"""Beside the page that is cited."""

FOLDERS = {
    "article": "articles",
    "event": "events",
    "figure": "figures",
    "actor": "actors",
    "place": "places",
    "page": "pages",
}


def address(kind: str, id_: str, fragment: str = "") -> str:
    """The file of a record's page below the site's root, with a fragment where one is given."""
    file = f"{FOLDERS[kind]}/{id_}/index.html"
    return f"{file}#{fragment}" if fragment else file


def index_of(kind: str) -> str:
    """The file that lists all records of a kind."""
    return f"{FOLDERS[kind]}/index.html"


def claim_address(figure: str, claim: str) -> str:
    """The permalink of a claim."""
    return address("figure", figure, claim)


def embed_of(figure: str) -> str:
    """The file of a figure's card for the pages of others."""
    return f"{FOLDERS['figure']}/{figure}/embed/index.html"


def root_of(path: str) -> str:
    """The way from a page to the site's root: `""`, `"../"` …"""
    return "../" * path.count("/")


def public(path: str) -> str:
    """A page's address as readers know it: without the index file."""
    return path.removesuffix("index.html")


def narrower(path: str, width: int) -> str:
    """Where a picture of `media/` stands in a smaller width."""
    return f"media/{width}/{path.removeprefix('media/')}"
