"""The ground of a map: the editor's base, the towns on it and a scale, and room for the names of what is marked.

What comes in here is published already: rounded to what the record bears, and blurred where it asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from briefing.base_map import BaseMap, Kind, Shape
from briefing.drawings.globe import Sheet
from briefing.drawings.lettering import FALL, RISE, SIZE, SMALL, fitted, text_width
from briefing.drawings.outlines import XY, Box, cut_line, cut_surface, spaced, thinned
from briefing.drawings.svg import WIDTH, Canvas, Grows
from briefing.language import Language

HEIGHT = 230.0
"""Of the map itself, in units of the drawing."""
FOOT = 20.0
"""Below it, for the scale."""
FRAME: Box = (0.0, 0.0, WIDTH, HEIGHT)
NARROWEST = 50.0
"""Kilometres from the middle to the side at the least: a dot on nothing locates nothing."""
WIDEST = 3000.0
BYTES = 9_000
"""Of outlines, at the most: whatever the base holds, a page stays light."""
TOWNS = 12

Boxes = list[Box]


@dataclass(frozen=True, slots=True)
class Located:
    """A place as it may be shown."""

    id: str
    name: str
    url: str
    """Its page, relative to the site's root; `""` on its own page."""
    lat: float
    lon: float
    radius_km: float
    """It lies within that distance; 0 for an exact position."""
    is_blurred: bool
    """The position is kept rough on purpose."""
    words: tuple[str, str]
    """Position and precision, for the table."""


def draw_mark(canvas: Canvas, place: Located, at: XY, language: Language) -> None:
    """A small mark with its words: a dot where the position is exact, else a ring."""
    said = language.commas(w for w in place.words if w)
    canvas.open("d-mark", language.say("drawing.says", who=place.name, words=said))
    if place.is_blurred or place.radius_km:
        canvas.circle(*at, 4.0, "d-ring")
    else:
        canvas.circle(*at, 3.0)
    canvas.close()


def draw_ground(canvas: Canvas, sheet: Sheet, base: BaseMap) -> None:
    """The base and the frame, on which everything else lies."""
    for kind, routes in _outlines(sheet, base, FRAME):
        canvas.path(*(tuple(route) for route in routes), kind=kind, closed=kind in _SURFACES)
    canvas.path(((0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT)), kind="d-frame", closed=True)


def draw_scale(canvas: Canvas, sheet: Sheet, language: Language) -> None:
    """A bar of a round length, at most a third of the map."""
    most = sheet.half_width * 2 / 3
    length = max(km for power in range(5) for km in (10**power, 2 * 10**power, 5 * 10**power) if km <= most)
    end = 2 + length * WIDTH / 2 / sheet.half_width
    y = HEIGHT + 9
    canvas.path(((2, y - 4), (2, y), (end, y), (end, y - 4)), kind="d-axis")
    number = language.number(Decimal(length))
    canvas.text(end + 6, y + 3, language.say("drawing.kilometres", km=number), "d-tick", Grows.RIGHT, SMALL)


def is_seen(shape: Shape, sheet: Sheet) -> bool:
    """Whether a line of it comes well into the sheet: a surface that fills it tells nothing."""
    for route in shape.routes:
        for near in sheet.near(route):
            stretches = [list(near)] if shape.kind is Kind.TOWN else cut_line(near, sheet.window)
            for stretch in stretches:
                for x, y in sheet.bent(tuple(stretch)):
                    if abs(x) < sheet.half_width * 0.6 and abs(y) < sheet.half_height * 0.6:
                        return True
    return False


def with_base(sheet: Sheet, base: BaseMap) -> Sheet | None:
    """The narrowest sheet around the same point, at least as wide, on which something of the base is seen."""
    half = sheet.half_width
    while half <= WIDEST:
        wider = Sheet(sheet.lon, sheet.lat, half, half * HEIGHT / WIDTH)
        if any(is_seen(shape, wider) for shape in base.shapes):
            return wider
        half *= 1.6
    return None


def radius_on(sheet: Sheet, place: Located) -> float:
    """Of the area in which a place lies, in units of the drawing."""
    return place.radius_km * WIDTH / 2 / sheet.half_width


def draw_area(canvas: Canvas, at: XY, radius: float, *, is_blurred: bool) -> None:
    """An area in which a place lies: soft, and with a dashed rim where it is kept rough."""
    canvas.circle(*at, radius, "d-vague", "round")
    if is_blurred:
        canvas.circle(*at, radius, "d-blurred")


def on_sheet(sheet: Sheet, lon: float, lat: float) -> XY:
    return _on_canvas(sheet, sheet.at((lon, lat)))


def _on_canvas(sheet: Sheet, km: XY) -> XY:
    scale = WIDTH / 2 / sheet.half_width
    return WIDTH / 2 + km[0] * scale, HEIGHT / 2 - km[1] * scale


def within(at: XY, frame: Box, margin: float) -> bool:
    return frame[0] + margin <= at[0] <= frame[2] - margin and frame[1] + margin <= at[1] <= frame[3] - margin


# ---- the base -----------------------------------------------------------------------------------------------------

_SURFACES = ("d-land", "d-water")
_LINES = {
    Kind.LAND: "d-coast",
    Kind.WATER: "d-coast",
    Kind.RIVER: "d-river",
    Kind.BORDER: "d-border",
    Kind.ROAD: "d-road",
}
_ORDER = ("d-land", "d-water", "d-coast", "d-river", "d-road", "d-border")


def _outlines(sheet: Sheet, base: BaseMap, frame: Box) -> Iterator[tuple[str, list[list[XY]]]]:
    """What is drawn of the base, by class, the lowest first: as fine as it may be within so many bytes."""
    whole: dict[str, list[list[XY]]] = {}
    for shape in base.shapes:
        if shape.kind is Kind.TOWN:
            continue
        for route in shape.routes:
            for near in sheet.near(route):
                for kind, line in _cut(shape, near, sheet, frame):
                    whole.setdefault(kind, []).append(line)
    tolerance = 0.4
    while True:
        # What spacing alone does is cheap; looking for what can be left out is not.
        whole = {kind: [spaced(line, tolerance / 2) for line in lines] for kind, lines in whole.items()}
        if sum(len(line) for lines in whole.values() for line in lines) * 9 <= BYTES * 6:
            whole = {kind: [thinned(line, tolerance) for line in lines] for kind, lines in whole.items()}
        if sum(len(line) for lines in whole.values() for line in lines) * 9 <= BYTES or tolerance > 40:
            break
        tolerance *= 1.6
    for kind in _ORDER:
        if lines := [line for line in whole.get(kind, ()) if len(line) > (2 if kind in _SURFACES else 1)]:
            yield kind, lines


def _cut(shape: Shape, route: Sequence[XY], sheet: Sheet, frame: Box) -> Iterator[tuple[str, list[XY]]]:
    if shape.is_surface:
        inside = cut_surface(route, sheet.window)
        if inside:
            ring = [_on_canvas(sheet, km) for km in sheet.bent((*inside, inside[0]))]
            if surface := cut_surface(ring, frame):
                yield f"d-{shape.kind.value}", surface
    for stretch in cut_line(route, sheet.window):
        line = [_on_canvas(sheet, km) for km in sheet.bent(tuple(stretch))]
        for part in cut_line(line, frame):
            yield _LINES[shape.kind], part


def towns_on(base: BaseMap, sheet: Sheet, frame: Box, taken: Boxes, named: set[str]) -> Iterator[tuple[Label, XY]]:
    """Towns of the base with room for their names; those of marked places are named there."""
    count = 0
    for shape in base.shapes:
        if shape.kind is not Kind.TOWN or shape.name in named:
            continue
        for route in shape.routes:
            for near in sheet.near(route):
                at = _on_canvas(sheet, sheet.at((near[0][0] + sheet.lon, near[0][1])))
                dot = (at[0] - 3, at[1] - 3, at[0] + 3, at[1] + 3)
                if count == TOWNS or not within(at, frame, 4) or not free(dot, taken, frame):
                    continue
                if (label := label_at(shape.name, at, taken, frame, SMALL)) is not None:
                    taken.append(dot)
                    count += 1
                    yield label, at


# ---- names ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Label:
    """A name beside a mark."""

    words: str
    full: str
    x: float
    baseline: float
    grows: Grows
    size: int

    def draw(self, canvas: Canvas, kind: str) -> None:
        canvas.text(self.x, self.baseline, self.words, kind, self.grows, self.size, self.full)


def label_at(name: str, at: XY, taken: Boxes, frame: Box, size: int = SIZE) -> Label | None:
    """A name to the right of its mark or to the left, whole if it can be; its room is taken from then on."""
    x, y = at
    for room in (WIDTH, 130):
        words = fitted(name, room, size)
        width = text_width(words, size)
        for grows, left in ((Grows.RIGHT, x + 7), (Grows.LEFT, x - 8 - width)):
            box = (left - 1, y - RISE + 2, left + width + 2, y + FALL + 3)
            if free(box, taken, frame):
                taken.append(box)
                return Label(words, name, x + (7 if grows is Grows.RIGHT else -7), y + 4, grows, size)
    return None


def free(box: Box, taken: Boxes, frame: Box) -> bool:
    if box[0] < frame[0] + 2 or box[1] < frame[1] + 2 or box[2] > frame[2] - 2 or box[3] > frame[3] - 2:
        return False
    return not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken)
