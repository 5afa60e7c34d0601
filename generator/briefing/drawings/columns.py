"""Columns that count along an axis, where single marks would cover each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from briefing.drawings.axes import Axis
from briefing.drawings.lettering import SMALL, text_width
from briefing.drawings.lines import EDGE, draw_axis, draw_grid
from briefing.drawings.number_axis import number_axis
from briefing.drawings.svg import WIDTH, Canvas, Grows
from briefing.language import Language

HEIGHT = 96.0
_TOP = 12.0
_SIGN = 3.2


@dataclass(frozen=True, slots=True)
class Column:
    """How many there are between two places of the axis."""

    start: float
    end: float
    count: int
    title: str
    conflicts: int = 0
    """How many of them are in conflict: they stand at its foot, with the sign above the column."""
    conflicts_title: str = ""


def column_ends(most: int, language: Language, width: float = WIDTH) -> tuple[float, float]:
    """From where to where the axis of columns goes that count up to so many; before it stand the counts."""
    return text_width(language.number(Decimal(most)), SMALL) + 26, width - EDGE


def draw_columns(
    canvas: Canvas, columns: Sequence[Column], axis: Axis, ends: tuple[float, float], language: Language
) -> float:
    """Draws the columns and their axis; returns the height."""
    start, length = ends[0], ends[1] - ends[0]
    bottom = _TOP + HEIGHT
    counts = number_axis([max(c.count for c in columns)], HEIGHT, language, percent=False, upright=True)
    draw_grid(canvas, axis, ends, bottom, bottom + 4)
    levels = [(tick.words, bottom - tick.at * HEIGHT) for tick in counts.ticks]
    canvas.path(*(((start - 6, y), (canvas.width - 2, y)) for _, y in levels[1:]), kind="d-grid")
    for column in columns:
        x0, x1 = start + column.start * length, start + column.end * length
        gap = min(1.0, (x1 - x0) / 6)
        canvas.open("d-mark", column.title)
        canvas.rect(x0 + gap, bottom - counts.at(column.count) * HEIGHT, x1 - gap, bottom, "d-column")
        canvas.close()
        if column.conflicts:
            canvas.open("d-mark d-conflict", column.conflicts_title)
            canvas.rect(x0 + gap, bottom - counts.at(column.conflicts) * HEIGHT, x1 - gap, bottom, "d-column")
            top = bottom - counts.at(column.count) * HEIGHT
            canvas.diamond(min(max((x0 + x1) / 2, _SIGN), canvas.width - _SIGN), top - _SIGN - 2, _SIGN)
            canvas.close()
    for words, y in levels:
        canvas.text(start - 10, y + 4, words, "d-tick", Grows.LEFT, SMALL)
    return draw_axis(canvas, axis, ends, bottom)
