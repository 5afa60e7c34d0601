"""A finished text as an output."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from briefing.outputs import Output

TEXT = "text"
"""The maker's name."""


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text that is finished."""

    text: str


def text_output(path: str, text: str) -> Output:
    """A file of the site whose text is finished."""
    return Output(PurePosixPath(path), TEXT, TextFile(text))
