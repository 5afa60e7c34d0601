"""Characters that turn the order of words or carry words unseen get into no output, however they are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.hidden_characters import MOST, hidden_problems
from literate import problems

HIDDEN = [chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x2070), 0xFFF9, 0xFFFA, 0xFFFB, 0xE0001, 0xE0041, 0xE007F)]  # fmt: skip
HARMLESS = {
    "soft hyphen": "\u00ad", "no width": "\u200b", "joiner": "\u200d", "marks": "\u200e\u200f\u061c", "no break": "\u2060",
    "Scotland": "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", "Persian": "می\u200cخواهم",
    "line separator": "\u2028", "byte order mark inside": "\ufeff",
}  # fmt: skip

ARTICLE = "---\ntitle: {title}\nnote: {note}\n{key}: x\n# {comment}\nprivate: {private}\n---\nFirst {body} words.\n\n![{alt}](media/a.png '{hover}') [{label}](https://example.org '{hover}')\n"
PLAIN = dict.fromkeys(("title", "note", "private", "comment", "body", "alt", "label", "hover"), "x") | {
    "key": "dateline"
}


def places(tmp_path: Path, **parts: str) -> list[tuple[str, int]]:
    files = {"articles/b.md": ARTICLE.format(**{**PLAIN, **parts}), "media/a.png": "(a picture)"}
    return [(p.code, p.line) for p in problems(files, tmp_path) if p.path == "articles/b.md"]


@pytest.mark.parametrize("character", HIDDEN, ids=lambda c: f"U+{ord(c):04X}")
def test_every_one_is_refused_in_a_field_and_in_a_text(character: str, tmp_path: Path) -> None:
    found = places(tmp_path, title=f"1{character}00", body=f"1{character}00")
    assert found == [("hidden-character", 2), ("hidden-character", 8)]


@pytest.mark.parametrize(
    ("part", "line"),
    [("title", 2), ("note", 3), ("comment", 5), ("private", 6), ("body", 8), ("alt", 10), ("label", 10), ("hover", 10)],
)
def test_wherever_it_stands(part: str, line: int, tmp_path: Path) -> None:
    assert ("hidden-character", line) in places(tmp_path, **{part: "a\u202eb"})


@pytest.mark.parametrize("written", ['"\\u202e"', '"a\\u2066b"', '"\\U000E0041"', '"\\x41\\u206F"'])
def test_escapes_in_double_quotes(written: str, tmp_path: Path) -> None:
    assert places(tmp_path, note=written) == [("hidden-character", 3)]


@pytest.mark.parametrize("part", ["body", "alt", "label", "hover"])
@pytest.mark.parametrize("entity", ["&#x202e;", "&#8238;", "&#x202E;", "&#X2066;", "&#x0202e;", "&#xE0041;"])
def test_entities(entity: str, part: str, tmp_path: Path) -> None:
    found = places(tmp_path, **{part: f"a{entity}b"})
    assert found
    assert set(found) == {("hidden-character", 8 if part == "body" else 10)}


def test_an_entity_in_code_is_only_itself(tmp_path: Path) -> None:
    assert places(tmp_path, body="`&#x202e;`") == []


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_merely_invisible_stays(name: str, tmp_path: Path) -> None:
    assert places(tmp_path, title=f"a{HARMLESS[name]}b", body=f"a{HARMLESS[name]}b") == []


def test_registers_and_settings(tmp_path: Path) -> None:
    files = {
        "actors.yaml": "a: {name: 'x\u202ey'}\n",
        "briefing.yaml": 'title: "x\\u202dy"\n',
        "places.yaml": "a:\n  name: x\n  aliases: [y, z\u2067]\n",
    }
    found = {(p.code, p.path, p.line) for p in problems(files, tmp_path)}
    assert found == {("hidden-character", "actors.yaml", 1), ("hidden-character", "briefing.yaml", 1), ("hidden-character", "places.yaml", 3)}  # fmt: skip


def test_a_file_full_of_them_is_a_few_problems() -> None:
    found = hidden_problems("a.md", "\u202e\n" * 100_000)
    assert len(found) == MOST
    assert "99980 more" in found[-1].message
    assert (found[2].line, found[2].column) == (3, 1)


def test_a_quotation_is_found_through_what_may_stay(tmp_path: Path) -> None:
    article = (
        "---\ntitle: x\nclaims:\n  - {figure: boats, value: 14, said_by: unknown, quote: four\u200dteen boats}\n---\n"
        "At least \u200efour\u00adteen\u200f boats crossed.\n"
    )
    figure = "---\ntitle: How many boats?\nkind: number\nunit: boat\n---\n"
    found = problems({"articles/b.md": article, "figures/boats.md": figure}, tmp_path)
    assert not [p for p in found if p.code == "quote-not-found"]
