"""What the rules count with, as data: the methodology page prints these tables as they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

TOLERANCE = Decimal("0.1")
"""The share by which "about" widens a number where its figure gives none."""

ROUND_FROM = 20
"""A whole number from here on that ends in a zero is taken as rounded."""
ROUND_SHARE = Decimal("0.05")
"""A rounded number stands for itself ± half its last significant place, but at most ± this share of it."""

VAGUE: Mapping[str, tuple[int, int | None]] = {
    "none": (0, 0),
    "some": (0, None),
    "a few": (2, 9),
    "several": (3, 9),
    "dozens": (24, 99),
    "hundreds": (200, 999),
    "thousands": (2000, 9999),
    "many": (0, None),
    "a lot": (0, None),
}
"""The least and the most that a word may mean, both included; without a most, anything above the least."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that can be converted."""

    name: str
    family: str
    least: Decimal
    """What one of it comes to in the unit of its family whose factor is 1."""
    most: Decimal
    """The same, save for units of the calendar, whose length varies."""
    months: int = 0
    """How many months it is; 0 for what is no unit of the calendar."""


def _exact(family: str, name: str, factor: str) -> Unit:
    return Unit(name, family, Decimal(factor), Decimal(factor))


def _calendar(name: str, months: int, least_days: int, most_days: int) -> Unit:
    return Unit(name, "time", Decimal(86400 * least_days), Decimal(86400 * most_days), months)


UNITS: Mapping[str, Unit] = {
    unit.name: unit
    for unit in (
        _exact("length", "metre", "1"),
        _exact("length", "millimetre", "0.001"),
        _exact("length", "centimetre", "0.01"),
        _exact("length", "kilometre", "1000"),
        _exact("length", "inch", "0.0254"),
        _exact("length", "foot", "0.3048"),
        _exact("length", "yard", "0.9144"),
        _exact("length", "mile", "1609.344"),
        _exact("length", "nautical mile", "1852"),
        _exact("time", "second", "1"),
        _exact("time", "minute", "60"),
        _exact("time", "hour", "3600"),
        _exact("time", "day", "86400"),
        _exact("time", "week", "604800"),
        _calendar("month", 1, 28, 31),
        _calendar("year", 12, 365, 366),
        _calendar("decade", 120, 3652, 3653),
        _calendar("century", 1200, 36524, 36525),
        _exact("mass", "gram", "1"),
        _exact("mass", "milligram", "0.001"),
        _exact("mass", "kilogram", "1000"),
        _exact("mass", "tonne", "1000000"),
        _exact("mass", "ounce", "28.349523125"),
        _exact("mass", "pound", "453.59237"),
        _exact("area", "square metre", "1"),
        _exact("area", "hectare", "10000"),
        _exact("area", "square kilometre", "1000000"),
        _exact("area", "square foot", "0.09290304"),
        _exact("area", "acre", "4046.8564224"),
        _exact("area", "square mile", "2589988.110336"),
        _exact("share", "percent", "1"),
        _exact("share", "per mille", "0.1"),
    )
}
"""By name. A "ton" is left out: it is three different weights."""

SPELLINGS: Mapping[str, str] = {
    "meter": "metre", "millimeter": "millimetre", "centimeter": "centimetre", "kilometer": "kilometre",
    "sq m": "square metre", "square meter": "square metre", "sq km": "square kilometre",
    "square kilometer": "square kilometre", "sq ft": "square foot", "square feet": "square foot",
    "sq mile": "square mile", "sq mi": "square mile", "hr": "hour", "metric ton": "tonne", "gramme": "gram",
    "kilogramme": "kilogram", "kilo": "kilogram", "sec": "second", "per cent": "percent", "pct": "percent",
    "permille": "per mille",
}  # fmt: skip
"""Other words for a unit, to its name; capitals and the plural make no difference."""

SYMBOLS: Mapping[str, str] = {
    "mm": "millimetre", "cm": "centimetre", "m": "metre", "km": "kilometre", "in": "inch", "ft": "foot", "yd": "yard",
    "mi": "mile", "nmi": "nautical mile", "s": "second", "min": "minute", "h": "hour", "d": "day", "wk": "week",
    "mo": "month", "yr": "year", "mg": "milligram", "g": "gram", "kg": "kilogram", "t": "tonne", "oz": "ounce",
    "lb": "pound", "lbs": "pound", "m²": "square metre", "m2": "square metre", "km²": "square kilometre",
    "km2": "square kilometre", "ft²": "square foot", "ft2": "square foot", "ha": "hectare", "mi²": "square mile",
    "mi2": "square mile", "%": "percent", "‰": "per mille",
}  # fmt: skip
"""Symbols, to a unit's name. Capitals matter here: "Mg" is no milligram."""

PLURALS: Mapping[str, str] = {
    "people": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "feet": "foot",
    "lives": "life",
}
"""Plurals that no rule makes."""

NOT_COUNTED = frozenset({
    "average", "celsius", "db", "decibel", "degree", "fahrenheit", "fold", "fraction", "index", "kelvin", "kmh", "knot",
    "kph", "magnitude", "mean", "median", "mph", "per", "point", "pp", "ppm", "proportion", "rank", "rate", "ratio",
    "score", "share", "time", "°c", "°f",
})  # fmt: skip
"""Words in a unit of what does not add up: a part may have more of it than the whole."""
