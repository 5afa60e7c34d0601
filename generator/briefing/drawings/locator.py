"""A locator map: where a place lies, on a base that the editor brings. How roughly it is known is drawn as an area.

What comes in here is published already: rounded to what the record bears, and blurred where it asks for it. No place is
ever a point unless its record says that it is exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.base_map import BaseMap
from briefing.drawings.globe import Sheet
from briefing.drawings.lettering import FALL, RISE, fitted, text_width
from briefing.drawings.map_ground import (
    FOOT,
    FRAME,
    HEIGHT,
    NARROWEST,
    Boxes,
    Located,
    draw_area,
    draw_ground,
    draw_mark,
    draw_scale,
    label_at,
    on_sheet,
    radius_on,
    towns_on,
    with_base,
    within,
)
from briefing.drawings.outlines import XY
from briefing.drawings.svg import WIDTH, Canvas, Grows
from briefing.language import Language
from briefing.pages.views import Cell, Drawing

AROUND = 3.2
"""How much wider a map is than the area in its middle."""
OTHERS = 8
"""Places within the place that are marked."""


def locator_map(place: Located, others: Sequence[Located], base: BaseMap, language: Language) -> Drawing | None:
    """The map of a place, and a table of what it shows; None where the base has nothing of its surroundings.

    Args:
        others: places within it, those that matter most first.
    """
    sheet = _sheet(place, base)
    if sheet is None:
        return None
    canvas = Canvas(f"map_{place.id}", language.direction)
    draw_ground(canvas, sheet, base)
    middle = (WIDTH / 2, HEIGHT / 2)
    taken: Boxes = []
    name = _place_main(place, middle, sheet, taken)
    inside = [(one, at) for one in others[:OTHERS] if within(at := on_sheet(sheet, one.lon, one.lat), FRAME, 12)]
    taken += [(x - 6, y - 6, x + 6, y + 6) for _, (x, y) in inside]
    labels = [label_at(one.name, at, taken, FRAME) for one, at in inside]
    towns = list(towns_on(base, sheet, FRAME, taken, {place.name, *(one.name for one, _ in inside)}))
    canvas.open("d-mark", f"{place.name}: {', '.join(w for w in place.words if w)}")
    _draw_area(canvas, place, middle, sheet)
    canvas.close()
    for town, at in towns:
        canvas.circle(*at, 2.0, "d-town")
        town.draw(canvas, "d-note")
    for (one, at), label in zip(inside, labels, strict=True):
        draw_mark(canvas, one, at, language)
        if label is not None:
            label.draw(canvas, "d-label")
    canvas.text(*name[1:3], name[0], "d-value", name[3], full=place.name)
    draw_scale(canvas, sheet, language)
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


def _sheet(place: Located, base: BaseMap) -> Sheet | None:
    """The narrowest sheet around the place on which something of the base is seen."""
    half = max(place.radius_km * AROUND, NARROWEST)
    return with_base(Sheet(place.lon, place.lat, half, half * HEIGHT / WIDTH), base)


def _draw_area(canvas: Canvas, place: Located, middle: XY, sheet: Sheet) -> None:
    if place.radius_km:
        draw_area(canvas, middle, _radius(place, sheet), is_blurred=place.is_blurred)
    else:
        canvas.circle(*middle, 5.0)


def _radius(place: Located, sheet: Sheet) -> float:
    return min(max(radius_on(sheet, place), 9.0), HEIGHT / 2 - 4)


def _place_main(place: Located, middle: XY, sheet: Sheet, taken: Boxes) -> tuple[str, float, float, Grows]:
    """The place's own name: above its area, or in it where it fills the map."""
    radius = _radius(place, sheet)
    words = fitted(place.name, WIDTH - 24)
    inside = radius > 30
    baseline = middle[1] + 4 if inside else middle[1] - radius - 5
    half = text_width(words) * 0.54
    taken.append((middle[0] - half, baseline - RISE, middle[0] + half, baseline + FALL))
    if not inside:
        taken.append((middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius))
    return words, middle[0], baseline, Grows.BOTH
