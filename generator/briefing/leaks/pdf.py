"""The texts of a PDF: what its strings say, what its metadata say, and what is written on its pages.

Enough of the format for files that say which letter each glyph is (`ToUnicode`), as those made from web pages do. Each
shown string is read with every such table of the file: one of them is its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.leaks.folding import BREAK
from briefing.leaks.packed import MAX_UNPACKED, TooMuch, inflate

_STREAM = re.compile(rb"stream\r?\n")
_LITERAL = re.compile(rb"\(((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*)\)", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]{2,})>")
_SHOWN = re.compile(rb"(?:<[0-9A-Fa-f\s]*+>|\((?:[^()\\]|\\.)*+\)|-?[\d.]++|\s++)++(?=\]?\s*T[Jj]|['\"])", re.DOTALL)
_PART = re.compile(rb"<([0-9A-Fa-f\s]*)>|\(((?:[^()\\]|\\.)*)\)|(-?[\d.]+)", re.DOTALL)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|\r?\n|.)", re.DOTALL)
_CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")
_CONTROLS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}

Glyphs = dict[int, str]


def texts_of_pdf(data: bytes) -> tuple[list[str], str]:
    """All texts, and why some could not be read, or `""`."""
    if b"/Encrypt" in data:
        return [], "it is encrypted"
    streams, outside, why = _streams(data)
    tables = [_Reader(t) for t in map(_table, streams) if t]
    texts = [BREAK.join(_strings(outside))]
    for stream in streams:
        if b"BT" in stream and b"ET" in stream:
            # Nothing here says which table and which width are a string's own, and the wrong ones give no words.
            for code in ("latin-1", "utf-16-be"):
                shown = _shown(stream, code)
                texts += [shown.translate(table) for table in tables]
                texts += [shown.replace(_GAP, " ").replace(_END, BREAK)] if code == "latin-1" else []
        elif b"<x:xmpmeta" in stream or b"<?xpacket" in stream:
            texts.append(stream.decode("utf-8", "replace"))
        else:
            texts.append(BREAK.join(_strings(stream)))
    return texts, why


def _streams(data: bytes) -> tuple[list[bytes], bytes, str]:
    streams, outside, at, why, left = [], [], 0, "", MAX_UNPACKED
    while (match := _STREAM.search(data, at)) is not None:
        end = data.find(b"endstream", match.end())
        end = len(data) if end < 0 else end
        head = data[max(at, match.start() - 2000) : match.start()]
        head = head[head.rfind(b" obj") + 1 :]
        outside.append(data[at : match.start()])
        raw = data[match.end() : end]
        if b"/FlateDecode" in head:
            try:
                raw = inflate(raw, limit=left)[0]
                left -= len(raw)
            except TooMuch as error:
                why = f"a part of it cannot be unpacked: {error}"
                raw = b""
        if not any(kind in head for kind in (b"/FontFile", b"/Length1", b"/Image", b"CIDFontType", b"OpenType")):
            streams.append(raw)
        at = end + len(b"endstream")
    outside.append(data[at:])
    return streams, b"\n".join(outside), why


def _strings(data: bytes) -> Iterator[str]:
    for match in _LITERAL.finditer(data):
        yield _plain(_unescaped(match[1]))
    for match in _HEX.finditer(data):
        yield _plain(_bytes_of(match[1]))


def _plain(raw: bytes) -> str:
    return raw.decode("utf-16", "replace") if raw.startswith((b"\xfe\xff", b"\xff\xfe")) else raw.decode("latin-1")


_GAP, _END = "\U000f0000", "\U000f0001"
"""Stand among the numbers of glyphs for a gap as wide as a space, and for the end of a string."""


class _Reader(dict[int, str]):
    """A table for `str.translate`: what it does not know is left out."""

    def __missing__(self, code: int) -> str:
        self[code] = {ord(_GAP): " ", ord(_END): BREAK}.get(code, "")
        return self[code]


def _shown(stream: bytes, code: str) -> str:
    """What a page shows: a character for each glyph, of its number. Glyphs have numbers of one byte or of two."""
    out = []
    for shown in _SHOWN.finditer(stream):
        for part in _PART.finditer(shown[0]):
            if part[3] is None:
                raw = _bytes_of(part[1]) if part[1] is not None else _unescaped(part[2])
                out.append(raw.decode(code, "replace"))
            elif part[3].startswith(b"-") and len(part[3].split(b".")[0]) > 3:
                out.append(_GAP)
        out.append(_END)
    return "".join(out)


def _table(stream: bytes) -> Glyphs:
    glyphs: Glyphs = {}
    if b"begincmap" not in stream:
        return glyphs
    for block in _CHARS.findall(stream):
        found = _HEX.findall(block)
        glyphs.update((int(a, 16), _utf16(b)) for a, b in zip(found[::2], found[1::2], strict=False))
    for block in _RANGES.findall(stream):
        for low, high, first, each in _RANGE.findall(block):
            start, end = int(low, 16), min(int(high, 16), int(low, 16) + 0xFFFF)
            if each:
                glyphs.update((start + n, _utf16(h)) for n, h in enumerate(_HEX.findall(each)))
            else:
                base = int(first, 16)
                width = len(first) // 2
                glyphs.update(
                    (code, (base + code - start).to_bytes(max(width, 2)).decode("utf-16-be", "replace"))
                    for code in range(start, end + 1)
                    if base + code - start < 256 ** max(width, 2)
                )
    return glyphs


def _utf16(digits: bytes) -> str:
    return _bytes_of(digits).decode("utf-16-be", "replace")


def _bytes_of(digits: bytes) -> bytes:
    clean = b"".join(digits.split())
    return bytes.fromhex((clean + b"0" * (len(clean) % 2)).decode())


def _unescaped(raw: bytes) -> bytes:
    def one(match: re.Match[bytes]) -> bytes:
        what = match[1]
        if what[:1].isdigit():
            return bytes([int(what, 8) & 0xFF])
        return b"" if what in (b"\n", b"\r\n") else _CONTROLS.get(what, what)

    return _ESCAPED.sub(one, raw) if b"\\" in raw else raw
