"""Sites built for tests."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from briefing.build import build
from briefing.project import Built, Project

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "content"
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
"""When all tests take place."""


def build_site(content: Path, output: Path, **options: object) -> Built:
    """Builds, with nothing remembered beside the content unless asked for."""
    settings: dict[str, object] = {"memory": False, "jobs": 1, **options}
    return build(Project(content=content, output=output, now=NOW, **settings))  # type: ignore[arg-type]


def write_tree(folder: Path, files: dict[str, str]) -> Path:
    """Writes files by their paths."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def read_tree(folder: Path) -> dict[str, bytes]:
    """All files by their paths."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
