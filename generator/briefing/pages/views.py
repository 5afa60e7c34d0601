"""The parts that several pages show, as frozen values: all that a template will ever see of them.

Sentences, values and dates stand here finished, in the briefing's language; templates only arrange them. Every `url`
is relative to the site's root and names a file, so that it works on any host and from a folder: a template writes
`{{ page.shell.root }}{{ link.url }}`. An empty string or an empty tuple means that there is nothing to show.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Html:
    """Markup that is finished and safe; a template prints it as it is."""

    markup: str = ""

    def __html__(self) -> str:
        return self.markup

    def __bool__(self) -> bool:
        return bool(self.markup)


@dataclass(frozen=True, slots=True)
class Link:
    """A target and its words; without a url, plain words."""

    url: str
    text: str
    language: str = ""
    """BCP 47 where the words are not in the page's, else `""`."""
    direction: str = ""
    """`ltr` or `rtl` where the words have a language of their own."""
    title: str = ""
    """The part of the words that is in that language, where not all are: `Der Unfall` of `Der Unfall (own voice)`."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A text that links to what the page is about, and the sentence in which it does."""

    link: Link
    before: str
    words: str
    """The words of the link itself."""
    after: str
    language: str = ""
    """BCP 47 where these words are a title in another language than the text around them, else `""`."""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class NavLink:
    """An entry of the site's navigation."""

    url: str
    text: str
    current: bool


@dataclass(frozen=True, slots=True)
class Shell:
    """What every page has around its content."""

    root: str
    """From this page to the site's root: `""`, `"../"`, `"../../"` …"""
    path: str
    """This page's file below the root, e.g. `events/capture/index.html`."""
    kind: str
    """The page type: `front`, `event`, `article` …"""
    title: str
    """The page's own title; on the front page the briefing's."""
    description: str
    site_title: str
    language: str
    direction: str
    """`ltr` or `rtl`."""
    nav: tuple[NavLink, ...]
    crumbs: tuple[Link, ...]
    canonical: str
    """Absolute address where `url` is configured, else `""`."""
    footer: tuple[Link, ...]
    """Plain pages and data files."""
    editors: tuple[str, ...]
    linked_data: Html = Html()
    """JSON-LD, for a `<script type="application/ld+json">`: it runs nothing."""
    card: SharedCard | None = None
    """The picture that goes with a link to this page."""
    is_found: bool = False
    """Whether the search finds this page: one of a record, or of the desk's own text."""


@dataclass(frozen=True, slots=True)
class SharedCard:
    """A picture for those who share a page; there is one only where the site's own address is known."""

    url: str
    """Absolute."""
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who: an actor, an article in its own voice, or an origin that is not named."""

    kind: str
    """`actor`, `article` or `unknown`."""
    name: str
    url: str
    anonymous: bool = False
    side: str = ""
    role: str = ""
    foreign: Link | None = None
    """The name, without an address, where a title in another language is a part of it."""


@dataclass(frozen=True, slots=True)
class Chain:
    """From the origin outward to the article."""

    origin: Speaker
    via: tuple[Speaker, ...]
    article: Link
    published: str
    """The article's date in words, or words that say it is unknown."""
    attribution: str
    """Words for `inferred` and `ambiguous`; `""` where the text states it."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Verified words and the way to them."""

    before: str
    exact: str
    after: str
    url: str
    """The passage in the article's page."""
    language: str
    """BCP 47 where it differs from the page's, else `""`."""
    direction: str
    withheld: bool = False
    """The article's words may not be published (`show: none`): `exact` is empty."""


@dataclass(frozen=True, slots=True)
class When:
    """A date as one source gives it."""

    words: str
    """The date in words at its own precision, or a plain sentence that it is not known."""
    iso: str
    """For `<time datetime>`; `""` where HTML has no form for it."""
    basis: str
    """`stated`, `words`, `published`, `unresolved` or `none`."""
    source_words: str
    """The article's own words for it."""
    source_url: str
    precision: str
    """Words: `year`, `month`, `day`, `time` … in the page's language."""
    zone: str
    """Words on the time zone, where there is a clock time."""
    why: str
    """Why it is unresolved, one sentence."""
    source_language: str = ""
    """BCP 47 where `source_words` are not in the page's, else `""`."""
    source_direction: str = ""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim."""

    id: str
    anchor: str
    """The fragment on the figure's page."""
    url: str
    """Its permalink: the figure's page and the fragment."""
    figure: Link
    value: str
    """In words, with its qualifier and unit, as the source bounds it; `""` for a challenge without a rival value."""
    challenge: bool
    chain: Chain
    quotation: Quotation | None
    as_of: When | None
    place: Link | None
    scope: str
    marks: tuple[str, ...]
    """Words on modality, hedging and wording: `forecast`, `hedged`, `in a paraphrase` …"""
    disputes: tuple[Link, ...]
    disputed_by: tuple[Link, ...]
    note: str
    filters: tuple[str, ...] = ()
    """As of an `EventLine`."""


@dataclass(frozen=True, slots=True)
class DecisionNote:
    """An editor's overruling."""

    because: str
    by: str
    on: str


@dataclass(frozen=True, slots=True)
class PairLine:
    """The verdict on two claims, and on others that the same is said of."""

    a: Link
    b: Link
    verdict: str
    """The verdict's name, e.g. `conflict`: for classes and anchors."""
    verdict_words: str
    sentence: str
    notes: tuple[str, ...]
    """Further reasons, a sentence each."""
    decision: DecisionNote | None
    also: tuple[tuple[Link, Link], ...] = ()
    """Further pairs of claims for which every word is the same."""
    foreign: tuple[Link, ...] = ()
    """Names in its words that hold a title in another language, the longest first."""


@dataclass(frozen=True, slots=True)
class OriginRows:
    """An origin and all it said on one figure."""

    origin: Speaker
    rows: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a drawing's table."""

    text: str
    url: str = ""
    foreign: Link | None = None
    """As of a `Speaker`, where the text is one's name."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Inline SVG with the same facts as a table."""

    svg: Html
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    wide: Html | None = None
    """The same drawing for a page with room, where it is worth a second one; it goes beside `svg`, which names it."""
    notes: tuple[str, ...] = ()
    """The sentences of the caption, where each holds for other drawings as well."""


@dataclass(frozen=True, slots=True)
class ResolvedNote:
    """How an editor settled a figure."""

    value: str
    because: str
    by: str
    on: str
    was: str
    """The status before, in words."""


@dataclass(frozen=True, slots=True)
class FigureCard:
    """A figure as other pages show it."""

    id: str
    url: str
    question: str
    status: str
    """The status' name: for classes and anchors."""
    status_words: str
    summary: str
    """Who says what and the gravest verdict, in plain sentences."""
    verdict: str
    """That verdict alone, with its reason; `""` where nothing can be compared."""
    origins: str
    """`3 origins in 2 articles`."""
    kind: str
    event: Link | None
    by_origin: tuple[OriginRows, ...]
    verdicts: tuple[PairLine, ...]
    """The gravest first."""
    more_verdicts: str
    """Words on the pairs that are counted and not listed; `""` where all are."""
    drawing: Drawing | None
    assessment: Html
    """The editor's own words."""
    resolved: ResolvedNote | None
    filters: tuple[str, ...] = ()
    """As of an `EventLine`."""
    foreign: tuple[Link, ...] = ()
    """Names in its summary and its verdict that hold a title in another language, the longest first."""


@dataclass(frozen=True, slots=True)
class ReportCard:
    """What one article says of one event."""

    anchor: str
    event: Link
    article: Link
    chain: Chain
    when: When
    quotation: Quotation | None
    note: str
    filters: tuple[str, ...] = ()
    """As of an `EventLine`."""


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event in a list: front page, timeline, neighbours."""

    id: str
    url: str
    title: str
    dates: tuple[When, ...]
    """Each different date that is given, in order; more than one where the reports disagree."""
    dates_differ: str
    """A sentence where they cannot all hold."""
    place: Link | None
    status: str
    status_words: str
    """`""` for `reported`."""
    summary: str
    articles: str
    """`3 articles`."""
    disputed: tuple[Link, ...]
    """Figures at stake that are disputed."""
    more_dates: str = ""
    """Words on those that are counted and not shown."""
    filters: tuple[str, ...] = ()
    """What a reader may narrow the list by that this entry fits: `actor:khlan`, `status:disputed` …"""


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A correction, with where it belongs."""

    on: str
    iso: str
    what: str
    why: str
    subject: Link | None


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of the site."""

    url: str
    alt: str
    credit: str
    width: int
    """In pixels; 0 where it is not known."""
    height: int
    srcset: str
    """The same in other widths, as the attribute wants it and from this very page; `""` where there is only one."""
    sizes: str
    """How wide it is shown, for `srcset`."""


@dataclass(frozen=True, slots=True)
class Citation:
    """How to cite a page."""

    text: str
    url: str
    files: tuple[Link, ...] = ()
    """The same for programs that keep references."""
    foreign: tuple[Link, ...] = ()
    """The title in it, where that is in another language."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """An article's provenance panel: rows of a label and words."""

    rows: tuple[tuple[str, Link], ...]
    sha256: str
