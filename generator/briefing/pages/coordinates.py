"""Where a place may be said to lie."""

from __future__ import annotations

from decimal import Decimal

from briefing.records import Place


def published_coordinates(place: Place) -> tuple[Decimal, Decimal] | None:
    """Latitude and longitude in degrees, as the gate let them through; None where a place has none."""
    return None if place.lat is None or place.lon is None else (place.lat, place.lon)
