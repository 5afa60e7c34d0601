from __future__ import annotations

from briefing.yaml_events import events, places


def test_every_entry_has_the_place_of_its_key_and_of_its_value() -> None:
    assert places("a: 1\nb:\n  - c: {d: e}\n  - f\n") == {
        ("a",): ((1, 1), (1, 4)),
        ("b",): ((2, 1), (3, 3)),
        ("b", 0): ((3, 5), (3, 5)),
        ("b", 0, "c"): ((3, 5), (3, 8)),
        ("b", 0, "c", "d"): ((3, 9), (3, 12)),
        ("b", 1): ((4, 5), (4, 5)),
    }


def test_a_value_left_out_stands_after_its_colon() -> None:
    assert places("a:\nb: 1\n")["a",] == ((1, 1), (1, 3))


def test_the_first_of_two_keys_counts() -> None:
    assert places("a: 1\na: 2\n") == {("a",): ((1, 1), (1, 4))}


def test_what_no_key_leads_to_has_no_place() -> None:
    assert places("[a, {b: c}]: {d: e}\nf: g\n") == {("f",): ((2, 1), (2, 4))}


def test_a_text_that_cannot_be_read_has_places_before_the_mistake() -> None:
    assert places("a: 1\n]\n") == {("a",): ((1, 1), (1, 4))}
    assert places("a: 1\nb: " + "[" * 100).keys() >= {("a",), ("b",), ("b", 0)}
    assert places("") == places("# nothing") == {}


def test_line_separators_are_text() -> None:
    assert places("a: x\u2028\x85\u2029y\nb: c\n")["b",] == ((2, 1), (2, 4))


def test_stand_ins_are_turned_back_by_the_table() -> None:
    assert events("a: b")[1] == {}
    _, table = events("a: \u2028\ue000 \\ue001")
    assert table == {0xE002: "\u2028"}
