"""The literate cases: every section of every file below `cases/` is a test."""

from __future__ import annotations

from pathlib import Path

import pytest

from literate import CASES, Section, base, hold, problems, sections


def _case(path: Path, section: Section) -> object:
    id_ = f"{path.relative_to(CASES)}: {section.title}"
    return pytest.param(section, id=id_)


FOUND = [_case(path, section) for path in sorted(CASES.glob("*/*.md")) for section in sections(path.read_text())[1:]]


@pytest.mark.parametrize("section", FOUND)
def test_case(section: Section, tmp_path: Path) -> None:
    hold(section, tmp_path)


def test_nothing_is_wrong_with_the_base(tmp_path: Path) -> None:
    assert base()
    assert problems({}, tmp_path) == ()
