"""Verdicts as an editor would write them."""

from __future__ import annotations

from briefing.comparison.outcome import Reason
from briefing.dates import parse_edtf
from briefing.figures import Pair
from briefing.pages.presenting import Presenter
from briefing.pages.wording import claim_words
from briefing.records import Claim


def verdict_sentence(presenter: Presenter, pair: Pair) -> str:
    """The reason that decided, in one sentence."""
    return reason_sentence(presenter, pair, pair.verdict.reasons[0])


def note_sentences(presenter: Presenter, pair: Pair) -> tuple[str, ...]:
    """The further reasons, a sentence each."""
    return tuple(reason_sentence(presenter, pair, r) for r in pair.verdict.reasons[1:])


def reason_sentence(presenter: Presenter, pair: Pair, reason: Reason) -> str:
    """One reason in words."""
    params = dict(reason.params)
    fields: dict[str, str] = {}
    for side in ("a", "b"):
        if side in params:
            fields.update(_fields(presenter, side, presenter.claim(params[side])))
    fields.update((k, v) for k, v in params.items() if k not in ("a", "b"))
    if "on" in fields:
        fields["on"] = presenter.language.date(parse_edtf(fields["on"]))
    sentence = presenter.language.say(f"reason.{reason.code}", **fields)
    return sentence[:1].upper() + sentence[1:]


def _fields(presenter: Presenter, side: str, claim: Claim) -> dict[str, str]:
    figure, language = presenter.figure(claim.figure), presenter.language
    return {
        side: presenter.origin(claim).name,
        f"value_{side}": claim_words(claim, figure, language),
        f"as_of_{side}": language.date(claim.as_of.date) if claim.as_of.date else language.say("when.as-of-unknown"),
        f"place_{side}": presenter.title_of("place", claim.place) if claim.place else "",
        f"scope_{side}": claim.scope or "",
        f"unit_{side}": claim.unit or "",
    }
