"""What claims amount to: statuses, origins, pairs, and the dates of events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.comparison import Ground, VerdictKind, verdict
from briefing.figures import (
    ALL_LISTED,
    STATUSES,
    FigureFinding,
    Origins,
    Status,
    analyse_figure,
    event_dates,
    related_pairs,
)
from briefing.records import Claim, Dating, Decision, Event, Figure, FigureKind, Report, Resolution
from comparing import PLACES, briefings, claim, date, figure, value

NUMBER = figure(unit="soldier")
VARIES = figure(unit="soldier", over_time="varies")
READING = figure("interpretation")


def found(on: Figure, *claims: Claim) -> FigureFinding:
    return analyse_figure(on, claims, Ground.of((on,), PLACES))


def kinds(finding: FigureFinding) -> list[str]:
    return [pair.verdict.kind.value for pair in finding.pairs]


# ---- status -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "claims", "expected"),
    [
        (NUMBER, [claim("a", 5), claim("b", 9)], Status.DISPUTED),
        (NUMBER, [claim("a", 5), claim("b", None, disputes=("a",))], Status.DISPUTED),
        (NUMBER, [claim("a", 5, said_by="x"), claim("b", 9, said_by="x")], Status.SELF_INCONSISTENT),
        (VARIES, [claim("a", 5, as_of="2021"), claim("b", 9, as_of="2022")], Status.CHANGED_OVER_TIME),
        (NUMBER, [claim("a", 5), claim("b", 5)], Status.AGREED),
        (NUMBER, [claim("a", 5), claim("b", 5, said_by="unknown")], Status.COMPATIBLE),
        (NUMBER, [claim("a", 5, said_by="unknown"), claim("b", 5, said_by="unknown")], Status.COMPATIBLE),
        (NUMBER, [claim("a", 5), claim("b", "~several")], Status.COMPATIBLE),
        (NUMBER, [claim("a", 5), claim("b", 5, modality="forecast")], Status.NOT_COMPARABLE),
        (NUMBER, [claim("a", 5, place="city"), claim("b", 5, place="island")], Status.NOT_COMPARABLE),
        (NUMBER, [claim("a", 5)], Status.SINGLE_ORIGIN),
        (NUMBER, [claim("a", 5, said_by="unknown")], Status.SINGLE_ORIGIN),
        (NUMBER, [claim("a", 5, said_by="x"), claim("b", 5, said_by="x")], Status.SINGLE_ORIGIN),
        (NUMBER, [], Status.NOT_COMPARABLE),
        (READING, [claim("a", "a trap")], Status.INTERPRETATION),
        (READING, [claim("a", "a trap"), claim("b", "a feint", modality="forecast")], Status.INTERPRETATION),
        (READING, [claim("a", "a trap"), claim("b", "a feint", disputes=("a",))], Status.DISPUTED),
    ],
)  # fmt: skip
def test_status(on: Figure, claims: Sequence[Claim], expected: Status) -> None:
    finding = found(on, *claims)
    assert finding.status is expected
    assert finding.status_for_editors is expected
    assert finding.status_before is None


def test_the_gravest_is_the_status() -> None:
    finding = found(
        NUMBER, claim("a", 5), claim("b", 5), claim("c", 5, said_by="actor-a"), claim("d", 9, said_by="actor-a")
    )
    assert finding.status is Status.DISPUTED
    assert finding.pair_counts[VerdictKind.SELF_INCONSISTENT] == 2
    assert STATUSES.index(Status.DISPUTED) < STATUSES.index(Status.SELF_INCONSISTENT) < STATUSES.index(Status.AGREED)


def test_a_resolved_figure_says_what_it_was() -> None:
    resolved = replace(NUMBER, resolved=Resolution(value(5), "Counted.", "E. Editor", date("2022-12-01")))  # type: ignore[arg-type]
    finding = found(resolved, claim("a", 5), claim("b", 9))
    assert (finding.status, finding.status_before) == (Status.RESOLVED, Status.DISPUTED)
    assert finding.status_for_editors is Status.RESOLVED


def test_a_decided_agreement_is_between_origins_or_none() -> None:
    agree = Decision(("a", "b"), "agree", "They mean the same.", "E. Editor", date("2022-12-01"))
    on = replace(NUMBER, decisions=(agree,))
    assert found(on, claim("a", 5), claim("b", 9)).status is Status.AGREED
    assert found(on, claim("a", 5, said_by="x"), claim("b", 9, said_by="x")).status is Status.COMPATIBLE


# ---- what may conflict is for editors -----------------------------------------------------------------------------


def test_what_may_conflict_is_kept_apart() -> None:
    finding = found(VARIES, claim("a", 5), claim("b", 9), claim("c", 5))
    assert kinds(finding) == ["compatible"]
    assert [(p.a, p.b) for p in finding.undecided] == [("a", "b"), ("b", "c")]
    assert finding.undecided_count == 2
    assert VerdictKind.POSSIBLE_CONFLICT not in finding.pair_counts
    assert (finding.status, finding.status_for_editors) == (Status.COMPATIBLE, Status.POSSIBLE_CONFLICT)


def test_where_nothing_else_is_left_nothing_is_told() -> None:
    finding = found(VARIES, claim("a", 5), claim("b", 9))
    assert (finding.status, finding.pairs, finding.pair_counts) == (Status.NOT_COMPARABLE, (), {})
    of_one_origin = found(VARIES, claim("a", 5, said_by="x"), claim("b", 9, said_by="x"))
    assert (of_one_origin.status, of_one_origin.undecided_count) == (Status.NOT_COMPARABLE, 1)
    repeated = found(VARIES, claim("a", 5), claim("b", 9), claim("c", 5, said_by="actor-a"))
    assert kinds(repeated) == ["repeats"]
    assert repeated.status is Status.NOT_COMPARABLE


@pytest.mark.parametrize(
    ("kind", "status"), [("conflict", Status.DISPUTED), ("possible-conflict", Status.POSSIBLE_CONFLICT)]
)
def test_a_decision_publishes_it(kind: str, status: Status) -> None:
    decided = Decision(("a", "b"), kind, "Both meant that day.", "E. Editor", date("2022-12-01"))
    finding = found(replace(VARIES, decisions=(decided,)), claim("a", 5), claim("b", 9))
    assert (kinds(finding), finding.undecided, finding.status) == ([kind], (), status)


# ---- origins ------------------------------------------------------------------------------------------------------


def test_origins_are_counted_and_articles_are_not() -> None:
    claims = [
        claim("a", 5, said_by="ministry", article="one"),
        claim("b", 5, said_by="ministry", article="two", via=("wire",)),
        claim("c", 5, said_by="ministry", article="three"),
        claim("d", 5, said_by="article", article="three"),
        claim("e", 5, said_by="article", article="three", via=("wire",)),
        claim("g", 5, said_by="unknown", article="three"),
        claim("h", 5, said_by="unknown", article="three"),
    ]
    finding = found(NUMBER, *reversed(claims))
    assert finding.origins == Origins(known=3, unknown=2, articles=3)
    assert [(g.origin, [c.id for c in g.claims]) for g in finding.groups] == [
        ("article:three", ["d"]),
        ("ministry", ["a", "b", "c"]),
        ("wire", ["e"]),
        ("unknown", ["g"]),
        ("unknown", ["h"]),
    ]
    assert finding.claims == tuple(c for g in finding.groups for c in g.claims)


# ---- all pairs ----------------------------------------------------------------------------------------------------


@settings(max_examples=80, deadline=None)
@given(briefings(most=7), st.randoms())
def test_pairs_are_all_there_in_order(briefing, random) -> None:  # type: ignore[no-untyped-def]
    on, claims = briefing
    ground = Ground.of((on,), PLACES)
    finding = analyse_figure(on, claims, ground)
    shuffled = random.sample(claims, len(claims))
    assert analyse_figure(on, shuffled, ground) == finding
    by_ids = {(p.a, p.b): p.verdict for p in (*finding.pairs, *finding.undecided)}
    assert by_ids == {tuple(sorted((a.id, b.id))): verdict(a, b, ground) for a, b in combinations(claims, 2)}
    assert list(finding.pairs) == sorted(finding.pairs, key=lambda p: (p.a, p.b))
    assert finding.pair_counts == Counter(p.verdict.kind for p in finding.pairs)


def many(amount: int, values: int, origins: int = 10_000) -> list[Claim]:
    return [claim(f"c{n:05}", 1001 + n % values, said_by=f"actor-{n % origins}") for n in range(amount)]


def test_a_figure_of_many_claims_is_counted_exactly_and_listed_in_short() -> None:
    claims = [*many(300, 6, origins=20), claim("z", None, disputes=("c00000",))]
    finding = found(figure(), *claims)
    assert sum(finding.pair_counts.values()) == 301 * 300 // 2 > ALL_LISTED
    assert finding.pair_counts[VerdictKind.CHALLENGED] == 1
    assert Counter(kinds(finding)) == {"conflict": 5 + 4 + 3 + 2 + 1, "challenged": 1}
    assert finding.pair_counts[VerdictKind.NOT_COMPARABLE] == 299
    ground = Ground.of((figure(),))
    one_by_one = Counter(verdict(a, b, ground).kind for a, b in combinations(claims, 2))
    assert finding.pair_counts == one_by_one
    assert finding.status is Status.DISPUTED


def test_claims_that_all_differ_are_counted_without_looking_at_each_pair() -> None:
    finding = found(figure(), *many(3_000, 3_000))
    assert sum(finding.pair_counts.values()) == 3_000 * 2_999 // 2
    assert len(finding.pairs) == 10_000
    assert {p.verdict.kind for p in finding.pairs} == {VerdictKind.CONFLICT}


def test_of_many_claims_what_may_conflict_is_kept_apart_too() -> None:
    finding = found(figure(over_time="varies"), *many(100, 4))
    assert finding.undecided_count == 100 * 99 // 2 - 4 * (25 * 24 // 2)
    assert len(finding.undecided) == 6
    assert finding.pair_counts.keys() == {VerdictKind.COMPATIBLE}
    assert (finding.status, finding.status_for_editors) == (Status.COMPATIBLE, Status.POSSIBLE_CONFLICT)


# ---- figures that look alike --------------------------------------------------------------------------------------


def test_figures_that_look_alike_are_told_apart() -> None:
    other = figure(id="g")
    decided = Decision(("c", "a"), "conflict", "One sum.", "E. Editor", date("2022-12-01"))
    ground = Ground.of((replace(NUMBER, decisions=(decided,)), other))
    pairs = related_pairs(
        [claim("a", 5), claim("b", 6)], [claim("c", 9, figure="g"), claim("d", 9, figure="g", disputes=("b",))], ground
    )
    assert [(p.a, p.b, p.verdict.kind.value) for p in pairs] == [
        ("a", "c", "conflict"),
        ("a", "d", "not-comparable"),
        ("b", "c", "not-comparable"),
        ("b", "d", "denied"),
    ]


def test_many_that_look_alike_are_listed_in_short() -> None:
    ground = Ground.of((NUMBER, figure(id="g")))
    ours = [claim(f"a{n:03}", 5) for n in range(50)]
    theirs = [claim(f"b{n:03}", 5, figure="g") for n in range(50)]
    theirs[7] = replace(theirs[7], disputes=("a000", "a003"))
    pairs = related_pairs(ours, theirs, ground)
    assert [(p.a, p.b, p.verdict.kind.value) for p in pairs] == [
        ("a000", "b000", "not-comparable"),
        ("a000", "b007", "denied"),
        ("a003", "b007", "denied"),
    ]


# ---- dates of events ----------------------------------------------------------------------------------------------

EVENT = Event("capture", "events/capture.md", "The capture")


def report(article: str, text: str | None, said_by: str = "article", **fields: object) -> Report:
    return Report(article, "capture", Dating(date(text)) if text else Dating(), said_by=said_by, **fields)  # type: ignore[arg-type]


def test_two_dates_that_cannot_both_hold_are_a_disputed_figure() -> None:
    reports = (
        report("one", "2022-02", passage="p1", date_passage="p2"),
        report("two", "2022-03-01/2022-03-10", said_by="witness", via=("wire",), passage="p3"),
        report("three", None),
    )
    dates = event_dates(EVENT, reports)
    on = dates.figure
    assert dates.is_disputed
    assert (on.id, on.kind, on.event, on.place, on.derived) == (
        "date-of-capture",
        FigureKind.DATE,
        "capture",
        None,
        True,
    )
    assert [(c.id, c.article, c.figure, c.said_by, c.via, c.passage, c.derived) for c in dates.claims] == [
        ("one-date-of-capture", "one", "date-of-capture", "article", (), "p2", True),
        ("two-date-of-capture", "two", "date-of-capture", "witness", ("wire",), "p3", True),
    ]
    assert dates.finding == analyse_figure(on, dates.claims, Ground.of((on,)))
    assert (dates.finding.status, kinds(dates.finding)) == (Status.DISPUTED, ["conflict"])


def test_dates_that_can_all_hold_are_not_disputed() -> None:
    dates = event_dates(
        EVENT, (report("one", "2022-11-11T05:00+03:00", "ministry"), report("two", "2022-11-11T05:00", "ministry"))
    )
    assert not dates.is_disputed
    (pair,) = dates.finding.pairs
    assert [r.code for r in pair.verdict.reasons] == ["same-origin", "zone-not-stated"]
    assert not event_dates(EVENT, (report("one", None), report("two", "2022"))).is_disputed
    assert event_dates(EVENT, ()).claims == ()


def test_an_article_that_reports_twice() -> None:
    dates = event_dates(
        EVENT, (report("one", "2022-02"), report("one", None), report("one", "2022-03"), report("one", "2022-03"))
    )
    assert [c.id for c in dates.claims] == ["one-date-of-capture", "one-date-of-capture-2", "one-date-of-capture-3"]
    assert dates.is_disputed
    assert dates.finding.status is Status.SELF_INCONSISTENT
