from __future__ import annotations

from datetime import date

import pytest

from briefing.dates.periods import MONTH_NUMBERS, read_duration, read_period

SATURDAY = date(2022, 11, 12)


@pytest.mark.parametrize(
    ("phrase", "expected", "absolute"),
    [
        ("2022", "2022", True),
        ("november 2022", "2022-11", True),
        ("mid-november of 2022", "2022-11-11/2022-11-20", True),
        ("november", "2022-11", False),
        ("sept", "2022-09", False),
        ("late november", "2021-11-21/2021-11-30", False),
        ("mid last month", "2022-10-11/2022-10-20", False),
        ("last week", "2022-10-31/2022-11-06", False),
        ("this year", "2022", False),
        ("earlier this week", "2022-11-07/2022-11-12", False),
        ("one week ago", "2022-11-02/2022-11-08", False),
        ("12 months ago", "2021-11~", False),
    ],
)
def test_a_period(phrase: str, expected: str, absolute: bool) -> None:
    reading = read_period(phrase)
    assert reading is not None
    assert (reading.on(SATURDAY), reading.absolute) == (expected, absolute)


@pytest.mark.parametrize(
    "phrase", ["", "in november", "novembers", "earlier last week", "late this year", "0 days ago", "ago"]
)
def test_no_period(phrase: str) -> None:
    assert read_period(phrase) is None


@pytest.mark.parametrize(
    ("phrase", "published", "expected"),
    [
        ("for the last two weeks", SATURDAY, "2022-10-29/2022-11-12"),
        ("the last week", SATURDAY, "2022-11-05/2022-11-12"),
        ("past week", SATURDAY, "2022-11-05/2022-11-12"),
        ("last two weeks", SATURDAY, "2022-10-29/2022-11-12"),
        ("within the past month", date(2024, 3, 31), "2024-02-29/2024-03-31"),
        ("throughout the past year", date(2024, 2, 29), "2023-02-28/2024-02-29"),
    ],
)
def test_a_duration_ends_with_publication(phrase: str, published: date, expected: str) -> None:
    reading = read_duration(phrase)
    assert reading is not None
    assert reading.on(published) == expected


@pytest.mark.parametrize("phrase", ["last week", "in last week", "the last days", "past weeks", "for two weeks"])
def test_no_duration(phrase: str) -> None:
    assert read_duration(phrase) is None


def test_every_month_has_its_name_and_its_abbreviation() -> None:
    assert sorted(set(MONTH_NUMBERS.values())) == list(range(1, 13))
    assert len(MONTH_NUMBERS) == 24  # "may" is both, "sept" is September's second
