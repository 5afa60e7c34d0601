"""YAML's syntax errors in an editor's words: where the mistake is, and what to write instead.

libyaml decides that there is an error, and says where it could not go on: often not where the mistake is. What is
worked out here from its words and the lines around only says more about it; it never lets anything pass.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from yaml.error import Mark, MarkedYAMLError
from yaml.events import (
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from briefing.problems import Problem
from briefing.yaml_events import events

_QUOTE = "Put the whole value in single quotes, and write each apostrophe in it twice."
_LONGEST_SHOWN = 100
_LEAD = r"(?P<lead> *(?:- +)*)"
_ENTRY = re.compile(_LEAD + r"(?P<key>[^\s#'\"\[\]{},:][^:]*): +(?P<value>\S.*)")
_GLUED = re.compile(_LEAD + r"(?P<key>[\w-]+|'[^':]+'|\"[^\":]+\") *(?P<colon>:)(?P<value>[^\s:/].*)")
_GLUED_ITEM = re.compile(r"-([^\W\d].*|['\"].*)")
_KEY = re.compile(r" *(?:- +)*[\w-]+:(?: |$)")
_DOCUMENT_END = re.compile(r"\.\.\.(?:\s|$)")


class _Fault(NamedTuple):
    """What is wrong; line and column count from 0."""

    line: int
    column: int
    message: str
    help: str
    code: str = "yaml-syntax"


class _Failure(NamedTuple):
    """All that is known of one error."""

    words: str
    """What libyaml says."""
    context: str
    """What it was reading."""
    at: Mark
    """Where it could not go on."""
    since: Mark
    """Where that which it was reading begins."""
    last: Any
    """The last event of the content before."""
    bracket: tuple[int, int] | None
    """Line and column of the innermost open bracket, counted from 0."""
    lines: list[str]

    @property
    def line(self) -> str:
        return self.lines[self.at.line]

    @property
    def character(self) -> str:
        return self.line[self.at.column : self.at.column + 1]

    def here(self, message: str, help_: str) -> _Fault:
        return _Fault(self.at.line, self.at.column, message, help_)


def explain(path: str, text: str, error: MarkedYAMLError) -> Problem:
    """The problem that an error is.

    Args:
        text: what it was raised for; nothing in it before the error is deeper than is ever read.
    """
    return _problem(path, _fault(_failure(text, error)))


def glued_colon(path: str, text: str) -> Problem | None:
    """The problem of a text whose first line is no entry because no space follows its colon."""
    for number, line in enumerate(text.split("\n")):
        if line.strip() and not line.lstrip().startswith("#"):
            glued = _GLUED.match(line)
            return _problem(path, _no_space(number, glued)) if glued else None
    return None


def swallowed_entry(path: str, text: str, start: Mark, end: Mark) -> Problem | None:
    """The problem of a quoted value, from `start` to `end`, that ends only after what looks like the next entry.

    libyaml takes it; YAML 1.2 wants the lines of such a value indented deeper than its key.
    """
    lead = re.match(_LEAD, text[start.index - start.column : start.index])
    assert lead is not None
    for number, line in enumerate(text[start.index : end.index].split("\n")[1:], start.line + 1):
        if _KEY.match(line) and _indent(line) <= lead.end():
            message = f"The quote that opens here takes in line {number + 1}, which looks like an entry of its own."
            help_ = "Close the quote before that line; if it belongs to the value, indent it deeper than this line."
            return _problem(path, _Fault(start.line, start.column, message, help_))
    return None


def glued_dash(path: str, text: str, start: Mark) -> Problem | None:
    """The problem of a value that begins its line with a hyphen, which no space makes the mark of a list's item."""
    if start.column > _LONGEST_SHOWN or text[start.index - start.column : start.index].strip(" "):
        return None
    item = _GLUED_ITEM.match(text, start.index)
    if item is None:
        return None
    help_ = f"Write `- {item[1]}`." if len(item[1]) <= _LONGEST_SHOWN else "Write `- ` with a space."
    return _problem(path, _Fault(start.line, start.column, "No space follows the dash of this item.", help_))


def _problem(path: str, fault: _Fault) -> Problem:
    return Problem(fault.code, path, fault.message, fault.help, (), fault.line + 1, fault.column + 1)


def _failure(text: str, error: MarkedYAMLError) -> _Failure:
    next_event, _ = events(text)
    last: Any = None
    brackets: list[tuple[int, int] | None] = []
    try:
        while True:
            event = next_event()
            kind = type(event)
            if kind is DocumentEndEvent:
                continue
            last = event
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                end = event.end_mark
                if not event.flow_style:
                    brackets.append(None)
                elif text[end.index - 1] in "[{":
                    brackets.append((end.line, end.column - 1))
                else:  # `[a: b]` holds a mapping without brackets of its own
                    brackets.append(brackets[-1])
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                brackets.pop()
    except MarkedYAMLError:
        at = error.problem_mark or error.context_mark
        assert at is not None, "libyaml names a place for every error but an encoding's"
        return _Failure(
            words=error.problem or "",
            context=error.context or "",
            at=at,
            since=error.context_mark or at,
            last=last,
            bracket=brackets[-1] if brackets else None,
            lines=[*text.split("\n"), ""],  # libyaml ends the last line where the text does not
        )


def _fault(failure: _Failure) -> _Fault:
    words, context = failure.words, failure.context
    if (found := _tab(failure) or _directive(failure)) is not None:
        return found
    if "mapping values are not allowed" in words:
        return _second_colon(failure)
    if "expected ':'" in words:
        return _no_colon(failure)
    if "quoted scalar" in context:
        return _open_quote(failure) if "unexpected" in words else _escape(failure)
    if (found := _document_end(failure)) is not None:
        return found
    if any(word in f"{context} {words}" for word in ("block scalar", "alias", "anchor", "tag")):
        return _begins_with(failure, failure.since)
    if "cannot start any token" in words:
        return _begins_with(failure, failure.at)
    if (found := _after_quote(failure)) is not None:
        return found
    if failure.bracket is not None:
        return _in_brackets(failure, *failure.bracket)
    if "node content" in words or "not allowed in this context" in words:
        return _begins_with(failure, failure.at)
    if failure.line[: failure.at.column].strip():
        return _follows(failure)
    return _indentation(failure)


def _tab(failure: _Failure) -> _Fault | None:
    line = failure.line
    indentation = line[: len(line) - len(line.lstrip())]
    if "\t" not in indentation:
        return None
    message, help_ = "This line is indented with a tab.", "Indent with spaces, two for each level."
    return _Fault(failure.at.line, indentation.index("\t"), message, help_)


def _directive(failure: _Failure) -> _Fault | None:
    number = next((n for n, line in enumerate(failure.lines) if line.strip() and not line.startswith("#")), 0)
    if not failure.lines[number].startswith("%"):
        return None
    message = "A line that begins with `%` is an instruction to YAML, and none is taken."
    return _Fault(number, 0, message, "Delete this line.", "yaml-not-allowed")


def _document_end(failure: _Failure) -> _Fault | None:
    for number, line in enumerate(failure.lines[: failure.at.line + 1]):
        if _DOCUMENT_END.match(line):
            return _Fault(number, 0, "The line `...` ends YAML.", "Delete this line.", "yaml-not-allowed")
    return None


def _second_colon(failure: _Failure) -> _Fault:
    entry = _ENTRY.match(failure.line)
    if entry is not None and entry.start("value") <= failure.at.column:
        message = "A second colon stands in this line, so the value must be in quotes."
        return failure.here(message, _write(failure.line[: entry.start("value")], entry["value"]))
    above = _line_above(failure)
    if glued := _GLUED.match(failure.lines[above]):
        return _no_space(above, glued)
    return _deeper(failure) or failure.here(
        "This line is read as part of the value above it, in which no colon can stand.",
        "If it is an entry, indent it like the entries above; if it is text, put the whole value in quotes.",
    )


def _no_colon(failure: _Failure) -> _Fault:
    number, column = failure.since.line, failure.since.column
    if glued := _GLUED.match(failure.lines[number]):
        return _no_space(number, glued)
    message = "This line is neither `key: value` nor part of the value above it."
    help_ = "If it goes on with that value, indent it; the text of an article begins below a line `---`."
    return _Fault(number, column, message, help_)


def _no_space(number: int, glued: re.Match[str]) -> _Fault:
    entry = f"{glued['key']}: {glued['value']}"
    help_ = f"Write `{entry if len(entry) <= _LONGEST_SHOWN else glued['key'] + ': …'}`."
    return _Fault(number, glued.start("colon"), "No space follows the colon.", help_)


def _open_quote(failure: _Failure) -> _Fault:
    mark = failure.since
    quote = failure.lines[mark.line][mark.column]
    inside = "an apostrophe in it is written twice" if quote == "'" else 'a `"` in it is written `\\"`'
    message = "The quote that opens here is never closed."
    return _Fault(mark.line, mark.column, message, f"End the value with `{quote}`; {inside}.")


def _escape(failure: _Failure) -> _Fault:
    column = failure.line.rfind("\\", 0, failure.at.column + 1)
    message = "In double quotes `\\` begins an escape, and this is none."
    help_ = "Put the value in single quotes, where `\\` is only itself; or write `\\\\`."
    return _Fault(failure.at.line, column, message, help_)


def _after_quote(failure: _Failure) -> _Fault | None:
    last, at = failure.last, failure.at
    if not isinstance(last, ScalarEvent) or last.style not in ("'", '"'):
        return None
    start: Any = last.start_mark
    end: Any = last.end_mark
    if end.line != at.line or failure.line[end.column : at.column].strip():
        return None
    if start.line != end.line:
        message = f"The quote that opens here is closed only in line {end.line + 1}, in the middle of other text."
        return _Fault(start.line, start.column, message, f"Close it with `{last.style}` where the value ends.")
    if failure.character == ":":
        glued = _GLUED.match(failure.line)
        return _no_space(at.line, glued) if glued else None
    value = failure.line[start.column :].rstrip()
    if at.index == end.index and failure.character.isalnum():
        message = f"A `{last.style}` inside the quotes closes them before this."
        value = value[1:].removesuffix(last.style)
    else:
        message = "The value ends with the quote before this, and more text follows."
    before = failure.line[: start.column].strip()
    if failure.bracket is not None or not before:
        return failure.here(message, "Put all that belongs together in one pair of quotes, of the other kind.")
    return failure.here(message, _write(before, value))


def _in_brackets(failure: _Failure, number: int, column: int) -> _Fault:
    opening = failure.lines[number]
    opener = opening[column]
    closer = {"[": "]", "{": "}"}[opener]
    is_entry = _KEY.match(failure.line) is not None and _indent(failure.line) <= _indent(opening)
    if failure.at.line > number and (is_entry or not failure.character):
        message = f"The `{opener}` that opens here is never closed."
        help_ = f"Close it with `{closer}`; where it is text, put the whole value in single quotes."
        return _Fault(number, column, message, help_)
    return failure.here(
        f"Inside `{opener}{closer}` this cannot stand here.",
        f"Put one comma between two entries and `{closer}` after the last; put text with brackets, commas, colons or "
        "quotes in it in single quotes.",
    )


def _begins_with(failure: _Failure, mark: Mark) -> _Fault:
    line = failure.lines[mark.line]
    character = line[mark.column : mark.column + 1]
    help_ = _QUOTE if failure.bracket is not None else _write(line[: mark.column], line[mark.column :])
    if character == "-":
        help_ += " Each item of a list begins on a line of its own."
    elif character in ("|", ">"):
        help_ += " A block of text begins on the next line, indented."
    return _Fault(mark.line, mark.column, f"A value cannot begin with `{character}` here.", help_)


def _follows(failure: _Failure) -> _Fault:
    if failure.character and failure.character in "]}":
        return failure.here(f"This `{failure.character}` closes nothing.", "Delete it, or open its bracket.")
    message = "The value ends before this, and more text follows."
    entry = _ENTRY.match(failure.line)
    return failure.here(message, _write(failure.line[: entry.start("value")], entry["value"]) if entry else _QUOTE)


def _indentation(failure: _Failure) -> _Fault:
    if "'-'" in failure.words:
        return failure.here(
            f"This line belongs to no item of the list that begins in line {failure.since.line + 1}.",
            f"Put {failure.since.column + 2} spaces before it to go on with the item above, or `- ` to begin another.",
        )
    if failure.character == ":":
        return failure.here("Nothing stands before the colon.", "Write `key: value`.")
    if failure.line.lstrip().startswith("- "):
        return failure.here(
            "A list item stands here, and what is above it is no list.",
            "Indent it like the items above, or write the key of the list on a line above it.",
        )
    return _deeper(failure) or failure.here(
        "The indentation of this line fits no line above it.",
        "Begin it in the same column as the entries that it belongs with.",
    )


def _deeper(failure: _Failure) -> _Fault | None:
    above = _ENTRY.match(failure.lines[_line_above(failure)])
    indent = _indent(failure.line)
    if above is None or indent <= (column := len(above["lead"])):
        return None
    message = f"This line is indented deeper than `{above['key'].rstrip()}` above it, which has its value already."
    help_ = f"Put {column} spaces before it." if column else "Put no spaces before it."
    return _Fault(failure.at.line, indent, message, help_)


def _line_above(failure: _Failure) -> int:
    """The number of the last line above that is not blank; 0 where there is none."""
    return next((n for n in range(failure.at.line - 1, 0, -1) if failure.lines[n].strip()), 0)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _write(before: str, value: str) -> str:
    """The help that shows the line with its value in quotes."""
    value = value.rstrip()
    if "'" not in value:
        quoted = f"'{value}'"
    elif '"' not in value and "\\" not in value:
        quoted = f'"{value}"'
    else:
        quoted = "'" + value.replace("'", "''") + "'"
    shown = f"{before.strip()} {quoted}".lstrip()
    return f"Write `{shown}`." if len(shown) <= _LONGEST_SHOWN else _QUOTE
