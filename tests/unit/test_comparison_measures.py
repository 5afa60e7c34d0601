"""Units: their names, what leads from one to another, and what adds up."""

from __future__ import annotations

from decimal import Decimal

import pytest

from briefing.comparison.intervals import interval_of
from briefing.comparison.measures import Scale, is_count, measure_of, on_scale, shared_scale
from briefing.comparison.tables import PLURALS, SPELLINGS, SYMBOLS, UNITS, Unit
from briefing.records import Amount, Qualifier
from comparing import figure, kind_of


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("km", "kilometre"),
        ("kilometers", "kilometre"),
        ("Kilometres", "kilometre"),
        ("  nautical  miles ", "nautical mile"),
        ("feet", "foot"),
        ("inches", "inch"),
        ("centuries", "century"),
        ("lbs", "pound"),
        ("m²", "square metre"),
        ("square feet", "square foot"),
        ("%", "percent"),
        ("per cent", "percent"),
        ("Hours", "hour"),
        ("mg", "milligram"),
    ],
)
def test_a_unit_goes_by_many_names(written: str, name: str) -> None:
    assert measure_of(written) == UNITS[name]


@pytest.mark.parametrize("written", ["Mg", "KM", "ton", "soldier", "M"])
def test_what_no_table_knows_is_not_guessed(written: str) -> None:
    assert not isinstance(measure_of(written), Unit)


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("soldier", "Soldiers"),
        ("city", "cities"),
        ("box", "boxes"),
        ("piece", "pieces"),
        ("bus", "buses"),
        ("house", "houses"),
        ("person", "people"),
        ("movie", "movies"),
        ("ambulance", "ambulances"),
        ("church", "churches"),
        ("hero", "heroes"),
        ("child", "children"),
        ("civilian", "civilians"),
        ("class", "classes"),
        ("square", "squares"),
    ],
)
def test_a_plural_is_the_same_unit(one: str, many: str) -> None:
    assert measure_of(one) == measure_of(many)


@pytest.mark.parametrize(("a", "b"), [("plan", "plane"), ("soldier", "officer"), ("mine", "min"), ("new", "newt")])
def test_two_units_stay_two(a: str, b: str) -> None:
    assert measure_of(a) != measure_of(b)


def test_the_tables_lead_to_units() -> None:
    assert {*SPELLINGS.values(), *SYMBOLS.values()} <= UNITS.keys()
    assert all(unit.least <= unit.most for unit in UNITS.values())
    assert not PLURALS.keys() & PLURALS.values()


def test_what_two_units_are_compared_in() -> None:
    assert shared_scale(measure_of("km"), measure_of("mile")) is Scale.FAMILY
    assert shared_scale(measure_of("month"), measure_of("years")) is Scale.MONTHS
    assert shared_scale(measure_of("month"), measure_of("day")) is Scale.FAMILY
    assert shared_scale(measure_of("tank"), measure_of("tanks")) is Scale.AS_IS
    assert shared_scale(None, None) is Scale.AS_IS
    assert shared_scale(measure_of("tank"), measure_of("plane")) is None
    assert shared_scale(measure_of("km"), measure_of("hour")) is None
    assert shared_scale(measure_of("tank"), None) is None


@pytest.mark.parametrize(("number", "low", "high"), [(9, 9 * 28, 9 * 31), (-1, -31, -28), (0, 0, 0)])
def test_months_are_of_no_one_length(number: int, low: int, high: int) -> None:
    interval = interval_of(Amount(Decimal(number)), Qualifier.EXACT, Decimal(0))
    assert interval is not None
    days = on_scale(interval, measure_of("month"), Scale.FAMILY)
    assert (days.low[0] / 86400, days.high[0] / 86400) == (low, high)


@pytest.mark.parametrize(
    ("a", "a_unit", "b", "b_unit", "expected"),
    [
        (1, "week", 7, "days", "agree"),
        (1, "week", 8, "days", "conflict"),
        (12, "month", 1, "year", "agree"),
        (13, "month", 1, "year", "conflict"),
        (1, "month", 4, "weeks", "compatible"),
        (1, "month", 5, "weeks", "conflict"),
        (1, "year", 366, "days", "compatible"),
        (1, "year", 367, "days", "conflict"),
        (50, "mile", 80, "km", "agree"),
        (50, "mile", 50, "km", "conflict"),
        (1, "km²", 100, "ha", "compatible"),
        (1, "tonne", 1, "kg", "conflict"),
        (87, "percent", 87, "%", "agree"),
        (5, "tank", 5, "plane", "not-comparable"),
        (5, "day", 5, "mile", "not-comparable"),
        (5, None, 5, "mile", "not-comparable"),
        (5, None, 5, None, "agree"),
    ],
)
def test_numbers_in_two_units(a: int, a_unit: str | None, b: int, b_unit: str | None, expected: str) -> None:
    assert kind_of(figure(), a, b, {"unit": a_unit}, {"unit": b_unit}) == expected


@pytest.mark.parametrize("unit", ["soldier", "pieces", "towns and villages", "dollar"])
def test_what_adds_up(unit: str) -> None:
    assert is_count(measure_of(unit))


@pytest.mark.parametrize(
    "unit",
    [
        None,
        "percent",
        "%",
        "per cent",
        "percentage points",
        "ratio",
        "degrees Celsius",
        "deaths per day",
        "km",
        "km/h",
        "‰",
    ],
)
def test_what_does_not_add_up(unit: str | None) -> None:
    assert not is_count(measure_of(unit))
