"""From plain values to a model, with every problem at once.

What is wrong is taken out, or has something stand in for it, and the rest is validated again: one mistake does not hide
the next, nothing moves to another place, and what is wrong is not said to be missing as well. The model that comes back
beside problems is good enough to go on looking, never to publish.
"""

from __future__ import annotations

import copy
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from briefing.problems import CODES, Keys, Problem, did_you_mean
from briefing.schema.model import Mapping_

M = TypeVar("M", bound=Mapping_)


def validate(
    model: type[M], values: dict[str, object], path: str, within: Keys = ()
) -> tuple[M | None, tuple[Problem, ...]]:
    """The model made of `values`, and what is wrong with them.

    Args:
        within: the keys that lead to `values` in the file, for problems.

    Returns:
        None instead of a model only where `values` is beyond mending.
    """
    problems: list[Problem] = []
    remaining: Any = values
    while True:
        try:
            return model.model_validate(remaining), tuple(problems)
        except ValidationError as error:
            if remaining is values:
                remaining = copy.deepcopy(values)
            mended = False
            for detail in reversed(error.errors(include_url=False)):
                problems.append(_problem(model, detail, values, path, within))
                mended |= _mend(model, remaining, detail)
            if not mended:
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


def _real_keys(values: Any, loc: tuple[int | str, ...]) -> Keys:
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
    return [name for name in _model_at(model, loc).model_fields if name != "private"]


def _model_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> type[BaseModel]:
    """The model of the mapping that a location leads to, or of the nearest around it."""
    kind = model
    for key in loc:
        if isinstance(key, str) and key in kind.model_fields:
            kind = _model_in(kind.model_fields[key].annotation) or kind
    return kind


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        if (found := _model_in(part)) is not None:
            return found
    return None


def _mend(model: type[BaseModel], values: Any, detail: ErrorDetails) -> bool:
    """Takes out what is wrong, or lets something stand in where there must be something; False where nothing helps."""
    missing = detail["type"] == "missing"
    loc = detail["loc"] if missing else _real_keys(values, detail["loc"])
    if not loc:
        return False
    *way, last = loc
    for key in way:
        try:
            values = values[key]
        except (KeyError, IndexError, TypeError):
            return True  # mended with something around it
    inside = _model_at(model, tuple(way))
    if isinstance(values, dict) and isinstance(last, str):
        stand_ins = inside.STAND_INS if issubclass(inside, Mapping_) else {}
        if last in stand_ins:
            values[last] = copy.deepcopy(stand_ins[last])
            return True
        return values.pop(last, None) is not None
    if isinstance(values, list) and isinstance(last, int) and last < len(values):
        own = _model_at(model, loc)
        if own is not inside and issubclass(own, Mapping_):
            values[last] = copy.deepcopy(dict(own.STAND_INS))  # the items behind it keep their places
        else:
            del values[last]
        return True
    return isinstance(values, dict) and values.pop(last, None) is not None
