"""Outlines cut to a rectangle and thinned to what can be seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

XY = tuple[float, float]
Box = tuple[float, float, float, float]
"""Least x, least y, greatest x, greatest y."""


def cut_surface(ring: Sequence[XY], box: Box) -> list[XY]:
    """The part of a surface inside a box, as one ring that may run along the box. [Sutherland and Hodgman 1974]"""
    points = list(ring)
    for axis, bound, above in ((0, box[0], True), (0, box[2], False), (1, box[1], True), (1, box[3], False)):
        points = _cut_at(points, axis, bound, above)
        if not points:
            return []
    return points


def _cut_at(points: list[XY], axis: int, bound: float, above: bool) -> list[XY]:
    def inside(p: XY) -> bool:
        return p[axis] >= bound if above else p[axis] <= bound

    found: list[XY] = []
    for n, point in enumerate(points):
        last = points[n - 1]
        if inside(point) != inside(last):
            part = (bound - last[axis]) / (point[axis] - last[axis])
            other = last[1 - axis] + (point[1 - axis] - last[1 - axis]) * part
            found.append((bound, other) if axis == 0 else (other, bound))
        if inside(point):
            found.append(point)
    return found


def cut_line(line: Sequence[XY], box: Box) -> Iterator[list[XY]]:
    """The stretches of a line inside a box. [Liang and Barsky 1984]"""
    run: list[XY] = []
    for start, end in pairwise(line):
        inside = _inside(start, end, box)
        if inside is None:
            if len(run) > 1:
                yield run
            run = []
            continue
        first, last = inside
        if not run or run[-1] != first:
            if len(run) > 1:
                yield run
            run = [first]
        run.append(last)
        if last != end:
            yield run
            run = []
    if len(run) > 1:
        yield run


def _inside(start: XY, end: XY, box: Box) -> tuple[XY, XY] | None:
    low, high = 0.0, 1.0
    for axis in (0, 1):
        step = end[axis] - start[axis]
        for bound, sign in ((box[axis], -1), (box[axis + 2], 1)):
            room, way = sign * (bound - start[axis]), sign * step
            if way == 0:
                if room < 0:
                    return None
            elif way > 0:
                high = min(high, room / way)
            else:
                low = max(low, room / way)
    if low > high:
        return None

    def at(part: float) -> XY:
        if part == 0:
            return start
        if part == 1:
            return end
        return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part

    return at(low), at(high)


def thinned(line: Sequence[XY], tolerance: float) -> list[XY]:
    """A line without the points that it passes within `tolerance` anyway. [Ramer 1972, Douglas and Peucker 1973]"""
    if len(line) < 3:
        return list(line)
    kept = {0, len(line) - 1}
    waiting = [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        away = _away(line[first], line[last])
        farthest, at = 0.0, -1
        for n in range(first + 1, last):
            if (distance := away(line[n])) > farthest:
                farthest, at = distance, n
        if farthest > tolerance * tolerance:
            kept.add(at)
            waiting += [(first, at), (at, last)]
    return [line[n] for n in sorted(kept)]


def spaced(line: Sequence[XY], least: float) -> list[XY]:
    """A line without the points that stand within `least` of the one before: most of a fine coast."""
    found = [line[0]]
    x, y = line[0]
    square = least * least
    for point in line[1:-1]:
        if (point[0] - x) ** 2 + (point[1] - y) ** 2 > square:
            found.append(point)
            x, y = point
    if len(line) > 1:
        found.append(line[-1])
    return found


def _away(start: XY, end: XY) -> Callable[[XY], float]:
    """The square of the distance from the stretch between two points."""
    (x0, y0), (x1, y1) = start, end
    dx, dy = x1 - x0, y1 - y0
    length = dx * dx + dy * dy

    def away(p: XY) -> float:
        part = 0.0 if length == 0 else max(0.0, min(1.0, ((p[0] - x0) * dx + (p[1] - y0) * dy) / length))
        return (p[0] - x0 - part * dx) ** 2 + (p[1] - y0 - part * dy) ** 2

    return away
