"""Whether there is nothing to build: told from sizes and times of files, before anything heavy is imported.

A build that went well notes what it saw. The next one that finds every file of the content, of the themes and of the
tool itself as it was, and every file of the site as it was written, is done. Whatever leaves a doubt is built.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from briefing.disk import disk_time, settled
from briefing.fingerprint import Digest, digest_bytes
from briefing.outputs import SUMS
from briefing.problems import Problem
from briefing.project import Built, Project, theme_roots
from briefing.sources import walk
from briefing.state import Seen
from briefing.state.sealed import read_sealed, write_sealed
from briefing.workplace import workplace

_FILE = "unchanged"
_KIND = "unchanged 1"
_PACKAGE = Path(__file__).parent
_PACKAGES = frozenset({"site-packages", "dist-packages"})


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a build reads, as it stood at one moment."""

    digest: Digest
    """Of the options, and of every file's path, size, times and inode."""
    is_settled: bool
    """Whether a file that changes afterwards will show it."""


def look_at_inputs(project: Project, state: Path) -> Inputs | None:
    """What a build is about to read; None where times do not tell: with links in a theme's folder.

    Call it before anything is read.
    """
    now = disk_time(state)
    places = (project.content, *theme_roots(project), _PACKAGE)
    redact = project.redact and _real(project.redact)
    options = (
        sys.version,
        project.theme,
        project.base_url,
        project.drafts,
        project.strict,
        redact,
        project.index,
        project.pdf,
        *map(_real, places),
    )
    lines = [repr(options)]
    newest = 0
    try:
        for path, info in _files_read(project):
            newest = max(newest, info.st_mtime_ns, info.st_ctime_ns)
            marks = (info.st_mode, info.st_dev, info.st_ino, info.st_size, info.st_mtime_ns, info.st_ctime_ns)
            lines.append(f"{path}\0{marks}")
    except _NotTold:
        return None
    return Inputs(digest_bytes("\n".join(lines).encode("utf-8", "surrogateescape")), settled(newest, now))


def remember(project: Project, own: Path, inputs: Inputs | None, problems: tuple[Problem, ...]) -> None:
    """Notes a build that went well and whose answer depends on nothing else; `forget` was called when it began.

    Args:
        own: the site's state folder.
        inputs: from before the build read anything; None where it read more, or an embargo may end by itself.
        problems: what it told the editor, and what the next one will tell again.
    """
    if inputs is None or not inputs.is_settled:
        return
    with suppress(OSError):  # without it, the next build looks closer
        listing = (project.output / SUMS).read_bytes()
        note = (inputs.digest, _standing(project.output), project.now.timestamp(), digest_bytes(listing), problems)
        write_sealed(own / _FILE, _KIND, note)


def forget(own: Path) -> None:
    """Before a build that changes something: if it is killed, the next one is not misled."""
    (own / _FILE).unlink(missing_ok=True)


def last_build(project: Project) -> Built | None:
    """What a build would answer now, if it is certain that it would change nothing; else None.

    Raises:
        Locked, DiskError: as a build does.
    """
    if project.force or not project.memory or not project.output.is_dir():
        return None
    with workplace(project.content, project.output) as (state, own), suppress(OSError):
        match read_sealed(own / _FILE, _KIND):
            case (str(digest), standing, float(then), str(listing), tuple(problems)):
                pass
            case _:
                return None
        if then > project.now.timestamp() or standing != _standing(project.output):
            return None
        inputs = look_at_inputs(project, state)
        if inputs is None or inputs.digest != digest:
            return None
        files = _files_shown(project.output, Digest(listing), Seen.load(own, "site", linked=True))
        return None if files is None else Built(problems, True, files=files)
    return None


class _NotTold(Exception):  # noqa: N818
    """Something is read whose changes would not show."""


def _files_read(project: Project) -> Iterator[tuple[str, os.stat_result]]:
    for path, entry in walk(project.content):
        yield path, entry.stat(follow_symlinks=False)
    if project.redact is not None:
        yield "redact", project.redact.stat()
    themes = {*theme_roots(project), _PACKAGE.parents[1] / "themes"}
    for folder in (*sorted(themes), _PACKAGE):
        if folder.is_dir():
            yield from _below(str(folder))
    # Installing another version of a library changes the folder that it is in.
    for folder in sorted({Path(p) for p in sys.path if Path(p).name in _PACKAGES}):
        if folder.is_dir():
            yield str(folder), folder.stat()


def _below(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as entries:
        ordered = sorted(entries, key=lambda e: e.name)
    for entry in ordered:
        if entry.is_symlink():
            raise _NotTold
        if entry.name == "__pycache__":
            continue
        if entry.is_dir():
            yield from _below(entry.path)
        else:
            yield entry.path, entry.stat()


def _files_shown(site: Path, expected: Digest, seen: Seen) -> frozenset[str] | None:
    """The files of the site, if each is there and holds what was written to it."""
    listing = (site / SUMS).read_bytes()
    if digest_bytes(listing) != expected:
        return None
    files = []
    for line in listing.decode().splitlines():
        digest, _, path = line.partition("  ")
        shown = f"{site}/{path}"
        info = os.lstat(shown)
        if not stat.S_ISREG(info.st_mode):
            return None
        known = seen.digest(path, info)
        if known is None:
            with open(shown, "rb", buffering=0) as file:  # noqa: PTH123
                known = hashlib.file_digest(file, hashlib.sha256).hexdigest()
            seen.remember(path, info, known)
        if known != digest:
            return None
        files.append(path)
    seen.save()
    return frozenset(files)


def _standing(output: Path) -> tuple[str, int]:
    """Where the site really is, and who may write there."""
    return _real(output), output.lstat().st_mode


def _real(path: Path) -> str:
    return os.path.realpath(path)
