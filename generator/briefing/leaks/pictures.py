"""What pictures carry besides their pixels: told from the bytes alone, without decoding them."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from briefing.leaks.packed import TooMuch, inflate

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_PIXELS = frozenset(
    {b"IHDR", b"IDAT", b"PLTE", b"tRNS", b"IEND", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs"}
)
_JPEG_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD8)})
_JPEG_TABLES = frozenset({*range(0xC0, 0xD0), 0xDB, 0xDD, 0xE0})
"""Segments that pictures are decoded with: frames, tables, the head of the format."""
_WEBP_PIXELS = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"})
_GPS_TAG = 0x8825


def carried(data: bytes) -> tuple[bytes, ...] | None:
    """The pieces of metadata of a PNG, JPEG, WebP or GIF, and what stands behind its end; None for any other file."""
    if data.startswith(_PNG):
        return tuple(_of_png(data))
    if data.startswith(b"\xff\xd8\xff"):
        return tuple(_of_jpeg(data))
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return tuple(_of_webp(data))
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return tuple(_of_gif(data))
    return None


def has_place(data: bytes) -> bool:
    """Whether a picture says where it was taken: EXIF with a GPS directory, or XMP with GPS properties."""
    return any(b"exif:GPS" in piece or _exif_has_gps(piece) for piece in carried(data) or ())


def _of_png(data: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at + 8 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        chunk = data[at + 8 : at + 8 + length]
        at += 12 + length
        if kind not in _PNG_PIXELS:
            yield chunk
            yield from _inflated(kind, chunk)
        if kind == b"IEND":
            break
    if data[at:]:
        yield data[at:]


def _inflated(kind: bytes, chunk: bytes) -> Iterator[bytes]:
    start = {b"zTXt": chunk.find(b"\0") + 2, b"iCCP": chunk.find(b"\0") + 2}.get(kind)
    if kind == b"iTXt" and chunk[(at := chunk.find(b"\0") + 1) : at + 1] == b"\1":
        start = chunk.find(b"\0", chunk.find(b"\0", at + 2) + 1) + 1
    if start is not None:
        try:
            yield inflate(chunk[start:])[0]
        except TooMuch:
            yield chunk[start:]


def _of_jpeg(data: bytes) -> Iterator[bytes]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in _JPEG_WITHOUT_LENGTH:
            at += 2
        elif marker == 0xD9:
            at += 2
            break
        else:
            length = int.from_bytes(data[at + 2 : at + 4])
            if marker not in _JPEG_TABLES and marker != 0xDA:
                yield data[at + 4 : at + 2 + length]
            at += 2 + max(length, 2)
            if marker == 0xDA:
                at = _after_scan(data, at)
    if data[at:]:
        yield data[at:]


def _after_scan(data: bytes, at: int) -> int:
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] == 0 or data[at + 1] in _JPEG_WITHOUT_LENGTH:
            at += 2
        elif data[at + 1] == 0xFF:
            at += 1
        else:
            return at
    return len(data)


def _of_webp(data: bytes) -> Iterator[bytes]:
    at, end = 12, 8 + int.from_bytes(data[4:8], "little")
    while at + 8 <= min(end, len(data)):
        kind, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if kind not in _WEBP_PIXELS:
            yield data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2
    if data[end:]:
        yield data[end:]


def _of_gif(data: bytes) -> Iterator[bytes]:
    at = 13 + (3 << (data[10] & 7) + 1 if len(data) > 10 and data[10] & 0x80 else 0)
    while at < len(data):
        if data[at] == 0x21:
            label, (blocks, at) = data[at + 1 : at + 2], _gif_blocks(data, at + 2)
            if label in (b"\xfe", b"\xff", b"\x01"):
                yield blocks
        elif data[at] == 0x2C and at + 9 < len(data):
            at += 10 + (3 << (data[at + 9] & 7) + 1 if data[at + 9] & 0x80 else 0)
            at = _gif_blocks(data, at + 1)[1]
        else:
            at += 1
            break
    if data[at:]:
        yield data[at:]


def _gif_blocks(data: bytes, at: int) -> tuple[bytes, int]:
    out = b""
    while at < len(data) and data[at]:
        out += data[at + 1 : at + 1 + data[at]]
        at += 1 + data[at]
    return out, at + 1


def _exif_has_gps(piece: bytes) -> bool:
    tiff = piece.removeprefix(b"Exif\0\0")
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None or len(tiff) < 8:
        return False
    (at,) = struct.unpack(order + "I", tiff[4:8])
    if at + 2 > len(tiff):
        return False
    (count,) = struct.unpack(order + "H", tiff[at : at + 2])
    tags = (tiff[at + 2 + 12 * n : at + 4 + 12 * n] for n in range(count))
    return any(len(tag) == 2 and struct.unpack(order + "H", tag)[0] == _GPS_TAG for tag in tags)
