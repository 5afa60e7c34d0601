"""What a comparison comes to: a verdict and its reasons, as values; the sentences are made elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class VerdictKind(Enum):
    """How two claims stand to one another, in the content model's words."""

    CONFLICT = "conflict"
    DENIED = "denied"
    CHALLENGED = "challenged"
    SELF_INCONSISTENT = "self-inconsistent"
    POSSIBLE_CONFLICT = "possible-conflict"
    CHANGED_OVER_TIME = "changed-over-time"
    AGREE = "agree"
    COMPATIBLE = "compatible"
    FORECAST_AND_OUTCOME = "forecast-and-outcome"
    NOT_COMPARABLE = "not-comparable"
    REPEATS = "repeats"
    INTERPRETATION = "interpretation"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, as the code of a sentence in the catalogues (`reason.<code>`) and what fills it."""

    code: str
    params: tuple[tuple[str, str], ...] = ()
    """`a` and `b` are ids of claims: a sentence may name their origins, values, times, places, scopes and units.

    Where it matters, `a` is the one who denies or forecasts, the part, the earlier, the less precise, the quotation.
    Any other field is text.
    """


EDITOR_DECISION = "editor-decision"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on two claims."""

    kind: VerdictKind
    reasons: tuple[Reason, ...]
    """The deciding one first, then what was noted on the way."""

    @property
    def decided(self) -> bool:
        """Whether an editor decided it."""
        return self.reasons[0].code == EDITOR_DECISION
