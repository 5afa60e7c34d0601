"""Pairs of claims as JSON. There are very many, so all that they have in common is made once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from string import Formatter

from briefing.comparison.outcome import Alike, Pair
from briefing.comparison.pairs import is_undecided
from briefing.exporters.values import dumped
from briefing.pages.presenting import Presenter
from briefing.pages.sentences import reason_sentence

_Field = tuple[str, str, bool]
"""A field of a sentence: the side it is of, its name (see `Presenter.named`), whether the sentence begins with it."""


@dataclass(frozen=True, slots=True)
class _Form:
    """The text on all pairs of which one thing was found."""

    found: Alike
    rest: str
    """What follows the two ids, with `%s` for each field."""
    fields: tuple[tuple[bool, _Field], ...]
    """Each with whether it is said of the second claim."""


class _Said(dict[_Field, str]):
    """What sentences say of one claim, as it stands between the quotes of JSON; made when it is first asked for."""

    def __init__(self, presenter: Presenter, claim: str) -> None:
        self._presenter = presenter
        self._claim = claim

    def __missing__(self, field: _Field) -> str:
        side, name, begins = field
        words = self._presenter.language.isolated(self._presenter.named(side, self._claim)[name])
        said = self[field] = dumped(words[:1].upper() + words[1:] if begins else words)[1:-1]
        return said


class PairTexts:
    """Makes the texts for one build."""

    def __init__(self, presenter: Presenter) -> None:
        self._presenter = presenter
        self._forms: dict[int, _Form] = {}
        """By the identity of what was found."""
        self._said: dict[str, _Said] = {}

    def texts(self, pairs: Iterable[Pair]) -> str:
        """Those that are published, as an array."""
        return f"[{','.join([self.text(p) for p in pairs if not is_undecided(p)])}]"

    def text(self, pair: Pair, before: str = "") -> str:
        """One pair; `before` are its first members."""
        found = pair.found
        if not isinstance(found, Alike):
            sentences = " ".join([reason_sentence(self._presenter, r) for r in found.reasons])
            rest = f"{_head(pair.kind.value, [r.code for r in found.reasons])}{dumped(sentences)[1:-1]}"
        else:
            form = self._forms.get(id(found)) or self._form(found)
            a, b = self._said_of(pair.a), self._said_of(pair.b)
            rest = form.rest % tuple([(b if of_b else a)[field] for of_b, field in form.fields])
        return f'{{{before}"a":"{pair.a}","b":"{pair.b}{rest}"}}'

    def _said_of(self, claim: str) -> _Said:
        if (said := self._said.get(claim)) is None:
            said = self._said[claim] = _Said(self._presenter, claim)
        return said

    def _form(self, found: Alike) -> _Form:
        parts: list[str] = []
        fields: list[tuple[bool, _Field]] = []
        for code, of in found.reasons:
            is_b = dict(of)
            begins = True
            for words, field, _, _ in Formatter().parse(self._presenter.language.say(f"reason.{code}")):
                if begins and words:
                    words, begins = words[:1].upper() + words[1:], False
                parts.append(dumped(words)[1:-1].replace("%", "%%"))
                if field is not None:
                    side = field[-1]
                    fields.append((is_b[side], (side, field, begins)))
                    parts.append("%s")
                    begins = False
            parts.append(" ")
        head = _head(found.kind.value, [code for code, _ in found.reasons]).replace("%", "%%")
        form = self._forms[id(found)] = _Form(found, head + "".join(parts[:-1]), tuple(fields))
        return form


def _head(verdict: str, because: list[str]) -> str:
    return f'","verdict":"{verdict}","because":{dumped([*because])},"words":"'
