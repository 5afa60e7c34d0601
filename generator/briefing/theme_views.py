"""What a template gets, told from the views' own code: types, fields and the words that stand below them.

Nothing here is written twice: a field that is added to a view is in the document at once, with its docstring.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from itertools import pairwise
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from briefing.pages import views

_PLAIN = {str: "text", bool: "yes or no", int: "number"}

_INTRODUCTION = """\
# What a template gets

A template sees two names and nothing else: `page`, the view that the table names, and `t("ui.…")`, the interface's
words in the briefing's language. Whatever it prints is escaped; `Html` is finished markup and prints as it is.
Asking a view for a field that it does not have is an error before anything is published.
"""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a view."""

    name: str
    type: str
    """In words: `text`, `any number of Link`, `When or none`."""
    about: str


@dataclass(frozen=True, slots=True)
class View:
    """One type that a template meets."""

    name: str
    about: str
    fields: tuple[Field, ...]


def told(kinds: Collection[type]) -> tuple[View, ...]:
    """These views and every view below them, each once, in the order in which a reader meets them."""
    found: dict[type, View] = {}
    waiting = list(kinds)
    while waiting:
        kind = waiting.pop(0)
        if kind not in found:
            found[kind] = _view(kind)
            waiting += [part for hint in _hints(kind) for part in _views_in(hint) if part not in found]
    return tuple(found.values())


def as_markdown(templates: Mapping[str, type]) -> str:
    """The document for people: the templates, then each type with its fields.

    Args:
        templates: each template and the type of its `page`.
    """
    rules = textwrap.dedent((views.__doc__ or "").partition("\n\n")[2]).strip()
    rows = [f"| `{name}` | {_linked(kind.__name__, (kind.__name__,))} |" for name, kind in sorted(templates.items())]
    described = told(list(templates.values()))
    names = [view.name for view in described]
    parts = [_INTRODUCTION, rules, "", "| template | `page` is |", "|---|---|", *rows]
    for view in described:
        parts += ["", f"## {view.name}", "", view.about, ""]
        parts += ["| field | what it is | |", "|---|---|---|"]
        parts += [
            f"| `{f.name}` | {_linked(f.type, names)} | {f.about.replace('|', chr(92) + '|')} |" for f in view.fields
        ]
    return "\n".join(parts) + "\n"


def as_data(templates: Mapping[str, type]) -> dict[str, Any]:
    """The same for machines: `templates` and `views`, keyed by name."""
    return {
        "templates": {name: kind.__name__ for name, kind in sorted(templates.items())},
        "views": {
            view.name: {
                "about": view.about,
                "fields": {f.name: {"type": f.type, "about": f.about} for f in view.fields},
            }
            for view in told(list(templates.values()))
        },
    }


def _view(kind: type) -> View:
    about = _field_words(kind)
    hints = get_type_hints(kind)
    own = tuple(Field(f.name, in_words(hints[f.name]), about.get(f.name, "")) for f in fields(kind))
    return View(kind.__name__, _one_line(kind.__doc__ or ""), own)


def _field_words(kind: type) -> dict[str, str]:
    """The text that stands below each field in the source."""
    (body,) = (n.body for n in ast.parse(textwrap.dedent(inspect.getsource(kind))).body if isinstance(n, ast.ClassDef))
    found = {}
    for field, below in pairwise(body):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(words))):
                found[name] = _one_line(words)
    return found


def _one_line(words: str) -> str:
    return " ".join(words.split())


def in_words(hint: Any) -> str:
    """A type as someone who writes templates calls it."""
    arguments = get_args(hint)
    if get_origin(hint) is tuple:
        if arguments[-1] is Ellipsis:
            return f"any number of {in_words(arguments[0])}"
        return f"({', '.join(map(in_words, arguments))})"
    if NoneType in arguments:
        return f"{' or '.join(in_words(one) for one in arguments if one is not NoneType)} or none"
    return _PLAIN.get(hint) or str(hint.__name__)


def _hints(kind: type) -> list[Any]:
    return list(get_type_hints(kind).values())


def _views_in(hint: Any) -> Iterator[type]:
    if isinstance(hint, type) and is_dataclass(hint):
        yield hint
    for one in get_args(hint):
        yield from _views_in(one)


def _linked(words: str, names: Collection[str]) -> str:
    """Type words in which each view's name leads to its section."""
    parts = words.replace("(", "( ").replace(")", " )").replace(",", " ,").split(" ")
    linked = " ".join(f"[{part}](#{part.lower()})" if part in names else part for part in parts)
    return linked.replace("( ", "(").replace(" )", ")").replace(" ,", ",")
