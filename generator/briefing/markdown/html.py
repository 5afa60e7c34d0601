"""The tree as HTML, with the links between records and the addresses of media left open."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from briefing.records import Body, BodyPart, MediaRef, PictureRef, Ref

_OWN_LINE = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr", "div", "section"}
    | {"table", "thead", "tbody", "tr"}
)
BLOCKS = _OWN_LINE | {"th", "td"}
"""Elements that stand by themselves: words on two sides of their edge are not one word."""

_VOID = frozenset({"br", "hr", "img", "wbr"})


@dataclass(frozen=True, slots=True)
class Insertions:
    """HTML that goes into the tree's own on the way, by `id()` of the element."""

    before: dict[int, str]
    """Stands before the element's start tag."""
    after: dict[int, str]
    """Stands after its end tag."""
    text: dict[int, str]
    """Stands for its text."""
    tail: dict[int, str]
    """Stands for its tail."""


def escaped(text: str) -> str:
    """Text as the content of an element."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def to_body(root: Element, insertions: Insertions | None = None) -> Body:
    """The HTML of everything in `root`."""
    writer = _Writer(insertions or Insertions({}, {}, {}, {}))
    for block in root:
        writer.write(block)
    return Body(writer.finished())


class _Writer:
    def __init__(self, insertions: Insertions) -> None:
        self._insertions = insertions
        self._parts: list[BodyPart] = []
        self._out: list[str] = []

    def finished(self) -> tuple[BodyPart, ...]:
        self._flush()
        return tuple(self._parts)

    def write(self, element: Element) -> None:
        out, insertions, key = self._out, self._insertions, id(element)
        if key in insertions.before:
            out.append(insertions.before[key])
        tag = element.tag
        if tag == "ref":
            self._open(Ref(element.attrib["kind"], element.attrib["id"], element.attrib["label"], *_place(element)))
        else:
            self._write_tag(element)
        if key in insertions.after:
            out.append(insertions.after[key])
        if tag in _OWN_LINE:
            out.append("\n")
        if key in insertions.tail:
            out.append(insertions.tail[key])
        elif element.tail:
            out.append(escaped(element.tail))

    def _write_tag(self, element: Element) -> None:
        out, tag, key = self._out, element.tag, id(element)
        if tag == "table":
            out.append('<div class="table-scroll">')
        if element.attrib:
            out.append(f"<{tag}")
            for name, value in element.items():
                if tag == "img" and isinstance(value, MediaRef):
                    out.append(" ")
                    self._open(PictureRef(value.path))
                    continue
                out.append(f' {name}="')
                if isinstance(value, MediaRef):
                    self._open(value)
                else:
                    out.append(escaped(value).replace('"', "&quot;"))
                out.append('"')
            out.append(">")
        else:
            out.append(f"<{tag}>")
        if tag not in _VOID:
            if key in self._insertions.text:
                out.append(self._insertions.text[key])
            elif element.text:
                out.append(escaped(element.text))
            for child in element:
                self.write(child)
            out.append(f"</{tag}>")
        if tag == "table":
            out.append("</div>")

    def _open(self, part: Ref | MediaRef) -> None:
        self._flush()
        self._parts.append(part)

    def _flush(self) -> None:
        if self._out:
            self._parts.append("".join(self._out))
            self._out.clear()


def _place(ref: Element) -> tuple[int, int]:
    return int(ref.get("line", "0")), int(ref.get("column", "0"))
