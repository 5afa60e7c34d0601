"""One view for each page type: the whole contract between the planner and a theme.

A template `templates/<name>.html` gets exactly one name, `page`, of the class below whose docstring names it.
"""

from __future__ import annotations

from dataclasses import dataclass

from briefing.pages.list_views import FilterGroup
from briefing.pages.views import (
    Citation,
    ClaimRow,
    CorrectionLine,
    Drawing,
    EventLine,
    FigureCard,
    Html,
    Link,
    Mention,
    PairLine,
    Picture,
    Provenance,
    Quotation,
    ReportCard,
    ResolvedNote,
    Shell,
    Speaker,
    When,
)


@dataclass(frozen=True, slots=True)
class Count:
    """A number that links to what it counts."""

    number: str
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class FrontView:
    """`front.html`: what happened, what is disputed and who says so."""

    shell: Shell
    standfirst: str
    edition: When | None
    counts: tuple[Count, ...]
    disputed: tuple[FigureCard, ...]
    """The gravest first, at most a handful."""
    more_disputed: Link | None
    strip: Drawing | None
    """The timeline as one strip."""
    latest: tuple[EventLine, ...]
    citation: Citation
    document: Link | None
    """The whole briefing as a PDF."""


@dataclass(frozen=True, slots=True)
class EventView:
    """`event.html`: one event, what each source says of it, and who is silent."""

    shell: Shell
    title: str
    status: str
    status_words: str
    editors_date: When | None
    """The editor's own dating."""
    dates: tuple[ReportCard, ...]
    """Every report that gives a date or words for one."""
    dates_disputed: Link | None
    """To the derived figure, where two dates cannot both hold."""
    undated: str
    """A sentence where no report gives a date."""
    place: Link | None
    place_words: str
    """Precision and the places it is part of, in words."""
    locator: Drawing | None
    """A map, where the briefing names a base for one and the place has a position."""
    actors: tuple[Speaker, ...]
    summary: str
    body: Html
    picture: Picture | None
    reports: tuple[ReportCard, ...]
    silent: tuple[Link, ...]
    figures: tuple[FigureCard, ...]
    before: EventLine | None
    after: EventLine | None
    corrections: tuple[CorrectionLine, ...]
    mentioned_in: tuple[Mention, ...]
    sources: tuple[Citation, ...]
    """The articles that report it, with their addresses written out: for paper."""
    citation: Citation


@dataclass(frozen=True, slots=True)
class Basis:
    """What rests on one passage of an article."""

    anchor: str
    """The passage's fragment (`p5c07e1b29a`); the entry's own id has `basis-` before it."""
    number: str
    quotation: Quotation | None
    claims: tuple[ClaimRow, ...]
    events: tuple[Link, ...]
    dates: tuple[When, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """`article.html`: where a report comes from, its words, and what rests on them."""

    shell: Shell
    title: str
    language: str
    direction: str
    text_note: str
    """Whose words the text is (original, translation, the desk's summary), and how much of it is shown."""
    show: str
    """`full`, `excerpts` or `none`."""
    provenance: Provenance
    body: Html
    basis: tuple[Basis, ...]
    unquoted: tuple[ClaimRow, ...]
    """Claims without a passage."""
    events: tuple[ReportCard, ...]
    shared: tuple[tuple[Link, str], ...]
    """Other articles and what joins them to this one: a sentence each."""
    corrections: tuple[CorrectionLine, ...]
    note: str
    mentioned_in: tuple[Mention, ...]
    citation: Citation


@dataclass(frozen=True, slots=True)
class Embed:
    """How a figure is shown on the pages of others."""

    url: str
    """The card by itself."""
    snippet: str
    """The `<iframe>` to copy; `""` where it is not known where the site will stand."""


@dataclass(frozen=True, slots=True)
class FigureView:
    """`figure.html`: one figure whole."""

    shell: Shell
    card: FigureCard
    place: Link | None
    scope: str
    unit: str
    over_time: str
    """A sentence on `over_time`."""
    look_alikes: tuple[tuple[Link, str, tuple[Link, ...], tuple[PairLine, ...]], ...]
    """Related figures, what is said of each, names in that as of a card's `foreign`, and the verdicts that say more
    than that theirs is another question."""
    mentioned_in: tuple[Mention, ...]
    citation: Citation
    embed: Embed


@dataclass(frozen=True, slots=True)
class Side:
    """An origin and what it says, in one line."""

    origin: Speaker
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EmbedView:
    """`embed.html`: a figure in brief, by itself, to stand in a frame on somebody else's page.

    Its links have to lead out of the frame (`target="_top"`).
    """

    shell: Shell
    url: str
    """The figure's own page."""
    status: str
    status_words: str
    verdict: str
    """The gravest verdict in one sentence; `""` where there is nothing to compare."""
    foreign: tuple[Link, ...]
    """Names in it that hold a title in another language, the longest first."""
    sides: tuple[Side, ...]
    more: str
    """Words on the origins that are not listed; `""` where all are."""
    origins: str
    """`3 origins in 2 articles`."""
    resolved: ResolvedNote | None


@dataclass(frozen=True, slots=True)
class ActorView:
    """`actor.html`: everything an actor said, through whom, and what of it is disputed."""

    shell: Shell
    name: str
    type: str
    role: str
    side: str
    anonymous: str
    """A sentence where the actor is anonymous."""
    aliases: tuple[str, ...]
    not_same_as: tuple[Link, ...]
    site: Link | None
    claims: tuple[ClaimRow, ...]
    reports: tuple[ReportCard, ...]
    carried: tuple[ClaimRow, ...]
    """Claims of others that came through this actor."""
    published: tuple[Link, ...]
    """Articles this actor published."""
    events: tuple[Link, ...]
    disputed: tuple[FigureCard, ...]
    mentioned_in: tuple[Mention, ...]
    filters: tuple[FilterGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceView:
    """`place.html`: where it is and what is said of it."""

    shell: Shell
    name: str
    aliases: tuple[str, ...]
    within: tuple[Link, ...]
    """From the nearest outward."""
    contains: tuple[Link, ...]
    position: str
    """Coordinates and their precision in words; blurred ones say so."""
    locator: Drawing | None
    events: tuple[EventLine, ...]
    claims: tuple[ClaimRow, ...]
    mentioned_in: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the methodology."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the comparison, in words."""

    number: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class MethodologyView:
    """`methodology.html`: the rules and conventions, from the code's own tables."""

    shell: Shell
    introduction: Html
    """The editor's own page `pages/methodology.md`, where there is one."""
    conventions: tuple[str, ...]
    rules: tuple[Rule, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class ChangesView:
    """`changes.html`: corrections, the latest first."""

    shell: Shell
    corrections: tuple[CorrectionLine, ...]


@dataclass(frozen=True, slots=True)
class PlainView:
    """`page.html`: a plain page."""

    shell: Shell
    title: str
    body: Html
    mentioned_in: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """`404.html`."""

    shell: Shell
