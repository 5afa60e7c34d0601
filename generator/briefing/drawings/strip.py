"""The whole timeline as one strip: each event a mark with its title, or columns that count where events are many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from briefing.dates import Edtf
from briefing.drawings.caption import DESCRIBED, sentence
from briefing.drawings.claim_rows import Table
from briefing.drawings.columns import Column, column_ends, draw_columns
from briefing.drawings.labels import SIGN, Label, above
from briefing.drawings.lettering import fitted
from briefing.drawings.lines import draw_axis, draw_grid, ends_of
from briefing.drawings.marks import Mark, date_mark, shared_offset
from briefing.drawings.periods import Period, periods_of
from briefing.drawings.shapes import BAR, Pen
from briefing.drawings.svg import WIDE, Canvas, Grows
from briefing.drawings.time_axis import time_axis
from briefing.language import Language
from briefing.pages.views import Cell, Drawing

SINGLY = 60
"""Events that are drawn each as a mark of its own."""
TITLED = 24
"""Events that have their titles beside their marks."""
TITLE_ROOM = 0.9
TITLE_LEAST = 170.0
"""The room that a title takes at the most, as a share of the drawing, and the least that is worth cutting it for."""


@dataclass(frozen=True, slots=True)
class StripEntry:
    """An event as the strip needs it."""

    event: str
    title: str
    url: str
    """Its page, relative to the site's root."""
    dates: tuple[Edtf, ...]
    """The different dates that are given for it, the earliest first; none where it is undated."""
    doubly_dated: bool
    """They cannot all hold."""


Made = tuple[float, list[str], Table]
"""Height, sentences of the caption, and the table."""


def timeline_strip(entries: Sequence[StripEntry], language: Language) -> Drawing | None:
    """All events along one axis of time, and a table of the same; None for fewer than two with a date."""
    dated = sorted((e for e in entries if e.dates), key=lambda e: (e.dates[0].sort_key, e.title, e.event))
    if len(dated) < 2:
        return None
    offset = shared_offset(d for e in dated for d in e.dates)
    marks = [tuple(date_mark(d, offset, hours=False) for d in e.dates) for e in dated]

    def drawn(canvas: Canvas) -> Made:
        if len(dated) <= SINGLY:
            return _marks(canvas, dated, marks, language)
        return _columns(canvas, [int(m[0].low) for m in marks], language)

    canvas = Canvas("_timeline", language.direction)
    height, sentences, (head, rows) = drawn(canvas)
    wide = Canvas("_timeline_wide", language.direction, WIDE)
    wide_height, *_ = drawn(wide)
    if len(dated) < len(entries):
        sentences.append(sentence(language, "undated", n=len(entries) - len(dated)))
    caption = language.sentences(sentences)
    told = [language.semicolons(cell.text for cell in row) for row in rows[:DESCRIBED]]
    if len(rows) > DESCRIBED:
        told.append(language.say("drawing.and-so-on"))
    svg = canvas.finished(height, language.say("drawing.timeline"), ". ".join([*told, caption]))
    return Drawing(svg, caption, head, rows, wide=wide.beside(canvas, wide_height))


# ---- marks --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Item:
    """An event, its marks, and the room it takes."""

    entry: StripEntry
    marks: tuple[Mark, ...]
    low: float
    high: float
    label: Label | None = None
    x: float = 0
    grows: Grows = Grows.RIGHT
    rows: int = 1
    """Two where the title stands above the marks."""


def _marks(canvas: Canvas, dated: Sequence[StripEntry], marks: Sequence[tuple[Mark, ...]], language: Language) -> Made:
    all_marks = [m for ms in marks for m in ms]
    ends = ends_of(all_marks, canvas.width)
    axis = time_axis([(int(m.ends[0]), int(m.ends[1])) for m in all_marks], ends[1] - ends[0], language)
    pen = Pen(canvas, axis, ends[0], ends[1], soft=True)
    titled = len(dated) <= TITLED
    height = 17.0 if titled else 12.0
    lanes: list[list[tuple[float, float]]] = []
    items = [_item(entry, ms, pen, titled) for entry, ms in zip(dated, marks, strict=True)]
    places = [_free_lane(lanes, item) for item in items]
    bottom = 4 + len(lanes) * height + 4
    draw_grid(canvas, axis, ends, 2, bottom)
    for item, lane in zip(items, places, strict=True):
        _draw(pen, item, 4 + (lane + item.rows - 0.5) * height, height, language)
    sentences = [sentence(language, "events")]
    if not all(m.small for m in all_marks):
        sentences.append(sentence(language, "spans"))
    if any(e.doubly_dated for e in dated):
        sentences.append(sentence(language, "two-dates"))
    if any(m.open_low or m.open_high for m in all_marks):
        sentences.append(sentence(language, "open"))
    sentences.extend(sentence(language, note) for note in axis.notes if note != "hours")
    head = tuple(language.say(f"drawing.head.{c}") for c in ("event", "date"))
    rows = tuple((Cell(e.title, e.url), Cell(_dates(e, language))) for e in dated)
    return draw_axis(canvas, axis, ends, bottom), sentences, (head, rows)


def _dates(entry: StripEntry, language: Language) -> str:
    return language.semicolons(language.date(d) for d in entry.dates)


def _item(entry: StripEntry, marks: tuple[Mark, ...], pen: Pen, titled: bool) -> _Item:
    reaches = [pen.reach(m) for m in marks]
    low, high = min(r[0] for r in reaches), max(r[1] for r in reaches)
    if not titled:
        return _Item(entry, marks, low, high)
    width = pen.canvas.width
    right, left = width - 2 - (high + 5), low - 5 - 2
    most = TITLE_ROOM * width
    wanted = min(_label(entry, width).width, most)
    if right >= wanted or (right >= left and right >= TITLE_LEAST):
        label = _label(entry, min(right, most))
        return _Item(entry, marks, low, high + 5 + label.width, label, high + 5, Grows.RIGHT)
    if left >= min(wanted, TITLE_LEAST):
        label = _label(entry, min(left, most))
        return _Item(entry, marks, low - 5 - label.width, high, label, low - 5, Grows.LEFT)
    label = _label(entry, width - 4)
    x, grows = above(low, high, label.width, pen.canvas)
    start = {Grows.BOTH: x - label.width / 2, Grows.RIGHT: x, Grows.LEFT: x - label.width}[grows]
    return _Item(entry, marks, min(low, start), max(high, start + label.width), label, x, grows, rows=2)


def _label(entry: StripEntry, room: float) -> Label:
    words = fitted(entry.title, room - (SIGN if entry.doubly_dated else 0))
    return Label(words, entry.title, sign=entry.doubly_dated, title=True)


def _free_lane(lanes: list[list[tuple[float, float]]], item: _Item) -> int:
    """The first lane, or pair of lanes, in which the item covers nothing; it is taken from then on."""
    at = 0
    while any(item.low < high + 6 and low < item.high + 6 for lane in lanes[at : at + item.rows] for low, high in lane):
        at += 1
    lanes.extend([] for _ in range(at + item.rows - len(lanes)))
    for lane in lanes[at : at + item.rows]:
        lane.append((item.low, item.high))
    return at


def _draw(pen: Pen, item: _Item, y: float, height: float, language: Language) -> None:
    canvas, entry = pen.canvas, item.entry
    canvas.open("d-mark d-conflict" if entry.doubly_dated else "d-mark", f"{entry.title}: {_dates(entry, language)}")
    marks = sorted(item.marks, key=lambda m: (m.low, m.high))
    apart = _apart([pen.reach(m) for m in marks], height - BAR)
    ys = [y + (n - (len(marks) - 1) / 2) * apart for n in range(len(marks))]
    if entry.doubly_dated:
        ends = [(pen.along(m.low), pen.along(m.high), at) for m, at in zip(marks, ys, strict=True)]
        canvas.path(*(_stair(a, b) for a, b in pairwise(ends)), kind="d-link")
    for mark, at in zip(marks, ys, strict=True):
        pen.draw(mark, at, entry.doubly_dated)
    canvas.close()
    if item.label is not None:
        item.label.draw(canvas, item.x, y + 4 - (height if item.rows == 2 else 0), item.grows)


def _apart(reaches: Sequence[tuple[float, float]], room: float) -> float:
    """How far below each other the marks of one event stand: not at all where none touches another, which would make
    one mark of two.
    """
    touch = any(b[0] < a[1] + 2 and a[0] < b[1] + 2 for a, b in combinations(reaches, 2))
    return min(BAR + 1, room / (len(reaches) - 1)) if touch else 0.0


def _stair(a: tuple[float, float, float], b: tuple[float, float, float]) -> tuple[tuple[float, float], ...]:
    """From the middle of one mark to that of the next, each from x to x at a y; down where the one ends and the other
    begins.
    """
    start, turn, end = (a[0] + a[1]) / 2, (a[1] + b[0]) / 2, (b[0] + b[1]) / 2
    if a[2] == b[2]:
        return (start, a[2]), (end, b[2])
    return (start, a[2]), (turn, a[2]), (turn, b[2]), (end, b[2])


# ---- columns ------------------------------------------------------------------------------------------------------


def _columns(canvas: Canvas, starts: Sequence[int], language: Language) -> Made:
    unit_words, periods = periods_of(starts, language)
    ends = column_ends(len(starts), language, canvas.width)
    axis = time_axis([(p.first, p.last) for p in periods for _ in range(p.count)], ends[1] - ends[0], language)
    columns = [Column(axis.at(p.first), axis.at(p.last), p.count, _title(p, language)) for p in periods]
    height = draw_columns(canvas, columns, axis, ends, language)
    sentences = [sentence(language, "event-columns", n=len(starts), unit=unit_words)]
    sentences.extend(sentence(language, note) for note in axis.notes if note != "hours")
    head = tuple(language.say(f"drawing.head.{c}") for c in ("from", "events"))
    rows = tuple((Cell(p.words), Cell(language.say("drawing.n-events", n=p.count))) for p in periods)
    return height, sentences, (head, rows)


def _title(period: Period, language: Language) -> str:
    return language.say("drawing.says", who=period.words, words=language.say("drawing.n-events", n=period.count))
