"""What reading a template tells about it: what it refers to, and what in it cannot work.

The templates are not run here. Names and fields are followed as far as they can be from `page` through loops and
assignments; what a macro is given is only known when a page is made, and fails there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from jinja2 import Environment, TemplateSyntaxError, nodes

from briefing.problems import Problem, did_you_mean
from briefing.theme_code import KEPT, SYNTAX

if TYPE_CHECKING:
    from briefing.language import Language

_GIVEN_BY_JINJA = ("self", "super", "loop", "caller", "varargs", "kwargs")

Known = dict[str, Any]
"""The names in scope and their types; None where a type cannot be told."""


@dataclass(frozen=True, slots=True)
class Source:
    """A template's text."""

    path: str
    """As a problem names it: `themes/default/templates/event.html`."""
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A template that has been read."""

    source: Source
    tree: nodes.Template
    references: tuple[tuple[str, type[nodes.Node]], ...]
    """Each template it names, and by which statement."""
    names: frozenset[str]
    """What it sets, imports and defines at its top: a template that extends it has them too."""


@lru_cache(maxsize=KEPT)
def parsed(source: Source, name: str) -> nodes.Template:
    """The template, read: never to be changed.

    Raises:
        TemplateSyntaxError: where it cannot be read.
    """
    return Environment(**SYNTAX).parse(source.text, name, source.path)  # noqa: S701 it does escape


def no_field(kind: type, name: str) -> tuple[str, str]:
    """Message and help where a view has no such field."""
    known = [f.name for f in fields(kind)]
    return f"{kind.__name__} has no `{name}`.", f"{did_you_mean(name, known)} It has: {', '.join(known)}.".lstrip()


def read_template(
    name: str, source: Source, environment: Environment, language: Language, known: Collection[str]
) -> tuple[Reading, tuple[Problem, ...]]:
    """Reads a template, and reports what is wrong in it whatever it is given. `known` is the names of all templates."""
    try:
        tree = parsed(source, name)
    except TemplateSyntaxError as error:
        message = error.message or "This template cannot be read."
        problem = Problem("bad-theme", source.path, message, "", (), error.lineno)
        return Reading(source, nodes.Template([]), (), frozenset()), (problem,)
    problems: list[Problem] = []
    references: list[tuple[str, type[nodes.Node]]] = []
    for node in tree.find_all(_LOOKED_AT):
        if isinstance(node, _REFERENCES) and isinstance(node.template, nodes.Const) and node.template.value in known:
            references.append((node.template.value, type(node)))
        elif (fault := _fault(node, environment, language, known)) is not None:
            problems.append(Problem("bad-theme", source.path, *fault, line=node.lineno))
    return Reading(source, tree, tuple(references), frozenset(_top_names(tree))), tuple(problems)


def inherited_names(family: Collection[Reading], view: type) -> Known:
    """What templates that extend one another set at their tops, where `page` is such a view: names and types."""
    found: Known = {}
    for reading in family:
        own: Known = dict.fromkeys(reading.names)
        for node in reading.tree.body:
            if isinstance(node, nodes.Assign):
                own |= _bind(node.target, _type(node.node, {"page": view}))
        # A name that is set twice may stand for either.
        found |= {name: kind if found.get(name, kind) is kind else None for name, kind in own.items()}
    return found


def check_names(reading: Reading, inherited: Known, view: type | None) -> Iterator[Problem]:
    """Names and fields that do not exist.

    Args:
        inherited: names that templates of the same page set at their top, and their types.
        view: the type of `page`; None for an imported template, which has no page.
    """
    scope: Known = dict.fromkeys((*_GIVEN_BY_JINJA, *reading.names, "t")) | inherited
    if view is not None:
        scope["page"] = view
    for node, message, help_ in _walk(reading.tree, scope):
        yield Problem("bad-theme", reading.source.path, message, help_, (), node.lineno)


_REFERENCES = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
_LOOKED_AT = (*_REFERENCES, nodes.Filter, nodes.Test, nodes.Call, nodes.EvalContextModifier)


def _fault(
    node: nodes.Node, environment: Environment, language: Language, known: Collection[str]
) -> tuple[str, str] | None:
    """What is wrong with one node, and what to write instead."""
    match node:
        case nodes.Filter(name=name) if name not in environment.filters:
            return f"There is no filter `{name}`.", did_you_mean(name, environment.filters)
        case nodes.Test(name=name) if name not in environment.tests:
            return f"There is no test `{name}`.", did_you_mean(name, environment.tests)
        case nodes.Call(node=nodes.Name(name="t"), args=[nodes.Const(value=key), *_]) if not language.has(key):
            return f"There is no label `{key}`.", "Labels stand in `locale/<language>/labels.yaml`."
        case nodes.EvalContextModifier():
            return "Escaping may not be turned off.", "A view's finished markup prints as it is."
        case nodes.Extends() | nodes.Include() | nodes.Import() | nodes.FromImport():
            if not isinstance(node.template, nodes.Const):
                return "A template must be named in quotes, not worked out.", "Choose between two with `if`."
            return f"There is no template `{node.template.value}`.", did_you_mean(str(node.template.value), known)
    return None


def _top_names(tree: nodes.Template) -> Iterator[str]:
    for node in tree.body:
        match node:
            case nodes.FromImport(names=imported):
                yield from (n if isinstance(n, str) else n[1] for n in imported)
            case nodes.Import(target=target):
                yield target
            case nodes.Macro(name=name):
                yield name
            case nodes.Assign(target=target) | nodes.AssignBlock(target=target):
                yield from _bind(target, None)


def _walk(node: nodes.Node, known: Known) -> Iterator[tuple[nodes.Node, str, str]]:
    """Each node that names what is not there, with what is wrong and what to write instead."""
    if isinstance(node, nodes.Name):
        if node.ctx == "load" and node.name not in known:
            yield node, f"There is no `{node.name}` here.", did_you_mean(node.name, known) or "Import or set it first."
        return
    if isinstance(node, nodes.For):
        yield from _walk(node.iter, known)
        known = known | _bind(node.target, _item(_type(node.iter, known)))
        for part in (node.test, *node.body, *node.else_):
            if part is not None:
                yield from _walk(part, known)
        return
    if isinstance(node, (nodes.Macro, nodes.CallBlock)):
        known = known | {argument.name: None for argument in node.args}
    elif isinstance(node, nodes.With):
        known = known | {k: v for target in node.targets for k, v in _bind(target, None).items()}
    elif isinstance(node, nodes.Block):
        known = dict(known)
    elif isinstance(node, nodes.Assign):
        known.update(_bind(node.target, _type(node.node, known)))
    elif isinstance(node, nodes.AssignBlock):
        known.update(_bind(node.target, None))
    elif isinstance(node, nodes.Getattr):
        owner = _type(node.node, known)
        if _is_view(owner) and node.attr not in _hints(owner):
            yield node, *no_field(owner, node.attr)
    for child in node.iter_child_nodes():
        yield from _walk(child, known)


def _type(node: nodes.Node, known: Mapping[str, Any]) -> Any:
    """The type of an expression, or None where it cannot be told."""
    if isinstance(node, nodes.Name):
        return known.get(node.name)
    if isinstance(node, nodes.Getattr):
        owner = _type(node.node, known)
        found = _hints(owner).get(node.attr) if _is_view(owner) else None
        some = [argument for argument in get_args(found) if argument is not type(None)]
        return some[0] if type(None) in get_args(found) and len(some) == 1 else found
    return None


def _item(sequence: Any) -> Any:
    """The type of what a `tuple[X, ...]` holds."""
    arguments = get_args(sequence) if get_origin(sequence) is tuple else ()
    return arguments[0] if len(arguments) == 2 and arguments[1] is Ellipsis else None


def _bind(target: nodes.Node, kind: Any) -> Known:
    if isinstance(target, nodes.Name):
        return {target.name: kind}
    if isinstance(target, nodes.Tuple):
        parts = get_args(kind) if get_origin(kind) is tuple else ()
        kinds = parts if len(parts) == len(target.items) else (None,) * len(target.items)
        return {
            name: k for item, part in zip(target.items, kinds, strict=True) for name, k in _bind(item, part).items()
        }
    return {}


def _is_view(kind: Any) -> bool:
    return isinstance(kind, type) and is_dataclass(kind)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
