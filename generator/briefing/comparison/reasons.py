"""The sentence of every reason, in English, as an editor would write it. No computed interval stands in any of them."""

from __future__ import annotations

from collections.abc import Mapping

REASONS: Mapping[str, str] = {
    "editor-decision": "{by} decided on {on}: {because}",
    "denies": "{a} expressly denies the claim made by {b}.",
    "challenges": "{a} challenges the claim made by {b}, without giving a value instead.",
    "different-figures": "The two answer different questions.",
    "no-value": "{a} gives no value that could be compared.",
    "forecast": "{a} gives a forecast, {b} does not.",
    "ordered": "{a} tells what was ordered, {b} does not.",
    "different-places": "The two speak of different places: {place_a} and {place_b}.",
    "different-scopes": "The two do not cover the same: {scope_a}; {scope_b}.",
    "place-not-stated": "{a} does not say for which place it holds.",
    "scope-not-stated": "{a} does not say what exactly is covered.",
    "part-exceeds-whole": "{a} counts more in {place_a} alone than {b} in all of {place_b}.",
    "interpretation": "The two are readings of what happened: listed, not compared.",
    "different-units": "The two are in units that cannot be converted: {unit_a} and {unit_b}.",
    "unit-not-stated": "{a} gives no unit.",
    "changed": "The two speak of different times, and things may have changed in between.",
    "unchanged": "The two speak of different times, and both can be right.",
    "grew": "The later count, given by {b}, is above the earlier one, given by {a}.",
    "fell": "The later count, given by {b}, is below the earlier one, given by {a}; a running count cannot fall.",
    "conflict-if-one-time": "The two cannot both be right if they speak of one time.",
    "compatible-at-any-time": "Both can be right, even if they speak of one time.",
    "time-not-stated": "{a} does not say when this was so.",
    "times-overlap": "The times of which they speak are neither the same nor clearly apart: {as_of_a} and {as_of_b}.",
    "numbers-apart": "The two give different numbers that cannot both be right.",
    "dates-apart": "The two give dates that cannot both be right.",
    "answers-exclude": "The two give answers that exclude each other.",
    "numbers-agree": "The two numbers agree.",
    "dates-agree": "The two dates agree.",
    "same-answer": "Both give the same answer.",
    "answers-not-exclusive": "The two give different answers, and both can be right.",
    "same-word": "Both say “{value_a}”, which is no exact number.",
    "vague-word": "“{value_a}” is too vague to rule out “{value_b}”.",
    "open-bound": "“{value_a}” leaves room for “{value_b}”.",
    "date-open": "“{value_a}” has an open end and leaves room for “{value_b}”.",
    "less-precise": "“{value_b}” fits within “{value_a}”, which is less precise.",
    "zone-not-stated": "A time of day is given without its time zone, so the two may be the same moment.",
    "same-origin": "Both go back to one origin, {a}.",
    "contradicts-itself": "Both go back to one origin, {a}, and cannot both be right.",
    "paraphrase-against-quote": "One is a quotation of {a}, the other a paraphrase, and they cannot both be right.",
    "hedged": "{a} holds back: the claim is hedged.",
    "hearsay": "{a} passes on hearsay.",
}
"""By code. A sentence may name, of the claims that the reason calls `a` and `b` (or of `a` alone):

- `{a}` the origin's display name,
- `{value_a}` the value in the claim's own words ("at least 7", "a lot", "about 40,000"),
- `{as_of_a}` the time at which it held, in words,
- `{place_a}` the place's name,
- `{scope_a}` and `{unit_a}`, as written.

Where it matters, `a` is the one who denies or forecasts, the part, the earlier, the less precise, the quotation.
`{because}`, `{by}` and `{on}` (EDTF) stand in the reason itself.
"""
