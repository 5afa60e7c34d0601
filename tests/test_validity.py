"""Everything a build writes is valid to a strict parser that is not ours."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as ET

import feedparser
import html5lib
import jsonschema
import pytest

from building import EXAMPLE, ROOT, build_site, read_tree

SITES = {
    "example": (EXAMPLE, {"base_url": "https://example.org/k"}),
    "no-address": (ROOT / "tests/sites/multilingual/content", {}),
    "dossier": (ROOT / "tests/sites/disputed/content", {"theme": "dossier"}),
}
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
READ = {"html", "xml", "json", "csv", "txt", "bib", "ris", "css", "js", "svg", "png", "SHA256SUMS"}
"""Kinds of file that there are: a new one needs a test."""


@pytest.fixture(scope="module", params=SITES)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    content, options = SITES[request.param]
    folder = tmp_path_factory.mktemp("valid") / "site"
    assert build_site(content, folder, **options).ok
    return folder


@pytest.fixture
def in_arabic(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLE, tmp_path / "content")
    config = tmp_path / "content/briefing.yaml"
    config.write_text(re.sub(r"(?m)^language:.*\n|\Z", "language: ar\n", config.read_text("utf-8"), count=1), "utf-8")
    assert build_site(tmp_path / "content", tmp_path / "site").ok
    return tmp_path / "site"


@pytest.fixture
def site(folder: Path) -> dict[str, bytes]:
    return read_tree(folder)


def test_every_kind_of_file_is_read_here(site: dict[str, bytes]) -> None:
    ours = {p for p in site if not p.startswith("pagefind/")}
    assert {p.rpartition("/")[2].rpartition(".")[2] for p in ours} <= READ


def test_html(site: dict[str, bytes]) -> None:
    wrong = {}
    for path, data in site.items():
        if path.endswith(".html"):
            parser = html5lib.HTMLParser(namespaceHTMLElements=False)
            tree = parser.parse(data, transport_encoding="utf-8")
            faults = [f"{place}: {code}" for place, code, _ in parser.errors]
            ids = [e.get("id") for e in tree.iter() if e.get("id")]
            faults += [f"{i} stands twice" for i in set(ids) if ids.count(i) > 1]
            # A caption that is neither first nor last is what a parser takes and the standard forbids.
            for figure in tree.iter("figure"):
                faults += ["caption within"] * any(c.tag == "figcaption" for c in list(figure)[1:-1])
            wrong |= {path: faults} if faults else {}
    assert not wrong


validated = pytest.mark.skipif(
    not os.environ.get("VNU_JAR") or not shutil.which("java"), reason="say where vnu.jar is: VNU_JAR"
)


def by_the_nu_validator(folder: Path) -> str:
    command = ["java", "-Xss4m", "-jar", os.environ["VNU_JAR"], "--errors-only", "--skip-non-html", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stderr


@validated
def test_html_by_the_nu_validator(folder: Path) -> None:
    assert not by_the_nu_validator(folder)


@validated
def test_html_from_right_to_left_by_the_nu_validator(in_arabic: Path) -> None:
    assert 'dir="rtl"' in (in_arabic / "index.html").read_text("utf-8")
    assert not by_the_nu_validator(in_arabic)


def test_atom(site: dict[str, bytes]) -> None:
    feed = feedparser.parse(site["feed.xml"])
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    for one in (feed.feed, *feed.entries):
        assert one.id
        assert one.title
        assert one.updated_parsed
        assert ":" in one.id, "an id is an IRI"
    assert len({e.id for e in feed.entries}) == len(feed.entries)
    root = ET.fromstring(site["feed.xml"])
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.iter(f"{ATOM}entry")):
        tags = [child.tag for child in element]
        for once in ("id", "title", "updated"):
            assert tags.count(ATOM + once) == 1
    assert root.find(f"{ATOM}author/{ATOM}name") is not None


def test_sitemap_and_robots(site: dict[str, bytes]) -> None:
    robots = RobotFileParser()
    robots.parse(site["robots.txt"].decode().splitlines())
    assert robots.can_fetch("*", "/events/")
    if "sitemap.xml" not in site:
        assert robots.site_maps() is None
        return
    root = ET.fromstring(site["sitemap.xml"])
    assert root.tag == f"{SITEMAP}urlset"
    found = [url.findtext(f"{SITEMAP}loc") or "" for url in root]
    (named,) = robots.site_maps() or []
    base = named.removesuffix("sitemap.xml")
    assert len(set(found)) == len(found) > 5
    for address in found:
        path = address.removeprefix(base)
        assert (path + "index.html" if path.endswith("/") or not path else path) in site, address


def strict_json(text: str) -> Any:
    def pairs(given: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len({key for key, _ in given}) == len(given), "a key stands twice"
        return dict(given)

    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    return json.loads(text, object_pairs_hook=pairs, parse_constant=refuse)


def test_json(site: dict[str, bytes]) -> None:
    for path, data in site.items():
        if path.endswith(".json"):
            strict_json(data.decode("utf-8"))
    schema = strict_json(site["data/briefing.schema.json"].decode())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(strict_json(site["data/briefing.json"].decode()))


def rows(data: bytes) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True)


def test_csv(site: dict[str, bytes]) -> None:
    data = site["data/claims.csv"]
    assert data.count(b"\r\n") == data.count(b"\n") or b'"' in data
    head, *claims = rows(data)
    assert len(set(head)) == len(head)
    assert {len(row) for row in claims} == {len(head)}


def test_pictures(site: dict[str, bytes]) -> None:
    image = pytest.importorskip("PIL.Image")
    for path, data in site.items():
        if path.endswith(".png"):
            with image.open(io.BytesIO(data)) as one:
                one.verify()
        elif path.endswith(".svg"):
            assert ET.fromstring(data).tag == "{http://www.w3.org/2000/svg}svg"
