"""A whole briefing in which every field that takes words has been given by `words`; and which fields those are.

One record of each kind for each number, all of one shape, so that two briefings with other words differ in words alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from briefing.schema.article import ArticleModel
from briefing.schema.subjects import ActorModel, BriefingModel, EventModel, FigureModel, PageModel, PlaceModel
from briefing.schema.validation import validate

Words = Callable[[int, str], str]
"""Words for a field of the record of a number."""

MODELS: dict[str, type[BaseModel]] = {
    "articles": ArticleModel,
    "events": EventModel,
    "figures": FigureModel,
    "pages": PageModel,
    "actors": ActorModel,
    "places": PlaceModel,
    "briefing": BriefingModel,
}


def briefing(words: Words, records: int) -> dict[str, str]:
    """The files of a content folder, but for `media/a.png`."""
    actors, places = {}, {}
    files = {"briefing.yaml": _yaml(config(words))}
    for n in range(records):
        actors[f"actor-{n}"], places[f"place-{n}"] = actor(words, n), place(words, n)
        files[f"articles/article-{n}.md"] = _document(article(words, n), _text(words, n))
        files[f"events/event-{n}.md"] = _document(event(words, n), "Words of the desk.")
        files[f"figures/views-{n}.md"] = _document(figure(words, n), "Words of the desk.")
        files[f"figures/number-{n}.md"] = _document(number(words, n), "Words of the desk.")
        files[f"figures/choice-{n}.md"] = _document(choice(words, n), "Words of the desk.")
        files[f"pages/page-{n}.md"] = _document(page(words, n), "Words of the desk.")
    return files | {"actors.yaml": _yaml(actors), "places.yaml": _yaml(places)}


def config(words: Words) -> dict[str, Any]:
    def w(key: str) -> str:
        return words(0, f"briefing.{key}")

    return {
        "title": w("title"), "description": w("description"), "editors": [w("editors")], "url": "https://example.org",
        "conventions": {"notes": [w("conventions.notes")], "private": w("private")}, "show": "full", "private": w("private"),
    }  # fmt: skip


def article(words: Words, n: int) -> dict[str, Any]:
    def w(key: str) -> str:
        return words(n, f"articles.{key}")

    name, place_name = words(n, "actors.name"), words(n, "places.name")
    quote = {"exact": w("claims.quote.exact"), "prefix": "before", "suffix": "after"}
    return {
        "title": w("title"), "published": "2024-05-04", "publisher": name, "authors": [w("authors")], "dateline": w("dateline"),
        "url": "https://example.org/'x", "grade": {"source": "B", "information": 2, "reason": w("grade.reason")},
        "corrections": [{"date": "2024-05-05", "what": w("corrections.what"), "why": w("corrections.why")}],
        "events": [{
            "event": f"event-{n}", "date_words": w("events.date_words"), "quote": w("events.quote.exact"), "said_by": name,
            "via": [name], "note": w("events.note"), "private": w("private"),
        }],
        "claims": [
            {"figure": f"views-{n}", "value": w("claims.value"), "said_by": name, "via": [name], "note": w("claims.note"), "quote": quote},
            {"figure": f"number-{n}", "value": 3, "unit": w("claims.unit"), "scope": w("claims.scope"), "place": place_name, "said_by": name},
            {"figure": f"number-{n}", "value": 900, "said_by": "article", "disputes": [f"article-{n}-number-{n}"]},
            {"figure": f"choice-{n}", "value": words(n, "figures.choices"), "said_by": name, "private": {"x": w("private")}},
        ],
        "note": w("note"), "private": w("private"),
    }  # fmt: skip


def _text(words: Words, n: int) -> str:
    keys = ("claims.quote.exact", "events.quote.exact", "events.date_words")
    blocks = (f"Here is before\n\n~~~~~\n{words(n, f'articles.{key}')}\n~~~~~\n\nafter that." for key in keys)
    return "\n\n".join(blocks)


def event(words: Words, n: int) -> dict[str, Any]:
    def w(key: str) -> str:
        return words(n, f"events.{key}")

    return {
        "title": w("title"), "place": words(n, "places.name"), "actors": [words(n, "actors.name")], "summary": w("summary"),
        "image": {"src": "media/a.png", "alt": w("image.alt"), "credit": w("image.credit")}, "date": f"2024-05-{n % 28 + 1:02}",
        "corrections": [{"date": "2024-05-05", "what": w("corrections.what"), "why": w("corrections.why")}],
        "figures": [f"views-{n}"], "private": w("private"),
    }  # fmt: skip


def figure(words: Words, n: int) -> dict[str, Any]:
    return {
        "title": words(n, "figures.title"),
        "kind": "interpretation",
        "event": f"event-{n}",
        "private": words(n, "figures.private"),
    }


def number(words: Words, n: int) -> dict[str, Any]:
    def w(key: str) -> str:
        return words(n, f"figures.{key}")

    claim = f"article-{n}-number-{n}"
    return {
        "title": w("title2"), "kind": "number", "unit": words(n, "articles.claims.unit"), "scope": w("scope"), "event": f"event-{n}",
        "place": words(n, "places.name"), "related": [f"choice-{n}"],
        "decisions": [{"between": [claim, f"{claim}-2"], "verdict": "conflict", "because": w("decisions.because"), "by": w("decisions.by"), "on": "2024-06"}],
    }  # fmt: skip


def choice(words: Words, n: int) -> dict[str, Any]:
    def w(key: str) -> str:
        return words(n, f"figures.{key}")

    resolved = {"value": w("choices"), "because": w("resolved.because"), "by": w("resolved.by"), "on": "2024-06"}
    return {
        "title": w("title3"),
        "kind": "category",
        "choices": [w("choices"), "other"],
        "event": f"event-{n}",
        "resolved": resolved,
    }


def page(words: Words, n: int) -> dict[str, Any]:
    return {
        "title": words(n, "pages.title"),
        "description": words(n, "pages.description"),
        "private": words(n, "pages.private"),
    }


def actor(words: Words, n: int) -> dict[str, Any]:
    def w(key: str) -> str:
        return words(n, f"actors.{key}")

    return {
        "name": w("name"), "aliases": [w("aliases")], "role": w("role"), "side": w("side"), "safety": w("safety"), "private": w("private"),
    }  # fmt: skip


def place(words: Words, n: int) -> dict[str, Any]:
    def w(key: str) -> str:
        return words(n, f"places.{key}")

    return {"name": w("name"), "aliases": [w("aliases")], "lat": 50, "lon": 30, "private": w("private")}


def _yaml(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def _document(values: dict[str, Any], text: str) -> str:
    return f"---\n{_yaml(values)}---\n{text}\n"


# ---- which fields there are ---------------------------------------------------------------------------------------


def leaves(model: type[BaseModel], before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every key of a model that is no mapping, by the keys that lead to it."""
    for name, field in model.model_fields.items():
        inner = _model_in(field.annotation)
        if inner is None or inner.__name__ == "SelectorModel":
            yield (*before, name)
        if inner is not None:
            yield from leaves(inner, (*before, name))


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((m for part in getattr(annotation, "__args__", ()) if (m := _model_in(part)) is not None), None)


def placed(values: Any, keys: tuple[str, ...], word: object) -> bool:
    """Puts a word where the keys lead, in the first item of each list; False where there is no such place yet."""
    *way, last = keys
    for key in way:
        values = values.get(key)
        values = values[0] if isinstance(values, list) else values
        if isinstance(values, str):
            return False
        if values is None:
            return False
    if last == "value" and isinstance(values.get(last), int | Decimal):
        return False
    values[last] = [word] if isinstance(values.get(last), list) else word
    return True


def takes(kind: str, values: dict[str, Any]) -> bool:
    """Whether the schema has nothing against these values."""
    return not validate(MODELS[kind], values, "x")[1]  # type: ignore[type-var]
