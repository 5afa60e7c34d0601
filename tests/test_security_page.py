"""The page of promises names tests that there are."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from building import ROOT

PAGE = (ROOT / ".github" / "SECURITY.md").read_text(encoding="utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| promise")]
TESTS = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))


def test_every_promise_names_what_holds_it() -> None:
    assert len(ROWS) > 20
    for row in ROWS:
        promise, held_by = row.strip("|").split(" | ")
        assert promise.strip()
        assert re.fullmatch(r"(?:`tests/[\w/]+\.py::test_\w+`(?:, )?)+", held_by.strip()), row


@pytest.mark.parametrize(("path", "name"), TESTS, ids=[name for _, name in TESTS])
def test_there_is_such_a_test(path: str, name: str) -> None:
    functions = {
        n.name for n in ast.parse((ROOT / path).read_text(encoding="utf-8")).body if isinstance(n, ast.FunctionDef)
    }
    assert name in functions


def test_the_readme_leads_there() -> None:
    assert "(.github/SECURITY.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
    for path in re.findall(r"`(generator/[\w/.]+)`", PAGE):
        assert Path(ROOT / path).exists()
