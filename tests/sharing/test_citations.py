"""Citations, read by parsers of others; what TeX or a line-based format would trip over stays a word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware, MonthIntMiddleware
from hypothesis import given
from hypothesis import strategies as st

from briefing.exporters.citations import bibtex, ris
from briefing.pages.citing import Work
from building import EXAMPLE, build_site, read_tree, write_tree
from sharing.content import FILES

HARD = '50 % of {those} & more: $5_000 #1 ~ ^ \\ "x" @misc{a, Łódź, Київ, الجسر } }'


def entries(text: str) -> dict[str, dict[str, str]]:
    """By key, with TeX read back into letters."""
    library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware(), MonthIntMiddleware()])
    assert not library.failed_blocks, library.failed_blocks
    assert len(library.blocks) == len(library.entries), "something between the entries"
    # An address is no TeX: it is set as it stands.
    bare = {e.key: e.get("url") for e in bibtexparser.parse_string(text).entries}
    return {
        e.key: {k: str(f.value) if k != "url" else bare[e.key].value for k, f in e.fields_dict.items()}
        for e in library.entries
    }


def records(text: str) -> list[dict[str, Any]]:
    return rispy.loads(text)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("cited")
    assert build_site(write_tree(folder / "content", FILES), folder / "site").ok
    return {p: d.decode() for p, d in read_tree(folder / "site").items() if p.endswith((".bib", ".ris"))}


def test_a_page_is_cited_as_ours(site: dict[str, str]) -> None:
    (event,) = entries(site["events/opened/cite.bib"]).values()
    assert event == {
        "author": "Anna Østergård and The desk",
        "title": "The bridge is open again",
        "howpublished": 'The bridge at Arden & "others" </title>',
        "year": "2024",
        "month": "5",
        "url": "https://example.org/arden/events/opened/",
    }
    (event,) = records(site["events/opened/cite.ris"])
    assert event == {
        "type_of_reference": "ELEC",
        "id": "briefing-event-opened",
        "authors": ["Anna Østergård", "The desk"],
        "title": "The bridge is open again",
        "secondary_title": 'The bridge at Arden & "others" </title>',
        "year": "2024",
        "date": "2024/05/05/",
        "language": "en",
        "urls": ["https://example.org/arden/events/opened/"],
    }


def test_an_article_is_cited_as_its_publishers(site: dict[str, str]) -> None:
    sources = entries(site["data/sources.bib"])
    assert set(sources) == {"evening-report", "other-report"}
    report = sources["evening-report"]
    assert (report["author"], report["howpublished"], report["year"]) == ("Jo Quill", "The Evening", "2024")
    assert report["url"] == "https://evening.example/crash?a=1&b=2"
    assert sources["other-report"] == {"title": "Der Unfall"}, "what is unknown stays unknown"
    assert [r["id"] for r in records(site["data/sources.ris"])] == list(sources)


def test_whatever_has_a_citation_has_both_forms(tmp_path: Path) -> None:
    assert build_site(EXAMPLE, tmp_path / "site").ok
    site = read_tree(tmp_path / "site")
    pages = {p.rpartition("/")[0] + "/" for p in site if p.count("/") == 2 and p.startswith(("events/", "figures/"))}
    cited = {p.removesuffix("cite.bib") for p in site if p.endswith("cite.bib")}
    assert cited == {"", *pages}
    assert cited == {p.removesuffix("cite.ris") for p in site if p.endswith("cite.ris")}
    keys: list[str] = []
    for path, data in site.items():
        if path.endswith(".bib"):
            keys += entries(data.decode())
        elif path.endswith(".ris"):
            assert records(data.decode())
    assert len(set(keys)) == len(keys)


def work(title: str, author: str = "A", url: str = "") -> Work:
    return Work("key", title, (author,), "", (), url, "en")


def test_what_is_hard_to_write() -> None:
    cited = work(HARD, "Smith and Wesson, {Ltd.}", "https://example.org/{a}_%20~b#c\\d e")
    (entry,) = entries(bibtex(cited)).values()
    # The reader knows no names of braces, and a modifier letter for a caret.
    assert entry["title"].replace("ˆ", "^") == HARD.translate({ord("{"): None, ord("}"): None})
    assert bibtex(cited).count(r"\textbraceleft{}") == HARD.count("{") + 1
    assert "{{Smith and Wesson, " in bibtex(cited), "one name, not two"
    assert entry["url"] == "https://example.org/%7Ba%7D_%20~b#c%5Cd%20e"
    (record,) = records(ris(work("One\r\nER  - \r\nTY  - BOOK", HARD)))
    assert (record["title"], record["authors"]) == ("One ER - TY - BOOK", [HARD])


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_any_title_stays_one_field(title: str) -> None:
    braces = bibtex(work(title)).replace("\\{", "").replace("\\}", "")
    assert braces.count("{") == braces.count("}")
    assert bibtex(work(title)).count("\n") == 4
    assert ris(work(title)).count("\r\n") == 5 + bool(title.split())
