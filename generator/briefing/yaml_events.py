"""libyaml's stream of events over a text, and where in the text the thing stands that some keys lead to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from yaml import CSafeLoader
from yaml.error import MarkedYAMLError
from yaml.events import (
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from briefing.problems import Keys

MAX_DEPTH = 20
"""Mappings and lists within each other; the content model needs six. libyaml's time grows with the square of it."""

NextEvent = Callable[[], Any]
"""Gives the next event of a text, or raises MarkedYAMLError."""

# libyaml ends a line at these; YAML 1.2 and every editor do not.
_LINE_SEPARATORS = "\x85\u2028\u2029"


def events(text: str) -> tuple[NextEvent, dict[int, str]]:
    """A text's events, and the table that turns stand-ins in their strings back (almost always empty).

    Args:
        text: lines ended by LF, no characters that YAML refuses. Lines and columns of marks are those of an editor.
    """
    separators = [s for s in _LINE_SEPARATORS if s in text]
    if not separators:
        return CSafeLoader(text).get_event, {}
    # A stand-in must not stand in the text, nor be what an escape in it means.
    lowered = text.lower()
    unused = (c for c in map(chr, range(0xE000, 0xF900)) if c not in text and f"{ord(c):x}" not in lowered)
    stand_ins = list(zip(separators, unused, strict=False))
    for separator, stand_in in stand_ins:
        text = text.replace(separator, stand_in)
    return CSafeLoader(text).get_event, {ord(stand_in): separator for separator, stand_in in stand_ins}


def place_of(text: str, keys: Keys, *, of_key: bool) -> tuple[int, int] | None:
    """Line and column, 1-based, of what `keys` lead to, or of the longest part of them that is there.

    Args:
        of_key: the key's own place is wanted rather than its value's.

    Returns:
        None where not even the first of the keys is there.
    """
    next_event, _ = events(text)
    mark: Any = None
    try:
        next_event()
        start = next_event()
        value = next_event() if type(start) is DocumentStartEvent else start
        for at, key in enumerate(keys, start=1):
            entry = _entry(next_event, value, key)
            if entry is None:
                break
            name, value = entry
            mark = (name if of_key and at == len(keys) else value).start_mark
    except (MarkedYAMLError, RecursionError):
        pass  # What was found before the mistake will do.
    return None if mark is None else (mark.line + 1, mark.column + 1)


def _entry(next_event: NextEvent, start: Any, key: str | int) -> tuple[Any, Any] | None:
    """The events with which the key and the value of one entry begin; a list's item is both."""
    if type(start) is MappingStartEvent:
        while type(name := next_event()) is not MappingEndEvent:
            _skip(next_event, name)
            value = next_event()
            if type(name) is ScalarEvent and name.value == key:
                return name, value
            _skip(next_event, value)
    elif type(start) is SequenceStartEvent:
        index = 0
        while type(item := next_event()) is not SequenceEndEvent:
            if index == key:
                return item, item
            _skip(next_event, item)
            index += 1
    return None


def _skip(next_event: NextEvent, start: Any) -> None:
    """Reads on to the end of what `start` begins.

    Raises:
        RecursionError: where it is deeper than is ever read.
    """
    kind, depth = type(start), 0
    while True:
        if kind is MappingStartEvent or kind is SequenceStartEvent:
            depth += 1
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            depth -= 1
        if depth == 0:
            return
        if depth > MAX_DEPTH:
            raise RecursionError
        kind = type(next_event())
