"""A finished file as an output."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from briefing.outputs import Output, Pieces

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


def output_in_pieces(path: str, make: Callable[[], Iterable[bytes]]) -> Output:
    """`finished_output`, of what is too large to be held."""
    return Output(PurePosixPath(path), TEXT, Pieces(make))
