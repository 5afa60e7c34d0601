"""Axes of numbers: round steps, from zero where that is sensible, by factors where the values are far apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from math import ceil, floor, log10

from briefing.drawings.axes import Axis, Piece, Tick, beside, stacked
from briefing.language import Language

MANY_TIMES = 1000
"""Where the greatest value is more than so many times the least, equal steps of the axis are equal factors."""
SQUEEZED = 0.1
"""Values that would share less than this part of an axis from zero get one that begins elsewhere."""
BREAK = 0.06
"""Where an axis of factors is broken that has zero on it, which no factor leads to."""


def number_axis(
    values: Sequence[float], length: float, language: Language, percent: bool, upright: bool = False
) -> Axis:
    """An axis for finite numbers.

    Args:
        values: all that has a place of its own: points, and the finite ends of ranges; none for words alone.
        length: in units, so that there are no more labels than have room.
    """
    least, most = (min(values), max(values)) if values else (0.0, 0.0)
    if least == most == 0:
        return Axis((Piece(0, 1, 0, 1),), (Tick(0, language.number(Decimal(0))),), (0.0,), more=True)

    def fits(ticks: Sequence[Tick]) -> bool:
        return (stacked if upright else beside)(ticks, length)

    def words(number: Decimal) -> str:
        return tick_words(number, language, percent)

    sizes = [abs(v) for v in values if v]
    if least >= 0 and max(sizes) > MANY_TIMES * min(sizes):
        return _by_factors(min(sizes), most, least == 0, words, fits)
    return _by_steps(least, most, all(v == int(v) for v in values), words, fits)


def _by_steps(
    least: float, most: float, whole: bool, words: Callable[[Decimal], str], fits: Callable[[Sequence[Tick]], bool]
) -> Axis:
    low, high = min(least, 0.0), max(most, 0.0)
    if squeezed := 0 < most - least < SQUEEZED * (high - low):
        low, high = least, most
    for step in _steps(high - low, whole):
        first, last = floor(Decimal(low) / step), ceil(Decimal(high) / step)
        numbers = [n * step for n in range(first, last + 1)]
        ends = float(numbers[0]), float(numbers[-1])
        ticks = tuple(Tick((float(n) - ends[0]) / (ends[1] - ends[0]), words(n)) for n in numbers)
        if fits(ticks):
            break
    notes = ("not-from-zero",) if squeezed else ()
    return Axis((Piece(*ends, 0, 1),), ticks, tuple(t.at for t in ticks), notes=notes)


def _steps(span: float, whole: bool) -> list[Decimal]:
    """Round steps, from those that part the span into some six down to one."""
    magnitude = Decimal(10) ** floor(log10(span / 6))
    steps = [magnitude * factor for factor in (1, 2, 5, 10, 20, 50, 100)]
    return [s for s in steps if span / float(s) <= 7 and (s >= 1 or not whole)]


def _by_factors(
    least: float, most: float, zero: bool, words: Callable[[Decimal], str], fits: Callable[[Sequence[Tick]], bool]
) -> Axis:
    low, high = floor(log10(least)), ceil(log10(most))
    start = 2 * BREAK if zero else 0.0
    rising = [range(first, high + 1, stride) for stride in range(1, high - low + 1) for first in (low, low + 1)]
    for powers in (*rising, range(high, high + 1)):
        ticks = tuple(Tick(start + (p - low) / (high - low) * (1 - start), words(Decimal(10) ** p)) for p in powers)
        if zero:
            ticks = (Tick(0, words(Decimal(0))), *ticks)
        if fits(ticks):
            break
    return Axis(
        (Piece(low, high, start, 1),),
        ticks,
        tuple(t.at for t in ticks),
        multiplies=True,
        broken_at=BREAK if zero else None,
        notes=("factors", "zero-apart") if zero else ("factors",),
    )


_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_IN_FULL = (Decimal("1e-4"), Decimal("1e6"))
_IN_WORDS = (Decimal("1e6"), Decimal("1e15"))


def tick_words(number: Decimal, language: Language, percent: bool) -> str:
    """A round number, as short as it is exact: `40,000`, `5M`, `10¹⁸`."""
    words = _number_words(number, language)
    return language.say("value.percent", number=words) if percent else words


def _number_words(number: Decimal, language: Language) -> str:
    size = number.copy_abs()
    if not size or _IN_FULL[0] <= size < _IN_FULL[1]:
        return language.number(_plain(number))
    if _IN_WORDS[0] <= size < _IN_WORDS[1]:
        return _in_words(number, language) or language.number(_plain(number))
    digits, exponent = number.normalize().as_tuple()[1:]
    assert isinstance(exponent, int)
    mantissa = int("".join(map(str, digits)))
    power = f"10{str(exponent).translate(_SUPERSCRIPT)}"
    return ("−" if number < 0 else "") + (power if mantissa == 1 else f"{mantissa}×{power}")


def _plain(number: Decimal) -> Decimal:
    return number.normalize() + 0  # a zero keeps no sign


def _in_words(number: Decimal, language: Language) -> str:
    """`1.5M`; `""` where that would round."""
    from babel.numbers import format_compact_decimal

    thousands = (number.copy_abs().adjusted()) // 3 * 3
    if number % Decimal(10) ** (thousands - 1):
        return ""
    return str(format_compact_decimal(number, format_type="short", locale=language.locale, fraction_digits=1))
