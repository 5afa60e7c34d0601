"""The base of the maps: what of GeoJSON is taken, and what is refused with a reason."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.base_map import MAX_POINTS, BaseMap, Kind, read_base_map
from briefing.problems import Problem

SQUARE = [[0, 0], [1, 0], [1, 1], [0, 0]]


def read(tree: Any) -> BaseMap | Problem:
    return read_base_map("media/base.geojson", tree if isinstance(tree, bytes) else json.dumps(tree).encode())


def taken(tree: Any) -> BaseMap:
    found = read(tree)
    assert isinstance(found, BaseMap), found
    return found


def feature(type_: str, coordinates: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": type_, "coordinates": coordinates}}


def test_what_is_drawn_of_each_type() -> None:
    base = taken(
        {
            "type": "FeatureCollection",
            "attribution": "The desk",
            "features": [
                feature("Polygon", [SQUARE, SQUARE]),
                feature("MultiPolygon", [[SQUARE], [SQUARE]], kind="water"),
                feature("LineString", SQUARE),
                feature("MultiLineString", [SQUARE, SQUARE], kind="river"),
                feature("Point", [1, 2, 300], name="Arden"),
                feature("MultiPoint", [[1, 2], [3, 4]], name="Arden"),
                feature("Point", [1, 2]),
                {"type": "Feature", "properties": None, "geometry": None},
                {"type": "GeometryCollection", "geometries": [{"type": "LineString", "coordinates": SQUARE}]},
            ],
        }
    )
    assert base.credit == "The desk"
    assert [(s.kind, len(s.routes)) for s in base.shapes] == [
        (Kind.LAND, 2),
        (Kind.WATER, 2),
        (Kind.BORDER, 1),
        (Kind.RIVER, 2),
        (Kind.TOWN, 1),
        (Kind.TOWN, 2),
        (Kind.BORDER, 1),
    ]


def test_a_line_over_the_antimeridian_goes_on() -> None:
    (shape,) = taken(feature("LineString", [[179, 0], [-179, 1], [-178, 2], [179, 3]])).shapes
    assert shape.routes == (((179, 0), (181, 1), (182, 2), (179, 3)),)
    (pole,) = taken(feature("LineString", [[-180, -90], [180, -90]])).shapes
    assert pole.routes == (((-180, -90), (180, -90)),)


@pytest.mark.parametrize(
    ("tree", "message", "help_"),
    [
        (b"{\n  oops}", "The map is not JSON that can be read: ", "Export"),
        (b"\xff\xfe", "The map is not UTF-8.", "UTF-8"),
        (b'{"type": "Point", "coordinates": [NaN, 1]}', "`NaN` is not a number", ""),
        (b"[" * 100_000, "The map's parts stand too deep", ""),
        ([], "The map is JSON, but not GeoJSON.", "FeatureCollection"),
        ({"type": "Topology"}, "The map is TopoJSON.", "GeoJSON"),
        ({"type": "FeatureColection"}, "`FeatureColection` is not a type of GeoJSON.", "`FeatureCollection`"),
        ({"type": "FeatureCollection", "features": {}}, "`features` of the map must be a list.", ""),
        ({"type": "FeatureCollection", "features": []}, "There is nothing to draw in the map.", "polygons"),
        (feature("Point", [1, 2]), "There is nothing to draw in the map.", "named points"),
        (feature("LineString", [[1, 2], ["x", 3]]), "A point of the map is not a longitude and a latitude.", "[32.6"),
        (feature("LineString", [[True, 2], [3, 3]]), "A point of the map is not a longitude and a latitude.", ""),
        (feature("LineString", [[SQUARE]]), "The coordinates stand one list too deep", ""),
        (feature("LineString", [[46, 132], [47, 133]]), "[46, 132] is no longitude and latitude", "longitude first"),
        (feature("LineString", [[3e6, 5e6], [3e6, 6e6]]), "[3000000.0, 5000000.0] is no longitude", "EPSG:4326"),
        (feature("Polygon", [SQUARE], kind="river"), "`river` is not a kind of a Polygon.", "`land`, `water`"),
        (feature("LineString", [[0, 0]] * (MAX_POINTS + 1)), "The map has more than 100,000 points", "mapshaper"),
        (
            {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}} | feature("Point", [1, 2]),
            "The map's coordinates are those of `urn:ogc:def:crs:EPSG::3857`",
            "EPSG:4326",
        ),
    ],
)
def test_what_cannot_be_used_is_a_problem(tree: Any, message: str, help_: str) -> None:
    found = read(tree)
    assert isinstance(found, Problem)
    assert (found.code, found.path) == ("bad-map", "media/base.geojson")
    assert found.line >= 1
    assert found.message.startswith(message)
    assert help_ in found.help


def test_json_that_is_wrong_is_shown_where() -> None:
    found = read(b'{"type": "Point",\n "coordinates": [1, 2}')
    assert isinstance(found, Problem)
    assert (found.line, found.column) == (2, 22)


def test_the_crs_of_the_standard_may_be_said() -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    assert taken({"crs": crs} | feature("LineString", SQUARE)).shapes


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.sampled_from(["Point", "Polygon", "Feature", "water"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["type", "features", "geometry", "geometries", "coordinates", "properties", "crs", "kind", "name"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=30,
)


@given(JSON)
def test_whatever_it_is_given_it_answers(tree: Any) -> None:
    read(json.dumps(tree).encode())
