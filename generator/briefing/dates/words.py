"""An article's own words for a date, resolved against its day of publication where that is safe, in English.

The whole phrase must be understood, or it is left unresolved with a reason. A month does not become a day, words inside
a quotation wait for the day of the utterance, and "last Thursday" stays open because two days go by that name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from briefing.dates.edtf import Edtf, parse_edtf
from briefing.dates.periods import Reading
from briefing.dates.phrases import Reason, read


@dataclass(frozen=True, slots=True)
class Resolved:
    """The date the words mean, no finer than they are."""

    date: Edtf


@dataclass(frozen=True, slots=True)
class Unresolved:
    """No date is safe, and why."""

    reason: Reason


def resolve_words(
    words: str, published: Edtf | None, in_quotation: bool, language: str = "en"
) -> Resolved | Unresolved:
    """Resolve the words an article uses for a date; never raises.

    Rules, beside those of the content model:
    - A date without its year, and a month, is the latest such that begins on or before `published`.
    - Words that carry their year stand by themselves; all others are unresolved inside a quotation.
    - Where `published` is a month, a year or an interval, words are resolved if every day of it gives the same date.
    - A night runs into the next day, but never past `published`.
    - "since" before a plain date gives that date, at which what is reported set in; "by" gives an open start;
      "around" and "about" mark the date `~`, and leave a clock time unresolved.
    - Weeks, months and years "ago" are as rough as their unit: the seven days around, `2022-08~`, `2019~`.
    - "last week" is the calendar week from Monday to Sunday, "the last week" the seven days up to `published`.
    - A clock time needs its day. UTC, GMT and Moscow time (after 2014-10-26) give a zone, other zones leave it open.
    """
    if re.split("[-_]", language.casefold(), maxsplit=1)[0] != "en":
        return Unresolved(Reason.NO_LANGUAGE)
    reading = read(words)
    if isinstance(reading, Reason):
        return Unresolved(reading)
    if reading.absolute:
        return _resolved(reading, date.max, date.max)
    if in_quotation:
        return Unresolved(Reason.IN_QUOTATION)
    if published is None:
        return Unresolved(Reason.NO_PUBLISHED)
    first, last = published.first_day, published.last_day
    if first is None or last is None or published.approximate or published.uncertain:
        return Unresolved(Reason.NOT_A_DAY)
    return _resolved(reading, first, last)


def _resolved(reading: Reading, first: date, last: date) -> Resolved | Unresolved:
    try:
        text = reading.on(last)
        # No reading goes back while `published` goes forward, so the first and the last day speak for those between.
        if first != last and reading.on(first) != text:
            return Unresolved(Reason.NOT_A_DAY)
        return Resolved(parse_edtf(text))
    except (ValueError, OverflowError):
        return Unresolved(Reason.NO_SUCH_DAY)
