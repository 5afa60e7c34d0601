"""Marks as shapes: points, bars for ranges, arrows for open ends, whiskers for "about", soft bands for words."""

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
"""How far a whisker reaches from a mark at the least, so that it is seen."""
BEYOND = 8.0
"""How far whiskers reach beyond an axis at the most; and what a word for "more than nothing" leaves free by zero."""

Reach = tuple[float, float]
"""From where to where, as distances from the axis' beginning."""


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws marks along an axis that lies between two places of the drawing."""

    canvas: Canvas
    axis: Axis
    start: float
    """Where the axis' 0 lies: its x, or its y where the axis is upright."""
    end: float
    upright: bool = False
    soft: bool = False
    """What is drawn are events: a day is a point, and a bar, being of a time not known better, has no sharp ends."""

    def along(self, value: float) -> float:
        """Where a value lies along the axis."""
        return self._place(self._distance(value))

    def reach(self, mark: Mark) -> tuple[float, float]:
        """From where to where a mark goes along the axis, the lesser place first."""
        low, high = body = self._body(mark)
        if not mark.vague:
            half = DIAMOND if self._is_point(mark, body) else 0.0
            whiskers = self._whiskers(mark, body)
            low = min(low - half - (ARROW if mark.open_low else 0), whiskers[0])
            high = max(high + half + (ARROW if mark.open_high else 0), whiskers[1])
        places = self._place(low), self._place(high)
        return min(places), max(places)

    def shows_conflict(self, mark: Mark) -> bool:
        """Whether its shape alone can tell that it is in conflict: a point's can."""
        return self._is_point(mark, self._body(mark))

    # ---- drawing --------------------------------------------------------------------------------------------------

    def draw(self, mark: Mark, across: float, conflict: bool) -> None:
        """Draws a mark at a distance from the axis: its y, or its x where the axis is upright."""
        body = self._body(mark)
        ends = "upright" if self.upright else "level"
        if mark.vague:
            fade = ("up" if self.upright else "right") if mark.open_high else ends
            self._box(body, across, BAND, "d-vague", fade)
            return
        whiskers = self._whiskers(mark, body)
        if whiskers != body:
            self._box(whiskers, across, 2.5, "d-about", ends)
        point = self._is_point(mark, body)
        half = RADIUS if point else 0.0
        if mark.open_low:
            self._arrow(body[0] - half, -ARROW, across)
        if mark.open_high:
            self._arrow(body[1] + half, ARROW, across)
        if point:
            self.point(self._place(sum(body) / 2), across, conflict, mark.bound_left_out)
        else:
            self._box(body, across, BAR, "d-range", ends if self.soft else "")

    def point(self, at: float, across: float, conflict: bool, ring: bool = False, radius: float = RADIUS) -> None:
        """A point at a place along the axis; a diamond where it is in conflict, a ring where it is itself left out."""
        x, y = (across, at) if self.upright else (at, across)
        kind = "d-ring" if ring else ""
        if conflict:
            self.canvas.diamond(x, y, radius if ring else radius * DIAMOND / RADIUS, kind)
        else:
            self.canvas.circle(x, y, radius - 0.5 if ring else radius, kind)

    def stretch(self, mark: Mark, across: float) -> tuple[float, float]:
        """A thin line over all that a mark covers, where it is more than a point would; returns its ends."""
        low = 0.0 if mark.open_low else self._distance(mark.low)
        high = abs(self.end - self.start) if mark.open_high else self._distance(mark.high)
        if high - low > 2 * RADIUS:
            self._box((low, high), across, 2, "d-range")
        return self._place(low), self._place(high)

    def _box(self, reach: Reach, across: float, thick: float, kind: str, fade: str = "") -> None:
        low, high = sorted(map(self._place, reach))
        near, far = across - thick / 2, across + thick / 2
        if self.upright:
            self.canvas.rect(near, low, far, high, kind, fade)
        else:
            self.canvas.rect(low, near, high, far, kind, fade)

    def _arrow(self, at: float, length: float, across: float) -> None:
        tip = at + length
        neck = tip - (4.5 if length > 0 else -4.5)
        shaft = self._route((at, across), (tip, across))
        self.canvas.path(shaft, self._route((neck, across - 4.5), (tip, across), (neck, across + 4.5)), kind="d-open")

    # ---- places ---------------------------------------------------------------------------------------------------

    def _distance(self, value: float) -> float:
        return self.axis.at(value) * abs(self.end - self.start)

    def _place(self, distance: float) -> float:
        return self.start + distance if self.end >= self.start else self.start - distance

    def _route(self, *points: tuple[float, float]) -> tuple[tuple[float, float], ...]:
        """Points given by their distance along the axis and their place across it."""
        if self.upright:
            return tuple((across, self._place(distance)) for distance, across in points)
        return tuple((self._place(distance), across) for distance, across in points)

    def _body(self, mark: Mark) -> Reach:
        """What a mark covers, its arrows and whiskers left out."""
        low, high = self._distance(mark.low), self._distance(mark.high)
        if mark.vague and mark.open_high:
            return low + BEYOND, abs(self.end - self.start)
        if self._is_point(mark, (low, high)):
            return ((low + high) / 2, (low + high) / 2) if self.soft else (low, high)
        short = max(0.0, (BAND if mark.vague else BAR) - (high - low))
        return low - short / 2, high + short / 2

    def _is_point(self, mark: Mark, body: Reach) -> bool:
        if mark.small:
            return self.soft or body[1] - body[0] < 2 * RADIUS
        return mark.low == mark.high and not mark.vague

    def _whiskers(self, mark: Mark, body: Reach) -> Reach:
        """How far a mark may reach; its body where it has no whiskers."""
        low, high = body
        if mark.whisker_low is not None:
            low = max(min(self._distance(mark.whisker_low), low - WHISKER), -BEYOND)
        if mark.whisker_high is not None:
            high = min(max(self._distance(mark.whisker_high), high + WHISKER), abs(self.end - self.start) + BEYOND)
        return low, high
