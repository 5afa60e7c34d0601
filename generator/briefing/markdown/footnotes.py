"""Footnotes: Python-Markdown finds their definitions; numbers, ids and links are ours.

An id is what a reader shares: it is made of the footnote's own words, so that another footnote does not move it. Its
label does not go into it: that is between the editor and the file.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from briefing.fingerprint import digest_bytes
from briefing.markdown.source import ETX, STX

if TYPE_CHECKING:
    from briefing.markdown.engine import Engine

_PLACEHOLDER = re.compile(f"{STX}[^{ETX}]*{ETX}")
"""Of a fence: it is numbered through the text."""


class Footnotes:
    """The footnotes of a text: defined anywhere, numbered in the order of definition, set at the end."""

    parser: Any

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.begin("")

    def begin(self, id_prefix: str) -> None:
        """Forgets the last text; ids of the next begin with this prefix."""
        self._prefix = id_prefix
        self._texts: list[str] = []
        self._names: list[str] = []
        self._equal: Counter[str] = Counter()
        self._numbers: dict[str, int] = {}
        self._items: list[Element] = []
        self._uses: dict[int, int] = {}

    def setFootnote(self, label: str, text: str) -> None:  # noqa: N802
        """Called by Python-Markdown for each definition."""
        self._engine.work.spend(1000, text)
        if label not in self._numbers:
            self._numbers[label] = len(self._numbers) + 1
            self._texts.append(text)
            digest = digest_bytes(_PLACEHOLDER.sub("", text).encode())[:8]
            self._equal[digest] += 1
            self._names.append(f"{digest}-{self._equal[digest]}" if self._equal[digest] > 1 else digest)

    def mark(self, label: str) -> Element | None:
        """The raised number that stands for a footnote; None where it is not defined."""
        number = self._numbers.get(label)
        if number is None:
            return None
        self._uses[number] = self._uses.get(number, 0) + 1
        raised = Element("sup", {"class": "footnote-ref", "id": self._use_id(number, self._uses[number])})
        link = SubElement(raised, "a", {"href": f"#{self._note_id(number)}", "role": "doc-noteref"})
        link.text = AtomicString(str(number))
        return raised

    def append_to(self, root: Element) -> None:
        """Sets the footnotes at the end of the text, each still to be read for inline markup."""
        if not self._texts:
            return
        section = SubElement(root, "section", {"class": "footnotes", "role": "doc-endnotes"})
        list_ = SubElement(section, "ol")
        index = 0
        while index < len(self._texts):  # a footnote may define more of them
            item = SubElement(list_, "li", {"id": self._note_id(index + 1)})
            surrogate = Element("div")  # lists have ideas of their own about an `li`
            self.parser.parseChunk(surrogate, self._texts[index])
            item.extend(list(surrogate))
            self._items.append(item)
            index += 1

    def append_backlinks(self) -> None:
        """Lets every footnote point back to where it is mentioned."""
        for number, item in enumerate(self._items, start=1):
            for use in range(1, self._uses.get(number, 0) + 1):
                last = item[-1] if len(item) and item[-1].tag == "p" else SubElement(item, "p")
                attributes = {"class": "footnote-back", "href": f"#{self._use_id(number, use)}", "role": "doc-backlink"}
                link = SubElement(last, "a", attributes)
                link.text = AtomicString("↩")

    def _note_id(self, number: int) -> str:
        return f"{self._prefix}fn-{self._names[number - 1]}"

    def _use_id(self, number: int, use: int) -> str:
        return f"{self._prefix}fnref{use if use > 1 else ''}-{self._names[number - 1]}"
