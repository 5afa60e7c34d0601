"""Claims to draw, and a drawing read back: its words as boxes, its shapes as points."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, count

from briefing.dates import parse_edtf
from briefing.drawings import PlotRow
from briefing.drawings.lettering import BOLD, text_width
from briefing.language import Language
from briefing.pages.views import Drawing
from briefing.records import Amount, Choice, Claim, Dating, Figure, FigureKind, OverTime, Qualifier, Span, Vague, Value

EN = Language.load("en")
SVG = "{http://www.w3.org/2000/svg}"
CLASSES = {
    *("drawing", "wide", "d-axis", "d-break", "d-grid", "d-tick", "d-label", "d-value", "d-sign", "d-link", "d-column"),
    *("d-land", "d-water", "d-coast", "d-river", "d-border", "d-road", "d-frame", "d-town", "d-note", "d-blurred"),
    *("d-mark", "d-range", "d-open", "d-ring", "d-vague", "d-about", "d-conflict"),
}

_numbers = count(1)


def figure(kind: FigureKind = FigureKind.NUMBER, title: str = "How many?", **fields: object) -> Figure:
    """A linked figure."""
    return Figure("how-many", "figures/how-many.md", title, kind, **fields)  # type: ignore[arg-type]


def row(who: str, value: Value | None, words: str = "its words", conflict: bool = False, **fields: object) -> PlotRow:
    """A claim of that figure."""
    id_ = f"claim-{next(_numbers)}"
    as_of = fields.pop("as_of", None)
    fields["as_of"] = Dating(parse_edtf(as_of)) if isinstance(as_of, str) else Dating()
    fields["qualifier"] = Qualifier(fields.pop("qualifier", "exact"))
    claim = Claim(id_, "an-article", "how-many", who, value, **fields)  # type: ignore[arg-type]
    return PlotRow(claim, words, who.replace("-", " "), f"figures/how-many/index.html#{id_}", conflict)


def number(amount: str | int) -> Amount:
    return Amount(Decimal(amount))


def span(low: str | int, high: str | int) -> Span:
    return Span(Decimal(low), Decimal(high))


vague, choice, on = Vague, Choice, parse_edtf
VARIES, ACCUMULATES = OverTime.VARIES, OverTime.ACCUMULATES


# ---- read back ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of text and the box it takes."""

    text: str
    kind: str
    left: float
    top: float
    right: float
    bottom: float


class Read:
    """A drawing, read as XML."""

    def __init__(self, drawing: Drawing, *, wide: bool = False) -> None:
        self.drawing = drawing
        svg = drawing.wide if wide else drawing.svg
        assert svg is not None
        self.root = ET.fromstring(f'<x xmlns="http://www.w3.org/2000/svg">{svg.markup}</x>')[0]
        self.width, self.height = (float(n) for n in self.root.attrib["viewBox"].split()[2:])

    def all(self, name: str, kind: str = "") -> list[ET.Element]:
        """Elements of a name, of one class where given."""
        return [e for e in self.root.iter(f"{SVG}{name}") if not kind or kind in e.get("class", "").split()]

    def marks(self) -> list[ET.Element]:
        """One group for each mark."""
        return self.all("g", "d-mark")

    def words(self, kind: str = "") -> list[Words]:
        """All words that are drawn."""
        return [self._words(e) for e in self.all("text", kind)]

    def texts(self, kind: str = "") -> list[str]:
        return [w.text for w in self.words(kind)]

    def _words(self, e: ET.Element) -> Words:
        text = "".join(t for t in [e.text or "", *(child.tail or "" for child in e)])
        size = float(e.get("font-size") or self.root.attrib["font-size"])
        kind = e.get("class", "")
        width = text_width(text, size) * (BOLD if "d-value" in kind else 1)
        x, y = float(e.attrib["x"]), float(e.attrib["y"])
        anchor = e.get("text-anchor", "start")
        if self.root.get("direction") == "rtl":
            anchor = {"start": "end", "end": "start"}.get(anchor, anchor)
        left = x - {"start": 0, "middle": width / 2, "end": width}[anchor]
        return Words(text, kind, left, y - 0.78 * size, left + width, y + 0.22 * size)

    def signs(self) -> list[Words]:
        """The signs of conflict beside words, as boxes."""
        found = []
        for e in self.all("path", "d-sign"):
            numbers = [float(n) for n in re.findall(r"-?[\d.]+", e.attrib["d"])]
            xs, ys = numbers[::2], numbers[1::2]
            found.append(Words("◆", "d-sign", min(xs), min(ys), max(xs), max(ys)))
        return found

    def points(self) -> Iterator[tuple[float, float]]:
        """The corners of all shapes outside definitions."""
        inside = {id(e) for d in self.all("defs") for e in d.iter()}
        for e in self.root.iter():
            if id(e) in inside:
                continue
            at = {k: float(v) for k, v in e.attrib.items() if k in ("x", "y", "width", "height", "cx", "cy", "r")}
            if e.tag == f"{SVG}rect":
                assert at["width"] >= 0
                assert at["height"] >= 0
                yield at["x"], at["y"]
                yield at["x"] + at["width"], at["y"] + at["height"]
            elif e.tag == f"{SVG}circle":
                yield at["cx"] - at["r"], at["cy"] - at["r"]
                yield at["cx"] + at["r"], at["cy"] + at["r"]
            elif e.tag == f"{SVG}path":
                numbers = [float(n) for n in re.findall(r"-?[\d.]+", e.attrib["d"])]
                yield from zip(numbers[::2], numbers[1::2], strict=True)

    def assert_sound(self) -> None:
        """What must hold of every drawing, whatever it shows."""
        for x, y in self.points():
            assert 0 <= x <= self.width, (x, y)
            assert 0 <= y <= self.height, (x, y)
        words = self.words()
        for w in words:
            assert w.left >= -0.5, w
            assert w.right <= self.width + 0.5, w
            assert w.top >= -0.5, w
            assert w.bottom <= self.height + 0.5, w
        for a, b in combinations([*words, *self.signs()], 2):
            apart = (
                a.right <= b.left + 0.2 or b.right <= a.left + 0.2 or a.bottom <= b.top + 0.2 or b.bottom <= a.top + 0.2
            )
            assert apart, (a, b)
        ids = [e.get("id") for e in self.root.iter() if e.get("id")]
        assert len(ids) == len(set(ids))
        assert self.root.attrib["role"] == "img"
        title, desc = self.root.attrib["aria-labelledby"].split()
        named = self if self.drawing.wide is None else Read(replace(self.drawing, wide=None))
        assert [e.tag for e in named.root.iter() if e.get("id") in (title, desc)] == [f"{SVG}title", f"{SVG}desc"]
        for e in self.root.iter():
            assert set(e.get("class", "").split()) <= CLASSES
            assert not {"style", "href", "onload", "fill"} & set(e.attrib) or e.get("fill", "").startswith(
                "url(#drawing_"
            )
        assert all(len(line) == len(self.drawing.head) for line in self.drawing.rows)
