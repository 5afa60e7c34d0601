"""One spelling for what typography spells in many ways, with the way back to the text.

Quotation marks, dashes, ellipses, white space and Unicode compositions are made alike; invisible characters go.
Letters, digits, case and brackets stay as they are: words that differ before differ after.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

DOUBLE_QUOTES = "“”„‟«»″〝〞〟＂⹂"
SINGLE_QUOTES = "‘’‚‛‹›′＇ʼ´`"
DASHES = "‐‑‒–—―−﹘﹣－"
INVISIBLE = (
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)

_SPACES = (
    "\n\t\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
_FAMILIES = ((DOUBLE_QUOTES, '"'), (SINGLE_QUOTES, "'"), (DASHES, "-"), (_SPACES, " "))
_ALIKE = tuple((character, common) for family, common in _FAMILIES for character in family)
_ALIKE_IN_ASCII = tuple(pair for pair in _ALIKE if pair[0].isascii())
_CHANGE = re.compile(rf"…|[ {INVISIBLE}]{{2,}}|[{INVISIBLE}]")
_CHANGED_ALONE = f"…{INVISIBLE}"
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. It is the original, character for character, but for the places listed."""

    text: str
    starts: list[int] = field(default_factory=list)
    """Where in the folded text each changed place begins, ascending."""
    lengths: list[int] = field(default_factory=list)
    """How long it is there; 0 where something invisible was dropped."""
    originals: list[tuple[int, int]] = field(default_factory=list)
    """Where it is in the original."""

    def start(self, position: int) -> int | None:
        """Where in the original a match begins that begins here; None inside of what was one character."""
        index = bisect_right(self.starts, position) - 1
        if index < 0:
            return position
        inside = position - self.starts[index]
        if inside >= self.lengths[index]:
            return self.originals[index][1] + inside - self.lengths[index]
        return self.originals[index][0] if inside == 0 else None

    def end(self, position: int) -> int | None:
        """Where in the original a match ends that ends here; None inside of what was one character."""
        index = bisect_left(self.starts, position) - 1
        if index < 0:
            return position
        inside = position - self.starts[index]
        if inside >= self.lengths[index]:
            return self.originals[index][1] + inside - self.lengths[index]
        return None


def fold(text: str) -> Folded:
    """Folds a text; two passages that fold alike are the same words."""
    ascii_only = text.isascii()
    alike = text
    for character, common in _ALIKE_IN_ASCII if ascii_only else _ALIKE:
        alike = alike.replace(character, common)
    changes: list[tuple[int, int, str]] = []
    if "  " in alike or (not ascii_only and any(sign in alike for sign in _CHANGED_ALONE)):
        changes = [(*change.span(), _changed(change[0])) for change in _CHANGE.finditer(alike)]
    if not (ascii_only or unicodedata.is_normalized("NFC", alike)):
        changes = sorted((*changes, *_compositions(alike)))
    if not changes:
        return Folded(alike)
    out: list[str] = []
    folded = Folded("")
    position = length = 0
    for start, end, new in changes:
        out += (alike[position:start], new)
        length += start - position
        folded.starts.append(length)
        folded.lengths.append(len(new))
        folded.originals.append((start, end))
        length += len(new)
        position = end
    return replace(folded, text="".join((*out, alike[position:])))


def _changed(part: str) -> str:
    if part == "…":
        return "..."
    return " " if " " in part else ""


def _compositions(text: str) -> Iterator[tuple[int, int, str]]:
    """Characters with the marks that follow them, where Unicode composes or respells them."""
    end = 0
    for odd in _NOT_ASCII.finditer(text):
        at = max(end, odd.start() - 1)
        while at < odd.end():
            end = at + 1
            if text[at] == " " or text[at] in _CHANGED_ALONE:  # composes with nothing
                at = end
                continue
            while end < odd.end() and (unicodedata.category(text[end])[0] == "M" or "\u1161" <= text[end] <= "\u11ff"):
                end += 1
            composed = unicodedata.normalize("NFC", text[at:end])
            if composed != text[at:end]:
                yield at, end, composed
            at = end
