"""Python-Markdown, put together from the parts this product reads, with an end to its patience.

Raw HTML has no part in it. Many of Python-Markdown's own loops are quadratic, so whatever could run away pays for
its work in advance, in deterministic steps, and a text that spends too much is refused instead of hanging the build.
"""

# ruff: noqa: N802  (Python-Markdown calls its methods so)

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element, SubElement

import markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor as Processor
from markdown.blockprocessors import (
    BlockQuoteProcessor,
    CodeBlockProcessor,
    EmptyBlockProcessor,
    HashHeaderProcessor,
    HRProcessor,
    ListIndentProcessor,
    ParagraphProcessor,
    ReferenceProcessor,
    SetextHeaderProcessor,
)
from markdown.extensions.footnotes import FootnoteBlockProcessor
from markdown.extensions.sane_lists import SaneOListProcessor, SaneUListProcessor
from markdown.extensions.tables import TableProcessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString, Registry

from briefing.markdown.findings import Findings
from briefing.markdown.footnotes import Footnotes
from briefing.markdown.inline import inline_patterns, needs_inline
from briefing.markdown.source import STX, Fence, Source
from briefing.markdown.work import TooMuch, Work

DEEPEST = 48
"""How deep blocks may be nested: a list takes two of it, a quotation one; each costs Python a few frames."""
_TAB = 4
_FENCE = re.compile(STX + r"fence:(\d+)")
_LIST = re.compile(r" {0,3}(?:[*+-]|\d+\.) ")
_STARTS_SPECIAL = re.compile(r"[ \n>#+=-]|\d+\.")
_LINE_SPECIAL = re.compile(r"\n(?:[ >#+=-]|\d+\.)")


class Engine(markdown.Markdown):
    """One long-lived parser; a text at a time."""

    work: Work
    findings: Findings
    fences: tuple[Fence, ...] = ()
    html = False
    """Whether the tags of a short list become elements."""

    def __init__(self, *, shortcut: bool = True) -> None:
        """`shortcut=False` sends plain paragraphs the long way round, to the same end."""
        self.work = Work()
        self.notes = Footnotes(self)
        self.shortcut = shortcut
        super().__init__(tab_length=_TAB)

    def build_parser(self) -> Engine:
        """The parts, in the order in which they get to see a block."""
        self.ESCAPED_CHARS += ["|", "<"]
        self.parser = blocks = _Blocks(self)
        self.notes.parser = blocks
        blocks.order = (
            EmptyBlockProcessor(blocks),
            ListIndentProcessor(blocks),
            CodeBlockProcessor(blocks),
            _FencedCode(blocks),
            _Tables(blocks, {"use_align_attribute": True}),
            HashHeaderProcessor(blocks),
            SetextHeaderProcessor(blocks),
            HRProcessor(blocks),
            SaneOListProcessor(blocks),
            SaneUListProcessor(blocks),
            BlockQuoteProcessor(blocks),
            _FootnoteDefinitions(self.notes),
            _LinkDefinitions(blocks),
            ParagraphProcessor(blocks),
        )
        self.inlinePatterns = inline_patterns(self)
        self.inline = InlineProcessor(self)
        self.preprocessors, self.postprocessors = Registry(), Registry()
        self.treeprocessors = Registry()
        self.treeprocessors.register(self.inline, "inline", 0)  # inline patterns look here for what is set aside
        return self

    def tree(self, source: Source, findings: Findings, id_prefix: str, *, html: bool = False) -> tuple[Element, bool]:
        """The tree of a text, and whether it is more than plain paragraphs.

        Text is still as Python-Markdown leaves it: escapes and code want resolving.

        Raises:
            TooMuch: where reading on would take too long or nest too deep.
        """
        self.reset()
        self.work.begin()
        self.notes.begin(id_prefix)
        self.findings, self.fences, self.html = findings, source.fences, html
        root = Element("div")
        blocks = self.parser
        assert isinstance(blocks, _Blocks)
        blocks.begin()
        try:
            blocks.parseBlocks(root, _normalised(source.cleaned).split("\n\n"))
            if not blocks.more_than_plain:
                return root, False
            self.notes.append_to(root)
            if _set_plain_aside(root, shortcut=self.shortcut):
                self.inline.run(root)
                self.notes.append_backlinks()
        except RecursionError:
            raise TooMuch("") from None
        return root, True


def _normalised(text: str) -> str:
    """As Python-Markdown's own preprocessor leaves a text."""
    text += "\n\n"
    if "\t" in text:
        text = text.expandtabs(_TAB)
    if "\n " in text:
        text = re.sub(r"(?<=\n) +\n", "\n", text)
    # More blank lines than these make no difference but for the time they take.
    return re.sub(r"\n{5,}", "\n\n\n\n", text) if "\n\n\n\n\n" in text else text


def _set_plain_aside(root: Element, *, shortcut: bool) -> bool:
    """Marks every text without inline markup as finished; whether any other is left."""
    left = False
    level = [root]
    depth = 0
    while level := [child for parent in level for child in parent]:
        depth += 1
        if depth > 2 * DEEPEST:
            raise TooMuch(next((e.text for e in level if e.text), ""))
        for element in level:
            if element.text and not isinstance(element.text, AtomicString):
                if shortcut and not needs_inline(element.text):
                    element.text = AtomicString(element.text)
                else:
                    left = True
            left = left or bool(element.tail and needs_inline(element.tail))
    return left


class _Blocks(BlockParser):
    """Python-Markdown's loop over the blocks of a text, with a short way for plain paragraphs."""

    md: Engine
    order: tuple[Processor, ...] = ()

    def begin(self) -> None:
        self.depth = 0
        self.more_than_plain = False
        self.state.clear()

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise TooMuch(blocks[0] if blocks else "")
        work = self.md.work
        while blocks:
            block = blocks[0]
            if self.md.shortcut and _is_plain(block) and not self.state.isstate("list"):
                del blocks[0]
                if text := block.lstrip():
                    SubElement(parent, "p").text = AtomicString(text)
                work.spend(60 + len(blocks) // 100, block)
                continue
            if not self.more_than_plain and not block.strip("\n"):
                del blocks[0]  # an empty block matters to code alone
                continue
            self.more_than_plain = True
            # Every processor's test reads the block; taking the first of many blocks moves all the others; a list puts
            # its items together again line by line.
            joining = block.count("\n") * len(block) // 1000 if _LIST.match(block) else 0
            work.spend(400 + len(block) + len(blocks) // 100 + joining, block)
            for processor in self.order:
                if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                    break
        self.depth -= 1


def _is_plain(block: str) -> bool:
    """Whether Python-Markdown would make one paragraph of the block, with this very text."""
    return not (
        needs_inline(block) or "|" in block or not block or _STARTS_SPECIAL.match(block) or _LINE_SPECIAL.search(block)
    )


class _FencedCode(Processor):
    """Puts fenced code back where it was taken out."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        return _FENCE.match(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        match = _FENCE.match(block)
        assert match is not None
        engine = self.parser.md
        assert isinstance(engine, Engine)
        fence = engine.fences[int(match[1])]
        # Not yet a `pre`: Python-Markdown would add whatever indented code comes next to it.
        SubElement(parent, "fence", {"language": fence.language}).text = AtomicString(fence.code)


class _Tables(TableProcessor):
    """Tables, where splitting a row pays for every pipe held against every code span."""

    def _split(self, row: str) -> list[str]:
        engine = self.parser.md
        assert isinstance(engine, Engine)
        pipes, ticks = row.count("|"), row.count("`")
        engine.work.spend(350 + 60 * pipes + pipes * ticks + ticks * ticks // 50, row)
        cells: list[str] = super()._split(row)  # type: ignore[misc]  # its stubs lack it
        return cells


class _LinkDefinitions(ReferenceProcessor):
    """`[label]: address "title"` on one line; the original's pattern tries every way to split a long address."""

    RE = re.compile(
        r"""^[ ]{0,3}\[([^\[\]\n]*)\]:[ ]*(\S++)[ ]*+((["'])((?:(?!\4)[^\n])*+)\4[ ]*+|\(([^()\n]*+)\)[ ]*+)?$""",
        re.MULTILINE,
    )


class _FootnoteDefinitions(FootnoteBlockProcessor):
    """`[^label]: text`; the original's pattern looks for the end of a label through all lines that follow."""

    RE = re.compile(r"^[ ]{0,3}\[\^([^\[\]\n]*)\]:[ ]*(.*)$", re.MULTILINE)

    def __init__(self, notes: Any) -> None:
        super().__init__(notes)
