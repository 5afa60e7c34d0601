"""Proof that a site is what its content makes of it: built once more elsewhere, and compared byte for byte."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.build import build
from briefing.pages.addresses import DOCUMENT
from briefing.problems import Problem
from briefing.project import Project


@dataclass(frozen=True)
class Verified:
    """How a site compares to a clean build."""

    problems: tuple[Problem, ...]
    """Why there could be no clean build."""
    differences: tuple[tuple[str, str], ...]
    """Path and what differs."""
    compared: int

    @property
    def ok(self) -> bool:
        """Whether every file is as a clean build makes it."""
        return not self.problems and not self.differences


def verify(project: Project) -> Verified:
    """Builds into a temporary folder, with nothing remembered, and compares with the project's site."""
    with tempfile.TemporaryDirectory(prefix="briefing-verify-") as folder:
        clean = Path(folder) / "site"
        printed = (project.output / DOCUMENT).is_file()
        built = build(replace(project, output=clean, force=True, memory=False, pdf=printed))
        if not built.ok:
            return Verified(built.problems, (), 0)
        paths = sorted(str(p.relative_to(clean)) for p in clean.rglob("*") if p.is_file())
        differences = []
        for path in paths:
            there = project.output / path
            if not there.is_file():
                differences.append((path, "missing"))
            elif there.read_bytes() != (clean / path).read_bytes():
                differences.append((path, "differs"))
    return Verified((), tuple(differences), len(paths))
