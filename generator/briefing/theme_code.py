"""The Python that templates become, without what a theme of ours never needs.

Jinja looks up every attribute, call and printed value by functions that allow for dictionaries, callables that ask for
the environment, macros in several escaping modes. A view is made of frozen records, a macro always prints markup: the
plain Python for that takes a quarter of the time. Where this code fails, nothing is said by it: the page is then made
by Jinja's own, which knows what to do or what to say.
"""

from __future__ import annotations

import keyword
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

import markupsafe
from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.utils import missing
from markupsafe import Markup

SYNTAX: Mapping[str, Any] = MappingProxyType({"autoescape": True, "trim_blocks": True, "lstrip_blocks": True})
"""How templates are written: of every environment."""
KEPT = 256
"""Templates that a process keeps read and compiled: an edit of one is no reason to read the others again."""

# `escape` without the wrapping, which a text that is joined to others at once has no need of.
_escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", markupsafe.escape)

_marked: Callable[[str], Markup] = partial(str.__new__, Markup)  # a third of the time of `Markup(…)`
_NO_MACROS = frozenset({"t", "super", "self", "loop", "caller"})


def _printed(value: Any) -> str:
    """A value as it stands in the page."""
    kind = type(value)
    if kind is str:
        return _escaped(value)
    return value if kind is Markup else markupsafe.escape(value)


def _as_function(macro: Callable[..., Markup]) -> Callable[..., Markup]:
    """A macro as it is: what a call leaves out is `missing`, for which its code sets the default."""
    macro.__defaults__ = (missing,) * macro.__code__.co_argcount
    return macro


class QuickEnvironment(Environment):
    """An environment whose templates are made by `_QuickCode`; never asynchronous, always escaping."""

    printed = staticmethod(_printed)
    marked = staticmethod(_marked)
    as_function = staticmethod(_as_function)


class _QuickCode(CodeGenerator):
    def write_commons(self) -> None:
        super().write_commons()
        for name in ("printed", "marked", "as_function"):
            self.writeline(f"{name} = environment.{name}")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002
        self.write("printed(")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        if keyword.iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        # In brackets, because what stands before the dot may be a number.
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller)
            return
        # Parameters of a macro are called so by Jinja's code.
        is_macro = isinstance(node.node, nodes.Name) and node.node.name not in _NO_MACROS
        before = "l_1_" if is_macro else ""
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        for one in node.kwargs:
            self.write(f"{before}{one.key}=")
            self.visit(one.value, frame)
            self.write(", ")
        self.write(")")

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:  # noqa: ARG002
        self.writeline(f"return marked(concat({frame.buffer}))")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        if macro_ref.accesses_caller or macro_ref.accesses_kwargs or macro_ref.accesses_varargs:
            super().macro_def(macro_ref, frame)
        else:
            self.write("as_function(macro)")


QuickEnvironment.code_generator_class = _QuickCode
