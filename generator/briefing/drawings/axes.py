"""Axes: from a value to its place between 0 and 1, and the lines and labels on the way.

A level axis runs from left to right whatever the script: so do numbers within Arabic words, and the number line of
Arabic schoolbooks. Time goes the same way as numbers, or a reader would have to turn round between two drawings of one
page. Names and answers stand in the order of the script.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log10

from briefing.drawings.lettering import SMALL, text_width


@dataclass(frozen=True, slots=True)
class Tick:
    """A label of an axis."""

    at: float
    words: str
    below: str = ""
    """A second line: the year of a month, the day of an hour."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of values, and the places between which it lies."""

    low: float
    high: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Axis:
    """Where values lie."""

    pieces: tuple[Piece, ...]
    """In order; between two of them the axis is broken."""
    ticks: tuple[Tick, ...]
    lines: tuple[float, ...]
    """Where lines go through the drawing."""
    multiplies: bool = False
    """Equal steps are equal factors."""
    broken_at: float | None = None
    """The middle of what is left out."""
    notes: tuple[str, ...] = ()
    """Names of the sentences that a reader of this axis must know."""
    more: bool = False
    """It shows a direction only: nothing on it but zero has a number."""

    def at(self, value: float) -> float:
        """The place of a value, from 0 to 1; what lies beyond an end is put there."""
        if self.multiplies:
            if value <= 0:
                return 0.0
            value = log10(value)
        index = min(bisect_left([p.high for p in self.pieces], value), len(self.pieces) - 1)
        piece = self.pieces[index]
        share = (value - piece.low) / (piece.high - piece.low)
        return piece.start + min(1.0, max(0.0, share)) * (piece.end - piece.start)


def beside(ticks: Sequence[Tick], length: float) -> bool:
    """Whether the labels of a level axis have room beside each other."""
    spans = [label_span(tick, 0, length) for tick in ticks]
    return all(a[1] + 6 <= b[0] for a, b in pairwise(spans))


def stacked(ticks: Sequence[Tick], length: float) -> bool:
    """Whether the labels of an upright axis have room above each other."""
    places = [tick.at * length for tick in ticks]
    return all(a + 18 <= b for a, b in pairwise(places))


def label_span(tick: Tick, start: float, end: float) -> tuple[float, float]:
    """From where to where a label goes below an axis: centred on its place, but not far beyond the axis' ends."""
    half = max(text_width(tick.words, SMALL), text_width(tick.below, SMALL)) / 2
    middle = min(max(start + tick.at * (end - start), start - 10 + half), end + 10 - half)
    return middle - half, middle + half
