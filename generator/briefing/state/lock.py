"""One build at a time in a project, and the folder `.briefing/` that builds keep their state in."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefing.disk import DiskError, disk_errors, remove_tree, replace_file

STATE = ".briefing"


class Locked(Exception):  # noqa: N818
    """Another process builds this project. The message names it and says what to do."""


@contextmanager
def project_lock(project: Path) -> Iterator[Path]:
    """Holds the project (the folder that has `content/` in it) for this process; gives its state folder.

    The lock goes with the process, however that ends.

    Raises:
        Locked: while another process holds it.
        DiskError: where `.briefing/` cannot be made or written.
    """
    state = project / STATE
    with disk_errors("Nothing was built"):
        _make(state)
        lock = os.open(state / "lock", os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
    try:
        with disk_errors("Nothing was built"):
            if not _hold(lock):
                raise Locked(_words(os.read(lock, 32)))
            os.ftruncate(lock, 0)
            os.write(lock, b"%d" % os.getpid())
            _tidy(state)
        yield state
    finally:
        os.close(lock)


def _make(state: Path) -> None:
    if state.is_symlink() or (state.exists() and not state.is_dir()):
        raise DiskError(f"Nothing was built: `{state}` is not a folder. Remove it; the build makes its own.")
    state.mkdir(exist_ok=True)


def _tidy(state: Path) -> None:
    for half_made in state.glob("*.new"):
        remove_tree(half_made)
    ignore = state / ".gitignore"
    if not ignore.exists():
        replace_file(ignore, b"*\n")


def _words(holder: bytes) -> str:
    who = f" (process {holder.decode()})" if holder.isdigit() else ""
    return f"Another briefing{who} is building this project. Wait until it is done, or stop it, and build again."


if sys.platform == "win32":
    import msvcrt

    def _hold(lock: int) -> bool:
        # A byte far behind the process number: Windows keeps others from reading what is locked.
        os.lseek(lock, 1024, os.SEEK_SET)
        try:
            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(lock, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _hold(lock: int) -> bool:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
