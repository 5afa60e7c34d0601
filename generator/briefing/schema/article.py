"""Front matter of `articles/<id>.md`."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema

from briefing.records import (
    PROOF_ENDINGS,
    UNREADABLE,
    Attribution,
    Modality,
    Qualifier,
    Show,
    Span,
    TextKind,
    Wording,
    Written,
)
from briefing.schema.kinds import AsOf, Date, Flag, Id, ListOf, OptionalText, Text, Url, described, word_of, wrong
from briefing.schema.model import Mapping_, Withholdable


class SelectorModel(Mapping_):
    """The words of the evidence, with what stands around them."""

    STAND_INS = {"exact": UNREADABLE}

    exact: Text
    prefix: OptionalText = ""
    suffix: OptionalText = ""


def _as_selector(value: object) -> object:
    return {"exact": value} if isinstance(value, str) else value


Quote = Annotated[SelectorModel, BeforeValidator(_as_selector)]


def _value(value: object) -> Written | Span:
    match value:
        case bool():
            raise wrong(
                "bad-value",
                f"{described(value)} is not a value.",
                "Put the word in quotes if it is one of the figure's choices.",
            )
        case int() | Decimal():
            return Written(Decimal(value))
        case str() if value.strip():
            return Written(value.strip())
        case {"min": low, "max": high, **rest} if rest.keys() <= {"private"} and all(
            isinstance(n, int | Decimal) and not isinstance(n, bool) for n in (low, high)
        ):
            if low > high:
                raise wrong(
                    "bad-value", f"The range runs from {low} down to {high}.", f"Write {{min: {high}, max: {low}}}."
                )
            return Span(Decimal(low), Decimal(high))
        case dict():
            raise wrong(
                "bad-value",
                "A range needs two numbers, `min` and `max`.",
                "Write {min: 20000, max: 30000}, without separators.",
            )
    raise wrong(
        "bad-value",
        f"{described(value).capitalize()} is not a value.",
        "Write a number, a range {min, max}, a date, a choice or words.",
    )


RawValue = Annotated[Written | Span, PlainValidator(_value), WithJsonSchema({"type": ["number", "string", "object"]})]


class ReportModel(Mapping_):
    """That the article reports an event."""

    STAND_INS = {"event": UNREADABLE}

    event: Id
    date: Date | None = None
    date_words: OptionalText = ""
    quote: Quote | None = None
    said_by: OptionalText = ""
    via: ListOf[Text]
    note: OptionalText = ""


def _as_report(value: object) -> object:
    return {"event": value} if isinstance(value, str) else value


class ClaimModel(Mapping_):
    """What the article says of a figure."""

    STAND_INS = {"figure": UNREADABLE, "value": UNREADABLE, "said_by": "unknown"}

    id: Id | None = None
    figure: Id
    value: RawValue | None = None
    qualifier: word_of(Qualifier) = Qualifier.EXACT  # type: ignore[valid-type]
    unit: OptionalText = ""
    place: OptionalText = ""
    scope: OptionalText = ""
    as_of: AsOf | None = None
    said_by: Text
    via: ListOf[Text]
    attribution: word_of(Attribution) = Attribution.STATED  # type: ignore[valid-type]
    modality: word_of(Modality) = Modality.ASSERTED  # type: ignore[valid-type]
    hedged: Flag = False
    wording: word_of(Wording) | None = None  # type: ignore[valid-type]
    disputes: ListOf[Id]
    quote: Quote | None = None
    note: OptionalText = ""


class CorrectionModel(Mapping_):
    """What was corrected, when and why."""

    STAND_INS = {"date": "0001", "what": UNREADABLE}

    date: Date
    what: Text
    why: OptionalText = ""


def _grade_source(value: object) -> str:
    if isinstance(value, str) and value.upper() in "ABCDEF" and len(value) == 1:
        return value.upper()
    raise wrong(
        "unknown-choice", f"{described(value)} is not a grade for a source.", "The letters are A, B, C, D, E, F."
    )


def _grade_information(value: object) -> str:
    if str(value) in {"1", "2", "3", "4", "5", "6"} and not isinstance(value, bool):
        return str(value)
    raise wrong("unknown-choice", f"{described(value)} is not a grade for information.", "The numbers are 1 to 6.")


class GradeModel(Mapping_):
    """Admiralty grading."""

    source: Annotated[str, PlainValidator(_grade_source), WithJsonSchema({"enum": list("ABCDEF")})] = ""
    information: Annotated[str, PlainValidator(_grade_information), WithJsonSchema({"enum": [1, 2, 3, 4, 5, 6]})] = ""
    reason: OptionalText = ""


def _proof(value: object) -> str:
    text = value.strip() if isinstance(value, str) else ""
    if text.startswith("media/") and text.endswith(PROOF_ENDINGS):
        return text
    listed = ", ".join(f"`{ending}`" for ending in PROOF_ENDINGS)
    raise wrong(
        "proof-refused",
        f"{described(value)[0].upper()}{described(value)[1:]} is not a detached proof.",
        f"Put the file into `media/` and write `proof: media/….ots`; the endings are {listed}.",
    )


Proof = Annotated[str, PlainValidator(_proof), WithJsonSchema({"type": "string"})]


class ArticleModel(Withholdable):
    """One published report."""

    STAND_INS = {"title": UNREADABLE}

    title: Text
    published: Date | None = None
    modified: Date | None = None
    publisher: OptionalText = ""
    authors: ListOf[Text]
    dateline: OptionalText = ""
    url: Url | None = None
    language: OptionalText = ""
    text: word_of(TextKind) = TextKind.ORIGINAL  # type: ignore[valid-type]
    retrieved: Date | None = None
    archived: Url | None = None
    proof: Proof = ""
    show: word_of(Show) | None = None  # type: ignore[valid-type]
    grade: GradeModel | None = None
    corrections: ListOf[CorrectionModel]
    events: ListOf[Annotated[ReportModel, BeforeValidator(_as_report)]]
    claims: Annotated[list[ClaimModel], BeforeValidator(lambda v: [] if v is None else v)] = Field(default_factory=list)
    note: OptionalText = ""
