"""What the file system says of the watched files, without opening one: enough to tell that a file may have changed.

Never a proof that it has not: builds go by bytes, this only decides when to look.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

_COARSEST_CLOCK = 2_000_000_000  # nanoseconds: FAT's; network file systems have one second


class Stamp(NamedTuple):
    """One file, as the file system describes it."""

    modified: int
    """Nanoseconds."""
    changed: int
    """Nanoseconds; it moves even where a copy sets `modified` back."""
    size: int
    inode: int
    fresh: bool
    """Modified so lately that another change could hide in the same tick of a coarse clock."""

    @property
    def content(self) -> tuple[int, int, int]:
        """What moves when the bytes do."""
        return (self.modified, self.size, self.inode)


def stamp(file: Path | os.DirEntry[str]) -> Stamp | None:
    """The stamp of a file; a link is followed to its file. None where there is none, or a folder."""
    try:
        info = file.stat()
    except OSError:
        return None
    if stat.S_ISDIR(info.st_mode):
        return None
    fresh = time.time_ns() - info.st_mtime_ns < _COARSEST_CLOCK
    return Stamp(info.st_mtime_ns, info.st_ctime_ns, info.st_size, info.st_ino, fresh)


def stamps(roots: Iterable[Path], ignored: Collection[str]) -> dict[str, Stamp]:
    """The stamps of all files below `roots`, by path; nothing in `ignored`, nothing temporary, no linked folder.

    What vanishes meanwhile, or may not be read, is left out.
    """
    found: dict[str, Stamp] = {}
    folders = [str(root) for root in roots]
    while folders:
        try:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    if is_temporary(entry.name) or entry.path in ignored:
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    elif (now := stamp(entry)) is not None:
                        found[entry.path] = now
        except OSError:
            continue
    return found


def is_temporary(name: str) -> bool:
    """Whether a file or folder of this name is hidden, or what an editor leaves behind while it saves."""
    return (
        name.startswith((".", "#"))
        or name.endswith(("~", ".swp", ".swx", ".tmp", ".bak"))
        or name == "4913"  # vim's trial file
        or "___jb_" in name  # JetBrains
    )
