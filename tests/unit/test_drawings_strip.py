from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.dates.edtf import DateError, parse_edtf
from briefing.drawings import StripEntry, timeline_strip
from briefing.fingerprint import digest_value
from briefing.language import Language
from drawn import EN, Read, on


def event(title: str, *dates: str, doubly: bool = False) -> StripEntry:
    id_ = title.lower().replace(" ", "-")
    return StripEntry(id_, title, f"events/{id_}/index.html", tuple(on(d) for d in dates), doubly)


def strip(*entries: StripEntry, language: Language = EN) -> Read:
    drawing = timeline_strip(entries, language)
    assert drawing is not None
    read = Read(drawing)
    read.assert_sound()
    Read(drawing, wide=True).assert_sound()
    return read


KHERSON = (
    event("Invasion", "2022-02"),
    event("Capture", "2022-02", "2022-03-01/2022-03-10", doubly=True),
    event("Withdrawal complete", "2022-11-11T05:00", "2022-11-11T05:00+03:00"),
    event("Forces enter", "2022-11-11"),
    event("Foothold lost", "2022-11-11"),
    event("Flag raised", "2022-11-14"),
    event("Address", "2022-11-22"),
    event("Celebrations"),
    event("Flag absent"),
)


def test_each_event_has_a_mark_and_its_title() -> None:
    read = strip(*KHERSON)
    assert len(read.marks()) == 7
    assert set(read.texts("d-label")) == {e.title for e in KHERSON if e.dates}
    assert read.drawing.rows[0][0].url == "events/capture/index.html"
    assert "2 events have no date" in read.drawing.caption


def test_a_cluster_far_from_the_rest_breaks_the_axis_once_and_says_so() -> None:
    read = strip(*KHERSON)
    assert len(read.all("path", "d-break")) == 1
    assert "broken once" in read.drawing.caption


def test_both_sides_of_a_break_have_one_scale() -> None:
    before = [event(f"Before {n}", f"2022-02-{n:02}") for n in (1, 11)]
    after = [event(f"After {n}", f"2022-11-{n:02}") for n in (1, 2, 3, 4, 5, 11)]
    x = [float(c.attrib["cx"]) for c in strip(*before, *after).all("circle")]
    assert x[1] - x[0] == pytest.approx(x[-1] - x[2], abs=0.2)


def test_true_scale_is_kept_where_nothing_would_be_lost() -> None:
    even = [event(f"Event {n}", f"2022-{n:02}-01") for n in (1, 2, 11, 12)]
    read = strip(*even)
    assert "broken" not in read.drawing.caption
    assert not read.all("path", "d-break")
    assert len(read.all("circle")) == 4


def test_two_datings_are_two_linked_marks() -> None:
    (two,) = [g for g in strip(*KHERSON).marks() if "d-conflict" in g.attrib["class"]]
    assert [e.get("class") for e in two] == [None, "d-link", "d-range", "d-range"]
    assert "date differently" in strip(*KHERSON).drawing.caption


def boxes(group: ET.Element) -> list[tuple[float, ...]]:
    return [tuple(float(e.attrib[k]) for k in ("x", "y", "width", "height")) for e in group if "y" in e.attrib]


def test_two_datings_that_touch_stay_two_marks() -> None:
    (two,) = [g for g in strip(*KHERSON).marks() if "d-conflict" in g.attrib["class"]]
    (_, upper, _, thick), (_, lower, _, _) = boxes(two)
    assert upper + thick <= lower
    (far,) = [g for g in strip(event("A", "2022-02", "2022-05", doubly=True), *KHERSON).marks() if "A:" in told(g)]
    (_, upper, _, _), (_, lower, _, _) = boxes(far)
    assert upper == lower


def told(group: ET.Element) -> str:
    return group[0].text or ""


def test_a_wide_page_has_whole_titles_where_a_narrow_one_has_to_cut() -> None:
    title = "The ministry announces that its withdrawal from the bank is complete"
    drawing = timeline_strip((*KHERSON, event(title, "2022-11-11")), EN)
    assert drawing is not None
    narrow, wide = Read(drawing), Read(drawing, wide=True)
    assert title not in narrow.texts("d-label")
    assert title in wide.texts("d-label")
    assert len(wide.marks()) == len(narrow.marks())
    assert wide.root.attrib["aria-labelledby"] == narrow.root.attrib["aria-labelledby"]
    ids = [e.attrib["id"] for read in (narrow, wide) for e in read.root.iter() if "id" in e.attrib]
    assert len(set(ids)) == len(ids)


def test_days_are_points_and_months_are_soft_bars() -> None:
    read = strip(event("A day", "2022-11-11"), event("A month", "2022-11"))
    (bar,) = read.all("rect", "d-range")
    assert "mask" in bar.attrib
    assert len(read.all("circle")) == 1


def test_events_of_one_day_do_not_cover_each_other() -> None:
    read = strip(*(event(f"Event {n}", "2022-11-11") for n in range(9)), event("Later", "2022-11-30"))
    places = {(c.attrib["cx"], c.attrib["cy"]) for c in read.all("circle")}
    assert len(places) == 10


def test_titles_give_way_to_marks_and_marks_to_columns() -> None:
    def days(number: int) -> list[StripEntry]:
        return [event(f"Event {n}", f"2022-{n % 12 + 1:02}-{n % 28 + 1:02}") for n in range(number)]

    assert len(strip(*days(24)).texts("d-label")) == 24
    assert strip(*days(25)).texts("d-label") == []
    assert len(strip(*days(60)).marks()) == 60
    counted = strip(*days(61))
    assert counted.all("rect", "d-column")
    assert "61 events, counted by week" in counted.drawing.caption
    assert sum(int(line[1].text.split()[0]) for line in counted.drawing.rows) == 61


def test_columns_count_by_what_there_is_room_for() -> None:
    def unit(first: str, last: str) -> str:
        entries = [event(f"Event {n}", first if n % 2 else last) for n in range(80)]
        return strip(*entries).drawing.caption

    assert "counted by day" in unit("2022-11-01", "2022-11-20")
    assert "counted by week" in unit("2022-06-01", "2022-11-20")
    assert "counted by month" in unit("2018-06-01", "2022-11-20")
    assert "counted by year" in unit("1980-06-01", "2022-11-20")
    assert "counted by spans of 100 years" in unit("0980-06-01", "2022-11-20")


def test_nothing_is_drawn_of_fewer_than_two_dates() -> None:
    assert timeline_strip((), EN) is None
    assert timeline_strip((event("One", "2022"), event("Undated")), EN) is None


def test_the_axis_speaks_the_language() -> None:
    read = strip(event("Eins", "2022-10-03"), event("Zwei", "2022-12-20"), language=Language.load("de"))
    assert "1. Dez." in read.texts("d-tick")


def test_the_first_of_a_month_is_written_as_everywhere_else() -> None:
    language = Language.load("fr")
    read = strip(event("A", "2022-05-01"), event("B", "2022-05-04"), language=language)
    assert "1er mai" in read.texts("d-tick")
    assert "2 mai" in read.texts("d-tick")


def test_titles_stand_on_the_right_where_a_script_runs_to_the_left() -> None:
    read = strip(event("حدث", "2022-02-01/2022-11-20"), event("آخر", "2022-11-11"), language=Language.load("ar"))
    assert read.root.attrib["direction"] == "rtl"


titles = st.text(max_size=60) | st.sampled_from(["<b>&\"'\x00", "漢" * 50, "W" * 80])


def readable(text: str) -> str:
    try:
        return parse_edtf(text).text
    except DateError:
        return "2022-11"


days = st.builds(
    "{:04}{}".format,
    st.integers(1, 9999) | st.integers(2021, 2022),
    st.sampled_from(["", "-02", "-02-24", "-11-11T05:00", "-11-11T05:00+03:00", "-12-31", "~", "-01-01"]),
)
texts = (days | st.tuples(days | st.just(".."), days | st.just("..")).map("/".join)).map(readable)
entries = st.builds(
    lambda title, dates, doubly: StripEntry("event", title, "events/event/index.html", tuple(dates), doubly),
    titles,
    st.lists(texts.map(on), max_size=3, unique=True).map(lambda ds: sorted(ds, key=lambda d: d.sort_key)),
    st.booleans(),
)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(entries, max_size=30), st.sampled_from([1, 1, 1, 4]), st.sampled_from(["en", "ar", "de"]))
def test_every_strip_is_sound(some: list[StripEntry], times: int, code: str) -> None:
    language = Language.load(code)
    drawing = timeline_strip(some * times, language)
    if drawing is not None:
        Read(drawing).assert_sound()
        Read(drawing, wide=True).assert_sound()
        assert timeline_strip(some * times, language) == drawing
        digest_value(drawing)
