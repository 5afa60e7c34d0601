"""Dates as editors write them: a subset of EDTF (ISO 8601-2), with clock times and zones from ISO 8601.

Nothing is guessed. What is not in the subset is refused in words that say what to write instead; the library route was
left because the known parsers take a thousand times as long or fail on open bounds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import lru_cache

from briefing.dates import mistakes
from briefing.dates.zones import EASTERNMOST, WESTERNMOST

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DAY_SECONDS = 86400


class DateError(ValueError):
    """Text that is no date of the subset: `message` says what is wrong, `help` what to write instead."""

    def __init__(self, message: str, help: str) -> None:  # noqa: A002  the word every problem uses
        super().__init__(message)
        self.message = message
        self.help = help


class DatePrecision(Enum):
    """The smallest unit a date names."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class Moment:
    """One date or time as written: all the seconds from `first` up to `last`, in the calendar of its own zone."""

    first: int
    """Its first second, counted from 0001-01-01T00:00:00 of the calendar it is written in."""
    last: int
    """The second after its last, counted likewise."""
    precision: DatePrecision
    offset: int | None = None
    """Minutes east of UTC; None where no zone is given, which is always so without a clock time."""
    approximate: bool = False
    """Marked `~` or `%`."""
    uncertain: bool = False
    """Marked `?` or `%`."""

    @property
    def first_day(self) -> date:
        """The calendar day it begins on, in its own zone."""
        return date.fromordinal(self.first // DAY_SECONDS + 1)

    @property
    def last_day(self) -> date:
        """The calendar day it ends on, in its own zone."""
        return date.fromordinal((self.last - 1) // DAY_SECONDS + 1)

    @property
    def has_clock(self) -> bool:
        """Whether it names a time of day."""
        return self.precision is DatePrecision.MINUTE or self.precision is DatePrecision.SECOND

    @property
    def instant(self) -> datetime:
        """Its first second, taken as UTC where it gives no zone."""
        return datetime(1, 1, 1, tzinfo=UTC) + timedelta(seconds=self.first, minutes=-(self.offset or 0))

    @property
    def clock(self) -> str:
        """`05:00` or `05:00:30` as written, `""` where no clock time is given."""
        if not self.has_clock:
            return ""
        minutes = f"{self.first // 3600 % 24:02}:{self.first // 60 % 60:02}"
        return minutes if self.precision is DatePrecision.MINUTE else f"{minutes}:{self.first % 60:02}"


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date, a time or an interval. Two that are written differently are unequal: `relate` says how they lie."""

    text: str
    """As written."""
    start: Moment | None
    """None: the interval is open to the past, or its start is unknown."""
    end: Moment | None
    """None: the interval is open to the future, or its end is unknown. The start again where it is no interval."""

    @property
    def is_interval(self) -> bool:
        """Whether two ends are written."""
        return "/" in self.text

    @property
    def is_open(self) -> bool:
        """Whether an end is open or unknown."""
        return self.start is None or self.end is None

    @property
    def has_clock(self) -> bool:
        """Whether either end names a time of day."""
        start, end = self.start, self.end
        return (start is not None and start.has_clock) or (end is not None and end.has_clock)

    @property
    def zoned(self) -> bool:
        """Whether it gives its zone, so that it names instants; an interval does so at every end or at none."""
        end = self.start or self.end
        return end is not None and end.offset is not None

    @property
    def approximate(self) -> bool:
        """Whether either end is marked `~` or `%`."""
        start, end = self.start, self.end
        return (start is not None and start.approximate) or (end is not None and end.approximate)

    @property
    def uncertain(self) -> bool:
        """Whether either end is marked `?` or `%`."""
        start, end = self.start, self.end
        return (start is not None and start.uncertain) or (end is not None and end.uncertain)

    @property
    def first_day(self) -> date | None:
        """The first calendar day as written; None where the start is open."""
        return self.start.first_day if self.start else None

    @property
    def last_day(self) -> date | None:
        """The last calendar day as written; None where the end is open."""
        return self.end.last_day if self.end else None

    @property
    def sort_key(self) -> tuple[int, int, int, str]:
        """Order on a timeline: by the written day it begins on, then its earliest instant, its latest, its text.

        An interval open to the past stands at the one date it names.
        """
        first = self.start or self.end
        assert first is not None
        latest = _FAR if self.end is None else self.end.last - 60 * (self.end.offset or 0)
        return (first.first // DAY_SECONDS, first.first - 60 * (first.offset or 0), latest, self.text)


_FAR = 10**12
"""Later than every date, in seconds."""

_MOMENT = re.compile(
    r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?"
    r"([~?%]?)"
)


@lru_cache(maxsize=4096)  # the dates of one briefing are few and stand in many articles
def parse_edtf(text: str) -> Edtf:
    """Read one date, time or interval.

    Raises:
        DateError: for anything outside the subset, and for days, times and intervals that cannot be.
    """
    start_text, slash, end_text = text.partition("/")
    if not slash:
        moment = _moment(text, text)
        return Edtf(text, moment, moment)
    start = None if start_text in ("", "..") else _moment(start_text, text)
    end = None if end_text in ("", "..") else _moment(end_text, text)
    if start is None and end is None:
        raise DateError(
            f"`{text}` is open on both sides, so it names no date.",
            "Give one side a date, as in `2022-11-11/..`, or leave the date out.",
        )
    if start and end:
        _check_order(start, end, start_text, end_text)
    return Edtf(text, start, end)


def _moment(text: str, whole: str) -> Moment:
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise _explained(text, whole)
    year, month, day, hour, minute, second, zone, mark = found.groups()
    first, last, precision = _days(text, year, month, day)
    offset = None
    if hour is not None:
        first, last, precision = _clock(text, first, hour, minute, second)
        offset = _offset(text, zone) if zone else None
    return Moment(first, last, precision, offset, mark in ("~", "%"), mark in ("?", "%"))


def _days(text: str, year: str, month: str | None, day: str | None) -> tuple[int, int, DatePrecision]:
    y = int(year)
    if y == 0:
        raise DateError(f"`{text}`: there is no year 0000.", "Write a year from 0001 to 9999.")
    if month is None:
        first = date(y, 1, 1).toordinal()
        return _seconds(first, 366 if _leap(y) else 365, DatePrecision.YEAR)
    m = int(month)
    if not 1 <= m <= 12:
        raise DateError(
            f"`{text}`: there is no month {month}.",
            "Months run from 01 to 12, in the order year-month-day; a season is written as an interval of months.",
        )
    length = 29 if m == 2 and _leap(y) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[m - 1]
    if day is None:
        return _seconds(date(y, m, 1).toordinal(), length, DatePrecision.MONTH)
    d = int(day)
    if not 1 <= d <= length:
        raise DateError(
            f"`{text}`: {MONTHS[m - 1]} {y} has {length} days.",
            f"Write a day from 01 to {length}, or `{year}-{month}` where only the month is known.",
        )
    return _seconds(date(y, m, d).toordinal(), 1, DatePrecision.DAY)


def _seconds(ordinal: int, days: int, precision: DatePrecision) -> tuple[int, int, DatePrecision]:
    return (ordinal - 1) * DAY_SECONDS, (ordinal - 1 + days) * DAY_SECONDS, precision


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _clock(text: str, midnight: int, hour: str, minute: str, second: str | None) -> tuple[int, int, DatePrecision]:
    h, m, s = int(hour), int(minute), int(second or 0)
    if h > 23 or m > 59 or s > 59:
        raise DateError(
            f"`{text}`: there is no such time of day.",
            "Times run from 00:00 to 23:59; midnight is 00:00 of the day that begins.",
        )
    first = midnight + h * 3600 + m * 60 + s
    if second is None:
        return first, first + 60, DatePrecision.MINUTE
    return first, first + 1, DatePrecision.SECOND


def _offset(text: str, zone: str) -> int:
    if zone == "Z":
        return 0
    offset = int(zone[1:3]) * 60 + int(zone[4:6])
    if zone[0] == "-":
        offset = -offset
    if int(zone[4:6]) > 59 or not WESTERNMOST <= offset <= EASTERNMOST:
        raise DateError(f"`{text}`: there is no zone {zone}.", "Zones run from -12:00 to +14:00; UTC is `Z`.")
    return offset


def _check_order(start: Moment, end: Moment, start_text: str, end_text: str) -> None:
    if (start.offset is None) is not (end.offset is None):
        raise DateError(
            f"`{start_text}/{end_text}` gives a zone at one end only.",
            "Give both ends a time and a zone, or neither a zone.",
        )
    if end.last - 60 * (end.offset or 0) <= start.first - 60 * (start.offset or 0):
        raise DateError(
            f"The interval `{start_text}/{end_text}` ends before it begins.",
            f"Write the earlier end first: `{end_text}/{start_text}`.",
        )


def _explained(text: str, whole: str) -> DateError:
    # The whole comes first: `11/11/2022` is one mistaken day, not an interval with two mistaken ends.
    mistake = mistakes.recognised(whole) or mistakes.recognised(text)
    if mistake is None:
        return DateError(f"{mistakes.shown(whole)} is not a date this site can read.", mistakes.FORMS)
    readable = [f"`{instead}`" for instead in mistake.instead if _reads(instead)]
    if readable:
        choice = ", whichever is meant" if len(readable) > 1 else ""
        return DateError(mistake.message, f"Write {' or '.join(readable)}{choice}.")
    return DateError(mistake.message, mistake.help)


def _reads(text: str) -> bool:
    try:
        parse_edtf(text)
    except DateError:
        return False
    return True
