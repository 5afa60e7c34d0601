"""What there is to refer to: the names of all records, withheld and broken ones included."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from briefing.linking.names import Names
from briefing.linking.withholding import withheld_note
from briefing.problems import Keys, Problem, did_you_mean
from briefing.records import ARTICLE_VOICE, UNKNOWN, UNREADABLE, WHOLE_REGISTER


@dataclass(frozen=True)
class Target:
    """What a reference leads to."""

    id: str | None
    """None where it leads to nothing that is published."""
    problem: Problem | None = None
    """What is to be said of that; nothing where the record it leads to has a problem of its own."""

    @property
    def is_withheld(self) -> bool:
        """Whether it leads to what is not published yet."""
        return self.problem is not None and self.problem.code == "reference-withheld"


class Hints:
    """Looks for what was meant, as long as few are amiss: each look is held against every name there is."""

    COMPARED = 100_000
    """Names that are compared in one build."""

    def __init__(self) -> None:
        self._left = self.COMPARED

    def did_you_mean(self, name: str, known: Collection[str], otherwise: str) -> str:
        """`problems.did_you_mean`, or `otherwise` once enough has been looked for."""
        if self._left <= 0:
            return otherwise
        self._left -= len(known)
        return did_you_mean(name, known, otherwise)


@dataclass(frozen=True)
class Known:
    """Resolves references. A record that could not be read is known all the same: its own problem is enough."""

    names: Mapping[str, Names]
    """By kind: `actor`, `article`, `claim`, `event`, `figure`, `page`, `place`."""
    withheld: Mapping[str, frozenset[str]]
    """Ids that are not published, by kind."""
    broken: Mapping[str, frozenset[str]]
    """Ids of what could not be read, by kind; `WHOLE_REGISTER` where that is a whole register."""
    hints: Hints = field(default_factory=Hints)

    def find(
        self, kind: str, text: str, path: str, keys: Keys, consequence: str = "the reference is left out"
    ) -> Target:
        """Where a reference leads; `consequence` says what happens if that is withheld."""
        if text.startswith(UNREADABLE):
            return Target(None)
        found = self.names[kind].resolve(text, path, keys, self.hints.did_you_mean)
        if isinstance(found, Problem):
            # In a register that cannot be read there may be anything.
            return Target(None, None if WHOLE_REGISTER in self.broken.get(kind, ()) else found)
        if found in self.withheld.get(kind, ()):
            return Target(None, withheld_note(kind, found, path, keys, consequence))
        return Target(None) if found in self.broken.get(kind, ()) else Target(found)

    def origin(self, text: str, path: str, keys: Keys) -> Target:
        """Where `said_by` leads: an actor, or one of the two words that stand for none."""
        if text in (ARTICLE_VOICE, UNKNOWN):
            return Target(text)
        return self.find("actor", text, path, keys, "what it said is left out")
