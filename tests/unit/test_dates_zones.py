from __future__ import annotations

import pytest

from briefing.dates.zones import EASTERNMOST, NAMES, WESTERNMOST, suffix


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [
        ("utc", "2022-11-11", "Z"),
        ("gmt", "1999-01-01", "Z"),
        ("moscow time", "2022-11-11", "+03:00"),
        ("moscow time", "2014-10-27", "+03:00"),
        ("moscow time", "2014-10-26", ""),
        ("moscow time", "2012-01-01", ""),
        (None, "2022-11-11", ""),
    ],
)
def test_what_a_name_settles(name: str | None, day: str, expected: str) -> None:
    assert suffix(name, day) == expected


def test_all_other_names_leave_the_zone_open() -> None:
    open_names = [name for name in NAMES if name not in ("utc", "gmt", "moscow time")]
    assert "kyiv time" in open_names
    assert {suffix(name, "2022-11-11") for name in open_names} == {""}


def test_two_clocks_are_at_most_26_hours_apart() -> None:
    assert EASTERNMOST - WESTERNMOST == 26 * 60
