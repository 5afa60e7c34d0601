"""The views of pages that list, compare or find records; those of a record's own page are in `page_views`.

As there, a template `templates/<name>.html` gets exactly one name, `page`, of the class whose docstring names it.
"""

from __future__ import annotations

from dataclasses import dataclass

from briefing.pages.views import (
    Drawing,
    EventLine,
    FigureCard,
    Link,
    PairLine,
    ReportCard,
    Shell,
    When,
)


@dataclass(frozen=True, slots=True)
class Day:
    """One stretch of the timeline."""

    anchor: str
    when: When | None
    """None: undated."""
    heading: str
    events: tuple[EventLine, ...]


@dataclass(frozen=True, slots=True)
class FilterOption:
    """One choice that narrows a list."""

    value: str
    """With its group's name, a token of `filters`: `khlan` of `actor` is `actor:khlan`."""
    words: str
    count: str
    """Entries of the list that it leaves."""
    url: str
    """The page about it; `""` where there is none."""


@dataclass(frozen=True, slots=True)
class FilterGroup:
    """Choices of one kind; several add up, and groups narrow one another."""

    name: str
    """`actor`, `place`, `status` …"""
    label: str
    options: tuple[FilterOption, ...]


@dataclass(frozen=True, slots=True)
class FoundKind:
    """One kind of page that the search finds."""

    folder: str
    """Where these pages stand below the root: `events/` …; `""` for all others."""
    heading: str
    all: Link | None
    """The list of all of them."""


@dataclass(frozen=True, slots=True)
class SearchView:
    """`search.html`: a search of every page, in the reader's own browser."""

    shell: Shell
    kinds: tuple[FoundKind, ...]
    """In the order in which finds are shown."""


@dataclass(frozen=True, slots=True)
class TimelineView:
    """`timeline.html`: all events by day, the undated at the end."""

    shell: Shell
    heading: str
    overview: Drawing | None
    periods: tuple[NavLinkCount, ...]
    """Pages of the timeline where it is split."""
    in_brief: tuple[EventLine, ...]
    """Where it is split, on the page that leads to the others: every event, to be shown in a line."""
    days: tuple[Day, ...]
    undated: tuple[EventLine, ...]
    unresolved: tuple[ReportCard, ...]
    """Dates that sources give in words which cannot be resolved, with the reason."""
    filters: tuple[FilterGroup, ...]


@dataclass(frozen=True, slots=True)
class NavLinkCount:
    """A page of a split list."""

    url: str
    text: str
    count: str
    current: bool


@dataclass(frozen=True, slots=True)
class FigureSection:
    """Figures of one standing on the disputed page."""

    anchor: str
    heading: str
    explanation: str
    cards: tuple[FigureCard, ...]
    folded: bool
    """Show a line a figure instead of whole cards."""
    more: Link | None = None
    """To the others, where not all are shown."""


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Two figures that are not the same question."""

    a: Link
    b: Link
    a_says: str
    b_says: str
    """What is said of each, in a few words."""
    sentence: str
    pairs: tuple[PairLine, ...]
    """Verdicts on their claims that say more than that."""
    filters: tuple[str, ...] = ()
    foreign: tuple[Link, ...] = ()
    """As of a `FigureCard`, of both."""


@dataclass(frozen=True, slots=True)
class DisputedView:
    """`disputed.html`: in conflict first, then look-alikes, then the rest."""

    shell: Shell
    lead: str
    sections_before: tuple[FigureSection, ...]
    """In conflict."""
    look_alikes: tuple[LookAlike, ...]
    sections_after: tuple[FigureSection, ...]
    filters: tuple[FilterGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """What an article does with an event."""

    state: str
    """`reports`, `disputes` or `silent`."""
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One event across all articles."""

    event: Link
    cells: tuple[CoverageCell, ...]
    """One an article of the view; where it names none, one for each that reports, and what is said of the others."""
    filters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CoverageView:
    """`coverage.html`: articles by events."""

    shell: Shell
    articles: tuple[Link, ...]
    """The columns; none where they would be too many to stand side by side."""
    rows: tuple[CoverageRow, ...]
    pages: tuple[NavLinkCount, ...]
    """Further pages where the matrix is split."""
    filters: tuple[FilterGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class ListEntry:
    """A record in an index."""

    link: Link
    detail: str
    marks: tuple[str, ...] = ()
    status: str = ""
    """Its standing, e.g. `disputed`: for classes. Empty where it has none."""
    status_words: str = ""


@dataclass(frozen=True, slots=True)
class IndexView:
    """`index.html`: all records of one kind."""

    shell: Shell
    heading: str
    lead: str
    entries: tuple[ListEntry, ...]
    pages: tuple[NavLinkCount, ...]
    overview: Drawing | None
    """On the first page of the places: where they are."""
