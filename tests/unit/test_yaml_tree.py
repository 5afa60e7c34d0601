from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefing.yaml_tree import MAX_PROBLEMS, NOT_TEXT, read_tree


def value_of(written: str) -> object:
    values, problems = read_tree("a.yaml", f"key: {written}\n")
    assert problems == ()
    assert values is not None
    return values["key"]


def problems_of(text: str) -> list[tuple[str, int, int, str]]:
    return [(p.code, p.line, p.column, p.help) for p in read_tree("a.yaml", text)[1]]


@pytest.mark.parametrize(
    "text",
    [
        "no", "yes", "on", "off", "NO", "Yes", "y", "n", "True", "FALSE", "Null", "NULL",
        "0500", "010", "00", "0x1F", "0o17", "0b1", "1_000", "10:00", "12:30", "12:30:45",
        "2022-11-11", "2024-02-30", "2022-11", "2022-11-11T05:00+03:00", "2022-11-11 05:00:00",
        ".inf", "-.inf", ".nan", "=", "<<", "1e5", "1.5e3", "1.", ".5", "+5", "--5", "-0", "1.2.3", "-01", "01.5",
        "30,000", "1 000 000", "30'000", "30.000,5", "3,14", "10 %", "٣", "1000000000000000000", "-1000000000000000000",
        "0.1234567890123456789012345678901", "a lot", "https://example.org/a?b=c#d", "“quoted” text",
    ],
)  # fmt: skip
def test_text_that_other_readers_take_for_something_else_stays_text(text: str) -> None:
    assert value_of(text) == text


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("null", None), ("~", None), ("", None), ("true", True), ("false", False),
        ("0", 0), ("7", 7), ("-12", -12), ("2022", 2022), ("999999999999999999", 999999999999999999),
        ("0.0", Decimal("0.0")), ("-0.5", Decimal("-0.5")), ("1.50", Decimal("1.50")),
        ("46.6354", Decimal("46.6354")), ("0.30000000000000004", Decimal("0.30000000000000004")),
        ("'7'", "7"), ('"true"', "true"), ("'null'", "null"), ('""', ""), ("|\n  7", "7\n"), (">-\n  a\n  b", "a b"),
        ("[a, 1, null]", ["a", 1, None]), ("{min: 1, max: 2.5}", {"min": 1, "max": Decimal("2.5")}),
        ("\n  - a\n  -\n  - b: c", ["a", None, {"b": "c"}]),
    ],
)  # fmt: skip
def test_what_is_not_text(written: str, value: object) -> None:
    found = value_of(written)
    assert found == value
    assert type(found) is type(value)
    assert str(found) == str(value)


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n", "--- # a comment\n", "---\n...\n"])
def test_nothing_is_an_empty_mapping(text: str) -> None:
    assert read_tree("a.yaml", text) == ({}, ())


def test_one_document_may_be_marked_as_such() -> None:
    assert read_tree("a.yaml", "---\na: 1\n...\n") == ({"a": 1}, ())


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "advice"),
    [
        ("a: 1\nb: 2\na: 3\n", "yaml-duplicate-key", 3, 1, "Keep one"),
        ("a:\n  - {b: 1, 'b': 2}\n", "yaml-duplicate-key", 2, 12, "Keep one"),
        ("a: &x b\n", "yaml-not-allowed", 1, 4, "`&x`"),
        ("a: &x\n", "yaml-not-allowed", 1, 4, "`&x`"),
        ("&x a: b\n", "yaml-not-allowed", 1, 1, "`&x`"),
        ("a: *x\n", "yaml-not-allowed", 1, 4, "`*x`"),
        ("a: [b, *x]\n", "yaml-not-allowed", 1, 8, "`*x`"),
        ("*x : b\n", "yaml-not-allowed", 1, 1, "`*x`"),
        ("a: !!str b\n", "yaml-not-allowed", 1, 4, "`!!str`"),
        ("a: !!python/object/apply:os.system [ls]\n", "yaml-not-allowed", 1, 4, "quotes"),
        ("a: !foo {b: c}\n", "yaml-not-allowed", 1, 4, "`!foo`"),
        ("a: ! b\n", "yaml-not-allowed", 1, 4, "`!`"),
        ("!x a: b\n", "yaml-not-allowed", 1, 1, "`!x`"),
        ("a: !<tag:yaml.org,2002:int> 1\n", "yaml-not-allowed", 1, 4, "quotes"),
        ("a: !x!y b\n", "yaml-syntax", 1, 4, "Write `a: '!x!y b'`."),
        ("<<: {a: b}\n", "yaml-not-allowed", 1, 1, "entries themselves"),
        ("a: 1\n---\nb: 2\n", "yaml-not-allowed", 2, 1, "Delete this line"),
        ("a: 1\n--- b\n", "yaml-not-allowed", 2, 1, "Delete this line"),
        ("a: 1\n...\nb: 2\n", "yaml-not-allowed", 2, 1, "Delete this line"),
        ("a: [b\n...\nc: d\n", "yaml-not-allowed", 2, 1, "Delete this line"),
        ("%YAML 1.1\n---\na: 1\n", "yaml-not-allowed", 1, 1, "Delete this line"),
        ("%TAG ! tag:x,2000:\n---\na: 1\n", "yaml-not-allowed", 1, 1, "Delete this line"),
        ("%FOO bar\n---\na: 1\n", "yaml-not-allowed", 1, 1, "Delete this line"),
        ("2022: a\n", "yaml-not-allowed", 1, 1, "Write `'2022':`."),
        ("a: {1.5: b}\n", "yaml-not-allowed", 1, 5, "Write `'1.5':`."),
        ("null: a\n", "yaml-not-allowed", 1, 1, "Write `'null':`."),
        ("true: a\n", "yaml-not-allowed", 1, 1, "Write `'true':`."),
        ("[a]: b\n", "yaml-not-allowed", 1, 1, "quotes"),
        ("? {a: b}\n: c\n", "yaml-not-allowed", 1, 3, "quotes"),
        ("a: {{ b }}\n", "yaml-not-allowed", 1, 5, "quotes"),
        ("?\n: a\n", "yaml-not-allowed", 1, 2, "`key: value`"),
        ('a: "\\0"\n', "yaml-not-allowed", 1, 4, "single quotes"),
        ('a: "C:\\bin"\n', "yaml-not-allowed", 1, 4, "single quotes"),
        ('a: "\\uFFFE"\n', "yaml-not-allowed", 1, 4, "single quotes"),
        ("- a\n", "wrong-type", 1, 1, "`key: value`"),
        ("only words\n", "wrong-type", 1, 1, "`key: value`"),
        ("null\n", "wrong-type", 1, 1, "`key: value`"),
        ("'a'\n", "wrong-type", 1, 1, "`key: value`"),
    ],
)  # fmt: skip
def test_what_is_refused(text: str, code: str, line: int, column: int, advice: str) -> None:
    found = problems_of(text)
    assert [p[:3] for p in found] == [(code, line, column)]
    assert advice in found[0][3]


def test_a_second_key_names_the_line_of_the_first_which_is_kept() -> None:
    values, (problem,) = read_tree("a.yaml", "\nb: 1\na: 2\nb: 3\n")
    assert "line 2" in problem.message
    assert values == {"b": 1, "a": 2}


def test_an_entry_whose_key_is_refused_is_left_out() -> None:
    values, problems = read_tree("a.yaml", "2022: a\nnull: b\n<<: {c: d}\n[e]: f\n*g : h\ni: j\n")
    assert values == {"i": "j"}
    assert [p.line for p in problems] == [1, 2, 3, 4, 5]


def test_every_mistake_is_told_at_once() -> None:
    _, problems = read_tree("a.yaml", "a: &x 1\na: 2\n3: 4\nb: {n: 30,000}\nc: *x\nd: e: f\n")
    assert [(p.code, p.line) for p in problems] == [
        ("yaml-not-allowed", 1), ("yaml-duplicate-key", 2), ("yaml-not-allowed", 3),
        ("thousands-separator", 4), ("yaml-not-allowed", 5), ("yaml-syntax", 6),
    ]  # fmt: skip


def test_reading_stops_at_so_many_mistakes() -> None:
    values, problems = read_tree("a.yaml", "a: 1\n" * 10_000)
    assert (values, len(problems)) == (None, MAX_PROBLEMS)


@pytest.mark.parametrize(
    ("text", "column", "advice", "meant"),
    [
        ("a: {n: 30,000}\n", 8, "Write 30000,", {"n": 30000}),
        ("a: {n: -30,000}\n", 8, "Write -30000,", {"n": -30000}),
        ("a: {n: 1,000,000}\n", 8, "Write 1000000,", {"n": 1000000}),
        ("a: {n: 30, 000}\n", 8, "Write 30000,", {"n": 30000}),
        ("a: {n: 30,500 , b: 1}\n", 8, "Write 30500,", {"n": 30500, "b": 1}),
        ("a: {n: 30,000.5}\n", 8, "Write 30000.5,", {"n": Decimal("30000.5")}),
        ("a: {b: 1, n: 30,000}\n", 14, "Write 30000,", {"b": 1, "n": 30000}),
        ("a: {lat: 46,63}\n", 10, "Write 46.63,", {"lat": Decimal("46.63")}),
        ("a: {n: 0,500}\n", 8, "Write 0.500,", {"n": Decimal("0.500")}),
        ("a: [30,000]\n", 5, "Write 30000,", [30000]),
        ("a: [1, 30,000, 2]\n", 8, "Write 30000,", [1, 30000, 2]),
        ("a: [30,500]\n", 5, "put a space after each comma", [30500]),
    ],
)
def test_a_comma_that_cuts_a_number_in_two(text: str, column: int, advice: str, meant: object) -> None:
    values, (problem,) = read_tree("a.yaml", text)
    assert (problem.code, problem.line, problem.column) == ("thousands-separator", 1, column)
    assert advice in problem.help
    assert values == {"a": meant}


def test_two_such_numbers_are_two_problems() -> None:
    _, problems = read_tree("a.yaml", "a: {min: 1,500, max: 2,000}\n")
    assert [(p.code, p.column) for p in problems] == [("thousands-separator", 10), ("thousands-separator", 22)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("[30, 500]", [30, 500]),
        ("[1,2,3]", [1, 2, 3]),
        ("[2021,2022]", [2021, 2022]),
        ("[a,000]", ["a", "000"]),
        ("{a: 30, b: 000}", {"a": 30, "b": "000"}),
        ("{a: 30,b: 1}", {"a": 30, "b": 1}),
        ("[30,\n  500]", [30, 500]),
    ],
)
def test_lists_of_numbers_are_left_alone(text: str, value: object) -> None:
    assert value_of(text) == value


def test_line_separators_neither_end_a_line_nor_change() -> None:
    text = 'a: x\u2028y\nb: "p\x85 q"\nc: |\n  l\u2029m\n  n\nd: \ue000\n'
    assert read_tree("a.yaml", text) == (
        {"a": "x\u2028y", "b": "p\x85 q", "c": "l\u2029m\nn\n", "d": "\ue000"},
        (),
    )


def test_line_separators_do_not_shift_the_places_of_mistakes() -> None:
    assert [p[:3] for p in problems_of("a: x\u2028y\x85z\nb: 'k\u2029l' m\n")] == [("yaml-syntax", 2, 10)]
    assert [p[:3] for p in problems_of("a: x\u2028y\nb: *x\n")] == [("yaml-not-allowed", 2, 4)]


def test_no_escape_passes_for_a_line_separator() -> None:
    values, problems = read_tree("a.yaml", 'a: "\\uE000\\ue001 \\N"\nb: \u2028\n')
    assert values == {"a": "\ue000\ue001 \x85", "b": "\u2028"}
    assert problems == ()


@pytest.mark.parametrize(("levels", "code"), [(18, None), (19, None), (20, "yaml-too-deep"), (50, "yaml-too-deep")])
def test_depth_is_bounded(levels: int, code: str | None) -> None:
    found = [p[0] for p in problems_of("a: " + "[" * levels + "]" * levels)]
    assert found == ([code] if code else [])


BOMBS = """
from briefing.yaml_tree import read_tree
from briefing.yaml_events import places
for text in (
    "a: " + "[" * 100_000, "[" * 100_000, "a: " + "{a: " * 100_000, "[\\n" * 100_000, "{" * 100_000,
    "- " * 100_000, "a: " + "- " * 100_000, "? " * 100_000, "[? " * 50_000, "{? " * 50_000, "[a: " * 50_000,
    "\\n".join(" " * i + "a:" for i in range(1_000)), "[" * 30 + "]" * 30, "&a [" * 50_000, "!!x {" * 50_000,
    "a: &a [x]\\n" + "".join(f"b{i}: &b{i} [{', '.join(['*a'] * 9)}]\\n" for i in range(9)), "*a" * 100_000,
    "'" * 100_001, '"' + "\\\\" * 100_001, "a: |" + "\\n " * 100_000, "!" * 100_000, "%" * 100_000, "#" * 1_000_000,
    ", " * 100_000, "]" * 100_000, ": " * 100_000, "a: '\\n" * 50_000, "a: -b\\n" * 50_000, "\\u2028" * 100_000,
    "a" + " " * 1_000_000 + "\\n b: c", "- " * 18 + "a" * 1_000_000 + "\\n b: c", "a: [" + "-b," * 50_000 + "]",
    "a: {n: 1" + ",000" * 50_000 + "x}", "a: [1" + ",000" * 50_000 + "x]", "'a\\n" + "b: '\\n'" * 100_000,
    "a: 'b\\n  c'\\n" * 50_000, "-" * 1_000_000,
    "a: b\\n" * 50 + "c: d: e" + " " * 1_000_000, "a: [1" + ", 2" * 50_000 + "]",
):
    values, problems = read_tree("a.yaml", text)
    assert values is None or problems or text[:4] in ("a: |", "####", "a: ["), text[:40]
    places(text)
print("alive")
"""


def test_bombs_neither_crash_nor_hang() -> None:
    environment = {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", BOMBS], env=environment, capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("alive\n", "")


text_values = st.text(st.characters(exclude_categories=["Cs"]), max_size=20).filter(lambda s: not NOT_TEXT.search(s))
leaves = st.none() | st.booleans() | st.integers(-(10**18) + 1, 10**18 - 1) | text_values
trees = st.recursive(
    leaves, lambda t: st.lists(t, max_size=4) | st.dictionaries(text_values, t, max_size=4), max_leaves=12
)


@given(st.dictionaries(text_values, trees, max_size=5))
def test_json_is_read_as_what_it_is(tree: dict[str, object]) -> None:
    assert read_tree("a.yaml", json.dumps(tree, ensure_ascii=False)) == (tree, ())


# A YAML 1.1 writer breaks lines at the separators that are text here.
one_line = text_values.filter(lambda s: not re.search("[\x85\u2028\u2029]", s))


@given(st.dictionaries(one_line, one_line | st.lists(one_line | st.dictionaries(one_line, one_line)), max_size=5))
def test_what_a_yaml_writer_writes_is_read_as_what_it_is(tree: dict[str, object]) -> None:
    class WithoutAliases(yaml.SafeDumper):
        def ignore_aliases(self, data: object) -> bool:
            return True

    written = yaml.dump(tree, Dumper=WithoutAliases, allow_unicode=True)
    assert read_tree("a.yaml", written) == (tree, ())


plain = st.text(alphabet="abN0159.,:'\"-+_%/ ~éж “”’\u2028\x85ox", min_size=1, max_size=16)


@given(plain)
def test_unquoted_text_is_itself_or_a_problem(text: str) -> None:
    values, problems = read_tree("a.yaml", f"key: {text}\n")
    if problems:
        return
    assert values is not None
    found = values["key"]
    shown = text.strip(" ")
    if found is None:
        assert shown in ("", "~", "null")
    elif shown[:1] in ("'", '"') and shown[0] == shown[-1]:
        assert isinstance(found, str)
    else:
        assert str(found) == shown
