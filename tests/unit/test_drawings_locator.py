"""Locator maps: where things are drawn, and that nothing is drawn more exactly than its record."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.base_map import BaseMap, Kind, Shape
from briefing.drawings.globe import Sheet
from briefing.drawings.locator import locator_map
from briefing.drawings.map_ground import BYTES, HEIGHT, Located
from briefing.drawings.outlines import cut_line, cut_surface, thinned
from briefing.drawings.svg import WIDTH
from briefing.pages.views import Drawing
from drawn import EN, Read

HERE = Located("arden", "Arden", "", 50.0, 10.0, 3.0, False, ("50.000°, 10.000°", "near this position"))
BOX = (0.0, 0.0, 10.0, 10.0)


def square(lon: float, lat: float, half: float, kind: Kind = Kind.LAND) -> Shape:
    ring = tuple((lon + x * half, lat + y * half) for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)))
    return Shape(kind, "", (ring,))


def line(*points: tuple[float, float], kind: Kind = Kind.RIVER) -> Shape:
    return Shape(kind, "", (points,))


def town(name: str, lon: float, lat: float) -> Shape:
    return Shape(Kind.TOWN, name, (((lon, lat),),))


def drawn(place: Located, *shapes: Shape, others: tuple[Located, ...] = (), credit: str = "") -> Read:
    drawing = locator_map(place, others, BaseMap(shapes, credit), EN)
    assert isinstance(drawing, Drawing)
    read = Read(drawing)
    read.assert_sound()
    return read


# ---- geometry -----------------------------------------------------------------------------------------------------


@given(st.floats(-180, 180), st.floats(-90, 90), st.floats(0, 2000), st.floats(0, 2 * math.pi))
def test_distances_from_the_middle_are_true_everywhere(lon: float, lat: float, km: float, way: float) -> None:
    """Poles and the antimeridian too: the way there, by spherical trigonometry, and back by the sheet."""
    arc, lat0 = km / 6371.0, math.radians(lat)
    lat1 = math.asin(math.sin(lat0) * math.cos(arc) + math.cos(lat0) * math.sin(arc) * math.cos(way))
    east = math.atan2(math.sin(way) * math.sin(arc) * math.cos(lat0), math.cos(arc) - math.sin(lat0) * math.sin(lat1))
    there = ((lon + math.degrees(east) + 540) % 360 - 180, math.degrees(lat1))
    x, y = Sheet(lon, lat, 100, 60).at(there)
    assert math.hypot(x, y) == pytest.approx(km, abs=0.3)


points = st.tuples(st.floats(-20, 30), st.floats(-20, 30))


@given(st.lists(points, min_size=3, max_size=12))
def test_what_is_cut_stays_in_the_box(found: list[tuple[float, float]]) -> None:
    inside = [p for run in cut_line(found, BOX) for p in run] + cut_surface(found, BOX)
    assert all(-1e-6 <= v <= 10 + 1e-6 for p in inside for v in p)


def test_a_line_through_the_box_is_cut_at_its_sides() -> None:
    assert list(cut_line([(-5, 5), (15, 5)], BOX)) == [[(0, 5), (10, 5)]]
    assert list(cut_line([(5, 5), (15, 5), (15, 8), (5, 8)], BOX)) == [[(5, 5), (10, 5)], [(10, 8), (5, 8)]]
    assert list(cut_line([(11, 0), (12, 5)], BOX)) == []


@given(st.lists(points, min_size=2, max_size=40), st.floats(0.1, 5))
def test_a_thinned_line_passes_everything_it_left_out(found: list[tuple[float, float]], tolerance: float) -> None:
    left = thinned(found, tolerance)
    assert (left[0], left[-1]) == (found[0], found[-1])
    for p in found:
        away = min(_distance(p, a, b) for a, b in pairwise(left))
        assert away <= tolerance + 1e-6


def _distance(p: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    length = (b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2
    part = 0 if not length else max(0, min(1, ((p[0] - a[0]) * (b[0] - a[0]) + (p[1] - a[1]) * (b[1] - a[1])) / length))
    return math.hypot(p[0] - a[0] - part * (b[0] - a[0]), p[1] - a[1] - part * (b[1] - a[1]))


# ---- the place ----------------------------------------------------------------------------------------------------


def test_precision_is_an_area_and_only_an_exact_place_a_point() -> None:
    river = line((9, 49.9), (11, 50.1))
    exact = drawn(replace(HERE, radius_km=0.0), river)
    assert not exact.all("circle", "d-vague")
    near, region = drawn(HERE, river), drawn(replace(HERE, radius_km=60.0), river)
    for read in (near, region):
        assert len(read.all("circle", "d-vague")) == 1
        assert not [e for e in read.all("circle") if not e.get("class")], "no point in the middle"
    assert "soft area" in near.drawing.caption
    assert "dot" in exact.drawing.caption


def test_a_blurred_place_is_shown_as_such() -> None:
    read = drawn(replace(HERE, is_blurred=True, radius_km=12.0), line((9, 49.9), (11, 50.1)))
    assert len(read.all("circle", "d-blurred")) == 1
    assert "on purpose" in read.drawing.caption
    assert not drawn(HERE, line((9, 49.9), (11, 50.1))).all("circle", "d-blurred")


def test_the_area_is_to_scale() -> None:
    read = drawn(replace(HERE, radius_km=60.0), line((9, 49.9), (11, 50.1)))
    radius = float(read.all("circle", "d-vague")[0].attrib["r"])
    bar = [float(n) for n in re.findall(r"-?[\d.]+", read.all("path", "d-axis")[0].attrib["d"])]
    km = float(read.texts("d-tick")[0].split()[0])
    assert radius / 60 == pytest.approx((bar[4] - bar[2]) / km, rel=0.01)
    assert (bar[4] - bar[2]) <= WIDTH / 3 + 1


def test_the_same_facts_stand_in_the_table_and_the_description() -> None:
    quay = replace(
        HERE, id="quay", name="The quay", url="places/quay/index.html", lat=50.1, words=("50.1°, 10°", "exact")
    )
    read = drawn(HERE, line((9, 49.9), (11, 50.1)), others=(quay,), credit="The desk")
    assert [[c.text for c in row] for row in read.drawing.rows] == [
        ["Arden", "50.000°, 10.000°", "near this position"],
        ["The quay", "50.1°, 10°", "exact"],
    ]
    assert read.drawing.rows[1][0].url == "places/quay/index.html"
    markup = read.drawing.svg.markup
    description = markup[markup.index("<desc") : markup.index("</desc>")]
    for words in ("Arden", "near this position", "The quay"):
        assert words in description
    assert read.drawing.caption.endswith("Map: The desk.")
    assert read.texts("d-label") == ["The quay"]


def test_nothing_of_the_base_near_is_no_map() -> None:
    assert locator_map(HERE, (), BaseMap((square(-100, -40, 1),)), EN) is None
    assert locator_map(HERE, (), BaseMap((square(10, 50, 80),)), EN) is None, "land all round tells nothing"


def test_towns_are_named_once_and_do_not_run_into_each_other() -> None:
    towns = [town(f"Town {n}", 10 + n / 1000, 50.2) for n in range(30)]
    read = drawn(HERE, line((9, 49.9), (11, 50.1)), *towns, town("Arden", 10.3, 50.0))
    assert 1 <= len(read.texts("d-note")) < 5
    assert "Arden" not in read.texts("d-note")
    assert len(read.all("circle", "d-town")) == len(read.texts("d-note")), "no dot without its name"


# ---- the globe ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lon", [179.9, -179.9, 180, -180])
def test_over_the_antimeridian(lon: float) -> None:
    place = replace(HERE, lon=float(lon), lat=-16.5)
    here = drawn(place, square(180, -16.5, 0.3), town("Waiyevo", -179.8 if lon > 0 else 179.8, -16.6))
    assert here.all("path", "d-land")
    assert here.texts("d-note") == ["Waiyevo"]
    elsewhere = drawn(replace(HERE, lon=0.1 if lon > 0 else -0.1, lat=-16.5), square(0, -16.5, 0.3))
    if abs(lon) != 180:
        assert len(here.all("path", "d-coast")) == len(elsewhere.all("path", "d-coast"))


@pytest.mark.parametrize("lat", [90.0, -90.0, 89.99, 88.0])
def test_at_the_poles(lat: float) -> None:
    edge = math.copysign(89.8, lat)
    ring = line(*((float(lon), edge) for lon in range(-180, 181, 10)))
    read = drawn(replace(HERE, lat=lat, lon=25.0, radius_km=80.0), ring)
    assert read.all("path", "d-river")


def test_land_on_the_other_side_of_the_globe_is_not_all_round(tmp_path: Any) -> None:
    """A polygon that holds the antipode would fill the sheet, were it only projected."""
    here = replace(HERE, lat=-41.0, lon=174.8)
    read = drawn(here, square(-5, 41, 30), line((174, -41.1), (175.5, -40.9)))
    assert not read.all("path", "d-land")


@settings(deadline=None, max_examples=40)
@given(
    st.floats(-180, 180),
    st.floats(-90, 90),
    st.sampled_from([0.0, 3.0, 60.0, 300.0]),
    st.lists(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=4, max_size=8), max_size=4),
)
def test_any_place_on_any_base_is_sound(lon: float, lat: float, radius: float, rings: list[Any]) -> None:
    base = BaseMap((*(Shape(Kind.LAND, "", (tuple(r),)) for r in rings), line((lon - 0.3, lat), (lon + 0.3, lat))))
    drawing = locator_map(replace(HERE, lon=lon, lat=lat, radius_km=radius), (), base, EN)
    if drawing is not None:
        Read(drawing).assert_sound()


def test_a_fine_base_is_thinned_to_what_is_seen() -> None:
    coast = tuple((9 + n / 20_000, 50 + 0.2 * math.sin(n / 7) * math.sin(n / 900)) for n in range(40_000))
    drawing = locator_map(HERE, (), BaseMap((Shape(Kind.LAND, "", ((*coast, (11.0, 60.0), (9.0, 60.0)),)),)), EN)
    assert drawing is not None
    assert len(drawing.svg.markup) < BYTES * 2
    assert HEIGHT < 300
