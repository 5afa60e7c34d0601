"""The few HTML elements that a briefing may allow in its texts: made anew by name, without any attribute.

Nothing of what is written passes through. A tag of the list becomes an element of ours, whatever else stood in it; one
that is not on the list, or has no partner, is shown as it stands. Missing on purpose: what looks like a quotation, a
correction or a mark of ours, because the words would then say something that nobody checks.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

ALLOWED = frozenset({"b", "i", "em", "strong", "u", "sub", "sup", "small", "kbd", "cite", "br", "wbr"})
TAG = "tag"
"""The name of an element that stands for one tag until its partner is found."""

_VOID = frozenset({"br", "wbr"})
_NAME = re.compile(r"<(/?)([A-Za-z]{1,6})(?=[\s/>])")
_DEEPEST = 12


def tag_element(written: str) -> Element | None:
    """What stands for a tag; None where it is not allowed."""
    match = _NAME.match(written)
    name = match[2].lower() if match else ""
    if match is None or name not in ALLOWED or (match[1] and name in _VOID):
        return None
    if name in _VOID:
        return Element(name)
    return Element(TAG, {"name": name, "ends": match[1], "written": written})


def pair_tags(root: Element) -> list[str]:
    """Turns tags and what stands between them into elements; gives those that had no partner, which are now text."""
    alone: list[str] = []
    for parent in list(root.iter()):
        if any(child.tag == TAG for child in parent):
            _pair(parent, alone)
    return alone


def _pair(parent: Element, alone: list[str]) -> None:
    children = list(parent)
    for child in children:
        parent.remove(child)
    open_: list[tuple[Element, str]] = [(parent, "")]
    for child in children:
        tail, child.tail = child.tail, None
        top = open_[-1][0]
        if child.tag != TAG:
            top.append(child)
        elif not child.attrib["ends"] and len(open_) <= _DEEPEST:
            open_.append((Element(child.attrib["name"]), child.attrib["written"]))
        elif child.attrib["ends"] and len(open_) > 1 and top.tag == child.attrib["name"]:
            open_.pop()
            open_[-1][0].append(top)
        else:
            alone.append(child.attrib["written"])
            _add(top, child.attrib["written"])
        _add(open_[-1][0], tail)
    while len(open_) > 1:
        element, written = open_.pop()
        around = open_[-1][0]
        alone.append(written)
        _add(around, written)
        _add(around, element.text)
        for child in list(element):
            tail, child.tail = child.tail, None
            around.append(child)
            _add(around, tail)


def _add(element: Element, text: str | None) -> None:
    """Text behind all that the element holds."""
    if not text:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
