"""Rules 6 and 7 on numbers, held against sets of points that are told from the rules' words alone."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.comparison.intervals import interval_of
from briefing.comparison.meeting import Meeting, numbers
from briefing.comparison.tables import VAGUE
from briefing.records import VAGUE_WORDS, Amount, Qualifier, Span, Vague, Words
from comparing import value

TENTH = Decimal("0.1")


def ends(written: object, qualifier: str = "exact", tolerance: Decimal = TENTH) -> str:
    found = interval_of(value(written), Qualifier(qualifier), tolerance)
    assert found is not None
    (low, left), (high, right) = found.low, found.high
    return f"{'(' if left else '['}{low.normalize():f}, {high.normalize():f}{')' if right else ']'}"


@pytest.mark.parametrize(
    ("written", "qualifier", "expected"),
    [
        (7, "exact", "[7, 7]"),
        (0, "exact", "[0, 0]"),
        (10, "exact", "[10, 10]"),
        (19, "exact", "[19, 19]"),
        (20, "exact", "[19, 21]"),
        (21, "exact", "[21, 21]"),
        (30000, "exact", "[28500, 31500]"),
        (41000, "exact", "[40500, 41500]"),
        (100, "exact", "[95, 105]"),
        (110, "exact", "[105, 115]"),
        (20.5, "exact", "[20.5, 20.5]"),
        (-100, "exact", "[-100, -100]"),
        (40000, "about", "[36000, 44000]"),
        (-10, "about", "[-11, -9]"),
        (9, "nearly", "[8.1, 9)"),
        (0, "nearly", "[0, 0]"),
        (7, "at-least", "[7, Infinity)"),
        (100, "more-than", "(100, Infinity)"),
        (7, "at-most", "[0, 7]"),
        (7, "less-than", "[0, 7)"),
        (0, "at-most", "[0, 0]"),
        (0, "less-than", "(-Infinity, 0)"),
        (-7, "at-most", "(-Infinity, -7]"),
        (-7, "less-than", "(-Infinity, -7)"),
        ((20, 30), "exact", "[20, 30]"),
        ((20, 30), "about", "[18, 33]"),
        ((20, 30), "nearly", "[20, 30]"),
        ((20, 30), "at-least", "[20, Infinity)"),
        ((20, 30), "more-than", "(20, Infinity)"),
        ((20, 30), "at-most", "[0, 30]"),
        ((20, 30), "less-than", "[0, 30)"),
        ("~none", "exact", "[0, 0]"),
        ("~some", "exact", "(0, Infinity)"),
        ("~many", "exact", "(0, Infinity)"),
        ("~a lot", "exact", "(0, Infinity)"),
        ("~a few", "exact", "[2, 9]"),
        ("~several", "exact", "[3, 9]"),
        ("~dozens", "about", "[24, 99]"),
        ("~hundreds", "nearly", "[200, 999]"),
        ("~thousands", "exact", "[2000, 9999]"),
        ("~hundreds", "at-least", "[200, Infinity)"),
        ("~hundreds", "more-than", "[200, Infinity)"),
        ("~hundreds", "at-most", "[0, 999]"),
        ("~hundreds", "less-than", "[0, 999]"),
    ],
)
def test_what_a_number_stands_for(written: object, qualifier: str, expected: str) -> None:
    assert ends(written, qualifier) == expected


def test_the_figures_own_tolerance() -> None:
    assert ends(40000, "about", Decimal("0.25")) == "[30000, 50000]"
    assert ends(9, "nearly", Decimal(0)) == "[9, 9]"


def test_what_is_no_number_has_no_interval() -> None:
    assert interval_of(Words("a trap"), Qualifier.EXACT, TENTH) is None
    assert interval_of(None, Qualifier.EXACT, TENTH) is None


def test_every_vague_word_has_its_meaning() -> None:
    assert tuple(VAGUE) == VAGUE_WORDS


def test_none_is_as_exact_as_zero() -> None:
    none = interval_of(Vague("none"), Qualifier.EXACT, TENTH)
    zero = interval_of(Amount(Decimal(0)), Qualifier.EXACT, TENTH)
    assert none == zero


@pytest.mark.parametrize("digits", ["1E+999999", "1E-999999", "-1E+999999", "9" * 200, "0." + "1" * 200])
@pytest.mark.parametrize("qualifier", Qualifier)
def test_no_number_is_too_large_or_too_fine(digits: str, qualifier: Qualifier) -> None:
    x = interval_of(Amount(Decimal(digits)), qualifier, TENTH)
    y = interval_of(Span(Decimal(-1), Decimal(digits).copy_abs()), qualifier, TENTH)
    assert x is not None
    assert y is not None
    assert x.low <= x.high
    numbers(x, y)


# ---- the same, point by point -------------------------------------------------------------------------------------

GRID = [Fraction(n, 40) for n in range(-40 * 40, 40 * 160)]
"""Finer than half the distance between any two ends that the numbers below can have."""
WHOLE = st.integers(-30, 100)


def points(number: int, qualifier: Qualifier) -> frozenset[Fraction]:
    """What the content model says of one number, with a tolerance of a tenth, as points of the grid."""
    tolerance = Fraction(abs(number), 10)
    slack = (
        min(Fraction(10 if number % 100 else 100, 2), Fraction(number, 20)) if number >= 20 and number % 10 == 0 else 0
    )
    least = 0 if number >= 0 else GRID[0]
    told = {
        Qualifier.EXACT: lambda p: number - slack <= p <= number + slack,
        Qualifier.ABOUT: lambda p: abs(p - number) <= tolerance,
        Qualifier.NEARLY: lambda p: number - tolerance <= p < number or (number == 0 and p == 0),
        Qualifier.AT_LEAST: lambda p: p >= number,
        Qualifier.MORE_THAN: lambda p: p > number,
        Qualifier.AT_MOST: lambda p: least <= p <= number,
        Qualifier.LESS_THAN: lambda p: least <= p < number or (number == 0 and p < 0),
    }[qualifier]
    return frozenset(filter(told, GRID))


def lie(x: frozenset[Fraction], y: frozenset[Fraction], one_open: bool) -> Meeting:
    if not x & y:
        return Meeting.BELOW if max(x) < min(y) else Meeting.ABOVE
    if one_open or (x != y and (x <= y or y <= x)):
        return Meeting.COMPATIBLE
    return Meeting.AGREE


OPEN = (Qualifier.AT_LEAST, Qualifier.MORE_THAN)


def is_open(number: int, qualifier: Qualifier) -> bool:
    below = (qualifier is Qualifier.AT_MOST and number < 0) or (qualifier is Qualifier.LESS_THAN and number <= 0)
    return qualifier in OPEN or below


@settings(deadline=None)
@given(WHOLE, st.sampled_from(Qualifier), WHOLE, st.sampled_from(Qualifier))
def test_two_numbers_lie_as_their_points_do(n: int, p: Qualifier, m: int, q: Qualifier) -> None:
    x, y = interval_of(Amount(Decimal(n)), p, TENTH), interval_of(Amount(Decimal(m)), q, TENTH)
    assert x is not None
    assert y is not None
    expected = lie(points(n, p), points(m, q), is_open(n, p) or is_open(m, q))
    assert numbers(x, y)[0] is expected
    assert numbers(y, x)[0] is expected.mirrored
