"""What stands inside a paragraph: Python-Markdown's inline patterns, and our own in place of those for raw HTML."""

# ruff: noqa: N802  (Python-Markdown calls its methods so)

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

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

from briefing.markdown.findings import shown, words_pattern
from briefing.markdown.source import ETX, STX
from briefing.markdown.tags import tag_element
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
    """A pattern that stands or falls with its match."""

    md: Engine

    def handleMatch(  # type: ignore[override]
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[Element | str | None, int | None, int | None]:
        node = self.node(m)
        return (None, None, None) if node is None else (node, m.start(), m.end())

    def node(self, match: re.Match[str]) -> Element | str | None:
        """What stands for the match: an element, or text that is not read any further; None to leave it as it is."""
        raise NotImplementedError


class _Toll(_Pattern):
    """Sees every text first: each mark in it may cost a copy of the text, emphasis a look at all other emphasis."""

    def node(self, match: re.Match[str]) -> None:
        text = match.string
        marks = sum(text.count(mark) for mark in ("`", "\\", "[", "<", "&", "  \n"))
        stars = text.count("*") + text.count("_")
        self.md.work.spend(500 + len(text) + (marks + stars) * (100 + len(text) // 500) + stars * stars // 4, text)


class _CodeSpan(BacktickInlineProcessor):
    """Code spans, found by runs of backticks instead of character by character."""

    md: Engine

    def find_code_spans(self, start: int, text: str) -> tuple[int, int | None]:  # type: ignore[override]
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


class _Link(_Brackets):
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

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
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

    def node(self, match: re.Match[str]) -> Element | str | None:
        if match[1] is None:
            words = shown(match.string[match.start() : match.start() + 30])
            self._refuse(words, f"`{words}` is a link that does not end.", "End it with `]]`, in the same paragraph.")
            return None
        kind, colon, rest = (part.strip() for part in decoded(self.unescape(match[1])).partition(":"))
        if not colon and match.string[match.end() : match.end() + 1] in ("(", "["):
            return None  # an ordinary link whose words are in brackets
        id_, _, label = (part.strip() for part in rest.partition("|"))
        written = decoded(self.unescape(match[0]))
        if kind not in KINDS:
            example = "Write the kind before the colon, e.g. `[[event:its-id]]`; for plain brackets write `\\[\\[`."
            help_ = did_you_mean(kind, KINDS, example) if colon else example
            self._refuse(match[0], f"`{shown(written)}` does not say what kind of record it links to.", help_)
            return written
        if not _ID.fullmatch(id_):
            help_ = f"An id is the file's name: `[[{kind}:its-id]]`, or `[[{kind}:its-id|words to show]]`."
            self._refuse(match[0], f"`{shown(written)}` does not name an id.", help_)
            return written
        label = " ".join(label.split())
        link = Element("ref", {"kind": kind, "id": id_, "label": label})
        link.text = AtomicString(label or "\ufffc")
        return link

    def _refuse(self, words: str, message: str, help_: str) -> None:
        self.md.findings.add("unknown-reference", words_pattern(self.unescape(words)), message, help_)


class _BareAddress(_Pattern):
    """`<https://…>`."""

    def node(self, match: re.Match[str]) -> Element:
        address = self.unescape(match[1])
        link = Element("a", {"href": address})
        link.text = AtomicString(address)
        return link


class _Mailbox(_Pattern):
    """`<name@example.org>`."""

    def node(self, match: re.Match[str]) -> Element:
        mailbox = self.unescape(match[1])
        link = Element("a", {"href": f"mailto:{mailbox}"})
        link.text = AtomicString(mailbox)
        return link


class _Tag(_Pattern):
    """HTML, which is shown as it stands, but for the few tags that a briefing may allow."""

    def node(self, match: re.Match[str]) -> str | Element:
        written = self.unescape(match[0])
        if self.md.html and (element := tag_element(written)) is not None:
            return element
        message = f"`{shown(decoded(written))}` is HTML, which is shown to readers as it stands."
        help_ = "Write `**bold**` or `[words](https://…)`; what readers should see as it stands goes between backticks."
        self.md.findings.add("raw-html", words_pattern(written), message, help_)
        return written


class _Entity(_Pattern):
    """`&amp;` and its like. `<` stays coded, lest it be taken for the beginning of a comment later."""

    def node(self, match: re.Match[str]) -> str:
        text = html.unescape(match[0])
        return f"{STX}{ord('<')}{ETX}" if text == "<" else text


class _FootnoteMark(_Pattern):
    """`[^label]` where a footnote of that label is defined."""

    def node(self, match: re.Match[str]) -> Element | None:
        return self.md.notes.mark(match[1])
