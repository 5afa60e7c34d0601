"""libyaml's stream of events over a text, and where in the text everything stands."""

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

Place = tuple[int, int]
"""Line and column, 1-based."""

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


def places(text: str) -> dict[Keys, tuple[Place, Place]]:
    """Where the key and the value of every entry stand, by the keys that lead to it; a list's item has one place.

    Of a text that cannot be read to its end, what could be; of several documents, the first.
    """
    next_event, _ = events(text)
    found: dict[Keys, tuple[Place, Place]] = {}
    try:
        next_event()
        if type(next_event()) is DocumentStartEvent:
            _find(next_event, next_event(), (), 0, found)
    except (MarkedYAMLError, RecursionError):
        pass
    return found


def _find(next_event: NextEvent, start: Any, keys: Keys, depth: int, found: dict[Keys, tuple[Place, Place]]) -> None:
    if depth > MAX_DEPTH:
        raise RecursionError
    if type(start) is MappingStartEvent:
        while type(name := next_event()) is not MappingEndEvent:
            if type(name) is ScalarEvent:
                below = found
                within = (*keys, name.value)
            else:  # no key that leads anywhere
                below = {}
                within = keys
                _find(next_event, name, within, depth + 1, below)
            value = next_event()
            below.setdefault(within, (_place(name), _place(value)))
            _find(next_event, value, within, depth + 1, below)
    elif type(start) is SequenceStartEvent:
        index = 0
        while type(item := next_event()) is not SequenceEndEvent:
            found[*keys, index] = (_place(item), _place(item))
            _find(next_event, item, (*keys, index), depth + 1, found)
            index += 1


def _place(event: Any) -> Place:
    return event.start_mark.line + 1, event.start_mark.column + 1
