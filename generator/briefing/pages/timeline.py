"""`/timeline/`: all events by day, split by period where there are many; the undated at the end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from briefing.dates import Edtf
from briefing.dates.edtf import DatePrecision
from briefing.outputs import Output
from briefing.pages import addresses
from briefing.pages.filtering import event_tokens, filters
from briefing.pages.list_views import Day, NavLinkCount, TimelineView
from briefing.pages.output import page_output
from briefing.pages.site import PER_PAGE, Site
from briefing.pages.views import EventLine, ReportCard, Shell
from briefing.timeline import Entry

WHOLE = 60
"""Events with a date that one page shows before it is split."""
IN_BRIEF = 500
"""Events of which the first of several pages names each in a line."""


def plan(site: Site) -> Iterator[Output]:
    """One page, or one a period and a first one that leads to them."""
    dated = [e for e in site.findings.timeline if e.dates]
    undated = tuple(site.event_line(e.event) for e in site.findings.timeline if not e.dates)
    unresolved = tuple(site.presenter.report(r) for r in site.findings.unresolved[:PER_PAGE])
    if len(dated) <= WHOLE:
        yield _page(site, addresses.TIMELINE, "", dated, undated, unresolved, ())
        return
    periods = _periods(site, dated)
    for period in periods:
        yield _page(site, period.file, period.words, period.entries, (), (), _links(site, periods, period.file))
    brief = tuple(site.event_line(e.event) for e in dated) if len(dated) <= IN_BRIEF else ()
    yield _page(site, addresses.TIMELINE, "", [], undated, unresolved, _links(site, periods, addresses.TIMELINE), brief)


def _page(
    site: Site,
    file: str,
    heading: str,
    entries: Sequence[Entry],
    undated: tuple[EventLine, ...],
    unresolved: tuple[ReportCard, ...],
    periods: tuple[NavLinkCount, ...],
    in_brief: tuple[EventLine, ...] = (),
) -> Output:
    parents = (site.shells.parent("timeline", addresses.TIMELINE),) if heading else ()
    title = heading or site.say("nav.timeline")
    shell: Shell = site.shells.shell(
        "timeline", file, title, description=site.say("timeline.description"), parents=parents
    )
    tokens = {line.id: event_tokens(site, line.id) for line in in_brief + undated}
    tokens |= {e.event: event_tokens(site, e.event) for e in entries}
    offered = filters(site, tokens.values())

    def narrowed(lines: Iterable[EventLine]) -> tuple[EventLine, ...]:
        return tuple(replace(line, filters=offered.of(tokens[line.id])) for line in lines)

    days = tuple(replace(day, events=narrowed(day.events)) for day in _days(site, entries))
    return page_output(
        "timeline.html",
        TimelineView(
            shell=shell,
            heading=title,
            overview=None if heading else site.strip,
            periods=periods,
            in_brief=narrowed(in_brief),
            days=days,
            undated=narrowed(undated),
            unresolved=unresolved,
            filters=offered.groups,
        ),
    )


def _days(site: Site, entries: Sequence[Entry]) -> tuple[Day, ...]:
    """Entries in order, gathered under the date that each begins with."""
    grouped: dict[str, list[Entry]] = {}
    for entry in entries:
        grouped.setdefault(_day_of(entry.dates[0]), []).append(entry)
    days = []
    for key, members in grouped.items():
        first = members[0].dates[0]
        when = site.presenter.when(first) if not first.has_clock else None
        heading = (
            site.language.day(first.first_day) if first.has_clock and first.first_day else site.language.date(first)
        )
        days.append(Day(f"d-{key}", when, heading, tuple(site.event_line(e.event) for e in members)))
    return tuple(days)


def _day_of(dated: Edtf) -> str:
    """The key of the stretch a date belongs to: the day of a clock time, else the date itself, fit for a fragment."""
    if dated.has_clock and not dated.is_interval and dated.first_day is not None:
        return dated.first_day.isoformat()
    return "".join(c if c.isalnum() or c == "-" else "_" for c in dated.text)


@dataclass(frozen=True)
class _Period:
    """A page of a timeline that is split."""

    file: str
    words: str
    entries: Sequence[Entry]


def _periods(site: Site, dated: Sequence[Entry]) -> list[_Period]:
    """By month, or by year where months would be too many pages; what is still long, in parts."""
    months: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in dated:
        months[_month(entry.dates[0])].append(entry)
    if len(months) > 2 * len(dated) / WHOLE + 24:
        years: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in dated:
            years[_month(entry.dates[0])[:4]].append(entry)
        months = years
    return [period for name, entries in months.items() for period in _parts(site, name, entries)]


def _parts(site: Site, name: str, entries: Sequence[Entry]) -> Iterator[_Period]:
    year, _, month = name.partition("-")
    words = site.language.month(date(int(year), int(month), 1)) if month else str(int(year))
    if len(entries) <= WHOLE:
        yield _Period(f"timeline/{name}/index.html", words, entries)
        return
    for number, first in enumerate(range(0, len(entries), WHOLE), 1):
        file = f"timeline/{name}/index.html" if number == 1 else f"timeline/{name}/{number}/index.html"
        part = site.language.commas([words, site.say("list.page", number=number)])
        yield _Period(file, part, entries[first : first + WHOLE])


def _month(dated: Edtf) -> str:
    start = dated.start or dated.end
    assert start is not None
    day = start.first_day
    return f"{day.year:04}" if start.precision is DatePrecision.YEAR else f"{day.year:04}-{day.month:02}"


def _links(site: Site, periods: Sequence[_Period], current: str) -> tuple[NavLinkCount, ...]:
    return tuple(
        NavLinkCount(p.file, p.words, site.say("counts.events", n=len(p.entries)), p.file == current) for p in periods
    )
