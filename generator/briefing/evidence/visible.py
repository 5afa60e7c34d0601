"""What a reader of a rendered text sees, with the way back to the tree and to the file."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element

from briefing.evidence.folding import Folded, fold
from briefing.markdown import Rendered
from briefing.markdown.html import BLOCKS

UNSEEN = frozenset({"footnote-ref", "footnote-back"})
"""Classes of what is no part of the words: the numbers of footnotes and the arrows back."""


@dataclass(frozen=True, slots=True)
class Run:
    """A `text` or `tail` of the tree, as a part of the visible text."""

    start: int
    end: int
    element: Element
    tail: bool
    link: Element | None
    """The link it stands in."""


@dataclass(frozen=True, slots=True)
class Segment:
    """The words of one block: a paragraph, a heading, an item, a cell."""

    start: int
    end: int
    block: Element
    quoted: bool
    """Whether it stands in a block quotation."""


class VisibleText:
    """The words of a text.

    Blocks are divided by a newline; a reference without a label is U+FFFC, its title not being known here; code and
    footnotes count, the words for those who cannot see an image do not.
    """

    def __init__(self, tree: Element, source: str = "", first_line: int = 0) -> None:
        self.tree = tree
        self.runs: list[Run] = []
        self.segments: list[Segment] = []
        self._source, self._first_line = source, first_line
        self._run_starts: list[int] = []
        self._segment_starts: list[int] = []
        self._parts: list[str] = []
        self._length = self._segment_start = 0
        for block in tree:
            self._walk(block, tree, quoted=False)
        self.text = "".join(self._parts)
        """The words; every offset is into it."""

    @cached_property
    def folded(self) -> Folded:
        """The words as they are searched."""
        return fold(self.text)

    def segment_at(self, position: int) -> int:
        """Index of the segment that holds a position; a newline belongs to the segment before it."""
        return max(0, bisect_right(self._segment_starts, position) - 1)

    def runs_in(self, start: int, end: int) -> Sequence[Run]:
        """The runs of which something lies in [start, end), in order."""
        first = max(0, bisect_right(self._run_starts, start) - 1)
        runs = self.runs[first : bisect_left(self._run_starts, end)]
        return runs[1:] if runs and runs[0].end <= start else runs

    def line_of(self, start: int) -> int:
        """The file's line on which the words at `start` stand; 0 where they cannot be found as they are."""
        words = re.findall(r"\w+", self.text[start : start + 60])[:5]
        match = re.search(r"\W+".join(words), self._source) if words else None
        return self._first_line + self._source.count("\n", 0, match.start()) if match else 0

    def _walk(self, element: Element, block: Element, link: Element | None = None, *, quoted: bool) -> None:
        tag = element.tag
        if tag in BLOCKS:
            inside = quoted or tag == "blockquote"
            self._end_segment(block, quoted=quoted)
            if element.text:
                self._add(element.text, element, None)
            for child in element:
                self._walk(child, element, quoted=inside)
            self._end_segment(element, quoted=inside)
        elif tag == "br":
            self._add("\n", element, link)
        elif element.get("class") not in UNSEEN:
            within = element if tag in ("a", "ref") else link
            if element.text:
                self._add(element.text, element, within)
            for child in element:
                self._walk(child, block, within, quoted=quoted)
        if element.tail:
            self._add(element.tail, element, link, tail=True)

    def _add(self, text: str, element: Element, link: Element | None, *, tail: bool = False) -> None:
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        self._run_starts.append(start)
        self.runs.append(Run(start, self._length, element, tail, link))

    def _end_segment(self, block: Element, *, quoted: bool) -> None:
        if self._length > self._segment_start:
            self._segment_starts.append(self._segment_start)
            self.segments.append(Segment(self._segment_start, self._length, block, quoted))
            self._parts.append("\n")
            self._length += 1
            self._segment_start = self._length


def visible_text(rendered: Rendered) -> VisibleText:
    """The words of a text that has been through Markdown."""
    return VisibleText(rendered.tree, rendered.source, rendered.body_line)
