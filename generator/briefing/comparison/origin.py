"""Rule 10: what one origin says twice is one voice, and what it says in two ways is its own inconsistency."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.comparison.outcome import Reason, Verdict, VerdictKind
from briefing.comparison.sides import Side, between
from briefing.records import Wording

WITHIN_ONE_ORIGIN: Mapping[VerdictKind, VerdictKind] = {
    VerdictKind.AGREE: VerdictKind.REPEATS,
    VerdictKind.COMPATIBLE: VerdictKind.REPEATS,
    VerdictKind.CONFLICT: VerdictKind.SELF_INCONSISTENT,
}
"""What a verdict becomes where both claims go back to one origin; any other stays what it is."""


def same_origin(found: Verdict, a: Side, b: Side) -> Verdict:
    """The verdict, changed where both claims go back to one known origin and no editor decided."""
    kind = WITHIN_ONE_ORIGIN.get(found.kind)
    if kind is None or a.origin is None or a.origin != b.origin or found.decided:
        return found
    reason = between("same-origin", a, b) if kind is VerdictKind.REPEATS else _inconsistency(a, b)
    return Verdict(kind, (reason, *found.reasons))


def _inconsistency(a: Side, b: Side) -> Reason:
    for quote, paraphrase in ((a, b), (b, a)):
        if quote.claim.wording is Wording.QUOTE and paraphrase.claim.wording is Wording.PARAPHRASE:
            return between("paraphrase-against-quote", quote, paraphrase)
    return between("contradicts-itself", a, b)
