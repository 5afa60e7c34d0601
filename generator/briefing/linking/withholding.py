"""Which records are kept out of the output, and the words for it."""

from __future__ import annotations

from datetime import datetime

from briefing.problems import Keys, Problem
from briefing.records import Record


def is_withheld(record: Record, now: datetime, drafts: bool) -> bool:
    """Whether a record is a draft (unless those are wanted) or under an embargo that has not ended.

    Args:
        now: an instant with its zone; the clock is an input.
    """
    withholding = record.withholding
    if withholding.draft and not drafts:
        return True
    if withholding.embargo is None:
        return False
    start = withholding.embargo.start
    assert start is not None  # an embargo is an instant with its zone: the schema sees to it
    return start.instant > now


def withheld_note(kind: str, id_: str, path: str, keys: Keys, consequence: str) -> Problem:
    """What `check` says where something published refers to something withheld."""
    return Problem("reference-withheld", path, f"The {kind} `{id_}` is not published yet; {consequence}.", "", keys)
