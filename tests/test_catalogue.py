"""The catalogue of problems: every code is explained, is reported somewhere, and its examples are true.

The explanation's wrong example must yield its code where `←` points and nothing else; its right example nothing at all.
What no tree of files can show is made for real, below.
"""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from briefing import catalogue
from briefing.build import build, examine_whole
from briefing.cli.failures import one_line
from briefing.examining import examine
from briefing.output import OutputRefused
from briefing.printer import PrintError
from briefing.problems import CODES
from briefing.search import SearchError
from briefing.workplace import workplace
from literate import PICTURE, Section, problems, project, sections, tree

PACKAGE = Path(catalogue.__file__).parent
BEYOND_A_TREE = frozenset(
    {
        "not-utf8",
        "file-too-large",
        "not-a-file",
        "takes-too-long",
        "nothing-to-build",
        "output-refused",
        "path-clash",
        "locked",
        "search-failed",
        "no-printer",
        "disk",
        "leak",
    }
)
"""Codes with a test of their own below."""
SHOWN = sorted(CODES.keys() - BEYOND_A_TREE)


def _explained(code: str) -> dict[str, Section]:
    return {section.title: section for section in sections(catalogue.entry(code).text)}


# ---- form ---------------------------------------------------------------------------------------------------------


def test_every_code_is_explained_and_nothing_else() -> None:
    assert {path.stem for path in (PACKAGE / "codes").iterdir()} == CODES.keys()


@pytest.mark.parametrize("code", sorted(CODES))
def test_an_explanation_has_the_form(code: str) -> None:
    text = catalogue.entry(code).text
    explained = _explained(code)
    assert list(explained) == ["", "Why it matters", "Wrong", "Right"]
    first, blank, *meaning = explained[""].prose.splitlines()
    assert first.startswith(f"# {code}: ")
    assert first[-1] not in ".!"
    assert blank == ""
    assert any(meaning)
    assert all(explained[title].prose.strip() or explained[title].blocks for title in list(explained)[1:])
    assert max(map(len, text.splitlines())) <= 100, "too wide for a terminal"
    assert text.endswith("\n")


# ---- what the code says of itself ---------------------------------------------------------------------------------


def _modules() -> Iterator[ast.Module]:
    for path in sorted(PACKAGE.rglob("*.py")):
        # The comparison's reasons have codes too, with a catalogue of their own.
        if path.name != "problems.py" and "comparison" not in path.parts:
            yield ast.parse(path.read_text(), str(path))


def _reported() -> set[str]:
    """Every text that is given for a parameter, or a field, of the name `code`."""
    modules = list(_modules())
    places = {"Problem": 0}
    found: set[str] = set()
    for node in (node for module in modules for node in ast.walk(module)):
        if isinstance(node, ast.FunctionDef):
            names = [a.arg for a in node.args.args if a.arg not in ("self", "cls")]
            defaults = dict(zip(reversed(names), reversed(node.args.defaults), strict=False))
            if "code" in names:
                places[node.name] = names.index("code")
                found |= _texts(defaults.get("code"))
        elif isinstance(node, ast.ClassDef):
            fields = [s for s in node.body if isinstance(s, ast.AnnAssign) and isinstance(s.target, ast.Name)]
            names = [s.target.id for s in fields if isinstance(s.target, ast.Name)]
            if "code" in names:
                places[node.name] = names.index("code")
                found |= _texts(fields[names.index("code")].value)
    for node in (node for module in modules for node in ast.walk(module) if isinstance(node, ast.Call)):
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in places:
            at = places[called]
            found |= _texts(node.args[at] if at < len(node.args) else None)
            found |= {text for word in node.keywords if word.arg == "code" for text in _texts(word.value)}
    return found


def _texts(value: ast.expr | None) -> set[str]:
    if isinstance(value, ast.IfExp):
        return _texts(value.body) | _texts(value.orelse)
    text = value.value if isinstance(value, ast.Constant) else None
    return {text} if isinstance(text, str) and re.fullmatch("[a-z][a-z0-9-]+", text) else set()


def test_every_code_is_reported_somewhere_and_no_other() -> None:
    reported = _reported()
    assert reported - CODES.keys() == set(), "codes without an entry in problems.CODES"
    assert CODES.keys() - reported == set(), "codes that nothing reports"


# ---- the examples -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", SHOWN)
def test_the_wrong_example_is_wrong_where_it_says(code: str, tmp_path: Path) -> None:
    files, pointers = tree(_explained(code)["Wrong"].block(""))
    found = problems(files, tmp_path)
    assert [p for p in found if p.code != code] == []
    assert {(p.path, p.line) for p in found} == set(pointers)


@pytest.mark.parametrize("code", SHOWN)
def test_nothing_is_wrong_with_the_right_example(code: str, tmp_path: Path) -> None:
    files, pointers = tree(_explained(code)["Right"].block(""))
    assert problems(files, tmp_path) == ()
    assert pointers == []


@pytest.mark.parametrize("code", sorted(BEYOND_A_TREE))
def test_what_no_tree_shows_is_explained_in_words(code: str) -> None:
    explained = _explained(code)
    assert explained["Wrong"].prose.strip()
    assert explained["Right"].prose.strip()
    assert f"test_{code.replace('-', '_')}" in globals()


# ---- beyond a tree ------------------------------------------------------------------------------------------------


def _content(tmp_path: Path) -> Path:
    return project({}, tmp_path).content


def _found(tmp_path: Path) -> list[tuple[str, str, int, int]]:
    made = replace(project({}, tmp_path / "other"), content=tmp_path / "content")
    return [(p.code, p.path, p.line, p.column) for p in examine(made).problems]


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("Müller".encode("latin-1"), id="Latin-1"),
        pytest.param(b"M\x07ller", id="a control character"),
    ],
)
def test_not_utf8(written: bytes, tmp_path: Path) -> None:
    article = b"---\ntitle: The crossing\n---\nFourteen boats, said " + written + b".\n"
    (_content(tmp_path) / "articles" / "a.md").write_bytes(article)
    assert _found(tmp_path) == [("not-utf8", "articles/a.md", 4, 23)]


def test_file_too_large(tmp_path: Path) -> None:
    text = "---\ntitle: The crossing\n---\n" + "Fourteen boats crossed the river.\n" * 320_000
    (_content(tmp_path) / "articles" / "a.md").write_text(text)
    assert _found(tmp_path) == [("file-too-large", "articles/a.md", 0, 0)]


def test_file_too_large_for_its_front_matter(tmp_path: Path) -> None:
    text = "---\ntitle: The crossing\nnote: " + "all of the text " * 70_000 + "\n---\n"
    (_content(tmp_path) / "articles" / "a.md").write_text(text)
    assert _found(tmp_path) == [("file-too-large", "articles/a.md", 1, 1)]


def test_not_a_file(tmp_path: Path) -> None:
    content = _content(tmp_path)
    (tmp_path / "secret.md").write_text("---\ntitle: A secret\n---\nSecret.\n")
    (content / "articles" / "linked.md").symlink_to(tmp_path / "secret.md")
    (content / "events-elsewhere").symlink_to(tmp_path, target_is_directory=True)
    os.mkfifo(content / "articles" / "pipe.md")
    assert _found(tmp_path) == [
        ("not-a-file", "articles/linked.md", 0, 0),
        ("not-a-file", "articles/pipe.md", 0, 0),
        ("not-a-file", "events-elsewhere", 0, 0),
    ]


def test_takes_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*_: object, **__: object) -> None:
        while True:
            pass

    (_content(tmp_path) / "articles" / "a.md").write_text("---\ntitle: The crossing\n---\nFourteen boats.\n")
    monkeypatch.setattr("briefing.parse.read_text", endless)
    monkeypatch.setattr("briefing.reading.LONGEST", 0.05)
    assert ("takes-too-long", "articles/a.md", 0, 0) in _found(tmp_path)


def test_nothing_to_build(tmp_path: Path) -> None:
    (_content(tmp_path) / "briefing.yaml").unlink()
    assert _found(tmp_path) == [("nothing-to-build", "briefing.yaml", 0, 0)]


def test_path_clash(tmp_path: Path) -> None:
    event = "---\ntitle: The crossing\n---\n![From the east](media/Quay.png)\n![From the west](media/quay.png)\n"
    made = project({"events/crossing.md": event, "media/Quay.png": PICTURE, "media/quay.png": PICTURE}, tmp_path)
    if len(list((made.content / "media").iterdir())) == 1:
        pytest.skip("this disk does not tell capitals apart")
    assert [(p.code, p.path) for p in examine_whole(made)] == [("path-clash", "")]
    assert not build(made).ok
    assert not made.output.exists()


@pytest.mark.parametrize("output", [".", "content", "content/site", "foreign", "foreign/letter.txt"])
def test_output_refused(output: str, tmp_path: Path) -> None:
    made = project({}, tmp_path)
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign" / "letter.txt").write_text("Dear Anna")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(OutputRefused) as refused:
        build(replace(made, output=tmp_path / output))
    assert refused.value.problem.code == "output-refused"
    assert refused.value.problem.help
    assert sorted(tmp_path.rglob("*")) == before


def test_locked(tmp_path: Path) -> None:
    made = project({}, tmp_path)
    with workplace(made.content, made.output):
        done = subprocess.run(
            [sys.executable, "-m", "briefing", "build", "--content", made.content, "--output", made.output, "--format", "json"],
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert json.loads(done.stdout)["problems"][0]["code"] == "locked"
    assert not made.output.exists()


def test_disk(tmp_path: Path) -> None:
    made = project({}, tmp_path)
    state = made.content.parent / ".briefing"
    state.write_text("a file where a folder must be", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "briefing", "build", "--content", made.content, "--output", made.output, "--format", "json"],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert json.loads(done.stdout)["problems"][0]["code"] == "disk"
    assert state.read_text(encoding="utf-8") == "a file where a folder must be"


def test_leak(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text('<a href="http://localhost:8000/">The site</a>\n', encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "briefing", "check", "--leaks", site, "--format", "json"],
        capture_output=True, text=True, timeout=60, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 1
    assert [(p["code"], p["path"], p["line"], p["column"]) for p in json.loads(done.stdout)["problems"]] == [
        ("leak", "index.html", 1, 15)
    ]


def test_no_printer(capsys: pytest.CaptureFixture[str]) -> None:
    # What nothing is published without is in sharing/test_pdf.py.
    with pytest.raises(SystemExit) as ended, one_line("json"):
        raise PrintError("A PDF needs WeasyPrint.")
    assert ended.value.code == 1
    assert json.loads(capsys.readouterr().out)["problems"][0]["code"] == "no-printer"


def test_search_failed(capsys: pytest.CaptureFixture[str]) -> None:
    # Which failures there are, and that they change nothing, is in test_search.py.
    with pytest.raises(SystemExit) as ended, one_line("json"):
        raise SearchError("Pagefind ended too early")
    assert ended.value.code == 1
    assert json.loads(capsys.readouterr().out)["problems"][0]["code"] == "search-failed"
