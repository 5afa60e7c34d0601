"""Characters that nobody sees and that change what everybody reads: refused wherever an editor may have pasted them.

An override shows `100` as `001`; a tag character carries words that only machines find. What is merely invisible (soft
hyphens, joiners, the marks U+200E and U+200F that mixed scripts need) stays: it changes neither order nor words, and
quotations are found through it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from briefing.problems import Problem

MOST = 20
"""So many are named of one file; the last says how many more there are."""

_ORDER = "\u202a-\u202e\u2066-\u2069"
_UNSEEN = "\u206a-\u206f\ufff9-\ufffb\U000e0000-\U000e007f"
# The flags of England, Scotland and Wales are spelled with tags.
_FLAG = "\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f"
_HIDDEN = re.compile(f"{_FLAG}|(?P<hidden>[{_ORDER}{_UNSEEN}])")
_CHANGES_ORDER = re.compile(f"[{_ORDER}]")
_HELP = "Delete it; where words of two scripts need a direction, the marks U+200E and U+200F may stay."


def hidden_in(text: str) -> Iterator[int]:
    """Where such characters stand."""
    if not text.isascii():
        yield from (found.start() for found in _HIDDEN.finditer(text) if found["hidden"])


def hides(text: str) -> bool:
    """Whether there is any."""
    return next(hidden_in(text), None) is not None


def hidden_problems(path: str, text: str) -> tuple[Problem, ...]:
    """What a file's text hides, by line and column; lines are ended by LF."""
    problems = []
    places = list(hidden_in(text))
    for number, at in enumerate(places[:MOST], 1):
        line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        left = len(places) - MOST if number == MOST else 0
        message, help_ = hidden_words(text[at], left)
        problems.append(Problem("hidden-character", path, message, help_, (), line, column))
    return tuple(problems)


def hidden_words(character: str, more: int = 0) -> tuple[str, str]:
    """What is wrong with such a character, and what to do."""
    name = unicodedata.name(character, "a character without a name")
    does = (
        "shows words in another order than they are written"
        if _CHANGES_ORDER.match(character)
        else "is seen by machines alone"
    )
    others = f" ({more} more such characters stand below.)" if more > 0 else ""
    return f"U+{ord(character):04X} ({name}) stands here, which {does}.{others}", _HELP
