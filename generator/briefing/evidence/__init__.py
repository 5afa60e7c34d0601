"""Quotations found in an article's text, and the passages marked there.

text = visible_text(read_text(body, path, body_line))
match find(Selector("some 40,000 soldiers"), text):
    case Found(start, end): ...                   # then, with all spans: mark_passages(text, spans)
    case Ambiguous(count, contexts): ...
    case Missing(closest, difference, line): ...
"""

from briefing.evidence.finding import Ambiguous, Found, Missing, find, occurrences
from briefing.evidence.folding import Folded, fold
from briefing.evidence.passages import Marked, mark_passages
from briefing.evidence.quotation import in_quotation
from briefing.evidence.visible import VisibleText, visible_text

__all__ = [
    "Ambiguous",
    "Folded",
    "Found",
    "Marked",
    "Missing",
    "VisibleText",
    "find",
    "fold",
    "in_quotation",
    "mark_passages",
    "occurrences",
    "visible_text",
]
