"""Two folders change places in one step, where the system can do that."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

from briefing.disk import remove_tree

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2


def swap(one: Path, other: Path) -> None:
    """Each gets the other's name, at one moment [renameat2(2); renamex_np(2) on macOS].

    Raises:
        OSError: where system, file system or mount do not provide for it (`CANNOT`), or the disk fails.
    """
    import ctypes

    names = os.fsencode(one), os.fsencode(other)
    system = ctypes.CDLL(None, use_errno=True) if sys.platform != "win32" else None
    if sys.platform == "darwin":
        failed = system.renamex_np(*names, _RENAME_SWAP)
    elif system is not None and hasattr(system, "renameat2"):
        failed = system.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)
    else:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), str(one))
    if failed:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(one))


CANNOT = frozenset({errno.ENOSYS, errno.EINVAL, errno.EXDEV, errno.EBUSY, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM})
"""The error numbers by which a system says that it cannot do this here (swap, or hard links), not that it failed."""


def can_swap_in(folder: Path) -> bool:
    """Whether folders below `folder` can change places: tried on two empty ones."""
    pair = folder / "one.new", folder / "other.new"
    try:
        for one in pair:
            one.mkdir(exist_ok=True)
        swap(*pair)
    except OSError as error:
        if error.errno not in CANNOT:
            raise
        return False
    finally:
        for one in pair:
            remove_tree(one)
    return True


def on_one_mount(one: Path, other: Path) -> bool:
    """Whether things can be renamed from one folder into the other."""
    if one.stat().st_dev != other.stat().st_dev:
        return False
    nothing = "no-such-file"
    try:
        (one / nothing).rename(other / nothing)
    except OSError as error:
        # The mounts are looked at before the names: nothing is there, so any other error means that mounts are no bar.
        return error.errno != errno.EXDEV
    return True
