"""A large file that is made: kept on the disk, out of everyone's sight, until it is written or forgotten."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryFile

from briefing.outputs import Sha256, sha256

_CHUNK = 1 << 20


class Spool:
    """The bytes of one file, in a file without a name: it is gone with this object, or with the process."""

    def __init__(self, pieces: Iterable[bytes], folder: Path) -> None:
        """Takes all the pieces in.

        Args:
            folder: on a disk with room for them.

        Raises:
            OSError: the disk fails.
        """
        self._file = TemporaryFile(dir=folder)  # noqa: SIM115 it lives as long as this does
        digest = hashlib.sha256()
        for piece in pieces:
            digest.update(piece)
            self._file.write(piece)
        self.sha256 = Sha256(digest.hexdigest())

    def __iter__(self) -> Iterator[bytes]:
        self._file.seek(0)
        while chunk := self._file.read(_CHUNK):
            yield chunk


def sum_of(data: bytes | Spool) -> Sha256:
    """Of a file that is made."""
    return sha256(data) if isinstance(data, bytes) else data.sha256
