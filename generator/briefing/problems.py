"""What can be wrong with an editor's input, as values.

A problem is never raised: every stage returns its records and its problems, and one run reports them all, sorted.
Exceptions are left for bugs and disks. The words that explain each code live in `codes/<code>.md`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

Keys = tuple[str | int, ...]


class Severity(Enum):
    """How much a problem weighs: an error stops the build, a warning does so under `--strict`, a note never."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing an editor should know."""

    code: str
    """Kebab-case name from the catalogue."""
    path: str
    """POSIX path below the content folder; `""` where no file is meant."""
    message: str
    """What is wrong, in an editor's words, one sentence."""
    help: str = ""
    """What to write instead."""
    keys: Keys = ()
    """Where in the file's YAML it stands, e.g. `("claims", 2, "figure")`; `locate` turns it into line and column."""
    line: int = 0
    """1-based; 0 while unknown or where the whole file is meant."""
    column: int = 0
    """1-based, in characters; 0 while unknown."""
    words: str = ""
    """Words of the file that it is about, where it has neither keys nor a line: it stands where they first do."""

    @property
    def severity(self) -> Severity:
        """The severity the catalogue gives to this code."""
        return CODES[self.code]

    @property
    def sort_key(self) -> tuple[str, int, int, str, str, str]:
        """Reports are in this order: by place, then by code, then by words."""
        return (self.path, self.line, self.column, self.code, self.message, self.help)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that `name` was most likely meant to be, or None where nothing is close."""
    by_fold = {k.casefold(): k for k in sorted(known, reverse=True)}
    found = difflib.get_close_matches(name.casefold(), sorted(by_fold), n=1, cutoff=0.6)
    return by_fold[found[0]] if found else None


def did_you_mean(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """A help sentence that names the nearest known name; `otherwise` where nothing is close."""
    near = nearest(name, known)
    return f"Did you mean `{near}`?" if near is not None else otherwise


_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

CODES: dict[str, Severity] = {
    # files
    "not-utf8": _ERROR,
    "file-too-large": _ERROR,
    "takes-too-long": _ERROR,
    "not-a-file": _ERROR,
    "bad-id": _ERROR,
    "duplicate-id": _ERROR,
    "unexpected-file": _ERROR,
    "nothing-to-build": _ERROR,
    # front matter and YAML
    "hidden-character": _ERROR,
    "no-front-matter": _ERROR,
    "front-matter-unclosed": _ERROR,
    "yaml-syntax": _ERROR,
    "yaml-duplicate-key": _ERROR,
    "yaml-not-allowed": _ERROR,
    "yaml-too-deep": _ERROR,
    "thousands-separator": _ERROR,
    # schema
    "unknown-key": _ERROR,
    "missing-key": _ERROR,
    "wrong-type": _ERROR,
    "unknown-choice": _ERROR,
    "bad-date": _ERROR,
    "bad-url": _ERROR,
    "bad-value": _ERROR,
    "bad-config": _ERROR,
    # evidence
    "quote-not-found": _ERROR,
    "quote-ambiguous": _ERROR,
    "date-words-not-found": _ERROR,
    # Markdown
    "raw-html": _WARNING,
    "unsafe-link": _ERROR,
    "markdown-too-deep": _ERROR,
    "missing-media": _ERROR,
    "bad-map": _ERROR,
    "missing-alt": _ERROR,
    "media-refused": _ERROR,
    "proof-refused": _ERROR,
    # links between records
    "unknown-reference": _ERROR,
    "ambiguous-name": _ERROR,
    "reference-withheld": _NOTE,
    "place-loop": _ERROR,
    # what must not leave
    "redacted": _ERROR,
    "bad-redaction": _ERROR,
    "leak": _ERROR,
    # what claims and figures say
    "value-kind": _ERROR,
    "value-missing": _ERROR,
    "unit-unknown": _WARNING,
    "disputes-itself": _ERROR,
    "decision-outside": _ERROR,
    "decision-twice": _ERROR,
    # editorial
    "language-unsupported": _WARNING,
    "dates-unresolved": _NOTE,
    "possible-conflict": _NOTE,
    "safety": _NOTE,
    "figure-without-claims": _WARNING,
    "event-without-reports": _WARNING,
    "claim-without-quote": _WARNING,
    # theme and output
    "bad-theme": _ERROR,
    "path-clash": _ERROR,
    "output-refused": _ERROR,
    "locked": _ERROR,
    "disk": _ERROR,
    "search-failed": _ERROR,
    "no-printer": _ERROR,
}
"""Every code there is, with its severity. `codes/<code>.md` says the rest; a test holds the two together."""
