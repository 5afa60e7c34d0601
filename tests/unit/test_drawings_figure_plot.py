from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import briefing
from briefing.dates.edtf import DateError, parse_edtf
from briefing.drawings import PlotRow, figure_plot
from briefing.fingerprint import digest_value
from briefing.language import Language
from briefing.records import VAGUE_WORDS, Figure, FigureKind, Modality, OverTime, Qualifier, Value, Words
from drawn import ACCUMULATES, EN, VARIES, Read, choice, figure, number, on, row, span, vague

NUMBER, DATE, CATEGORY = FigureKind.NUMBER, FigureKind.DATE, FigureKind.CATEGORY


def drawn(fig: Figure, *rows: PlotRow, language: Language = EN) -> Read:
    drawing = figure_plot(fig, rows, language)
    assert drawing is not None
    read = Read(drawing)
    read.assert_sound()
    return read


def heads(fig: Figure, *rows: PlotRow) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    drawing = drawn(fig, *rows).drawing
    return drawing.head, [tuple(c.text for c in line) for line in drawing.rows]


# ---- what is drawn ------------------------------------------------------------------------------------------------


def equipment() -> tuple[Figure, list[PlotRow]]:
    fig = figure(title="How much equipment was left behind?", unit="piece")
    none, some, lot = number(0), vague("some"), vague("a lot")
    return fig, [
        row("the-ministry", none, "none", True, unit="piece"),
        row("the-ministry", none, "none", True, unit="piece"),
        row("khlan", lot, "a lot", True, unit="piece"),
        row("footage", some, "some", True, unit="piece"),
    ]


def test_one_mark_a_claim_and_one_line_an_origin() -> None:
    fig, rows = equipment()
    read = drawn(fig, *rows)
    assert len(read.marks()) == 4
    assert read.texts("d-label") == ["the ministry", "footage", "khlan"]
    assert read.texts("d-value") == ["none", "some", "a lot"]


def test_words_without_a_number_are_soft_and_their_axis_has_only_zero() -> None:
    fig, rows = equipment()
    read = drawn(fig, *rows)
    assert len(read.all("rect", "d-vague")) == 2
    assert read.texts("d-tick") == ["0", "more"]
    assert "soft band" in read.drawing.caption


def test_conflict_is_a_shape_and_a_word_before_it_is_a_colour() -> None:
    fig, rows = equipment()
    read = drawn(fig, *rows)
    assert not read.all("circle")
    assert len(read.all("path", "d-sign")) == 2  # beside the two bands, whose own shape cannot show it
    assert "diamond" in read.drawing.caption
    assert {line[-1].text for line in read.drawing.rows} == {"in conflict"}
    calm = drawn(fig, *(PlotRow(r.claim, r.value_words, r.speaker, r.url, False) for r in rows))
    assert len(calm.all("circle")) == 2
    assert "diamond" not in calm.drawing.caption


def test_the_table_says_the_same_and_links_to_each_claim() -> None:
    fig, rows = equipment()
    drawing = drawn(fig, *rows).drawing
    assert drawing.head == ("Who says so", "In which words", "In conflict")
    assert [(line[0].text, line[1].text, line[1].url) for line in drawing.rows] == [
        (r.speaker, r.value_words, r.url) for r in rows
    ]


def test_shapes_follow_the_sources_bounds() -> None:
    def kinds(value: Value, qualifier: str) -> set[str]:
        read = drawn(figure(), row("a", value, qualifier=qualifier), row("b", number(10)))
        mark = next(g for g in read.marks() if (g[0].text or "").startswith("a:"))
        return {e.get("class") or e.tag.split("}")[1] for e in mark} - {"title"}

    assert kinds(number(30), "exact") == {"circle"}
    assert kinds(number(30), "about") == {"circle", "d-about"}
    assert kinds(number(30), "nearly") == {"circle", "d-about"}
    assert kinds(number(30), "at-least") == {"circle", "d-open"}
    assert kinds(number(30), "more-than") == {"d-ring", "d-open"}
    assert kinds(number(30), "less-than") == {"d-ring", "d-open"}
    assert kinds(span(20, 30), "exact") == {"d-range"}
    assert kinds(span(20, 30), "about") == {"d-range", "d-about"}
    assert kinds(vague("dozens"), "exact") == {"d-vague"}
    assert kinds(vague("none"), "exact") == {"circle"}


def test_a_rounded_number_is_a_plain_point_and_no_computed_end_is_written() -> None:
    read = drawn(
        figure(), row("a", number(40000), "about 40,000", qualifier="about"), row("b", number(30000), "30,000")
    )
    assert not [t for t in read.texts() if re.search(r"36|44|29|31", t)]
    assert read.texts("d-tick") == ["0", "10,000", "20,000", "30,000", "40,000", "50,000"]


def test_places_are_true_to_scale() -> None:
    read = drawn(figure(), *(row(f"o{n}", number(n)) for n in (0, 25, 50, 100)))
    zero, quarter, half, whole = (float(c.attrib["cx"]) for c in read.all("circle"))
    assert quarter - zero == pytest.approx((whole - zero) / 4, abs=0.1)
    assert half - zero == pytest.approx((whole - zero) / 2, abs=0.1)


def test_other_units_are_converted_and_foreign_ones_are_only_in_the_table() -> None:
    fig = figure(unit="day")
    read = drawn(
        fig,
        row("a", number(1), "1 week", unit="week"),
        row("b", number(7), unit="day"),
        row("c", number(5), unit="mile"),
    )
    assert len(read.marks()) == 2
    week, days = (float(c.attrib["cx"]) for c in read.all("circle"))
    assert week == days
    assert "another unit" in read.drawing.caption
    assert "1 claim has no place on this axis" in read.drawing.caption
    assert len(read.drawing.rows) == 3


def test_far_apart_values_are_on_an_axis_of_factors_and_the_caption_says_so() -> None:
    read = drawn(figure(), *(row(f"o{n}", number(n)) for n in (0, 3, 30, 30000)))
    assert "equal factors" in read.drawing.caption
    assert read.all("path", "d-break")
    zero, three, thirty, most = (float(c.attrib["cx"]) for c in read.all("circle"))
    assert zero < three < thirty < most
    assert most - thirty == pytest.approx(3 * (thirty - three), abs=0.3)
    assert "equal factors" not in drawn(figure(), row("a", number(30)), row("b", number(30000))).drawing.caption


def test_an_axis_that_does_not_begin_at_zero_says_so() -> None:
    read = drawn(figure(), row("a", number(1986)), row("b", number(1991)))
    assert "does not begin at zero" in read.drawing.caption
    assert "0" not in read.texts("d-tick")


def test_what_is_to_be_is_not_drawn_as_what_is() -> None:
    read = drawn(figure(), row("a", number(9), "9", modality=Modality.FORECAST), row("b", number(3), "3"))
    assert "9 (a forecast)" in read.texts("d-value")


def test_many_claims_of_one_origin_in_the_same_words_share_a_mark() -> None:
    rows = [row("a", number(5), "five") for _ in range(9)]
    read = drawn(figure(), *rows, row("b", number(7), "seven"))
    assert read.texts("d-value") == ["9 × five", "seven"]


def test_nothing_is_drawn_of_fewer_than_two_values_or_of_interpretations() -> None:
    assert figure_plot(figure(), [row("a", number(3)), row("b", None, "")], EN) is None
    words = figure(FigureKind.INTERPRETATION)
    assert figure_plot(words, [row("a", Words("a trap")), row("b", Words("a retreat"))], EN) is None
    assert figure_plot(figure(), [row("a", number(3)), row("b", number("1e60"))], EN) is None


def test_a_bare_challenge_is_counted_and_stands_in_the_table() -> None:
    fig, rows = equipment()
    read = drawn(fig, *rows, row("an-article", None, ""))
    assert "1 claim disputes another" in read.drawing.caption
    assert read.drawing.rows[-1][1].text == "disputed, with no value given instead"


# ---- dates --------------------------------------------------------------------------------------------------------


def test_february_against_early_march() -> None:
    fig = figure(DATE, "When was Kherson taken?")
    read = drawn(
        fig,
        row("b", on("2022-03-01/2022-03-10"), "early March 2022", True),
        row("a", on("2022-02"), "February 2022", True),
    )
    february, march = read.all("rect", "d-range")
    end = float(february.attrib["x"]) + float(february.attrib["width"])
    assert end == pytest.approx(float(march.attrib["x"]), abs=0.2)
    assert float(february.attrib["width"]) / float(march.attrib["width"]) == pytest.approx(2.8, rel=0.02)
    assert read.texts("d-value") == ["February 2022", "early March 2022"]


def test_a_zone_that_is_not_stated_is_drawn_as_open() -> None:
    fig = figure(DATE)
    read = drawn(fig, row("a", on("2022-11-11T05:00+03:00")), row("b", on("2022-11-11T05:00")))
    assert len(read.all("rect", "d-about")) == 1
    assert "time zone that is not stated" in read.drawing.caption
    assert "UTC+3" in read.drawing.caption
    apart = drawn(fig, row("a", on("2022-11-11T05:00+03:00")), row("b", on("2022-12-11T05:00")))
    assert not apart.all("rect", "d-about")


def test_open_and_rough_dates() -> None:
    fig = figure(DATE)
    read = drawn(fig, row("a", on("2022-11-11/..")), row("b", on("../2022-11-20")), row("c", on("2022-11-15~")))
    assert len(read.all("path", "d-open")) == 2
    assert len(read.all("rect", "d-about")) == 1


# ---- answers ------------------------------------------------------------------------------------------------------


def test_answers_have_columns_and_marks_stand_in_them() -> None:
    fig = figure(CATEGORY, choices=("all-removed", "some-remain"))
    read = drawn(
        fig,
        row("kots", choice("some-remain"), "some remain", True),
        row("khlan", choice("all-removed"), "all removed"),
    )
    left, right = (w for w in read.words("d-value"))
    assert (left.text, right.text) == ("all removed", "some remain")
    (point,) = read.all("circle")
    assert float(point.attrib["cx"]) == pytest.approx((left.left + left.right) / 2, abs=0.5)
    assert read.texts("d-label") == ["khlan", "kots"]


def test_long_names_have_two_lines_and_no_line_goes_through_an_answer_s_names() -> None:
    long = "the-regional-administration-of-the-occupied-part-in-its-own-voice"
    numbers = drawn(figure(), row(long, number(3)), row("b", number(5)))
    assert " ".join(numbers.texts("d-label")[:2]) == long.replace("-", " ")
    fig = figure(CATEGORY, choices=("absent", "normal"))
    answers = drawn(fig, row(long, choice("absent"), "absent"), row("b", choice("normal"), "normal"))
    assert " ".join(answers.texts("d-label")[:2]) == long.replace("-", " ")
    numbers_of = re.findall(r"[\d.]+", answers.all("path", "d-grid")[0].attrib["d"])
    ys = [float(n) for n in numbers_of[1::2]]
    for name in answers.words("d-label"):
        assert all(bottom <= name.top or name.bottom <= top for top, bottom in zip(ys[::2], ys[1::2], strict=True))


def test_an_answer_that_nobody_gives_keeps_its_column() -> None:
    fig = figure(CATEGORY, choices=("absent", "unreliable", "normal"))
    read = drawn(fig, row("a", choice("absent"), "absent"), row("b", choice("unreliable"), "unreliable"))
    assert read.texts("d-value") == ["absent", "unreliable", "normal"]


def test_long_or_many_answers_have_lines() -> None:
    names = tuple(f"a-rather-long-answer-number-{n}" for n in range(9))
    fig = figure(CATEGORY, choices=names)
    rows = [row(f"o{n}", choice(names[n % 9]), names[n % 9].replace("-", " ")) for n in range(12)]
    read = drawn(fig, *rows)
    assert len(read.marks()) == 12
    assert read.texts("d-value") == [n.replace("-", " ") for n in names]


def test_the_answers_of_a_crowd_are_counted() -> None:
    fig = figure(CATEGORY, choices=("yes", "no", "perhaps"))
    rows = [row(f"o{n}", choice("yes" if n % 3 else "no"), "yes" if n % 3 else "no", n == 1) for n in range(60)]
    read = drawn(fig, *rows)
    assert read.texts("d-value") == ["40 claims", "20 claims", "0 claims"]
    assert "60 origins" in read.drawing.caption
    assert heads(fig, *rows)[1] == [("yes", "40", "40", "1"), ("no", "20", "20", "0"), ("perhaps", "0", "0", "0")]


# ---- many ---------------------------------------------------------------------------------------------------------


def test_many_origins_are_folded_by_value_and_the_caption_says_how_many() -> None:
    rows = [row(f"o{n}", number(10 * (n % 3)), f"{10 * (n % 3)} people", n == 4) for n in range(30)]
    read = drawn(figure(), *rows)
    assert len(read.marks()) == 3
    assert "30 origins" in read.drawing.caption
    assert heads(figure(), *rows)[1][1] == ("10 people", "10", "10", "1")


def test_unknown_origins_are_never_one() -> None:
    rows = [row("unknown", number(n), str(n)) for n in range(3)]
    assert len(drawn(figure(), *rows).texts("d-label")) == 3


def test_hundreds_of_values_are_counted_in_columns() -> None:
    rows = [row(f"o{n}", number(n), f"{n} people") for n in range(300)]
    read = drawn(figure(), *rows)
    assert 20 < len(read.all("rect", "d-column")) <= 42
    assert "300 claims" in read.drawing.caption
    assert len(read.drawing.svg.markup) < 12_000
    assert read.drawing.rows[-1][0].text == "and 180 more claims"
    assert not read.all("g", "d-conflict")


def test_columns_tell_how_many_are_in_conflict() -> None:
    rows = [row(f"o{n}", number(n), f"{n} people", n < 10) for n in range(300)]
    read = drawn(figure(), *rows)
    parts = read.all("g", "d-conflict")
    titles = ["".join(e.text or "" for e in part if e.tag.endswith("title")) for part in parts]
    assert sum(int(title.split()[0]) for title in titles) == 10
    assert all(title.endswith("in conflict") for title in titles)
    assert all(len([e for e in part if e.tag.endswith("path")]) == 1 for part in parts), "a diamond on each"
    assert "A diamond stands where a claim is in conflict" in read.drawing.caption


# ---- over time ----------------------------------------------------------------------------------------------------


def test_a_count_that_grows_is_drawn_over_time() -> None:
    fig = figure(over_time=ACCUMULATES)
    rows = [row("ua", number(n), f"{n}", as_of=f"2022-11-{n:02}") for n in (10, 12, 14)]
    read = drawn(fig, *rows)
    places = [(float(c.attrib["cx"]), float(c.attrib["cy"])) for c in read.all("circle")]
    assert places == sorted(places)
    assert [y for _, y in places] == sorted((y for _, y in places), reverse=True)
    assert not read.all("path", "d-link")  # what nobody said is not drawn between them
    assert read.texts("d-value") == ["10", "12", "14"]
    assert heads(fig, *rows)[0] == ("Who says so", "In which words", "As of")


def test_letters_name_the_origins_where_there_are_several() -> None:
    fig = figure(over_time=VARIES)
    read = drawn(
        fig,
        row("ua", number(10), "ten", as_of="2022-11-10"),
        row("gur", number(90), "ninety", as_of="2022-11-20"),
        row("cnn", number(50), "fifty"),
    )
    assert read.texts("d-value") == ["A ten", "B ninety", "C fifty"]
    assert read.texts("d-label") == ["A  ua", "B  gur", "C  cnn"]
    assert "1 claim states no time" in read.drawing.caption


def test_one_known_time_is_not_a_course() -> None:
    fig = figure(over_time=VARIES)
    read = drawn(fig, row("a", number(1), as_of="2022-11-10"), row("b", number(2), as_of="2022-11-10"))
    assert "at the time" not in read.drawing.caption
    assert "As of" in read.drawing.head


def test_answers_over_time_stand_at_their_times() -> None:
    fig = figure(CATEGORY, choices=("absent", "unreliable"), over_time=VARIES)
    read = drawn(
        fig,
        row("cnn", choice("absent"), "absent", as_of="2022-03/2022-11"),
        row("khlan", choice("unreliable"), "unreliable", as_of="2022-11-10"),
        row("ivan", choice("unreliable"), "unreliable"),
    )
    assert read.texts("d-value") == ["absent", "unreliable"]
    assert read.texts("d-label") == ["cnn", "khlan", "ivan (time not stated)"]
    assert len(read.marks()) == 2


def test_a_crowd_over_time_is_no_mud() -> None:
    fig = figure(over_time=ACCUMULATES)
    rows = [row(f"o{n % 40}", number(n % 7), as_of=f"2022-11-{n % 5 + 1:02}") for n in range(600)]
    read = drawn(fig, *rows)
    assert len(read.marks()) == 35
    assert "600 claims" in read.drawing.caption


# ---- whatever it is given -----------------------------------------------------------------------------------------

words = st.text(max_size=40) | st.sampled_from(
    ["<script>alert(1)</script>", "\"'&\x00\x1b\ufffe\ud800", "]]>", "漢字" * 30, "وزارة الدفاع", "é" * 90, "W" * 60]
)
amounts = (
    st.integers(-3, 200)
    | st.integers(-(10**12), 10**12)
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["1e-40", "1e29", "0.0001", "-0", "1e400"])
)
number_values = (
    amounts.map(lambda n: number(str(n)))
    | st.tuples(amounts, amounts).map(lambda p: span(*sorted(number(str(n)).number for n in p)))
    | st.sampled_from(VAGUE_WORDS).map(vague)
)
moments = st.builds(
    lambda year, rest: f"{year:04}{rest}",
    st.integers(1, 9999) | st.integers(2021, 2022),
    st.sampled_from(
        [
            "",
            "-02",
            "-02-24",
            "-11-11T05:00",
            "-11-11T05:00+03:00",
            "-11-11T23:59:30Z",
            "-12-31",
            "~",
            "-11?",
            "-01-01~",
        ]
    ),
)


def readable(text: str) -> str:
    """The text, or a month where it is no date: an interval may have come out backward."""
    try:
        return parse_edtf(text).text
    except DateError:
        return "2022-11"


date_texts = (moments | st.tuples(moments | st.just(".."), moments | st.just("..")).map("/".join)).map(readable)
answers = st.sampled_from([f"answer-{'x' * (n % 9)}-{n}" for n in range(14)]).map(choice)


@st.composite
def plots(draw: st.DrawFn) -> tuple[Figure, list[PlotRow]]:
    kind = draw(st.sampled_from([NUMBER, DATE, CATEGORY]))
    values = {NUMBER: number_values, DATE: date_texts.map(parse_edtf), CATEGORY: answers}[kind]
    names = draw(st.lists(words, min_size=1, max_size=30, unique=True))
    fig = figure(
        kind,
        title=draw(words),
        unit=draw(st.sampled_from([None, "day", "percent"])),
        over_time=draw(st.sampled_from(OverTime)),
        choices=tuple(sorted({f"answer-{'x' * (n % 9)}-{n}" for n in range(draw(st.integers(0, 9)))})),
    )
    rows = []
    for _ in range(draw(st.integers(2, 30) | st.just(70))):
        value = draw(values | st.none())
        rows.append(
            row(
                draw(st.sampled_from(names)),
                value,
                "" if value is None else value.id if kind is CATEGORY else draw(words),
                draw(st.booleans()),
                as_of=draw(st.none() | date_texts),
                unit=draw(st.sampled_from([fig.unit, fig.unit, "week", "mile"])),
                qualifier=draw(st.sampled_from([q.value for q in Qualifier])),
                modality=draw(st.sampled_from(Modality)),
            )
        )
    return fig, rows


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(plots(), st.sampled_from(["en", "ar", "de"]))
def test_every_drawing_is_sound(plot: tuple[Figure, list[PlotRow]], code: str) -> None:
    fig, rows = plot
    language = Language.load(code)
    drawing = figure_plot(fig, rows, language)
    if drawing is not None:
        Read(drawing).assert_sound()
        assert figure_plot(fig, rows, language) == drawing
        digest_value(drawing)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(plots(), st.randoms(use_true_random=False))
def test_the_order_of_claims_makes_no_difference_to_what_is_drawn(
    plot: tuple[Figure, list[PlotRow]], random: object
) -> None:
    fig, rows = plot
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    a, b = figure_plot(fig, rows, EN), figure_plot(fig, shuffled, EN)
    assert (a is None) == (b is None)
    if a is not None and b is not None:
        assert len(Read(a).marks()) == len(Read(b).marks())


def test_every_word_of_the_catalogue_is_used() -> None:
    package = Path(briefing.__file__).parent
    code = "".join(p.read_text() for p in sorted((package / "drawings").glob("*.py")))
    tree = yaml.safe_load((package / "locale/en/drawings.yaml").read_text())["drawing"]
    for key, value in tree.items():
        names = value if isinstance(value, dict) and "other" not in value else {key: ""}
        for name in names:
            assert re.search(rf'["./]{name}"', code) or name in ("day", "week", "month", "year"), name


def test_svg_needs_no_prefix_to_be_html() -> None:
    fig, rows = equipment()
    assert ET.fromstring(drawn(fig, *rows).drawing.svg.markup).tag == "svg"
