"""Parsed files, kept by what they were parsed from, so that a build parses only what is new.

The file `.briefing/memo` is a row of checked entries, read one by one as they are asked for and added to at its end: a
build that parsed one file writes one entry, and a torn or damaged entry is absent without harm to the others.
"""

from __future__ import annotations

import mmap
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from briefing import __version__
from briefing.disk import disk_errors
from briefing.fingerprint import Digest, digest_bytes
from briefing.state.sealed import freeze, thaw

_FIRST_LINE = f"briefing {__version__} memo\n".encode()
_HEAD = struct.Struct(">16sII")
"""Key, length of the value, CRC-32 of key and value."""
_SLACK = 1 << 16
"""Bytes of values no longer wanted that are not worth a rewriting."""


def memo_key(parser: str, path: str, data: Digest) -> Digest:
    """Key of a parsed file: version of the parser, path below the content, digest of the bytes."""
    return digest_bytes(parser.encode(), path.encode(), data.encode())


class Memo:
    """Values by key: records, problems and what they hold."""

    def __init__(self, state: Path) -> None:
        """The memo of the last build; empty where it is missing, unreadable or of another version."""
        self._file = state / "memo"
        self._data: mmap.mmap | bytes = b""
        self._places: dict[Digest, tuple[int, int]] = {}
        """Where a value begins and ends."""
        self._is_sound = False
        """Whether entries may be added at the end of the file."""
        self._read()

    def get(self, key: Digest) -> object | None:
        """The value kept under `key`, or None."""
        frozen = self._frozen(key)
        value = None if frozen is None else thaw(frozen)
        if value is None and self._places.pop(key, None) is not None:
            self._is_sound = False
        return value

    def keep_only(
        self,
        live: Mapping[Digest, object],
        frozen: Mapping[Digest, bytes] = MappingProxyType({}),
        *,
        forget: bool = False,
    ) -> None:
        """Keeps these values; what is not among them may go. Writes only what the file does not have yet.

        Args:
            frozen: some of them, frozen already.
            forget: what is not among them has to go.

        Raises:
            DiskError: the memo is then as good as empty.
            TypeError: for a value of a type that may not come out of a file (see `sealed.py`).
        """
        missing = [key for key in live if key not in self._places]
        kept = sum(end - begin for key, (begin, end) in self._places.items() if key in live)
        with disk_errors("What was read could not be kept for the next build"):
            is_outdated = forget and not self._places.keys() <= live.keys()
            if not self._is_sound or is_outdated or len(self._data) > 2 * kept + _SLACK:
                self._rewrite(live, frozen)
            elif missing:
                with self._file.open("ab") as file:
                    file.writelines(_entry(key, frozen.get(key) or freeze(live[key])) for key in missing)
            else:
                return
            self._read()

    def _rewrite(self, live: Mapping[Digest, object], frozen: Mapping[Digest, bytes]) -> None:
        beside = self._file.with_name("memo.new")
        with beside.open("wb") as file:
            file.write(_FIRST_LINE)
            for key, value in live.items():
                file.write(_entry(key, self._frozen(key) or frozen.get(key) or freeze(value)))
        self._forget()
        beside.replace(self._file)

    def _frozen(self, key: Digest) -> bytes | None:
        begin, end = self._places.get(key, (0, 0))
        frozen = self._data[begin:end]
        return frozen if begin and self._data[begin - _HEAD.size : begin] == _head(key, frozen) else None

    def _read(self) -> None:
        self._forget()
        try:
            with self._file.open("rb") as file:
                self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError):  # ValueError: an empty file
            return
        data, size, at = self._data, len(self._data), len(_FIRST_LINE)
        if data[:at] != _FIRST_LINE:
            return
        while at + _HEAD.size <= size:
            key, length, _ = _HEAD.unpack_from(data, at)
            begin = at + _HEAD.size
            at = begin + length
            self._places[Digest(key.hex())] = (begin, at)
        self._is_sound = at == size
        # The last one reaches beyond the end where it was torn; its sum will not be right.

    def _forget(self) -> None:
        if isinstance(self._data, mmap.mmap):
            self._data.close()
        self._data, self._places, self._is_sound = b"", {}, False


def _head(key: Digest, frozen: bytes) -> bytes:
    name = bytes.fromhex(key)
    return _HEAD.pack(name, len(frozen), zlib.crc32(frozen, zlib.crc32(name)))


def _entry(key: Digest, frozen: bytes) -> bytes:
    return _head(key, frozen) + frozen
