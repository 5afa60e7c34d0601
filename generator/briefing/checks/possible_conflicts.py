"""Pairs of claims that conflict if they are of one time, which the sources leave open: for an editor to decide."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.findings import Findings
from briefing.library import Library
from briefing.problems import Problem


def check(library: Library, findings: Findings) -> Iterator[Problem]:
    """A note for each; the site shows none of them before a decision."""
    for figure_id, finding in findings.figures.items():
        figure = library.figures.get(figure_id)
        if figure is None:
            continue
        for pair in finding.undecided:
            message = f"`{pair.a}` and `{pair.b}` may conflict: the sources leave open whether they speak of one time."
            decision = f"{{between: [{pair.a}, {pair.b}], verdict: …, because: …, by: …, on: …}}"
            help_ = f"Give both an `as_of`, or decide: `decisions: [{decision}]`."
            yield Problem("possible-conflict", figure.path, message, help_)
