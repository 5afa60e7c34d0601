"""Rule 0: an editor's decision wins, and a claim that expressly denies another is taken at its word."""

from __future__ import annotations

from briefing.comparison.outcome import EDITOR_DECISION, Reason, Verdict, VerdictKind
from briefing.comparison.sides import Ground, Side, between


def decision(a: Side, b: Side, ground: Ground) -> Verdict | tuple[Reason, ...]:
    """What an editor decided on these two claims, of one figure or of two."""
    found = ground.decision(a.claim.id, b.claim.id)
    if found is None:
        return ()
    reason = Reason(EDITOR_DECISION, (("because", found.because), ("by", found.by), ("on", found.on.text)))
    return Verdict(VerdictKind(found.verdict), (reason,))


def dispute(a: Side, b: Side, _ground: Ground) -> Verdict | tuple[Reason, ...]:
    """Denied where the one who disputes gives a value of its own, else challenged."""
    disputers = [(x, y) for x, y in ((a, b), (b, a)) if y.claim.id in x.claim.disputes]
    if not disputers:
        return ()
    denials = tuple(between("denies", x, y) for x, y in disputers if x.claim.value is not None)
    challenges = tuple(between("challenges", x, y) for x, y in disputers if x.claim.value is None)
    return Verdict(VerdictKind.DENIED if denials else VerdictKind.CHALLENGED, denials + challenges)
