"""Categories: a column for each answer, or a line where the answers are too long or too many for columns."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from briefing.drawings.along_axis import LANES, MANY, left_out
from briefing.drawings.axes import Axis, Piece
from briefing.drawings.caption import drawing_of, sentence
from briefing.drawings.claim_rows import PlotRow, by_origin, counted_table, said
from briefing.drawings.labels import SIGN
from briefing.drawings.lettering import BOLD, fitted, text_width, wrapped
from briefing.drawings.lines import EDGE, NAME, NAME_LINES, STACKED, Lane, Line, Placed, draw_lines, draw_name
from briefing.drawings.marks import Mark
from briefing.drawings.number_axis import number_axis
from briefing.drawings.shapes import Pen
from briefing.drawings.svg import WIDTH, Canvas, Grows
from briefing.language import Language
from briefing.pages.views import Drawing
from briefing.records import Choice, Figure

WIDE = 5
"""Answers that have columns beside each other."""
HEAD_LINES = 3
_LINE, _ROW = 14.0, 20.0

_NOWHERE = Axis((Piece(0, 1, 0, 1),), (), ())
"""An axis that says nothing: all marks stand at its start."""


def answer_plot(figure: Figure, rows: Sequence[PlotRow], language: Language) -> Drawing | None:
    """Marks under the answers they give; None for fewer than two."""
    given = [row for row in rows if isinstance(row.claim.value, Choice)]
    if len(given) < 2:
        return None
    answers = answers_of(figure, given)
    canvas = Canvas(figure.id, language.direction)
    groups = by_origin(given)
    counted = None
    if len(groups) > MANY or len(given) > 2 * LANES:
        first = sentence(language, "folded-answers", n=len(groups))
        height = _bars(canvas, answers, language)
        counted = counted_table("answer", answers, language)
    elif (heads := _heads(answers)) is not None:
        first = sentence(language, "answers")
        height = _columns(canvas, heads, list(answers.values()), groups, language)
    else:
        first = sentence(language, "answers")
        lines = [Line(words, tuple(_lanes(group, language)), answers=True) for words, group in answers.items()]
        height = draw_lines(canvas, lines, _NOWHERE, _reading((EDGE, WIDTH - EDGE), canvas))
    caption = [first]
    if any(row.in_conflict for row in given):
        caption.append(sentence(language, "conflict"))
    caption.extend(left_out(rows, len(given), language))
    return drawing_of(canvas, height, figure.title, caption, rows, language, counted)


def answers_of(figure: Figure, given: Sequence[PlotRow]) -> dict[str, list[PlotRow]]:
    """By answer, in words: the claims that give it; where answers are many, those that nobody gives are left out."""
    by_choice: dict[str, list[PlotRow]] = {choice: [] for choice in figure.choices}
    for row in given:
        assert isinstance(row.claim.value, Choice)
        by_choice.setdefault(row.claim.value.id, []).append(row)
    few = len(by_choice) <= WIDE
    found: dict[str, list[PlotRow]] = {}
    for choice, group in by_choice.items():
        if few or group:
            words = group[0].value_words if group else choice.replace("-", " ").replace("_", " ")
            found.setdefault(words, []).extend(group)
    return found


def _reading(places: Sequence[float], canvas: Canvas) -> Sequence[float]:
    """Places in the order in which the drawing's language is read."""
    return places[::-1] if canvas.start[1] is Grows.LEFT else places


# ---- columns ------------------------------------------------------------------------------------------------------


def _heads(answers: Collection[str]) -> list[tuple[str, ...]] | None:
    """What stands above the columns; None where the words have no room there."""
    if len(answers) > WIDE:
        return None
    room = (WIDTH - 2 * EDGE) / len(answers) - 4
    heads = [wrapped(words, room / BOLD, HEAD_LINES) for words in answers]
    whole = all(" ".join(head) == " ".join(words.split()) for head, words in zip(heads, answers, strict=True))
    return heads if whole else None


def _columns(
    canvas: Canvas,
    heads: list[tuple[str, ...]],
    answers: list[list[PlotRow]],
    groups: list[list[PlotRow]],
    language: Language,
) -> float:
    width = (WIDTH - 2 * EDGE) / len(heads)
    middles = _reading([EDGE + (n + 0.5) * width for n in range(len(heads))], canvas)
    top = max(len(head) for head in heads) * _LINE + 6
    column_of = {row.claim.id: n for n, answer in enumerate(answers) for row in answer}
    groups.sort(key=lambda g: (min(column_of[r.claim.id] for r in g), g[0].speaker, g[0].claim.id))
    names = [wrapped(group[0].speaker, WIDTH - 4, NAME_LINES) for group in groups]
    y = top + 6
    rows = []
    for name in names:
        rows.append(y + len(name) * NAME)
        y = rows[-1] + _ROW
    # The columns' lines stop where a name goes across them.
    canvas.path(*(((x, row - 1), (x, row + 15)) for row in rows for x in middles), kind="d-grid")
    canvas.path(((2, top), (WIDTH - 2, top)), kind="d-axis")
    for x, head in zip(middles, heads, strict=True):
        for n, words in enumerate(reversed(head)):
            canvas.text(x, top - 7 - n * _LINE, words, "d-value", Grows.BOTH)
    for group, name, row in zip(groups, names, rows, strict=True):
        draw_name(canvas, name, row - len(name) * NAME, group[0].speaker)
        for column, x in enumerate(middles):
            _marks(canvas, x, row + 7, [r for r in group if column_of[r.claim.id] == column], language)
    return y


def _marks(canvas: Canvas, x: float, y: float, rows: Sequence[PlotRow], language: Language) -> None:
    """The marks of one origin for one answer, side by side; many are one and a number."""
    shown = rows if len(rows) <= STACKED else rows[:1]
    pen = Pen(canvas, _NOWHERE, 0, 0)
    for n, row in enumerate(shown):
        conflict = row.in_conflict or (len(shown) == 1 and any(r.in_conflict for r in rows))
        canvas.open("d-mark d-conflict" if conflict else "d-mark", said(row, language))
        pen.point(x + (n - (len(shown) - 1) / 2) * 13, y, conflict)
        canvas.close()
    if len(rows) > STACKED:
        canvas.text(x + 9, y + 4, f"× {language.number(Decimal(len(rows)))}", "d-value", Grows.RIGHT)


# ---- lines --------------------------------------------------------------------------------------------------------


def _lanes(group: Sequence[PlotRow], language: Language) -> Iterator[Lane]:
    for same in by_origin(group):
        name = same[0].speaker
        room = (WIDTH - EDGE - 30) / BOLD - (text_width("000 × ") if len(same) > STACKED else 0)
        placed = tuple(Placed(Mark(0, 0), said(row, language), row.in_conflict) for row in same)
        yield Lane(placed, fitted(name, room), full=name)


def _bars(canvas: Canvas, answers: dict[str, list[PlotRow]], language: Language) -> float:
    counts = [language.say("drawing.n-claims", n=len(group)) for group in answers.values()]
    ends = EDGE, WIDTH - EDGE - max(text_width(c) * BOLD for c in counts) - SIGN
    axis = number_axis([len(group) for group in answers.values()], ends[1] - ends[0], language, percent=False)
    lines = []
    for (words, group), count in zip(answers.items(), counts, strict=True):
        conflict = any(row.in_conflict for row in group)
        bar = Placed(Mark(0, len(group)), language.say("drawing.says", who=words, words=count), conflict)
        lines.append(Line(words, (Lane((bar,) if group else (), count),)))
    return draw_lines(canvas, lines, axis, ends)
