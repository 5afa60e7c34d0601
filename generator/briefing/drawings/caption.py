"""What a reader must know to read a drawing: one sentence for each thing that is in it, and none for what is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.drawings.claim_rows import PlotRow, Table, said, table
from briefing.drawings.svg import Canvas
from briefing.language import Language
from briefing.pages.views import Drawing

DESCRIBED = 12
"""Claims that a drawing's description names; the table has all."""


def sentence(language: Language, name: str, **params: object) -> str:
    """One sentence of a caption."""
    return language.say(f"drawing.caption.{name}", **params)


def drawing_of(
    canvas: Canvas,
    height: float,
    title: str,
    sentences: Iterable[str],
    rows: Sequence[PlotRow],
    language: Language,
    counted: Table | None = None,
) -> Drawing:
    """The finished drawing of a figure's claims.

    Args:
        counted: the table where the drawing counts claims; else it lists them.
    """
    notes = tuple(sentences)
    caption = language.sentences(notes)
    head, lines = counted or table(rows, language)
    if counted:
        told = [language.semicolons(cell.text for cell in line) for line in lines[:DESCRIBED]]
    else:
        told = [said(row, language) for row in rows[:DESCRIBED]]
        if len(rows) > DESCRIBED:
            told.append(language.say("drawing.more-claims", n=len(rows) - DESCRIBED))
    return Drawing(canvas.finished(height, title, ". ".join([*told, caption])), caption, head, lines, notes=notes)
