"""Markdown into an element tree and a `Body` with open links, and what is wrong with it. (Signatures first; filling in.)"""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from briefing.problems import Problem
from briefing.records import Body


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text that has been through Markdown: plain text in every `text` and `tail`, links still open."""

    tree: Element
    """Root element; children are blocks. Empty where a problem forbade rendering (`markdown-too-deep`)."""
    problems: tuple[Problem, ...]
    """raw-html, unsafe-link, missing-alt, unknown-reference, markdown-too-deep; with line and column in the file."""
    source: str
    """The text as given (line ends LF)."""
    body_line: int
    """1-based line of the file on which the text begins."""


def read_text(
    text: str, path: str, body_line: int = 1, *, id_prefix: str = "", heading_offset: int = 1
) -> Rendered:
    """Parse one body. `body_line` is the file's line on which `text` begins (1-based).

    `id_prefix` goes before every id made here (footnotes), so that several bodies can stand on one page.
    `heading_offset` 1 makes `#` an h2.
    """
    raise NotImplementedError


def render_plain(
    text: str, path: str, body_line: int = 1, *, id_prefix: str = "", heading_offset: int = 1
) -> tuple[Body, tuple[Problem, ...]]:
    """The body of an event, a figure or a page: nothing rests on its words."""
    raise NotImplementedError
