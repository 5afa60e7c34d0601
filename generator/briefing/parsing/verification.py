"""An article's quotes and date words held against its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.evidence import (
    Ambiguous,
    Found,
    Marked,
    Missing,
    find,
    in_quotation,
    mark_passages,
    occurrences,
    visible_text,
)
from briefing.markdown import Rendered
from briefing.problems import Keys, Problem
from briefing.records import UNREADABLE, Selector
from briefing.schema.article import ArticleModel, SelectorModel

_HINTS = 15_000_000
"""Characters of text that are walked over for hints in one file."""
_MOST_DATES = 500
"""Places of the same words for a date that are looked at; where there are more, it is not plain which are meant."""


@dataclass(frozen=True)
class Verified:
    """The text with all passages marked, and where each piece of evidence stands in it."""

    marked: Marked
    anchors: dict[Keys, str]
    """By the evidence's keys, e.g. `("claims", 2, "quote")`: the passage's anchor."""
    quoted: frozenset[Keys]
    """Keys of the date words that stand, or may stand, inside a quotation."""
    problems: tuple[Problem, ...]

    def anchor(self, *keys: str | int) -> str:
        """The anchor of a piece of evidence; `""` where none is given or none was found."""
        return self.anchors.get(keys, "")


def verify(path: str, model: ArticleModel, rendered: Rendered) -> Verified:
    """Finds every quote and all date words of an article in its text."""
    if len(rendered.tree) == 0 and any(p.code == "markdown-too-deep" for p in rendered.problems):
        # The text could not be read: that nothing is found in it is no news.
        return Verified(mark_passages(visible_text(rendered), ()), {}, frozenset(), ())
    text = visible_text(rendered)
    spans: dict[Keys, tuple[int, int]] = {}
    quoted: set[Keys] = set()
    problems: list[Problem] = []
    # Each hint is a walk over the text, or several.
    hints = 1 + _HINTS // (len(text.text) + 1)
    for keys, quote in _quotes(model):
        if quote.exact == UNREADABLE:
            continue
        match find(Selector(quote.exact, quote.prefix, quote.suffix), text, hint=hints > 0):
            case Found(start, end):
                spans[keys] = (start, end)
            case Ambiguous(count, contexts):
                problems.append(_ambiguous(path, keys, quote, count, contexts))
            case Missing() as missing:
                hints -= 1
                problems.append(_missing("quote-not-found", "quote", path, keys, quote.exact, missing))
    for number, report in enumerate(model.events):
        if not report.date_words:
            continue
        keys = ("events", number, "date_words")
        found = occurrences(report.date_words, text, _MOST_DATES)
        if not found:
            nowhere = find(Selector(report.date_words), text, hint=hints > 0)
            hints -= 1
            assert isinstance(nowhere, Missing)
            problems.append(_missing("date-words-not-found", "date words", path, keys, report.date_words, nowhere))
            continue
        spans[keys] = _nearest(found, spans.get(("events", number, "quote")))
        # Where the words stand more than once and it is not plain which are meant, one inside a quotation is enough
        # to leave the date open.
        meant = [spans[keys]] if ("events", number, "quote") in spans else found
        if len(found) == _MOST_DATES or any(in_quotation(text, start, end) for start, end in meant):
            quoted.add(keys)
    order = list(spans)
    marked = mark_passages(text, [spans[k] for k in order])
    return Verified(marked, dict(zip(order, marked.anchors, strict=True)), frozenset(quoted), tuple(problems))


def _quotes(model: ArticleModel) -> Iterator[tuple[Keys, SelectorModel]]:
    for number, report in enumerate(model.events):
        if report.quote is not None:
            yield ("events", number, "quote"), report.quote
    for number, claim in enumerate(model.claims):
        if claim.quote is not None:
            yield ("claims", number, "quote"), claim.quote


def _nearest(found: list[tuple[int, int]], quote: tuple[int, int] | None) -> tuple[int, int]:
    """The occurrence that stands in the report's quote, or else the nearest to it, or else the first."""
    if quote is None:
        return found[0]
    return min(found, key=lambda span: (max(span[0] - quote[1], quote[0] - span[1], 0), span))


def _ambiguous(path: str, keys: Keys, quote: SelectorModel, count: int, contexts: tuple[str, ...]) -> Problem:
    places = "; ".join(contexts)
    message = f"These words stand {count} times in the article: {places}."
    if quote.prefix or quote.suffix:
        help_ = "Lengthen `prefix` or `suffix` until only one place is left."
    else:
        help_ = "Quote more of the sentence, or write `quote: {exact: …, prefix: words before, suffix: words after}`."
    return Problem("quote-ambiguous", path, message, help_, keys)


def _missing(code: str, what: str, path: str, keys: Keys, words: str, missing: Missing) -> Problem:
    shown = words if len(words) <= 80 else f"{words[:77]}…"
    where = f" (line {missing.line})" if missing.line else ""
    help_ = (
        f"The closest passage{where} is: “{missing.closest}”."
        if missing.closest
        else "Copy the words from the text below the front matter."
    )
    fault = "not quite as given" if missing.misplaced else "not in the article"
    verb = "are" if what.endswith("words") else "is"
    return Problem(code, path, f"The {what} “{shown}” {verb} {fault}. {missing.difference}", help_, keys)
