"""Claims that stand on no quoted words."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.library import Library
from briefing.problems import Problem
from briefing.records import Article


def check(article: Article, library: Library) -> Iterator[Problem]:
    """A warning for each."""
    for number, claim in enumerate(article.claims):
        if not claim.passage:
            message = f"The claim `{claim.id}` has no `quote`: a reader cannot go to the words."
            yield Problem(
                "claim-without-quote", article.path, message, "Quote the words that carry it.", ("claims", number)
            )
