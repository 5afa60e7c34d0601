"""Which bytes a file held when it was last read, known again from its size, times and inode without reading it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Self

from briefing.disk import disk_errors, disk_time, settled
from briefing.state.sealed import read_sealed, write_sealed

_KIND = "seen 1"
_Entry = tuple[tuple[int, ...], str]


class Seen:
    """Digests of files by path.

    A file that may change within the tick of the clock that stamps it would look the same afterwards. Such a file (git
    calls it racily clean) is not remembered, so it is read again.
    """

    def __init__(self, file: Path, entries: dict[str, _Entry], now: int, *, linked: bool) -> None:
        self._file = file
        self._before = entries
        self.now = now
        """`disk_time` when these entries were loaded."""
        self._linked = linked
        self._entries: dict[str, _Entry] = {}

    @classmethod
    def load(cls, state: Path, name: str, *, linked: bool = False) -> Self:
        """What is known of the files called `name` (`sources`, `site`). Load it before the files are looked at.

        `linked`: further hard links to these files come and go, which changes their ctime and nothing else.

        Raises:
            DiskError: where the state folder cannot be written.
        """
        file = state / f"seen-{name}"
        kept = read_sealed(file, _KIND)
        with disk_errors("Nothing was built"):
            now = disk_time(state)
        return cls(file, kept if isinstance(kept, dict) else {}, now, linked=linked)

    def digest(self, path: str, info: os.stat_result) -> str | None:
        """The digest remembered for this file, if it is still the file it was."""
        entry = self._before.get(path)
        if entry is None or entry[0] != self._marks(info):
            return None
        self._entries[path] = entry
        return entry[1]

    def remember(self, path: str, info: os.stat_result, digest: str, now: int | None = None) -> None:
        """Notes the digest of a file.

        Args:
            path: its name among these files.
            info: its stat from before it was read, or from when it was written.
            digest: of its bytes; any digest the caller likes.
            now: `disk_time` since when others can change the file; by default, when these entries were loaded.
        """
        if settled(info.st_mtime_ns, self.now if now is None else now):
            self._entries[path] = (self._marks(info), digest)
        else:
            self._entries.pop(path, None)

    def save(self) -> None:
        """Keeps what was found or remembered since `load`. Never raises: without it, files are read again."""
        if self._entries != self._before:
            with suppress(OSError):
                write_sealed(self._file, _KIND, self._entries)

    def _marks(self, info: os.stat_result) -> tuple[int, ...]:
        marks = (info.st_dev, info.st_ino, info.st_size, info.st_mtime_ns)
        return marks if self._linked else (*marks, info.st_ctime_ns)
