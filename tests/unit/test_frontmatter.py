from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.frontmatter import MAX_FILE_BYTES, MAX_FRONT_MATTER, Document, locate, read_document, read_mapping
from briefing.problems import Keys, Problem


def only_problem(data: bytes) -> tuple[str, int, int]:
    document, (problem,) = read_document("articles/a.md", data)
    assert document is None
    assert problem.path == "articles/a.md"
    assert problem.help
    return problem.code, problem.line, problem.column


@pytest.mark.parametrize(
    ("data", "values", "body", "body_line"),
    [
        (b"---\ntitle: x\n---\nText.\n", {"title": "x"}, "Text.\n", 4),
        (b"---\ntitle: x\n---\n\n\nText.", {"title": "x"}, "\n\nText.", 4),
        (b"---  \ntitle: x\n---\t \nText.\n", {"title": "x"}, "Text.\n", 4),
        (b"---\ntitle: x\n---", {"title": "x"}, "", 4),
        (b"---\n---\nText.\n", {}, "Text.\n", 3),
        (b"---\n# nothing yet\n---\n", {}, "", 4),
        (b"---\na: 1\n---\nOne\n---\nTwo\n\n---\n", {"a": 1}, "One\n---\nTwo\n\n---\n", 4),
        (b"\xef\xbb\xbf---\r\na: b\r\n---\r\nOne\r\nTwo\r\n", {"a": "b"}, "One\nTwo\n", 4),
        (b"---\ra: b\r---\rOne\r", {"a": "b"}, "One\n", 4),
        (b"---\na: |\n  one\n---\n  two\n", {"a": "one\n"}, "  two\n", 5),
        (b"---\na: '---'\nb: --- c\n---\n", {"a": "---", "b": "--- c"}, "", 5),
        ("---\na: х\n---\nТекст\u2028.\n".encode(), {"a": "х"}, "Текст\u2028.\n", 4),
    ],
)  # fmt: skip
def test_a_document_is_taken_apart(data: bytes, values: dict[str, object], body: str, body_line: int) -> None:
    assert read_document("a.md", data) == (Document(values, body, body_line), ())


@pytest.mark.parametrize(
    "start",
    [
        b"", b"\n", b"   \n\n", b"Text.\n", b"# Title\n", b"title: x\n---\nText.\n", b"\n---\ntitle: x\n---\n",
        b"\n\n \n---\ntitle: x\n---\n", b" ---\ntitle: x\n---\n", b"----\ntitle: x\n----\n", b"--\ntitle: x\n--\n",
        "—\ntitle: x\n---\n".encode(), "–-\ntitle: x\n---\n".encode(), b"+++\ntitle = 'x'\n+++\n",
        b"{}\n", b"--- yaml\ntitle: x\n---\n", b"---title: x\n---\n", b"--- # x\na: b\n---\n",
        b"<!-- x -->\n---\na: b\n---\n",
        "\ufeff\ufeff---\ntitle: x\n---\n".encode(), b"...\ntitle: x\n---\n",
    ],
)  # fmt: skip
def test_without_an_opening_there_is_no_document(start: bytes) -> None:
    assert only_problem(start) == ("no-front-matter", 1, 1)


@pytest.mark.parametrize(
    ("start", "words"),
    [
        ("\n\n", "empty"),
        ("\n---\na: b\n---\n", "Blank lines or spaces stand before"),
        ("  ---\na: b\n---\n", "Blank lines or spaces stand before"),
        ("—\na: b\n---\n", "opens with `—`"),
        ("--- a: b\n---\n", "More than `---`"),
        ("a: b\n---\n", "is missing"),
        ("Text.\n", "has no front matter"),
    ],
)
def test_why_there_is_no_opening(start: str, words: str) -> None:
    _, (problem,) = read_document("a.md", start.encode())
    assert words in problem.message


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"---", 1),
        (b"---\n", 1),
        (b"---\ntitle: x\n", 1),
        (b"---\ntitle: x\n\nText that must never be published.\n", 1),
        (b"---\ntitle: x\n--- # end\nText.\n", 1),
        (b"---\ntitle: x\n---end\nText.\n", 1),
        (b"---\ntitle: x\n ---\nText.\n", 3),
        (b"---\ntitle: x\n----\nText.\n", 3),
        (b"---\ntitle: x\n--\nText.\n", 3),
        (b"---\ntitle: x\n...\nText.\n", 3),
        (b"---\ntitle: x\n+++\nText.\n", 3),
        ("---\ntitle: x\n—\nText.\n".encode(), 3),
        (b"---\r\ntitle: x\r\n\r\n  ---\r\nText.\r\n", 4),
    ],
)
def test_what_is_not_closed_never_becomes_text(data: bytes, line: int) -> None:
    assert only_problem(data) == ("front-matter-unclosed", line, 1)


def test_text_that_is_taken_in_by_a_rule_below_it_is_not_front_matter() -> None:
    assert only_problem(b"---\ntitle: x\n\nThe text begins.\n\n---\n\nIt goes on.\n") == ("yaml-syntax", 4, 1)


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"---\ntitle: caf\xe9\n---\n", 2, 11),
        ("---\ntitle: х\n---\nТекст ".encode() + b"\xff!", 4, 7),
        (b"\xef\xbb\xbf---\r\ntitle: \x93x\x94\r\n---\r\n", 2, 8),
        (b"---\na: b\n---\n\xed\xa0\x80\n", 4, 1),
        (b"---\na: b\n---\nx\xc0\xaf\n", 4, 2),
        (b"---\na: b\n---\ntext\xf0\x9f", 4, 5),
        (b"---\na: b\0c\n---\n", 2, 5),
        (b"---\na: b\n---\nx\n\0", 5, 1),
        (b"---\na: b\x07\n---\n", 2, 5),
        (b"---\na: b\n---\nx \x1b[0m\n", 4, 3),
        (b"---\na: b\n---\n\x0c\n", 4, 1),
        (b"---\na: b\x7f\n---\n", 2, 5),
        ("---\na: \x93b\n---\n".encode(), 2, 4),
        ("---\na: b\n---\nx\uffff\n".encode(), 4, 2),
        ("---\na: b\ufffe\n---\n".encode(), 2, 5),
        ("---\ntitle: x\n---\n".encode("utf-16"), 1, 1),
        ("---\ntitle: x\n---\n".encode("utf-16-le"), 1, 2),
        ("---\ntitle: x\n---\n".encode("utf-16-be"), 1, 1),
        ("---\ntitle: x\n---\n".encode("utf-32"), 1, 1),
    ],
)
def test_bytes_that_are_no_text(data: bytes, line: int, column: int) -> None:
    assert only_problem(data) == ("not-utf8", line, column)
    _, (problem,) = read_mapping("actors.yaml", data)
    assert (problem.code, problem.line, problem.column) == ("not-utf8", line, column)


def test_utf16_is_called_by_its_name() -> None:
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        _, (problem,) = read_document("a.md", "---\ntitle: x\n---\n".encode(encoding))
        assert "UTF-16" in problem.message


def test_a_large_file_is_refused_before_it_is_decoded() -> None:
    assert only_problem(b"\xff" * (MAX_FILE_BYTES + 1)) == ("file-too-large", 0, 0)
    assert only_problem(b"---\na: " + b"x" * MAX_FRONT_MATTER + b"\n---\n") == ("file-too-large", 1, 1)
    text = "x" * (2 * MAX_FRONT_MATTER)
    assert read_document("a.md", f"---\na: b\n---\n{text}".encode()) == (Document({"a": "b"}, text, 4), ())


@pytest.mark.parametrize(
    ("front", "code", "line", "column"),
    [
        ("title: a: b\n", "yaml-syntax", 2, 9),
        ("\n\ntitle: 'a\n", "yaml-syntax", 4, 8),
        ("title: x\n- y\n", "yaml-syntax", 3, 1),
        ("- title: x\n", "wrong-type", 2, 1),
        ("title\n", "wrong-type", 2, 1),
        ("a: " + "[" * 1000 + "\n", "yaml-too-deep", 2, 23),
    ],
)
def test_problems_stand_at_lines_of_the_file(front: str, code: str, line: int, column: int) -> None:
    assert only_problem(f"---\n{front}---\nText.\n".encode()) == (code, line, column)
    assert only_problem(f"\ufeff---\n{front}---\nText.\n".replace("\n", "\r\n").encode()) == (code, line, column)


def test_a_document_may_come_beside_problems() -> None:
    document, problems = read_document("a.md", b"---\na: 1\na: 2\nb: 3\n---\nText.\n")
    assert document == Document({"a": 1, "b": 3}, "Text.\n", 6)
    assert [(p.code, p.line) for p in problems] == [("yaml-duplicate-key", 3)]


def test_a_whole_file_may_be_a_mapping() -> None:
    assert read_mapping("places.yaml", b"\xef\xbb\xbf# places\r\nkherson: {lat: 46.6354}\r\n")[1] == ()
    assert read_mapping("places.yaml", b"") == ({}, ())
    assert read_mapping("places.yaml", b"---\na: b\n") == ({"a": "b"}, ())
    values, (problem,) = read_mapping("places.yaml", b"- a\n")
    assert (values, problem.code, problem.line) == (None, "wrong-type", 1)


ARTICLE = b"""\xef\xbb\xbf---\r
# a comment\r
title: x\r
claims:\r
  - id: one\r
    value: {min: 1, max: 2}\r
    colour: red\r
  - figure:\r
    via: [a, b]\r
  -\r
---\r
Text.\r
"""


@pytest.mark.parametrize(
    ("code", "keys", "line", "column"),
    [
        ("wrong-type", ("title",), 3, 8),
        ("wrong-type", ("claims",), 5, 3),
        ("wrong-type", ("claims", 0), 5, 5),
        ("wrong-type", ("claims", 0, "value"), 6, 12),
        ("wrong-type", ("claims", 0, "value", "max"), 6, 26),
        ("unknown-key", ("claims", 0, "colour"), 7, 5),
        ("unknown-choice", ("claims", 0, "colour"), 7, 13),
        ("yaml-duplicate-key", ("title",), 3, 1),
        ("missing-key", ("claims", 1, "id"), 8, 5),
        ("wrong-type", ("claims", 1, "figure"), 8, 12),
        ("unknown-reference", ("claims", 1, "via", 1), 9, 14),
        ("unknown-reference", ("claims", 1, "via", 7, "x"), 9, 10),
        ("unknown-key", ("claims", 1, "via", "x"), 9, 10),
        ("wrong-type", ("claims", 2), 10, 4),
        ("wrong-type", ("claims", 9), 5, 3),
        ("missing-key", ("language",), 1, 1),
        ("wrong-type", ("title", "x", 0), 3, 8),
    ],
)  # fmt: skip
def test_a_problem_is_located_by_its_keys(code: str, keys: Keys, line: int, column: int) -> None:
    found = locate(Problem(code, "articles/a.md", "m", "h", keys), ARTICLE)
    assert found == Problem(code, "articles/a.md", "m", "h", keys, line, column)


def test_a_problem_of_a_whole_yaml_file_is_located() -> None:
    problem = Problem("wrong-type", "actors.yaml", "m", keys=("khlan", "name"))
    found = locate(problem, b"# who speaks\nreznikov: {name: x}\nkhlan:\n  name: 5\n")
    assert (found.line, found.column) == (4, 9)


def test_a_problem_that_has_its_place_or_no_keys_is_left_alone() -> None:
    for problem in (
        Problem("quote-not-found", "a.md", "m", "", ("title",), 9, 3),
        Problem("duplicate-id", "a.md", "m"),
    ):
        assert locate(problem, ARTICLE) is problem


@given(st.binary(max_size=80))
def test_any_bytes_give_problems_or_a_document(data: bytes) -> None:
    for framed in (data, b"---\n" + data, b"---\n" + data + b"\n---\n"):
        document, problems = read_document("a.md", framed)
        assert document is not None or problems
        values, problems = read_mapping("a.yaml", framed)
        assert values is not None or problems
        locate(Problem("wrong-type", "a.md", "m", keys=("a", 0)), framed)


fences = st.sampled_from(["---", "--- ", " ---", "----", "...", "", "title: x", "Text.", "a: |", "  ---", "\t"])


@given(st.lists(fences, max_size=8), st.sampled_from(["\n", "\r\n"]))
def test_a_body_is_what_stands_below_the_second_fence(lines: list[str], end: str) -> None:
    document, problems = read_document("a.md", end.join(lines).encode())
    if document is None:
        assert problems
        return
    closing = next(n for n, line in enumerate(lines[1:], 1) if line.rstrip(" \t") == "---")
    assert lines[0].rstrip(" \t") == "---"
    assert document.body == "\n".join(lines[closing + 1 :])
    assert document.body_line == closing + 2


def test_a_bomb_in_front_matter_neither_crashes_nor_hangs() -> None:
    code = (
        "from briefing.frontmatter import read_document, locate\n"
        "from briefing.problems import Problem\n"
        "for bomb in ('['*100_000, '{a: '*100_000, 'a: ['*50_000, '- '*100_000, '? '*100_000):\n"
        "    data = f'---\\n{bomb}\\n---\\n'.encode()\n"
        "    print(*(p.code for p in read_document('a.md', data)[1]))\n"
        "    locate(Problem('wrong-type', 'a.md', 'm', keys=(0, 'a')), data)\n"
    )
    environment = {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60)
    assert (done.stdout.split(), done.stderr) == (["yaml-too-deep"] * 5, "")
