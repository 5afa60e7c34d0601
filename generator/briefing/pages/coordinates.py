"""Where a place may be said to lie."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

from briefing.records import Place, Precision

_DIGITS = {Precision.EXACT: 4, Precision.NEAR: 3, Precision.DISTRICT: 2, Precision.REGION: 1, Precision.COUNTRY: 0}
"""Decimal places of a degree that a precision bears: 4 are some ten metres, each one less ten times that."""


def published_coordinates(place: Place) -> tuple[Decimal, Decimal] | None:
    """Latitude and longitude as they may be published, in degrees; None where a place has none.

    They are rounded to what the place's precision bears. A blurred place is moved to the middle of the cell of a fixed
    grid, as wide as its `blur_km`, in which it lies: unlike a random shift, nothing is learnt from a second edition.
    """
    if place.lat is None or place.lon is None:
        return None
    if place.blur_km:
        step = (place.blur_km / Decimal("111.32")).quantize(Decimal("0.0001"))
        if step > 0:
            return _to_grid(place.lat, step, 90), _to_grid(place.lon, min(step * 2, Decimal(90)), 180)
    unit = Decimal(1).scaleb(-_DIGITS.get(place.precision, 4) if place.precision else -4)
    return place.lat.quantize(unit, ROUND_HALF_EVEN), place.lon.quantize(unit, ROUND_HALF_EVEN)


def _to_grid(degrees: Decimal, step: Decimal, most: int) -> Decimal:
    middle = (degrees // step) * step + (step / 2 if degrees >= 0 else -step / 2)
    return max(Decimal(-most), min(Decimal(most), middle)).quantize(Decimal("0.01"))
