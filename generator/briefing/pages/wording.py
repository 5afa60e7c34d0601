"""Values and dates in words. What a source bounds is shown as it bounds it; computed intervals are never shown."""

from __future__ import annotations

import re
from decimal import Decimal

from briefing.comparison.measures import is_count, measure_of
from briefing.comparison.tables import Unit
from briefing.dates import Edtf
from briefing.dates.edtf import DatePrecision
from briefing.language import Language
from briefing.records import Amount, Choice, Claim, Figure, Qualifier, Span, Vague, Value, Words, Written


def claim_words(claim: Claim, figure: Figure, language: Language) -> str:
    """A claim's value with its qualifier and unit, e.g. `about 40,000 people`; `""` for a bare challenge."""
    if claim.value is None:
        return ""
    return value_words(claim.value, claim.unit or figure.unit, language, claim.qualifier)


def value_words(value: Value, unit: str | None, language: Language, qualifier: Qualifier = Qualifier.EXACT) -> str:
    """A value in words."""
    match value:
        case Amount(number=number) if number == 0 and qualifier is Qualifier.EXACT and is_count(measure_of(unit)):
            words = language.say("value.vague.none")
        case Amount(number=number):
            words = _with_unit(language.number(number), number, unit, language)
        case Span(low=low, high=high):
            both = language.say("value.range", low=language.number(low), high=language.number(high))
            words = _with_unit(both, high, unit, language)
        case Vague(word=word):
            words = language.say(f"value.vague.{word.replace(' ', '-')}")
        case Edtf():
            words = language.date(value)
        case Choice(id=choice):
            words = choice.replace("-", " ").replace("_", " ")
        case Words(text=text):
            words = text
        case Written(value=written):  # pragma: no cover - linking leaves none
            words = str(written)
    return words if qualifier is Qualifier.EXACT else language.say(f"qualifier.{qualifier.value}", value=words)


def _with_unit(number: str, amount: Decimal, unit: str | None, language: Language) -> str:
    if unit is None:
        return number
    if is_percent(unit):
        return language.say("value.percent", number=number)
    return language.say("value.with-unit", number=number, unit=unit_words(unit, amount, language))


def is_percent(unit: str) -> bool:
    """Whether a unit is written as a sign behind the number."""
    measure = measure_of(unit)
    return isinstance(measure, Unit) and measure.name == "percent"


def unit_words(unit: str, amount: Decimal, language: Language) -> str:
    """The unit's name in the number that goes with `amount`.

    A unit that the catalogue does not know stands as the editor wrote it; in English it takes an s.
    """
    measure = measure_of(unit)
    # English keeps the spelling and the symbol that the editor chose.
    name = unit.casefold() if language.is_english else measure.name if isinstance(measure, Unit) else measure or unit
    key = f"unit.{name.replace(' ', '-')}"
    if language.has(key):
        return language.say(key, n=amount)
    if not language.is_english or amount == 1 or not re.fullmatch(r"[a-z]{3,}", unit) or unit.endswith("s"):
        return unit
    if unit.endswith("y") and unit[-2] not in "aeiou":
        return unit[:-1] + "ies"
    return unit + ("es" if unit.endswith(("x", "ch", "sh", "z")) else "s")


def unit_name(unit: str | None, language: Language) -> str:
    """What a unit is called where no number goes with it; `""` without one."""
    if not unit or language.is_english:
        return unit or ""
    return unit_words(unit, Decimal(1), language)


def iso_time(value: Edtf) -> str:
    """The value of a `<time datetime>`; `""` for intervals and marked dates, for which HTML has no form."""
    start = value.start
    if value.is_interval or start is None or start.approximate or start.uncertain:
        return ""
    return value.text


def precision_key(value: Edtf) -> str:
    """The catalogue's key for how exact a date is."""
    if value.is_interval or value.start is None:
        return "precision.interval"
    if value.start.precision in (DatePrecision.MINUTE, DatePrecision.SECOND):
        return "precision.time"
    return f"precision.{value.start.precision.value}"
