"""The words that front matter may use, each with its meaning in the content model."""

from __future__ import annotations

from enum import Enum

PROOF_ENDINGS = (".ots", ".asc", ".sig", ".tsr", ".p7s")
"""Detached proofs of an article's text: OpenTimestamps, OpenPGP, RFC 3161, CMS."""
ARTICLE_VOICE = "article"
"""`said_by` of what an article says in its own voice."""
UNREADABLE = "0-unreadable-0"
"""Stands in for an id or words that are wrong, so that the rest can be looked at; never published."""
WHOLE_REGISTER = "*"
"""Stands for the ids of all that a register may hold which cannot be read."""
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
