"""Front matter of events, figures and pages; `actors.yaml` and `places.yaml`."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema

from briefing.leaks import TermError, term_of
from briefing.records import UNREADABLE, ActorType, EventStatus, FigureKind, OverTime, Precision, Show
from briefing.schema.article import CorrectionModel, RawValue
from briefing.schema.kinds import (
    Date,
    Flag,
    Id,
    ListOf,
    Number,
    OptionalText,
    Share,
    Text,
    Url,
    described,
    plain_number,
    word_of,
    wrong,
)
from briefing.schema.model import Mapping_, Withholdable

VERDICTS = (
    "denied",
    "challenged",
    "not-comparable",
    "forecast-and-outcome",
    "compatible",
    "changed-over-time",
    "possible-conflict",
    "conflict",
    "agree",
    "interpretation",
    "repeats",
    "self-inconsistent",
)
"""The words an editor's decision may use: those of the rules."""


class ImageModel(Mapping_):
    """A picture below `media/`."""

    STAND_INS = {"src": UNREADABLE}

    src: Text
    alt: OptionalText = ""
    credit: OptionalText = ""


def _as_image(value: object) -> object:
    return {"src": value} if isinstance(value, str) else value


class EventModel(Withholdable):
    """Something that happened."""

    STAND_INS = {"title": UNREADABLE}

    title: Text
    date: Date | None = None
    place: OptionalText = ""
    actors: ListOf[Text]
    figures: ListOf[Id]
    status: word_of(EventStatus) = EventStatus.REPORTED  # type: ignore[valid-type]
    summary: OptionalText = ""
    image: Annotated[ImageModel, BeforeValidator(_as_image)] | None = None
    corrections: ListOf[CorrectionModel]


def _verdict(value: object) -> str:
    if isinstance(value, str) and value in VERDICTS:
        return value
    from briefing.problems import did_you_mean

    listed = ", ".join(f"`{w}`" for w in VERDICTS)
    raise wrong(
        "unknown-choice",
        f"{described(value)} is not a verdict.",
        f"{did_you_mean(str(value), VERDICTS)} The verdicts are {listed}.".strip(),
    )


def _two(value: object) -> list[str]:
    if isinstance(value, list) and len(value) == 2 and all(isinstance(v, str) for v in value) and value[0] != value[1]:
        return value
    raise wrong("bad-value", "A decision is between two claims.", "Write `between: [first-claim, second-claim]`.")


class DecisionModel(Mapping_):
    """An editor overrules."""

    STAND_INS = {
        "between": [UNREADABLE, f"{UNREADABLE}-2"],
        "verdict": "not-comparable",
        "because": UNREADABLE,
        "by": UNREADABLE,
        "on": "0001",
    }

    between: Annotated[list[str], PlainValidator(_two), WithJsonSchema({"type": "array", "minItems": 2, "maxItems": 2})]
    verdict: Annotated[str, PlainValidator(_verdict), WithJsonSchema({"enum": list(VERDICTS)})]
    because: Text
    by: Text
    on: Date


class ResolvedModel(Mapping_):
    """An editor settles the figure."""

    STAND_INS = {"value": UNREADABLE, "because": UNREADABLE, "by": UNREADABLE, "on": "0001"}

    value: RawValue
    because: Text
    by: Text
    on: Date


def _choices(value: object) -> list[str]:
    if not isinstance(value, list) or not value:
        raise wrong(
            "wrong-type",
            f"A list of choices is expected here, not {described(value)}.",
            "Write `choices: [partial, complete]`.",
        )
    words = []
    for item in value:
        if isinstance(item, bool) or item is None or isinstance(item, list | dict):
            raise wrong("wrong-type", f"{described(item)} is not a choice.", "Put the word in quotes.")
        word = str(item).strip()
        if not word or word in words:
            raise wrong(
                "bad-value", f"The choice {described(word)} is empty or stands twice.", "Write each choice once."
            )
        words.append(word)
    return words


class FigureModel(Withholdable):
    """A number, date or finding that sources give values for."""

    STAND_INS = {"title": UNREADABLE, "kind": "interpretation"}

    title: Text
    kind: word_of(FigureKind)  # type: ignore[valid-type]
    unit: OptionalText = ""
    over_time: word_of(OverTime) = OverTime.FIXED  # type: ignore[valid-type]
    choices: Annotated[
        list[str], PlainValidator(_choices), WithJsonSchema({"type": "array", "items": {"type": "string"}})
    ] = []
    exclusive: Flag = True
    place: OptionalText = ""
    scope: OptionalText = ""
    event: Id | None = None
    related: ListOf[Id]
    tolerance: Share | None = None
    decisions: ListOf[DecisionModel]
    resolved: ResolvedModel | None = None


def _whole_number(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise wrong("wrong-type", f"A whole number is expected here, not {described(value)}.", "Write digits, as in 2.")
    return value


class PageModel(Withholdable):
    """A plain page."""

    STAND_INS = {"title": UNREADABLE}

    title: Text
    description: OptionalText = ""
    order: Annotated[int, PlainValidator(_whole_number), WithJsonSchema({"type": "integer"})] = 0


class ActorModel(Withholdable):
    """Who says things."""

    STAND_INS = {"name": UNREADABLE}

    name: Text
    aliases: ListOf[Text]
    type: word_of(ActorType) = ActorType.PERSON  # type: ignore[valid-type]
    role: OptionalText = ""
    side: OptionalText = ""
    not_same_as: ListOf[Text]
    anonymous: Flag = False
    safety: OptionalText = ""
    url: Url | None = None


def _distance(value: object) -> object:
    number = plain_number(value)
    if number <= 0:
        raise wrong("bad-value", f"{number} is no distance.", "Write kilometres, as in 10, or leave the key out.")
    return number


def _latitude(value: object) -> object:
    return _degrees(value, 90, "latitude")


def _longitude(value: object) -> object:
    return _degrees(value, 180, "longitude")


def _degrees(value: object, most: int, name: str) -> object:
    number = plain_number(value)
    if not -most <= number <= most:
        raise wrong("bad-value", f"{number} is not a {name}.", f"Write degrees from −{most} to {most}, as in 46.64.")
    return number


class PlaceModel(Withholdable):
    """Where something is."""

    STAND_INS = {"name": UNREADABLE}

    name: Text
    aliases: ListOf[Text]
    part_of: OptionalText = ""
    lat: Annotated[Number, PlainValidator(_latitude), WithJsonSchema({"type": "number"})] | None = None
    lon: Annotated[Number, PlainValidator(_longitude), WithJsonSchema({"type": "number"})] | None = None
    precision: word_of(Precision) | None = None  # type: ignore[valid-type]
    blur_km: Annotated[Number, PlainValidator(_distance), WithJsonSchema({"type": "number"})] | None = None


class ConventionsModel(Mapping_):
    """What the desk has agreed on."""

    tolerance: Share | None = None
    notes: ListOf[Text]


class MapModel(Mapping_):
    """The base of locator maps: GeoJSON below `media/`."""

    STAND_INS = {"src": UNREADABLE}

    src: Text
    credit: OptionalText = ""


def _as_conventions(value: object) -> object:
    return {"notes": value} if isinstance(value, str | list) else value


def _entry(value: object) -> str:
    text = str(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value
    if not isinstance(text, str):
        raise wrong("bad-redaction", "An entry of `redact` is neither words nor a number.", "Put it in quotes.")
    try:
        term_of(text)
    except TermError as error:
        help_ = "Write more of it, as in `Anna Berg`, or the words around a number."
        raise wrong("bad-redaction", f"An entry of `redact` cannot be looked for: {error}.", help_) from None
    return text


def _as_entries(value: object) -> object:
    return [] if value is None else value if isinstance(value, list) else [value]


Entry = Annotated[str, PlainValidator(_entry), WithJsonSchema({"type": ["string", "number"], "minLength": 2})]


class BriefingModel(Mapping_):
    """`briefing.yaml`."""

    STAND_INS = {"title": UNREADABLE}

    title: Text
    description: OptionalText = ""
    language: Text = "en"
    timezone: Text = "UTC"
    url: Url | None = None
    editors: ListOf[Text]
    theme: Text = "default"
    edition: Date | None = None
    conventions: Annotated[ConventionsModel, BeforeValidator(_as_conventions)] | None = None
    show: word_of(Show) = Show.EXCERPTS  # type: ignore[valid-type]
    html: Flag = False
    redact: Annotated[list[Entry], BeforeValidator(_as_entries), Field(default_factory=list, exclude=True)]
    search: Flag = True
    map: Annotated[MapModel, BeforeValidator(_as_image)] | None = None


__all__ = ["ActorModel", "BriefingModel", "EventModel", "FigureModel", "PageModel", "PlaceModel"]
