"""`/timeline/`: all events by day, split by period where there are many; the undated at the end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from briefing.dates import Edtf
from briefing.dates.edtf import DatePrecision
from briefing.outputs import Output
from briefing.pages import addresses
from briefing.pages.list_views import Day, FilterGroup, NavLinkCount, TimelineView
from briefing.pages.output import page_output
from briefing.pages.site import PER_PAGE, Site
from briefing.pages.views import EventLine, Link, ReportCard, Shell
from briefing.timeline import Entry

OPTIONS = 40
"""Values that one filter offers: those with the most events."""


def plan(site: Site) -> Iterator[Output]:
    """One page, or one a period and a first one that leads to them."""
    dated = [e for e in site.findings.timeline if e.dates]
    undated = tuple(site.event_line(e.event) for e in site.findings.timeline if not e.dates)
    unresolved = tuple(site.presenter.report(r) for r in site.findings.unresolved[:PER_PAGE])
    if len(dated) <= PER_PAGE:
        yield _page(site, addresses.TIMELINE, "", dated, undated, unresolved, ())
        return
    periods = _periods(dated)
    for name, entries in periods.items():
        file = f"timeline/{name}/index.html"
        yield _page(site, file, _period_words(site, entries[0]), entries, (), (), _links(site, periods, file))
    yield _page(site, addresses.TIMELINE, "", [], undated, unresolved, _links(site, periods, addresses.TIMELINE))


def _page(
    site: Site,
    file: str,
    heading: str,
    entries: Sequence[Entry],
    undated: tuple[EventLine, ...],
    unresolved: tuple[ReportCard, ...],
    periods: tuple[NavLinkCount, ...],
) -> Output:
    parents = (site.shells.parent("timeline", addresses.TIMELINE),) if heading else ()
    title = heading or site.say("nav.timeline")
    shell: Shell = site.shells.shell(
        "timeline", file, title, description=site.say("timeline.description"), parents=parents
    )
    days = _days(site, entries)
    return page_output(
        "timeline.html",
        TimelineView(
            shell=shell,
            heading=title,
            overview=None if heading else site.strip,
            periods=periods,
            days=days,
            undated=undated,
            unresolved=unresolved,
            filters=_filters(site, [line for day in days for line in day.events] + list(undated)),
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


def _day_of(date: Edtf) -> str:
    """The key of the stretch a date belongs to: the day of a clock time, else the date itself, fit for a fragment."""
    if date.has_clock and not date.is_interval and date.first_day is not None:
        return date.first_day.isoformat()
    return "".join(c if c.isalnum() or c == "-" else "_" for c in date.text)


def _periods(dated: Sequence[Entry]) -> dict[str, list[Entry]]:
    """By month, or by year where months would be too many pages."""
    months: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in dated:
        months[_month(entry.dates[0])].append(entry)
    if len(months) <= 2 * len(dated) / PER_PAGE + 24:
        return dict(months)
    years: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in dated:
        years[_month(entry.dates[0])[:4]].append(entry)
    return dict(years)


def _month(date: Edtf) -> str:
    start = date.start or date.end
    assert start is not None
    day = start.first_day
    return f"{day.year:04}" if start.precision is DatePrecision.YEAR else f"{day.year:04}-{day.month:02}"


def _period_words(site: Site, first: Entry) -> str:
    start = first.dates[0].start or first.dates[0].end
    assert start is not None
    if start.precision is DatePrecision.YEAR:
        return str(start.first_day.year)
    return site.language.month(start.first_day)


def _links(site: Site, periods: dict[str, list[Entry]], current: str) -> tuple[NavLinkCount, ...]:
    return tuple(
        NavLinkCount(file, _period_words(site, entries[0]), site.say("counts.events", n=len(entries)), file == current)
        for name, entries in periods.items()
        for file in (f"timeline/{name}/index.html",)
    )


def _filters(site: Site, lines: Sequence[EventLine]) -> tuple[FilterGroup, ...]:
    counts: defaultdict[str, int] = defaultdict(int)
    for line in lines:
        for token in line.filters:
            counts[token] += 1
    groups = []
    for kind in ("status", "actor", "place", "article"):
        tokens = [t for t in counts if t.startswith(f"{kind}:")]
        if len(tokens) < 2:
            continue
        shown = sorted(tokens, key=lambda t: (-counts[t], t))[:OPTIONS]
        options = tuple(Link(t, f"{_token_words(site, t)} ({site.language.number(Decimal(counts[t]))})") for t in shown)
        groups.append(FilterGroup(kind, site.say(f"filter.{kind}"), options))
    return tuple(groups)


def _token_words(site: Site, token: str) -> str:
    kind, _, id_ = token.partition(":")
    return site.say(f"filter.status-{id_}") if kind == "status" else site.presenter.title_of(kind, id_)
