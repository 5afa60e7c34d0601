"""A locator map: where a place lies, on a base that the editor brings. How roughly it is known is drawn as an area.

What comes in here is published already: rounded to what the record bears, and blurred where it asks for it. No place is
ever a point unless its record says that it is exact.
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
from briefing.pages.views import Cell, Drawing

HEIGHT = 230.0
"""Of the map itself, in units of the drawing."""
FOOT = 20.0
"""Below it, for the scale."""
NARROWEST = 50.0
"""Kilometres from the middle to the side at the least: a dot on nothing locates nothing."""
WIDEST = 3000.0
AROUND = 3.2
"""How much wider a map is than the area in its middle."""
BYTES = 9_000
"""Of outlines, at the most: whatever the base holds, a page stays light."""
OTHERS = 8
"""Places within the place that are marked."""
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


def locator_map(place: Located, others: Sequence[Located], base: BaseMap, language: Language) -> Drawing | None:
    """The map of a place, and a table of what it shows; None where the base has nothing of its surroundings.

    Args:
        others: places within it, those that matter most first.
    """
    sheet = _sheet(place, base)
    if sheet is None:
        return None
    canvas = Canvas(f"map_{place.id}", language.direction)
    frame: Box = (0.0, 0.0, WIDTH, HEIGHT)
    for kind, routes in _outlines(sheet, base, frame):
        canvas.path(*(tuple(route) for route in routes), kind=kind, closed=kind in _SURFACES)
    canvas.path(((0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT)), kind="d-frame", closed=True)
    middle = (WIDTH / 2, HEIGHT / 2)
    taken: Boxes = []
    name = _place_main(place, middle, sheet, taken)
    inside = [(one, at) for one in others[:OTHERS] if _within(at := _unit(sheet, one.lon, one.lat), frame, 12)]
    taken += [(x - 6, y - 6, x + 6, y + 6) for _, (x, y) in inside]
    labels = [_label(one.name, at, taken, frame) for one, at in inside]
    towns = list(_towns(base, sheet, frame, taken, {place.name, *(one.name for one, _ in inside)}))
    canvas.open("d-mark", f"{place.name}: {', '.join(w for w in place.words if w)}")
    _draw_area(canvas, place, middle, sheet)
    canvas.close()
    for town, at in towns:
        canvas.circle(*at, 2.0, "d-town")
        town.draw(canvas, "d-note")
    for (one, at), label in zip(inside, labels, strict=True):
        said = language.commas(w for w in one.words if w)
        canvas.open("d-mark", language.say("drawing.says", who=one.name, words=said))
        if one.is_blurred or one.radius_km:
            canvas.circle(*at, 4.0, "d-ring")
        else:
            canvas.circle(*at, 3.0)
        canvas.close()
        if label is not None:
            label.draw(canvas, "d-label")
    canvas.text(*name[1:3], name[0], "d-value", name[3], full=place.name)
    _draw_scale(canvas, sheet, language)
    caption = language.sentences(_sentences(place, inside, base, language))
    head = tuple(language.say(f"drawing.head.{c}") for c in ("place", "position", "precision"))
    shown = (place, *(one for one, _ in inside))
    rows = tuple((Cell(one.name, one.url), Cell(one.words[0]), Cell(one.words[1])) for one in shown)
    title = language.say("drawing.map", place=place.name)
    told = [language.semicolons(cell.text for cell in row if cell.text) for row in rows]
    return Drawing(canvas.finished(HEIGHT + FOOT, title, ". ".join([*told, caption])), caption, head, rows)


def _sentences(place: Located, inside: Sequence[object], base: BaseMap, language: Language) -> Iterator[str]:
    kind = "map-blurred" if place.is_blurred else "map-area" if place.radius_km else "map-point"
    yield language.say(f"drawing.caption.{kind}")
    if inside:
        yield language.say("drawing.caption.map-others")
    if base.credit:
        yield language.say("drawing.caption.map-credit", credit=base.credit)


# ---- how much is shown --------------------------------------------------------------------------------------------


def _sheet(place: Located, base: BaseMap) -> Sheet | None:
    """The narrowest sheet around the place on which something of the base is seen."""
    half = max(place.radius_km * AROUND, NARROWEST)
    while half <= WIDEST:
        sheet = Sheet(place.lon, place.lat, half, half * HEIGHT / WIDTH)
        if any(_is_seen(shape, sheet) for shape in base.shapes):
            return sheet
        half *= 1.6
    return None


def _is_seen(shape: Shape, sheet: Sheet) -> bool:
    """Whether a line of it comes well into the sheet: a surface that fills it tells nothing."""
    for route in shape.routes:
        for near in sheet.near(route):
            stretches = [list(near)] if shape.kind is Kind.TOWN else cut_line(near, sheet.window)
            for stretch in stretches:
                for x, y in sheet.bent(tuple(stretch)):
                    if abs(x) < sheet.half_width * 0.6 and abs(y) < sheet.half_height * 0.6:
                        return True
    return False


def _unit(sheet: Sheet, lon: float, lat: float) -> XY:
    return _on_canvas(sheet, sheet.at((lon, lat)))


def _on_canvas(sheet: Sheet, km: XY) -> XY:
    scale = WIDTH / 2 / sheet.half_width
    return WIDTH / 2 + km[0] * scale, HEIGHT / 2 - km[1] * scale


def _within(at: XY, frame: Box, margin: float) -> bool:
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


def _towns(base: BaseMap, sheet: Sheet, frame: Box, taken: Boxes, named: set[str]) -> Iterator[tuple[_Label, XY]]:
    """Towns of the base with room for their names; those of marked places are named there."""
    count = 0
    for shape in base.shapes:
        if shape.kind is not Kind.TOWN or shape.name in named:
            continue
        for route in shape.routes:
            for near in sheet.near(route):
                at = _on_canvas(sheet, sheet.at((near[0][0] + sheet.lon, near[0][1])))
                dot = (at[0] - 3, at[1] - 3, at[0] + 3, at[1] + 3)
                if count == TOWNS or not _within(at, frame, 4) or not _free(dot, taken, frame):
                    continue
                if (label := _label(shape.name, at, taken, frame, SMALL)) is not None:
                    taken.append(dot)
                    count += 1
                    yield label, at


# ---- marks and words ----------------------------------------------------------------------------------------------


def _draw_area(canvas: Canvas, place: Located, middle: XY, sheet: Sheet) -> None:
    radius = place.radius_km * WIDTH / 2 / sheet.half_width
    if not radius:
        canvas.circle(*middle, 5.0)
        return
    radius = min(max(radius, 9.0), HEIGHT / 2 - 4)
    canvas.circle(*middle, radius, "d-vague", "round")
    if place.is_blurred:
        canvas.circle(*middle, radius, "d-blurred")


def _place_main(place: Located, middle: XY, sheet: Sheet, taken: Boxes) -> tuple[str, float, float, Grows]:
    """The place's own name: above its area, or in it where it fills the map."""
    radius = min(max(place.radius_km * WIDTH / 2 / sheet.half_width, 9.0), HEIGHT / 2 - 4)
    words = fitted(place.name, WIDTH - 24)
    inside = radius > 30
    baseline = middle[1] + 4 if inside else middle[1] - radius - 5
    half = text_width(words) * 0.54
    taken.append((middle[0] - half, baseline - RISE, middle[0] + half, baseline + FALL))
    if not inside:
        taken.append((middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius))
    return words, middle[0], baseline, Grows.BOTH


@dataclass(frozen=True, slots=True)
class _Label:
    """A name beside a mark."""

    words: str
    full: str
    x: float
    baseline: float
    grows: Grows
    size: int

    def draw(self, canvas: Canvas, kind: str) -> None:
        canvas.text(self.x, self.baseline, self.words, kind, self.grows, self.size, self.full)


def _label(name: str, at: XY, taken: Boxes, frame: Box, size: int = SIZE) -> _Label | None:
    """A name to the right of its mark or to the left, whole if it can be; its room is taken from then on."""
    x, y = at
    for room in (WIDTH, 130):
        words = fitted(name, room, size)
        width = text_width(words, size)
        for grows, left in ((Grows.RIGHT, x + 6), (Grows.LEFT, x - 8 - width)):
            box = (left - 1, y - RISE + 2, left + width + 2, y + FALL + 3)
            if _free(box, taken, frame):
                taken.append(box)
                return _Label(words, name, x + (7 if grows is Grows.RIGHT else -7), y + 4, grows, size)
    return None


def _free(box: Box, taken: Boxes, frame: Box) -> bool:
    if box[0] < frame[0] + 2 or box[1] < frame[1] + 2 or box[2] > frame[2] - 2 or box[3] > frame[3] - 2:
        return False
    return not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken)


def _draw_scale(canvas: Canvas, sheet: Sheet, language: Language) -> None:
    """A bar of a round length, at most a third of the map."""
    most = sheet.half_width * 2 / 3
    length = max(km for power in range(5) for km in (10**power, 2 * 10**power, 5 * 10**power) if km <= most)
    end = 2 + length * WIDTH / 2 / sheet.half_width
    y = HEIGHT + 9
    canvas.path(((2, y - 4), (2, y), (end, y), (end, y - 4)), kind="d-axis")
    number = language.number(Decimal(length))
    canvas.text(end + 6, y + 3, language.say("drawing.kilometres", km=number), "d-tick", Grows.RIGHT, SMALL)
