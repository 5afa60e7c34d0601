"""What a build is asked for, and what it answers. Light to import: a build with nothing to do needs no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from briefing.parallel import jobs_available
from briefing.problems import Problem
from briefing.state import Reason


@dataclass(frozen=True)
class Project:
    """What is built, where to, and how."""

    content: Path
    output: Path
    now: datetime
    """With its zone: what embargoes are held against."""
    theme: str = ""
    """Overrides the briefing's own; a name or a folder."""
    base_url: str = ""
    """Overrides the briefing's own."""
    drafts: bool = False
    strict: bool = False
    force: bool = False
    index: bool = True
    """Whether a search index that is no longer right is made anew. Otherwise it is left out until the next build."""
    jobs: int = field(default_factory=jobs_available)
    pdf: bool = False
    """Whether the whole is to be had as one document too."""
    redact: Path | None = None
    """A list of names and numbers that must appear nowhere, besides that of the briefing."""
    memory: bool = True
    """Whether anything is kept beside the content for the next build."""


@dataclass(frozen=True)
class Built:
    """What a build did."""

    problems: tuple[Problem, ...]
    ok: bool
    """Whether the site is that of these sources."""
    written: Mapping[str, Reason] = field(default_factory=dict)
    removed: tuple[str, ...] = ()
    files: frozenset[str] = frozenset()
    """Every file of the site, where `ok`."""
    lacks_search: str = ""
    """Why there is no search where one is wanted, in words that follow a colon."""


def theme_roots(project: Project) -> tuple[Path, ...]:
    """Folders in which a project's own themes stand: beside its content, and where the command is run."""
    return tuple(dict.fromkeys((project.content.absolute().parent / "themes", Path.cwd() / "themes")))
