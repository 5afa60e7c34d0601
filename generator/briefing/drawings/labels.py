"""Words beside marks, with the sign of conflict where the mark's own shape cannot show it."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.drawings.lettering import BOLD, text_width
from briefing.drawings.svg import Canvas, Grows

SIGN = 12.0
"""The room that the sign of conflict takes beside words."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words for a mark."""

    words: str
    full: str
    """The words before they had to be cut."""
    conflict: bool = False
    sign: bool = False
    """It needs the sign of conflict."""
    title: bool = False
    """It names what the mark is, and does not give its value."""

    @property
    def width(self) -> float:
        """About how many units it takes."""
        return text_width(self.words) * (1 if self.title else BOLD) + (SIGN if self.sign else 0)

    @property
    def kind(self) -> str:
        """Its class."""
        return ("d-label" if self.title else "d-value") + (" d-conflict" if self.conflict else "")

    def draw(self, canvas: Canvas, x: float, baseline: float, grows: Grows) -> None:
        """Draws it at a point of its baseline; the sign stands on the side of that point."""
        if self.sign:
            if grows is Grows.BOTH:
                x, grows = x - self.width / 2, Grows.RIGHT
            away = 1 if grows is Grows.RIGHT else -1
            canvas.diamond(x + away * 4, baseline - 4, 4, "d-sign")
            x += away * SIGN
        canvas.text(x, baseline, self.words, self.kind, grows, full=self.full)


def above(low: float, high: float, width: float, canvas: Canvas) -> tuple[float, Grows]:
    """Where words go that stand above a mark: over its middle, or at the start of their line where it is long."""
    if high - low > canvas.width / 2:
        return canvas.start
    return min(max((low + high) / 2, 2 + width / 2), canvas.width - 2 - width / 2), Grows.BOTH
