"""A language that the site has no words in."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.config import CONFIG_FILE
from briefing.findings import Findings
from briefing.language import LANGUAGES, base_of
from briefing.library import Library
from briefing.problems import Problem


def check(library: Library, _findings: Findings) -> Iterator[Problem]:
    """A warning where the labels and sentences of the site will be English around the editor's text."""
    code = library.config.language
    if base_of(code) not in LANGUAGES:
        message = f"The site has no words in `{code}`: its labels, verdicts and captions will be English."
        help_ = f"There are {', '.join(LANGUAGES)}, each with any region. Numbers and dates follow `{code}`."
        yield Problem("language-unsupported", CONFIG_FILE, message, help_, ("language",))
