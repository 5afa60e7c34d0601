"""Numbers that change: across goes the time for which a claim is made, upwards its value. Marks are not joined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from briefing.drawings.along_axis import MANY, Marked, conflict_sentence, left_out, marked_numbers, number_sentences
from briefing.drawings.caption import drawing_of, sentence
from briefing.drawings.claim_rows import PlotRow, by_origin, said, words_of
from briefing.drawings.labels import Label
from briefing.drawings.lettering import FALL, RISE, SMALL, fitted, text_width, wrapped
from briefing.drawings.lines import EDGE, NAME, draw_axis, draw_grid
from briefing.drawings.marks import Mark, factor_between
from briefing.drawings.number_axis import number_axis
from briefing.drawings.over_time import axis_of_times, is_timed, time_sentences, times_of
from briefing.drawings.shapes import ARROW, DIAMOND, RADIUS, Pen
from briefing.drawings.svg import WIDTH, Canvas, Grows
from briefing.language import Language
from briefing.pages.views import Drawing
from briefing.records import Figure

HEIGHT = 150.0
"""Of the axis of values."""
APART = 64.0
"""The room beside the plot for claims that state no time."""
SINGLY = 60
"""Claims that are drawn each as it is; more are points, larger where there are several."""
CELL = 8.0
"""The room in which such points count as in one place."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class _Plot:
    """The axes, and what lies on them."""

    canvas: Canvas
    marked: Sequence[Marked]
    """In order of time; those that state none at the end."""
    times: Mapping[str, Mark]
    across: Pen
    up: Pen
    top: float
    bottom: float
    language: Language

    @property
    def untimed(self) -> int:
        return len(self.marked) - len(self.times)

    def place(self, m: Marked) -> tuple[float, float]:
        """Where a claim's mark stands."""
        time = self.times.get(m.row.claim.id)
        x = WIDTH - 2 - APART / 2 if time is None else (self.across.along(time.low) + self.across.along(time.high)) / 2
        return x, (self.up.along(m.mark.low) + self.up.along(m.mark.high)) / 2


def values_over_time(figure: Figure, rows: Sequence[PlotRow], language: Language) -> Drawing | None:
    """Values over time; None where not even two of them can be drawn at different times."""
    marked, unit = marked_numbers(figure, rows)
    if not is_timed([m.row for m in marked]):
        return None
    times, offset = times_of([m.row for m in marked])
    marked.sort(key=lambda m: _in_time(m, times))
    canvas = Canvas(figure.id, language.direction)
    plot = _plot(canvas, marked, times, unit, language)
    groups = by_origin(m.row for m in marked)
    crowded = len(groups) > MANY or len(marked) > SINGLY
    moved = _draw_crowd(plot) if crowded else _draw_singly(plot, groups)
    height = _draw_axes(plot)
    if not crowded:
        height = _draw_names(canvas, [group[0].speaker for group in groups], height)

    def caption() -> Iterator[str]:
        if crowded:
            yield sentence(language, "crowd", n=len(marked))
            yield from conflict_sentence(marked, language)
        else:
            yield sentence(language, "claims-over-time")
            yield from number_sentences(marked, unit, plot.up.axis, language)
            if moved:
                yield sentence(language, "moved")
        yield from time_sentences(plot.across.axis, offset, language)
        if plot.untimed:
            yield sentence(language, "untimed", n=plot.untimed)
        yield from left_out(rows, len(marked), language)

    return drawing_of(canvas, height, figure.title, caption(), rows, language)


def _in_time(m: Marked, times: Mapping[str, Mark]) -> tuple[bool, float, float, float, str, str]:
    time = times.get(m.row.claim.id)
    low, high = (time.low, time.high) if time else (0.0, 0.0)
    return time is None, low, high, m.mark.low, m.row.speaker, m.row.claim.id


def _plot(
    canvas: Canvas, marked: Sequence[Marked], times: Mapping[str, Mark], unit: str | None, language: Language
) -> _Plot:
    values = [end for m in marked for end in m.mark.ends]
    percent = unit is not None and factor_between(unit, "percent") == 1
    upward = number_axis(values, HEIGHT, language, percent, upright=True)
    start = max(text_width(t.words, SMALL) for t in upward.ticks) + 18
    end = WIDTH - EDGE - (APART if len(times) < len(marked) else 0)
    axis = axis_of_times(times, end - start, language)
    top = 10 + (ARROW if any(m.mark.open_high and not m.mark.vague for m in marked) else 0)
    low = top + HEIGHT
    bottom = low + (ARROW if any(m.mark.open_low for m in marked) else 0)
    plot = _Plot(
        canvas,
        marked,
        times,
        Pen(canvas, axis, start, end),
        Pen(canvas, upward, low, top, upright=True),
        top,
        bottom,
        language,
    )
    draw_grid(canvas, axis, (start, end), bottom, bottom + 4)
    levels = [low - at * HEIGHT for at in upward.lines]
    canvas.path(*(((start - 10, y), (WIDTH - 2, y)) for y in levels), kind="d-grid")
    for tick in upward.ticks:
        canvas.text(start - 14, low - tick.at * HEIGHT + 4, tick.words, "d-tick", Grows.LEFT, SMALL)
    return plot


def _draw_axes(plot: _Plot) -> float:
    """The axis of time, and that of claims that state none; returns the height so far."""
    height = draw_axis(plot.canvas, plot.across.axis, (plot.across.start, plot.across.end), plot.bottom)
    if not plot.untimed:
        return height
    plot.canvas.path(((WIDTH - APART, plot.bottom), (WIDTH - 2, plot.bottom)), kind="d-axis")
    words = wrapped(plot.language.say("drawing.time-not-stated"), APART, 3, SMALL)
    for n, line in enumerate(words):
        plot.canvas.text(WIDTH - 2 - APART / 2, plot.bottom + 15 + 14 * n, line, "d-tick", Grows.BOTH, SMALL)
    return max(height, plot.bottom + 7 + 14 * len(words))


def _draw_names(canvas: Canvas, names: Sequence[str], height: float) -> float:
    """Who the letters stand for, in two columns where they are many; returns the height."""
    columns = 2 if len(names) > 4 else 1
    room = (WIDTH - 4) / columns
    rows = -(-len(names) // columns)
    x, grows = canvas.start
    for n, name in enumerate(names):
        words = f"{ascii_uppercase[n]}  {name}" if len(names) > 1 else name
        at = x + (n // rows) * room * (1 if grows is Grows.RIGHT else -1)
        canvas.text(at, height + (n % rows) * NAME + RISE + 1, fitted(words, room - 8), "d-label", grows, full=words)
    return height + rows * NAME + FALL


# ---- marks --------------------------------------------------------------------------------------------------------


def _draw_singly(plot: _Plot, groups: Sequence[Sequence[PlotRow]]) -> bool:
    """Each mark as it is, with its words where they have room; tells whether some were moved aside."""
    letters = (
        {row.claim.id: ascii_uppercase[n] for n, group in enumerate(groups) for row in group} if len(groups) > 1 else {}
    )
    boxes: list[Box] = []
    found: list[tuple[Marked, float, Box]] = []
    moved = False
    for m in plot.marked:
        x, y = plot.place(m)
        shift = next((s for s in (0, 12, -12, 24, -24) if _has_room(_box_of(plot, m, x + s), boxes, plot)), 0)
        moved = moved or shift != 0
        boxes.append(box := _box_of(plot, m, x + shift))
        time = plot.times.get(m.row.claim.id)
        covers = plot.across.stretch(time, y) if time is not None else (x, x)
        found.append((m, x + shift, (min(box[0], covers[0]), box[1], max(box[2], covers[1]), box[3])))
    for m, x, _ in found:
        plot.canvas.open("d-mark d-conflict" if m.row.in_conflict else "d-mark", said(m.row, plot.language))
        plot.up.draw(m.mark, x, m.row.in_conflict)
        plot.canvas.close()
    _draw_words(plot, found, letters)
    return moved


def _has_room(box: Box, taken: Sequence[Box], plot: _Plot) -> bool:
    inside = box[0] >= plot.across.start - 10 and box[2] <= WIDTH - 2
    return inside and not any(_meet(box, other) for other in taken)


def _box_of(plot: _Plot, m: Marked, x: float) -> Box:
    low, high = plot.up.reach(m.mark)
    return x - DIAMOND, low, x + DIAMOND, high


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _draw_words(plot: _Plot, found: Sequence[tuple[Marked, float, Box]], letters: Mapping[str, str]) -> None:
    """The claims' own words beside their marks, or at least the letters of who says them, where nothing is covered."""
    taken = [box for _, _, box in found]
    for m, x, box in found:
        letter = letters.get(m.row.claim.id, "")
        sign = m.row.in_conflict and not plot.up.shows_conflict(m.mark)
        full = words_of(m.row, plot.language)
        for words in (f"{letter} {full}".strip(), letter):
            label = Label(words, words, m.row.in_conflict, sign)
            place = next((p for p in _places(label.width, x, box) if _is_clear(p[0], taken, plot)), None)
            if words and place is not None:
                taken.append(place[0])
                label.draw(plot.canvas, *place[1:])
                break


def _places(width: float, x: float, box: Box) -> Iterator[tuple[Box, float, float, Grows]]:
    """Where a label may stand: beside the mark, then above or below it."""
    left, top, right, bottom = box
    for baseline in ((top + bottom) / 2 + 4, top + RISE, bottom):
        rows = baseline - RISE, baseline + FALL
        yield (right + 3, rows[0], right + 3 + width, rows[1]), right + 3, baseline, Grows.RIGHT
        yield (left - 3 - width, rows[0], left - 3, rows[1]), left - 3, baseline, Grows.LEFT
    for baseline in (top - FALL, bottom + RISE):
        yield (x - width / 2, baseline - RISE, x + width / 2, baseline + FALL), x, baseline, Grows.BOTH


def _is_clear(box: Box, taken: Sequence[Box], plot: _Plot) -> bool:
    return box[1] >= 0 and box[3] <= plot.bottom - 1 and _has_room(box, taken, plot)


def _draw_crowd(plot: _Plot) -> bool:
    """Points, those in one place as one whose area grows with their number; tells that none was moved."""
    cells: dict[tuple[int, int], list[Marked]] = {}
    for m in plot.marked:
        x, y = plot.place(m)
        cells.setdefault((int(x // CELL), int(y // CELL)), []).append(m)
    for group in cells.values():
        places = [plot.place(m) for m in group]
        x, y = (sum(p[n] for p in places) / len(places) for n in (0, 1))
        conflict = any(m.row.in_conflict for m in group)
        title = (
            said(group[0].row, plot.language)
            if len(group) == 1
            else plot.language.say("drawing.n-claims", n=len(group))
        )
        plot.canvas.open("d-mark d-conflict" if conflict else "d-mark", title)
        plot.up.point(y, x, conflict, radius=min(RADIUS + 2, 2.2 + 0.6 * (len(group) - 1) ** 0.5))
        plot.canvas.close()
    return False
