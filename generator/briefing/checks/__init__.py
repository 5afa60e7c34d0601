"""What an editor should look at before publishing: one file for each check."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from briefing.checks import dates, evidence, languages, orphans, possible_conflicts, units
from briefing.findings import Findings
from briefing.library import Library
from briefing.problems import Problem

CHECKS: tuple[Callable[[Library, Findings], Iterator[Problem]], ...] = (
    dates.check,
    evidence.check,
    languages.check,
    orphans.check,
    possible_conflicts.check,
    units.check,
)


def check(library: Library, findings: Findings) -> tuple[Problem, ...]:
    """What all checks find."""
    return tuple(problem for one in CHECKS for problem in one(library, findings))
