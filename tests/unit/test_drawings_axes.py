from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing.dates import parse_edtf
from briefing.dates.edtf import DAY_SECONDS
from briefing.drawings.axes import Axis, label_span
from briefing.drawings.number_axis import number_axis, tick_words
from briefing.drawings.time_axis import LAST, Span, time_axis
from briefing.language import Language
from drawn import EN

LENGTH = 336.0


def labels(*values: float, percent: bool = False) -> list[str]:
    return [t.words for t in number_axis(values, LENGTH, EN, percent).ticks]


def test_ticks_are_round_and_begin_at_zero() -> None:
    assert labels(30000, 40000) == ["0", "10,000", "20,000", "30,000", "40,000"]
    assert labels(7, 8) == ["0", "2", "4", "6", "8"]
    assert labels(1, 3) == ["0", "1", "2", "3"]
    assert labels(0.5, 1.5) == ["0", "0.5", "1", "1.5"]
    assert labels(-20, 5) == ["-20", "-15", "-10", "-5", "0", "5"]
    assert labels(87, 20, percent=True) == ["0 %", "20 %", "40 %", "60 %", "80 %", "100 %"]
    assert labels() == ["0"]
    assert labels(0, 0) == ["0"]


def test_values_close_together_leave_zero_and_say_so() -> None:
    axis = number_axis([1986, 1991], LENGTH, EN, percent=False)
    assert axis.notes == ("not-from-zero",)
    assert axis.ticks[0].words == "1,986"


def test_beyond_three_orders_of_magnitude_equal_steps_are_equal_factors() -> None:
    assert labels(1, 1000)[-1] == "1,000"
    assert number_axis([1, 1000], LENGTH, EN, percent=False).notes == ()
    axis = number_axis([1, 100000], LENGTH, EN, percent=False)
    assert [t.words for t in axis.ticks] == ["1", "10", "100", "1,000", "10,000", "100,000"]
    assert axis.at(100) - axis.at(10) == pytest.approx(axis.at(1000) - axis.at(100))
    with_zero = number_axis([0, 1, 100000], LENGTH, EN, percent=False)
    assert with_zero.notes == ("factors", "zero-apart")
    assert with_zero.at(0) == 0 < with_zero.at(1)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("40000", "40,000"),
        ("0.25", "0.25"),
        ("5E+6", "5M"),
        ("1500000", "1.5M"),
        ("1250000", "1,250,000"),
        ("1E+18", "10¹⁸"),
        ("-2E+19", "−2×10¹⁹"),
        ("1E-9", "10⁻⁹"),
        ("-0", "0"),
    ],
)
def test_tick_words_are_exact(number: str, words: str) -> None:
    assert tick_words(Decimal(number), EN, percent=False) == words


finite = st.floats(-1e30, 1e30, allow_subnormal=False).filter(lambda v: v == 0 or abs(v) >= 1e-30)


def assert_readable(axis: Axis, length: float) -> None:
    spans = [label_span(tick, 0, length) for tick in axis.ticks]
    assert all(a[1] < b[0] for a, b in pairwise(spans))
    assert all(0 <= at <= 1 for at in axis.lines)


@settings(deadline=None)
@given(st.lists(finite, max_size=12), st.floats(200, 340), st.booleans())
@example([0.0, 10.0, 10001.0], 200.0, True)
def test_every_number_has_a_place_in_order(values: list[float], length: float, percent: bool) -> None:
    axis = number_axis(values, length, EN, percent)
    places = [axis.at(v) for v in sorted(values)]
    assert all(0 <= p <= 1 for p in places)
    assert places == sorted(places)
    assert 1 <= len(axis.ticks) <= 12
    assert_readable(axis, length)


# ---- time ---------------------------------------------------------------------------------------------------------


def spans(*texts: str) -> list[Span]:
    found = []
    for text in texts:
        date = parse_edtf(text)
        assert date.start is not None
        assert date.end is not None
        found.append((date.start.first, date.end.last))
    return found


def times(*texts: str, language: Language = EN) -> list[tuple[str, str]]:
    return [(t.words, t.below) for t in time_axis(spans(*texts), LENGTH, language).ticks]


def test_labels_are_hours_days_months_or_years() -> None:
    assert times("2022-11-11T05:00", "2022-11-11T07:30")[0] == ("04:00", "11 Nov")
    assert times("2022-11-11", "2022-11-12") == [("10 Nov", "2022"), ("11 Nov", ""), ("12 Nov", ""), ("13 Nov", "")]
    assert times("2022-02", "2022-03-01/2022-03-10") == [
        *(("1 Feb", "2022"), ("11 Feb", ""), ("21 Feb", "")),
        *(("1 Mar", ""), ("11 Mar", "")),
    ]
    assert times("2022-10-31", "2023-02-28") == [("Nov", "2022"), ("Dec", ""), ("Jan", "2023"), ("Feb", "")]
    assert [w for w, _ in times("1991", "2022")] == ["1990", "1995", "2000", "2005", "2010", "2015", "2020"]


def test_the_quiet_between_is_shown_unless_most_would_be_lost() -> None:
    assert time_axis(spans("2022-02-24", "2022-11-11"), LENGTH, EN).broken_at is None
    assert time_axis(spans("2022-02-24", "2022-11-09", "2022-11-11", "2022-11-12"), LENGTH, EN).broken_at is not None


def test_a_broken_axis_keeps_order_and_scale() -> None:
    axis = time_axis(spans("2022-02-24", "2022-11-09", "2022-11-11", "2022-11-12"), LENGTH, EN)
    left, right = axis.pieces
    assert (left.end - left.start) / (left.high - left.low) == pytest.approx(
        (right.end - right.start) / (right.high - right.low)
    )
    assert left.end < right.start
    assert axis.notes == ("broken",)


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.tuples(
            st.integers(0, LAST - 1) | st.integers(63_800_000_000, 63_804_000_000),
            st.sampled_from([1, 60, DAY_SECONDS, 31 * DAY_SECONDS, 366 * DAY_SECONDS]),
        ).map(lambda p: (p[0], min(p[0] + p[1], LAST))),
        min_size=1,
        max_size=12,
    ),
    st.floats(200, 340),
)
def test_every_time_has_a_place_in_order_and_every_axis_a_label(some: list[Span], length: float) -> None:
    axis = time_axis(some, length, EN)
    places = [axis.at(second) for second in sorted(s for span in some for s in span)]
    assert all(0 <= p <= 1 for p in places)
    assert places == sorted(places)
    assert axis.ticks
    assert_readable(axis, length)
