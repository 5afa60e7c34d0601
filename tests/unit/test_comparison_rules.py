"""Every rule on cases that an editor would put, in the content model's order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.comparison import Ground, VerdictKind, verdict
from briefing.records import Decision
from comparing import PLACES, claim, codes, compared, date, figure, kind_of

NUMBER = figure(unit="soldier")
VARIES = figure(unit="soldier", over_time="varies")
COUNT = figure(unit="soldier", over_time="accumulates")
CHOICE = figure("category")


def decision(a: str, b: str, kind: str, because: str = "We asked.") -> Decision:
    return Decision((a, b), kind, because, "E. Editor", date("2022-12-01"))


# ---- 0: an editor's decision, a denial ----------------------------------------------------------------------------


@pytest.mark.parametrize("pair", [("a", "b"), ("b", "a")])
@pytest.mark.parametrize("kind", VerdictKind)
def test_an_editors_decision_wins_over_everything(pair: tuple[str, str], kind: VerdictKind) -> None:
    on = replace(NUMBER, decisions=(decision(*pair, kind.value),))
    found = compared(on, claim("a", 5, said_by="x", disputes=("b",)), claim("b", 9, said_by="x"))
    assert found.kind is kind
    assert found.decided
    assert dict(found.reasons[0].params) == {"because": "We asked.", "by": "E. Editor", "on": "2022-12-01"}


def test_the_last_of_two_decisions_holds() -> None:
    on = replace(NUMBER, decisions=(decision("a", "b", "conflict"), decision("b", "a", "compatible")))
    assert compared(on, claim("a", 5), claim("b", 9)).kind is VerdictKind.COMPATIBLE


def test_a_decision_across_two_figures() -> None:
    other = replace(figure(id="g"), decisions=(decision("a", "b", "agree"),))
    assert compared(NUMBER, claim("a", 5), claim("b", 9, figure="g"), other).kind is VerdictKind.AGREE


def test_a_rival_value_denies() -> None:
    khlan, ministry = claim("z", "~a lot", disputes=("a",)), claim("a", 0)
    found = compared(NUMBER, khlan, ministry)
    assert found.kind is VerdictKind.DENIED
    assert found.reasons[0].code == "denies"
    assert found.reasons[0].params == (("a", "z"), ("b", "a"))


def test_a_challenge_has_no_rival_value() -> None:
    found = compared(NUMBER, claim("a", None, disputes=("b",)), claim("b", 87))
    assert found.kind is VerdictKind.CHALLENGED
    assert found.reasons[0].params == (("a", "a"), ("b", "b"))


def test_two_that_deny_each_other() -> None:
    found = compared(NUMBER, claim("b", 5, disputes=("a",)), claim("a", None, disputes=("b",)))
    assert found.kind is VerdictKind.DENIED
    assert codes(found) == ["denies", "challenges"]


def test_a_denial_holds_within_one_origin_and_across_figures() -> None:
    assert (
        compared(NUMBER, claim("a", 5, said_by="x", disputes=("b",)), claim("b", 9, said_by="x")).kind
        is VerdictKind.DENIED
    )
    across = compared(NUMBER, claim("a", 5, disputes=("b",)), claim("b", 9, figure="g"), figure(id="g"))
    assert across.kind is VerdictKind.DENIED


def test_a_challenge_says_nothing_on_others() -> None:
    found = compared(NUMBER, claim("a", None, disputes=("c",)), claim("b", 87))
    assert (found.kind, codes(found)) == (VerdictKind.NOT_COMPARABLE, ["no-value"])


# ---- 1 and 9: figures, interpretations ----------------------------------------------------------------------------


def test_different_figures_are_never_weighed() -> None:
    found = compared(NUMBER, claim("a", 5), claim("b", 5, figure="g"), figure(id="g"))
    assert (found.kind, codes(found)) == (VerdictKind.NOT_COMPARABLE, ["different-figures"])


@pytest.mark.parametrize("over_time", ["fixed", "varies", "accumulates"])
def test_interpretations_are_listed(over_time: str) -> None:
    on = figure("interpretation", over_time=over_time, unit="day")
    assert kind_of(on, "a trap", "a retreat") == "interpretation"
    assert kind_of(on, "a trap", "a trap", {"said_by": "x", "unit": "day"}, {"said_by": "x"}) == "interpretation"


# ---- 2: modality --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("forecast", "asserted", "forecast-and-outcome"),
        ("observed", "forecast", "forecast-and-outcome"),
        ("forecast", "ordered", "forecast-and-outcome"),
        ("ordered", "asserted", "not-comparable"),
        ("hearsay", "ordered", "not-comparable"),
        ("forecast", "forecast", "conflict"),
        ("ordered", "ordered", "conflict"),
        ("observed", "hearsay", "conflict"),
    ],
)
def test_modality(a: str, b: str, expected: str) -> None:
    assert kind_of(NUMBER, 5, 9, {"modality": a}, {"modality": b}) == expected


def test_who_forecasts_is_named_first() -> None:
    found = compared(NUMBER, claim("a", 5), claim("b", 9, modality="forecast"))
    assert found.reasons[0].params == (("a", "b"), ("b", "a"))


# ---- 3: place and scope -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "expected", "why"),
    [
        ({"place": "city"}, {"place": "island"}, "not-comparable", ["different-places"]),
        ({"scope": "the dead"}, {"scope": "the wounded"}, "not-comparable", ["different-scopes"]),
        ({"scope": "The  Dead"}, {"scope": "the dead"}, "conflict", ["numbers-apart"]),
        ({"place": "city"}, {}, "conflict", ["numbers-apart", "place-not-stated"]),
        ({"scope": "dead"}, {}, "conflict", ["numbers-apart", "scope-not-stated"]),
        ({"place": "city", "scope": "dead"}, {"place": "island", "scope": "hurt"}, "not-comparable",
         ["different-places", "different-scopes"]),
    ],
)  # fmt: skip
def test_place_and_scope(a: dict[str, str], b: dict[str, str], expected: str, why: list[str]) -> None:
    found = compared(NUMBER, claim("a", 5, **a), claim("b", 9, **b))
    assert (found.kind.value, codes(found)) == (expected, why)


def in_(place: str, **more: object) -> dict[str, object]:
    return {"place": place, "unit": "soldier", **more}


@pytest.mark.parametrize(
    ("city", "land", "expected"),
    [
        ({"v": 50}, {"v": 40}, "conflict"),
        ({"v": 50}, {"v": 51}, "not-comparable"),
        ({"v": 50}, {"v": 50}, "not-comparable"),
        ({"v": 5, "qualifier": "more-than"}, {"v": 5, "qualifier": "at-most"}, "conflict"),
        ({"v": 5, "qualifier": "at-least"}, {"v": 5, "qualifier": "at-most"}, "not-comparable"),
        ({"v": "~hundreds"}, {"v": "~dozens"}, "conflict"),
        ({"v": 50}, {"v": 40, "qualifier": "at-least"}, "not-comparable"),
        ({"v": 50, "scope": "dead"}, {"v": 40, "scope": "Dead"}, "conflict"),
        ({"v": 50, "scope": "dead"}, {"v": 40}, "not-comparable"),
        ({"v": 50, "unit": "percent"}, {"v": 40, "unit": "percent"}, "not-comparable"),
        ({"v": 50, "unit": "km"}, {"v": 40, "unit": "km"}, "not-comparable"),
        ({"v": 50, "unit": "tank"}, {"v": 40, "unit": "plane"}, "not-comparable"),
        ({"v": 50, "unit": None}, {"v": 40, "unit": None}, "not-comparable"),
        ({"v": 50, "said_by": "x"}, {"v": 40, "said_by": "x"}, "self-inconsistent"),
    ],
)
def test_a_part_that_exceeds_its_whole(city: dict[str, object], land: dict[str, object], expected: str) -> None:
    city, land = dict(city), dict(land)
    part, whole = city.pop("v"), land.pop("v")
    assert kind_of(NUMBER, part, whole, in_("city", **city), in_("land", **land)) == expected
    assert kind_of(NUMBER, whole, part, in_("land", **land), in_("city", **city)) == expected


def test_the_part_is_named_first() -> None:
    found = compared(NUMBER, claim("a", 40, **in_("land")), claim("b", 50, **in_("city")))
    assert found.reasons[0].code == "part-exceeds-whole"
    assert found.reasons[0].params == (("a", "b"), ("b", "a"))


@pytest.mark.parametrize(
    ("over_time", "part", "whole", "expected"),
    [
        ("fixed", "2022-11-12", "2022-11-11", "conflict"),
        ("varies", None, None, "not-comparable"),
        ("varies", "2022-11-11", "2022-11-11", "conflict"),
        ("varies", "2022-11-11", "2022-11", "not-comparable"),
        ("varies", "2022-11-11", "2022-11-12", "not-comparable"),
        ("accumulates", "2022-11-11", "2022-11-12", "conflict"),
        ("accumulates", "2022-11-11", "2022-11-11", "conflict"),
        ("accumulates", "2022-11-12", "2022-11-11", "not-comparable"),
        ("accumulates", "2022-11-11", "2022-11", "not-comparable"),
        ("accumulates", None, "2022-11-11", "not-comparable"),
        ("accumulates", "2022-11-11", None, "not-comparable"),
    ],
)
def test_a_part_and_its_whole_over_time(over_time: str, part: str | None, whole: str | None, expected: str) -> None:
    on = figure(unit="soldier", over_time=over_time)
    of_part = in_("city", **({"as_of": part} if part else {}))
    of_whole = in_("land", **({"as_of": whole} if whole else {}))
    assert kind_of(on, 50, 40, of_part, of_whole) == expected


# ---- 4: time ------------------------------------------------------------------------------------------------------


def at(time: str | None) -> dict[str, str]:
    return {"as_of": time} if time else {}


@pytest.mark.parametrize(
    ("over_time", "a", "b", "differ", "meet"),
    [
        ("fixed", "2022-11-01", "2022-11-11", "conflict", "agree"),
        ("varies", "2022-11-01", "2022-11-11", "changed-over-time", "compatible"),
        ("varies", "2022-11-11", "2022-11-11", "conflict", "agree"),
        ("varies", "2022-11-11", "2022-11", "possible-conflict", "compatible"),
        ("varies", "2022-11-10/2022-11-12", "2022-11-12/2022-11-14", "possible-conflict", "compatible"),
        ("varies", "2022-11-11", None, "possible-conflict", "compatible"),
        ("varies", None, None, "possible-conflict", "compatible"),
        ("varies", "2022-11-11T05:00", "2022-11-11T05:00+03:00", "possible-conflict", "compatible"),
        ("accumulates", "2022-11-11", "2022-11-11", "conflict", "agree"),
        ("accumulates", "2022-11-11", "2022-11", "possible-conflict", "compatible"),
        ("accumulates", "2022-11-11", None, "possible-conflict", "compatible"),
    ],
)
def test_times(over_time: str, a: str, b: str | None, differ: str, meet: str) -> None:
    on = figure(over_time=over_time)
    assert kind_of(on, 5, 9, at(a), at(b)) == differ
    assert kind_of(on, 9, 9, at(a), at(b)) == meet


def test_a_running_count_may_grow_and_must_not_fall() -> None:
    earlier, later = at("2022-11-01"), at("2022-11-11")
    assert kind_of(COUNT, 5, 9, earlier, later) == "changed-over-time"
    assert kind_of(COUNT, 9, 5, earlier, later) == "conflict"
    assert kind_of(COUNT, 5, 9, later, earlier) == "conflict"
    assert kind_of(COUNT, 9, 5, later, earlier) == "changed-over-time"
    assert kind_of(COUNT, 9, 9, earlier, later) == "compatible"
    assert (
        kind_of(COUNT, 9, 5, {"qualifier": "at-least", **earlier}, {"qualifier": "at-least", **later}) == "compatible"
    )


def test_the_earlier_count_is_named_first() -> None:
    found = compared(COUNT, claim("a", 5, **at("2022-11-11")), claim("b", 9, **at("2022-11-01")))
    assert found.reasons[0].code == "fell"
    assert found.reasons[0].params == (("a", "b"), ("b", "a"))


def test_only_numbers_can_grow() -> None:
    on = figure("category", over_time="accumulates")
    assert kind_of(on, "=yes", "=no", at("2022-11-01"), at("2022-11-11")) == "changed-over-time"


def test_what_is_not_known_of_time_is_said() -> None:
    one = compared(VARIES, claim("a", 5), claim("b", 9, **at("2022-11")))
    assert codes(one) == ["conflict-if-one-time", "time-not-stated"]
    nested = compared(VARIES, claim("a", 5, **at("2022-11-11")), claim("b", 9, **at("2022-11")))
    assert codes(nested) == ["conflict-if-one-time", "times-overlap"]


@pytest.mark.parametrize("over_time", ["varies", "accumulates"])
def test_units_stop_a_comparison_at_any_time(over_time: str) -> None:
    on = figure(over_time=over_time)
    found = compared(on, claim("a", 5, unit="day", **at("2022")), claim("b", 9, unit="mile", **at("2023")))
    assert (found.kind, codes(found)) == (VerdictKind.NOT_COMPARABLE, ["different-units"])


# ---- 6 to 8: values -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "expected", "why"),
    [
        (7, 7, "agree", "numbers-agree"),
        (7, 8, "conflict", "numbers-apart"),
        (30000, 40000, "conflict", "numbers-apart"),
        (30000, 28000, "agree", "numbers-agree"),
        (30000, 30700, "compatible", "less-precise"),
        (7, (5, 9), "compatible", "less-precise"),
        ((5, 9), (7, 12), "agree", "numbers-agree"),
        ((5, 9), (5, 12), "compatible", "less-precise"),
        (0, "~none", "agree", "numbers-agree"),
        (0, "~a lot", "conflict", "numbers-apart"),
        (4, "~a lot", "compatible", "vague-word"),
        (4, "~several", "compatible", "vague-word"),
        (2, "~several", "conflict", "numbers-apart"),
        ("~dozens", "~hundreds", "conflict", "numbers-apart"),
        ("~dozens", "~dozens", "compatible", "same-word"),
        ("~a few", "~several", "compatible", "vague-word"),
    ],
)
def test_numbers(a: object, b: object, expected: str, why: str) -> None:
    found = compared(NUMBER, claim("a", a), claim("b", b))
    assert (found.kind.value, codes(found)) == (expected, [why])


def test_the_less_precise_is_named_first() -> None:
    found = compared(NUMBER, claim("a", 7), claim("b", (5, 9)))
    assert found.reasons[0].params == (("a", "b"), ("b", "a"))
    found = compared(NUMBER, claim("a", 7), claim("b", "~several"))
    assert found.reasons[0].params == (("a", "b"), ("b", "a"))
    found = compared(NUMBER, claim("a", 7), claim("b", 5, qualifier="at-least"))
    assert found.reasons[0].params == (("a", "b"), ("b", "a"))


@pytest.mark.parametrize(
    ("a", "b", "expected"), [("at-least", 9, "compatible"), ("at-least", 5, "conflict"), ("at-most", 5, "compatible")]
)
def test_bounds(a: str, b: int, expected: str) -> None:
    assert kind_of(NUMBER, 7, b, {"qualifier": a}) == expected


@pytest.mark.parametrize(
    ("a", "b", "expected", "why"),
    [
        ("2022-11-11", "2022-11-11", "agree", "dates-agree"),
        ("2022-11-11", "2022-11", "compatible", "less-precise"),
        ("2022-11-11", "2022-11-12", "conflict", "dates-apart"),
        ("2022-02", "2022-03-01/2022-03-10", "conflict", "dates-apart"),
        ("2022-11-01/2022-11-11", "2022-11-09/2022-11-14", "agree", "dates-agree"),
        ("2022-11-11", "2022-11-01/..", "compatible", "date-open"),
        ("2022-11-11T05:00", "2022-11-11T05:00+03:00", "compatible", "zone-not-stated"),
        ("2022-11-11T05:00", "2022-11-13T05:00+03:00", "conflict", "dates-apart"),
        ("2022-11-11T05:00Z", "2022-11-11T07:00+02:00", "agree", "dates-agree"),
    ],
)
def test_dates(a: str, b: str, expected: str, why: str) -> None:
    found = compared(figure("date"), claim("a", a), claim("b", b))
    assert (found.kind.value, codes(found)) == (expected, [why])


def test_choices() -> None:
    assert kind_of(CHOICE, "=yes", "=yes") == "agree"
    assert kind_of(CHOICE, "=yes", "=no") == "conflict"
    assert kind_of(figure("category", exclusive=False), "=yes", "=no") == "compatible"
    varies = figure("category", exclusive=False, over_time="varies")
    assert kind_of(varies, "=yes", "=no") == "compatible"


# ---- 10: origins --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ({"said_by": "x"}, {"said_by": "x"}, "repeats"),
        ({"said_by": "x", "via": ("wire",)}, {"said_by": "x"}, "repeats"),
        ({"said_by": "unknown"}, {"said_by": "unknown"}, "agree"),
        ({"said_by": "unknown", "via": ("wire",)}, {"said_by": "unknown", "via": ("wire",)}, "agree"),
        ({"said_by": "article", "article": "one"}, {"said_by": "article", "article": "one"}, "repeats"),
        ({"said_by": "article", "article": "one"}, {"said_by": "article", "article": "two"}, "agree"),
        ({"said_by": "article", "via": ("wire", "daily")}, {"said_by": "wire"}, "repeats"),
        ({"said_by": "article", "via": ("wire",)}, {"said_by": "article", "via": ("daily",)}, "agree"),
    ],
)
def test_origins(a: dict[str, object], b: dict[str, object], expected: str) -> None:
    assert kind_of(NUMBER, 7, 7, a, b) == expected


def test_a_repetition_keeps_why() -> None:
    one = {"said_by": "x"}
    found = compared(figure("date"), claim("a", "2022-11-11T05:00", **one), claim("b", "2022-11-11T05:00+03:00", **one))
    assert (found.kind, codes(found)) == (VerdictKind.REPEATS, ["same-origin", "zone-not-stated"])


@pytest.mark.parametrize(
    ("a", "b", "why", "first"),
    [
        ("quote", "paraphrase", "paraphrase-against-quote", "a"),
        ("paraphrase", "quote", "paraphrase-against-quote", "b"),
        ("quote", "quote", "contradicts-itself", "a"),
        (None, "quote", "contradicts-itself", "a"),
    ],
)
def test_an_origin_against_itself(a: str | None, b: str, why: str, first: str) -> None:
    found = compared(CHOICE, claim("a", "=yes", said_by="x", wording=a), claim("b", "=no", said_by="x", wording=b))
    assert (found.kind, codes(found)) == (VerdictKind.SELF_INCONSISTENT, [why, "answers-exclude"])
    assert found.reasons[0].params[0] == ("a", first)


def test_what_an_origin_cannot_change() -> None:
    one = {"said_by": "x"}
    assert kind_of(VARIES, 5, 9, one, one) == "possible-conflict"
    assert kind_of(VARIES, 5, 9, one | at("2022"), one | at("2023")) == "changed-over-time"
    assert kind_of(NUMBER, 5, 9, one | {"modality": "forecast"}, one) == "forecast-and-outcome"
    assert kind_of(NUMBER, 5, 9, one | {"place": "city"}, one | {"place": "island"}) == "not-comparable"


# ---- 11: hedged and hearsay ---------------------------------------------------------------------------------------


def test_what_is_held_back_is_still_a_conflict_and_marked() -> None:
    found = compared(NUMBER, claim("a", 0), claim("b", 9, hedged=True, modality="hearsay"))
    assert found.kind is VerdictKind.CONFLICT
    assert codes(found) == ["numbers-apart", "hedged", "hearsay"]
    assert found.reasons[1].params == (("a", "b"),)


def test_two_that_hold_back_are_not_marked() -> None:
    assert codes(compared(NUMBER, claim("a", 0, hedged=True), claim("b", 9, modality="hearsay"))) == ["numbers-apart"]


def test_nothing_is_marked_where_nothing_is_compared() -> None:
    found = compared(NUMBER, claim("a", 0, place="city"), claim("b", 9, place="island", hedged=True))
    assert codes(found) == ["different-places"]


def test_a_hedged_denial_is_marked() -> None:
    assert codes(compared(NUMBER, claim("a", 0), claim("b", 9, hedged=True, disputes=("a",)))) == ["denies", "hedged"]


def test_places_in_a_loop_do_not_hang() -> None:
    loop = (replace(PLACES[0], part_of="city"), *PLACES[1:])
    ground = Ground.of((NUMBER,), loop)
    assert ground.around["city"] == ("region", "land")
    assert (
        verdict(claim("a", 5, place="city"), claim("b", 5, place="island"), ground).kind is VerdictKind.NOT_COMPARABLE
    )
