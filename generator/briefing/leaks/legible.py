"""All that can be read in a file of a site, as one text: unpacked, decoded, without markup.

Every byte of a text ends up in what is read, the inside of tags too, so a file that is not what its name says hides
nothing. Of pictures only what they carry besides their pixels is read.
"""

from __future__ import annotations

import base64
import binascii
import csv
import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import PurePosixPath
from urllib.parse import unquote_to_bytes

from briefing.leaks.folding import BREAK
from briefing.leaks.packed import MAX_DEPTH, TooMuch, members
from briefing.leaks.pdf import texts_of_pdf
from briefing.leaks.pictures import carried

_ROUNDS = 3
"""Of decoding: a percent sign in an entity in a JSON string."""
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|ruby|s|samp|small|span|strong|sub|sup"
    r"|time|tspan|u|var|wbr)(?:\s[^>]*|/)?>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^>]*>")
_NOTE_MARK = re.compile(
    r"<sup[^>]*>(?:<a[^>]*>)?\d{1,3}(?:</a>)?</sup>|<a class=\"passage-mark\"[^>]*>\d{1,3}</a>", re.IGNORECASE
)
"""Numbers of notes: they stand in the middle of a name without parting it."""
_GEOMETRY = re.compile(
    r"""\s(?:d|points|x|y|x1|x2|y1|y2|cx|cy|dx|dy|r|rx|ry|width|height|viewBox|transform|offset|stroke-dasharray"""
    r"""|stroke-width|font-size)=(["'])(?:translate|rotate|scale|matrix|[-\d.,\s()%MLHVCSQTAZmlhvcsqtaze])*\1"""
)
"""Lengths and places of a drawing, which are worked out and said by nobody."""
_JSON_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[^"\s\[\]{},:]+', re.DOTALL)
_ESCAPE = re.compile(r"((?:\\u[0-9A-Fa-f]{4})+)|\\u\{([0-9A-Fa-f]{1,6})\}|\\x([0-9A-Fa-f]{2})|\\[nrtbf]")
_CSS_ESCAPE = re.compile(r"\\([0-9A-Fa-f]{1,6})\s?")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_PUNYCODE = re.compile(r"\bxn--([a-z0-9-]+)", re.IGNORECASE)
_DATA_ADDRESS = re.compile(r"data:[\w/+.-]*(?:;[\w=-]+)*;base64,([A-Za-z0-9+/=\s]+)")
_FOLDED_LINE = re.compile(r"\r?\n[ \t]")
_HANDLE = re.compile(r"[#@]\w+")
_INNER_CAPITAL = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-ZА-ЯЁІЇЄҐ])")


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that could not be read to its end."""

    where: str
    """The file, with what is within it after `!`."""
    why: str


def legible(path: str, data: bytes) -> tuple[str, tuple[Unread, ...]]:
    """Everything in a file that can be read, and what could not be.

    Args:
        path: says of what kind the file is, where its first bytes do not; it is not part of the text.
    """
    unread: list[Unread] = []
    return BREAK.join(_pieces(path, data, 0, unread)), tuple(unread)


def _pieces(path: str, data: bytes, depth: int, unread: list[Unread]) -> Iterator[str]:
    try:
        within = members(data)
    except TooMuch as error:
        unread.append(Unread(path, str(error)))
        within = ()
    if within is not None:
        for name, inner in within:
            yield name
            if depth < MAX_DEPTH:
                yield from _pieces(f"{path}!{name}", inner, depth + 1, unread)
            else:
                unread.append(Unread(f"{path}!{name}", f"it is packed more than {MAX_DEPTH} times"))
        return
    if (found := carried(data)) is not None:
        for piece in found:
            yield from _pieces(f"{path}!metadata", piece, depth + 1, unread) if depth < MAX_DEPTH else ()
        return
    if data.startswith(b"%PDF-"):
        texts, why = texts_of_pdf(data)
        yield from texts
        unread += [Unread(path, why)] if why else []
        return
    yield from _readings(path, _decoded(data), depth, unread)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    text = data.decode("utf-8", "replace")
    readings = [text] if "\ufffd" not in text else [text, data.decode("latin-1")]
    if 0 in data:
        # Metadata has texts of two bytes a letter among others, in either order and beginning at either byte.
        readings += (data[at:].decode(code, "ignore") for at in (0, 1) for code in ("utf-16-le", "utf-16-be"))
    return BREAK.join(readings)


def _readings(path: str, text: str, depth: int, unread: list[Unread]) -> Iterator[str]:
    if (prepare := _PREPARED.get(PurePosixPath(path.rpartition("!")[2]).suffix.lower())) is not None:
        text = prepare(text)
    for _ in range(_ROUNDS):
        for match in _DATA_ADDRESS.finditer(text) if "base64," in text else ():
            try:
                inner = base64.b64decode(match[1], validate=False)
            except binascii.Error:
                continue
            if depth < MAX_DEPTH:
                yield from _pieces(f"{path}!data", inner, depth + 1, unread)
        # Entities lose no letter; the other escapes may, so what stands before them is read as well.
        text = html.unescape(text) if "&" in text else text
        yield from _without_markup(text)
        further = _unescaped(text)
        if further == text:
            return
        text = further


def _without_markup(text: str) -> Iterator[str]:
    if "<" in text:
        text = _GEOMETRY.sub(" ", text)
        yield BREAK.join(_TAG.findall(text))
        text = " ".join(text.split("\n")) if "\n" in text else text
        if "passage-mark" in text or "<sup" in text:
            yield _TAG.sub(BREAK, BREAK.join(_NOTE_MARK.findall(text)))
            text = _NOTE_MARK.sub("", text)
        text = _TAG.sub(BREAK, _INLINE.sub("", text))
    yield text
    if "#" in text or "@" in text:
        yield BREAK.join(_INNER_CAPITAL.sub(" ", handle) for handle in _HANDLE.findall(text))


def _unescaped(text: str) -> str:
    if "&" in text:
        text = html.unescape(text)  # once more: `&amp;lt;`
    if "%" in text:
        text = _PERCENT.sub(lambda m: unquote_to_bytes(m[0]).decode("utf-8", "replace"), text)
    if "\\" in text:
        text = _ESCAPE.sub(_character, text)
    if "xn--" in text.lower():
        text = _PUNYCODE.sub(_from_punycode, text)
    return text


def _character(match: re.Match[str]) -> str:
    if match[1]:
        units = bytes.fromhex(match[1].replace("\\u", ""))
        return units.decode("utf-16-be", "replace")
    code = match[2] or match[3]
    return " " if code is None else _chr(code)


def _chr(code: str) -> str:
    number = int(code, 16)
    return chr(number) if number < 0x110000 else "\ufffd"


def _from_punycode(match: re.Match[str]) -> str:
    try:
        return match[1].encode("ascii").decode("punycode")
    except (UnicodeError, OverflowError):
        return match[1]


def _json(text: str) -> str:
    return BREAK.join(_JSON_TOKEN.findall(text))


def _csv(text: str) -> str:
    try:
        return BREAK.join(cell for row in csv.reader(StringIO(text)) for cell in row)
    except csv.Error:
        return text


_PREPARED: dict[str, Callable[[str], str]] = {
    ".json": _json,
    ".webmanifest": _json,
    ".map": _json,
    ".csv": _csv,
    ".css": lambda text: _CSS_ESCAPE.sub(lambda m: _chr(m[1]), text),
    ".ics": lambda text: _FOLDED_LINE.sub("", text),
    ".vcf": lambda text: _FOLDED_LINE.sub("", text),
}
"""What a kind of file needs before anything else, by the end of its name."""
