"""What an editor should know about a text, and where in the file it stands.

Python-Markdown keeps no positions: a finding names its words, and they are looked up in the source at the end.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from briefing.markdown.source import Source, regions
from briefing.problems import Problem

_REFERENCE = re.compile(r"\[\[\s*([a-z]+)\s*:\s*([a-z0-9-]+)")
_NOT_NEWLINE = re.compile(r"[^\n]")


class Findings:
    """What an editor should know about a text, by the words it is about."""

    MOST = 50
    """Of one code in one text: the first fifty are enough to see what is wrong."""

    def __init__(self) -> None:
        self._all: list[tuple[str, str, str, str]] = []
        self._counts: dict[str, int] = {}

    def __bool__(self) -> bool:
        return bool(self._all)

    def add(self, code: str, pattern: str, message: str, help_: str) -> None:
        """Notes a finding; `pattern` finds its words in the source, or them and in a group what is meant."""
        count = self._counts[code] = self._counts.get(code, 0) + 1
        if count <= self.MOST:
            self._all.append((code, pattern, message, help_))

    def problems(self, path: str, places: Places) -> tuple[Problem, ...]:
        """The findings with their places in the file, in its order."""
        found = []
        for code, pattern, message, help_ in self._all:
            line, column = places.next(pattern)
            found.append(Problem(code, path, message, help_, line=line, column=column))
        return tuple(sorted(found, key=lambda p: p.sort_key))


def words_pattern(text: str, most: int = 80) -> str:
    """A pattern that finds a text in the source, however its lines are broken there."""
    return r"[\s>]+".join(re.escape(word) for word in text[:most].split())


def shown(text: str) -> str:
    """A text as it goes into a message: on one line, and not too long."""
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:59]}…"


class Places:
    """Where words stand in the file: asked for the same words again, it gives their next place."""

    def __init__(self, source: Source, body_line: int) -> None:
        self._text = without_regions(source.text)
        self._body_line = body_line
        self._line_starts = [0, *(line.end() for line in re.finditer("\n", self._text))]
        self._found: dict[str, Iterator[re.Match[str]]] = {}

    def next(self, pattern: str) -> tuple[int, int]:
        """Line and column, 1-based; the body's first line where the words cannot be found as they are."""
        if pattern not in self._found:
            self._found[pattern] = re.finditer(pattern, self._text)
        match = next(self._found[pattern], None) if pattern else None
        return (self._body_line, 0) if match is None else self._place(match.start(match.lastindex or 0))

    def references(self) -> dict[tuple[str, str], Iterator[tuple[int, int]]]:
        """The places of every `[[kind:id` in turn, by kind and id."""
        found: dict[tuple[str, str], list[int]] = {}
        for match in _REFERENCE.finditer(self._text):
            found.setdefault((match[1], match[2]), []).append(match.start())
        return {target: map(self._place, positions) for target, positions in found.items()}

    def _place(self, position: int) -> tuple[int, int]:
        line = bisect_right(self._line_starts, position)
        return self._body_line + line - 1, position - self._line_starts[line - 1] + 1


def without_regions(text: str) -> str:
    """The text with blanks in place of comments and code."""
    out: list[str] = []
    position = 0
    for region in regions(text):
        out += (text[position : region.start], _NOT_NEWLINE.sub(" ", text[region.start : region.end]))
        position = region.end
    return "".join((*out, text[position:]))
