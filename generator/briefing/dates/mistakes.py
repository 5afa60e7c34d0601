"""The usual ways to miswrite a date, and what was probably meant.

Nothing here is accepted: a recognised mistake only gives the editor a better sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

FORMS = (
    "Write a year, month or day (`2022`, `2022-11`, `2022-11-11`), a time (`2022-11-11T05:00+03:00`)"
    " or an interval (`2022-11-11/2022-11-14`)."
)


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong, in an editor's words."""

    message: str
    help: str
    """What to write, where no `instead` is a date."""
    instead: tuple[str, ...] = ()
    """What was probably meant, in the right form; not yet known to be a date."""


def recognised(text: str) -> Mistake | None:
    """The mistake `text` makes as a whole, or None where it is not one of the usual."""
    for pattern, message, help_or_instead in _MISTAKES:
        found = pattern.fullmatch(text)
        if found:
            said = f"{shown(text)} {message}" if text.strip() else message
            if isinstance(help_or_instead, str):
                return Mistake(said, found.expand(help_or_instead))
            return Mistake(said, FORMS, help_or_instead(found))
    return None


def shown(text: str) -> str:
    """Text as a message quotes it, cut where it is long."""
    return f"`{text}`" if len(text) <= 60 else f"`{text[:59]}…`"


def _iso(*parts: str | None) -> str:
    return "-".join(part.zfill(2) for part in parts if part)


_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

_MISTAKES: tuple[tuple[re.Pattern[str], str, str | Callable[[re.Match[str]], tuple[str, ...]]], ...] = (
    (re.compile(r"\s*"), "The date is empty.", "Leave the key out, or write a date such as `2022-11-11`."),
    (
        re.compile(r"(?P<a>[0-9]{1,2})[./ -](?P<b>[0-9]{1,2})[./ -](?P<y>[0-9]{4})\.?"),
        "is not in the order year-month-day.",
        lambda m: tuple(dict.fromkeys((_iso(m["y"], m["b"], m["a"]), _iso(m["y"], m["a"], m["b"])))),
    ),
    (
        re.compile(r"(?P<m>[0-9]{1,2})[./-](?P<y>[0-9]{4})"),
        "is not in the order year-month.",
        lambda m: (_iso(m["y"], m["m"]),),
    ),
    (
        re.compile(r"(?P<y>[0-9]{4})(?P<sign>[./-])(?P<m>[0-9]{1,2})(?:(?P=sign)(?P<d>[0-9]{1,2}))?"),
        "is not written with hyphens and two digits for month and day.",
        lambda m: (_iso(m["y"], m["m"], m["d"]),),
    ),
    (
        re.compile(r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})"),
        "has no hyphens.",
        lambda m: (_iso(m["y"], m["m"], m["d"]),),
    ),
    (
        re.compile(r".*/.*/.*"),
        "has more than one slash.",
        "An interval has two ends, as in `2022-11-11/2022-11-14`; an open end is two dots, as in `2022-11-11/..`.",
    ),
    (
        re.compile(rf"(?P<day>{_DATE})(?: +|t)(?P<time>[0-9]{{2}}:[0-9]{{2}}[^/]*)"),
        "has no T between the day and the time.",
        lambda m: (f"{m['day']}T{m['time']}",),
    ),
    (
        re.compile(r"(?P<date>[0-9]{4}(?:-[0-9]{2}){0,2}) ?(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})"),
        "gives a zone without a time.",
        r"Write the time too, as in `2022-11-11T05:00+03:00`, or only `\g<date>`.",
    ),
    (
        re.compile(rf"{_DATE}T[0-9]{{2}}:[0-9]{{2}}(?::[0-9]{{2}})?\s*[A-Za-z+-][^/]*"),
        "does not give its zone as an offset.",
        "Write `Z` for UTC or the offset with a colon, as in `+03:00`; leave it out where it is not known.",
    ),
    (
        re.compile(rf"{_DATE}T[^/]*"),
        "does not give its time as hours and minutes.",
        "Write two digits each, as in `2022-11-11T05:00` or `2022-11-11T05:00:30`.",
    ),
    (
        re.compile(rf"(?P<a>{_DATE})(?: *(?:-|–|—|\.\.) *| to | */ *)(?P<b>{_DATE})"),
        "does not part its two ends with a slash alone.",
        lambda m: (f"{m['a']}/{m['b']}",),
    ),
    (
        re.compile(rf"(?P<a>{_DATE})/[0-9]{{1,2}}(?:-[0-9]{{1,2}})?"),
        "shortens the end of its interval.",
        r"Write both ends in full, as in `\g<a>/…`.",
    ),
    (
        re.compile(r"[~?%][0-9-]+"),
        "has its mark in front.",
        "Write the mark at the end: `2022-11~` is about, `2022-11?` uncertain, `2022-11%` both.",
    ),
    (
        re.compile(r"[+-]?[0-9]+(?:-[0-9]{1,2}){0,2}[~?%]?"),
        "does not begin with a year of four digits.",
        "Write a year from 0001 to 9999 with four digits, as in `2022` or `0987`.",
    ),
    (
        re.compile(r"[^/]*[^\W\d_]{3}[^/]*"),
        "is in words.",
        "Write the date in figures, as in `2022-11-11`; an article's own words for it go into `date_words`.",
    ),
)
"""Pattern of the whole text, what is wrong with it, and the help or what was probably meant. The first one decides."""
