"""The few ways in which files are put on a disk, and what a disk that fails is called in an editor's words."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_ISDIR

_WORDS = {
    errno.ENOSPC: ("the disk is full", "Free some space and build again."),
    errno.EDQUOT: ("your share of the disk is used up", "Free some space and build again."),
    errno.EROFS: ("the disk is read-only", "Choose a folder on a disk that can be written."),
    errno.EACCES: ("permission denied", "Make it yours, or choose another folder."),
    errno.EPERM: ("permission denied", "Make it yours, or choose another folder."),
    errno.EMFILE: ("too many files are open", "Close other programs and build again."),
    errno.ENFILE: ("too many files are open", "Close other programs and build again."),
    errno.EIO: ("the disk reports an error", "Look after the disk before you build again."),
}
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_SYNCED_ONE_BY_ONE = 64
_TICK = 50_000_000
_COARSE_TICK = 2_000_000_000


class DiskError(Exception):
    """The disk failed or refused. Its one line is fit to be shown."""


@contextmanager
def disk_errors(outcome: str) -> Iterator[None]:
    """Turns an OSError into a DiskError whose line begins with `outcome`, e.g. `The site was not changed`."""
    try:
        yield
    except OSError as error:
        unknown = (error.strerror or type(error).__name__, "Mend that and build again.")
        why, help_ = _WORDS.get(error.errno or 0, unknown)
        where = f" (`{os.fsdecode(error.filename)}`)" if isinstance(error.filename, str | bytes) else ""
        raise DiskError(f"{outcome}: {why}{where}. {help_}") from error


def write_new(path: str, pieces: Iterable[bytes]) -> os.stat_result:
    """Writes a file that must not be there yet, readable by all whatever the umask; its stat."""
    file = os.open(path, _NEW_FILE, 0o644)
    try:
        try:
            for piece in pieces:
                rest = memoryview(piece)
                while rest:
                    rest = rest[os.write(file, rest) :]
            os.chmod(path, 0o644)  # noqa: PTH101
            return os.fstat(file)
        finally:
            os.close(file)
    except BaseException:
        with suppress(OSError):
            os.unlink(path)  # noqa: PTH108
        raise


def make_folder(path: str) -> None:
    """Makes a folder and those above it, open to all whatever the umask; leaves alone those that are there."""
    try:
        os.mkdir(path)  # noqa: PTH102
    except FileExistsError:
        return
    except FileNotFoundError:
        make_folder(os.path.dirname(path))  # noqa: PTH120
        os.mkdir(path)  # noqa: PTH102
    os.chmod(path, 0o755)  # noqa: PTH101, S103


def replace_file(path: Path, data: bytes) -> None:
    """Writes a file of the state folder, so that readers find the old one or the new one whole."""
    beside = path.with_name(path.name + ".new")
    with suppress(FileNotFoundError):
        beside.unlink()
    write_new(str(beside), [data])
    beside.replace(path)


def remove_tree(path: Path) -> None:
    """Removes whatever stands there; follows no link."""
    try:
        is_folder = S_ISDIR(path.lstat().st_mode)
    except FileNotFoundError:
        return
    if is_folder:
        shutil.rmtree(path)
    else:
        path.unlink()


def flush(files: Collection[str], folder: str) -> None:
    """Brings new files below `folder` to the disk itself, so that a power cut does not leave a shown page empty.

    Many are flushed at once with the rest of their disk: one by one, ten thousand would take seconds.
    """
    if len(files) > _SYNCED_ONE_BY_ONE and hasattr(os, "sync"):
        _sync_disk(folder)
        return
    for path in files:
        file = os.open(path, os.O_RDWR)
        try:
            os.fsync(file)
        finally:
            os.close(file)


def _sync_disk(folder: str) -> None:
    import ctypes

    syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None) if sys.platform == "linux" else None
    if syncfs is None:
        os.sync()
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        if syncfs(handle) != 0:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), folder)
    finally:
        os.close(handle)


def disk_time(state: Path) -> int:
    """Now, in nanoseconds, as the project's disk stamps its files."""
    clock = state / "clock"
    clock.touch()
    return clock.stat().st_mtime_ns


def settled(changed: int, now: int) -> bool:
    """Whether a file last changed at `changed` would, if it changed again after `now`, show another time.

    Disks stamp by the tick: 10 ms at the longest on Linux, two seconds on a memory card, whose times are whole seconds.
    """
    return changed + (_TICK if changed % 1_000_000_000 else _COARSE_TICK) < now
