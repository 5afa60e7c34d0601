"""What pages say to machines: read by an independent parser, true to what the page shows, and never more."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

import pytest
from pyld import jsonld

from building import EXAMPLE, build_site, read_tree, write_tree
from crawl import Page
from sharing.content import FILES

BASE = "https://example.org/arden/"
SCHEMA = "https://schema.org/"
WORDS = frozenset(
    [
        "about",
        "alternateName",
        "appearance",
        "archivedAt",
        "author",
        "claimReviewed",
        "containedInPlace",
        "dateModified",
        "datePublished",
        "description",
        "disambiguatingDescription",
        "editor",
        "geo",
        "geoMidpoint",
        "geoRadius",
        "hasPart",
        "headline",
        "image",
        "inLanguage",
        "isBasedOn",
        "item",
        "itemListElement",
        "itemReviewed",
        "latitude",
        "location",
        "longitude",
        "mainEntity",
        "mainEntityOfPage",
        "name",
        "position",
        "publisher",
        "ratingExplanation",
        "review",
        "reviewBody",
        "reviewRating",
        "startDate",
        "subjectOf",
        "text",
        "url",
    ]
)
"""Terms that are used, each looked up in the vocabulary."""
TYPES = frozenset(
    [
        "Article",
        "BreadcrumbList",
        "Claim",
        "ClaimReview",
        "CollectionPage",
        "CreativeWork",
        "Event",
        "GeoCircle",
        "GeoCoordinates",
        "ListItem",
        "NewsArticle",
        "NewsMediaOrganization",
        "Organization",
        "Person",
        "Place",
        "Rating",
        "Review",
        "WebPage",
        "WebSite",
    ]
)


class Head(HTMLParser):
    """A page's title, its `meta` and `link` values, and its JSON-LD."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.data: list[str] = []
        self.meta: dict[str, str] = {}
        self.canonical = self.title = ""
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script" and given.get("type") == "application/ld+json":
            self._inside = "data"
            self.data.append("")
        elif tag == "title" and not self.title:
            self._inside = "title"
        elif tag == "meta":
            self.meta[given.get("property") or given.get("name") or ""] = given.get("content") or ""
        elif tag == "link" and given.get("rel") == "canonical":
            self.canonical = given.get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "data":
            self.data[-1] += data
        elif self._inside == "title":
            self.title += data


def no_loading(url: str, options: Any) -> Any:
    """The one context that our pages name, without a network: what matters of it is the vocabulary and what is an address."""
    assert url == "https://schema.org"
    addresses = {term: {"@type": "@id"} for term in ("url", "item", "image", "archivedAt", "mainEntityOfPage")}
    context = {"@context": {"@vocab": SCHEMA, **addresses}}
    return {"contextUrl": None, "documentUrl": url, "document": context}


def expanded(text: str, at: str) -> list[Any]:
    import json

    return jsonld.expand(json.loads(text), {"documentLoader": no_loading, "base": at})


def nodes(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
    for child in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from nodes(child)


def of_type(tree: Any, name: str) -> list[dict[str, Any]]:
    """The nodes of a type that say something: a mere reference has no type."""
    return [n for n in nodes(tree) if SCHEMA + name in n.get("@type", ())]


def value(node: dict[str, Any], term: str) -> Any:
    """The one value of a term, or None."""
    found = node.get(SCHEMA + term, [])
    assert len(found) <= 1, (term, found)
    return found[0].get("@value", found[0].get("@id")) if found else None


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """By page: the expanded data."""
    folder = tmp_path_factory.mktemp("shared")
    built = build_site(write_tree(folder / "content", FILES), folder / "site")
    assert built.ok, built.problems
    return read_data(folder / "site")


def read_data(site: Path) -> dict[str, Any]:
    found = {}
    for path, data in read_tree(site).items():
        if path.endswith(".html") and path != "404.html" and not path.endswith("/embed/index.html"):
            head = Head(data.decode())
            assert len(head.data) == 1, path
            found[path] = expanded(head.data[0], BASE + path.removesuffix("index.html"))
    return found


@pytest.mark.parametrize("base", ["https://example.org/arden", ""])
@pytest.mark.parametrize("content", ["own", "example"])
def test_every_page_says_what_it_is(content: str, base: str, tmp_path: Path) -> None:
    files = FILES | {"briefing.yaml": FILES["briefing.yaml"].replace("url: https://example.org/arden\n", "")}
    source = write_tree(tmp_path / "content", files) if content == "own" else EXAMPLE
    assert build_site(source, tmp_path / "site", base_url=base).ok
    data = read_data(tmp_path / "site")
    pages = {BASE + p: Page((tmp_path / "site" / p).read_text(encoding="utf-8")) for p in data}
    for path, tree in data.items():
        own = BASE + (path.removesuffix("index.html") if base else path)
        for node in nodes(tree):
            terms = {k.removeprefix(SCHEMA) for k in node if k.startswith("http")}
            assert terms <= WORDS, path
            assert {t.removeprefix(SCHEMA) for t in node.get("@type", ())} <= TYPES, path
            target, fragment = urldefrag(node.get("@id", ""))
            if target.startswith(BASE):
                file = target + "index.html" if target.endswith("/") else target
                assert file in pages, f"{path} names {target}, which is no page"
                assert not fragment or fragment.startswith("_") or fragment in pages[file].anchors, (path, fragment)
        assert own in {n.get("@id") for n in nodes(tree)}, f"{path} does not name itself"


def test_no_word_of_the_content_ends_the_script(site: dict[str, Any]) -> None:
    event = of_type(site["events/closed/index.html"], "Event")[0]
    assert value(event, "name") == "The bridge </script><script>alert(1)</script> is closed & shut"


def test_an_event_has_a_date_where_there_is_one(site: dict[str, Any]) -> None:
    closed, opened, raid = (of_type(site[f"events/{e}/index.html"], "Event")[0] for e in ("closed", "opened", "raid"))
    assert value(raid, "startDate") == "2024-05", "no more exact than it was given"
    for event in (closed, opened):
        assert value(event, "startDate") is None, "its reports disagree"
    assert value(opened, "disambiguatingDescription") == "4 May 2024 / 7 May 2024"


def test_what_the_editors_hold_denied_is_no_event(site: dict[str, Any]) -> None:
    assert not of_type(site["events/fire/index.html"], "Event")


def test_a_place_is_no_more_exact_than_it_may_be(site: dict[str, Any]) -> None:
    closed, opened, raid = (site[f"events/{e}/index.html"] for e in ("closed", "opened", "raid"))
    assert [value(n, "latitude") for n in of_type(closed, "GeoCoordinates")] == [50.123]
    assert not of_type(opened, "GeoCoordinates"), "the middle of a country is nowhere"
    circle = of_type(raid, "GeoCircle")[0]
    assert value(circle, "geoRadius") == 5000
    assert [value(n, "latitude") for n in of_type(raid, "GeoCoordinates")] == [50.13]
    assert Counter(value(p, "name") for p in of_type(raid, "Place")) == {"A house": 1, "Arden": 1, "Ardenia": 1}


def test_a_claim_is_its_speakers(site: dict[str, Any]) -> None:
    page = "https://example.org/arden/figures/injured/#"
    claims = {c["@id"].removeprefix(page): c for c in of_type(site["figures/injured/index.html"], "Claim")}
    assert set(claims) == {"evening-report-injured", "police-count", "other-report-injured"}
    police = claims["police-count"]
    assert value(police, "text") == "twelve"
    assert value(police, "name") == "12 people"
    author = police[SCHEMA + "author"][0]
    assert (author["@type"], value(author, "name")) == ([SCHEMA + "Organization"], "Arden police")
    carrier, article = police[SCHEMA + "appearance"]
    assert value(carrier[SCHEMA + "publisher"][0], "name") == "The agency"
    assert value(article, "url") == "https://evening.example/crash?a=1&b=2"
    withheld = claims["other-report-injured"]
    assert value(withheld, "text") is None, "its words are not published"
    assert "@type" not in withheld[SCHEMA + "author"][0], "a group is no organisation"


def test_what_nobody_is_named_for_has_no_author(site: dict[str, Any]) -> None:
    for claim in of_type(site["figures/cars/index.html"], "Claim"):
        assert SCHEMA + "author" not in claim


def test_only_what_an_editor_rated_is_reviewed(site: dict[str, Any]) -> None:
    reviewed = {path for path, tree in site.items() if of_type(tree, "ClaimReview")}
    assert reviewed == {"figures/cars/index.html"}
    review = of_type(site["figures/cars/index.html"], "ClaimReview")[0]
    assert value(review, "claimReviewed") == "How many cars were there?"
    assert value(review[SCHEMA + "reviewRating"][0], "alternateName") == "2"
    assert value(review[SCHEMA + "author"][0], "name") == "Anna Østergård"
    assert value(review, "datePublished") == "2024-05-06"
    graded = {path for path, tree in site.items() if of_type(tree, "Review")}
    assert graded == {"articles/evening-report/index.html"}


def test_an_article_is_its_publishers(site: dict[str, Any]) -> None:
    tree = site["articles/evening-report/index.html"]
    page, article = of_type(tree, "WebPage")[0], of_type(tree, "NewsArticle")[0]
    assert page[SCHEMA + "isBasedOn"][0]["@id"] == article["@id"] != page["@id"]
    assert SCHEMA + "publisher" not in page
    assert value(article[SCHEMA + "publisher"][0], "name") == "The Evening"
    assert value(article, "datePublished") == "2024-05-04"
    assert value(of_type(site["articles/other-report/index.html"], "NewsArticle")[0], "datePublished") is None


def test_what_is_private_is_not_said(site: dict[str, Any]) -> None:
    assert "canary" not in repr(site)


def test_titles_descriptions_and_addresses(tmp_path: Path) -> None:
    assert build_site(EXAMPLE, tmp_path / "site", base_url="https://example.org/a/").ok
    heads = {
        p: Head(d.decode())
        for p, d in read_tree(tmp_path / "site").items()
        if p.endswith(".html") and p != "404.html" and not p.endswith("/embed/index.html")
    }
    for path, head in heads.items():
        assert head.canonical == f"https://example.org/a/{path.removesuffix('index.html')}"
        assert head.meta["og:url"] == head.canonical
        assert head.meta["og:title"]
        assert head.title.startswith(head.meta["og:title"])
        assert head.meta["description"] == head.meta["og:description"] != ""
        assert urljoin(head.canonical, ".") == head.canonical
    assert len({h.title for h in heads.values()}) == len(heads), "two pages of one title"
    of_articles = {h.meta["description"] for p, h in heads.items() if re.match(r"articles/.", p) and p.count("/") == 2}
    assert len(of_articles) > 1
