"""A text before Markdown sees it: notes hidden in comments are gone, fenced code is set aside.

It knows of code only what it takes to leave comments inside code alone; everything else is Markdown's business.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

STX, ETX = "\u0002", "\u0003"
"""Python-Markdown's own marks for what it has set aside. No text from outside may hold them."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_OPENING = re.compile(r"^(?P<fence>`{3,}|~{3,})[ ]*(?P<info>[^`\n]*)$|(?P<note><!--)|(?P<ticks>`+)", re.MULTILINE)
_FENCE_LINE = re.compile(r"^(`{3,}|~{3,})[ ]*$", re.MULTILINE)
_TICKS = re.compile(r"`+")
_BLANK_LINE = re.compile(r"\n[ \t]*\n|\Z")
_LANGUAGE = re.compile(r"[{. ]*([A-Za-z0-9+#-]{1,30})")
_REST_OF_LINE = re.compile(r"[ \t]*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class Fence:
    """One block of fenced code."""

    language: str
    code: str


@dataclass(frozen=True, slots=True)
class Source:
    """A text ready for Markdown."""

    text: str
    """As given, but for the characters that no page may hold (replaced one for one)."""
    cleaned: str
    """For Markdown: without comments, and with a placeholder for each fence."""
    fences: tuple[Fence, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the text that Markdown is not to read."""

    start: int
    end: int
    fence: Fence | None = None
    note: bool = False


def read_source(text: str) -> Source:
    """Takes the comments and the fenced code out of a text."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _FORBIDDEN.search(text):
        text = _FORBIDDEN.sub(lambda m: " " if m[0].isspace() else "\ufffd", text)
    if "<!--" not in text and "```" not in text and "~~~" not in text:
        return Source(text, text, ())
    out: list[str] = []
    fences: list[Fence] = []
    position = 0
    fresh_line = True  # whether what has been written so far ends a line
    for region in regions(text):
        before = text[position : region.start]
        position = region.end
        if region.fence is not None:
            out += (before, placeholder(len(fences)))
            fences.append(region.fence)
            fresh_line = False
        elif region.note:
            # A comment that ends its line takes the white space before it along, and one that has lines to itself
            # takes the lines: the text is as if it had never been there.
            rest = _REST_OF_LINE.match(text, region.end)
            if rest is not None:
                before = before.rstrip(" \t")
                alone = before.endswith("\n") or (not before and fresh_line)
                position = rest.end() if alone else rest.end() - rest[0].count("\n")
            out.append(before)
            fresh_line = before.endswith("\n") or (not before and fresh_line)
        else:
            out += (before, text[region.start : region.end])
            fresh_line = False
    out.append(text[position:])
    return Source(text, "".join(out), tuple(fences))


def placeholder(number: int) -> str:
    """What stands for a fence: a block of its own, whatever is around it."""
    return f"\n{STX}fence:{number}{ETX}\n"


def regions(text: str) -> Iterator[Region]:
    """Comments, fenced code and code spans, in order and disjoint; whichever opens first hides the others.

    A comment that is never closed goes to the end of the text. Indentation makes no code here: a private note in a
    list item is far likelier than a comment in indented code.
    """
    fence_ends: dict[str, list[int]] = {}
    for line in _FENCE_LINE.finditer(text):
        fence_ends.setdefault(line[1], []).append(line.start())
    tick_ends: dict[int, list[int]] = {}
    for run in _TICKS.finditer(text):
        tick_ends.setdefault(len(run[0]), []).append(run.start())
    position = paragraph_end = 0
    while (opening := _OPENING.search(text, position)) is not None:
        start = opening.start()
        if opening["note"]:
            end = text.find("-->", opening.end())
            position = len(text) if end < 0 else end + 3
            yield Region(start, position, note=True)
            continue
        if opening["fence"]:
            closing = _first_after(fence_ends.get(opening["fence"], []), start)
            if closing is not None:
                language = _LANGUAGE.match(opening["info"])
                position = closing + len(opening["fence"])
                code = text[opening.end() + 1 : closing]
                yield Region(start, position, Fence(language[1] if language else "", code))
                continue
        ticks = _TICKS.match(text, start)
        if ticks is None:  # tildes that fence nothing
            position = opening.end("fence")
            continue
        if _escaped(text, start):
            position = start + 1
            continue
        if start >= paragraph_end:
            blank = _BLANK_LINE.search(text, start)
            paragraph_end = blank.start() if blank else len(text)
        closing = _first_after(tick_ends.get(len(ticks[0]), []), start)
        if closing is None or closing >= paragraph_end:
            position = ticks.end()
        else:
            position = closing + len(ticks[0])
            yield Region(start, position)


def _first_after(sorted_positions: list[int], position: int) -> int | None:
    index = bisect_right(sorted_positions, position)
    return sorted_positions[index] if index < len(sorted_positions) else None


def _escaped(text: str, position: int) -> bool:
    before = text[max(0, position - 64) : position]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1
