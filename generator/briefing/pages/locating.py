"""Locator maps of places: only what may be published of a position gets here."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.drawings import Located, locator_map, places_map
from briefing.pages import addresses
from briefing.pages.coordinates import published_coordinates
from briefing.pages.site import Site
from briefing.pages.views import Drawing
from briefing.recall import recalled
from briefing.records import Place, Precision

_RADIUS_KM = {
    Precision.EXACT: 0.0,
    Precision.NEAR: 3.0,
    Precision.DISTRICT: 15.0,
    Precision.REGION: 60.0,
    Precision.COUNTRY: 300.0,
}
_UNSTATED_KM = _RADIUS_KM[Precision.NEAR]
"""A record that does not say how exact it is, is not drawn as exact."""


@recalled
def locator(site: Site, place: str, inside: tuple[str, ...] = ()) -> Drawing | None:
    """The map of a place; None where the briefing has no base, or the place no position.

    Args:
        inside: places within it, to be marked where the map reaches.
    """
    base = site.library.config.base_map
    if base is None or (main := _located(site, site.library.places[place], is_own=True)) is None:
        return None
    others = [_located(site, site.library.places[one], is_own=False) for one in inside]
    return locator_map(main, _told(others), base, site.language)


@recalled
def all_places(site: Site, places: tuple[str, ...]) -> Drawing | None:
    """The map of all places in this order; None where the briefing has no base, or fewer than two a position."""
    base = site.library.config.base_map
    if base is None:
        return None
    known = _told([_located(site, site.library.places[place], is_own=False) for place in places])
    return places_map(known, base, site.language) if len(known) > 1 else None


def _told(places: Sequence[Located | None]) -> tuple[Located, ...]:
    return tuple(p for p in places if p is not None)


def _located(site: Site, place: Place, *, is_own: bool) -> Located | None:
    published = published_coordinates(place)
    if published is None:
        return None
    lat, lon = published
    url = "" if is_own else addresses.address("place", place.id)
    words = (site.say("place.position", lat=lat, lon=lon), precision_words(site, place))
    return Located(place.id, place.name, url, float(lat), float(lon), _radius(place), place.blur_km is not None, words)


def precision_words(site: Site, place: Place) -> str:
    """How exactly a place's position is meant, and whether it is kept rough."""
    precision = site.say(f"place.precision.{place.precision.value}") if place.precision else ""
    blurred = site.say("place.blurred", km=site.language.number(place.blur_km)) if place.blur_km else ""
    return site.language.sentences((f"({precision})" if precision and blurred else precision, blurred))


def _radius(place: Place) -> float:
    """Kilometres within which the record holds."""
    radius = _RADIUS_KM[place.precision] if place.precision else _UNSTATED_KM
    if place.blur_km is None:
        return radius
    # From the middle of a blurred position's cell to its corner, and what is lost where the middle is rounded.
    return max(radius, float(place.blur_km) * 1.12 + 0.8)
