"""What is inside gzip, zip, tar and zlib files, within bounds."""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

MAX_UNPACKED = 64 * 1024 * 1024
"""Bytes that one file may unpack to."""
MAX_DEPTH = 5
"""Archives within each other."""
MAX_MEMBERS = 10_000


class TooMuch(ValueError):  # noqa: N818
    """The file cannot be unpacked, or not within the bounds."""


def members(data: bytes) -> tuple[tuple[str, bytes], ...] | None:
    """The files in an archive, with their names and whatever else is written in it; None where this is none.

    Raises:
        TooMuch: it is damaged, or larger than the bounds.
    """
    if data.startswith(b"\x1f\x8b"):
        return tuple(_gzip(data))
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return tuple(_zip(data))
    if data[257:262] == b"ustar":
        return tuple(_tar(data))
    return None


def inflate(data: bytes, wbits: int = zlib.MAX_WBITS, limit: int = MAX_UNPACKED) -> tuple[bytes, bytes]:
    """What zlib data unpack to, and what stands behind them.

    Raises:
        TooMuch: as `members`.
    """
    unpacker = zlib.decompressobj(wbits)
    try:
        out = unpacker.decompress(data, limit)
    except zlib.error:
        raise TooMuch("it is damaged") from None
    if unpacker.unconsumed_tail:
        raise TooMuch(f"it unpacks to more than {limit // 1024 // 1024} MB")
    if not unpacker.eof:
        raise TooMuch("its end is missing")
    return out, unpacker.unused_data


def _gzip(data: bytes) -> Iterator[tuple[str, bytes]]:
    left = MAX_UNPACKED
    while data.startswith(b"\x1f\x8b"):
        name = _gzip_name(data)
        out, data = inflate(data, zlib.MAX_WBITS | 16, left)
        left -= len(out)
        yield name, out
    if data.strip(b"\0"):
        yield "", data


def _gzip_name(data: bytes) -> str:
    """The name and the comment in the head: what packed the file may have written whose it was."""
    flags, at, found = data[3] if len(data) > 3 else 0, 10, []
    if flags & 4:
        at += 2 + int.from_bytes(data[at : at + 2], "little")
    for flag in (8, 16):
        if flags & flag:
            end = data.find(b"\0", at)
            found.append(data[at:end].decode("utf-8", "replace"))
            at = end + 1
    return " ".join(found)


def _zip(data: bytes) -> Iterator[tuple[str, bytes]]:
    left = MAX_UNPACKED
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
            if len(infos) > MAX_MEMBERS:
                raise TooMuch(f"it holds more than {MAX_MEMBERS} files")
            yield archive.comment.decode("utf-8", "replace"), b""
            for info in infos:
                note = info.comment.decode("utf-8", "replace")
                with archive.open(info) as file:
                    inner = file.read(left + 1)
                if len(inner) > left:
                    raise TooMuch(f"it unpacks to more than {MAX_UNPACKED // 1024 // 1024} MB")
                left -= len(inner)
                yield f"{info.filename} {note}".rstrip(), inner
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError):
        raise TooMuch("it is damaged, or locked") from None


def _tar(data: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        with tarfile.open(fileobj=BytesIO(data), mode="r:") as archive:
            for number, info in enumerate(archive):
                if number >= MAX_MEMBERS:
                    raise TooMuch(f"it holds more than {MAX_MEMBERS} files")
                file = archive.extractfile(info) if info.isfile() else None
                yield f"{info.name} {info.uname} {info.gname} {info.linkname}", file.read() if file else b""
    except tarfile.TarError:
        raise TooMuch("it is damaged") from None
