"""Claims and figures to compare: builders for single cases, and strategies for any combination of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from briefing.comparison import Ground, Verdict, VerdictKind, verdict
from briefing.dates import Edtf, parse_edtf
from briefing.records import (
    Amount,
    Choice,
    Claim,
    Dating,
    Decision,
    Figure,
    FigureKind,
    Modality,
    OverTime,
    Place,
    Qualifier,
    Span,
    Vague,
    Value,
    Wording,
    Words,
)

PLACES = (
    Place("land", "Land"),
    Place("region", "Region", part_of="land"),
    Place("city", "City", part_of="region"),
    Place("island", "Island"),
)


def figure(kind: str = "number", **fields: Any) -> Figure:
    """A figure `f`; `over_time` may be given as its word, choices are `yes` and `no`."""
    if "over_time" in fields:
        fields["over_time"] = OverTime(fields["over_time"])
    choices = ("yes", "no", "partly") if kind == "category" else ()
    return Figure(fields.pop("id", "f"), "figures/f.md", "How many?", FigureKind(kind), choices=choices, **fields)


def value(written: object) -> Value | None:
    """A number, `(low, high)`, `~word` for a vague word, `=choice`, `"words"`, or an EDTF date."""
    match written:
        case None:
            return None
        case int() | float():
            return Amount(Decimal(str(written)))
        case (low, high):
            return Span(Decimal(str(low)), Decimal(str(high)))
        case str() if written.startswith("~"):
            return Vague(written[1:])
        case str() if written.startswith("="):
            return Choice(written[1:])
        case str() if written[:1].isdigit() or written.startswith("../"):
            return parse_edtf(written)
    return Words(str(written))


def claim(id_: str, written: object, **fields: Any) -> Claim:
    """A claim on the figure `f`, in an article and of an origin of its own unless told otherwise."""
    for name, kind in (("qualifier", Qualifier), ("modality", Modality), ("wording", Wording)):
        if isinstance(fields.get(name), str):
            fields[name] = kind(fields[name])
    if isinstance(fields.get("as_of"), str):
        fields["as_of"] = Dating(parse_edtf(fields["as_of"]))
    return Claim(
        id_,
        fields.pop("article", f"article-{id_}"),
        fields.pop("figure", "f"),
        fields.pop("said_by", f"actor-{id_}"),
        value(written),
        **fields,
    )


def compared(on: Figure, a: Claim, b: Claim, *more: Figure) -> Verdict:
    """The verdict on two claims on `on`."""
    return verdict(a, b, Ground.of((on, *more), PLACES))


def kind_of(
    on: Figure, a: object, b: object, a_is: dict[str, Any] | None = None, b_is: dict[str, Any] | None = None
) -> str:
    """The verdict's word on two values, `a` and `b`."""
    return compared(on, claim("a", a, **(a_is or {})), claim("b", b, **(b_is or {}))).kind.value


def codes(found: Verdict) -> list[str]:
    """Its reasons."""
    return [reason.code for reason in found.reasons]


# ---- any combination ----------------------------------------------------------------------------------------------

TIMES = ["2022", "2022-11", "2022-11-11", "2022-11-10", "2022-12-01", "2022-11-10/2022-11-12", "2022-11-12/..",
         "../2022-11-10", "2022-11~", "2023?", "2022-11-11T05:00", "2022-11-11T05:00+03:00",
         "2022-11-11T23:30-10:00"]  # fmt: skip
DATES = tuple(map(parse_edtf, TIMES))
NUMBERS = (0, 1, 3, 5, 7, 19, 20, 21, 30, 38, 40, 41, 100, 200, 210, 250, 1000, 5000, 30000, 40000, 41000, -5, -20, 0.5)
UNITS = (None, "soldier", "soldiers", "tank", "km", "miles", "month", "year", "day", "percent", "%", "degrees")


def _mostly(usual: Any, others: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.just(usual), st.just(usual), others)


@st.composite
def figures(draw: st.DrawFn, kinds: Sequence[FigureKind] = tuple(FigureKind)) -> Figure:
    """Any figure `f`."""
    kind = draw(st.sampled_from(kinds))
    return figure(
        kind.value,
        over_time=draw(st.sampled_from([o.value for o in OverTime])),
        exclusive=draw(st.booleans()),
        tolerance=draw(st.sampled_from([None, Decimal(0), Decimal("0.25")])),
    )


def values(kind: FigureKind) -> st.SearchStrategy[Value | None]:
    """Any value of a kind."""
    if kind is FigureKind.DATE:
        return st.sampled_from((None, *DATES))
    if kind is FigureKind.CATEGORY:
        return st.sampled_from([None, *map(Choice, ("yes", "no", "partly"))])
    if kind is FigureKind.INTERPRETATION:
        return st.sampled_from([None, Words("a trap"), Words("a retreat")])
    numbers = st.sampled_from([Decimal(str(n)) for n in NUMBERS])
    spans = st.tuples(numbers, numbers).map(lambda ends: Span(min(ends), max(ends)))
    words = st.sampled_from(["none", "some", "a few", "several", "dozens", "hundreds", "thousands", "many", "a lot"])
    return st.one_of(st.none(), numbers.map(Amount), numbers.map(Amount), spans, words.map(Vague))


@st.composite
def crowds(draw: st.DrawFn, on: Figure, least: int = 2, most: int = 10) -> list[Claim]:
    """Any claims on a figure, many of them alike."""
    amount = draw(st.integers(least, most))
    ids = [f"c{n}" for n in range(amount)]
    return [draw(_claims(id_, on, ids)) for id_ in ids]


@st.composite
def _claims(draw: st.DrawFn, id_: str, on: Figure, ids: Sequence[str]) -> Claim:
    others = [other for other in ids if other != id_]
    as_of = draw(_mostly(None, st.sampled_from(TIMES)))
    return Claim(
        id_,
        draw(st.sampled_from(["one", "two"])),
        on.id,
        draw(st.sampled_from(["minister", "witness", "article", "unknown"])),
        draw(values(on.kind)),
        qualifier=draw(_mostly(Qualifier.EXACT, st.sampled_from(Qualifier))),
        unit=draw(_mostly("soldier", st.sampled_from(UNITS))),
        place=draw(_mostly(None, st.sampled_from([None, "land", "region", "city", "island"]))),
        scope=draw(_mostly(None, st.sampled_from([None, "Dead", "dead", "wounded"]))),
        as_of=Dating(parse_edtf(as_of)) if as_of else Dating(),
        via=draw(_mostly((), st.sampled_from([(), ("wire",)]))),
        modality=draw(_mostly(Modality.ASSERTED, st.sampled_from(Modality))),
        hedged=draw(_mostly(False, st.booleans())),
        wording=draw(st.sampled_from([None, *Wording])),
        disputes=tuple(draw(_mostly((), st.lists(st.sampled_from(others), max_size=1)))) if others else (),
    )


@st.composite
def decided(draw: st.DrawFn, on: Figure, claims: Sequence[Claim]) -> Figure:
    """The figure, with perhaps a decision on two of the claims."""
    if len(claims) < 2 or draw(st.booleans()):
        return on
    pair = draw(st.permutations([c.id for c in claims]))[:2]
    kind = draw(st.sampled_from(VerdictKind))
    return replace(
        on, decisions=(Decision((pair[0], pair[1]), kind.value, "We asked.", "E. Editor", parse_edtf("2022-12-01")),)
    )


@st.composite
def briefings(
    draw: st.DrawFn, most: int = 10, kinds: Sequence[FigureKind] = tuple(FigureKind)
) -> tuple[Figure, list[Claim]]:
    """A figure with its claims."""
    on = draw(figures(kinds))
    claims = draw(crowds(on, most=most))
    return draw(decided(on, claims)), claims


def date(text: str) -> Edtf:
    """A date."""
    return parse_edtf(text)
