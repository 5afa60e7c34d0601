"""The drawing of a figure: along an axis, over time or by answer, as its kind and its claims allow."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.drawings.along_axis import date_plot, number_plot
from briefing.drawings.answers import answer_plot
from briefing.drawings.claim_rows import PlotRow
from briefing.drawings.over_time import answers_over_time, is_timed
from briefing.drawings.values_over_time import values_over_time
from briefing.language import Language
from briefing.pages.views import Drawing
from briefing.records import Figure, FigureKind, OverTime


def figure_plot(figure: Figure, rows: Sequence[PlotRow], language: Language) -> Drawing | None:
    """One mark a claim, grouped by origin, and a table of the same facts.

    A figure that varies or accumulates is drawn over time where at least two of its claims hold for different times.
    None for interpretations, and where fewer than two values can be drawn.
    """
    timed = figure.over_time is not OverTime.FIXED and is_timed(rows)
    match figure.kind:
        case FigureKind.NUMBER:
            return (values_over_time(figure, rows, language) if timed else None) or number_plot(figure, rows, language)
        case FigureKind.DATE:
            return date_plot(figure, rows, language)
        case FigureKind.CATEGORY:
            return (answers_over_time(figure, rows, language) if timed else None) or answer_plot(figure, rows, language)
        case FigureKind.INTERPRETATION:
            return None
