"""From plain values to a model, with every problem at once.

What is wrong is cut out and the rest validated again, so that one mistake does not hide the next: the model that comes
back beside problems is good enough to go on looking, never to publish.
"""

from __future__ import annotations

import copy
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from briefing.problems import CODES, Keys, Problem, did_you_mean

M = TypeVar("M", bound=BaseModel)


def validate(
    model: type[M], values: dict[str, object], path: str, within: Keys = ()
) -> tuple[M | None, tuple[Problem, ...]]:
    """The model made of `values`, and what is wrong with them.

    Args:
        within: the keys that lead to `values` in the file, for problems.

    Returns:
        None instead of a model where what is left lacks a key that must be there.
    """
    problems: list[Problem] = []
    remaining: Any = values
    while True:
        try:
            return model.model_validate(remaining), tuple(problems)
        except ValidationError as error:
            if remaining is values:
                remaining = copy.deepcopy(values)
            cut = False
            for detail in reversed(error.errors(include_url=False)):
                problems.append(_problem(model, detail, values, path, within))
                cut |= _cut(remaining, detail)
            if not cut:
                return None, tuple(problems)


def _problem(model: type[BaseModel], detail: ErrorDetails, values: object, path: str, within: Keys) -> Problem:
    keys = _real_keys(values, detail["loc"])
    name = str(detail["loc"][-1]) if detail["loc"] else ""
    kind = detail["type"]
    if kind in CODES:
        context = detail["ctx"]
        return Problem(kind, path, context["message"], context["help"], within + keys)
    if kind == "extra_forbidden":
        known = _known_keys(model, detail["loc"][:-1])
        return Problem(
            "unknown-key",
            path,
            f"`{name}` is not a key that is known here.",
            did_you_mean(name, known, f"The keys are {', '.join(f'`{k}`' for k in known)}."),
            within + keys,
        )
    if kind == "missing":
        return Problem("missing-key", path, f"`{name}` is missing.", f"Add a line `{name}: …`.", within + keys)
    expected = {
        "list_type": "A list is expected here.",
        "model_type": "A mapping is expected here.",
        "dict_type": "A mapping is expected here.",
    }
    return Problem("wrong-type", path, expected.get(kind, f"{detail['msg']}."), _shape_help(kind, name), within + keys)


def _shape_help(kind: str, name: str) -> str:
    if kind == "list_type":
        return f"Write `{name}: [first, second]`, or a line `- …` for each."
    if kind in {"model_type", "dict_type"}:
        return "Write `key: value` lines, indented alike."
    return ""


def _real_keys(values: object, loc: tuple[int | str, ...]) -> Keys:
    """The part of a location that stands in the file: a validator may have added a level of its own."""
    keys: list[str | int] = []
    for key in loc:
        if isinstance(values, dict) and key in values:
            values = values[key]
        elif isinstance(values, list) and isinstance(key, int) and key < len(values):
            values = values[key]
        else:
            # A missing key still says where it should stand.
            if isinstance(values, dict) and key == loc[-1]:
                keys.append(key)
            break
        keys.append(key)
    return tuple(keys)


def _known_keys(model: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    kind: Any = model
    for key in loc:
        if isinstance(key, str) and key in kind.model_fields:
            kind = _model_in(kind.model_fields[key].annotation) or kind
    return [name for name in kind.model_fields if name != "private"]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        if (found := _model_in(part)) is not None:
            return found
    return None


def _cut(values: Any, detail: ErrorDetails) -> bool:
    """Takes out what is wrong; where a key is missing, the mapping that lacks it. False where nothing is left to take."""
    loc = list(_real_keys(values, detail["loc"]))
    if detail["type"] == "missing":
        loc = list(detail["loc"][:-1])
    if not loc:
        return False
    for key in loc[:-1]:
        try:
            values = values[key]
        except (KeyError, IndexError, TypeError):
            return True  # already gone with something around it
    last = loc[-1]
    if isinstance(values, dict):
        values.pop(last, None)
    elif isinstance(values, list) and isinstance(last, int) and last < len(values):
        del values[last]  # errors come last first, so earlier positions still hold
    return True
