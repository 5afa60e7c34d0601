"""The claims that a drawing shows, ready to be drawn: who says them, in which words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from briefing.comparison.sides import origin_of
from briefing.language import Language
from briefing.pages.views import Cell, Link
from briefing.records import Claim, Modality

TABLE_ROWS = 120
"""Claims that a drawing's table lists; the rest is counted."""


@dataclass(frozen=True, slots=True)
class PlotRow:
    """A claim as a drawing needs it."""

    claim: Claim
    """Linked."""
    value_words: str
    """Its value in finished words, e.g. `about 40,000 people`; `""` for a challenge without a rival value."""
    speaker: str
    """The origin's name."""
    url: str
    """The claim's permalink, relative to the site's root."""
    in_conflict: bool
    foreign: Link | None = None
    """As of a `Speaker`: the origin's."""


def by_origin(rows: Iterable[PlotRow]) -> list[list[PlotRow]]:
    """The rows in groups, one an origin; claims whose origin is not named are each a group of their own."""
    groups: dict[str, list[PlotRow]] = {}
    for row in rows:
        origin = origin_of(row.claim)
        groups.setdefault(f"?{row.claim.id}" if origin is None else origin, []).append(row)
    return list(groups.values())


def words_of(row: PlotRow, language: Language) -> str:
    """A claim's own words, with a note where it says what is to be and not what is."""
    if row.claim.modality in (Modality.FORECAST, Modality.ORDERED):
        return language.say(
            "drawing.words-and-note", words=row.value_words, note=language.say(f"mark.{row.claim.modality.value}")
        )
    return row.value_words


def said(row: PlotRow, language: Language) -> str:
    """Who says what, for a mark's title."""
    return language.say("drawing.says", who=row.speaker, words=words_of(row, language))


Table = tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]
"""Head and rows."""


def table(rows: Sequence[PlotRow], language: Language) -> Table:
    """What a drawing shows, claim by claim."""
    times = any(row.claim.as_of.date for row in rows)
    conflicts = any(row.in_conflict for row in rows)
    columns = ["who", "value", *(["as-of"] if times else []), *(["conflict"] if conflicts else [])]
    lines = []
    for row in rows[:TABLE_ROWS]:
        date = row.claim.as_of.date
        cells = [
            Cell(row.speaker, "", row.foreign),
            Cell(words_of(row, language) or language.say("drawing.no-value"), row.url),
        ]
        if times:
            cells.append(Cell(language.date(date) if date else ""))
        if conflicts:
            cells.append(Cell(language.say("drawing.in-conflict") if row.in_conflict else ""))
        lines.append(tuple(cells))
    if len(rows) > TABLE_ROWS:
        more = language.say("drawing.more-claims", n=len(rows) - TABLE_ROWS)
        lines.append((Cell(more), *(Cell("") for _ in columns[1:])))
    return tuple(language.say(f"drawing.head.{c}") for c in columns), tuple(lines)


def counted_table(by: str, groups: Mapping[str, Sequence[PlotRow]], language: Language) -> Table:
    """What a drawing shows that counts claims by their `value` or `answer`."""
    conflicts = any(row.in_conflict for group in groups.values() for row in group)
    columns = [by, "claims", "origins", *(["conflict"] if conflicts else [])]
    lines = []
    for words, group in groups.items():
        counts = [len(group), len(by_origin(group)), *([sum(row.in_conflict for row in group)] if conflicts else [])]
        lines.append((Cell(words), *(Cell(language.number(Decimal(n))) for n in counts)))
    return tuple(language.say(f"drawing.head.{c}") for c in columns), tuple(lines)
