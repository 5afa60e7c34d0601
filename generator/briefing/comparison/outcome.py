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


@dataclass(frozen=True, slots=True)
class Alike:
    """The verdict on all pairs of claims that no rule tells from one another."""

    kind: VerdictKind
    reasons: tuple[tuple[str, tuple[tuple[str, bool], ...]], ...]
    """Codes; for each field of its sentence whether it names the claim with the greater id."""

    def on(self, a: str, b: str) -> Verdict:
        """The verdict on two of these claims, `a` the lesser id."""
        reasons = [Reason(code, tuple([(f, b if is_b else a) for f, is_b in of])) for code, of in self.reasons]
        return Verdict(self.kind, tuple(reasons))

    @property
    def decided(self) -> bool:
        """An editor decides on claims by name."""
        return False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims and the verdict on them."""

    a: str
    """The claim's id, the lesser of the two."""
    b: str
    found: Verdict | Alike

    def __hash__(self) -> int:
        # Two claims of one build have one verdict.
        return hash((self.a, self.b))

    @property
    def kind(self) -> VerdictKind:
        """Of the verdict."""
        return self.found.kind

    @property
    def decided(self) -> bool:
        """Whether an editor decided it."""
        return self.found.decided

    @property
    def verdict(self) -> Verdict:
        """The verdict, with its reasons."""
        return self.found if isinstance(self.found, Verdict) else self.found.on(self.a, self.b)
