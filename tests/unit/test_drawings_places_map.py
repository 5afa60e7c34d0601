"""The map of all places: each is on it, or counted, and none is drawn more exactly than its record."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.base_map import BaseMap, Kind, Shape
from briefing.drawings.map_ground import FOOT, HEIGHT, Located
from briefing.drawings.places_map import AREAS, ROWS, places_map
from briefing.drawings.svg import WIDTH
from briefing.pages.views import Drawing
from drawn import EN, Read

BASE = BaseMap((Shape(Kind.RIVER, "", (tuple((lon, 50.1) for lon in range(-180, 181, 2)),)),), "A sketch")
EXACT = Located("arden", "Arden", "places/arden/", 50.0, 10.0, 0.0, False, ("50.000°, 10.000°", "exact position"))
NEAR = replace(EXACT, id="overton", name="Overton", lat=50.3, lon=10.6, radius_km=1.0)
HIDDEN = replace(EXACT, id="house", name="A house", lat=49.7, lon=9.6, radius_km=8.0, is_blurred=True)


def drawn(*places: Located, base: BaseMap = BASE) -> Drawing:
    made = places_map(places, base, EN)
    assert made is not None
    return made


def test_only_an_exact_position_is_a_dot() -> None:
    made = drawn(EXACT, NEAR, HIDDEN)
    svg = made.svg.markup
    for place, is_dot in ((EXACT, True), (NEAR, False), (HIDDEN, False)):
        (mark,) = re.findall(rf'<g class="d-mark"><title>{place.name}: [^<]*</title>(.*?)</g>', svg)
        assert ("d-ring" in mark) != is_dot, place.name
    assert svg.count('class="d-blurred"') == 1
    assert svg.count('class="d-vague"') == 1, "at this scale a kilometre is no area"
    assert [row[0].text for row in made.rows] == ["Arden", "Overton", "A house"]
    assert [row[0].url for row in made.rows] == ["places/arden/"] * 3
    assert made.caption.endswith("Map: A sketch.")
    assert set(Read(made).texts("d-label")) == {"Arden", "Overton", "A house"}


def test_places_too_close_together_are_counted() -> None:
    made = drawn(EXACT, replace(EXACT, id="mill", name="The mill", lat=50.001), NEAR)
    assert "<title>Arden, The mill</title>" in made.svg.markup
    assert "2" in Read(made).texts("d-label")
    assert "too close together" in made.caption


def test_what_is_too_wide_or_too_far_off_is_said_to_be() -> None:
    country = replace(EXACT, id="land", name="The country", radius_km=300.0)
    antipode = replace(EXACT, id="isle", name="The isle", lat=-50.0, lon=-170.0)
    made = drawn(EXACT, NEAR, country, antipode)
    assert "2 places are too wide or too far off" in made.caption
    assert len(made.rows) == 4
    assert "The country:" not in made.svg.markup


def test_a_map_goes_over_the_edge_of_the_world() -> None:
    west, east = replace(EXACT, lon=179.8), replace(NEAR, lon=-179.9)
    xs = [float(x) for x in re.findall(r'<circle(?: class="d-ring")? cx="([\d.]+)"', drawn(west, east).svg.markup)]
    assert max(xs) - min(xs) < WIDTH
    assert min(xs) < WIDTH / 2 < max(xs)


def test_a_country_alone_is_drawn() -> None:
    country = replace(EXACT, id="land", name="The country", radius_km=300.0)
    assert places_map([country], BASE, EN) is not None
    assert places_map([], BASE, EN) is None
    assert places_map([EXACT, NEAR], BaseMap((), ""), EN) is None


PLACES = st.builds(
    replace,
    st.just(EXACT),
    id=st.uuids().map(str),
    name=st.sampled_from(["Arden", "A very long name of a place that is cut", "мiсто", "قرية"]),
    lat=st.floats(-89.9, 89.9) | st.floats(49, 51),
    lon=st.floats(-180, 180) | st.floats(9, 11),
    radius_km=st.sampled_from([0.0, 3.0, 15.0, 60.0, 300.0]),
    is_blurred=st.booleans(),
)


@settings(deadline=None)
@given(st.lists(PLACES, min_size=1, max_size=120))
def test_every_place_is_drawn_or_counted_and_inside_the_drawing(places: list[Located]) -> None:
    made = places_map(places, BASE, EN)
    if made is None:
        return
    svg = made.svg.markup
    marks = re.findall(
        r'<g class="d-mark"><title>[^<]*</title><circle[^>]* cx="([-\d.]+)" cy="([-\d.]+)" r="([\d.]+)"', svg
    )
    for x, y, _ in marks:
        assert 0 <= float(x) <= WIDTH
        assert 0 <= float(y) <= HEIGHT + FOOT
    assert svg.count('class="d-vague"') <= AREAS
    single = len(re.findall(r'<g class="d-mark"><title>[^<]*: 50', svg))
    counted = re.findall(r'font-size="\d+"[^>]*>(\d+)</text>', svg)
    left = re.search(r"(\d+) places? (?:is|are) too wide", made.caption)
    assert single + sum(map(int, counted)) + (int(left[1]) if left else 0) == len(places)
    assert len(made.rows) == min(len(places), ROWS + 1)
    assert len(svg) < 60_000
