"""A written value becomes one of its figure's kind."""

from __future__ import annotations

from decimal import Decimal

from briefing.dates import DateError, parse_edtf
from briefing.numerals import thousands_hint
from briefing.problems import Keys, Problem, did_you_mean
from briefing.records import VAGUE_WORDS, Amount, Choice, Figure, FigureKind, Span, Vague, Value, Words, Written


def typed_value(value: Value, figure: Figure, path: str, keys: Keys) -> Value | Problem:
    """The value as the figure's kind has it, or what is wrong with it."""
    match value, figure.kind:
        case Written(value=written), FigureKind.NUMBER:
            return Amount(written) if isinstance(written, Decimal) else _number_word(written, path, keys)
        case Span(), FigureKind.NUMBER:
            return value
        case Written(value=written), FigureKind.DATE:
            try:
                return parse_edtf(str(written))
            except DateError as error:
                return Problem("bad-date", path, error.message, error.help, keys)
        case Written(value=written), FigureKind.CATEGORY:
            return _choice(str(written), figure, path, keys)
        case Written(value=written), FigureKind.INTERPRETATION:
            return Words(str(written))
        case _:
            kind = {FigureKind.DATE: "a date", FigureKind.CATEGORY: "a choice"}.get(figure.kind, "words")
            return Problem(
                "value-kind",
                path,
                f"A range is no value for `{figure.id}`, which takes {kind}.",
                f"Write {kind}.",
                keys,
            )


def _number_word(word: str, path: str, keys: Keys) -> Value | Problem:
    if word.casefold() in VAGUE_WORDS:
        return Vague(word.casefold())
    if hint := thousands_hint(word):
        return Problem(
            "thousands-separator",
            path,
            f"`{word}` is not a number: digits are written without separators.",
            f"Write {hint}.",
            keys,
        )
    vague = ", ".join(f"`{w}`" for w in VAGUE_WORDS)
    help_ = did_you_mean(
        word, VAGUE_WORDS, f"Write digits (30000), a range {{min: 20000, max: 30000}}, or one of {vague}."
    )
    return Problem("value-kind", path, f"`{word}` is not a number.", help_, keys)


def _choice(word: str, figure: Figure, path: str, keys: Keys) -> Value | Problem:
    # Without choices the figure has a problem of its own.
    if word in figure.choices or not figure.choices:
        return Choice(word)
    listed = ", ".join(f"`{c}`" for c in figure.choices)
    help_ = " ".join(p for p in (did_you_mean(word, figure.choices), f"The choices are {listed}.") if p)
    return Problem("unknown-choice", path, f"`{word}` is not one of the choices of `{figure.id}`.", help_, keys)
