"""Numbers and dates along an axis: a line for each origin, its words beside its marks; folded where they are many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from briefing.dates import Edtf
from briefing.dates.edtf import DAY_SECONDS
from briefing.drawings.axes import Axis
from briefing.drawings.caption import drawing_of, sentence
from briefing.drawings.claim_rows import PlotRow, Table, by_origin, counted_table, said, words_of
from briefing.drawings.columns import Column, column_ends, draw_columns
from briefing.drawings.lines import Lane, Line, Placed, draw_lines, ends_of
from briefing.drawings.marks import Mark, date_mark, factor_between, number_mark, shared_offset
from briefing.drawings.number_axis import number_axis
from briefing.drawings.svg import Canvas
from briefing.drawings.time_axis import time_axis
from briefing.language import Language
from briefing.pages.views import Drawing
from briefing.pages.wording import unit_name
from briefing.records import Figure

MANY = 24
"""Origins, or values, that are drawn each on a line of its own."""
COLUMNS = 42
"""Into which values fall that are too many even for that."""
LANES = 48
"""Lines of words in a drawing that is not folded."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A claim and its mark."""

    row: PlotRow
    mark: Mark


HOURS_MATTER = 4 * DAY_SECONDS
"""Dates that are no further apart may differ by their zones alone."""

AxisMaker = Callable[[float], Axis]
"""Makes the axis for a length."""


def marked_numbers(figure: Figure, rows: Sequence[PlotRow]) -> tuple[list[Marked], str | None]:
    """The claims that have a place on one axis of numbers, and the unit of that axis."""
    given = Counter(row.claim.unit for row in rows if row.claim.unit)
    unit = figure.unit or min(given, key=lambda u: (-given[u], u), default=None)
    found = []
    for row in rows:
        factor = factor_between(row.claim.unit, unit)
        mark = number_mark(row.claim, figure, factor) if factor is not None else None
        if mark is not None:
            found.append(Marked(row, mark))
    return found, unit


def number_sentences(marked: Sequence[Marked], unit: str | None, axis: Axis, language: Language) -> Iterator[str]:
    """What a reader must know of marks for numbers."""
    marks = [m.mark for m in marked]
    if any(m.vague for m in marks):
        yield sentence(language, "vague")
    if any(m.open_low or (m.open_high and not m.vague) for m in marks):
        yield sentence(language, "open")
    if any(m.whisker_low is not None for m in marks):
        yield sentence(language, "about")
    yield from conflict_sentence(marked, language)
    if unit is not None and any(factor_between(m.row.claim.unit, unit) != 1 for m in marked):
        yield sentence(language, "converted", unit=unit_name(unit, language))
    yield from (sentence(language, note) for note in axis.notes)


def conflict_sentence(marked: Sequence[Marked], language: Language) -> Iterator[str]:
    """What a diamond is, where one is drawn."""
    if any(m.row.in_conflict for m in marked):
        yield sentence(language, "conflict")


def left_out(rows: Sequence[PlotRow], drawn: int, language: Language) -> Iterator[str]:
    """The claims that have no mark."""
    challenges = sum(row.claim.value is None for row in rows)
    if undrawn := len(rows) - challenges - drawn:
        yield sentence(language, "undrawn", n=undrawn)
    if challenges:
        yield sentence(language, "challenges", n=challenges)


def number_plot(figure: Figure, rows: Sequence[PlotRow], language: Language) -> Drawing | None:
    """Numbers along an axis; None for fewer than two."""
    marked, unit = marked_numbers(figure, rows)
    if len(marked) < 2:
        return None
    values = [end for m in marked for end in m.mark.ends]
    percent = unit is not None and factor_between(unit, "percent") == 1

    def axis_of(length: float) -> Axis:
        return number_axis(values, length, language, percent)

    def sentences(axis: Axis) -> Iterator[str]:
        return number_sentences(marked, unit, axis, language)

    return _plot(figure, rows, marked, axis_of, sentences, language)


def date_plot(figure: Figure, rows: Sequence[PlotRow], language: Language) -> Drawing | None:
    """Dates along an axis of time; None for fewer than two."""
    dated = [(row, row.claim.value) for row in rows if isinstance(row.claim.value, Edtf)]
    if len(dated) < 2:
        return None
    offset = shared_offset(date for _, date in dated)
    marks = [date_mark(date, offset, hours=False) for _, date in dated]
    if max(m.high for m in marks) - min(m.low for m in marks) <= HOURS_MATTER:
        marks = [date_mark(date, offset, hours=True) for _, date in dated]
    marked = [Marked(row, mark) for (row, _), mark in zip(dated, marks, strict=True)]
    spans = [(int(mark.ends[0]), int(mark.ends[1])) for mark in marks]

    def axis_of(length: float) -> Axis:
        return time_axis(spans, length, language)

    def sentences(axis: Axis) -> Iterator[str]:
        return date_sentences(marked, [date for _, date in dated], offset, axis, language)

    return _plot(figure, rows, marked, axis_of, sentences, language)


def date_sentences(
    marked: Sequence[Marked], dates: Sequence[Edtf], offset: int | None, axis: Axis, language: Language
) -> Iterator[str]:
    """What a reader must know of marks for dates."""
    if any(m.mark.open_low or m.mark.open_high for m in marked):
        yield sentence(language, "open")
    rough = any(date.approximate for date in dates)
    if rough:
        yield sentence(language, "about-date")
    if not rough and any(m.mark.whisker_low is not None for m in marked):
        yield sentence(language, "zone")
    yield from conflict_sentence(marked, language)
    for note in axis.notes:
        if note != "hours":
            yield sentence(language, note)
        elif offset is not None:
            yield sentence(language, "hours", zone=zone_words(offset))


def zone_words(offset: int) -> str:
    """A zone as an axis names it, e.g. `UTC+5:30`."""
    if offset == 0:
        return "UTC"
    hours, minutes = divmod(abs(offset), 60)
    return f"UTC{'+' if offset > 0 else '−'}{hours}" + (f":{minutes:02}" if minutes else "")


# ---- lines, or columns --------------------------------------------------------------------------------------------


def _plot(
    figure: Figure,
    rows: Sequence[PlotRow],
    marked: list[Marked],
    axis_of: AxisMaker,
    sentences: Callable[[Axis], Iterator[str]],
    language: Language,
) -> Drawing | None:
    canvas = Canvas(figure.id, language.direction)
    marked.sort(key=lambda m: (m.mark.low, m.mark.vague, m.mark.high, m.row.speaker, m.row.claim.id))
    by_id = {m.row.claim.id: m for m in marked}
    groups = [[by_id[row.claim.id] for row in group] for group in by_origin(m.row for m in marked)]
    values = _by_words(marked, language)
    lines = [_line(group[0].row.speaker, group, language) for group in groups]
    counted: Table | None = None
    if len(lines) <= MANY and sum(len(line.lanes) for line in lines) <= LANES:
        first = sentence(language, "claims")
    elif len(values) <= MANY:
        lines = [_folded(words, group, language) for words, group in values.items()]
        counted = counted_table("value", {words: [m.row for m in group] for words, group in values.items()}, language)
        first = sentence(language, "folded", n=len(groups))
    else:
        return _columns(figure, rows, marked, axis_of, language)
    ends = ends_of([m.mark for m in marked])
    axis = axis_of(ends[1] - ends[0])
    height = draw_lines(canvas, lines, axis, ends, language.say("drawing.more"))
    caption = [first, *sentences(axis), *left_out(rows, len(marked), language)]
    return drawing_of(canvas, height, figure.title, caption, rows, language, counted)


def _by_words(marked: Sequence[Marked], language: Language) -> dict[str, list[Marked]]:
    found: dict[str, list[Marked]] = {}
    for m in marked:
        found.setdefault(words_of(m.row, language), []).append(m)
    return found


def _line(name: str, group: Sequence[Marked], language: Language) -> Line:
    lanes = []
    for words, same in _by_words(group, language).items():
        placed = (Placed(m.mark, said(m.row, language), m.row.in_conflict) for m in same)
        lanes.append(Lane(tuple(placed), words))
    return Line(name, tuple(lanes))


def _folded(words: str, group: Sequence[Marked], language: Language) -> Line:
    claims = language.say("drawing.n-claims", n=len(group))
    origins = language.say("drawing.n-origins", n=len(by_origin(m.row for m in group)))
    counted = language.say("drawing.counted", claims=claims, origins=origins)
    conflict = any(m.row.in_conflict for m in group)
    title = language.say("drawing.says", who=counted, words=words)
    return Line(words, (Lane((Placed(group[0].mark, title, conflict),), counted),))


def _columns(
    figure: Figure,
    rows: Sequence[PlotRow],
    marked: Sequence[Marked],
    axis_of: AxisMaker,
    language: Language,
) -> Drawing | None:
    canvas = Canvas(figure.id, language.direction)
    valued = [m for m in marked if not (m.mark.vague and m.mark.open_high)]
    if not valued:
        return None
    ends = column_ends(len(valued), language)
    axis = axis_of(ends[1] - ends[0])
    counts, conflicts = Counter[int](), Counter[int]()
    for m in valued:
        at = min(int(axis.at((m.mark.low + m.mark.high) / 2) * COLUMNS), COLUMNS - 1)
        counts[at] += 1
        conflicts[at] += m.row.in_conflict
    columns = [_column(n, counts[n], conflicts[n], language) for n in sorted(counts)]
    height = draw_columns(canvas, columns, axis, ends, language)
    notes = [sentence(language, note) for note in axis.notes if note != "hours"]
    notes = [*conflict_sentence(valued, language), *notes]
    caption = [sentence(language, "columns", n=len(valued)), *notes, *left_out(rows, len(valued), language)]
    return drawing_of(canvas, height, figure.title, caption, rows, language)


def _column(n: int, count: int, conflicts: int, language: Language) -> Column:
    title, part = (language.say("drawing.n-claims", n=number) for number in (count, conflicts))
    conflict = language.say("drawing.says", who=part, words=language.say("drawing.in-conflict"))
    return Column(n / COLUMNS, (n + 1) / COLUMNS, count, title, conflicts, conflict)
