"""Ids and names: contained, or an error; two that some disk takes for one are both named."""

from __future__ import annotations

import json
import re
import string
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing.build import build, examine_whole
from briefing.parse import parse
from briefing.problems import Severity
from briefing.schema.kinds import is_id
from briefing.sources import SourceFile
from literate import PICTURE, problems, project

ODD = [
    "../x", "..", ".", "", "/abs", "//x", "C:\\", "C:x", "\\\\host\\x", "CON", "con", "nul", "com1", "lpt9", "aux.md", "x" * 300, "%2f", "%2e%2e",
    "a/b", "a\\b", "A", "Ab", "a_b", "a.b", "a b", " a", "a ", "-a", "a-", "a--b", "é", "e\u0301", "\u200ba", "a\u200b", "а", "ａ", "a\u00ad",
    "a\n", "a\x00", "a\t", "a#b", "a?b", "a&b", "a;b", "a'b", 'a"b', "<a>", "{{a}}", "~a", "$a", "a:b", "a|b", "a*", "ſ", "ı", "K", "１", "²",
    "index.html", "404.html", "__proto__", "constructor.x", "SHA256SUMS", ".briefing-new", ".git", "…", "\u2024\u2024", "\U000e0061",
]  # fmt: skip
ids = st.sampled_from(ODD) | st.text(max_size=12) | st.text(string.ascii_lowercase + "-./\\%:A0", max_size=12)


@settings(deadline=None, max_examples=300)
@given(ids)
@example("a" * 100)
@example("a" * 101)
def test_an_id_is_a_plain_name_or_an_error(text: str) -> None:
    quoted = json.dumps(text)
    for front in (
        f'{{"title": "x", "events": [{quoted}]}}',
        f'{{"title": "x", "claims": [{{"figure": {quoted}, "value": 1, "said_by": "x"}}]}}',
        f'{{"title": "x", "claims": [{{"id": {quoted}, "figure": "f", "value": 1, "said_by": "x"}}]}}',
    ):
        parsed = parse(SourceFile("articles/a.md", f"---\n{front}\n---\n".encode()))
        codes = {p.code for p in parsed.problems}
        plain = re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", text.strip()) is not None and is_id(text.strip())
        # Python takes separators such as U+001F for white space; what YAML or the desk may not write is refused before.
        is_odd = text.strip() != text.strip(" \t\r\n")
        assert plain or codes, text
        assert not plain or is_odd or not codes, (text, codes)


@settings(deadline=None, max_examples=300)
@given(ids)
def test_a_key_of_a_register_is_an_id_or_an_error(text: str) -> None:
    parsed = parse(SourceFile("actors.yaml", json.dumps({text: {"name": "x"}}).encode()))
    assert is_id(text) or text == "private" or any(p.severity is Severity.ERROR for p in parsed.problems)
    assert all(is_id(r.id) for r in parsed.records)


RESERVED = [
    "index", "data", "assets", "media", "articles", "events", "404", "date-of-x", "constructor", "null", "true", "no", "1e3", "0x1",
    "2024-01-01", "p1", "sha256sums", "feed", "page", "2", "disputed", "undated",
]  # fmt: skip


def test_whatever_is_an_id_stays_below_the_site(tmp_path: Path) -> None:
    files = {
        f"{kind}/{name}.md": f"---\ntitle: '{name}'\n---\n" for name in RESERVED for kind in ("events", "articles")
    }
    files |= {f"pages/{name}.md": f"---\ntitle: '{name}'\n---\n" for name in RESERVED}
    made = project(files, tmp_path)
    built = build(made)
    if not built.ok:  # a plain page's address may be taken by a page of the tool's own
        wrong = [p for p in built.problems if p.severity is Severity.ERROR]
        assert {p.code for p in wrong} == {"path-clash"}
        files = {
            path: text for path, text in files.items() if not any(f"`{Path(path).stem}/" in p.message for p in wrong)
        }
        made = project(files, tmp_path / "again")
        built = build(made)
    assert built.ok, built.problems
    assert all((made.output / path).resolve().is_relative_to(made.output) for path in built.files)
    assert {p.name for p in made.output.parent.iterdir()} <= {"content", "site"}


# ---- twins --------------------------------------------------------------------------------------------------------


def named(files: dict[str, str], tmp_path: Path, *both: str) -> None:
    """Some error names both."""
    found = [p for p in examine_whole(project(files, tmp_path)) if p.severity is Severity.ERROR]
    said = [f"{p.path} {p.message} {p.help}" for p in found]
    assert any(all(one in text for one in both) for text in said), said


EVENT = "---\ntitle: x\n---\n"


def test_one_name_in_two_folders(tmp_path: Path) -> None:
    named({"events/a.md": EVENT, "events/2024/a.md": EVENT}, tmp_path, "events/a.md", "events/2024/a.md")


def test_one_claim_in_two_articles(tmp_path: Path) -> None:
    figure = "---\ntitle: x\nkind: interpretation\n---\n"
    article = "---\ntitle: x\nclaims: [{id: same, figure: f, value: x, said_by: article}]\n---\n"
    named(
        {"figures/f.md": figure, "articles/a.md": article, "articles/b.md": article},
        tmp_path,
        "articles/a.md",
        "articles/b.md",
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [("Quay.png", "quay.png"), ("caf\u00e9.png", "cafe\u0301.png"), ("stra\u00dfe.png", "strasse.png"), ("K.png", "\u212a.png"), ("a.png", "A.png")],
)  # fmt: skip
def test_pictures_that_some_disk_takes_for_one(one: str, other: str, tmp_path: Path) -> None:
    text = f"---\ntitle: x\n---\n![x](<media/{one}>) ![y](<media/{other}>)\n"
    files = {"events/e.md": text, f"media/{one}": PICTURE, f"media/{other}": PICTURE}
    made = project(files, tmp_path)
    if len(list((made.content / "media").iterdir())) == 1:
        pytest.skip("this disk takes them for one as well")
    named(files, tmp_path, f"media/{one}", f"media/{other}")


@pytest.mark.parametrize("register", ["actors.yaml", "places.yaml"])
def test_a_key_twice_in_a_register(register: str, tmp_path: Path) -> None:
    found = problems({register: "a: {name: x}\nb: {name: y}\na: {name: z}\n"}, tmp_path)
    assert [(p.code, p.line) for p in found if p.path == register] == [("yaml-duplicate-key", 3)]
    assert "line 1" in next(p.message for p in found if p.path == register)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Anna Berg", "anna berg"), ("caf\u00e9", "cafe\u0301"), ("A  B", "A B"), ("stra\u00dfe", "STRASSE")],
)
def test_two_who_share_a_name_are_told_apart_by_id(one: str, other: str, tmp_path: Path) -> None:
    actors = json.dumps({"a": {"name": one}, "b": {"name": "x", "aliases": [other]}})
    article = f"---\ntitle: x\npublisher: {json.dumps(one)}\n---\n"
    named({"actors.yaml": actors, "articles/z.md": article}, tmp_path, "`a`", "`b`")


def test_a_name_that_is_anothers_id(tmp_path: Path) -> None:
    """An id goes before a name; who has it as a name is told apart by an id of its own."""
    actors = json.dumps({"mayor": {"name": "Anna"}, "b": {"name": "mayor"}})
    found = problems({"actors.yaml": actors, "articles/z.md": "---\ntitle: x\npublisher: mayor\n---\n"}, tmp_path)
    assert not [p for p in found if p.severity is Severity.ERROR and p.path == "articles/z.md"]


@pytest.mark.parametrize(
    "name",
    ["A.md", "é.md", "e\u0301.md", "a b.md", "con.md", "a..md", "a_b.md", f"{'x' * 120}.md", "а.md", "ﬁ.md", "²a.md"],
)
def test_a_file_that_cannot_be_an_id(name: str, tmp_path: Path) -> None:
    found = [p for p in problems({f"events/{name}": EVENT}, tmp_path) if p.severity is Severity.ERROR]
    assert [(p.code, p.path) for p in found] == [("bad-id", f"events/{name}")]
    assert found[0].help
