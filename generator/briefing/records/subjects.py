"""What articles are about: events, figures, actors, places; and plain pages."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from briefing.dates import Edtf
from briefing.records.articles import Article, Correction, Withholding
from briefing.records.texts import Body, PictureSize
from briefing.records.values import Value
from briefing.records.vocabulary import ActorType, EventStatus, FigureKind, OverTime, Precision


@dataclass(frozen=True, slots=True)
class Image:
    """A picture below `content/media/`."""

    src: str
    alt: str
    credit: str = ""
    size: PictureSize | None = None
    """Known once it is linked."""


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
