"""The passages that something rests on, marked and numbered in the HTML of a text and of its excerpts.

A number tells where a passage stands among the others and changes with them. Its anchor is what is shared: it is made
of the words, so that neither what else is annotated nor what is edited elsewhere moves it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from briefing.evidence.closest import one_line
from briefing.evidence.excerpts import Cut, Sentences, Span, excerpt
from briefing.evidence.folding import fold
from briefing.evidence.visible import Run, VisibleText
from briefing.fingerprint import digest_bytes
from briefing.markdown.html import Insertions, escaped, to_body
from briefing.records import Body, Passage

_SPACE = re.compile(r"\s+")
_LONGEST = 1000
"""Characters of a sentence that are shown on either side of a passage: a text without full stops is one sentence."""
_MOST_NUMBERS = 50
"""Passages that one marked place names, where more of them overlap."""
_BY_THEMSELVES = 40
"""Characters, folded, from which words are told by themselves. Fewer (`on Friday`) may well stand elsewhere, at once
or after an edit, so that they are told by their sentence too."""
DIGITS = 10
"""Of the digest, in an anchor."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and its excerpts with all passages marked. Both carry the same ids: a page shows one or the other."""

    body: Body
    excerpts: Body
    """The sentences in which passages stand, each a `<p class="excerpt">`."""
    passages: tuple[Passage, ...]
    anchors: tuple[str, ...]
    """The anchor (`p5c07e1b29a` …) of each span given, in the order given."""


def mark_passages(text: VisibleText, spans: Sequence[Span]) -> Marked:
    """Marks spans of the visible text, numbered in the order of the text; a span given twice is one passage."""
    ordered = sorted(set(spans))
    if not ordered:
        return Marked(to_body(text.tree), Body(), (), ())
    sentences = Sentences(text)
    around = [sentences.around(span) for span in ordered]
    anchors = _anchors_of(text, ordered, around)
    passages = tuple(_passage(text.text, *each) for each in zip(anchors, ordered, around, strict=True))
    cut_out, cuts = excerpt(text, around)
    named = dict(zip(ordered, anchors, strict=True))
    return Marked(
        _marked(text, ordered, anchors),
        _marked(cut_out, [_moved(span, cuts) for span in ordered], anchors),
        passages,
        tuple(named[span] for span in spans),
    )


def _anchors_of(text: VisibleText, spans: Sequence[Span], sentences: Sequence[Span]) -> list[str]:
    """The anchor of each passage: a digest of its words, numbered from the second place on where the same stand.

    Places are counted in the text, whether anything rests on them or not.
    """

    whole = text.folded
    # Where nothing is longer or shorter folded, and that is nearly everywhere, what is folded already stands in place.
    in_place = whole.text if not whole.starts else ""

    def folded(start: int, end: int) -> str:
        return one_line(in_place[start:end] if in_place else fold(text.text[start:end]).text)

    anchors: dict[str, None] = {}
    places: dict[str, list[int]] = {}
    for (start, end), (first, last) in zip(spans, sentences, strict=True):
        words = folded(start, end)
        told_by: tuple[str, ...] = (words,)
        at = start
        if len(words) < _BY_THEMSELVES:
            told_by, at = (words, folded(first, start), folded(end, last)), first
            words = folded(first, last)
        if words not in places:
            places[words] = list(_places(words, text))
        digest = digest_bytes(*(part.encode() for part in told_by))[:DIGITS]
        place = bisect_left(places[words], at) + 1
        while (anchor := f"p{digest}-{place}" if place > 1 else f"p{digest}") in anchors:
            place += 1
        anchors[anchor] = None
    return list(anchors)


def _places(words: str, text: VisibleText) -> Iterator[int]:
    """Where the text folds to these words, in order."""
    at = text.folded.text.find(words)
    while at >= 0:
        start = text.folded.start(at)
        if start is not None:
            yield start
        at = text.folded.text.find(words, at + 1)


def _passage(text: str, anchor: str, span: Span, sentence: Span) -> Passage:
    before = _cut(text[max(sentence[0], span[0] - 2 * _LONGEST) : span[0]], at_end=False)
    after = _cut(text[span[1] : min(sentence[1], span[1] + 2 * _LONGEST)], at_end=True)
    words = (one_line(text[slice(*span)]), _SPACE.sub(" ", before), _SPACE.sub(" ", after))
    # A link that goes by its target's name has no words of its own here.
    exact, before, after = (part.replace("\ufffc", "…") for part in words)
    return Passage(anchor, exact, before, after)


def _cut(part: str, *, at_end: bool) -> str:
    if len(part) <= _LONGEST:
        return part
    if at_end:
        return part[: part.rfind(" ", 0, _LONGEST) if " " in part[:_LONGEST] else _LONGEST] + " …"
    start = len(part) - _LONGEST
    return "… " + part[part.find(" ", start) + 1 if " " in part[start:] else start :]


def _moved(span: Span, cuts: Iterable[Cut]) -> Span:
    """Where a span of the text stands in the excerpts."""
    start = end = 0
    for low, high, at in cuts:
        if low <= span[0] < high:
            start = at + span[0] - low
        if low < span[1] <= high:
            end = at + span[1] - low
    return start, end


def _marked(text: VisibleText, spans: Sequence[Span], names: Sequence[str]) -> Body:
    """The HTML with the spans in `mark` elements and a numbered anchor of the name given before each.

    Spans may overlap and cross elements: what is marked is cut at every edge. An anchor is a link, so that one to words
    inside a link stands before that link; a reference between records is marked as a whole.
    """
    touched: dict[int, tuple[Run, list[_Piece]]] = {}
    for piece in _pieces(spans):
        for run in text.runs_in(piece.start, piece.end):
            touched.setdefault(run.start, (run, []))[1].append(piece)
    insertions = Insertions({}, {}, {}, {})
    anchored: set[int] = set()

    def anchors_of(numbers: Iterable[int]) -> str:
        """Anchors for those that have none yet."""
        new = [n for n in numbers if n not in anchored]
        anchored.update(new)
        return "".join(_anchor(names[n - 1], n) for n in new)

    def mark(numbers: Iterable[int]) -> str:
        return opening_mark(names[n - 1] for n in islice(numbers, _MOST_NUMBERS))

    for run, pieces in touched.values():
        key = id(run.element)
        if run.element.tag == "ref" and not run.tail:
            numbers = sorted({number for piece in pieces for number in piece.numbers})
            insertions.before[key] = anchors_of(numbers) + mark(numbers)
            insertions.after[key] = "</mark>"
            continue
        out: list[str] = []
        position = run.start
        for piece in pieces:
            start, end = max(piece.start, run.start), min(piece.end, run.end)
            anchors = anchors_of(piece.numbers)
            if run.link is not None and anchors:
                insertions.before[id(run.link)] = insertions.before.get(id(run.link), "") + anchors
                anchors = ""
            words = escaped(text.text[start:end])
            out += (escaped(text.text[position:start]), anchors, mark(piece.numbers), words, "</mark>")
            position = end
        out.append(escaped(text.text[position : run.end]))
        (insertions.tail if run.tail else insertions.text)[key] = "".join(out)
    return to_body(text.tree, insertions)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words that stand in the same passages throughout."""

    start: int
    end: int
    numbers: list[int]


def _pieces(spans: Sequence[Span]) -> Iterator[_Piece]:
    edges = sorted({edge for span in spans for edge in span})
    begins: dict[int, list[int]] = {}
    for number, (start, _) in enumerate(spans, 1):
        begins.setdefault(start, []).append(number)
    open_: list[int] = []
    for start, end in pairwise(edges):
        open_ = [*(n for n in open_ if spans[n - 1][1] > start), *begins.get(start, ())]
        if open_:
            yield _Piece(start, end, open_)


def _anchor(name: str, number: int) -> str:
    attributes = f'class="passage-mark" id="{name}" href="#basis-{name}" role="doc-noteref" aria-label="[{number}]"'
    return f"<a {attributes}>{number}</a>"


def opening_mark(anchors: Iterable[str]) -> str:
    """The tag that begins words which stand in the passages of these anchors."""
    return f'<mark class="passage" data-passages="{" ".join(anchors)}">'
