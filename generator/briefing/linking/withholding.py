"""Which records are kept out of the output, and the words for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from briefing.dates import Edtf
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
    return withholding.embargo is not None and _instant(withholding.embargo) > now


def _instant(embargo: Edtf) -> datetime:
    start = embargo.start
    assert start is not None
    assert start.offset is not None
    return datetime(1, 1, 1, tzinfo=UTC) + timedelta(seconds=start.first, minutes=-start.offset)


def withheld_note(kind: str, id_: str, path: str, keys: Keys, consequence: str) -> Problem:
    """What `check` says where something published refers to something withheld."""
    return Problem("reference-withheld", path, f"The {kind} `{id_}` is not published yet; {consequence}.", "", keys)
