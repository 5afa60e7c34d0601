"""YAML text to plain values, in one pass over libyaml's events; what could be taken for something else is refused.

Nothing is ever composed: the C composer recurses and brings the interpreter down on deep nesting. The stream of
events does not, and it shows the anchors, tags, second documents and repeated keys that are refused here.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from yaml.error import Mark, MarkedYAMLError
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from briefing.hidden_characters import hidden_in, hidden_words
from briefing.problems import Problem
from briefing.yaml_events import MAX_DEPTH, events
from briefing.yaml_syntax import explain, glued_colon, glued_dash, swallowed_entry

MAX_PROBLEMS = 100
"""In one file; there reading stops."""

NOT_TEXT = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
"""Characters that YAML, XML and HTML all refuse."""

_LITERALS = {"": None, "~": None, "null": None, "true": True, "false": False}
_NUMBER_STARTS = frozenset("-0123456789")
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_LONGEST_DECIMAL = len("-.") + 30
# In a mapping `30, 000` can be nothing else; in a list `30, 500` is two numbers.
_COMMAS_IN_MAPPING = re.compile(r"-?(?:[1-9][0-9]{0,2}(?:, ?[0-9]{3})+(?:\.[0-9]+)?|[0-9]+,[0-9]+)(?=\s*[,}])")
_COMMAS_IN_LIST = re.compile(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?(?=\s*[,\]])")
_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_PROPERTY = re.compile(r"[^\s,\]}]{1,40}")
_PROPERTY_NAMES = {"&": "an anchor", "*": "an alias", "!": "a tag"}


class _StopReadingError(Exception):
    """The problems found so far are all there will be."""


def read_tree(path: str, text: str) -> tuple[dict[str, object] | None, tuple[Problem, ...]]:
    """The mapping that a YAML text is, as plain values, and what is wrong with it.

    Only `null`, `~`, nothing at all, `true`, `false`, integers without leading zeros and plain decimals are not
    strings; decimals keep their written digits. A number too long to be one (18 digits, a decimal 30) is a string.

    Args:
        text: lines ended by LF, without `NOT_TEXT`; problems carry its line numbers.

    Returns:
        None instead of values where reading had to stop. Values may come beside problems: they are good enough to
        look for more of them, never to publish.
    """
    reading = _Reading(path, text)
    return reading.top(), tuple(reading.problems)


def _plain(text: str) -> object:
    """What a scalar without quotes means."""
    if text and text[0] in _NUMBER_STARTS:
        if _INTEGER.fullmatch(text):
            return int(text)
        if len(text) <= _LONGEST_DECIMAL and _DECIMAL.fullmatch(text):
            return Decimal(text)
        return text
    return _LITERALS.get(text, text)


class _Reading:
    """One pass over one text."""

    __slots__ = ("_next", "_path", "_restore", "_text", "problems")

    def __init__(self, path: str, text: str) -> None:
        self._path = path
        self._text = text
        self._next, self._restore = events(text)
        self.problems: list[Problem] = []

    def top(self) -> dict[str, object] | None:
        try:
            return self._top()
        except _StopReadingError:
            return None
        except MarkedYAMLError as error:
            problem = explain(self._path, self._text, error)
            # A quote that is left open may have been found by what it swallowed.
            if all((p.line, p.column) != (problem.line, problem.column) for p in self.problems):
                self.problems.append(problem)
            return None

    def _top(self) -> dict[str, object] | None:
        self._next()
        start = self._next()
        if type(start) is StreamEndEvent:
            return {}
        if start.version or start.tags:
            self._report(
                "yaml-not-allowed",
                start.start_mark,
                "A line that begins with `%` is an instruction to YAML, and none is taken.",
                "Delete this line.",
            )
        event = self._next()
        value = self._value(event, 0)
        self._next()
        after = self._next()
        if type(after) is not StreamEndEvent:
            self._report(
                "yaml-not-allowed",
                after.start_mark,
                "A second YAML document begins here.",
                "Delete this line, or put the value that it is part of in quotes.",
            )
        if isinstance(value, dict):
            return value
        if value is None and self._text[event.start_mark.index : event.end_mark.index] == "":
            return {}
        what = "a list" if isinstance(value, list) else "a single value"
        if (glued := glued_colon(self._path, self._text)) is not None:
            self._add(glued)
        else:
            self._report("wrong-type", event.start_mark, f"This is {what}, not a mapping.", "Write `key: value` lines.")
        return None

    def _value(self, event: Any, depth: int) -> object:
        kind = type(event)
        if kind is AliasEvent:
            self._refuse_property(event)
            return None
        if event.anchor is not None or event.tag is not None:
            self._refuse_property(event)
        if kind is ScalarEvent:
            if event.value[:1] == "-" and not event.style:
                self._add(glued_dash(self._path, self._text, event.start_mark))
            return self._scalar(event)
        if depth == MAX_DEPTH:
            self._report(
                "yaml-too-deep",
                event.start_mark,
                f"More than {MAX_DEPTH} lists and mappings stand within each other here.",
                "Close the brackets before this; where they are text, put the whole value in quotes.",
            )
            raise _StopReadingError
        return self._mapping(event, depth + 1) if kind is MappingStartEvent else self._sequence(event, depth + 1)

    def _scalar(self, event: Any) -> object:
        text: str = event.value.translate(self._restore) if self._restore else event.value
        if not event.style:
            return _plain(text)
        if event.start_mark.line < event.end_mark.line and event.style in ("'", '"'):
            self._add(swallowed_entry(self._path, self._text, event.start_mark, event.end_mark))
        if event.style == '"' and not text.isprintable() and NOT_TEXT.search(text):
            self._report(
                "yaml-not-allowed",
                event.start_mark,
                "An escape in these double quotes (a `\\` and what follows it) gives a character that no text holds.",
                "Use single quotes, in which `\\` is only itself, or delete the escape.",
            )
        # One that stands here as itself is found in the file's text.
        if event.style == '"' and (at := next(hidden_in(text), None)) is not None and text[at] not in self._text:
            self._report("hidden-character", event.start_mark, *hidden_words(text[at]))
        return text

    def _mapping(self, start: Any, depth: int) -> dict[str, object]:
        next_event, flow = self._next, start.flow_style
        values: dict[str, object] = {}
        marks: dict[str, Mark] = {}
        reported_to = 0
        while type(key := next_event()) is not MappingEndEvent:
            if key.start_mark.index < reported_to:
                next_event()  # the nothing that `000` of `30,000` has for a value
                continue
            name = self._key(key, depth)
            event = next_event()
            value = self._value(event, depth)
            if flow and type(value) is int and (commas := _COMMAS_IN_MAPPING.match(self._text, event.start_mark.index)):
                value, reported_to = self._number_with_commas(event, commas[0], in_list=False), commas.end()
            if name in marks:
                first = marks[name].line + 1
                self._report(
                    "yaml-duplicate-key",
                    key.start_mark,
                    f"`{name}` stands here a second time; the first is in line {first}.",
                    "Keep one of the two, or make one list of both.",
                )
            elif name is not None:
                values[name], marks[name] = value, key.start_mark
        return values

    def _sequence(self, start: Any, depth: int) -> list[object]:
        next_event, flow = self._next, start.flow_style
        values: list[object] = []
        reported_to = 0
        while type(event := next_event()) is not SequenceEndEvent:
            if event.start_mark.index < reported_to:
                continue
            value = self._value(event, depth)
            if flow and type(value) is int and (commas := _COMMAS_IN_LIST.match(self._text, event.start_mark.index)):
                value, reported_to = self._number_with_commas(event, commas[0], in_list=True), commas.end()
            values.append(value)
        return values

    def _key(self, event: Any, depth: int) -> str | None:
        """The name of an entry, or None where it has none that is taken."""
        kind = type(event)
        if kind is not ScalarEvent:
            if self._value(event, depth) is not None:
                self._report(
                    "yaml-not-allowed",
                    event.start_mark,
                    "Brackets stand where the name of an entry is expected.",
                    "Where the brackets are text, put the whole value in quotes.",
                )
            return None
        name = self._scalar(event)
        if event.anchor is not None or event.tag is not None:
            self._refuse_property(event)
        if name == "<<" and not event.style:
            message, help_ = "`<<` would merge another mapping into this one.", "Write the entries themselves."
        elif isinstance(name, str):
            return name
        elif event.value == "":
            message, help_ = "Nothing stands before the colon.", "Write `key: value`, or put the whole value in quotes."
        else:
            message, help_ = f"`{event.value}` is not text, and a key is.", f"Write `'{event.value}':`."
        self._report("yaml-not-allowed", event.start_mark, message, help_)
        return None

    def _number_with_commas(self, event: Any, written: str, *, in_list: bool) -> object:
        """Reports a number that commas cut in pieces, and returns the one that was meant."""
        if _THOUSANDS.fullmatch(written.replace(" ", "")):
            meant = written.replace(" ", "").replace(",", "")
            help_ = f"Write {meant}, without separators."
        else:
            meant = written.replace(",", ".")
            help_ = f"Write {meant}, with a point."
        if in_list:
            help_ += " For a list put a space after each comma."
        message = f"`{written}` is not read as one number: inside brackets a comma begins the next entry."
        self._report("thousands-separator", event.start_mark, message, help_)
        return _plain(meant)

    def _refuse_property(self, event: Any) -> None:
        found = _PROPERTY.match(self._text, event.start_mark.index)
        assert found is not None
        self._report(
            "yaml-not-allowed",
            event.start_mark,
            f"`{found[0]}` is read by YAML as {_PROPERTY_NAMES[found[0][0]]}, and none is taken.",
            f"Write the value itself; where `{found[0]}` is text, put the whole value in quotes.",
        )

    def _report(self, code: str, mark: Mark, message: str, help_: str) -> None:
        self._add(Problem(code, self._path, message, help_, (), mark.line + 1, mark.column + 1))

    def _add(self, problem: Problem | None) -> None:
        if problem is None:
            return
        self.problems.append(problem)
        if len(self.problems) == MAX_PROBLEMS:
            raise _StopReadingError
