"""The tree after Markdown: text made plain, addresses checked, headings and tables fitted to the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from briefing.markdown.addresses import Refused, link_address, media_address
from briefing.markdown.findings import Findings, shown, words_pattern
from briefing.markdown.inline import decoded, escapes_resolved
from briefing.markdown.source import STX

_STASHED = re.compile(STX + "[^\u0003]*\u0003?")
_CODE_ESCAPES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LINKS = frozenset({"a", "ref"})


def finish(root: Element, findings: Findings, heading_offset: int) -> None:
    """Makes the tree what `html` writes: every `text` and `tail` is plain text, every `a` and `img` is safe."""
    headings: list[Element] = []
    for element in list(root.iter()):
        tag = element.tag
        if tag == "fence":
            _finish_fence(element)
        elif element.text:
            element.text = _code(element.text) if tag == "code" else _plain(element.text)
        if element.tail:
            element.tail = _plain(element.tail)
        if tag == "a":
            _finish_link(element, findings)
        elif tag == "img":
            _finish_image(element, findings)
        elif tag in _HEADINGS:
            headings.append(element)
        elif tag in ("th", "td"):
            _finish_cell(element)
        elif tag == "pre" and len(element):
            element[0].text = (element[0].text or "").rstrip()
        elif tag == "ol" and (start := element.get("start")) is not None:
            del element.attrib["start"]
            if len(start) < 10 and int(start) != 1:
                element.set("start", str(int(start)))
    if heading_offset:
        _outline(headings, heading_offset)


def _outline(headings: list[Element], offset: int) -> None:
    """Headings below that of the page, without a gap: whatever level a text begins with, it is the first here."""
    used = sorted({_HEADINGS[h.tag] for h in headings})
    for heading in headings:
        heading.tag = f"h{min(6, 1 + offset + used.index(_HEADINGS[heading.tag]))}"


def _plain(text: str) -> str:
    return _STASHED.sub("", escapes_resolved(text)) if STX in text else text


def _code(text: str) -> str:
    """The text of code, which Python-Markdown escapes."""
    for escaped, plain in _CODE_ESCAPES:
        text = text.replace(escaped, plain)
    return _plain(text)


def _finish_fence(fence: Element) -> None:
    language = fence.attrib.pop("language")
    code = SubElement(fence, "code", {"class": f"language-{language}"} if language else {})
    code.text, fence.text, fence.tag = (fence.text or "").rstrip(), None, "pre"


def _finish_link(link: Element, findings: Findings) -> None:
    if link.get("role") is not None:
        return  # a footnote's
    address = decoded(link.get("href", "")).strip()
    target = link_address(address)
    if len(link) and any(inner.tag in _LINKS for inner in link.iter() if inner is not link):
        target = Refused("has another link inside it", "Let one link end before the next begins.")
    if isinstance(target, Refused):
        words = shown("".join(link.itertext())) or shown(address)
        findings.add(
            "unsafe-link", _address_pattern(link.get("href", "")), f"The link `{words}` {target.why}.", target.help
        )
        link.tag = "span"
        link.attrib.clear()
        return
    title = link.get("title")
    link.attrib.clear()
    link.attrib["href"] = target  # type: ignore[assignment]  # a MediaRef is left open, as in the body
    if isinstance(target, str) and target[:4].lower() == "http":
        link.set("rel", "external noopener")
    if title:
        link.set("title", decoded(title))


def _finish_image(image: Element, findings: Findings) -> None:
    written = image.get("src", "")
    alt = " ".join(decoded(image.get("alt", "")).split())
    source = media_address(decoded(written).strip())
    pattern = _address_pattern(written)
    if isinstance(source, Refused):
        findings.add("unsafe-link", pattern, f"The image `{shown(written) or shown(alt)}` {source.why}.", source.help)
        image.tag = "span"
        image.attrib.clear()
        return
    if not alt:
        message = f"The image `{shown(source.path)}` has no words for those who cannot see it."
        findings.add(
            "missing-alt",
            pattern,
            message,
            "Say what it shows between the brackets: `![what it shows](media/name.jpg)`.",
        )
    title = image.get("title")
    image.attrib.clear()
    image.attrib["src"] = source  # type: ignore[assignment]
    image.set("alt", alt)
    image.set("loading", "lazy")
    if title:
        image.set("title", decoded(title))


def _address_pattern(written: str) -> str:
    """Finds an address where the source has one: in a link, in a definition or between angle brackets."""
    return rf"(?:\]\(\s*<?|\]:\s*<?|<)({words_pattern(escapes_resolved(written), 2000)})(?=[\s>)]|\Z)"


def _finish_cell(cell: Element) -> None:
    align = cell.attrib.pop("align", None)
    if align is not None:
        cell.set("class", f"align-{align}")
    if cell.tag == "th":
        cell.set("scope", "col")


def hide_comments(root: Element) -> None:
    """Takes out what is left of comments: where we took for code what Markdown did not, nothing may come to light."""
    hiding = False
    for element, name in _texts(root):
        text = element.get(name) or "" if name in _ATTRIBUTES else getattr(element, name)
        kept = []
        while text:
            before, mark, text = text.partition("-->" if hiding else "<!--")
            if not hiding:
                kept.append(before)
            if mark:
                hiding = not hiding
        if name in _ATTRIBUTES:
            element.set(name, "".join(kept))
        else:
            setattr(element, name, "".join(kept))


_ATTRIBUTES = ("alt", "title", "href", "src", "label")


def _texts(element: Element) -> Iterator[tuple[Element, str]]:
    """Where there is text outside code, in the order of reading."""
    for name in _ATTRIBUTES:
        if element.get(name):
            yield element, name
    if element.text and element.tag not in ("code", "fence"):
        yield element, "text"
    for child in element:
        yield from _texts(child)
        if child.tail:
            yield child, "tail"
