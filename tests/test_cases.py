"""The literate cases: every section of every file below `cases/` is a test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from literate import CASES, Section, base, hold, problems, sections


def _cases() -> Iterator[object]:
    for path in sorted(CASES.glob("*/*.md")):
        _, *found = sections(path.read_text())
        for section in found:
            yield pytest.param(section, id=f"{path.relative_to(CASES)}:{section.line}: {section.title}")


@pytest.mark.parametrize("section", _cases())
def test_case(section: Section, tmp_path: Path) -> None:
    hold(section, tmp_path)


def test_nothing_is_wrong_with_the_base(tmp_path: Path) -> None:
    assert base()
    assert problems({}, tmp_path) == ()
