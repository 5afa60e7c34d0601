"""Writing SVG that is well-formed whatever it is given, and that a theme may style by classes alone."""

from __future__ import annotations

import re
from enum import Enum
from html import escape

from briefing.drawings.lettering import SIZE
from briefing.pages.views import Html

WIDTH = 360.0
"""Of a drawing, in units: on the narrowest page a unit is nearly one pixel, so that words stay legible."""
WIDE = 720.0
"""Of one that is made a second time, for pages with room: there a unit is nearly one pixel again."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Grows(Enum):
    """Where words go from the point at which they are put, whatever the direction of their script."""

    RIGHT = "right"
    LEFT = "left"
    BOTH = "both"


_ANCHORS = {
    "ltr": {Grows.RIGHT: "", Grows.LEFT: ' text-anchor="end"', Grows.BOTH: ' text-anchor="middle"'},
    "rtl": {Grows.RIGHT: ' text-anchor="end"', Grows.LEFT: "", Grows.BOTH: ' text-anchor="middle"'},
}


class Canvas:
    """One drawing while it is made: what comes later lies on top."""

    def __init__(self, name: str, direction: str, width: float = WIDTH) -> None:
        self.width = width
        # A page has the ids of records as well, and none of those has an underscore.
        self._id = f"drawing_{name}"
        self._direction = direction
        self._anchors = _ANCHORS[direction]
        self._parts: list[str] = []
        self._fades: set[str] = set()

    @property
    def start(self) -> tuple[float, Grows]:
        """Where a line of words begins, and where it goes from there."""
        return (self.width - 2, Grows.LEFT) if self._direction == "rtl" else (2.0, Grows.RIGHT)

    def text(self, x: float, y: float, words: str, kind: str, grows: Grows, size: int = SIZE, full: str = "") -> None:
        """Words at a point of their baseline; `full` where they had to be cut."""
        tip = f"<title>{xml(full)}</title>" if full and full != words else ""
        anchor = self._anchors[grows]
        sized = "" if size == SIZE else f' font-size="{size}"'
        self._parts.append(f'<text class="{kind}" x="{num(x)}" y="{num(y)}"{anchor}{sized}>{tip}{xml(words)}</text>')

    def rect(self, x0: float, y0: float, x1: float, y1: float, kind: str, fade: str = "") -> None:
        """A box; `fade` is where it vanishes: `right`, `up`, `level` or `upright` for both ends."""
        mask = self._mask(fade)
        # The far side is rounded, not the length: so a box never ends outside the drawing.
        x, y = round(x0, 1), round(y0, 1)
        size = f'width="{num(round(x1, 1) - x)}" height="{num(round(y1, 1) - y)}"'
        self._parts.append(f'<rect class="{kind}" x="{num(x)}" y="{num(y)}" {size}{mask}/>')

    def circle(self, x: float, y: float, radius: float, kind: str = "", fade: str = "") -> None:
        """A disc, or a ring where the theme strokes its class; with `fade="round"` it vanishes to its rim."""
        classed = f' class="{kind}"' if kind else ""
        self._parts.append(f'<circle{classed} cx="{num(x)}" cy="{num(y)}" r="{num(radius)}"{self._mask(fade)}/>')

    def path(self, *routes: tuple[tuple[float, float], ...], kind: str = "", closed: bool = False) -> None:
        """Lines through points, or the shapes they enclose."""
        classed = f' class="{kind}"' if kind else ""
        end = "Z" if closed else ""
        drawn = "".join(f"M{'L'.join(f'{num(x)} {num(y)}' for x, y in route)}{end}" for route in routes)
        self._parts.append(f'<path{classed} d="{drawn}"/>')

    def diamond(self, x: float, y: float, reach: float, kind: str = "") -> None:
        """The sign of conflict."""
        self.path(((x - reach, y), (x, y - reach), (x + reach, y), (x, y + reach)), kind=kind, closed=True)

    def open(self, kind: str, title: str) -> None:
        """Begins a group with a title of its own."""
        self._parts.append(f'<g class="{kind}"><title>{xml(title)}</title>')

    def close(self) -> None:
        """Ends the group."""
        self._parts.append("</g>")

    def _mask(self, fade: str) -> str:
        if not fade:
            return ""
        self._fades.add(fade)
        return f' mask="url(#{xml(self._id)}_{fade})"'

    def finished(self, height: float, title: str, description: str) -> Html:
        """The whole drawing."""
        id_ = xml(self._id)
        told = f'<title id="{id_}_title">{xml(title)}</title><desc id="{id_}_desc">{xml(description)}</desc>'
        return self._svg("drawing", height, id_, told)

    def beside(self, other: Canvas, height: float) -> Html:
        """The whole drawing, made again for a wide page: its title and description are those of the other."""
        return self._svg("drawing wide", height, xml(other._id), "")

    def _svg(self, kind: str, height: float, named_by: str, told: str) -> Html:
        return Html(
            f'<svg class="{kind}" viewBox="0 0 {num(self.width)} {num(height)}" role="img" '
            f'aria-labelledby="{named_by}_title {named_by}_desc" direction="{self._direction}" font-size="{SIZE}">'
            f"{told}{self._masks()}{''.join(self._parts)}</svg>"
        )

    def _masks(self) -> str:
        if not self._fades:
            return ""
        id_ = xml(self._id)
        return f"<defs>{''.join(_fade(f'{id_}_{fade}', fade) for fade in sorted(self._fades))}</defs>"


_FADES = {
    "right": (False, (("0", "1"), ("1", ".08"))),
    "up": (True, (("0", ".08"), ("1", "1"))),
    "level": (False, (("0", ".1"), (".35", "1"), (".65", "1"), ("1", ".1"))),
    "round": (False, (("0", "1"), (".5", ".9"), ("1", ".25"))),
    "upright": (True, (("0", ".1"), (".35", "1"), (".65", "1"), ("1", ".1"))),
}
"""Whether a fade runs from top to bottom, and how much is left of a box where."""


def _fade(id_: str, fade: str) -> str:
    down, steps = _FADES[fade]
    downward = ' x2="0" y2="1"' if down else ""
    stops = "".join(f'<stop offset="{offset}" stop-color="#fff" stop-opacity="{left}"/>' for offset, left in steps)
    ramp = "radialGradient" if fade == "round" else "linearGradient"
    return (
        f'<{ramp} id="{id_}_ramp"{downward}>{stops}</{ramp}><mask id="{id_}" '
        f'maskContentUnits="objectBoundingBox"><rect width="1" height="1" fill="url(#{id_}_ramp)"/></mask>'
    )


def xml(words: str) -> str:
    """Words as XML and HTML both read them; what no XML may hold is replaced."""
    return escape(_NOT_XML.sub("\ufffd", words))


def num(value: float) -> str:
    """A coordinate, to a tenth of a unit."""
    text = f"{value:.1f}"
    return "0" if text == "-0.0" else text.removesuffix(".0")
