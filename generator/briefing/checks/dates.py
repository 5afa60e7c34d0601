"""Date words that could not be resolved."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.library import Library
from briefing.problems import Problem
from briefing.records import Article, DateBasis

_HELP = {
    "no-published": "Give the article its `published` date, or the event its `date` here, if either is known.",
    "in-quotation": "Give the event its `date` here if it is known when this was said.",
}


def check(article: Article, library: Library) -> Iterator[Problem]:
    """A note for each: it may be right as it is."""
    for number, report in enumerate(article.reports):
        dating = report.dating
        if dating.basis is DateBasis.UNRESOLVED:
            why = dating.why_unresolved.replace("-", " ")
            help_ = _HELP.get(dating.why_unresolved, "Give the event its `date` here if it is known.")
            message = f"“{dating.words}” is not resolved to a date ({why}); the site says so."
            yield Problem("dates-unresolved", article.path, message, help_, ("events", number, "date_words"))
