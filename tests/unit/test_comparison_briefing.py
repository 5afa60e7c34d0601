"""The verdicts of a whole briefing on one retreat, worked out by hand: three articles, nineteen figures, one city."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.comparison import Ground
from briefing.comparison.outcome import Pair
from briefing.figures import FigureFinding, analyse_figure, event_dates, related_pairs
from briefing.records import Claim, Dating, Event, Figure, Place, Report
from comparing import claim, date, figure

Asked = tuple[Figure, tuple[Claim, ...]]

PLACES = (
    Place("ukraine", "Ukraine"),
    Place("kherson-region", "Region", part_of="ukraine"),
    Place("west-bank", "West bank", part_of="kherson-region"),
    Place("kherson-city", "City", part_of="west-bank"),
)


def on(figure_id: str, *claims: Claim, unit: str | None = None, kind: str = "number", **fields: object) -> Asked:
    linked = tuple(replace(c, figure=figure_id, unit=c.unit or unit) for c in claims)
    return figure(kind, id=figure_id, unit=unit, **fields), linked


def says(id_: str, value: object, said_by: str, **fields: object) -> Claim:
    article = {"retaken": "kherson-retaken", "leaves": "russia-leaves-west-bank", "flag": "flag-gone"}[
        id_.split("-")[0]
    ]
    return claim(id_, value, said_by=said_by, article=article, **fields)


ASKED: tuple[Asked, ...] = (
    on(
        "bridges-destroyed",
        says("retaken-bridges", 7, "maxar", qualifier="at-least", modality="observed"),
        unit="bridge",
    ),
    on(
        "equipment-left",
        says("retaken-equipment-none", 0, "rf-mod", place="west-bank", as_of="2022-11-11T05:00+03:00", wording="quote"),
        says(
            "retaken-equipment-seen",
            "~some",
            "social-media-footage",
            modality="observed",
            hedged=True,
            disputes=("retaken-equipment-none",),
        ),
        says("leaves-equipment-none-left", 0, "rf-mod", place="west-bank", wording="paraphrase"),
        says("leaves-equipment-a-lot", "~a lot", "khlan", place="west-bank", disputes=("leaves-equipment-none-left",)),
        related=("equipment-withdrawn",),
        unit="piece",
    ),
    on("equipment-withdrawn", says("leaves-equipment-5000", 5000, "rf-mod", place="west-bank"), unit="piece"),
    on("explosives-left", says("retaken-explosives", "~thousands", "unknown", via=("guardian",)), unit="item"),
    on(
        "flags-on-buildings",
        says("flag-gone-all-flags", "=all-removed", "khlan", wording="quote"),
        says("flag-gone-city-hall", "=some-remain", "kots", modality="observed"),
        kind="category",
    ),
    on("headquarters-distance", says("flag-gone-hq", 50, "unknown"), unit="mile"),
    on(
        "integration-vote",
        says("retaken-vote", 87, "occupation-administration"),
        says("retaken-vote-contrast", None, "article", disputes=("retaken-vote",)),
        unit="percent",
    ),
    on(
        "internet-access",
        says("flag-gone-internet", "=unreliable", "article", place="kherson-city"),
        says("retaken-internet", "=absent", "unknown", via=("cnn",), place="kherson-city", as_of="2022-03/2022-11"),
        kind="category",
        over_time="varies",
    ),
    on(
        "invasion-length",
        says("leaves-invasion-length", 9, "article", qualifier="nearly"),
        over_time="varies",
        unit="month",
    ),
    on(
        "meaning-of-the-pullback",
        says("flag-gone-trap", "first reading", "ukraine-government", modality="forecast"),
        says("flag-gone-shelling", "second reading", "ivan", wording="quote"),
        says("retaken-strategic", "third reading", "unknown"),
        says("retaken-humiliating", "fourth reading", "pro-kremlin-commentators", via=("cnbc",)),
        kind="interpretation",
    ),
    on(
        "occupation-length", says("retaken-occupation-length", 8, "article"), related=("invasion-length",), unit="month"
    ),
    on(
        "regional-capitals-captured",
        says("flag-gone-only-capital", 1, "article"),
        says("retaken-only-capital", 1, "article"),
        says("leaves-only-capital", 1, "article"),
        unit="city",
    ),
    on(
        "resistance",
        says("flag-gone-resistance", "=fierce", "article"),
        says("retaken-resistance", "=little-or-none", "unknown", via=("cnn",), as_of="2022-11-11"),
        kind="category",
        over_time="varies",
    ),
    on(
        "settlements-retaken",
        says("flag-gone-settlements", 100, "ukraine-government", qualifier="more-than"),
        over_time="accumulates",
        unit="settlement",
    ),
    on(
        "soldiers-remaining",
        says("retaken-none-remain", "=none", "rf-mod", wording="quote"),
        says("retaken-some-remain", "=some", "unknown", modality="hearsay"),
        says("leaves-might-remain", "=some", "ua-military-intelligence", hedged=True),
        kind="category",
    ),
    on(
        "time-to-leave",
        says(
            "retaken-one-week",
            1,
            "reznikov",
            unit="week",
            qualifier="at-least",
            modality="forecast",
            place="kherson-city",
            via=("reuters",),
        ),
        unit="day",
    ),
    on(
        "troops-region",
        says("retaken-remain-40k", 40000, "reznikov", qualifier="about", place="kherson-region", via=("reuters",)),
        over_time="varies",
        related=("troops-withdrawn",),
        unit="person",
    ),
    on(
        "troops-west-bank",
        says("flag-gone-40k", 40000, "ua-military-intelligence", qualifier="about", place="west-bank"),
        over_time="varies",
        related=("troops-region", "troops-withdrawn"),
        unit="person",
    ),
    on(
        "troops-withdrawn",
        says("retaken-ordered-30k", 30000, "unknown", qualifier="about", modality="ordered", via=("npr",)),
        says("leaves-retreating-30k", 30000, "rf-mod", place="west-bank", as_of="2022-11-11"),
        unit="person",
    ),
    on(
        "withdrawal-extent",
        says("retaken-partial", "=partial", "rf-mod", as_of="2022-11-11", wording="paraphrase"),
        says("retaken-complete", "=complete", "rf-mod", as_of="2022-11-11", wording="quote"),
        says("leaves-complete", "=complete", "rf-mod", as_of="2022-11-11", wording="paraphrase"),
        kind="category",
    ),
)
FIGURES = {asked.id: (asked, claims) for asked, claims in ASKED}
GROUND = Ground.of((asked for asked, _ in ASKED), PLACES)


def said(pairs: tuple[Pair, ...]) -> dict[str, str]:
    """The verdict on each pair with all its reasons, by the two claims, ids without their article."""
    return {
        f"{pair.a} {pair.b}": f"{pair.verdict.kind.value}: {', '.join(r.code for r in pair.verdict.reasons)}"
        for pair in pairs
    }


def found(figure_id: str) -> FigureFinding:
    return analyse_figure(*FIGURES[figure_id], GROUND)


@pytest.mark.parametrize(
    ("figure_id", "expected"),
    [
        (
            "equipment-left",
            {
                "leaves-equipment-a-lot leaves-equipment-none-left": "denied: denies",
                "leaves-equipment-a-lot retaken-equipment-none": "conflict: numbers-apart",
                "leaves-equipment-a-lot retaken-equipment-seen": "compatible: vague-word, place-not-stated, hedged",
                "leaves-equipment-none-left retaken-equipment-none": "repeats: same-origin, numbers-agree",
                "leaves-equipment-none-left retaken-equipment-seen": (
                    "conflict: numbers-apart, place-not-stated, hedged"
                ),
                "retaken-equipment-none retaken-equipment-seen": "denied: denies, hedged",
            },
        ),
        ("flags-on-buildings", {"flag-gone-all-flags flag-gone-city-hall": "conflict: answers-exclude"}),
        ("integration-vote", {"retaken-vote retaken-vote-contrast": "challenged: challenges"}),
        ("internet-access", {}),
        (
            "meaning-of-the-pullback",
            {
                "flag-gone-shelling flag-gone-trap": "forecast-and-outcome: forecast",
                "flag-gone-shelling retaken-humiliating": "interpretation: interpretation",
                "flag-gone-shelling retaken-strategic": "interpretation: interpretation",
                "flag-gone-trap retaken-humiliating": "forecast-and-outcome: forecast",
                "flag-gone-trap retaken-strategic": "forecast-and-outcome: forecast",
                "retaken-humiliating retaken-strategic": "interpretation: interpretation",
            },
        ),
        (
            "regional-capitals-captured",
            {
                "flag-gone-only-capital leaves-only-capital": "agree: numbers-agree",
                "flag-gone-only-capital retaken-only-capital": "agree: numbers-agree",
                "leaves-only-capital retaken-only-capital": "agree: numbers-agree",
            },
        ),
        ("resistance", {}),
        (
            "soldiers-remaining",
            {
                "leaves-might-remain retaken-none-remain": "conflict: answers-exclude, hedged",
                "leaves-might-remain retaken-some-remain": "agree: same-answer",
                "retaken-none-remain retaken-some-remain": "conflict: answers-exclude, hearsay",
            },
        ),
        ("troops-withdrawn", {"leaves-retreating-30k retaken-ordered-30k": "not-comparable: ordered"}),
        (
            "withdrawal-extent",
            {
                "leaves-complete retaken-complete": "repeats: same-origin, same-answer",
                "leaves-complete retaken-partial": "self-inconsistent: contradicts-itself, answers-exclude",
                "retaken-complete retaken-partial": "self-inconsistent: paraphrase-against-quote, answers-exclude",
            },
        ),
    ],
)
def test_verdicts(figure_id: str, expected: dict[str, str]) -> None:
    assert said(found(figure_id).pairs) == expected


@pytest.mark.parametrize(
    ("figure_id", "pair", "why"),
    [
        ("internet-access", ("flag-gone-internet", "retaken-internet"), "time-not-stated"),
        ("resistance", ("flag-gone-resistance", "retaken-resistance"), "time-not-stated"),
    ],
)
def test_what_only_editors_see(figure_id: str, pair: tuple[str, str], why: str) -> None:
    finding = found(figure_id)
    assert said(finding.undecided) == {" ".join(pair): f"possible-conflict: conflict-if-one-time, {why}"}
    assert finding.status.value == "not-comparable"
    assert finding.status_for_editors.value == "possible-conflict"


def test_statuses_and_origins() -> None:
    assert {f: (found(f).status.value, found(f).origins.known, found(f).origins.unknown) for f in FIGURES} == {
        "bridges-destroyed": ("single-origin", 1, 0),
        "equipment-left": ("disputed", 3, 0),
        "equipment-withdrawn": ("single-origin", 1, 0),
        "explosives-left": ("single-origin", 0, 1),
        "flags-on-buildings": ("disputed", 2, 0),
        "headquarters-distance": ("single-origin", 0, 1),
        "integration-vote": ("disputed", 2, 0),
        "internet-access": ("not-comparable", 1, 1),
        "invasion-length": ("single-origin", 1, 0),
        "meaning-of-the-pullback": ("interpretation", 3, 1),
        "occupation-length": ("single-origin", 1, 0),
        "regional-capitals-captured": ("agreed", 3, 0),
        "resistance": ("not-comparable", 1, 1),
        "settlements-retaken": ("single-origin", 1, 0),
        "soldiers-remaining": ("disputed", 2, 1),
        "time-to-leave": ("single-origin", 1, 0),
        "troops-region": ("single-origin", 1, 0),
        "troops-west-bank": ("single-origin", 1, 0),
        "troops-withdrawn": ("not-comparable", 1, 1),
        "withdrawal-extent": ("self-inconsistent", 1, 0),
    }


def test_look_alikes_are_never_weighed() -> None:
    joined = [(f.id, other) for f, _ in ASKED for other in f.related]
    assert len(joined) == 5
    for one, other in joined:
        pairs = related_pairs(FIGURES[one][1], FIGURES[other][1], GROUND)
        assert len(pairs) == len(FIGURES[one][1]) * len(FIGURES[other][1])
        assert set(said(pairs).values()) == {"not-comparable: different-figures"}


def reported(*reports: tuple[str, str, str]) -> tuple[Report, ...]:
    return tuple(Report(article, "e", Dating(date(when)), said_by=who) for article, when, who in reports)


EVENT = Event("e", "events/e.md", "It happened")


def test_the_capture_is_a_disputed_date() -> None:
    reports = reported(
        ("flag-gone", "2022-02", "article"), ("russia-leaves-west-bank", "2022-03-01/2022-03-10", "article")
    )
    dates = event_dates(EVENT, (*reports, Report("kherson-retaken", "e")))
    assert dates.is_disputed
    assert said(dates.finding.pairs) == {
        "flag-gone-date-of-e russia-leaves-west-bank-date-of-e": "conflict: dates-apart"
    }


def test_the_withdrawal_is_one_announcement_with_and_without_its_zone() -> None:
    reports = reported(
        ("kherson-retaken", "2022-11-11T05:00+03:00", "rf-mod"),
        ("russia-leaves-west-bank", "2022-11-11T05:00", "rf-mod"),
    )
    dates = event_dates(EVENT, reports)
    assert not dates.is_disputed
    assert list(said(dates.finding.pairs).values()) == ["repeats: same-origin, zone-not-stated"]


def test_the_invasion_is_dated_alike() -> None:
    dates = event_dates(EVENT, reported(("flag-gone", "2022-02", "article"), ("kherson-retaken", "2022-02", "article")))
    assert not dates.is_disputed
    assert list(said(dates.finding.pairs).values()) == ["agree: dates-agree"]
