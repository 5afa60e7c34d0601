"""What holds for the verdict on any two claims."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.comparison import Ground, VerdictKind, origin_of, verdict
from briefing.fingerprint import digest_value
from briefing.language import Language
from briefing.records import FigureKind
from briefing.schema.subjects import VERDICTS
from comparing import PLACES, briefings, claim, figures, value

TWO = briefings(most=2)


@settings(max_examples=300, deadline=None)
@given(TWO)
def test_every_two_claims_have_one_verdict_whichever_comes_first(briefing) -> None:  # type: ignore[no-untyped-def]
    on, (a, b) = briefing
    ground = Ground.of((on,), PLACES)
    found = verdict(a, b, ground)
    assert verdict(b, a, ground) == found
    digest_value(found)


@settings(max_examples=100, deadline=None)
@given(TWO, figures())
def test_two_figures_are_only_weighed_by_name(briefing, other) -> None:  # type: ignore[no-untyped-def]
    on, (a, b) = briefing
    other = replace(other, id="g", over_time=on.over_time)
    b = replace(b, figure="g", value=value(5) if other.kind is FigureKind.NUMBER else None)
    ground = Ground.of((on, other), PLACES)
    found = verdict(a, b, ground)
    assert verdict(b, a, ground) == found
    by_name = found.decided or found.kind in (VerdictKind.DENIED, VerdictKind.CHALLENGED)
    assert by_name or found.kind is VerdictKind.NOT_COMPARABLE


@settings(max_examples=200, deadline=None)
@given(TWO)
def test_every_reason_can_be_said(briefing) -> None:  # type: ignore[no-untyped-def]
    on, (a, b) = briefing
    for reason in verdict(a, b, Ground.of((on,), PLACES)).reasons:
        fields = dict(reason.params)
        for role in {"a", "b"} & fields.keys():
            assert fields[role] in (a.id, b.id)
            fields.update({f"{what}_{role}": "…" for what in ("value", "as_of", "place", "scope", "unit")})
        assert Language.load("en").say(f"reason.{reason.code}", **fields)


@settings(max_examples=100, deadline=None)
@given(TWO)
def test_only_one_origin_repeats_or_contradicts_itself(briefing) -> None:  # type: ignore[no-untyped-def]
    on, (a, b) = briefing
    found = verdict(a, b, Ground.of((on,), PLACES))
    if found.decided:
        return
    one_origin = origin_of(a) is not None and origin_of(a) == origin_of(b)
    if found.kind in (VerdictKind.REPEATS, VerdictKind.SELF_INCONSISTENT):
        assert one_origin
    if found.kind in (VerdictKind.AGREE, VerdictKind.COMPATIBLE, VerdictKind.CONFLICT):
        assert not one_origin


@settings(deadline=None)
@given(st.data())
def test_a_fixed_figure_never_hesitates(data: st.DataObject) -> None:
    on, claims = data.draw(briefings(most=3))
    if on.over_time.value != "fixed":
        return
    ground = Ground.of((on,), PLACES)
    for a, b in combinations(claims, 2):
        found = verdict(a, b, ground)
        assert found.decided or found.kind not in (VerdictKind.POSSIBLE_CONFLICT, VerdictKind.CHANGED_OVER_TIME)


def test_an_editor_may_decide_for_every_verdict() -> None:
    assert {kind.value for kind in VerdictKind} == set(VERDICTS)


def test_an_origin_is_no_article() -> None:
    assert origin_of(claim("a", 1, said_by="article", article="one")) == "article:one"
    assert origin_of(claim("a", 1, said_by="article", article="one", via=("wire", "daily"))) == "wire"
    assert origin_of(claim("a", 1, said_by="unknown", via=("wire",))) is None
    assert origin_of(claim("a", 1, said_by="minister", via=("wire",))) == "minister"
