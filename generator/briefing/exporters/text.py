"""A finished file as an output."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from briefing.outputs import Later, Output

TEXT = "text"
"""The maker's name."""


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text that is finished, in UTF-8."""

    data: bytes


def text_output(path: str, text: str) -> Output:
    """A file of the site whose text is finished."""
    return finished_output(path, text.encode())


def finished_output(path: str, data: bytes) -> Output:
    """A file of the site whose text is finished and in UTF-8."""
    return Output(PurePosixPath(path), TEXT, TextFile(data))


def finished_later(path: str, make: Callable[[], bytes]) -> Output:
    """`finished_output`, of what is made when it is its turn."""
    return Output(PurePosixPath(path), TEXT, Later(lambda: TextFile(make()), path))
