"""The plan of most drawings: a name, and below it its marks along a common axis, with their own words beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.drawings.axes import Axis, label_span
from briefing.drawings.labels import SIGN, Label, above
from briefing.drawings.lettering import BOLD, RISE, SMALL, wrapped
from briefing.drawings.marks import Mark
from briefing.drawings.shapes import ARROW, Pen
from briefing.drawings.svg import WIDTH, Canvas, Grows

EDGE = 12.0
"""Between the ends of an axis and the drawing's."""
STACKED = 4
"""Marks of one value that are drawn one above the other; more are one mark and a number."""
TOOTH = 5.0
"""Of the zigzag where an axis is broken."""
NAME = 16.0
"""The height of a line of words."""
NAME_LINES = 2
"""That a name may take before it is cut."""
_LANE, _STEP, _GAP = 18.0, 12.0, 7.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark with what is said of it."""

    mark: Mark
    title: str
    conflict: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """Marks of one value, with its words."""

    marks: tuple[Placed, ...]
    words: str
    full: str = ""
    """The words, where they had to be cut."""


@dataclass(frozen=True, slots=True)
class Line:
    """A name and its lanes."""

    name: str
    lanes: tuple[Lane, ...]
    answers: bool = False
    """The name is what is answered, and the lanes' words are who answers it."""


def ends_of(marks: Sequence[Mark], width: float = WIDTH) -> tuple[float, float]:
    """From where to where the axis of these marks goes, so that their arrows have room."""
    left = EDGE + (ARROW if any(m.open_low for m in marks) else 0)
    right = EDGE + (ARROW if any(m.open_high and not m.vague for m in marks) else 0)
    return left, width - right


def draw_lines(canvas: Canvas, lines: Sequence[Line], axis: Axis, ends: Sequence[float], more: str = "") -> float:
    """Draws the lines, one below the other, and their axis; returns the height.

    Args:
        more: what stands at the far end of an axis that shows a direction only.
    """
    pen = Pen(canvas, axis, ends[0], ends[1])
    placed = [(line, [_LanePlan.of(lane, pen, line.answers) for lane in line.lanes]) for line in lines]
    heads = [wrapped(line.name, (WIDTH - 4) / (BOLD if line.answers else 1), NAME_LINES) for line in lines]
    names = NAME * sum(map(len, heads))
    bottom = names + sum(sum(plan.height for plan in plans) + _GAP for _, plans in placed)
    draw_grid(canvas, axis, ends, 2, bottom)
    y = 0.0
    for (line, plans), head in zip(placed, heads, strict=True):
        y = draw_name(canvas, head, y, line.name, "d-value" if line.answers else "d-label")
        for plan in plans:
            plan.draw(pen, y)
            y += plan.height
        y += _GAP
    return draw_axis(canvas, axis, ends, bottom, more) if axis.ticks else bottom


def draw_name(canvas: Canvas, lines: Sequence[str], y: float, name: str, kind: str = "d-label") -> float:
    """Draws a name on its lines, or its last ones, and the whole of it as a tip where it had to be cut; returns where
    the next thing begins.
    """
    x, grows = canvas.start
    for n, words in enumerate(lines):
        cut = n == len(lines) - 1 and not name.endswith(words.split()[-1])
        canvas.text(x, y + n * NAME + RISE + 1, words, kind, grows, full=name if cut else "")
    return y + len(lines) * NAME


@dataclass(frozen=True, slots=True)
class _LanePlan:
    """A lane with its place for words."""

    lane: Lane
    label: Label
    x: float
    grows: Grows
    above: bool = False
    """The words have rows of their own above the marks."""
    further: tuple[str, ...] = ()
    """The lines after the label's, where the words are too long for one."""

    @staticmethod
    def of(lane: Lane, pen: Pen, named: bool) -> _LanePlan:
        conflict = any(p.conflict for p in lane.marks)
        sign = conflict and not all(pen.shows_conflict(p.mark) for p in lane.marks)
        room = (WIDTH - 4) / BOLD - (SIGN if sign else 0)
        count = f"{len(lane.marks)} × " if len(lane.marks) > STACKED else ""
        first, *further = wrapped(count + lane.words, room, NAME_LINES) or ("",)
        label = Label(first, first if further else lane.full or count + lane.words, conflict, sign, title=named)
        x, grows = pen.canvas.start
        if further or not lane.marks:
            return _LanePlan(lane, label, x, grows, bool(further), tuple(further))
        reaches = [pen.reach(p.mark) for p in lane.marks]
        low, high = min(r[0] for r in reaches), max(r[1] for r in reaches)
        if high + 5 + label.width <= WIDTH - 2:
            return _LanePlan(lane, label, high + 5, Grows.RIGHT)
        if low - 5 - label.width >= 2:
            return _LanePlan(lane, label, low - 5, Grows.LEFT)
        return _LanePlan(lane, label, *above(low, high, label.width, pen.canvas), above=True)

    @property
    def height(self) -> float:
        words = NAME * (1 + len(self.further)) if self.above else 0
        return words + (_LANE + (self._rows - 1) * _STEP if self.lane.marks or not self.above else 0)

    @property
    def _rows(self) -> int:
        return len(self.lane.marks) if 0 < len(self.lane.marks) <= STACKED else 1

    def draw(self, pen: Pen, top: float) -> None:
        if self.above:
            self.label.draw(pen.canvas, self.x, top + RISE + 1, self.grows)
            name = self.lane.full or self.lane.words
            top = draw_name(pen.canvas, self.further, top + NAME, name, self.label.kind)
        y = top + _LANE / 2
        for n, p in enumerate(self.lane.marks[: self._rows]):
            conflict = p.conflict or (self._rows == 1 and self.label.conflict)
            pen.canvas.open("d-mark d-conflict" if conflict else "d-mark", p.title)
            pen.draw(p.mark, y + n * _STEP, conflict)
            pen.canvas.close()
        if not self.above:
            self.label.draw(pen.canvas, self.x, y + (self._rows - 1) * _STEP / 2 + 4, self.grows)


# ---- the level axis -----------------------------------------------------------------------------------------------


def draw_grid(canvas: Canvas, axis: Axis, ends: Sequence[float], top: float, bottom: float) -> None:
    """The lines that lead from an axis through the drawing."""
    start, end = ends
    routes = [((start + at * (end - start), top), (start + at * (end - start), bottom)) for at in axis.lines]
    if routes:
        canvas.path(*routes, kind="d-grid")
    if axis.broken_at is not None and bottom - top > 2 * TOOTH:
        middle = start + axis.broken_at * (end - start)
        teeth = int((bottom - top) // TOOTH)
        zigzag = ((middle + (TOOTH / 2 if n % 2 else -TOOTH / 2), bottom - n * TOOTH) for n in range(teeth + 1))
        canvas.path(tuple(zigzag), kind="d-break")


def draw_axis(canvas: Canvas, axis: Axis, ends: Sequence[float], y: float, more: str = "") -> float:
    """The axis below a drawing, with its labels; returns the height of all."""
    start, end = ends
    left, right = start - 6, end + 6
    if axis.broken_at is None:
        canvas.path(((left, y), (right, y)), kind="d-axis")
    else:
        middle = start + axis.broken_at * (end - start)
        slashes = (((middle + dx - 3, y + 6), (middle + dx + 3, y - 6)) for dx in (-3, 3))
        canvas.path(((left, y), (middle - 3, y)), ((middle + 3, y), (right, y)), *slashes, kind="d-axis")
    for tick in axis.ticks:
        low, high = label_span(tick, start, end)
        canvas.text((low + high) / 2, y + 15, tick.words, "d-tick", Grows.BOTH, SMALL)
        if tick.below:
            canvas.text((low + high) / 2, y + 29, tick.below, "d-tick", Grows.BOTH, SMALL)
    if axis.more:
        canvas.text(right - 12, y + 15, more, "d-tick", Grows.LEFT, SMALL)
        canvas.path(((right - 5, y - 4), (right, y), (right - 5, y + 4)), kind="d-axis")
    return y + (34 if any(t.below for t in axis.ticks) else 20)
