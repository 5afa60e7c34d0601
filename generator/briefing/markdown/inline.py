"""What stands inside a paragraph: Python-Markdown's inline patterns, and our own in place of those for raw HTML."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement

from markdown.inlinepatterns import (
    BACKTICK_RE,
    ESCAPE_RE,
    IMAGE_LINK_RE,
    IMAGE_REFERENCE_RE,
    LINE_BREAK_RE,
    LINK_RE,
    REFERENCE_RE,
    BacktickInlineProcessor,
    DelimiterProcessor,
    EscapeInlineProcessor,
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    InlineProcessor,
    LinkInlineProcessor,
    ReferenceInlineProcessor,
    ShortImageReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
    SubstituteTagInlineProcessor,
)
from markdown.util import AtomicString, Registry

from briefing.markdown.source import ETX, STX
from briefing.markdown.work import TooMuch
from briefing.problems import did_you_mean

if TYPE_CHECKING:
    from briefing.markdown.engine import Engine

KINDS = ("event", "figure", "article", "actor", "place", "page")
"""What `[[kind:id]]` may link to."""
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
NESTED = 40
"""How deep emphasis may be nested."""

_INLINE_MARKS = "`\\[<*_" + STX
_MAYBE_ENTITY = re.compile(r"&[#a-zA-Z]")
_CODED = re.compile(STX + r"(\d+)" + ETX)
_BRACKET = re.compile(r"[\[\]]")
_TICKS = re.compile(r"`+")
_ID = re.compile(r"[a-z0-9-]+")
_REFERENCE = r"\[\[(?:([^\[\]]*)\]\]|(?=(?:" + "|".join(KINDS) + r"):))"
_FOOTNOTE = r"\[\^([^\[\]\n]*)\]"
_TAG = r"<(?:/?[A-Za-z]|[!?][A-Za-z?\[])[^<>]*>"
_ADDRESS = r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>"
_MAILBOX = r"<([^\s<>!:/\"']+@[^\s<>@]+)>"


def needs_inline(text: str) -> bool:
    """Whether a text holds anything that Python-Markdown's inline patterns might act on."""
    return (
        any(mark in text for mark in _INLINE_MARKS)
        or "  \n" in text
        or ("&" in text and _MAYBE_ENTITY.search(text) is not None)
    )


def escapes_resolved(text: str) -> str:
    """The text with what Python-Markdown made of backslash escapes turned into the characters."""
    return _CODED.sub(lambda m: chr(int(m[1])), text) if STX in text else text


def decoded(text: str) -> str:
    """The text with its escapes and entities resolved; unlike a browser's, entities end with a semicolon."""
    text = escapes_resolved(text)
    return ENTITY.sub(lambda m: html.unescape(m[0]), text) if "&" in text else text


class Findings:
    """What an editor should know about a text, by the words it is about; places are looked up at the end."""

    MOST = 50
    """Of one code in one text: the first fifty are enough to see what is wrong."""

    def __init__(self) -> None:
        self.all: list[tuple[str, str, str, str]] = []
        """Code, pattern that finds the words in the source, message, help."""
        self._counts: dict[str, int] = {}

    def add(self, code: str, pattern: str, message: str, help_: str) -> None:
        """Notes a finding."""
        count = self._counts[code] = self._counts.get(code, 0) + 1
        if count <= self.MOST:
            self.all.append((code, pattern, message, help_))


def words_pattern(text: str, most: int = 80) -> str:
    """A pattern that finds a text in the source, however its lines are broken there."""
    return r"[\s>]+".join(re.escape(word) for word in text[:most].split())


def shown(text: str) -> str:
    """A text as it goes into a message: on one line, and not too long."""
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:59]}…"


def inline_patterns(engine: Engine) -> Registry[Any]:
    """The patterns in the order in which they are tried: what comes first hides what it holds from the others."""
    emphasis = _Emphasis("*", "strong,em", engine)
    emphasis.add("_", "strong,em", smart=True)
    ordered = (
        _Toll(r"\A", engine),
        _CodeSpan(BACKTICK_RE),
        EscapeInlineProcessor(ESCAPE_RE, engine),
        _Reference(_REFERENCE, engine),
        _FootnoteMark(_FOOTNOTE, engine),
        _DefinedLink(REFERENCE_RE, engine),
        _Link(LINK_RE, engine),
        _Image(IMAGE_LINK_RE, engine),
        _DefinedImage(IMAGE_REFERENCE_RE, engine),
        _ShortLink(REFERENCE_RE, engine),
        _ShortImage(IMAGE_REFERENCE_RE, engine),
        _BareAddress(_ADDRESS, engine),
        _Mailbox(_MAILBOX, engine),
        SubstituteTagInlineProcessor(LINE_BREAK_RE, "br"),
        _Tag(_TAG, engine),
        _Entity(ENTITY.pattern, engine),
        emphasis,
    )
    patterns: Registry[Any] = Registry()
    for number, pattern in enumerate(ordered):
        pattern.md = engine
        patterns.register(pattern, str(number), -number)
    return patterns


class _Pattern(InlineProcessor):
    md: Engine


class _Toll(_Pattern):
    """Sees every text first: each mark in it may cost a copy of the text, emphasis a look at all other emphasis."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[None, None, None]:
        marks = sum(data.count(mark) for mark in "`\\[<&")
        stars = data.count("*") + data.count("_")
        self.md.work.spend(300 + len(data) + (marks + stars) * (100 + len(data) // 500) + stars * stars // 4, data)
        return None, None, None


class _CodeSpan(BacktickInlineProcessor):
    """Code spans, found by runs of backticks instead of character by character."""

    md: Engine

    def find_code_spans(self, start: int, text: str) -> tuple[int, int | None]:
        opening = _TICKS.match(text, start)
        assert opening is not None
        ticks, inside = len(opening[0]), opening.end()
        longest = end = steps = 0
        for run in _TICKS.finditer(text, inside):
            steps += 4
            length = len(run[0])
            if length == ticks:
                return inside, run.start()
            if length > longest:
                longest, end = length, run.end()
        self.md.work.spend(steps + (len(text) - start) // 20, text)
        if 0 < longest < ticks:
            return inside - (ticks - longest), end - longest
        return inside, None


class _Brackets(LinkInlineProcessor):
    """What all bracketed links share: the closing bracket is found by brackets, and looking for it is paid for."""

    md: Engine

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:
        depth = 1
        steps = 0
        for bracket in _BRACKET.finditer(data, index):
            steps += 4
            depth += 1 if bracket[0] == "[" else -1
            if depth == 0:
                self.md.work.spend(steps + (bracket.end() - index) // 20, data)
                return data[index : bracket.start()], bracket.end(), True
        self.md.work.spend(steps + (len(data) - index) // 20, data)
        return data[index:], len(data), False

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:
        href, title, end, handled = super().getLink(data, index)
        self.md.work.spend(10 + 4 * abs(end - index), data)
        return href, title, end, handled


class _Link(_Brackets, LinkInlineProcessor):
    pass


class _Image(_Brackets, ImageInlineProcessor):
    pass


class _DefinedLink(_Brackets, ReferenceInlineProcessor):
    pass


class _DefinedImage(_Brackets, ImageReferenceInlineProcessor):
    pass


class _ShortLink(_Brackets, ShortReferenceInlineProcessor):
    pass


class _ShortImage(_Brackets, ShortImageReferenceInlineProcessor):
    pass


class _Emphasis(DelimiterProcessor):
    """Emphasis, as long as it is not nested beyond reading."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int | None, int | None]:  # type: ignore[override]
        element, start, end = super().handleMatch(m, data)
        level = [element] if element is not None else []
        depth = 0
        while level := [child for parent in level for child in parent]:
            depth += 1
            if depth > NESTED:
                raise TooMuch(data)
        return element, start, end


class _Reference(_Pattern):
    """`[[kind:id]]` and `[[kind:id|label]]`."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | str | None, int | None, int | None]:
        if m[1] is None:
            words = shown(data[m.start() : m.start() + 30])
            self._refuse(words, f"`{words}` is a link that does not end.", "Close it with `]]` on the same paragraph.")
            return None, None, None
        kind, colon, rest = (part.strip() for part in decoded(self.unescape(m[1])).partition(":"))
        if not colon and data[m.end() : m.end() + 1] in ("(", "["):
            return None, None, None  # an ordinary link whose words are in brackets
        id_, _, label = (part.strip() for part in rest.partition("|"))
        written = decoded(self.unescape(m[0]))
        if kind not in KINDS:
            example = "Write the kind before the colon, e.g. `[[event:its-id]]`; for plain brackets write `\\[\\[`."
            help_ = did_you_mean(kind, KINDS, example) if colon else example
            self._refuse(m[0], f"`{shown(written)}` does not say what kind of record it links to.", help_)
        elif not _ID.fullmatch(id_):
            help_ = f"An id is the file's name: `[[{kind}:its-id]]`, or `[[{kind}:its-id|words to show]]`."
            self._refuse(m[0], f"`{shown(written)}` does not name an id.", help_)
        else:
            label = " ".join(label.split())
            link = Element("ref", {"kind": kind, "id": id_, "label": label})
            link.text = AtomicString(label or "\ufffc")
            return link, m.start(), m.end()
        return written, m.start(), m.end()

    def _refuse(self, words: str, message: str, help_: str) -> None:
        self.md.findings.add("unknown-reference", words_pattern(self.unescape(words)), message, help_)


class _BareAddress(_Pattern):
    """`<https://…>`."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:
        address = self.unescape(m[1])
        link = Element("a", {"href": address})
        link.text = AtomicString(address)
        return link, m.start(), m.end()


class _Mailbox(_Pattern):
    """`<name@example.org>`."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:
        mailbox = self.unescape(m[1])
        link = Element("a", {"href": f"mailto:{mailbox}"})
        link.text = AtomicString(mailbox)
        return link, m.start(), m.end()


class _Tag(_Pattern):
    """HTML, which is shown as it stands."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:
        written = self.unescape(m[0])
        message = f"`{shown(decoded(written))}` is HTML, which is shown to readers as it stands."
        help_ = "Write it in Markdown, e.g. `**bold**` or `[words](https://…)`; if readers should see it, put it between backticks."
        self.md.findings.add("raw-html", words_pattern(written), message, help_)
        return written, m.start(), m.end()


class _Entity(_Pattern):
    """`&amp;` and its like. Those that could begin a tag stay coded, lest they be taken for one later."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:
        text = html.unescape(m[0])
        return f"{STX}{ord('<')}{ETX}" if text == "<" else text, m.start(), m.end()


class _FootnoteMark(_Pattern):
    """`[^label]` where a footnote of that label is defined."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int | None, int | None]:
        mark = self.md.notes.mark(m[1])
        return (None, None, None) if mark is None else (mark, m.start(), m.end())


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
        self._numbers: dict[str, int] = {}
        self._items: list[Element] = []
        self._uses: dict[int, int] = {}

    def setFootnote(self, label: str, text: str) -> None:  # noqa: N802
        """Called by Python-Markdown for each definition."""
        self._engine.work.spend(1000, text)
        if label not in self._numbers:
            self._numbers[label] = len(self._numbers) + 1
            self._texts.append(text)

    def mark(self, label: str) -> Element | None:
        """The raised number that stands for a footnote; None where it is not defined."""
        number = self._numbers.get(label)
        if number is None:
            return None
        self._uses[number] = self._uses.get(number, 0) + 1
        raised = Element("sup", {"class": "footnote-ref", "id": self._use_id(number, self._uses[number])})
        link = SubElement(raised, "a", {"href": f"#{self._prefix}fn-{number}", "role": "doc-noteref"})
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
            item = SubElement(list_, "li", {"id": f"{self._prefix}fn-{index + 1}"})
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

    def _use_id(self, number: int, use: int) -> str:
        return f"{self._prefix}fnref-{number}" + (f"-{use}" if use > 1 else "")
