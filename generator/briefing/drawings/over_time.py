"""Answers that change: a line for each answer, and on it who gives it for which time; and the axis of such times."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefing.drawings.along_axis import MANY, left_out, zone_words
from briefing.drawings.answers import answers_of
from briefing.drawings.axes import Axis
from briefing.drawings.caption import drawing_of, sentence
from briefing.drawings.claim_rows import PlotRow, said
from briefing.drawings.lettering import fitted
from briefing.drawings.lines import Lane, Line, Placed, draw_lines, ends_of
from briefing.drawings.marks import Mark, date_mark, shared_offset
from briefing.drawings.svg import Canvas
from briefing.drawings.time_axis import time_axis
from briefing.language import Language
from briefing.pages.views import Drawing
from briefing.records import Choice, Figure

UNTIMED_NAME = 200.0
"""The room of a name after which stands that no time is stated."""


def is_timed(rows: Sequence[PlotRow]) -> bool:
    """Whether at least two claims with a value hold for different times."""
    return len({row.claim.as_of.date.text for row in rows if row.claim.as_of.date and row.claim.value is not None}) > 1


def times_of(rows: Sequence[PlotRow]) -> tuple[dict[str, Mark], int | None]:
    """By claim: the mark of the time for which it is made; and the zone of their axis."""
    dates = {row.claim.id: row.claim.as_of.date for row in rows if row.claim.as_of.date is not None}
    offset = shared_offset(dates.values())
    return {id_: date_mark(date, offset, hours=False) for id_, date in dates.items()}, offset


def axis_of_times(times: Mapping[str, Mark], length: float, language: Language) -> Axis:
    """The axis on which the times have their places."""
    return time_axis([(int(m.low), int(m.high)) for m in times.values()], length, language)


def time_sentences(axis: Axis, offset: int | None, language: Language) -> Iterator[str]:
    """What a reader must know of an axis of time."""
    for note in axis.notes:
        if note != "hours":
            yield sentence(language, note)
        elif offset is not None:
            yield sentence(language, "hours", zone=zone_words(offset))


def answers_over_time(figure: Figure, rows: Sequence[PlotRow], language: Language) -> Drawing | None:
    """A line for each answer, and on it who gives it for which time; None where there are too many."""
    given = [row for row in rows if isinstance(row.claim.value, Choice)]
    times, offset = times_of(given)
    if not is_timed(given) or len(given) > 2 * MANY:
        return None
    canvas = Canvas(figure.id, language.direction)
    ends = ends_of(list(times.values()))
    axis = axis_of_times(times, ends[1] - ends[0], language)
    lines = [
        Line(
            words,
            tuple(_speaker_lane(row, times.get(row.claim.id), language) for row in _in_time(group, times)),
            answers=True,
        )
        for words, group in answers_of(figure, given).items()
    ]
    height = draw_lines(canvas, lines, axis, ends)
    caption = [sentence(language, "claims-over-time")]
    if any(m.open_low or m.open_high for m in times.values()):
        caption.append(sentence(language, "open"))
    if any(row.in_conflict for row in given):
        caption.append(sentence(language, "conflict"))
    caption.extend(time_sentences(axis, offset, language))
    caption.extend(left_out(rows, len(given), language))
    return drawing_of(canvas, height, figure.title, caption, rows, language)


def _in_time(group: Sequence[PlotRow], times: dict[str, Mark]) -> list[PlotRow]:
    def key(row: PlotRow) -> tuple[bool, float, float, str, str]:
        time = times.get(row.claim.id)
        return (time is None, time.low if time else 0, time.high if time else 0, row.speaker, row.claim.id)

    return sorted(group, key=key)


def _speaker_lane(row: PlotRow, time: Mark | None, language: Language) -> Lane:
    if time is None:
        note = language.say("drawing.time-not-stated")
        words = language.say("drawing.words-and-note", words=fitted(row.speaker, UNTIMED_NAME), note=note)
        return Lane((), words, full=row.speaker)
    return Lane((Placed(time, said(row, language), row.in_conflict),), row.speaker)
