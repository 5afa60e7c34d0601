"""Events, figures, pages, actors and places, from their validated front matter."""

from __future__ import annotations

from briefing.records import (
    Actor,
    Body,
    Correction,
    Decision,
    Event,
    Figure,
    Image,
    Page,
    Place,
    Resolution,
    Withholding,
)
from briefing.schema.article import CorrectionModel
from briefing.schema.model import Withholdable
from briefing.schema.subjects import ActorModel, EventModel, FigureModel, PageModel, PlaceModel


def actor_of(id_: str, model: ActorModel) -> Actor:
    """An entry of `actors.yaml`."""
    return Actor(
        id=id_,
        name=model.name,
        aliases=tuple(model.aliases),
        type=model.type,
        role=model.role,
        side=model.side,
        not_same_as=tuple(model.not_same_as),
        anonymous=model.anonymous,
        safety=model.safety,
        url=model.url or "",
        withholding=withholding_of(model),
    )


def place_of(id_: str, model: PlaceModel) -> Place:
    """An entry of `places.yaml`."""
    return Place(
        id=id_,
        name=model.name,
        aliases=tuple(model.aliases),
        part_of=model.part_of or None,
        lat=model.lat,
        lon=model.lon,
        precision=model.precision,
        blur_km=model.blur_km,
        withholding=withholding_of(model),
    )


def event_of(id_: str, path: str, model: EventModel, body: Body) -> Event:
    """`events/<id>.md`."""
    return Event(
        id=id_,
        path=path,
        title=model.title,
        date=model.date,
        place=model.place or None,
        actors=tuple(model.actors),
        figures=tuple(model.figures),
        status=model.status,
        summary=model.summary,
        image=Image(model.image.src, model.image.alt, model.image.credit) if model.image else None,
        corrections=corrections_of(model.corrections),
        body=body,
        withholding=withholding_of(model),
    )


def figure_of(id_: str, path: str, model: FigureModel, body: Body) -> Figure:
    """`figures/<id>.md`."""
    resolved = model.resolved
    return Figure(
        id=id_,
        path=path,
        title=model.title,
        kind=model.kind,
        unit=model.unit or None,
        over_time=model.over_time,
        choices=tuple(model.choices),
        exclusive=model.exclusive,
        place=model.place or None,
        scope=model.scope or None,
        event=model.event,
        related=tuple(model.related),
        tolerance=model.tolerance,
        decisions=tuple(
            Decision((d.between[0], d.between[1]), d.verdict, d.because, d.by, d.on) for d in model.decisions
        ),
        resolved=Resolution(resolved.value, resolved.because, resolved.by, resolved.on) if resolved else None,
        body=body,
        withholding=withholding_of(model),
    )


def page_of(id_: str, path: str, model: PageModel, body: Body) -> Page:
    """`pages/<id>.md`."""
    return Page(
        id=id_,
        path=path,
        title=model.title,
        body=body,
        description=model.description,
        order=model.order,
        withholding=withholding_of(model),
    )


def corrections_of(models: list[CorrectionModel]) -> tuple[Correction, ...]:
    """Corrections, as they stand in the file."""
    return tuple(Correction(c.date, c.what, c.why) for c in models)


def withholding_of(model: Withholdable) -> Withholding:
    """`draft` and `embargo`."""
    return Withholding(model.draft, model.embargo)
