"""How much work one text may cause, in steps and never in seconds: a text is refused everywhere or nowhere."""

from __future__ import annotations

STEPS = 30_000_000
"""A step is about 50 ns of Python-Markdown's time on a slow machine."""


class TooMuch(Exception):  # noqa: N818
    """Reading on would take too long or nest too deep; `passage` is the text in which it was seen."""

    def __init__(self, passage: str) -> None:
        super().__init__(passage)
        self.passage = passage


class Work:
    """The steps left for a text."""

    def __init__(self) -> None:
        self.left = STEPS

    def begin(self) -> None:
        """All steps are there again."""
        self.left = STEPS

    def spend(self, steps: int, passage: str) -> None:
        """Takes steps away.

        Raises:
            TooMuch: where none are left.
        """
        self.left -= steps
        if self.left < 0:
            raise TooMuch(passage)
