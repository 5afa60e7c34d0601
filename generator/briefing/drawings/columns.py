"""Columns that count along an axis, where single marks would cover each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.drawings.axes import Axis
from briefing.drawings.lettering import SMALL, text_width
from briefing.drawings.lines import EDGE, draw_axis, draw_grid
from briefing.drawings.number_axis import number_axis
from briefing.drawings.svg import WIDTH, Canvas, Grows
from briefing.language import Language

HEIGHT = 90.0
_TOP = 14.0


@dataclass(frozen=True, slots=True)
class Column:
    """How many there are between two places of the axis."""

    start: float
    end: float
    count: int
    title: str


def draw_columns(canvas: Canvas, columns: Sequence[Column], axis: Axis, language: Language) -> float:
    """Draws the columns and their axis, which goes from edge to edge; returns the height."""
    ends = EDGE, WIDTH - EDGE
    bottom = _TOP + HEIGHT
    counts = number_axis([max(c.count for c in columns)], HEIGHT, language, percent=False, upright=True)
    draw_grid(canvas, axis, ends, bottom, bottom + 4)
    canvas.path(*(((2, y), (WIDTH - 2, y)) for t in counts.ticks[1:] for y in (bottom - t.at * HEIGHT,)), kind="d-grid")
    for column in columns:
        x0, x1 = (ends[0] + at * (ends[1] - ends[0]) for at in (column.start, column.end))
        gap = min(1.0, (x1 - x0) / 6)
        canvas.open("d-mark", column.title)
        canvas.rect(x0 + gap, bottom - counts.at(column.count) * HEIGHT, x1 - gap, bottom, "d-column")
        canvas.close()
    for tick in counts.ticks[1:]:
        width = text_width(tick.words, SMALL)
        y = bottom - tick.at * HEIGHT
        side = _freer(columns, counts, tick.at, width)
        canvas.text(2 if side is Grows.RIGHT else WIDTH - 2, y - 3, tick.words, "d-tick", side, SMALL)
    return draw_axis(canvas, axis, ends, bottom)
