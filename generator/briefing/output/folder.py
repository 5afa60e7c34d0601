"""The folder a site stands in: whether it may be written, which of its files are ours, and what they hold.

A file is ours if the site's `SHA256SUMS` lists it, or if it holds the very bytes the last build wrote there. All else
is foreign and stays as it is.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from briefing.disk import disk_errors, remove_tree
from briefing.output import in_place
from briefing.outputs import MARK, SUMS, WORKPLACE, Sha256, folders_of, parents, read_listing
from briefing.problems import Problem
from briefing.state.manifest import Manifest, Row
from briefing.state.seen import Seen

_A_FOLDER_OF_ITS_OWN = "Choose a folder of its own for the site, such as `site` beside `content`."


class OutputRefused(Exception):  # noqa: N818
    """The site may not be written where it was asked for; nothing was touched."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem
        """With code `output-refused`."""


@dataclass(frozen=True, slots=True)
class Site:
    """A folder that may be written, and what stands in it."""

    path: Path
    """Absolute."""
    state: Path
    """The project's state folder."""
    seen: Seen
    exists: bool = True
    files: dict[str, Sha256] = field(default_factory=dict)
    """What is ours: digest of the bytes that stand there now, by path below the site."""
    inodes: dict[str, int] = field(default_factory=dict)
    """Of `files`."""
    spoilt: set[str] = field(default_factory=set)
    """Paths that are ours and where something stands that is no readable file: a link, say."""
    lost: set[str] = field(default_factory=set)
    """Paths that are ours and where nothing stands."""
    foreign: set[str] = field(default_factory=set)
    """What is not ours; a folder stands for all it holds."""
    listing: bytes | None = None
    """Its `SHA256SUMS`; None where it has none."""


def open_site(path: Path, content: Path, state: Path, last: Manifest) -> Site:
    """Looks at the folder the site is to stand in; completes what a killed build left half done.

    Args:
        path: the site's folder; need not exist.
        content: the project's content folder.
        state: its state folder, held by `project_lock`.
        last: `load_manifest(state)`.

    Raises:
        OutputRefused: before anything is touched.
        DiskError: where the disk fails.
    """
    path = Path(os.path.abspath(path))  # noqa: PTH100
    with disk_errors("The site was not changed"):
        _check_place(path, content, state)
        in_place.complete(state)
        seen = Seen.load(state, "site", linked=True)
        if not path.exists():
            return Site(path, state, seen, exists=False)
        site = Site(path, state, seen, listing=_read_listing(path))
        _survey(site, last)
        remove_tree(path / WORKPLACE)
    return site


def check_free(site: Site, planned: frozenset[str]) -> None:
    """Refuses to write over what is foreign.

    Raises:
        OutputRefused: naming the foreign thing that stands where a file or its folder has to be.
    """
    above = folders_of(site.foreign)
    for path in sorted(planned - site.files.keys()):
        obstacle = path if path in site.foreign or path in above else _obstacle(site, path)
        if obstacle is not None:
            message = f"`{site.path / obstacle}` stands where a page of the site belongs, and it is not of our making."
            help_ = "Move it away or delete it, and build again."
            raise OutputRefused(Problem("output-refused", "", message, help_))


def _obstacle(site: Site, path: str) -> str | None:
    """What keeps a file out of a foreign folder: foreign folders may be shared, but not their files."""
    above = [*parents(path)]
    if site.foreign.isdisjoint(above):
        return None
    for part in (*reversed(above), path):
        at = site.path / part
        if not os.path.lexists(at):
            return None
        if part == path or at.is_symlink() or not at.is_dir():
            return part
    return None


def _check_place(path: Path, content: Path, state: Path) -> None:
    real = Path(os.path.realpath(path))
    above = list(_identities(real))
    own = _identity(real)
    if real == real.parent:
        raise _refused(path, "that is the whole disk")
    with suppress(RuntimeError):  # there is no home folder
        if own is not None and own in _identities(Path.home()):
            raise _refused(path, "your home folder is there")
    if path.is_symlink():
        raise _refused(path, "it is a link", f"Give the folder it leads to, `{real}`, or remove the link.")
    if own is not None and not path.is_dir():
        raise _refused(path, "it is not a folder", "Give a folder, or remove what stands there.")
    if own == _identity(content):
        raise _refused(path, "that is the content itself")
    if own is not None and own in (*_identities(content), *_identities(state)):
        raise _refused(path, "the project is in there, and the site would take its place")
    if _identity(content) in above or _identity(state) in above:
        raise _refused(path, "that is inside the content, or among the tool's own files")
    _check_writable(path)


def _check_writable(path: Path) -> None:
    nearest = next(folder for folder in (path, *path.parents) if os.path.lexists(folder))
    if not nearest.is_dir():
        raise _refused(path, f"`{nearest}` is not a folder")
    # The mode is asked as well, because the administrator is let through everywhere.
    if not os.access(nearest, os.R_OK | os.W_OK | os.X_OK) or not nearest.stat().st_mode & 0o222:
        raise _refused(path, f"`{nearest}` is read-only for you", "Make it writable, or choose another folder.")


def _refused(path: Path, why: str, help_: str = _A_FOLDER_OF_ITS_OWN) -> OutputRefused:
    return OutputRefused(Problem("output-refused", "", f"The site cannot be written to `{path}`: {why}.", help_))


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file this is, by whatever name; None where there is none."""
    try:
        info = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return info.st_dev, info.st_ino


def _identities(path: Path) -> Iterator[tuple[int, int]]:
    """Of a path and all that is above it."""
    real = Path(os.path.realpath(path))
    return (known for folder in (real, *real.parents) if (known := _identity(folder)) is not None)


def _survey(site: Site, last: Manifest) -> None:
    """Fills in what stands there. Goes only where something of ours can be: what is foreign is not ours to read."""
    listed = {} if site.listing is None else read_listing(site.listing)
    folders = folders_of((*listed, *last))
    to_read = [""]
    while to_read:
        below = to_read.pop()
        with os.scandir(f"{site.path}/{below}") as entries:
            for entry in entries:
                path = below + entry.name
                if entry.is_dir(follow_symlinks=False):
                    if path in folders:
                        to_read.append(path + "/")
                    elif path != WORKPLACE:
                        site.foreign.add(path)
                elif path == SUMS:
                    if site.listing is None:
                        site.spoilt.add(path)
                elif path in listed:
                    _know(site, path, entry)
                else:
                    _prove(site, path, entry, last.get(path))
    site.lost.update(listed.keys() - site.files.keys() - site.spoilt - site.foreign)
    is_ours = MARK in listed or MARK in site.files
    if not is_ours and (site.foreign or site.files or site.spoilt or site.listing is not None):
        raise _refused(site.path, "there are files in it that this tool did not write")


def _know(site: Site, path: str, entry: os.DirEntry[str]) -> None:
    """Takes in a file that is ours by its name."""
    info = entry.stat(follow_symlinks=False)
    digest = _digest(site, path, info) if stat.S_ISREG(info.st_mode) else None
    if digest is None:
        site.spoilt.add(path)
    else:
        site.files[path] = digest
        site.inodes[path] = info.st_ino


def _prove(site: Site, path: str, entry: os.DirEntry[str], row: Row | None) -> None:
    """Takes in a file that is ours only if it holds what we wrote."""
    info = entry.stat(follow_symlinks=False)
    if row is not None and stat.S_ISREG(info.st_mode) and _digest(site, path, info) == row.output:
        site.files[path] = row.output
        site.inodes[path] = info.st_ino
    else:
        site.foreign.add(path)


def _digest(site: Site, path: str, info: os.stat_result) -> Sha256 | None:
    """Of a file's bytes, or None where it may not be read."""
    known = site.seen.digest(path, info)
    if known is None:
        try:
            with open(f"{site.path}/{path}", "rb", buffering=0) as file:  # noqa: PTH123
                known = hashlib.file_digest(file, hashlib.sha256).hexdigest()
        except PermissionError:
            return None
        site.seen.remember(path, info, known)
    return Sha256(known)


def _read_listing(path: Path) -> bytes | None:
    file = path / SUMS
    try:
        return file.read_bytes() if stat.S_ISREG(file.lstat().st_mode) else None
    except FileNotFoundError:
        return None
