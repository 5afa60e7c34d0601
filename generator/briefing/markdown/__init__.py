"""Markdown into an element tree and a `Body` with open links, and what is wrong with it.

Raw HTML is shown, never obeyed, but for the few tags that a briefing may allow; comments are gone without a trace; what
would take Python-Markdown too long is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from xml.etree.ElementTree import Element

from briefing.hidden_characters import hidden_words, hides
from briefing.markdown.engine import Engine
from briefing.markdown.findings import Findings, Places, shown, without_regions, words_pattern
from briefing.markdown.finishing import finish, hide_comments
from briefing.markdown.html import to_body
from briefing.markdown.source import Source, read_source
from briefing.markdown.tags import pair_tags
from briefing.markdown.work import TooMuch
from briefing.problems import Problem
from briefing.records import Body

__all__ = ["Rendered", "forget_engine", "read_text", "render_plain"]

_NUMBERED = re.compile(r"&#[0-9a-fA-FxX]{1,7};")


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


def read_text(
    text: str, path: str, body_line: int = 1, *, id_prefix: str = "", heading_offset: int = 1, html: bool = False
) -> Rendered:
    """Parses one body.

    Args:
        text: the Markdown.
        path: its file, for problems.
        body_line: the file's line on which `text` begins, 1-based.
        id_prefix: goes before every id made here (footnotes), so that several bodies can stand on one page.
        heading_offset: 1 makes the text's highest headings h2, whatever they are written as, and the next h3, up to
            h6; 0 leaves them as they are written.
        html: whether the tags of a short list (`tags.ALLOWED`) are obeyed.
    """
    source = read_source(text)
    findings = Findings()
    try:
        tree, more_than_plain = _engine().tree(source, findings, id_prefix, html=html)
    except TooMuch as too_much:
        tree, more_than_plain = Element("div"), False
        findings = _refusal(too_much)
    if more_than_plain:
        if "<!--" in source.cleaned:
            hide_comments(tree)
        for written in pair_tags(tree) if html else ():
            message = f"`{shown(written)}` has no partner, and is shown to readers as it stands."
            help_ = "Write both `<b>` and `</b>`, in one paragraph and in the right order."
            findings.add("raw-html", words_pattern(written), message, help_)
        finish(tree, findings, heading_offset)
        _locate_references(tree, source, body_line)
        if "&#" in source.cleaned:
            _find_hidden(source.text, findings)
    problems = findings.problems(path, Places(source, body_line)) if findings else ()
    return Rendered(tree, problems, source.text, body_line)


def render_plain(
    text: str, path: str, body_line: int = 1, *, id_prefix: str = "", heading_offset: int = 1, html: bool = False
) -> tuple[Body, tuple[Problem, ...]]:
    """The body of an event, a figure or a page: nothing rests on its words. Arguments as for `read_text`."""
    rendered = read_text(text, path, body_line, id_prefix=id_prefix, heading_offset=heading_offset, html=html)
    return to_body(rendered.tree), rendered.problems


@cache
def _engine() -> Engine:
    return Engine()


def forget_engine() -> None:
    """After a text was given up somewhere in the middle: the next one gets a fresh parser."""
    _engine.cache_clear()


def _refusal(too_much: TooMuch) -> Findings:
    near = f" near `{shown(too_much.passage[:60])}`" if too_much.passage.strip() else ""
    help_ = (
        "Divide the passage by blank lines, nest lists and quotations less, "
        "and put `\\` before brackets and stars that are meant as they stand."
    )
    findings = Findings()
    message = f"There is more Markdown than can be read{near}: marks or blocks too many, or nested too deep."
    findings.add("markdown-too-deep", words_pattern(too_much.passage, 40), message, help_)
    return findings


def _find_hidden(text: str, findings: Findings) -> None:
    """Entities that stand for what no text may hide; in code they only stand for themselves."""
    if not hides("".join(map(unescape, _NUMBERED.findall(text)))):
        return
    for entity in _NUMBERED.findall(without_regions(text)):
        if hides(character := unescape(entity)):
            findings.add("hidden-character", re.escape(entity), *hidden_words(character))


def _locate_references(tree: Element, source: Source, body_line: int) -> None:
    references = list(tree.iter("ref"))
    if not references:
        return
    places = Places(source, body_line).references()
    for reference in references:
        found = places.get((reference.attrib["kind"], reference.attrib["id"]), iter(()))
        line, column = next(found, (body_line, 0))
        reference.set("line", str(line))
        reference.set("column", str(column))
