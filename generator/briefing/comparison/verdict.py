"""The verdict on two claims: the first rule that fires decides."""

from __future__ import annotations

from collections.abc import Callable

from briefing.comparison.decision import decision, dispute
from briefing.comparison.identity import different_figures, interpretation, no_value
from briefing.comparison.modality import held_back, modality
from briefing.comparison.origin import same_origin
from briefing.comparison.outcome import Reason, Verdict
from briefing.comparison.scope import scope
from briefing.comparison.sides import Ground, Side, side_of
from briefing.comparison.units import unit
from briefing.comparison.values import values
from briefing.records import Claim

Rule = Callable[[Side, Side, Ground], Verdict | tuple[Reason, ...]]
"""A rule decides, or lets pass with what is to be noted."""

BY_NAME: tuple[Rule, ...] = (decision, dispute)
"""Rules on these two claims and no others."""
BY_TERMS: tuple[Rule, ...] = (different_figures, no_value, modality, scope, interpretation, unit)
"""Rules on what is claimed about, whatever the value and its time."""
RULES: tuple[Rule, ...] = (*BY_NAME, *BY_TERMS, values)
"""All rules, in order. Units come before time, because time is told by comparing values; the last always decides."""
REFINEMENTS: tuple[Callable[[Verdict, Side, Side], Verdict], ...] = (same_origin, held_back)
"""What is done to a verdict that the rules have found."""


def verdict(a: Claim, b: Claim, ground: Ground) -> Verdict:
    """The verdict on two linked claims with different ids; the same whichever comes first."""
    return compare(side_of(a, ground), side_of(b, ground), ground)


def compare(a: Side, b: Side, ground: Ground) -> Verdict:
    """`verdict`, on sides made ready."""
    if b.claim.id < a.claim.id:
        a, b = b, a
    found = _first(a, b, ground)
    for refine in REFINEMENTS:
        found = refine(found, a, b)
    return found


def _first(a: Side, b: Side, ground: Ground) -> Verdict:
    notes: tuple[Reason, ...] = ()
    for rule in RULES:
        found = rule(a, b, ground)
        if isinstance(found, Verdict):
            return Verdict(found.kind, found.reasons + notes) if notes else found
        notes += found
    raise AssertionError("the last rule decides")
