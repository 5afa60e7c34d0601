from __future__ import annotations

import pickle
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from briefing.dates import DateError, Edtf, parse_edtf, relate
from briefing.dates.edtf import Moment
from briefing.dates.relation import Position, Relation
from briefing.fingerprint import digest_value

BEFORE, AFTER = Position.A_BEFORE_B, Position.B_BEFORE_A
EQUAL, OVERLAP = Position.EQUAL, Position.OVERLAP
WITHIN, AROUND = Position.A_WITHIN_B, Position.B_WITHIN_A

CALENDAR = [
    ("2022-11-11", "2022-11-11", EQUAL),
    ("2022-11", "2022-11-01/2022-11-30", EQUAL),
    ("2022-11-11", "2022-11-11?", EQUAL),
    ("2022-11-11", "2022-11-12", BEFORE),
    ("2022-11-12", "2022-10", AFTER),
    ("2022-02", "2022-03-01/2022-03-10", BEFORE),
    ("2022-11-11", "2022-11", WITHIN),
    ("2022", "2022-11-11", AROUND),
    ("2022-11-01/2022-11-11", "2022-11-11/2022-11-20", OVERLAP),
    ("2022-11-01/2022-11-10", "2022-11-11/2022-11-20", BEFORE),
    # a clock time without a zone is on its written day
    ("2022-11-11T05:00", "2022-11-11", WITHIN),
    ("2022-11-11T00:00", "2022-11-10", AFTER),
    ("2022-11-11T23:59", "2022-11-12", BEFORE),
    ("2022-11-11T05:00", "2022-11", WITHIN),
    ("2022-11-11T05:00", "2022-11-11T05:00", EQUAL),
    ("2022-11-11T05:00", "2022-11-11T05:00?", EQUAL),
    # instants
    ("2022-11-11T05:00+03:00", "2022-11-11T02:00Z", EQUAL),
    ("2022-11-11T05:00+03:00", "2022-11-11T05:00Z", BEFORE),
    ("2022-11-11T05:00+03:00", "2022-11-11T02:00:59Z", AROUND),
    ("2022-11-11T05:00+03:00", "2022-11-11T02:01:00Z", BEFORE),
    # in every zone the same
    ("2022-11-11T05:00+03:00", "2022-11", WITHIN),
    ("2022-11-11T05:00+03:00", "2022-11-13", BEFORE),
    ("2022-11-11T05:00+03:00", "2022-11-09", AFTER),
    ("2022-11-11T05:00", "2022-11-13T05:00", BEFORE),
    ("2022-11-01T00:00Z/2022-11-30T23:59Z", "2022-11-11", AROUND),
    ("2022-11-10T10:00Z/2022-11-12T11:59Z", "2022-11-11", AROUND),
    ("2022-11-01T00:00Z/2022-11-15T00:00Z", "2022-11-11/2022-11-30", OVERLAP),
]
ZONE_ASSUMED = [
    ("2022-11-11T05:00+03:00", "2022-11-11T05:00", WITHIN),
    ("2022-11-11T05:00", "2022-11-11T09:00", OVERLAP),
    ("2022-11-11T05:00", "2022-11-11T05:00:30", AROUND),
    ("2022-11-11T05:00", "2022-11-12T06:59", OVERLAP),
    ("2022-11-11T05:00+03:00", "2022-11-11", WITHIN),
    ("2022-11-11T05:00+03:00", "2022-11-10", WITHIN),
    ("2022-11-11T22:00Z", "2022-11-12", WITHIN),
    ("2022-11-01T01:00+03:00", "2022-11", WITHIN),
    ("2022-11-11T05:00Z/2022-11-20T05:00Z", "2022-11-11", OVERLAP),
    # in the first zone the day ends within, in the last it begins within, and between them it is around
    ("2022-11-11T09:00Z/2022-11-11T13:00Z", "2022-11-11", WITHIN),
]
OPEN = [
    ("2022-11-11/..", "2022-11-10", AFTER),
    ("2022-11-11/", "2022-11-11", AROUND),
    ("2022-11-11/..", "2022-11-12/..", AROUND),
    ("2022-11-11/..", "2022-11-11/", EQUAL),
    ("../2022-11-11", "2022-11-11/..", OVERLAP),
    ("../2022-11-11", "2022-11-12", BEFORE),
]
APPROXIMATE = [
    ("2022-11-11~", "2022-11-11~", EQUAL),
    ("2022-11-11~", "2022-11-11", AROUND),
    ("2022-11-11~", "2022-11-12", AROUND),
    ("2022-11-11~", "2022-11-13", BEFORE),
    ("2022-11-11~", "2022-11-13~", OVERLAP),
    ("2022-11-11~", "2022-11-14~", BEFORE),
    ("2022-11~", "2022-10-01", AROUND),
    ("2022-11~", "2022-09-30", AFTER),
    ("2022-11~", "2022-12-31", AROUND),
    ("2022-11~", "2023-01-01", BEFORE),
    ("2022~", "2021-01-01/2023-12-31", AROUND),
    ("2022~", "2020", AFTER),
    ("2022-11-11T05:00%", "2022-11-11T05:01", AROUND),
    ("2022-11-11T05:00Z~", "2022-11-11T05:01:59Z", AROUND),
    ("2022-11-11T05:00Z~", "2022-11-11T05:02:00Z", BEFORE),
    ("2022-11-11T05:00:00Z~", "2022-11-11T05:00:02Z", BEFORE),
    ("2022-11-11~/2022-11-14", "2022-11-10", AROUND),
    ("2022-11-11~/2022-11-14", "2022-11-15", BEFORE),
    # the plain one of the two says more, though both cover the same days
    ("2022-11-11~", "2022-11-10/2022-11-12", AROUND),
    # never the more precise
    ("2022-11-11~", "2022-11", OVERLAP),
    ("2022", "2022-11-11%", OVERLAP),
    # at the ends of the calendar
    ("0001-01-01~", "0001", OVERLAP),
    ("0001~", "0001", AROUND),
    ("9999-12~", "9999-11", AROUND),
]


@pytest.mark.parametrize(("a", "b", "position"), CALENDAR)
def test_what_holds_in_every_zone(a: str, b: str, position: Position) -> None:
    assert relate(parse_edtf(a), parse_edtf(b)) == Relation(position)


@pytest.mark.parametrize(("a", "b", "position"), ZONE_ASSUMED)
def test_what_hangs_on_a_zone_is_no_conflict_and_says_so(a: str, b: str, position: Position) -> None:
    assert relate(parse_edtf(a), parse_edtf(b)) == Relation(position, zone_assumed=True)


@pytest.mark.parametrize(("a", "b", "position"), OPEN)
def test_an_open_end_is_named(a: str, b: str, position: Position) -> None:
    assert relate(parse_edtf(a), parse_edtf(b)) == Relation(position, open_ended=True)


@pytest.mark.parametrize(("a", "b", "position"), APPROXIMATE)
def test_about_widens_by_one_unit_and_is_never_the_more_precise(a: str, b: str, position: Position) -> None:
    assert relate(parse_edtf(a), parse_edtf(b)).position is position


def test_a_relation_is_a_value() -> None:
    relation = relate(parse_edtf("2022-11-11"), parse_edtf("2022-11-12"))
    assert relation.disjoint
    assert not relate(parse_edtf("2022-11-11"), parse_edtf("2022-11")).disjoint
    assert pickle.loads(pickle.dumps(relation)) == relation
    assert digest_value(relation) != digest_value(relation.mirrored)


# ---- properties ---------------------------------------------------------------------------------------------------

FIRST = date(2022, 11, 9)
days = st.integers(0, 4).map(lambda n: str(FIRST + timedelta(n)))
hours = st.sampled_from(["T00:00", "T01:00", "T05:00", "T09:30", "T12:00", "T23:30"])
offsets = st.sampled_from(["Z", "+03:00", "-12:00", "+14:00"])
bare = days | st.sampled_from(["2022-11", "2022-10", "2022"])
floating = st.tuples(days, hours).map("".join)
zoned = st.tuples(days, hours, offsets).map("".join)


def spans(ends: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return ends | st.tuples(ends, ends).map("/".join) | ends.map("../{}".format) | ends.map("{}/..".format)


plain = spans(bare) | spans(bare | floating) | spans(zoned)
any_date = plain | plain.map("{}~".format).filter(lambda text: not text.endswith("..~"))


def read(text: str) -> Edtf:
    try:
        return parse_edtf(text)
    except DateError:  # an interval that ends before it begins
        assume(False)
        raise


@given(any_date, any_date)
def test_the_other_way_round_is_the_mirror(a: str, b: str) -> None:
    there, back = relate(read(a), read(b)), relate(read(b), read(a))
    assert back == there.mirrored
    assert back.mirrored == there


@given(any_date)
def test_a_date_equals_itself(text: str) -> None:
    relation = relate(read(text), read(text))
    assert relation.position is EQUAL
    assert not relation.zone_assumed


@given(any_date, any_date)
def test_what_is_apart_is_so_in_every_zone(a: str, b: str) -> None:
    relation = relate(read(a), read(b))
    assert not (relation.disjoint and relation.zone_assumed)


EPOCH = (FIRST.toordinal() - 1) * 1440
WINDOW = range(-12 * 1440, 7 * 1440)
"""The minutes the brute force looks at: a few days of the month before, all the days above, and room for zones."""


def minutes(value: Edtf, zone: int = 0) -> set[int]:
    """The minutes a date covers, one by one; `zone` is the offset of what gives none."""

    def at(end: Moment, second: int) -> int:
        return second // 60 - EPOCH - (zone if end.offset is None else end.offset)

    first = at(value.start, value.start.first) if value.start else WINDOW.start
    last = at(value.end, value.end.last) if value.end else WINDOW.stop
    return set(range(max(first, WINDOW.start), min(last, WINDOW.stop)))


def readings(value: Edtf) -> list[set[int]]:
    """The minutes of UTC a date covers, for each zone it may be of."""
    return [minutes(value)] if value.zoned else [minutes(value, zone) for zone in range(-12 * 60, 14 * 60 + 1, 30)]


@settings(max_examples=60, deadline=None)
@given(plain, plain)
def test_apart_means_no_shared_minute_in_any_zone(a: str, b: str) -> None:
    x, y = read(a), read(b)
    relation = relate(x, y)
    if not x.zoned and not y.zoned and not (x.has_clock and y.has_clock):
        shared = bool(minutes(x) & minutes(y))
    elif x.text == y.text:
        shared = True
    else:
        shared = bool(set().union(*readings(x)) & set().union(*readings(y)))
    assert relation.disjoint is not shared


@settings(max_examples=60, deadline=None)
@given(spans(zoned), spans(bare | floating))
def test_no_zone_is_assumed_only_where_all_zones_agree(a: str, b: str) -> None:
    x, y = read(a), read(b)
    assume(not y.is_open)
    relation = relate(x, y)
    (instants,) = readings(x)
    zones = readings(y)
    if not relation.zone_assumed:
        assert len({bool(instants & zone) for zone in zones}) == 1
        if relation.position is WITHIN:
            assert all(instants <= zone for zone in zones if not x.is_open)
        if relation.position is AROUND:
            assert all(zone <= instants for zone in zones if not x.is_open)
