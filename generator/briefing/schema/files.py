"""The JSON Schema of each kind of file, from the models that check it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, TypeAdapter

from briefing.schema.article import ArticleModel
from briefing.schema.subjects import ActorModel, BriefingModel, EventModel, FigureModel, PageModel, PlaceModel

_FRONT_MATTER: dict[str, type[BaseModel]] = {
    "article": ArticleModel,
    "event": EventModel,
    "figure": FigureModel,
    "page": PageModel,
    "briefing": BriefingModel,
}
_REGISTERS: dict[str, type[BaseModel]] = {"actors": ActorModel, "places": PlaceModel}


def json_schema(kind: str) -> dict[str, object]:
    """JSON Schema 2020-12 of a file's YAML.

    Args:
        kind: `article`, `event`, `figure`, `page`, `briefing`, `actors` or `places`.
    """
    if kind in _REGISTERS:
        entry: Any = _REGISTERS[kind]
        schema = TypeAdapter(dict[str, entry]).json_schema()
    else:
        schema = _FRONT_MATTER[kind].model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
