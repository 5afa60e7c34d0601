"""Markdown into an element tree and a `Body` with open links, and what is wrong with it.

Raw HTML is shown, never obeyed; comments are gone without a trace; what would take Python-Markdown too long is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from xml.etree.ElementTree import Element

from briefing.markdown.engine import Engine
from briefing.markdown.finishing import finish, hide_comments
from briefing.markdown.html import to_body
from briefing.markdown.inline import Findings, shown, words_pattern
from briefing.markdown.source import Source, read_source, regions
from briefing.markdown.work import TooMuch
from briefing.problems import Problem
from briefing.records import Body

__all__ = ["Rendered", "read_text", "render_plain"]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text that has been through Markdown: plain text in every `text` and `tail`, links still open."""

    tree: Element
    """Root element; children are blocks. Without any where a problem forbade rendering (`markdown-too-deep`)."""
    problems: tuple[Problem, ...]
    """raw-html, unsafe-link, missing-alt, unknown-reference, markdown-too-deep; with line and column in the file."""
    source: str
    """The text as given, lines ended by LF."""
    body_line: int
    """1-based line of the file on which the text begins."""


def read_text(text: str, path: str, body_line: int = 1, *, id_prefix: str = "", heading_offset: int = 1) -> Rendered:
    """Parses one body.

    Args:
        text: the Markdown.
        path: its file, for problems.
        body_line: the file's line on which `text` begins, 1-based.
        id_prefix: goes before every id made here (footnotes), so that several bodies can stand on one page.
        heading_offset: 1 makes `#` an h2; nothing goes beyond h6.
    """
    source = read_source(text)
    findings = Findings()
    try:
        tree, more_than_plain = _engine().tree(source, findings, id_prefix)
    except TooMuch as too_much:
        tree = Element("div")
        message = f"Markdown marks are too many or nested too deep to be read{_near(too_much.passage)}."
        help_ = "Divide the passage by blank lines, nest lists and quotations less, and put `\\` before brackets or stars that are meant as they stand."
        findings = Findings()
        findings.add("markdown-too-deep", words_pattern(too_much.passage, 40), message, help_)
        return Rendered(tree, _problems(findings, source, path, body_line), source.text, body_line)
    if more_than_plain:
        if "<!--" in source.cleaned:
            hide_comments(tree)
        finish(tree, findings, heading_offset)
        _locate_references(tree, source, body_line)
    problems = _problems(findings, source, path, body_line) if findings.all else ()
    return Rendered(tree, problems, source.text, body_line)


def render_plain(
    text: str, path: str, body_line: int = 1, *, id_prefix: str = "", heading_offset: int = 1
) -> tuple[Body, tuple[Problem, ...]]:
    """The body of an event, a figure or a page: nothing rests on its words. Arguments as for `read_text`."""
    rendered = read_text(text, path, body_line, id_prefix=id_prefix, heading_offset=heading_offset)
    return to_body(rendered.tree), rendered.problems


@cache
def _engine() -> Engine:
    return Engine()


def _near(passage: str) -> str:
    return f" near `{shown(passage[:60])}`" if passage.strip() else ""


class _Places:
    """Where words stand in the file: the first time they are asked for, their first place, and so on."""

    def __init__(self, source: Source, body_line: int) -> None:
        self._text = _without_regions(source.text)
        self._body_line = body_line
        self._found: dict[str, Iterator[re.Match[str]]] = {}

    def next(self, pattern: str) -> tuple[int, int]:
        """Line and column, 1-based; of the body's first line where the words cannot be found as they are."""
        if pattern not in self._found:
            self._found[pattern] = re.finditer(pattern, self._text)
        match = next(self._found[pattern], None) if pattern else None
        if match is None:
            return self._body_line, 0
        start = match.start()
        return self._body_line + self._text.count("\n", 0, start), start - self._text.rfind("\n", 0, start)


def _without_regions(text: str) -> str:
    """The text with blanks in place of comments and code."""
    out, position = [], 0
    for region in regions(text):
        out += (text[position : region.start], re.sub(r"[^\n]", " ", text[region.start : region.end]))
        position = region.end
    return "".join((*out, text[position:]))


def _problems(findings: Findings, source: Source, path: str, body_line: int) -> tuple[Problem, ...]:
    places = _Places(source, body_line)
    problems = []
    for code, pattern, message, help_ in findings.all:
        line, column = places.next(pattern)
        problems.append(Problem(code, path, message, help_, line=line, column=column))
    return tuple(sorted(problems, key=lambda p: p.sort_key))


def _locate_references(tree: Element, source: Source, body_line: int) -> None:
    references = list(tree.iter("ref"))
    if not references:
        return
    places = _Places(source, body_line)
    for reference in references:
        target = rf"\[\[\s*{reference.attrib['kind']}\s*:\s*{re.escape(reference.attrib['id'])}(?![a-z0-9-])"
        line, column = places.next(target)
        reference.set("line", str(line))
        reference.set("column", str(column))
