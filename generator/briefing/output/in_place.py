"""A site brought up to date file by file, where two folders cannot change places: a foreign file in it, another disk.

A journal says what is to be done before the first file is touched. A build that is killed is completed by the next
one; a build that fails undoes what it did. In between, for a moment, a reader can see new files beside old ones.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from briefing.disk import DiskError, make_folder, remove_tree
from briefing.output.swap import CANNOT
from briefing.outputs import parents
from briefing.state.sealed import read_sealed, write_sealed

NEW = "new"
_OLD = "old"
_JOURNAL = "journal"
_KIND = "journal 1"
_NOT_EMPTY = (errno.ENOTEMPTY, errno.EEXIST, errno.ENOENT, errno.ENOTDIR)


@dataclass(frozen=True, slots=True)
class Change:
    """What turns one site into the next."""

    site: Path
    workplace: Path
    """A folder on the site's disk."""
    written: Sequence[str]
    """In the order in which they are shown."""
    removed: Sequence[str]
    """Paths at which nothing is to stand any more, nor an empty folder above."""

    @property
    def new(self) -> Path:
        """Where the new files are ready, at their paths below the site."""
        return self.workplace / NEW

    @property
    def old(self) -> Path:
        """Where the last versions are kept until all is done."""
        return self.workplace / _OLD


def apply(change: Change, state: Path) -> None:
    """Removes and replaces files, and removes the folders left empty.

    Raises:
        OSError: the site is what it was.
        DiskError: it could not be made what it was; the next build completes the change.
    """
    remove_tree(change.old)
    inode = change.site.stat().st_ino
    entry = (str(change.site), inode, str(change.workplace), tuple(change.written), tuple(change.removed))
    write_sealed(state / _JOURNAL, _KIND, entry)
    undo: list[tuple[str, bool]] = []
    try:
        for name in change.removed:
            if os.path.lexists(change.site / name):
                make_folder(str((change.old / name).parent))
                (change.site / name).rename(change.old / name)
                undo.append((name, True))
            _remove_emptied(change.site, name)
        for name in change.written:
            undo.append((name, _keep_old(change, name)))
            _show(change, name)
    except BaseException as error:
        try:
            _undo(change, undo)
            (state / _JOURNAL).unlink()
        except OSError:
            raise DiskError("The site is half changed: the disk fails. The next build completes it.") from error
        raise
    with suppress(OSError):
        (state / _JOURNAL).unlink()
        _sweep(change)


def complete(state: Path) -> None:
    """Finishes what a killed build began, if there is such a thing and its site still stands; clears up after it.

    Raises:
        OSError: where the disk fails.
    """
    match read_sealed(state / _JOURNAL, _KIND):
        case (str(site), int(inode), str(workplace), tuple(written), tuple(removed)):
            change = Change(Path(site), Path(workplace), written, removed)
            if change.site.is_dir() and change.site.stat().st_ino == inode:
                for name in removed:
                    with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
                        (change.site / name).unlink()
                    _remove_emptied(change.site, name)
                for name in written:
                    if os.path.lexists(change.new / name):
                        _show(change, name)
            _sweep(change)
    remove_tree(state / _JOURNAL)
    remove_tree(state / NEW)
    remove_tree(state / _OLD)


def _keep_old(change: Change, name: str) -> bool:
    """Whether there is a last version; it stays shown, and is kept as well."""
    shown, old = change.site / name, change.old / name
    if not os.path.lexists(shown):
        return False
    make_folder(str(old.parent))
    try:
        os.link(shown, old, follow_symlinks=False)
    except OSError as error:
        if error.errno not in CANNOT:
            raise
        shutil.copy2(shown, old, follow_symlinks=False)
    return True


def _show(change: Change, name: str) -> None:
    shown = change.site / name
    make_folder(str(shown.parent))
    (change.new / name).replace(shown)


def _undo(change: Change, undo: list[tuple[str, bool]]) -> None:
    for name, had_old in reversed(undo):
        shown = change.site / name
        if had_old:
            make_folder(str(shown.parent))
            (change.old / name).replace(shown)
        else:
            shown.unlink(missing_ok=True)
            _remove_emptied(change.site, name)


def _remove_emptied(site: Path, name: str) -> None:
    for folder in parents(name):
        try:
            (site / folder).rmdir()
        except OSError as error:
            if error.errno not in _NOT_EMPTY:
                raise


def _sweep(change: Change) -> None:
    remove_tree(change.old)
    remove_tree(change.new)
    if change.workplace.parent == change.site:
        change.workplace.rmdir()
