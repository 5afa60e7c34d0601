"""The gate of publication: the one place between the parser and everything else.

What is to be published is listed, field by field; whatever is not on the list stays here, a new field too until someone
has decided. Drafts and what is under an embargo stay with all their fields, of an article the text that is not shown,
of a place where exactly it lies if that is blurred. `library` puts the steps in order, and takes the references to what
stays out of what goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TypeVar

from briefing.linking.withholding import is_withheld
from briefing.problems import Problem
from briefing.records import Actor, Article, Body, Event, Figure, Page, Place, Precision, Record, Show

R = TypeVar("R", bound=Record)


def _fields(names: str) -> frozenset[str]:
    return frozenset(names.split())


PUBLIC: Mapping[type, frozenset[str]] = {
    Article: _fields(
        "id path title published modified publisher authors dateline url language text retrieved archived proof show "
        "grade corrections reports claims note body excerpts passages sha256"
    ),
    Event: _fields("id path title date place actors figures status summary image corrections body"),
    Figure: _fields(
        "id path title kind unit over_time choices exclusive place scope event related tolerance decisions resolved "
        "body derived"
    ),
    Actor: _fields("id name aliases type role side not_same_as anonymous url"),
    Place: _fields("id name aliases part_of lat lon precision blur_km"),
    Page: _fields("id path title body description order"),
}
"""The fields that go on; `path` only into problems."""

KEPT_BACK: Mapping[type, frozenset[str]] = {
    kind: frozenset({"withholding"} | ({"safety"} if kind is Actor else set())) for kind in PUBLIC
}
"""The fields that were looked at, and stay. What is in neither table stays as well, and fails a test."""

_DIGITS = {Precision.EXACT: 4, Precision.NEAR: 3, Precision.DISTRICT: 2, Precision.REGION: 1, Precision.COUNTRY: 0}
"""Decimal places of a degree that a precision bears: 4 are some ten metres, each one less ten times that."""


def withheld(records: Mapping[str, Record], now: datetime, *, drafts: bool) -> frozenset[str]:
    """The ids of the records that are not to be published yet."""
    return frozenset(id_ for id_, record in records.items() if is_withheld(record, now, drafts))


def public(record: R) -> R:
    """The record made anew from its public fields, with nothing in the others."""
    kind = type(record)
    return kind(**{name: getattr(record, name) for name in PUBLIC[kind]})


def notes(actors: Iterable[Actor]) -> Iterator[Problem]:
    """What editors are told of actors, and nobody else: their `safety`."""
    for actor in actors:
        if actor.safety:
            yield Problem("safety", "actors.yaml", f"`{actor.id}`: {actor.safety}", "", (actor.id, "safety"))


def only_shown(article: Article) -> Article:
    """The article without the texts that the site does not show; passages of none lose their words."""
    match article.show:
        case Show.FULL:
            return replace(article, excerpts=Body())
        case Show.EXCERPTS:
            return replace(article, body=Body())
        case _:
            wordless = tuple(replace(p, exact="", before="", after="") for p in article.passages)
            return replace(article, body=Body(), excerpts=Body(), passages=wordless)


def blurred(place: Place) -> Place:
    """The place with its coordinates as they may be published.

    They are rounded to what the place's precision bears. A blurred place is moved to the middle of the cell of a fixed
    grid, as wide as its `blur_km`, in which it lies: unlike a random shift, nothing is learnt from a second edition.
    """
    if place.lat is None or place.lon is None:
        return replace(place, lat=None, lon=None)
    if place.blur_km:
        step = (place.blur_km / Decimal("111.32")).quantize(Decimal("0.0001"))
        if step > 0:
            lat, lon = _to_grid(place.lat, step, 90), _to_grid(place.lon, min(step * 2, Decimal(90)), 180)
            return replace(place, lat=lat, lon=lon)
    unit = Decimal(1).scaleb(-_DIGITS.get(place.precision, 4) if place.precision else -4)
    return replace(place, lat=place.lat.quantize(unit, ROUND_HALF_EVEN), lon=place.lon.quantize(unit, ROUND_HALF_EVEN))


def _to_grid(degrees: Decimal, step: Decimal, most: int) -> Decimal:
    middle = (degrees // step) * step + (step / 2 if degrees >= 0 else -step / 2)
    return max(Decimal(-most), min(Decimal(most), middle)).quantize(Decimal("0.01"))
