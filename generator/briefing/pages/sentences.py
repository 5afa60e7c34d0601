"""Verdicts as an editor would write them."""

from __future__ import annotations

from briefing.comparison.outcome import Pair, Reason
from briefing.dates import parse_edtf
from briefing.pages.presenting import Presenter


def verdict_sentence(presenter: Presenter, pair: Pair) -> str:
    """The reason that decided, in one sentence."""
    return reason_sentence(presenter, pair.verdict.reasons[0])


def note_sentences(presenter: Presenter, pair: Pair) -> tuple[str, ...]:
    """The further reasons, a sentence each."""
    return tuple(reason_sentence(presenter, r) for r in pair.verdict.reasons[1:])


def reason_sentence(presenter: Presenter, reason: Reason) -> str:
    """One reason in words."""
    fields: dict[str, str] = {}
    for name, value in reason.params:
        if name in ("a", "b"):
            fields.update(presenter.named(name, value))
        else:
            fields[name] = value
    if "on" in fields:
        fields["on"] = presenter.language.date(parse_edtf(fields["on"]))
    sentence = presenter.language.say(f"reason.{reason.code}", **fields)
    return sentence[:1].upper() + sentence[1:]
