"""Values, dates and the like in the form that data files give them."""

from __future__ import annotations

import json
from decimal import Decimal

from briefing.pages.json_values import Json as Json
from briefing.pages.json_values import without_empty as without_empty
from briefing.records import Amount, Choice, Dating, Span, Vague, Value, Words, Written

dumped = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""A value as JSON, on one line and without spaces."""


def number(value: Decimal) -> int | float:
    """A number of JSON; exact as far as a double is."""
    return int(value) if value == value.to_integral_value() else float(value)


def typed(value: Value | None) -> Json:
    """A claim's value with its type as the key; null for a challenge without a rival value."""
    match value:
        case None:
            return None
        case Amount(number=amount):
            return {"number": number(amount)}
        case Span(low=low, high=high):
            return {"min": number(low), "max": number(high)}
        case Vague(word=word):
            return {"vague": word}
        case Choice(id=choice):
            return {"choice": choice}
        case Words(text=text):
            return {"words": text}
        case Written():
            raise AssertionError("linking leaves none")
        case date:
            return {"date": date.text}


def dating(when: Dating, *, words: bool = True) -> Json:
    """A date as a source gives it: EDTF or null, what it stands on, and the source's words.

    Args:
        words: whether the source's words may be published.
    """
    data: dict[str, Json] = {"date": when.date.text if when.date else None, "basis": when.basis.value}
    if when.words and words:
        data["words"] = when.words
    if when.why_unresolved:
        data["unresolved"] = when.why_unresolved
    return data
