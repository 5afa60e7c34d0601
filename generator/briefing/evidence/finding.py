"""An editor's quotation, found in a text: once and as it stands, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from briefing.evidence.closest import Difference, closest_passage, one_line
from briefing.evidence.folding import fold
from briefing.evidence.visible import VisibleText
from briefing.evidence.words import divides, token_over
from briefing.records import Selector

_CONTEXTS = 3
_AROUND = 40
_MOST_PLACES = 20_000
"""Places of the same words in one text that are looked at; beyond, they are too many to be told apart."""


@dataclass(frozen=True, slots=True)
class Found:
    """The words stand in the text once: at [start, end) of the visible text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The words stand in the text more than once."""

    count: int
    contexts: tuple[str, ...]
    """Up to three places, each `… before [the words] after …`."""


@dataclass(frozen=True, slots=True)
class Missing:
    """The words do not stand in the text."""

    closest: str
    """The closest passage as the text has it, or `""`."""
    difference: str
    """A sentence for the editor; never empty."""
    line: int
    """The closest passage's line in the file, 0 where unknown."""
    misplaced: bool = False
    """The words do stand there, but not in the company that is given."""


def occurrences(words: str, text: VisibleText, most: int = 1000) -> list[tuple[int, int]]:
    """The first `most` places where the words stand, whole words only, in order."""
    try:
        return [(hit.start, hit.end) for hit in islice(_hits(fold(words).text.strip(), text), most)]
    except _TooManyError:
        return []


def find(selector: Selector, text: VisibleText, *, hint: bool = True) -> Found | Ambiguous | Missing:
    """The one place where the words stand, with `prefix` right before them and `suffix` right after.

    Without `hint`, nothing is looked for that comes close to words that are missing: that takes a walk over the text.
    """
    try:
        return _find(selector, text, hint=hint)
    except _TooManyError:
        return Missing("", f"Words, or parts of words, like these stand in more than {_MOST_PLACES:,} places.", 0)


class _TooManyError(Exception):
    """The words, or parts of words like them, stand in too many places."""


def _find(selector: Selector, text: VisibleText, *, hint: bool) -> Found | Ambiguous | Missing:
    exact, prefix, suffix = (fold(part).text.strip() for part in (selector.exact, selector.prefix, selector.suffix))
    if not exact:
        return Missing("", "The quote is empty.", 0)
    hits = list(_hits(exact, text))
    fitting = [hit for hit in hits if _follows(prefix, hit, text) and _precedes(suffix, hit, text)]
    if len(fitting) == 1:
        return Found(fitting[0].start, fitting[0].end)
    if fitting:
        return Ambiguous(len(fitting), tuple(_context(text.text, hit) for hit in fitting[:_CONTEXTS]))
    if hits:
        return _misplaced(hits[0], prefix, text)
    difference = _divided(exact, text) or (closest_passage(exact, text.folded) if hint else None)
    if difference is None and not hint:
        return Missing("", "Too much is missing for more to be said.", 0)
    if difference is None:
        return Missing("", "Nothing in the text comes close to it.", 0)
    passage = one_line(text.text[difference.start : difference.end])
    return Missing(passage, difference.sentence, text.line_of(difference.start))


@dataclass(frozen=True, slots=True)
class _Hit:
    """A place in the folded text, and in the visible text."""

    at: int
    to: int
    start: int
    end: int


def _hits(exact: str, text: VisibleText, *, whole: bool = True) -> Iterator[_Hit]:
    """Where the text folds to `exact`; with `whole`, only where that divides no word."""
    folded = text.folded
    at = folded.text.find(exact) if exact else -1
    left = _MOST_PLACES
    while at >= 0:
        left -= 1
        if left < 0:
            raise _TooManyError
        to = at + len(exact)
        start, end = folded.start(at), folded.end(to)
        if start is not None and end is not None and not (whole and divides(text.text, start, end)):
            yield _Hit(at, to, start, end)
        at = folded.text.find(exact, at + 1)


def _follows(prefix: str, hit: _Hit, text: VisibleText) -> bool:
    """Whether the prefix stands right before the words, white space aside, and itself divides no word."""
    if not prefix:
        return True
    before = text.folded.text[max(0, hit.at - len(prefix) - 1) : hit.at].rstrip()
    if not before.endswith(prefix):
        return False
    gap = text.folded.text[hit.at - 1 : hit.at] == " "
    outer = text.folded.start(hit.at - len(prefix) - gap)
    return outer is not None and token_over(text.text, outer) is None


def _precedes(suffix: str, hit: _Hit, text: VisibleText) -> bool:
    if not suffix:
        return True
    after = text.folded.text[hit.to : hit.to + len(suffix) + 1].lstrip()
    if not after.startswith(suffix):
        return False
    gap = text.folded.text[hit.to : hit.to + 1] == " "
    outer = text.folded.end(hit.to + len(suffix) + gap)
    return outer is not None and divides(text.text, hit.start, outer) is None


def _context(text: str, hit: _Hit) -> str:
    before, after = one_line(text[max(0, hit.start - _AROUND) : hit.start]), one_line(text[hit.end : hit.end + _AROUND])
    words = one_line(text[hit.start : hit.end])
    return f"… {before} [{words if len(words) <= 60 else words[:59] + '…'}] {after} …"


def _misplaced(hit: _Hit, prefix: str, text: VisibleText) -> Missing:
    """The words are there, in other company than the editor says."""
    whole = text.text
    wrong, side = ("suffix", "after") if _follows(prefix, hit, text) else ("prefix", "before")
    has = whole[hit.end : hit.end + _AROUND] if wrong == "suffix" else whole[max(0, hit.start - _AROUND) : hit.start]
    company = one_line(whole[max(0, hit.start - _AROUND) : hit.end + _AROUND])
    sentence = (
        f"They do stand in the text, but not with the `{wrong}` right {side} them: there it has `{one_line(has)}`."
    )
    return Missing(company, sentence, text.line_of(hit.start), misplaced=True)


def _divided(exact: str, text: VisibleText) -> Difference | None:
    """The quote is there only as a part of longer words or numbers."""
    for hit in _hits(exact, text, whole=False):
        token = divides(text.text, hit.start, hit.end)
        if token is not None:
            has, takes = text.text[slice(*token)], text.text[max(hit.start, token[0]) : min(hit.end, token[1])]
            sentence = f"The text has `{has}` where the quote has `{takes}`: a quote takes words and numbers whole."
            return Difference(min(hit.start, token[0]), max(hit.end, token[1]), sentence)
    return None
