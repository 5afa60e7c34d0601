"""EDTF intervals, zones, and the words articles use for dates."""

from briefing.dates.edtf import DateError, Edtf, parse_edtf
from briefing.dates.relation import Relation, relate
from briefing.dates.words import Resolved, Unresolved, resolve_words

__all__ = ["DateError", "Edtf", "Relation", "Resolved", "Unresolved", "parse_edtf", "relate", "resolve_words"]
