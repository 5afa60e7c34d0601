"""Marks as shapes: a point, a bar for a range, an arrow for an open end, whiskers for "about", a soft band for a word."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.drawings.axes import Axis
from briefing.drawings.marks import Mark
from briefing.drawings.svg import Canvas

RADIUS = 4.5
"""Of a point."""
DIAMOND = 5.8
"""From the middle of a point in conflict to its tips."""
BAR = 6.0
"""How thick a bar is, and how long at the least."""
BAND = 12.0
ARROW = 20.0
WHISKER = 12.0
"""How far a whisker reaches from the middle of a point at the least, so that it is seen."""
BEYOND_ZERO = 8.0
"""What a word for "more than nothing" leaves free beside zero."""


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws marks along an axis that lies between two places of the drawing."""

    canvas: Canvas
    axis: Axis
    start: float
    """Where the axis' 0 lies: its x, or its y where the axis is upright."""
    end: float
    upright: bool = False

    def along(self, value: float) -> float:
        """Where a value lies along the axis."""
        return self.start + self.axis.at(value) * (self.end - self.start)

    @property
    def _sign(self) -> int:
        """Whether places grow with values."""
        return 1 if self.end > self.start else -1

    def reach(self, mark: Mark) -> tuple[float, float]:
        """From where to where a mark goes, along the axis."""
        low, high = self._body(mark)
        if mark.vague:
            return low, high
        half = DIAMOND if self._is_point(mark, low, high) else 0.0
        before = low - self._sign * (half + (ARROW if mark.open_low else 0))
        after = high + self._sign * (half + (ARROW if mark.open_high else 0))
        whiskers = self._whiskers(mark, low, high) or (before, after)
        return (min if self._sign > 0 else max)(before, whiskers[0]), (max if self._sign > 0 else min)(
            after, whiskers[1]
        )

    def draw(self, mark: Mark, across: float, conflict: bool, soft: bool = False) -> None:
        """Draws a mark at a distance from the axis: its y, or its x where the axis is upright.

        Args:
            soft: a bar stands for one moment that is not known better, so it has no sharp ends.
        """
        low, high = self._body(mark)
        if mark.vague:
            fade = ("up" if self.upright else "right") if mark.open_high else ("upright" if self.upright else "level")
            self._box(low, high, across, BAND, "d-vague", fade)
            return
        if whiskers := self._whiskers(mark, low, high):
            self._box(*whiskers, across, 2.5, "d-about", "upright" if self.upright else "level")
        point = self._is_point(mark, low, high)
        half = RADIUS if point else 0.0
        sign = self._sign
        if mark.open_low:
            self._arrow(low - sign * half, -sign, across)
        if mark.open_high:
            self._arrow(high + sign * half, sign, across)
        if point:
            self.point((low + high) / 2, across, conflict, mark.bound_left_out)
        else:
            self._box(low, high, across, BAR, "d-range", "level" if soft else "")

    def _body(self, mark: Mark) -> tuple[float, float]:
        low, high = self.along(mark.low), self.along(mark.high)
        sign = self._sign
        if mark.vague and mark.open_high:
            return low + sign * BEYOND_ZERO, self.end
        least = BAND if mark.vague else BAR
        if (short := least - abs(high - low)) > 0 and not self._is_point(mark, low, high):
            return low - sign * short / 2, high + sign * short / 2
        return low, high

    @staticmethod
    def _is_point(mark: Mark, low: float, high: float) -> bool:
        return not mark.vague and (mark.low == mark.high or (mark.small and abs(high - low) < 2 * RADIUS))

    def _whiskers(self, mark: Mark, low: float, high: float) -> tuple[float, float] | None:
        if mark.whisker_low is None and mark.whisker_high is None:
            return None
        sign = self._sign
        before, after = low, high
        if mark.whisker_low is not None:
            before = sign * min(sign * self.along(mark.whisker_low), sign * low - WHISKER)
        if mark.whisker_high is not None:
            after = sign * max(sign * self.along(mark.whisker_high), sign * high + WHISKER)
        first, last = self.start - sign * 8, self.end + sign * 8
        return sign * max(sign * before, sign * first), sign * min(sign * after, sign * last)

    def _box(self, low: float, high: float, across: float, thick: float, kind: str, fade: str = "") -> None:
        low, high = min(low, high), max(low, high)
        near, far = across - thick / 2, across + thick / 2
        if self.upright:
            self.canvas.rect(near, low, far, high, kind, fade)
        else:
            self.canvas.rect(low, near, high, far, kind, fade)

    def point(self, at: float, across: float, conflict: bool, ring: bool = False, radius: float = RADIUS) -> None:
        """A point at a place along the axis; a diamond where it is in conflict, a ring where it is itself left out."""
        x, y = (across, at) if self.upright else (at, across)
        kind = "d-open" if ring else ""
        if conflict:
            tip = radius if ring else radius * DIAMOND / RADIUS
            self.canvas.path(((x - tip, y), (x, y - tip), (x + tip, y), (x, y + tip)), kind=kind, closed=True)
        else:
            self.canvas.circle(x, y, radius - 0.5 if ring else radius, kind)

    def stretch(self, mark: Mark, across: float) -> None:
        """A thin line over all that a mark covers, where it is more than a point would."""
        low = self.start if mark.open_low else self.along(mark.low)
        high = self.end if mark.open_high else self.along(mark.high)
        if high - low > 2 * RADIUS:
            self._box(low, high, across, 2, "d-range")

    def _arrow(self, at: float, sign: int, across: float) -> None:
        tip = at + sign * ARROW
        shaft = ((at, across), (tip, across))
        head = ((tip - sign * 4.5, across - 4.5), (tip, across), (tip - sign * 4.5, across + 4.5))
        if self.upright:
            shaft, head = tuple((y, x) for x, y in shaft), tuple((y, x) for x, y in head)  # type: ignore[assignment]
        self.canvas.path(shaft, head, kind="d-open")
