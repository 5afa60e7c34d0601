"""The English phrases that name a date, and what each means on a given day of publication.

A phrase is matched whole: one word too many, and it is not understood. Days and clock times are here; `periods` has the
longer stretches.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache

from briefing.dates import zones
from briefing.dates.periods import MONTH, MONTH_NUMBERS, YEAR, Reading, read_duration, read_period


class Reason(Enum):
    """Why words are left unresolved."""

    NO_PUBLISHED = "no-published"
    """They count from the day of publication, which is not known."""
    IN_QUOTATION = "in-quotation"
    """They count from the day of an utterance."""
    NOT_UNDERSTOOD = "not-understood"
    """They are not, as a whole, a phrase for a date."""
    NOT_A_DAY = "not-a-day"
    """They count from a day, and `published` leaves open which: a month, an interval, or marked `~` or `?`."""
    NO_LANGUAGE = "no-language"
    """They are not English."""
    AMBIGUOUS = "ambiguous"
    """Two dates or times go by them: "last Thursday", "10:30 on Friday"."""
    ONLY_A_BOUND = "only-a-bound"
    """They say only before, after or until what it happened."""
    NO_SUCH_DAY = "no-such-day"
    """No day is called so: 31 November, or a Thursday that was a Friday."""


_LONGEST = 120
"""Characters beyond which nothing is a name for a date."""

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_WEEKDAY = rf"(?P<weekday>{'|'.join(_WEEKDAYS)})"
_NUMBER = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_PARTS = "morning|afternoon|evening|night"
_PART = rf"(?P<part>{_PARTS})"
_SHADE = r"(?:(?:early|earlier|late|later) (?:on )?)?"
_PART_OF = rf"{_SHADE}(?:the (?:early |late )?(?P<part_of>{_PARTS}) of )?"

_LEAD = re.compile(
    r"(?:(?:on|in|at) )?(?:(?P<lead>by|since|around|about|approximately|circa) )?(?:(?:on|in|at|during) )?"
)
_COUNTED_DAY = re.compile(
    rf"{_SHADE}(?:(?P<today>today|tonight|this (?P<this>morning|afternoon|evening))"
    rf"|last night|overnight|yesterday(?: {_PART})?)"
)
_WEEKDAY_ALONE = re.compile(rf"{_PART_OF}{_WEEKDAY}(?: {_PART})?")
_CALENDAR_DAYS = (
    re.compile(rf"{_PART_OF}(?:{_WEEKDAY} )?{MONTH} {_NUMBER}(?: {YEAR})?"),
    re.compile(rf"{_PART_OF}(?:{_WEEKDAY} )?(?:the )?{_NUMBER}(?: of)? {MONTH}(?: {YEAR})?"),
    re.compile(rf"{_PART_OF}(?:{_WEEKDAY} )?{YEAR}-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})"),
)

_CLOCK = (
    r"(?:(?P<hour12>1[0-2]|0?[1-9])(?::(?P<minute12>[0-5][0-9]))? ?(?P<half>am|pm)"
    r"|(?P<hour>[01][0-9]|2[0-3])(?P<colon>:?)(?P<minute>[0-5][0-9])(?P<hours> hours| hrs)?)"
    rf"(?: (?P<zone>{'|'.join(zones.NAMES)}))?"
)
_CLOCK_AND_DAY = (
    re.compile(rf"{_CLOCK}(?: on)? (?P<rest>.+)"),
    re.compile(rf"(?P<rest>.+?)(?: at)? {_CLOCK}"),
)

_AMBIGUOUS = re.compile(rf"(?:this |the )?(?:last|past|next|this|coming) (?:{_WEEKDAY}|{MONTH})(?: {_PART})?")
_BOUND = re.compile(r"\b(?:after|before|until|till|since|by|prior|following)\b")


@lru_cache(maxsize=1024)  # "on Friday" stands in many articles
def read(words: str) -> Reading | Reason:
    """What the words mean, or why that cannot be said of any day of publication."""
    phrase = _folded(words)
    if len(phrase) > _LONGEST:
        return Reason.NOT_UNDERSTOOD
    duration = read_duration(phrase)
    if duration:
        return duration
    found = _LEAD.match(phrase)
    assert found is not None  # every part of it may be absent
    lead, rest = found["lead"] or "", phrase[found.end() :]
    day = _day(rest)
    reading = Reading(day.absolute, day.text) if day else read_period(rest) or _clock_on_day(rest, lead)
    if isinstance(reading, Reading):
        return _led(lead, reading)
    if reading is not None:
        return reading
    if _AMBIGUOUS.fullmatch(rest):
        return Reason.AMBIGUOUS
    return Reason.ONLY_A_BOUND if _BOUND.search(phrase) else Reason.NOT_UNDERSTOOD


def _folded(words: str) -> str:
    text = re.sub(r"[‐‑‒–—]", "-", words[: 4 * _LONGEST].casefold())
    text = re.sub(r"\b([ap])\.\s?m\b", r"\1m", text)
    text = re.sub(r"[,\[\]()“”\"]|(?<![0-9])\.|\.(?![0-9])", " ", text)
    return " ".join(text.split())


def _led(lead: str, reading: Reading) -> Reading:
    if lead in ("", "since"):
        return reading
    if lead == "by":
        return Reading(reading.absolute, lambda published: f"../{reading.on(published).split('/')[-1]}")

    def about(published: date) -> str:
        return "/".join(f"{end.rstrip('~')}~" for end in reading.on(published).split("/"))

    return Reading(reading.absolute, about)


# ---- one day ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Day:
    """A phrase for one day, and the part of it that is named."""

    absolute: bool
    on: Callable[[date], date]
    part: str | None

    def text(self, published: date) -> str:
        day = self.on(published)
        end = min(day + timedelta(1), published) if self.part == "night" else day
        return f"{day}/{end}" if end > day else f"{day}"


def _day(phrase: str) -> _Day | None:
    counted = _COUNTED_DAY.fullmatch(phrase)
    if counted:
        back = timedelta(0 if counted["today"] else 1)
        part = "night" if phrase.endswith("night") else counted["this"] or counted["part"]
        return _Day(False, lambda published: published - back, part)
    alone = _WEEKDAY_ALONE.fullmatch(phrase)
    if alone:
        weekday = _WEEKDAYS.index(alone["weekday"])
        return _Day(
            False,
            lambda published: published - timedelta((published.weekday() - weekday) % 7),
            alone["part"] or alone["part_of"],
        )
    for pattern in _CALENDAR_DAYS:
        found = pattern.fullmatch(phrase)
        if found:
            return _calendar_day(found)
    return None


def _calendar_day(found: re.Match[str]) -> _Day:
    month, number = MONTH_NUMBERS.get(found["month"]) or int(found["month"]), int(found["day"])

    def on(published: date) -> date:
        day = date(int(found["year"]), month, number) if found["year"] else _latest(month, number, published)
        if found["weekday"] and _WEEKDAYS[day.weekday()] != found["weekday"]:
            raise ValueError
        return day

    return _Day(found["year"] is not None, on, found["part_of"])


def _latest(month: int, number: int, published: date) -> date:
    for year in range(published.year, published.year - 9, -1):  # 29 February may be eight years back
        if number <= monthrange(year, month)[1] and date(year, month, number) <= published:
            return date(year, month, number)
    raise ValueError


# ---- a clock time on a day ----------------------------------------------------------------------------------------


def _clock_on_day(phrase: str, lead: str) -> Reading | Reason | None:
    if lead not in ("", "by", "since"):
        return None  # how far "about 5am" reaches nobody can say
    for pattern in _CLOCK_AND_DAY:
        found = pattern.fullmatch(phrase)
        day = _day(found["rest"]) if found else None
        if found and day:
            return _clocked(found, day)
    return None


def _clocked(found: re.Match[str], day: _Day) -> Reading | Reason:
    if found["half"]:
        hour = int(found["hour12"]) % 12 + (12 if found["half"] == "pm" else 0)
    else:
        hour = int(found["hour"])
        if not (found["colon"] or found["hours"] or hour < 10):
            return Reason.NOT_UNDERSTOOD  # four figures alone may be a year or a count
        if found["colon"] and 10 <= hour <= 12 and not day.part:
            return Reason.AMBIGUOUS  # on a clock of twelve hours, or of 24
    if day.part and (day.part == "morning") is not (hour < 12):
        return Reason.AMBIGUOUS  # "2am Thursday night" is on Thursday or on Friday
    minute, zone = found["minute12"] or found["minute"] or "00", found["zone"]

    def on(published: date) -> str:
        named = day.on(published).isoformat()
        return f"{named}T{hour:02}:{minute}{zones.suffix(zone, named)}"

    return Reading(day.absolute, on)
