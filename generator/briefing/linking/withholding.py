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
    end = embargo_end(record)
    return end is not None and end > now


def embargo_end(record: Record) -> datetime | None:
    """The instant from which a record may be published; None where it is under no embargo."""
    embargo = record.withholding.embargo
    if embargo is None:
        return None
    start = embargo.start
    assert start is not None  # an embargo is an instant with its zone: the schema sees to it
    return start.instant


def withheld_note(kind: str, id_: str, path: str, keys: Keys, consequence: str) -> Problem:
    """What `check` says where something published refers to something withheld."""
    return Problem("reference-withheld", path, f"The {kind} `{id_}` is not published yet; {consequence}.", "", keys)
