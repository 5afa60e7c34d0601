"""Zones: how far apart two clocks can be, and what a zone's name in a text settles.

A name settles the offset only where it has stood for a single one; "local time" and a city's time leave it open.
"""

from __future__ import annotations

EASTERNMOST = 14 * 60
"""The zone in which a day begins first, in minutes east of UTC (Kiribati)."""
WESTERNMOST = -12 * 60
"""The zone in which a day ends last, in minutes east of UTC (Baker Island)."""

NAMES = (
    "utc",
    "gmt",
    "moscow time",
    "kyiv time",
    "kiev time",
    "london time",
    "eastern time",
    "central european time",
    "local time",
)
"""The zones an article may name after a clock time, case folded."""

_MOSCOW_CHANGED = "2014-10-26"
"""The day on which Moscow's clocks went to UTC+3, where they have stayed (tz database)."""


def suffix(name: str | None, day: str) -> str:
    """The EDTF zone of a clock time on an ISO `day`: `Z`, `+03:00`, or `""` where the name does not settle it."""
    if name in ("utc", "gmt"):
        return "Z"
    return "+03:00" if name == "moscow time" and day > _MOSCOW_CHANGED else ""
