from __future__ import annotations

import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from briefing.drawings.lettering import fitted, text_width, wrapped
from briefing.drawings.svg import num, xml

anything = st.text() | st.text(st.characters(codec=None))


def test_words_that_fit_are_left_alone() -> None:
    assert fitted("Serhii Khlan", 200) == "Serhii Khlan"
    assert fitted("Serhii Khlan", 60) == "Serhii…"
    assert fitted("Serhii Khlan", 3) == ""
    assert wrapped("little or none at all", 75, 2) == ("little or", "none at all")
    assert wrapped("little or none at all", 60, 2) == ("little or", "none a…")
    assert wrapped("", 60, 2) == ()


def test_wide_scripts_are_wide_and_marks_take_no_room() -> None:
    assert text_width("漢字") > text_width("ab")
    assert text_width("e\u0301") == text_width("e")


@given(anything, st.floats(0, 400))
def test_what_is_fitted_fits(words: str, room: float) -> None:
    assert text_width(fitted(words, room)) <= room + 1e-6 or not words


@given(anything, st.floats(20, 400), st.integers(1, 4))
def test_what_is_wrapped_fits(words: str, room: float, lines: int) -> None:
    found = wrapped(words, room, lines)
    assert len(found) <= lines
    assert all(text_width(line) <= room + 1e-6 for line in found)


@given(anything)
def test_any_words_are_well_formed(words: str) -> None:
    element = ET.fromstring(f'<text title="{xml(words)}">{xml(words)}</text>')
    kept = words.replace("\r\n", "\n").replace("\r", "\n")
    if not any(ord(c) < 32 or 0xD800 <= ord(c) < 0xE000 or c in "\ufffe\uffff" for c in kept.replace("\n", "")):
        assert (element.text or "") == kept


@given(st.floats(-1000, 10000))
def test_coordinates_are_short(value: float) -> None:
    assert abs(float(num(value)) - value) <= 0.0501
    assert "e" not in num(value)
    assert num(value) != "-0"
