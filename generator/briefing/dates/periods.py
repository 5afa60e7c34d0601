"""The English phrases that name more than a day: months and their thirds, years, weeks, stretches up to publication."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from briefing.dates.edtf import MONTHS


@dataclass(frozen=True, slots=True)
class Reading:
    """A phrase understood."""

    absolute: bool
    """It carries its year, so that any day will do for `on`."""
    on: Callable[[date], str]
    """The EDTF text it means if published on that day; ValueError or OverflowError where there is no such day."""


MONTH_NUMBERS = {
    **{month.casefold(): number for number, month in enumerate(MONTHS, start=1)},
    **{month[:3].casefold(): number for number, month in enumerate(MONTHS, start=1)},
    "sept": 9,
}
MONTH = rf"(?P<month>{'|'.join(MONTH_NUMBERS)})"
YEAR = r"(?P<year>[12][0-9]{3})"

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNT = rf"(?P<count>{'|'.join(_NUMBERS)}|[1-9][0-9]{{0,2}})"
_UNIT = r"(?P<unit>day|week|month|year)(?P<plural>s?)"
_THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}

_MONTH_ALONE = re.compile(rf"(?:(?P<third>early|mid|late)(?:-| | in ))?{MONTH}(?: (?:of )?{YEAR})?")
_MONTH_COUNTED = re.compile(r"(?:(?P<third>early|mid|late) )?(?P<which>this|last) month")
_WEEK_OR_YEAR = re.compile(r"(?P<which>this|last) (?P<unit>week|year)")
_EARLIER = re.compile(r"earlier this (?P<unit>week|month|year)")
_AGO = re.compile(rf"(?:an?|{_COUNT}) {_UNIT} ago")
_DURATION = re.compile(
    rf"(?:(?:for|over|in|during|within|throughout) )?(?P<the>the )?(?P<which>last|past) (?:{_COUNT} )?{_UNIT}"
)


def read_period(phrase: str) -> Reading | None:
    """The meaning of a folded phrase without its preposition; None where it is no period."""
    if re.fullmatch(YEAR, phrase):
        return Reading(True, lambda _: phrase)
    for pattern, reading in (
        (_MONTH_ALONE, _month),
        (_MONTH_COUNTED, _month_counted),
        (_WEEK_OR_YEAR, _week_or_year),
        (_EARLIER, _earlier),
        (_AGO, _ago),
    ):
        found = pattern.fullmatch(phrase)
        if found:
            return reading(found)
    return None


def read_duration(phrase: str) -> Reading | None:
    """The meaning of a folded phrase, preposition and all, such as "over the past two days"; None where it is none."""
    found = _DURATION.fullmatch(phrase)
    if found is None:
        return None
    if found["count"] is None and (found["plural"] or not (found["the"] or found["which"] == "past")):
        return None  # "the last days" has no length, "last week" is a week of the calendar
    count, unit = _count(found["count"]), found["unit"]
    return Reading(False, lambda published: f"{_back(published, count, unit)}/{published}")


def _month(found: re.Match[str]) -> Reading:
    number, third = MONTH_NUMBERS[found["month"]], found["third"]
    if found["year"]:
        return Reading(True, lambda _: _month_text(int(found["year"]), number, third))
    first = _THIRDS[third][0] if third else 1

    def latest(published: date) -> str:
        to_come = (number, first) > (published.month, published.day)
        return _month_text(published.year - to_come, number, third)

    return Reading(False, latest)


def _month_counted(found: re.Match[str]) -> Reading:
    def on(published: date) -> str:
        day = _back(published, 1, "month") if found["which"] == "last" else published
        return _month_text(day.year, day.month, found["third"])

    return Reading(False, on)


def _month_text(year: int, month: int, third: str | None) -> str:
    text = f"{year:04}-{month:02}"
    if third is None:
        return text
    first, last = _THIRDS[third]
    return f"{text}-{first:02}/{text}-{min(last, monthrange(year, month)[1]):02}"


def _week_or_year(found: re.Match[str]) -> Reading:
    back = 1 if found["which"] == "last" else 0
    if found["unit"] == "year":
        return Reading(False, lambda published: f"{published.year - back:04}")

    def week(published: date) -> str:
        monday = published - timedelta(published.weekday() + 7 * back)
        return f"{monday}/{monday + timedelta(6)}"

    return Reading(False, week)


def _earlier(found: re.Match[str]) -> Reading:
    def on(published: date) -> str:
        first = {
            "week": published - timedelta(published.weekday()),
            "month": published.replace(day=1),
            "year": published.replace(month=1, day=1),
        }
        return f"{first[found['unit']]}/{published}"

    return Reading(False, on)


def _ago(found: re.Match[str]) -> Reading:
    count, unit = _count(found["count"]), found["unit"]

    def on(published: date) -> str:
        day = _back(published, count, unit)
        if unit == "day":
            return f"{day}"
        if unit == "week":
            return f"{day - timedelta(3)}/{day + timedelta(3)}"
        return f"{day.isoformat()[: 7 if unit == 'month' else 4]}~"

    return Reading(False, on)


def _count(word: str | None) -> int:
    if word is None:
        return 1
    return _NUMBERS.index(word) + 1 if word in _NUMBERS else int(word)


def _back(day: date, count: int, unit: str) -> date:
    """The day so many units before; the last of the month where that month is shorter."""
    if unit in ("day", "week"):
        return day - timedelta(count * (7 if unit == "week" else 1))
    year, month = divmod(day.year * 12 + day.month - 1 - count * (12 if unit == "year" else 1), 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
