"""How wide words are likely to be, so that labels can be placed where nothing can measure them.

The widths are those of a rather wide sans serif: in a narrower fount words end earlier, and never run into each other.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

SIZE = 13
"""Of names and words, in units of the drawing; at 320 pixels a unit is nearly one pixel."""
SMALL = 12
"""Of the axes' labels."""
RISE, FALL = 11.0, 4.0
"""How far words of the greater size reach above and below their line."""
BOLD = 1.08
"""How much wider bold words are."""

_EM = {
    character: width
    for characters, width in (
        ("'ijl", 0.25),
        (" !,.:;()-/I[]\\`ft", 0.34),
        ('"r{}', 0.41),
        ("Jcsvyz", 0.5),
        ("$*0123456789?L^_aekx|", 0.56),
        ("+<=>FTZbdghnopqu~", 0.61),
        ("#ABCEKPRSVXY", 0.67),
        ("&DHNU", 0.76),
        ("GOQw", 0.79),
        ("%Mm", 0.93),
        ("W@", 1.0),
        ("≠◆–", 0.7),
        ("…—", 1.0),
        ("іїІЇ’", 0.34),
        ("гґєзктсухэГҐ«»", 0.54),
        ("абвдеёлоряьчБЕЁЗРТХ", 0.61),
        ("ийнпцАВЄКСУЬЭЯ", 0.65),
        ("жмфъДЛНПЦЧЪ", 0.75),
        ("ыюЖИЙОФ", 0.84),
        ("шщМЫ", 0.92),
        ("ШЩЮ", 1.05),
        # Arabic letters as they are joined, which makes most of them narrower than they stand alone.
        ("اأإآءدذرزلوؤ،؛؟", 0.43),
        ("بتثجحخطظعغفقكمنهةىيئ", 0.58),
        ("سشصض", 0.86),
    )
    for character in characters
}


@lru_cache(maxsize=4096)  # names and values stand in many drawings
def text_width(words: str, size: float = SIZE) -> float:
    """About how many units the words take; rather too many than too few."""
    return size * sum(_EM.get(c) or _other(c) for c in words)


def _other(character: str) -> float:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    return 1.05 if unicodedata.east_asian_width(character) in "WF" or ord(character) > 0xFFFF else 0.7


def fitted(words: str, room: float, size: float = SIZE) -> str:
    """The words, cut with an ellipsis where they would take more than `room`; `""` where not even that has room."""
    if text_width(words, size) <= room:
        return words
    room -= text_width("…", size)
    if room < 0:
        return ""
    taken = 0.0
    for n, character in enumerate(words):
        taken += size * (_EM.get(character) or _other(character))
        if taken > room:
            return words[:n].rstrip() + "…"
    return words  # pragma: no cover - the whole is wider than the room


def wrapped(words: str, room: float, lines: int, size: float = SIZE) -> tuple[str, ...]:
    """The words in at most so many lines, the last one cut where there is more."""
    found: list[str] = []
    rest = words.split()
    while rest and len(found) < lines - 1:
        taken = 1
        while taken < len(rest) and text_width(" ".join(rest[: taken + 1]), size) <= room:
            taken += 1
        found.append(fitted(" ".join(rest[:taken]), room, size))
        rest = rest[taken:]
    return (*found, fitted(" ".join(rest), room, size)) if rest else tuple(found)
