"""A finished site, whoever built it, searched for what must not leave it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from briefing.disk import disk_errors
from briefing.leaks import legible
from briefing.leaks.traces import Desk, traces
from briefing.parallel import ordered_map
from briefing.problems import Problem
from briefing.redacting import Redacting


@dataclass(frozen=True)
class Searched:
    """What was found."""

    problems: tuple[Problem, ...]
    """Paths are below the site; sorted."""
    files: int


def search(site: Path, redacting: Redacting, desk: Desk, jobs: int = 1) -> Searched:
    """Reads every file below a folder, follows no link, and looks for entries of the list and for traces of the desk.

    Raises:
        DiskError: where a file cannot be read.
    """
    files: list[str] = []
    problems: list[Problem] = []
    with disk_errors("Not everything could be searched"):
        for folder, _, names in os.walk(site):
            folders_here = os.path.relpath(folder, site)
            for name in sorted(names):
                path = name if folders_here == "." else f"{folders_here}/{name}"
                if (site / path).is_symlink():
                    help_ = "Put the file itself there, or take the link away."
                    problems.append(Problem("leak", path, "This is a link, and nobody knows what it will show.", help_))
                elif (site / path).is_file():
                    files.append(path)

        def look(path: str) -> list[Problem]:
            return list(_problems(path, (site / path).read_bytes(), redacting, desk))

        problems += [p for found in ordered_map(look, files, jobs) for p in found]
    shown = {redacting.masked(p) for p in problems}
    return Searched(tuple(sorted(shown, key=lambda p: p.sort_key)), len(files))


def _problems(path: str, data: bytes, redacting: Redacting, desk: Desk) -> Iterator[Problem]:
    text, unread = legible(path, data)
    plain = data.decode("utf-8", "replace")
    for one in unread:
        message = f"Not all of `{one.where}` can be read: {one.why}."
        yield Problem("leak", path, message, "Look at it by hand, or leave it out.")
    for trace in traces(PurePosixPath(path), data, text, desk):
        line, column = _place(plain, plain.find(trace.words)) if trace.words else (0, 0)
        message = f"{trace.what[0].upper()}{trace.what[1:]}."
        yield Problem("leak", path, message, "Publish the file without it.", (), line, column)
    help_ = "Take it out of what the site was made from, and build it again."
    for entry in redacting.redaction.entries_in(path):
        yield Problem("redacted", path, f"The path of this file holds {redacting.labels[entry - 1]}.", help_)
    for entry in redacting.redaction.entries_in(text):
        start = next((f.start for f in redacting.redaction.find(plain) if f.entry == entry), -1)
        line, column = _place(plain, start)
        yield Problem("redacted", path, f"Here stands {redacting.labels[entry - 1]}.", help_, (), line, column)


def _place(text: str, at: int) -> tuple[int, int]:
    return (text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)) if at >= 0 else (0, 0)
