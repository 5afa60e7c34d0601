"""The records a briefing is made of, as frozen values.

`parse` makes them from one file each, with names as the editor wrote them; `library` links them, after which every
reference is an id and every value is of its figure's kind. Nothing here reads, writes or decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from briefing.dates import Edtf

ARTICLE_VOICE = "article"
"""`said_by` of what an article says in its own voice."""
UNKNOWN = "unknown"
"""`said_by` where the article does not say whose words they are."""


VAGUE_WORDS = ("none", "some", "a few", "several", "dozens", "hundreds", "thousands", "many", "a lot")
"""Words that stand for a number; what each may mean is the comparison's business."""


class Qualifier(Enum):
    """How a source bounds a number."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    AT_LEAST = "at-least"
    MORE_THAN = "more-than"
    AT_MOST = "at-most"
    LESS_THAN = "less-than"


class Attribution(Enum):
    """How clearly the text names the origin."""

    STATED = "stated"
    INFERRED = "inferred"
    AMBIGUOUS = "ambiguous"


class Modality(Enum):
    """In which manner the thing is said."""

    ASSERTED = "asserted"
    OBSERVED = "observed"
    HEARSAY = "hearsay"
    FORECAST = "forecast"
    ORDERED = "ordered"


class Wording(Enum):
    """Whether the article gives the origin's own words."""

    QUOTE = "quote"
    PARAPHRASE = "paraphrase"


class FigureKind(Enum):
    """What sort of value a figure takes."""

    NUMBER = "number"
    DATE = "date"
    CATEGORY = "category"
    INTERPRETATION = "interpretation"


class OverTime(Enum):
    """One true value; a state that changes; a running count that must not fall."""

    FIXED = "fixed"
    VARIES = "varies"
    ACCUMULATES = "accumulates"


class EventStatus(Enum):
    """The editor's standing of an event."""

    REPORTED = "reported"
    CONFIRMED = "confirmed"
    DENIED = "denied"


class TextKind(Enum):
    """Whose words an article's body is."""

    ORIGINAL = "original"
    TRANSLATION = "translation"
    SUMMARY = "summary"


class Show(Enum):
    """How much of an article's text the site publishes; `none` withholds the quotes too."""

    FULL = "full"
    EXCERPTS = "excerpts"
    NONE = "none"


class ActorType(Enum):
    """What an actor is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    OUTLET = "outlet"
    MEDIUM = "medium"
    GROUP = "group"


class Precision(Enum):
    """How exactly a place's coordinates are meant."""

    EXACT = "exact"
    NEAR = "near"
    DISTRICT = "district"
    REGION = "region"
    COUNTRY = "country"


# ---- text ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ref:
    """A `[[kind:id|label]]` in a body, left for the planner to resolve; an empty label means the target's title."""

    kind: str
    id: str
    label: str
    line: int = 0
    """Where it stands in its file, 1-based, for problems."""
    column: int = 0


@dataclass(frozen=True, slots=True)
class MediaRef:
    """The address of an image or document below `content/media/`, left for the planner to make relative."""

    path: str


BodyPart = str | Ref | MediaRef


@dataclass(frozen=True, slots=True)
class Body:
    """HTML in pieces: finished markup, with the links between records still open."""

    parts: tuple[BodyPart, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.parts)


@dataclass(frozen=True, slots=True)
class Selector:
    """The words an editor gives as evidence, with the words around them where they stand twice [oa:TextQuoteSelector]."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an article's text that something rests on: verified, numbered in the order of the text."""

    anchor: str
    """`p1`, `p2` …: the fragment in the article's page."""
    exact: str
    """The words as the article has them (its typography, white space folded), not as the editor typed them."""
    before: str
    """What stands before them in the same sentence, `""` at its start."""
    after: str
    """What stands after them in the same sentence."""


# ---- values -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Written:
    """A value as the front matter has it, before its figure's kind is known."""

    value: Decimal | str


@dataclass(frozen=True, slots=True)
class Amount:
    """One number."""

    number: Decimal


@dataclass(frozen=True, slots=True)
class Span:
    """`{min, max}`."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Vague:
    """One of `VAGUE_WORDS`."""

    word: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a category's `choices`."""

    id: str


@dataclass(frozen=True, slots=True)
class Words:
    """Free words: an interpretation."""

    text: str


Value = Written | Amount | Span | Vague | Edtf | Choice | Words


# ---- articles -----------------------------------------------------------------------------------------------------


class DateBasis(Enum):
    """What the date of a report, or of an `as_of`, stands on."""

    STATED = "stated"
    """The editor gave it."""
    WORDS = "words"
    """Resolved from the article's words against its publication date."""
    PUBLISHED = "published"
    """The article's publication date."""
    UNRESOLVED = "unresolved"
    """There are words (or `published` is meant), and no safe date."""
    NONE = "none"
    """Nothing was said."""


@dataclass(frozen=True, slots=True)
class Dating:
    """When, according to one article."""

    date: Edtf | None = None
    words: str = ""
    """The article's own words for it, as they stand in its text."""
    basis: DateBasis = DateBasis.NONE
    why_unresolved: str = ""
    """A `dates.Unresolved` value's name where `basis` is UNRESOLVED: `no-published`, `in-quotation`, `not-understood` …"""


@dataclass(frozen=True, slots=True)
class Report:
    """That an article reports an event."""

    article: str
    event: str
    dating: Dating = Dating()
    passage: str = ""
    """Anchor of the quote's passage in the article, or `""`."""
    date_passage: str = ""
    """Anchor of the date words' passage."""
    said_by: str = ARTICLE_VOICE
    """An actor id, `article` or `unknown`."""
    via: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """What an article says about a figure, who said it, and the words [schema.org Claim; Wikidata statement]."""

    id: str
    article: str
    figure: str
    said_by: str
    """The origin: an actor id, `article` or `unknown`."""
    value: Value | None = None
    """None: a challenge without a rival value."""
    qualifier: Qualifier = Qualifier.EXACT
    unit: str | None = None
    """None: the figure's unit, before linking; after linking, the unit the value is in, or None where there is none."""
    place: str | None = None
    """After linking: the claim's place or else the figure's; None where neither is stated."""
    scope: str | None = None
    as_of: Dating = Dating()
    via: tuple[str, ...] = ()
    """The chain from the origin outward; the article itself is not listed."""
    attribution: Attribution = Attribution.STATED
    modality: Modality = Modality.ASSERTED
    hedged: bool = False
    wording: Wording | None = None
    """None: not stated."""
    disputes: tuple[str, ...] = ()
    passage: str = ""
    """Anchor of the quote's passage in the article, or `""`."""
    note: str = ""
    derived: bool = False
    """Made by the tool from the reports of an event (`date-of-…`), not written by an editor."""


@dataclass(frozen=True, slots=True)
class Grade:
    """Admiralty grading: the source A–F, the information 1–6."""

    source: str = ""
    information: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a publisher or the desk corrected, when and why."""

    date: Edtf
    what: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Withholding:
    """What keeps a record out of the output: a draft, or an embargo until an instant."""

    draft: bool = False
    embargo: Edtf | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One published report [schema.org NewsArticle]."""

    id: str
    path: str
    title: str
    published: Edtf | None = None
    modified: Edtf | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    dateline: str = ""
    url: str = ""
    language: str = ""
    """BCP 47; `""` before linking means the briefing's."""
    text: TextKind = TextKind.ORIGINAL
    retrieved: Edtf | None = None
    archived: str = ""
    show: Show | None = None
    """None before linking: the briefing's default."""
    grade: Grade | None = None
    corrections: tuple[Correction, ...] = ()
    reports: tuple[Report, ...] = ()
    claims: tuple[Claim, ...] = ()
    note: str = ""
    body: Body = Body()
    """The whole text, each passage marked and numbered."""
    excerpts: Body = Body()
    """The sentences in which passages stand, marked in the same way."""
    passages: tuple[Passage, ...] = ()
    sha256: str = ""
    """Of the text below the front matter, UTF-8, lines ended by LF."""
    withholding: Withholding = Withholding()

    @property
    def shown(self) -> Body:
        """What of the text the site publishes."""
        match self.show:
            case Show.FULL:
                return self.body
            case Show.EXCERPTS:
                return self.excerpts
            case _:
                return Body()


# ---- what articles are about --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Image:
    """A picture below `content/media/`."""

    src: str
    alt: str
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened [schema.org Event]."""

    id: str
    path: str
    title: str
    date: Edtf | None = None
    place: str | None = None
    actors: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    status: EventStatus = EventStatus.REPORTED
    summary: str = ""
    image: Image | None = None
    corrections: tuple[Correction, ...] = ()
    body: Body = Body()
    withholding: Withholding = Withholding()


@dataclass(frozen=True, slots=True)
class Decision:
    """An editor overrules: the verdict on two claims, with name, date and reason."""

    between: tuple[str, str]
    verdict: str
    because: str
    by: str
    on: Edtf


@dataclass(frozen=True, slots=True)
class Resolution:
    """An editor settles a figure."""

    value: Value
    because: str
    by: str
    on: Edtf


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, date or finding that sources give values for."""

    id: str
    path: str
    title: str
    kind: FigureKind
    unit: str | None = None
    over_time: OverTime = OverTime.FIXED
    choices: tuple[str, ...] = ()
    exclusive: bool = True
    place: str | None = None
    scope: str | None = None
    event: str | None = None
    related: tuple[str, ...] = ()
    tolerance: Decimal | None = None
    """A share: `0.1` is 10 %. None before linking: the briefing's."""
    decisions: tuple[Decision, ...] = ()
    resolved: Resolution | None = None
    body: Body = Body()
    withholding: Withholding = Withholding()
    derived: bool = False
    """Made by the tool: the date of an event that its reports date differently."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who says things: people, organisations, outlets, media."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    type: ActorType = ActorType.PERSON
    role: str = ""
    side: str = ""
    not_same_as: tuple[str, ...] = ()
    anonymous: bool = False
    safety: str = ""
    """For editors: shown in `briefing check`, never on the site."""
    url: str = ""
    withholding: Withholding = Withholding()


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    part_of: str | None = None
    lat: Decimal | None = None
    lon: Decimal | None = None
    precision: Precision | None = None
    blur_km: Decimal | None = None
    withholding: Withholding = Withholding()


@dataclass(frozen=True, slots=True)
class Page:
    """Methodology, about …: a plain page."""

    id: str
    path: str
    title: str
    body: Body = Body()
    description: str = ""
    order: int = 0
    withholding: Withholding = Withholding()


Record = Article | Event | Figure | Actor | Place | Page
