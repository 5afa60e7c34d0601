"""Front matter that is nearly right, and YAML that means something else than it says: an error with its place, always.

What stands in front matter never becomes text, and no value silently becomes another.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.parse import parse
from briefing.problems import Severity
from briefing.sources import SourceFile
from literate import problems, project

CANARY = "Q7-CANARY"
END = "---\nThe text of the article.\n"
FIELDS = f"title: A report\nprivate: {CANARY}\n"

MALFORMED = {
    "never opened": FIELDS + END,
    "never closed": "---\n" + FIELDS + "The text.\n",
    "closed by two hyphens": "---\n" + FIELDS + "--\nThe text.\n",
    "closed by four hyphens": "---\n" + FIELDS + "----\nThe text.\n",
    "closed by dots": "---\n" + FIELDS + "...\nThe text.\n",
    "closed by dashes": "---\n" + FIELDS + "—\nThe text.\n",
    "closed with a space before": "---\n" + FIELDS + " ---\nThe text.\n",
    "closed with words behind": "---\n" + FIELDS + "--- end\nThe text.\n",
    "closed in the line of a field": "---\n" + FIELDS.rstrip() + " ---\nThe text.\n",
    "a blank line first": "\n---\n" + FIELDS + END,
    "a space first": " ---\n" + FIELDS + END,
    "a tab first": "\t---\n" + FIELDS + END,
    "a no-break space first": "\u00a0---\n" + FIELDS + END,
    "a zero-width space first": "\u200b---\n" + FIELDS + END,
    "two byte order marks": "\ufeff\ufeff---\n" + FIELDS + END,
    "a comment first": "# a report\n---\n" + FIELDS + END,
    "an HTML comment first": "<!-- -->\n---\n" + FIELDS + END,
    "opened by two hyphens": "--\n" + FIELDS + END,
    "opened by four": "----\n" + FIELDS + END,
    "opened by dashes": "–––\n" + FIELDS + END,
    "opened by underscores": "___\n" + FIELDS + END,
    "opened by pluses": "+++\n" + FIELDS + "+++\nThe text.\n",
    "opened by a fence": "```yaml\n" + FIELDS + "```\nThe text.\n",
    "opened with words behind": "--- yaml\n" + FIELDS + END,
    "opened with the first field": "--- title: A report\n" + FIELDS + END,
    "JSON instead": '{"title": "A report", "private": "' + CANARY + '"}\nThe text.\n',
    "a colon in the title": f"---\ntitle: A report: the end\nprivate: {CANARY}\n" + END,
    "two colons": f"---\ntitle: a: b: c\nprivate: {CANARY}\n" + END,
    "tabs for indentation": f"---\ntitle: A report\ngrade:\n\tsource: A\nprivate: {CANARY}\n" + END,
    "crooked indentation": f"---\ntitle: A report\n  private: {CANARY}\n" + END,
    "no space behind the colon": f"---\ntitle:A report\nprivate: {CANARY}\n" + END,
    "no colon": f"---\ntitle A report\nprivate: {CANARY}\n" + END,
    "a quote left open": f"---\ntitle: 'A report\nprivate: {CANARY}\n" + END,
    "a double quote left open": f'---\ntitle: "A report\nprivate: {CANARY}\n' + END,
    "words behind a quote": f"---\ntitle: 'A' report\nprivate: {CANARY}\n" + END,
    "a bracket left open": f"---\ntitle: A report\nauthors: [Anna, Bert\nprivate: {CANARY}\n" + END,
    "a brace left open": f"---\ntitle: A report\ngrade: {{source: A\nprivate: {CANARY}\n" + END,
    "a bracket too many": f"---\ntitle: A report\nauthors: [Anna]]\nprivate: {CANARY}\n" + END,
    "a star first": f"---\ntitle: *A report*\nprivate: {CANARY}\n" + END,
    "an at sign first": f"---\ntitle: @anna reports\nprivate: {CANARY}\n" + END,
    "a backtick first": f"---\ntitle: `A report`\nprivate: {CANARY}\n" + END,
    "a percent sign first": f"---\n%title: A report\nprivate: {CANARY}\n" + END,
    "a list": f"---\n- title: A report\n- private: {CANARY}\n" + END,
    "one word": f"---\n{CANARY}\n" + END,
    "nothing": "---\n---\n" + CANARY,
    "empty": "",
    "a key twice": f"---\ntitle: A report\ntitle: Another\nprivate: {CANARY}\n" + END,
    "a document within": f"---\ntitle: A report\n--- \nprivate: {CANARY}\n---\n",
    "hash for a colon": f"---\ntitle# A report\nprivate: {CANARY}\n" + END,
    "typographic quotes and colon": f"---\ntitle： “A report”\nprivate: {CANARY}\n" + END,
}  # fmt: skip


@pytest.mark.parametrize("name", MALFORMED)
def test_what_is_malformed_is_an_error_and_never_text(name: str) -> None:
    parsed = parse(SourceFile("articles/a.md", MALFORMED[name].encode()))
    errors = [p for p in parsed.problems if p.severity is Severity.ERROR]
    if name == "a document within":  # the second `---` ends the front matter, and says so to nobody: the rest is text
        assert CANARY in repr(parsed.records)
        return
    assert errors
    assert all(p.help for p in errors)
    if name != "nothing":
        assert CANARY not in repr(parsed.records)


def test_all_of_them_in_one_run(tmp_path: Path) -> None:
    wrong = {
        f"articles/a{n}.md": text
        for n, text in enumerate(MALFORMED.values())
        if "document within" not in list(MALFORMED)[n]
    }
    made = project(wrong, tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "briefing", "build", "--content", made.content, "--output", made.output, "--format", "json"],
        capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    found = json.loads(done.stdout)["problems"]
    assert {p["path"] for p in found if p["line"] and p["severity"] == "error"} == wrong.keys()
    assert not made.output.exists()


# ---- YAML that means something else -------------------------------------------------------------------------------

ARTICLE = "articles/a.md"
FIGURE = "---\ntitle: How many?\nkind: number\nunit: boat\n---\n"


def with_value(written: str) -> dict[str, str]:
    claim = f"claims:\n  - figure: boats\n    value: {written}\n    said_by: article\n    quote: so many"
    return {"figures/boats.md": FIGURE, ARTICLE: f"---\ntitle: x\n{claim}\n---\nThere were so many.\n"}


NUMBERS = [
    "30,000", "30 000", "30.000.000", "1_000", "010", "0o17", "0x1F", "0b11", "+5", "1e3", "1.5e+3", ".5", "5.", ".inf", "-.inf", ".nan",
    "12:30", "1:30:00", "٣٠", "３０", "½", "30k", "1'000", "1·000", "thirty", "NO", "yes", "on", "null", "~", "''", "[1, 2]", "{n: 1}",
    "{min: 1}", "{min: 2, max: 1}", "{min: 30,000, max: 40,000}", "!!int 5", "&a 5", "2024-01-01", "5 %", "--5", "5-", "00", "0.1.2", "1 2",
    "'30000 '", "1/2", "10^5", "∞", "-0x1", "= 5", "5m", "9999999999999999999",
]  # fmt: skip


@pytest.mark.parametrize("written", NUMBERS)
def test_no_number_is_guessed(written: str, tmp_path: Path) -> None:
    found = [p for p in problems(with_value(written), tmp_path) if p.path == ARTICLE and p.severity is Severity.ERROR]
    assert found, f"{written} was taken for something"
    assert all(p.line in (4, 5) and p.help for p in found), found


@pytest.mark.parametrize(
    ("written", "advice"), [("30,000", "30000"), ("{min: 30,000, max: 40,000}", "30000"), ("1_000", "1000")]
)
def test_what_was_meant_is_said(written: str, advice: str, tmp_path: Path) -> None:
    assert any(advice in p.help for p in problems(with_value(written), tmp_path))


DATES = [
    "2024-02-30", "2024-13-01", "2024-00-10", "2023-02-29", "2024-1-5", "24-01-05", "05.01.2024", "5 January 2024", "01/05/2024", "20240105",
    "2024-01-05 10:00", "2024-01-05T25:00", "2024-01-05T10:60", "2024-01-05T24:01", "2024-01-05T10:00+25:00", "2024-01-05T10", "yesterday", "now",
    "2024-01-05/2024-01-04", "2024-W01", "2024-001", "NO", "12:30", "010", "0", "-1", "1_000", "2,024", "true", "[2024]", "{y: 2024}", "2024-01-05Z",
    "2024–01–05", "２０２４", "2024-01-05T10:00:00.5.5", "99999-01-01", "2024-06-31", "2024-01-32", "1.1.24", "2024-01-05T10:00 Europe/Kyiv",
]  # fmt: skip


@pytest.mark.parametrize("written", DATES)
def test_no_date_is_guessed(written: str, tmp_path: Path) -> None:
    found = problems({ARTICLE: f"---\ntitle: x\npublished: {written}\n---\n"}, tmp_path)
    errors = [p for p in found if p.path == ARTICLE and p.severity is Severity.ERROR]
    assert errors, f"{written} was taken for a date"
    assert all(p.line == 3 and p.help for p in errors), errors


FLAGS = ["NO", "no", "yes", "on", "off", "True", "TRUE", "'true'", '"false"', "0", "1", "y", "n", "t", "f", "maybe", "[]", "{}", "2024", "draft", "wahr", "ні", "‘true’", "true.", "tru e", "!!bool true"]  # fmt: skip


@pytest.mark.parametrize("written", FLAGS)
@pytest.mark.parametrize("key", ["draft", "embargo"])
def test_only_literal_values_keep_a_record_back(key: str, written: str, tmp_path: Path) -> None:
    """Hugo publishes `draft: yes`."""
    found = problems({ARTICLE: f"---\ntitle: x\n{key}: {written}\n---\n"}, tmp_path)
    assert any(p.path == ARTICLE and p.severity is Severity.ERROR and p.line == 3 and p.help for p in found)


TRAPS = {
    "billion laughs": "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]",
    "an alias of itself": "title: &a [*a]",
    "an anchor on a key": "&a title: x",
    "a merge": "<<: {title: x}",
    "a tag": "title: !!python/object/apply:os.system [id]",
    "a local tag": "title: !include /etc/passwd",
    "a tag of binary": "title: !!binary aGk=",
    "a directive": "%YAML 1.1",
    "a complex key": "? [a, b]\n: x",
    "a mapping as a key": "{a: b}: x",
    "a number as a key": "5: x",
    "a null key": ": x",
    "two documents": "title: x\n--- # and more\ntitle: y",
    "a list of a list of a list": "authors: " + "[" * 40 + "x" + "]" * 40,
    "a list where words belong": "title: [x]",
    "a mapping where words belong": "title: {x: y}",
    "true where words belong": "title: true",
    "a number where words belong": "title: 2024",
    "null where words belong": "title: null",
    "a date with a colon in a title": "title: At 10: the news",
    "a control character escaped": 'title: "a\\0b"',
    "a bell escaped": 'title: "\\a"',
    "a surrogate escaped": 'title: "\\ud800"',
    "an unknown escape": 'title: "\\q"',
}


@pytest.mark.parametrize("name", TRAPS)
def test_traps_are_refused(name: str, tmp_path: Path) -> None:
    front = TRAPS[name] if "title" in TRAPS[name] else f"title: x\n{TRAPS[name]}"
    found = problems({ARTICLE: f"---\n{front}\n---\nText.\n"}, tmp_path)
    errors = [p for p in found if p.path == ARTICLE and p.severity is Severity.ERROR]
    assert errors
    assert all(p.line and p.help for p in errors), errors


STAYING = ["no", "NO", "Off", "y", "0500", "12:30", "1_000", "0x1F", "1e3", ".5", "30,000", "2024-01-01", "=", "<", "1.2.3", "+1", "NaN", "Null", "TRUE", "~x", "0o7"]  # fmt: skip


@pytest.mark.parametrize("written", STAYING)
def test_words_stay_what_they_are(written: str) -> None:
    parsed = parse(SourceFile(ARTICLE, f"---\ntitle: {written}\n---\n".encode()))
    assert not parsed.problems
    assert parsed.records[0].title == written  # type: ignore[union-attr]
