from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.outputs import (
    MARK,
    Sha256,
    check_paths,
    folders_of,
    listing,
    path_fault,
    read_listing,
    sha256,
    view_digests,
)

SAFE = st.from_regex(r"p[0-9](/p[0-9]){0,3}(\.html)?", fullmatch=True)


def codes(*paths: str) -> list[str]:
    return [p.code for p in check_paths(map(PurePosixPath, paths))]


@pytest.mark.parametrize(
    "path", ["index.html", "events/capture/index.html", "media/Міст через Дніпро.jpg", "a.b/c", "console.css"]
)
def test_a_plain_path_will_do(path: str) -> None:
    assert path_fault(path) is None


@pytest.mark.parametrize(
    "path",
    [
        "", ".", "..", "/abs", "../x", "a/../b", "a//b", "a/", "a/./b", "a\\b", "C:\\x", "C:/x", "a\0b", "a\nb",
        "con", "CON.html", "events/nul/index.html", "com1.txt", "LPT9", "lpt¹", "a.", "a /b", "x" * 256, "ї" * 128,
        "a?b", 'a"b', "a|b", "a*b", "a<b", "\ud800", "SHA256SUMS", ".briefing-new", ".briefing-new/x", "a\u2028b",
        "a\x7fb",
    ],
)  # fmt: skip
def test_a_path_that_is_no_file_everywhere_is_refused(path: str) -> None:
    assert path_fault(path) is not None


def test_a_refused_path_is_a_problem_that_names_it() -> None:
    (problem,) = check_paths([PurePosixPath("events/aux/index.html")])
    assert problem.code == "output-refused"
    assert "events/aux/index.html" in problem.message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a.html", "a.html"),
        ("a.html", "A.html"),
        ("straße", "STRASSE"),
        (unicodedata.normalize("NFC", "é.html"), unicodedata.normalize("NFD", "é.html")),
        (unicodedata.normalize("NFC", "É"), unicodedata.normalize("NFD", "é")),
        ("a", "a/b"),
        ("A", "a/b/c"),
    ],
)
def test_two_outputs_in_one_place_are_a_clash_that_names_both(one: str, other: str) -> None:
    (problem,) = check_paths([PurePosixPath(other), PurePosixPath(one)])
    assert problem.code == "path-clash"
    assert f"`{one}`" in problem.message
    assert f"`{other}`" in problem.message or one == other


def test_three_in_one_place_are_two_problems() -> None:
    assert codes("a", "A", "b", "a") == ["path-clash", "path-clash"]


@given(st.sets(SAFE))
def test_safe_paths_have_problems_only_where_a_file_is_a_folder(paths: set[str]) -> None:
    expected = len(paths & folders_of(paths))
    assert len(check_paths(map(PurePosixPath, paths))) == expected


def test_folders_above_files() -> None:
    assert folders_of(["a/b/c", "a/d", "e"]) == {"a", "a/b"}


@dataclass(frozen=True)
class View:
    title: str
    rows: tuple[int, ...]


def test_each_field_of_a_view_has_its_digest() -> None:
    one, other = view_digests(View("a", (1,))), view_digests(View("a", (2,)))
    assert [name for name, _ in one] == ["title", "rows"]
    assert one[0] == other[0]
    assert one[1] != other[1]


@given(st.dictionaries(SAFE, st.binary()))
def test_a_listing_reads_back(files: dict[str, bytes]) -> None:
    sums = {path: sha256(data) for path, data in {**files, MARK: b"{}"}.items()}
    assert read_listing(listing(sums)) == sums


def test_a_listing_without_our_mark_is_not_ours() -> None:
    assert read_listing(listing({"index.html": sha256(b"")})) == {}


@given(st.binary())
def test_any_bytes_may_stand_where_a_listing_should(data: bytes) -> None:
    assert read_listing(data) == {}


@pytest.mark.parametrize("line", ["../../x", "/etc/passwd", "a/../../b"])
def test_a_listing_cannot_lead_out_of_the_site(line: str) -> None:
    sums = {MARK: sha256(b""), line: Sha256("0" * 64)}
    assert read_listing(listing(sums)) == {MARK: sha256(b"")}
