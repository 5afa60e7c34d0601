from __future__ import annotations

import pickle
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.dates import DateError, parse_edtf
from briefing.dates.edtf import DatePrecision
from briefing.fingerprint import digest_value


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2022", "2022-01-01", "2022-12-31", DatePrecision.YEAR),
        ("2022-11", "2022-11-01", "2022-11-30", DatePrecision.MONTH),
        ("2022-02", "2022-02-01", "2022-02-28", DatePrecision.MONTH),
        ("2024-02", "2024-02-01", "2024-02-29", DatePrecision.MONTH),
        ("1900-02", "1900-02-01", "1900-02-28", DatePrecision.MONTH),
        ("2000-02-29", "2000-02-29", "2000-02-29", DatePrecision.DAY),
        ("2022-11-11", "2022-11-11", "2022-11-11", DatePrecision.DAY),
        ("2022-11-11T23:59", "2022-11-11", "2022-11-11", DatePrecision.MINUTE),
        ("2022-11-11T00:00:00Z", "2022-11-11", "2022-11-11", DatePrecision.SECOND),
        ("2022-11-11T23:30-12:00", "2022-11-11", "2022-11-11", DatePrecision.MINUTE),
        ("0001", "0001-01-01", "0001-12-31", DatePrecision.YEAR),
        ("9999-12-31", "9999-12-31", "9999-12-31", DatePrecision.DAY),
        ("9999", "9999-01-01", "9999-12-31", DatePrecision.YEAR),
    ],
)
def test_one_date(text: str, first: str, last: str, precision: DatePrecision) -> None:
    value = parse_edtf(text)
    assert value.text == text
    assert (str(value.first_day), str(value.last_day)) == (first, last)
    assert value.start is value.end
    assert value.start is not None
    assert value.start.precision is precision
    assert not value.is_interval
    assert not value.is_open


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022-03-01/2022-03-10", date(2022, 3, 1), date(2022, 3, 10)),
        ("2022-03/2022-11", date(2022, 3, 1), date(2022, 11, 30)),
        ("2022-11-20/2022-11", date(2022, 11, 20), date(2022, 11, 30)),
        ("2022-11-11/2022-11-11", date(2022, 11, 11), date(2022, 11, 11)),
        ("2022-11-11T05:00/2022-11-11", date(2022, 11, 11), date(2022, 11, 11)),
        ("2022-11-11/..", date(2022, 11, 11), None),
        ("2022-11-11/", date(2022, 11, 11), None),
        ("../2022-11-11", None, date(2022, 11, 11)),
        ("/2022-11-11", None, date(2022, 11, 11)),
        # later by the clock on the wall, earlier in truth
        ("2022-11-11T05:00+03:00/2022-11-11T03:00Z", date(2022, 11, 11), date(2022, 11, 11)),
    ],
)
def test_an_interval(text: str, first: date | None, last: date | None) -> None:
    value = parse_edtf(text)
    assert value.is_interval
    assert (value.first_day, value.last_day) == (first, last)
    assert value.is_open is (first is None or last is None)


def test_each_end_has_its_own_precision_and_mark() -> None:
    value = parse_edtf("2022-03~/2022-11-11?")
    assert value.start is not None
    assert value.end is not None
    assert (value.start.precision, value.end.precision) == (DatePrecision.MONTH, DatePrecision.DAY)
    assert (value.start.approximate, value.start.uncertain) == (True, False)
    assert (value.end.approximate, value.end.uncertain) == (False, True)
    assert value.approximate
    assert value.uncertain


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [("2022", False, False), ("2022~", True, False), ("2022-11?", False, True), ("2022-11-11T05:00%", True, True)],
)
def test_marks(text: str, approximate: bool, uncertain: bool) -> None:
    assert (parse_edtf(text).approximate, parse_edtf(text).uncertain) == (approximate, uncertain)


@pytest.mark.parametrize(
    ("text", "clock", "offset"),
    [
        ("2022-11-11", "", None),
        ("2022-11-11T05:00", "05:00", None),
        ("2022-11-11T05:00:30", "05:00:30", None),
        ("2022-11-11T05:00Z", "05:00", 0),
        ("2022-11-11T05:00+03:00", "05:00", 180),
        ("2022-11-11T05:00:00-03:30", "05:00:00", -210),
        ("2022-11-11T05:00+14:00", "05:00", 840),
    ],
)
def test_clock_and_zone(text: str, clock: str, offset: int | None) -> None:
    value = parse_edtf(text)
    assert value.start is not None
    assert (value.start.clock, value.start.offset) == (clock, offset)
    assert value.has_clock is bool(clock)
    assert value.zoned is (offset is not None)


@pytest.mark.parametrize(
    ("text", "message", "help_"),
    [
        ("2022-02-30", "February 2022 has 28 days", "a day from 01 to 28, or `2022-02`"),
        ("2022-11-00", "November 2022 has 30 days", "a day from 01 to 30"),
        ("2022-13", "no month 13", "01 to 12"),
        ("2022-21", "no month 21", "a season is written as an interval"),
        ("0000-01-01", "no year 0000", "from 0001 to 9999"),
        ("2022-11-11T24:00", "no such time", "midnight is 00:00 of the day that begins"),
        ("2022-11-11T23:59:60Z", "no such time", "23:59"),
        ("2022-11-11T05:00+15:00", "no zone +15:00", "-12:00 to +14:00"),
        ("2022-11-11T05:00-12:30", "no zone -12:30", "-12:00 to +14:00"),
        ("2022-11-11T05:00+03:60", "no zone +03:60", "-12:00 to +14:00"),
        ("2022-11-12/2022-11-11", "ends before it begins", "`2022-11-11/2022-11-12`"),
        ("2022-11-11T03:00Z/2022-11-11T05:00+03:00", "ends before it begins", "`2022-11-11T05:00+03:00/2022-11-11"),
        ("2022-11-11T05:00Z/2022-11-12", "a zone at one end only", "neither a zone"),
        ("../..", "open on both sides", "`2022-11-11/..`"),
        ("/", "open on both sides", "`2022-11-11/..`"),
        ("2022-11/2022-13", "`2022-13`: there is no month 13", "01 to 12"),
    ],
)
def test_what_cannot_be_is_refused(text: str, message: str, help_: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_edtf(text)
    assert message in caught.value.message
    assert help_ in caught.value.help


def test_the_timeline_is_ordered_by_day_then_instant_then_end_then_text() -> None:
    ordered = [
        "2022",
        "2022-11-10T23:30Z",
        "2022-11-11T05:00+03:00",  # 02:00 UTC
        "2022-11-11T03:00Z",
        "2022-11-11T04:00+00:00",
        "2022-11-11T04:00Z",
        "../2022-11-12",  # at the one day it names
        "2022-11-12",
        "2022-11-12/2022-11-14",
        "2022-11-12/..",
    ]
    values = [parse_edtf(text) for text in reversed(ordered)]
    assert [value.text for value in sorted(values, key=lambda value: value.sort_key)] == ordered


# ---- properties ---------------------------------------------------------------------------------------------------

days = st.dates().map(str)
zones = st.sampled_from(["", "Z", "+03:00", "-12:00", "+14:00", "+05:45"])
times = st.times().map(lambda t: t.strftime("T%H:%M:%S")) | st.times().map(lambda t: t.strftime("T%H:%M"))
moments = st.one_of(
    days, days.map(lambda d: d[:7]), days.map(lambda d: d[:4]), st.tuples(days, times, zones).map("".join)
)
marked = st.tuples(moments, st.sampled_from(["", "~", "?", "%"])).map("".join)
dates = st.one_of(marked, st.tuples(marked | st.sampled_from(["", ".."]), marked).map("/".join))


def read(text: str) -> tuple[str, str]:
    """The text of the date, or what an editor is told."""
    try:
        return parse_edtf(text).text, ""
    except DateError as error:
        return error.message, error.help


@given(st.text() | st.text("0123456789-/.:TZ+~?% t") | st.from_regex(r"[0-9]{1,4}[-./][0-9]{1,2}([-./ ][0-9]{1,4})?"))
def test_any_text_is_a_date_or_an_error_with_help(text: str) -> None:
    assert read(text)[0] == text or all(said.endswith(".") for said in read(text))


@given(dates)
def test_a_date_has_a_digest_a_hash_and_survives_the_memo(text: str) -> None:
    try:
        value = parse_edtf(text)
    except DateError:
        return
    assert len(digest_value(value)) == 32
    assert pickle.loads(pickle.dumps(value)) == value
    assert len({value, parse_edtf(text)}) == 1


@given(st.lists(dates, max_size=8))
def test_the_sort_key_is_total(texts: list[str]) -> None:
    values = []
    for text in texts:
        try:
            values.append(parse_edtf(text))
        except DateError:
            continue
    keys = {value.sort_key for value in values}
    assert len(keys) == len({value.text for value in values})
    sorted(keys)  # every two can be compared


@given(st.dates(max_value=date(9999, 12, 30)))
def test_days_months_and_years_abut(day: date) -> None:
    following = day + timedelta(1)
    for length in (4, 7, 10):
        one, other = parse_edtf(str(day)[:length]), parse_edtf(str(following)[:length])
        assert one.end is not None
        assert other.start is not None
        assert one == other or one.end.last == other.start.first
