"""The sentences in which passages stand, cut out of a text with the markup inside them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from briefing.evidence.sentences import sentence_ends
from briefing.evidence.visible import UNSEEN, VisibleText
from briefing.markdown.html import BLOCKS

Span = tuple[int, int]
Cut = tuple[int, int, int]
"""[start, end) of the visible text, and where the excerpts have it."""


class Sentences:
    """The sentences of a text, found block by block as they are asked for."""

    def __init__(self, text: VisibleText) -> None:
        self._text = text
        self._ends: dict[int, list[int]] = {}

    def around(self, span: Span) -> Span:
        """From the beginning of the sentence in which a span begins to the end of the one in which it ends."""
        start, end = span
        text = self._text.text
        first, last = self._text.segment_at(start), self._text.segment_at(end - 1)
        begins = [self._text.segments[first].start, *self._ends_in(first)]
        ends = self._ends_in(last)
        low = begins[bisect_right(begins, start) - 1]
        high = ends[bisect_left(ends, end)]
        before, after = text[low:start], text[end:high]
        return start - len(before.lstrip()), end + len(after.rstrip())

    def _ends_in(self, index: int) -> list[int]:
        if index not in self._ends:
            segment = self._text.segments[index]
            found = sentence_ends(self._text.text[segment.start : segment.end])
            self._ends[index] = [segment.start + end for end in found]
        return self._ends[index]


def excerpt(text: VisibleText, sentences: Iterable[Span]) -> tuple[VisibleText, list[Cut]]:
    """The sentences as a text of their own, each a paragraph; what stands in two blocks becomes two."""
    root = Element("div")
    pieces: list[Span] = []
    for start, end in _united(sentences):
        for segment in text.segments[text.segment_at(start) : text.segment_at(end - 1) + 1]:
            low, high = max(start, segment.start), min(end, segment.end)
            paragraph = SubElement(root, "p", {"class": "excerpt"})
            runs = text.runs_in(low, high)
            kept = {(id(r.element), r.tail): text.text[max(low, r.start) : min(high, r.end)] for r in runs}
            _copy_inside(segment.block, paragraph, kept)
            pieces.append((low, high))
    cut_out = VisibleText(root)
    cuts = [(low, high, segment.start) for (low, high), segment in zip(pieces, cut_out.segments, strict=True)]
    return cut_out, cuts


def _united(sentences: Iterable[Span]) -> list[Span]:
    united: list[Span] = []
    for start, end in sorted(sentences):
        if united and start < united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return united


def _copy_inside(source: Element, target: Element, kept: dict[tuple[int, bool], str]) -> None:
    """Copies what is kept inside of an element: of inline markup only what holds words."""
    target.text = kept.get((id(source), False), "")
    for child in source:
        if child.tag not in BLOCKS and child.get("class") not in UNSEEN:
            copy = Element(child.tag, child.attrib)
            _copy_inside(child, copy, kept)
            if child.tag == "br" and copy.text:
                copy.text = None
                target.append(copy)
            elif len(copy) or copy.text:
                target.append(copy)
        if tail := kept.get((id(child), True)):
            if len(target):
                target[-1].tail = (target[-1].tail or "") + tail
            else:
                target.text += tail
