"""The base of locator maps: a GeoJSON file that the editor names. The tool brings no borders of its own.

[RFC 7946: longitude before latitude, WGS 84. Other members than those of the standard: a feature's `kind`, its `name`,
and `attribution` of the whole.]
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Any

from briefing.problems import Problem, did_you_mean

MAX_BYTES = 4 * 1024 * 1024
MAX_POINTS = 100_000
DEEPEST = 12
"""Collections within each other."""

Point = tuple[float, float]
"""Longitude and latitude, in degrees."""
Route = tuple[Point, ...]


class Kind(Enum):
    """What is drawn of a feature."""

    LAND = "land"
    WATER = "water"
    RIVER = "river"
    BORDER = "border"
    ROAD = "road"
    TOWN = "town"


@dataclass(frozen=True, slots=True)
class Shape:
    """One feature."""

    kind: Kind
    name: str
    routes: tuple[Route, ...]
    """Rings of a surface, lines, or for a town one point each."""

    @property
    def is_surface(self) -> bool:
        """Whether its routes are rings."""
        return self.kind in (Kind.LAND, Kind.WATER)


@dataclass(frozen=True, slots=True)
class BaseMap:
    """All that may be drawn below a place."""

    shapes: tuple[Shape, ...]
    credit: str = ""


class _Bad(Exception):  # noqa: N818
    """What is wrong in the file, and what to do."""


@lru_cache(maxsize=2)  # a running preview asks again for the same bytes
def read_base_map(path: str, data: bytes) -> BaseMap | Problem:
    """The map that GeoJSON stands for, or what is wrong with it.

    Args:
        path: POSIX, below the content folder.
    """
    try:
        text = data.decode("utf-8-sig")
        tree = json.loads(text, parse_constant=_no_number)
        features = list(_features(tree, 0))
        shapes = tuple(shape for feature in features for shape in _shapes(*feature))
    except UnicodeDecodeError:
        return _problem(path, "The map is not UTF-8.", "Save it as UTF-8: GeoJSON is nothing else.")
    except json.JSONDecodeError as error:
        message = f"The map is not JSON that can be read: {error.msg}."
        return Problem("bad-map", path, message, "Export it anew as GeoJSON.", (), error.lineno, error.colno)
    except RecursionError:
        return _problem(path, "The map's parts stand too deep within each other.", "Export it anew, without groups.")
    except _Bad as bad:
        return _problem(path, *bad.args)
    if not shapes:
        return _problem(path, "There is nothing to draw in the map.", "It needs polygons, lines or named points.")
    credit = tree.get("attribution", "")
    return BaseMap(shapes, credit if isinstance(credit, str) else "")


def _problem(path: str, message: str, help_: str) -> Problem:
    return Problem("bad-map", path, message, help_, (), 1, 1)


def _no_number(name: str) -> float:
    raise _Bad(f"`{name}` is not a number that JSON knows.", "Export the map anew.")


# ---- features -----------------------------------------------------------------------------------------------------


def _features(tree: object, depth: int) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each geometry with its feature's properties."""
    if depth > DEEPEST:
        raise _Bad("The map's parts stand too deep within each other.", "Export it anew, without groups.")
    if not isinstance(tree, dict):
        raise _Bad("The map is JSON, but not GeoJSON.", 'It begins with `{"type": "FeatureCollection", "features": [`.')
    if "crs" in tree:
        _check_crs(tree["crs"])
    match tree.get("type"):
        case "FeatureCollection":
            for feature in _list(tree.get("features"), "features"):
                yield from _features(feature, depth + 1)
        case "Feature":
            properties = tree.get("properties")
            given = properties if isinstance(properties, dict) else {}
            if tree.get("geometry") is not None:
                yield from ((geometry, given) for geometry, _ in _features(tree["geometry"], depth + 1))
        case "GeometryCollection":
            for geometry in _list(tree.get("geometries"), "geometries"):
                yield from _features(geometry, depth + 1)
        case str(name) if name in _GEOMETRIES:
            yield tree, {}
        case "Topology":
            raise _Bad("The map is TopoJSON.", "Export it as GeoJSON.")
        case other:
            known = ("FeatureCollection", "Feature", "GeometryCollection", *_GEOMETRIES)
            raise _Bad(f"`{other}` is not a type of GeoJSON.", did_you_mean(str(other), known, "Export the map anew."))


def _check_crs(crs: object) -> None:
    named = crs.get("properties") if isinstance(crs, dict) else None
    name = str(named.get("name", "")) if isinstance(named, dict) else ""
    if crs is not None and not name.upper().endswith(("CRS84", "EPSG::4326", "EPSG:4326")):
        message = f"The map's coordinates are those of `{name or crs}`, not longitude and latitude (WGS 84)."
        raise _Bad(message, "Export it in EPSG:4326: GeoJSON is nothing else.")


_GEOMETRIES = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
"""By type: how many lists deep its points stand."""
_KINDS = {"Polygon": (Kind.LAND, Kind.WATER), "LineString": (Kind.BORDER, Kind.RIVER, Kind.ROAD), "Point": (Kind.TOWN,)}


def _shapes(geometry: dict[str, Any], properties: dict[str, Any]) -> Iterator[Shape]:
    type_ = str(geometry["type"])
    kinds = _KINDS[type_.removeprefix("Multi")]
    kind = kinds[0]
    if (written := properties.get("kind")) is not None:
        found = [k for k in kinds if k.value == written]
        if not found:
            listed = ", ".join(f"`{k.value}`" for k in kinds)
            raise _Bad(f"`{written}` is not a kind of a {type_}.", f"Write {listed}, or leave `kind` out.")
        kind = found[0]
    name = properties.get("name")
    routes = tuple(_routes(geometry.get("coordinates"), _GEOMETRIES[type_]))
    if kind is Kind.TOWN:
        routes = tuple((point,) for route in routes for point in route)
    if routes and (kind is not Kind.TOWN or isinstance(name, str)):
        yield Shape(kind, name if isinstance(name, str) else "", routes)


def _routes(written: object, depth: int) -> Iterator[Route]:
    """The rings, lines or single points of `coordinates`."""
    if depth == 0:
        yield (_point(written),)
    elif depth == 1:
        points = _list(written, "coordinates")
        if points and isinstance(points[0], list) and points[0] and isinstance(points[0][0], list):
            raise _Bad("The coordinates stand one list too deep for their type.", "Export the map anew.")
        yield _unwound(_point(p) for p in points)
    else:
        for part in _list(written, "coordinates"):
            yield from _routes(part, depth - 1)


def _list(value: object, name: str) -> list[Any]:
    if not isinstance(value, list):
        raise _Bad(f"`{name}` of the map must be a list.", "Export the map anew.")
    if len(value) > MAX_POINTS:
        raise _Bad(f"The map has more than {MAX_POINTS:,} points in one list.", SIMPLIFY)
    return value


SIMPLIFY = "Simplify it to what a page can show (mapshaper does it), or cut out the region."


def _point(value: object) -> Point:
    match value:
        case [float() | int() as lon, float() | int() as lat, *_] if not isinstance(lon, bool):
            pass
        case _:
            raise _Bad("A point of the map is not a longitude and a latitude.", "Write `[32.6, 46.6]`.")
    if not (math.isfinite(lon) and -360 <= lon <= 360 and -90 <= lat <= 90):
        message = f"[{lon}, {lat}] is no longitude and latitude in degrees."
        raise _Bad(message, "GeoJSON has the longitude first; export the map in EPSG:4326.")
    return float(lon), float(lat)


def _unwound(points: Iterable[Point]) -> Route:
    """A route that crosses the antimeridian goes on beyond 180° instead of round the world."""
    found: list[Point] = []
    turn = 0.0
    last = 0.0
    for lon, lat in points:
        # A step of a whole turn is a file that is cut at the antimeridian and runs along the pole.
        if found and 180 < abs(lon - last) < 359:
            turn += 360 if lon < last else -360
        last = lon
        found.append((lon + turn, lat))
    return tuple(found)


def count_points(base: BaseMap) -> int:
    """All points of a map."""
    return sum(len(route) for shape in base.shapes for route in shape.routes)
