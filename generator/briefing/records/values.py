"""What a claim may give for a figure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from briefing.dates import Edtf


@dataclass(frozen=True, slots=True)
class Written:
    """A value as the front matter has it, before its figure's kind is known."""

    value: Decimal | str


@dataclass(frozen=True, slots=True)
class Amount:
    """One number."""

    number: Decimal


@dataclass(frozen=True, slots=True)
class Span:
    """`{min, max}`."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Vague:
    """One of `VAGUE_WORDS`."""

    word: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a category's `choices`."""

    id: str


@dataclass(frozen=True, slots=True)
class Words:
    """Free words: an interpretation."""

    text: str


Value = Written | Amount | Span | Vague | Edtf | Choice | Words
