"""The one consolidated timeline: when each event happened, according to whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefing.dates import Edtf
from briefing.records import Event, Report


@dataclass(frozen=True, slots=True)
class Entry:
    """One event on the timeline."""

    event: str
    dates: tuple[Edtf, ...]
    """The different dates given for it, the earliest first; the editor's own alone where there is one."""
    by_editor: bool


def entry_of(event: Event, reports: tuple[Report, ...]) -> Entry:
    """An event as its editor or its reports date it."""
    return Entry(event.id, _dates(event, reports), event.date is not None)


def timeline_of(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Every event once, in order; those without a date at the end, in the order given."""
    dated: list[Entry] = []
    undated: list[Entry] = []
    for entry in entries:
        (dated if entry.dates else undated).append(entry)
    dated.sort(key=lambda e: (e.dates[0].sort_key, e.event))
    return (*dated, *undated)


def _dates(event: Event, reports: tuple[Report, ...]) -> tuple[Edtf, ...]:
    if event.date is not None:
        return (event.date,)
    given = {r.dating.date.text: r.dating.date for r in reports if r.dating.date is not None}
    return tuple(sorted(given.values(), key=lambda d: d.sort_key))
