"""A map of all places of a briefing at once, on the editor's base; how roughly each is known is drawn as an area.

Like a locator map, it is given what is published already, and shows no place more exactly than its record does. Places
that would lie on each other share a mark that counts them; one too wide or too far off for the map is said to be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import hypot

from briefing.base_map import BaseMap
from briefing.drawings.globe import Sheet
from briefing.drawings.lettering import SMALL
from briefing.drawings.map_ground import (
    FOOT,
    FRAME,
    HEIGHT,
    NARROWEST,
    WIDEST,
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

NEAR_KM = 100.0
"""Places known better than that say where the map is; a country would make a continent of every map."""
LARGEST = HEIGHT / 2 - 6
"""Radius of the largest area that is drawn."""
AREAS = 16
"""Areas that are drawn, the smallest first: more of them are one stain."""
APART = 12.0
"""Marks that would be nearer to each other than that are one."""
ROWS = 60
"""Places that the table lists; the list on the page has all."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A place on the map, or several that share a mark."""

    at: XY
    places: tuple[Located, ...]


def places_map(places: Sequence[Located], base: BaseMap, language: Language) -> Drawing | None:
    """The map and a table of what it shows; None where there is nothing to show, or the base has nothing of it.

    Args:
        places: all that have a position, in the order of their list.
    """
    sheet = _sheet([p for p in places if p.radius_km <= NEAR_KM] or places, base)
    if sheet is None:
        return None
    here = [p for p in places if _fits(p, sheet)]
    canvas = Canvas("places", language.direction)
    draw_ground(canvas, sheet, base)
    areas = [p for p in here if radius_on(sheet, p) > 6 or p.is_blurred]
    for place in sorted(areas, key=lambda p: (p.radius_km, p.id))[AREAS - 1 :: -1]:
        _draw_area(canvas, place, sheet)
    marks = _marks(here, sheet)
    taken: Boxes = [(x - 6, y - 6, x + 6, y + 6) for x, y in (mark.at for mark in marks)]
    # What is known best is named first, while there is room.
    single = sorted((m for m in marks if len(m.places) == 1), key=lambda m: (m.places[0].radius_km, m.places[0].id))
    labels = [label_at(mark.places[0].name, mark.at, taken, FRAME) for mark in single]
    for town, at in towns_on(base, sheet, FRAME, taken, {place.name for place in here}):
        canvas.circle(*at, 2.0, "d-town")
        town.draw(canvas, "d-note")
    for mark in marks:
        _draw_mark(canvas, mark, language)
    for label in labels:
        if label is not None:
            label.draw(canvas, "d-label")
    draw_scale(canvas, sheet, language)
    caption = language.sentences(_sentences(here, marks, len(places) - len(here), base, language))
    head = tuple(language.say(f"drawing.head.{c}") for c in ("place", "position", "precision"))
    title = language.say("drawing.map-of-places")
    named = language.commas(p.name for p in here[:ROWS])
    svg = canvas.finished(HEIGHT + FOOT, title, f"{named}. {caption}")
    return Drawing(svg, caption, head, tuple(_rows(places, language)))


def _rows(places: Sequence[Located], language: Language) -> Iterator[tuple[Cell, ...]]:
    for place in places[:ROWS]:
        yield Cell(place.name, place.url), Cell(place.words[0]), Cell(place.words[1])
    if (rest := len(places) - ROWS) > 0:
        yield Cell(language.say("drawing.more-places", n=rest)), Cell(""), Cell("")


def _sentences(
    here: Sequence[Located], marks: Sequence[_Mark], left_out: int, base: BaseMap, language: Language
) -> Iterator[str]:
    if any(not p.radius_km for p in here):
        yield language.say("drawing.caption.map-exact")
    if any(p.radius_km and not p.is_blurred for p in here):
        yield language.say("drawing.caption.map-rough")
    if any(p.is_blurred for p in here):
        yield language.say("drawing.caption.map-kept-rough")
    if any(len(mark.places) > 1 for mark in marks):
        yield language.say("drawing.caption.map-counted")
    if left_out:
        yield language.say("drawing.caption.map-left-out", n=left_out)
    if base.credit:
        yield language.say("drawing.caption.map-credit", credit=base.credit)


# ---- how much is shown --------------------------------------------------------------------------------------------


def _sheet(places: Sequence[Located], base: BaseMap) -> Sheet | None:
    """The narrowest sheet with all places, or as many as the widest has, on which something of the base is seen."""
    left = list(places)
    while left:
        sheet = _around(left)
        if sheet.half_width <= WIDEST:
            break
        # Those farthest off are for the table alone.
        left.sort(key=lambda p: (_from_middle(sheet, p), p.id))
        del left[-max(1, len(left) // 16) :]
    else:
        return None
    return with_base(sheet, base)


def _around(places: Sequence[Located]) -> Sheet:
    first = places[0].lon
    lons = [(p.lon - first + 180) % 360 - 180 for p in places]
    lats = [p.lat for p in places]
    lon, lat = first + (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    middle = Sheet((lon + 180) % 360 - 180, lat, 1, 1)
    reach = [(*map(abs, middle.at((p.lon, p.lat))), min(p.radius_km, NEAR_KM)) for p in places]
    wide, high = max(x + r for x, _, r in reach), max(y + r for _, y, r in reach)
    half = max(wide * 1.1, high * 1.1 * WIDTH / HEIGHT, NARROWEST)
    return Sheet(middle.lon, middle.lat, half, half * HEIGHT / WIDTH)


def _from_middle(sheet: Sheet, place: Located) -> float:
    return hypot(*sheet.at((place.lon, place.lat)))


def _fits(place: Located, sheet: Sheet) -> bool:
    return radius_on(sheet, place) <= LARGEST and within(on_sheet(sheet, place.lon, place.lat), FRAME, 6)


# ---- marks --------------------------------------------------------------------------------------------------------


def _marks(places: Sequence[Located], sheet: Sheet) -> list[_Mark]:
    """The places in groups: each joins the first mark that it would touch."""
    marks: list[_Mark] = []
    for place in places:
        x, y = at = on_sheet(sheet, place.lon, place.lat)
        near = (n for n, mark in enumerate(marks) if abs(mark.at[0] - x) < APART and abs(mark.at[1] - y) < APART)
        if (n := next(near, None)) is None:
            marks.append(_Mark(at, (place,)))
        else:
            marks[n] = _Mark(marks[n].at, (*marks[n].places, place))
    return marks


def _draw_area(canvas: Canvas, place: Located, sheet: Sheet) -> None:
    at, radius = on_sheet(sheet, place.lon, place.lat), max(radius_on(sheet, place), 8.0)
    canvas.open("d-mark", place.name)
    draw_area(canvas, at, radius, is_blurred=place.is_blurred)
    canvas.close()


def _draw_mark(canvas: Canvas, mark: _Mark, language: Language) -> None:
    if len(mark.places) == 1:
        draw_mark(canvas, mark.places[0], mark.at, language)
        return
    x, y = mark.at
    canvas.open("d-mark", language.commas(p.name for p in mark.places))
    canvas.circle(x, y, 8.0, "d-ring")
    canvas.close()
    canvas.text(x, y + 3.5, language.number(Decimal(len(mark.places))), "d-label", Grows.BOTH, SMALL)
