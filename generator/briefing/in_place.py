"""A site brought up to date file by file, where two folders cannot change places: a foreign file in it, another disk.

A journal says what is to be done before the first file is touched. A build that is killed is completed by the next
one; a build that fails undoes what it did. In between, for a moment, a reader can see new files beside old ones.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from briefing.disk import DiskError, make_folder, remove_tree
from briefing.outputs import parents
from briefing.sealed import read_sealed, write_sealed
from briefing.swap import CANNOT

_JOURNAL = "journal"
_KIND = "journal 1"


@dataclass(frozen=True, slots=True)
class Change:
    """What turns one site into the next."""

    site: str
    workplace: str
    """A folder on the site's disk; the new files stand below its `next`, at their paths below the site."""
    written: Sequence[str]
    """In the order in which they are shown."""
    removed: Sequence[str]
    """Paths at which something stands."""

    def old(self, name: str) -> str:
        """Where a file's last version is kept until all is done."""
        return f"{self.workplace}/old/{name}"

    def new(self, name: str) -> str:
        """Where a file is ready."""
        return f"{self.workplace}/next/{name}"

    def shown(self, name: str) -> str:
        """Where readers find a file."""
        return f"{self.site}/{name}"


def apply(change: Change, state: Path) -> None:
    """Removes and replaces files, and removes the folders left empty.

    Raises:
        OSError: the site is what it was.
        DiskError: it could not be made what it was; the next build completes the change.
    """
    remove_tree(Path(change.old("")))
    inode = os.stat(change.site).st_ino
    write_sealed(
        state / _JOURNAL, _KIND, (change.site, inode, change.workplace, (*change.written,), (*change.removed,))
    )
    undo: list[tuple[str, bool]] = []
    try:
        for name in change.removed:
            make_folder(os.path.dirname(change.old(name)))
            os.rename(change.shown(name), change.old(name))
            undo.append((name, True))
            _remove_emptied(change, name)
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
    """Finishes what a killed build began, if there is such a thing and its site still stands.

    Raises:
        OSError: where the disk fails.
    """
    match read_sealed(state / _JOURNAL, _KIND):
        case (str(site), int(inode), str(workplace), tuple(written), tuple(removed)):
            change = Change(site, workplace, written, removed)
            if os.path.isdir(site) and os.stat(site).st_ino == inode:
                for name in removed:
                    with suppress(FileNotFoundError, NotADirectoryError):
                        os.unlink(change.shown(name))
                    _remove_emptied(change, name)
                for name in written:
                    if os.path.lexists(change.new(name)):
                        _show(change, name)
            _sweep(change)
    remove_tree(state / _JOURNAL)


def _keep_old(change: Change, name: str) -> bool:
    """Whether there is a last version; it stays shown, and stands in `old` as well."""
    if not os.path.lexists(change.shown(name)):
        return False
    make_folder(os.path.dirname(change.old(name)))
    try:
        os.link(change.shown(name), change.old(name), follow_symlinks=False)
    except OSError as error:
        if error.errno not in CANNOT:
            raise
        shutil.copy2(change.shown(name), change.old(name), follow_symlinks=False)
    return True


def _show(change: Change, name: str) -> None:
    make_folder(os.path.dirname(change.shown(name)))
    os.replace(change.new(name), change.shown(name))


def _undo(change: Change, undo: list[tuple[str, bool]]) -> None:
    for name, had_old in reversed(undo):
        if had_old:
            make_folder(os.path.dirname(change.shown(name)))
            os.replace(change.old(name), change.shown(name))
        else:
            with suppress(FileNotFoundError):
                os.unlink(change.shown(name))
            _remove_emptied(change, name)


def _remove_emptied(change: Change, name: str) -> None:
    with suppress(OSError):
        for folder in parents(name):
            os.rmdir(change.shown(folder))


def _sweep(change: Change) -> None:
    remove_tree(Path(change.old("")))
    remove_tree(Path(change.new("")))
