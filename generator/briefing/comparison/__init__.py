"""The verdict on two claims, with its reasons: one file for each family of rules."""

from briefing.comparison.outcome import Reason, Verdict, VerdictKind
from briefing.comparison.sides import Ground, origin_of
from briefing.comparison.verdict import RULES, verdict

__all__ = ["RULES", "Ground", "Reason", "Verdict", "VerdictKind", "origin_of", "verdict"]
