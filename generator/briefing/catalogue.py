"""What each code means: `codes/<code>.md` beside this file, in one form."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class Entry:
    """The explanation of one code."""

    title: str
    """What is wrong, in a few words."""
    text: str
    """The whole, in Markdown: what it means, why it matters, wrong, right."""


def entry(code: str) -> Entry:
    """The explanation of a code.

    Raises:
        FileNotFoundError: for a code that the catalogue lacks; a test keeps that from happening.
    """
    text = (resources.files("briefing") / "codes" / f"{code}.md").read_text(encoding="utf-8")
    title = text.split("\n", 1)[0].removeprefix("# ").partition(": ")[2]
    return Entry(title, text)
