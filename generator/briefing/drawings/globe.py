"""From the globe onto a sheet whose middle is one place: distances and directions from there are true.

[Azimuthal equidistant projection; near its middle no map is truer, and poles and the antimeridian are like any place.]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import acos, asin, atan2, cos, degrees, pi, radians, sin

from briefing.base_map import Point, Route

KM_PER_DEGREE = 111.195
"""Of latitude, on a sphere of 6,371 km."""
_RADIUS = KM_PER_DEGREE * 180 / pi
_STEP = 1 / 40
"""Of the window: an edge longer than that is bent as the sheet bends it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A map's rectangle around its middle, in kilometres."""

    lon: float
    lat: float
    half_width: float
    half_height: float

    def at(self, point: Point) -> tuple[float, float]:
        """Kilometres east and north of the middle."""
        lat, lat0, east = radians(point[1]), radians(self.lat), radians(point[0] - self.lon)
        cosine = sin(lat0) * sin(lat) + cos(lat0) * cos(lat) * cos(east)
        away = acos(max(-1.0, min(1.0, cosine)))
        if away < 1e-12:
            return 0.0, 0.0
        bearing = atan2(cos(lat) * sin(east), cos(lat0) * sin(lat) - sin(lat0) * cos(lat) * cos(east))
        return _RADIUS * away * sin(bearing), _RADIUS * away * cos(bearing)

    @property
    def window(self) -> tuple[float, float, float, float]:
        """Degrees that hold the rectangle: west, south, east, north; west and east from the middle on."""
        reach = (self.half_width**2 + self.half_height**2) ** 0.5 * 1.02 / _RADIUS
        south, north = self.lat - degrees(reach), self.lat + degrees(reach)
        if south <= -90 or north >= 90:
            return -180.0, max(south, -90.0), 180.0, min(north, 90.0)
        east = degrees(asin(min(1.0, sin(reach) / cos(radians(self.lat))))) if reach < pi / 2 else 180.0
        return -east, south, east, north

    def near(self, route: Route) -> Iterator[Route]:
        """A route counted from the middle's longitude, each turn of the globe on which it may meet the window."""
        west, south, east, north = self.window
        lons = [lon - self.lon for lon, _ in route]
        lats = [lat for _, lat in route]
        if max(lats) < south or min(lats) > north:
            return
        low, high = min(lons), max(lons)
        for turn in (-720, -360, 0, 360, 720):
            if high + turn >= west and low + turn <= east:
                yield tuple((lon + turn, lat) for lon, lat in zip(lons, lats, strict=True))

    def bent(self, route: Route) -> list[tuple[float, float]]:
        """A route of `near` on the sheet, with points between those that are far from each other."""
        west, south, east, north = self.window
        step = max((east - west) * _STEP, (north - south) * _STEP, 1e-9)
        found: list[tuple[float, float]] = []
        last: Point | None = None
        for lon, lat in route:
            if last is not None:
                pieces = int(max(abs(lon - last[0]), abs(lat - last[1])) / step) + 1
                for n in range(1, pieces):
                    part = n / pieces
                    between = (last[0] + (lon - last[0]) * part, last[1] + (lat - last[1]) * part)
                    found.append(self.at((between[0] + self.lon, between[1])))
            found.append(self.at((lon + self.lon, lat)))
            last = (lon, lat)
        return found
