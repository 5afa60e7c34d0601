"""An article with its reports and claims."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from briefing.dates import Edtf
from briefing.records.texts import Body, Passage
from briefing.records.values import Value
from briefing.records.vocabulary import ARTICLE_VOICE, Attribution, Modality, Qualifier, Show, TextKind, Wording


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
    """Where `basis` is UNRESOLVED the reason, by the name `dates.phrases` gives it: `no-published` …"""


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
    proof: str = ""
    """Path below the content folder of a detached proof that the text was as it is."""
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
