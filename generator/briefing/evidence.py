"""Quotes found in an article's text, and the passages marked there. (Signatures first; filling in.)

Used in this order by `parse`:

    rendered = read_text(body, path, body_line)
    text = visible_text(rendered)                  # fold is computed on first use
    match find(Selector(...), text):
        case Found(start, end): ...
        case Ambiguous(count, contexts): ...
        case Missing(closest, difference, line): ...
    in_quotation(text, start, end)                 # for date words
    marked = mark_passages(text, spans)            # spans: every Found, in any order, repeats allowed
    marked.body, marked.excerpts, marked.passages, marked.anchors[i]  # anchors[i] belongs to spans[i]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.markdown import Rendered
from briefing.records import Body, Passage, Selector


class VisibleText:
    """What a reader of the rendered text sees, with the way back to the tree.

    `.text`: str, blocks divided by a newline; a reference without a label is U+FFFC. Offsets everywhere are into it.
    """

    text: str


def visible_text(rendered: Rendered) -> VisibleText: ...


@dataclass(frozen=True, slots=True)
class Found:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Ambiguous:
    count: int
    contexts: tuple[str, ...]
    """Up to three places, each `… before [the words] after …`."""


@dataclass(frozen=True, slots=True)
class Missing:
    closest: str
    """The closest passage as the text has it, or `""`."""
    difference: str
    """A sentence for the editor, e.g. "The text has `some 40,000 soldiers` where the quote has `some 40,000 troops`."; never empty."""
    line: int
    """Line of the closest passage in the file, 0 where unknown."""


def find(selector: Selector, text: VisibleText) -> Found | Ambiguous | Missing: ...


def in_quotation(text: VisibleText, start: int, end: int) -> bool:
    """Whether any of the words at [start, end) stands inside a quotation or a block quote; in doubt, yes."""
    ...


@dataclass(frozen=True, slots=True)
class Marked:
    body: Body
    excerpts: Body
    passages: tuple[Passage, ...]
    anchors: tuple[str, ...]
    """The anchor (`p1` …) of each span given, in the order given."""


def mark_passages(text: VisibleText, spans: Sequence[tuple[int, int]]) -> Marked: ...
