"""Units of one figure that cannot be converted into one another."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.comparison.measures import measure_of, shared_scale
from briefing.library import Library
from briefing.problems import Problem
from briefing.records import Article, FigureKind


def check(article: Article, library: Library) -> Iterator[Problem]:
    """A warning for each claim whose unit is of another family than its figure's: it is compared with nothing."""
    for number, claim in enumerate(article.claims):
        figure = library.figures[claim.figure]
        if figure.kind is not FigureKind.NUMBER or claim.unit in (None, figure.unit) or figure.unit is None:
            continue
        if shared_scale(measure_of(claim.unit), measure_of(figure.unit)) is None:
            message = f"`{claim.unit}` cannot be converted into `{figure.unit}`, the unit of `{figure.id}`."
            help_ = "Check the unit, or make a figure of its own for what is measured in it."
            yield Problem("unit-unknown", article.path, message, help_, ("claims", number, "unit"))
