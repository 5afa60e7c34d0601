"""What all planners of pages work with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from briefing.dates import Edtf
from briefing.drawings import StripEntry, timeline_strip
from briefing.figures import Status, date_figure_id
from briefing.findings import Findings
from briefing.language import Language
from briefing.library import Library
from briefing.pages import addresses
from briefing.pages.cards import Cards
from briefing.pages.list_views import NavLinkCount
from briefing.pages.presenting import SIZES, Presenter, srcset
from briefing.pages.shells import Shells
from briefing.pages.views import Citation, CorrectionLine, Drawing, EventLine, Link, Picture, When
from briefing.recall import Recall, recalled
from briefing.records import Correction, Event, Image, PictureSize
from briefing.timeline import Entry

PER_PAGE = 100
"""Entries of a list that one page holds before it is split."""
LISTED_DATES = 3
"""Different dates of an event that lists show; where there are more, the first and the last."""


@dataclass(frozen=True)
class Site:
    """One build's library and findings, with the makers of the parts that pages show."""

    library: Library
    findings: Findings
    language: Language
    recall: Recall = field(default_factory=Recall)
    searchable: bool = False
    """Whether there is a search page."""
    drawn: bool = False
    """Whether pictures can be made here."""
    printed: bool = False
    """Whether the whole is to be had as one document too."""
    presenter: Presenter = field(init=False)
    cards: Cards = field(init=False)
    shells: Shells = field(init=False)

    def __post_init__(self) -> None:
        presenter = Presenter(self.library, self.findings, self.language, self.recall)
        object.__setattr__(self, "presenter", presenter)
        object.__setattr__(self, "cards", Cards(presenter))
        object.__setattr__(self, "shells", Shells(self.library, self.language, searchable=self.searchable))

    def say(self, key: str, **params: object) -> str:
        """Words of the catalogue."""
        return self.language.say(key, **params)

    def citation(self, title: str, path: str, files: tuple[Link, ...] = ()) -> Citation:
        """How to cite a page: editors, title, briefing, edition; and its address.

        Args:
            files: the same in other forms.
        """
        config = self.library.config
        of_briefing = self.language.isolated(config.title)
        part_of = [self.language.quoted(title), of_briefing] if path != addresses.FRONT else [of_briefing]
        parts = [self.language.join(config.editors), *part_of]
        if config.edition is not None:
            parts.append(self.language.date(config.edition))
        return Citation(". ".join(p for p in parts if p) + ".", self.shells.absolute(path), files)

    @property
    def pictured(self) -> bool:
        """Whether links to pages have a picture: one has to be able to make it, and to say where it stands."""
        return self.drawn and bool(self.library.config.url)

    # ---- figures and events ---------------------------------------------------------------------------------------

    @recalled
    def figures_of(self, event: str) -> tuple[str, ...]:
        """An event's figures, those that it names first, the derived date before all."""
        return self._figures_of().get(event, ())

    @recalled
    def _figures_of(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        for figure in self.findings.derived.values():
            found.setdefault(figure.event or "", {})[figure.id] = None
        for event in self.library.events.values():
            for figure_id in event.figures:
                found.setdefault(event.id, {})[figure_id] = None
        for figure in self.library.figures.values():
            if figure.event is not None:
                found.setdefault(figure.event, {})[figure.id] = None
        return {event: tuple(f for f in figures if f in self.findings.figures) for event, figures in found.items()}

    @recalled
    def reporting(self, event: str) -> tuple[str, ...]:
        """The articles that report an event."""
        return tuple(dict.fromkeys(r.article for r in self.library.reports_of.get(event, ())))

    @recalled
    def claiming(self, figure: str) -> tuple[str, ...]:
        """The articles that carry claims on a figure."""
        return tuple(dict.fromkeys(c.article for c in self.library.claims_of.get(figure, ())))

    @property
    @recalled
    def by_status(self) -> Mapping[Status, tuple[str, ...]]:
        """By status: figures, those with the most origins first."""
        groups: dict[Status, list[str]] = {}
        for id_, finding in self.findings.figures.items():
            groups.setdefault(finding.status, []).append(id_)
        figures = self.findings.figures
        return {s: tuple(sorted(ids, key=lambda i: (-figures[i].origins.known, i))) for s, ids in groups.items()}

    @recalled
    def neighbours(self, event: str) -> tuple[str | None, str | None]:
        """The event before one that has a date, and the one after it."""
        return self._neighbours().get(event, (None, None))

    @recalled
    def _neighbours(self) -> Mapping[str, tuple[str | None, str | None]]:
        order = [e.event for e in self.findings.timeline if e.dates]
        around = [None, *order, None]
        return {event: (around[n], around[n + 2]) for n, event in enumerate(order)}

    @recalled
    def entry(self, event: str) -> Entry:
        """An event on the timeline."""
        return self._entries()[event]

    @recalled
    def _entries(self) -> Mapping[str, Entry]:
        return {e.event: e for e in self.findings.timeline}

    @recalled
    def event_line(self, id_: str) -> EventLine:
        """An event as lists show it."""
        library, presenter = self.library, self.presenter
        entry, event = self.entry(id_), library.events[id_]
        reports = library.reports_of.get(event.id, ())
        disputed = [f for f in self.figures_of(event.id) if self.cards.is_disputed(f)]
        differ = self.is_doubly_dated(id_)
        dates = self.shown_dates(entry)
        more = len(dates) - 2 if len(dates) > LISTED_DATES else 0
        return EventLine(
            id=event.id,
            url=addresses.address("event", event.id),
            title=event.title,
            dates=tuple(presenter.when(d) for d in ((dates[0], dates[-1]) if more else dates)),
            dates_differ=self.say("event.dates-differ") if differ else "",
            place=presenter.link("place", event.place) if event.place else None,
            status=event.status.value,
            status_words=self.event_status(event),
            summary=event.summary,
            articles=self.say("counts.articles", n=len({r.article for r in reports})),
            disputed=tuple(presenter.link("figure", f) for f in disputed),
            more_dates=self.say("counts.more-dates", n=more) if more else "",
        )

    @property
    @recalled
    def strip(self) -> Drawing | None:
        """The whole timeline as one strip."""
        lines = ((self.library.events[e.event], e) for e in self.findings.timeline)
        entries = [
            StripEntry(
                event.id,
                event.title,
                addresses.address("event", event.id),
                self.shown_dates(e),
                self.is_doubly_dated(e.event),
            )
            for event, e in lines
        ]
        return timeline_strip(entries, self.language)

    def is_doubly_dated(self, event: str) -> bool:
        """Whether the dates of an event that are shown cannot all hold."""
        return date_figure_id(event) in self.findings.derived and not self.entry(event).by_editor

    def shown_dates(self, entry: Entry) -> tuple[Edtf, ...]:
        """The different dates of an event, each once as words."""
        by_words = {self.language.date(d): d for d in reversed(entry.dates)}
        return tuple(d for d in entry.dates if by_words[self.language.date(d)] is d)

    def event_status(self, event: Event) -> str:
        """Words on an event's status; none where it is merely reported."""
        return "" if event.status.value == "reported" else self.say(f"event.status.{event.status.value}")

    # ---- small parts ----------------------------------------------------------------------------------------------

    def corrections(self, corrections: Iterable[Correction], subject: Link | None = None) -> tuple[CorrectionLine, ...]:
        """Corrections, the latest first."""
        ordered = sorted(corrections, key=lambda c: (c.date.sort_key, c.what), reverse=True)
        whens = ((c, self.presenter.when(c.date)) for c in ordered)
        return tuple(CorrectionLine(when.words, when.iso, c.what, c.why, subject) for c, when in whens)

    def picture(self, image: Image | None, root: str) -> Picture | None:
        """An image of the site, for a page at this distance from its root."""
        if image is None:
            return None
        size = image.size or PictureSize(0, 0)
        several = srcset(image.src, size, root) if size.narrower else ""
        return Picture(image.src, image.alt, image.credit, size.width, size.height, several, SIZES)

    @property
    @recalled
    def edition(self) -> When | None:
        """The date of the edition: the one configured, else the latest that a source or a correction carries."""
        if (edition := self.library.config.edition) is not None:
            return self.presenter.when(edition)
        known = [d for d in self._dates_carried() if d is not None and d.last_day is not None]
        return self.presenter.when(max(known, key=lambda d: d.sort_key)) if known else None

    @recalled
    def _dates_carried(self) -> tuple[Edtf | None, ...]:
        dates = [a.modified or a.published for a in self.library.articles.values()]
        dates += [c.date for a in self.library.articles.values() for c in a.corrections]
        dates += [c.date for e in self.library.events.values() for c in e.corrections]
        return tuple(dates)


def split(
    items: Sequence[str], folder: str, language: Language, size: int = PER_PAGE
) -> list[tuple[str, tuple[str, ...], tuple[NavLinkCount, ...]]]:
    """Pages of a long list: file, items, and links to all pages (none where one page holds it all)."""
    chunks = [tuple(items[i : i + size]) for i in range(0, len(items), size)] or [()]
    files = [f"{folder}/index.html" if n == 0 else f"{folder}/{n + 1}/index.html" for n in range(len(chunks))]
    if len(chunks) == 1:
        return [(files[0], chunks[0], ())]
    names = [language.say("list.page", number=n + 1) for n in range(len(chunks))]
    counts = [language.say("counts.entries", n=len(c)) for c in chunks]
    return [
        (file, chunk, tuple(NavLinkCount(f, names[i], counts[i], f == file) for i, f in enumerate(files)))
        for file, chunk in zip(files, chunks, strict=True)
    ]
