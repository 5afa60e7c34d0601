"""Many claims at once, held against every pair compared."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.comparison import Ground, VerdictKind
from briefing.comparison.alike import Comparison
from briefing.comparison.crowd import crowd, named_pairs
from briefing.comparison.intervals import interval_of
from briefing.comparison.meeting import Meeting, numbers
from briefing.comparison.outcome import Pair
from briefing.comparison.pairs import each_pair
from briefing.comparison.regions import Regions, terms_of, time_of, value_of
from briefing.comparison.sets import Calendar, NumberLine, gathered, ones
from briefing.comparison.sides import side_of
from briefing.comparison.times import When, when
from briefing.comparison.verdict import compare
from briefing.records import FigureKind, Modality, Qualifier, Wording
from comparing import DATES, PLACES, TIMES, briefings, claim, date, figure, values


@settings(max_examples=80, deadline=None)
@given(briefings(most=12))
def test_a_crowd_is_weighed_as_its_pairs_are(briefing) -> None:  # type: ignore[no-untyped-def]
    on, claims = briefing
    ground = Ground.of((on,), PLACES)
    sides = [side_of(c, ground) for c in claims]
    at_once, one_by_one = crowd(sides, ground), each_pair(sides, Comparison(ground))
    assert dict(at_once.counts) == dict(one_by_one.counts)
    assert at_once.undecided == one_by_one.undecided
    assert at_once.agreements == one_by_one.agreements


@pytest.mark.parametrize("over_time", ["fixed", "varies", "accumulates"])
@pytest.mark.parametrize("kind", ["number", "date", "category"])
def test_claims_that_are_alike_compare_alike(kind: str, over_time: str) -> None:
    chance = Random(f"{kind} {over_time}")
    said = {"number": [5, 9], "date": TIMES[:2], "category": ["=yes", "=no"]}[kind]
    claims = []
    for n in range(120):
        # Most are one of a few kinds, and differ from it in one thing that a rule looks at.
        other = {
            "hedged": True,
            "modality": chance.choice([Modality.HEARSAY, Modality.FORECAST, Modality.ORDERED]),
            "wording": chance.choice([Wording.QUOTE, Wording.PARAPHRASE]),
            "place": chance.choice(["land", "city"]),
            "scope": "prisoners",
            "as_of": "2022-12-01",
            "unit": "km",
        }
        field = chance.choice([*other, "none"])
        fields = {"unit": "soldier", "as_of": "2022-11-10"} | ({field: other[field]} if field in other else {})
        claims.append(claim(f"c{n:03}", chance.choice(said), said_by=chance.choice(["minister", "witness"]), **fields))
    ground = Ground.of((figure(kind, over_time=over_time),), PLACES)
    comparison = Comparison(ground)
    sides = [side_of(c, ground) for c in claims]
    for a, b in combinations(sides, 2):
        found = comparison.compare(a, b, comparison.kind_of(a), comparison.kind_of(b))
        assert Pair(a.claim.id, b.claim.id, found).verdict == compare(a, b, ground)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("over_time", ["fixed", "varies", "accumulates"])
@pytest.mark.parametrize("kind", ["number", "date", "category"])
def test_a_crowd_of_sixty(kind: str, over_time: str, seed: int) -> None:
    chance = Random(f"{kind} {over_time} {seed}")
    said = {"number": range(20, 60), "date": TIMES, "category": ["=yes", "=no"]}[kind]
    claims = [
        claim(
            f"c{n}",
            chance.choice(said),
            unit=chance.choice(["soldier", "soldier", "km", "mile"]),
            place=chance.choice([None, "land", "region", "city"]),
            as_of=chance.choice(["2022-11-10", "2022-11-11", "2022-12-01", "2022-11"]),
            said_by=chance.choice(["minister", "witness", "editor", "unknown"]),
        )
        for n in range(60)
    ]
    ground = Ground.of((figure(kind, over_time=over_time),), PLACES)
    sides = [side_of(c, ground) for c in claims]
    at_once, one_by_one = crowd(sides, ground), each_pair(sides, Comparison(ground))
    assert (at_once.counts, at_once.undecided) == (one_by_one.counts, one_by_one.undecided)
    assert at_once.agreements == one_by_one.agreements


@settings(max_examples=60, deadline=None)
@given(briefings(most=12))
def test_of_each_two_groups_one_conflict_is_listed(briefing) -> None:  # type: ignore[no-untyped-def]
    on, claims = briefing
    ground = Ground.of((on,), PLACES)
    sides = [side_of(c, ground) for c in claims]
    named = named_pairs(sides, ground)
    group = {
        n: g
        for g, bits in enumerate(gathered((terms_of(s), s.scope, time_of(s), value_of(s)) for s in sides).values())
        for n in ones(bits)
    }
    grave = {VerdictKind.CONFLICT: 0, VerdictKind.SELF_INCONSISTENT: 1, VerdictKind.POSSIBLE_CONFLICT: 2}
    expected: dict[tuple[int, int], int] = {}
    by_name = set()
    for n, m in combinations(range(len(sides)), 2):
        kind = compare(sides[n], sides[m], ground).kind
        if named.get(n, 0) >> m & 1:
            by_name.add((n, m))
        elif kind in grave:
            groups = (min(group[n], group[m]), max(group[n], group[m]))
            expected[groups] = min(expected.get(groups, 9), grave[kind])
    number = {s.claim.id: n for n, s in enumerate(sides)}
    listed: dict[tuple[int, int], int] = {}
    weighed = crowd(sides, ground)
    for found in (*weighed.listed, *weighed.listed_undecided):
        n, m = sorted((number[found.a], number[found.b]))
        assert found.verdict == compare(sides[n], sides[m], ground)
        if (n, m) in by_name:
            by_name.remove((n, m))
            continue
        groups = (min(group[n], group[m]), max(group[n], group[m]))
        assert groups not in listed
        listed[groups] = grave[found.kind]
    assert listed == expected
    assert not by_name


@settings(deadline=None)
@given(st.lists(st.tuples(values(FigureKind.NUMBER), st.sampled_from(Qualifier)), min_size=1, max_size=12))
def test_a_number_line_says_what_two_numbers_do(said) -> None:  # type: ignore[no-untyped-def]
    intervals = [i for v, q in said if (i := interval_of(v, q, Decimal("0.1"))) is not None]
    line = NumberLine(gathered(intervals))
    for x in intervals:
        by_pair: dict[Meeting, int] = {}
        for n, y in enumerate(intervals):
            lie = numbers(x, y)[0]
            by_pair[lie] = by_pair.get(lie, 0) | 1 << n
        assert {lie: bits for lie, bits in line.meetings(x).items() if bits} == by_pair


DAYS = [f"{year}-{month:02}-{day:02}" for year in (2021, 2022) for month in (2, 11) for day in range(7, 15)]
CLOCKS = [f"2022-11-{d:02}T{h:02}:30{z}" for d in range(8, 15) for h in (0, 23) for z in ("", "Z", "+14:00", "-12:00")]
NEAR_AND_FAR = (*DATES, *map(date, DAYS), *map(date, CLOCKS))


def test_a_calendar_says_what_two_dates_do() -> None:
    calendar = Calendar(gathered(NEAR_AND_FAR))
    for x in NEAR_AND_FAR:
        lies = calendar.lies(x, when, When.BEFORE, When.AFTER, When.SAME, When.UNSURE)
        by_date = [at for y in NEAR_AND_FAR for at, bits in lies.items() if bits >> NEAR_AND_FAR.index(y) & 1]
        assert by_date == [when(x, y) for y in NEAR_AND_FAR]


def test_a_hundred_values_of_five_thousand_are_compared_a_hundred_times(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    on = figure(unit="person")
    ground = Ground.of((on,))
    sides = [
        side_of(claim(f"c{n}", 10_000 + n % 100, unit="person", said_by=f"actor-{n % 700}"), ground)
        for n in range(5_000)
    ]
    asked = []
    of = Regions.of
    monkeypatch.setattr(Regions, "of", lambda self, side: asked.append(side) or of(self, side))
    found = crowd(sides, ground)
    assert len(asked) == 100
    assert sum(found.counts.values()) == 5_000 * 4_999 // 2
    assert len((*found.listed, *found.listed_undecided)) < 5_000
