"""The plan of most drawings: a name, and below it its marks along a common axis, with their own words beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.drawings.axes import Axis, label_span
from briefing.drawings.lettering import BOLD, SMALL, fitted, text_width
from briefing.drawings.marks import Mark
from briefing.drawings.shapes import ARROW, Pen
from briefing.drawings.svg import WIDTH, Canvas, Grows

EDGE = 12.0
"""Between the ends of an axis and the drawing's."""
STACKED = 4
"""Marks of one value that are drawn one above the other; more are one mark and a number."""
_NAME, _LANE, _STEP, _GAP = 15.0, 18.0, 12.0, 7.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark with what is said of it."""

    mark: Mark
    title: str
    conflict: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """Marks side by side, with words for them."""

    marks: tuple[Placed, ...]
    words: str
    full: str = ""
    """The words, where they had to be cut."""


@dataclass(frozen=True, slots=True)
class Line:
    """A name and its lanes."""

    name: str
    lanes: tuple[Lane, ...]


def ends_of(marks: Sequence[Mark]) -> tuple[float, float]:
    """From where to where the axis of these marks goes, so that their arrows have room."""
    left = EDGE + (ARROW if any(m.open_low for m in marks) else 0)
    right = EDGE + (ARROW if any(m.open_high and not m.vague for m in marks) else 0)
    return left, WIDTH - right


def draw_lines(canvas: Canvas, lines: Sequence[Line], axis: Axis, ends: tuple[float, float], more: str = "") -> float:
    """Draws the lines, one below the other, and their axis; returns the height.

    Args:
        more: what stands at the far end of an axis that shows a direction only.
    """
    pen = Pen(canvas, axis, ends[0], ends[1])
    placed = [(line, [_LanePlan.of(lane, pen) for lane in line.lanes]) for line in lines]
    bottom = sum(_NAME + sum(plan.height for plan in plans) + _GAP for _, plans in placed)
    draw_grid(canvas, axis, ends, 2, bottom)
    y = 0.0
    x, grows = canvas.start
    for line, plans in placed:
        canvas.text(x, y + 11, fitted(line.name, WIDTH - 4), "d-label", grows, full=line.name)
        y += _NAME
        for plan in plans:
            plan.draw(pen, y)
            y += plan.height
        y += _GAP
    return draw_axis(canvas, axis, ends, bottom, more) if axis.ticks else bottom


@dataclass(frozen=True, slots=True)
class _LanePlan:
    """A lane with its place for words."""

    lane: Lane
    words: str
    x: float
    grows: Grows
    above: bool
    """The words have a row of their own above the marks."""

    @staticmethod
    def of(lane: Lane, pen: Pen) -> _LanePlan:
        reaches = [pen.reach(p.mark) for p in lane.marks]
        count = f"{len(lane.marks)} × " if len(lane.marks) > STACKED else ""
        words = count + lane.words if lane.words else ""
        x, grows = pen.canvas.start
        if not words or not reaches:
            return _LanePlan(lane, fitted(words, WIDTH - 4), x, grows, above=False)
        low, high = min(r[0] for r in reaches), max(r[1] for r in reaches)
        width = text_width(words) * BOLD
        if high + 5 + width <= WIDTH - 2:
            return _LanePlan(lane, words, high + 5, Grows.RIGHT, above=False)
        if low - 5 - width >= 2:
            return _LanePlan(lane, words, low - 5, Grows.LEFT, above=False)
        return _LanePlan(lane, fitted(words, (WIDTH - 4) / BOLD), x, grows, above=True)

    @property
    def height(self) -> float:
        return _LANE + (self._rows - 1) * _STEP + (_NAME if self.above else 0)

    @property
    def _rows(self) -> int:
        return len(self.lane.marks) if 0 < len(self.lane.marks) <= STACKED else 1

    def draw(self, pen: Pen, top: float) -> None:
        if self.above:
            self._letter(pen.canvas, top + 11)
            top += _NAME
        y = top + _LANE / 2
        for n, p in enumerate(self.lane.marks[: self._rows]):
            pen.canvas.open("d-mark d-conflict" if p.conflict else "d-mark", p.title)
            pen.draw(p.mark, y + n * _STEP, p.conflict)
            pen.canvas.close()
        if not self.above:
            self._letter(pen.canvas, y + (self._rows - 1) * _STEP / 2 + 4)

    def _letter(self, canvas: Canvas, baseline: float) -> None:
        if self.words:
            conflict = any(p.conflict for p in self.lane.marks)
            kind = "d-value d-conflict" if conflict else "d-value"
            canvas.text(self.x, baseline, self.words, kind, self.grows, full=self.lane.full or self.lane.words)


# ---- the level axis -----------------------------------------------------------------------------------------------


def draw_grid(canvas: Canvas, axis: Axis, ends: tuple[float, float], top: float, bottom: float) -> None:
    """The lines that lead from an axis through the drawing."""
    start, end = ends
    routes = [((start + at * (end - start), top), (start + at * (end - start), bottom)) for at in axis.lines]
    if routes:
        canvas.path(*routes, kind="d-grid")


def draw_axis(canvas: Canvas, axis: Axis, ends: tuple[float, float], y: float, more: str = "") -> float:
    """The axis below a drawing, with its labels; returns the height of all."""
    start, end = ends
    left, right = start - 6, end + 6
    if axis.broken_at is None:
        canvas.path(((left, y), (right, y)), kind="d-axis")
    else:
        middle = start + axis.broken_at * (end - start)
        slashes = (((middle + dx - 3, y + 5), (middle + dx + 3, y - 5)) for dx in (-3, 3))
        canvas.path(((left, y), (middle - 3, y)), ((middle + 3, y), (right, y)), *slashes, kind="d-axis")
    for tick in axis.ticks:
        low, high = label_span(tick, start, end)
        canvas.text((low + high) / 2, y + 14, tick.words, "d-tick", Grows.BOTH, SMALL)
        if tick.below:
            canvas.text((low + high) / 2, y + 27, tick.below, "d-tick", Grows.BOTH, SMALL)
    if axis.more:
        canvas.text(right - 12, y + 14, more, "d-tick", Grows.LEFT, SMALL)
        canvas.path(((right - 5, y - 4), (right, y), (right - 5, y + 4)), kind="d-axis")
    return y + (32 if any(t.below for t in axis.ticks) else 19)
