"""Malformed front matter: each case marks with `▶` where the editor is sent, and says what the help holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.yaml_tree import read_tree

SYNTAX = [
    # colons
    ("title: a▶: b\n", "Write `title: 'a: b'`."),
    ("claims:\n  - id: a\n    quote: He said▶: go\n", "Write `quote: 'He said: go'`."),
    ("title: it's▶: b\n", 'Write `title: "it\'s: b"`.'),
    ('title: it\'s▶: "b"\n', "Write `title: 'it''s: \"b\"'`."),
    ("title: “b▶: c”\n", "Write `title: '“b: c”'`."),
    ("time: 10▶: 30\n", "Write `time: '10: 30'`."),
    (f"title: {'long ' * 40}▶: b\n", "Put the whole value in single quotes"),
    ("title▶:Kherson\n", "Write `title: Kherson`."),
    ("title▶:Kherson\nlanguage: en\n", "Write `title: Kherson`."),
    ("title: x\nlanguage▶:en\n", "Write `language: en`."),
    ("title: x\nlanguage▶:en\nshow: full\n", "Write `language: en`."),
    ("# a note\n\ntitle ▶:Kherson\n", "Write `title: Kherson`."),
    ("claims:\n  - figure▶:troops\n    value: 3\n", "Write `figure: troops`."),
    ("'a'▶:b\n", "Write `'a': b`."),
    (f"title▶:{'x' * 200}\n", "Write `title: …`."),
    ("title: a\n▶: b\n", "Write `key: value`."),
    ("title: a\n▶prose without a key\n", "below a line `---`"),
    ("title: a\n▶prose without a key\nlanguage: en\n", "below a line `---`"),
    ("prose without a key\ntitle▶: a\n", "indent it like the entries above"),
    # tabs
    ("title: x\n▶\tsummary: y\n", "Indent with spaces"),
    ("events:\n▶\t- a\n", "Indent with spaces"),
    ("events:\n  - event: x\n▶\tdate: y\n", "Indent with spaces"),
    ("title: x\n ▶\tlanguage: y\n", "Indent with spaces"),
    ("note: |\n▶\ttext\n", "Indent with spaces"),
    # quotes
    ('title: ▶"abc\nlanguage: en\n', 'End the value with `"`'),
    ("title: ▶'abc\nlanguage: en\n", "an apostrophe in it is written twice"),
    ("title: 'it'▶s me'\n", 'Write `title: "it\'s me"`.'),
    ('title: "a "▶b" c"\n', "Write `title: 'a \"b\" c'`."),
    ('quote: "a lot" ▶of hardware\nid: y\n', "Write `quote: '\"a lot\" of hardware'`."),
    ("quote: 'a lot' ▶of hardware\n", "Write `quote: \"'a lot' of hardware\"`."),
    ('quote: "a" ▶it\'s\n', "Write `quote: '\"a\" it''s'`."),
    ('quote: {exact: "a lot" ▶of}\n', "one pair of quotes, of the other kind"),
    ('quote: ▶"abc\nlanguage: "en"\n', "Close the quote before that line"),
    ('quote: ▶"abc\n  more\n  "and" more\n', 'Close it with `"`'),
    ('title: "▶\\q"\n', "single quotes"),
    ('title: "C:▶\\Users"\n', "single quotes"),
    ('title: "▶\\ud800"\n', "single quotes"),
    # characters that begin something else
    ("title: ▶@foo\n", "Write `title: '@foo'`."),
    ("title: ▶`foo`\n", "Write `title: '`foo`'`."),
    ("title: ▶%foo\n", "Write `title: '%foo'`."),
    ("title: {▶% a %}\n", "in single quotes"),
    ("title: ▶**bold**\n", "Write `title: '**bold**'`."),
    ("title: ▶& Co\n", "Write `title: '& Co'`."),
    ("title: ▶!! now\n", "Write `title: '!! now'`."),
    ("title: ▶| text\n", "begins on the next line"),
    ("title: ▶>text\n", "begins on the next line"),
    ("via: ▶- reuters\n", "on a line of its own"),
    ("title: ▶? a\n", "Write `title: '? a'`."),
    ("title: ▶, a\n", "Write `title: ', a'`."),
    # brackets
    ("via: ▶[a, b\ntitle: x\n", "Close it with `]`"),
    ("via: ▶[a: b", "Close it with `]`"),
    ("via: ▶[a, b\n", "Close it with `]`"),
    ("quote: ▶{exact: a\ntitle: x\n", "Close it with `}`"),
    ("via: [a, b▶}\n", "`]` after the last"),
    ("via: [a, ▶, b]\n", "one comma between"),
    ("via: [\n  'a'\n  ▶'b'\n]\n", "one comma between"),
    ("via: [\n'a'\n▶'b'\n]\n", "one comma between"),
    ("via: [a, b]▶]\n", "Delete it"),
    ("via: ▶]\n", "Write `via: ']'`."),
    ("note: [[event:x]] ▶and more\n", "Write `note: '[[event:x]] and more'`."),
    ("quote: {exact: a suffix▶: b}\n", "one comma between"),
    # indentation
    ("title: x\n  ▶language: en\n", "Put no spaces before it."),
    ('title: "x"\n  ▶language: en\n', "Put no spaces before it."),
    ("claims:\n  - id: a\n     ▶figure: b\n", "Put 4 spaces before it."),
    ("claims:\n  - id: a\n  ▶figure: b\n", "Put 4 spaces before it"),
    ("claims:\n  - id: a\n ▶- id: b\n", "Indent it like the items above"),
    ("title: a\n▶- b\n", "the key of the list"),
    ("a:\n  b: c\n ▶d: e\n", "in the same column"),
    ("  title: x\n▶language: en\n", "in the same column"),
    ("note: |\n    foo\n  ▶bar\n", "in the same column"),
    ("authors:\n  ▶-Gauri Patel\n", "Write `- Gauri Patel`."),
]


@pytest.mark.parametrize(("marked", "advice"), SYNTAX)
def test_the_editor_is_sent_to_the_mistake_and_told_what_to_write(marked: str, advice: str) -> None:
    before, _, after = marked.partition("▶")
    _, problems = read_tree("a.yaml", before + after)
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    assert [(p.code, p.line, p.column) for p in problems] == [("yaml-syntax", line, column)]
    assert advice in problems[0].help
    assert problems[0].message


def test_what_a_quote_swallows_is_found_though_libyaml_takes_it() -> None:
    _, (problem,) = read_tree("a.yaml", 'claims:\n  - quote: "abc\n    figure: x"\n')
    assert (problem.code, problem.line, problem.column) == ("yaml-syntax", 2, 12)
    assert "line 3" in problem.message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: @b\n", "A value cannot begin with `@` here."),
        ("a: 'b'c\n", "A `'` inside the quotes closes them before this."),
        ("a: 'b' c\n", "The value ends with the quote before this, and more text follows."),
        ("a: 'b\n  c' d\n", "The quote that opens here is closed only in line 2, in the middle of other text."),
        ("a: b\n  c: d\n", "This line is indented deeper than `a` above it, which has its value already."),
        ("a:\n  - b\n  c: d\n", "This line belongs to no item of the list that begins in line 2."),
        ("a: [b}\n", "Inside `[]` this cannot stand here."),
        ("a: {b: c}}\n", "This `}` closes nothing."),
    ],
)
def test_the_message_says_what_is_wrong(text: str, message: str) -> None:
    assert [p.message for p in read_tree("a.yaml", text)[1]] == [message]


def test_a_quoted_value_may_go_on_in_indented_lines() -> None:
    assert read_tree("a.yaml", 'a:\n  - quote: "abc\n      note: x"\n') == ({"a": [{"quote": "abc note: x"}]}, ())
    assert read_tree("a.yaml", "title: 'abc\n  def'\n") == ({"title": "abc def"}, ())


def test_a_hyphen_that_begins_a_value_on_the_line_of_its_key_is_text() -> None:
    assert read_tree("a.yaml", "a: -b\nc: [-d, -e]\nf:\n  -5 degrees\n") == (
        {"a": "-b", "c": ["-d", "-e"], "f": "-5 degrees"},
        (),
    )


yamlish = st.text(alphabet="ab:-#?!&*|>%@`'\"[]{},.~ \n\t=<\\0159_x\u2028\u0085…é", max_size=60)


@given(yamlish)
def test_any_text_gives_problems_at_places_that_exist(text: str) -> None:
    values, problems = read_tree("a.yaml", text)
    lines = text.split("\n")
    assert values is not None or problems
    for problem in problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert problem.message.endswith((".", ":"))
        assert problem.help
