"""What an editor should look at before publishing: one file for each check."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from briefing.checks import dates, evidence, languages, orphans, possible_conflicts, units
from briefing.findings import Findings
from briefing.library import Library
from briefing.problems import Problem
from briefing.records import Article, Figure

ARTICLE_CHECKS: tuple[Callable[[Article, Library], Iterator[Problem]], ...] = (dates.check, evidence.check, units.check)
"""Those that look at one article, and beside it at figures alone."""

CHECKS: tuple[Callable[[Library, Findings], Iterator[Problem]], ...] = (
    languages.check,
    orphans.check,
    possible_conflicts.check,
)
"""Those that look at the whole."""


class Inspector:
    """Checks one state of the content after another; an article that has not changed is not looked at again."""

    def __init__(self) -> None:
        self._figures: Mapping[str, Figure] = {}
        self._known: dict[str, tuple[Article, tuple[Problem, ...]]] = {}

    def check(self, library: Library, findings: Findings) -> list[Problem]:
        """What all checks find."""
        before = self._known if self._figures is library.figures else {}
        self._figures, self._known = library.figures, {}
        found = [problem for one in CHECKS for problem in one(library, findings)]
        for id_, article in library.articles.items():
            known = before.get(id_)
            if known is None or known[0] is not article:
                known = (article, tuple(problem for one in ARTICLE_CHECKS for problem in one(article, library)))
            self._known[id_] = known
            found += known[1]
        return found
