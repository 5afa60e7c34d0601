"""What there is to refer to: the names of all records, withheld and broken ones included."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.linking.names import Names
from briefing.linking.withholding import withheld_note
from briefing.problems import Keys, Problem
from briefing.records import ARTICLE_VOICE, UNKNOWN


@dataclass(frozen=True)
class Target:
    """What a reference leads to."""

    id: str = ""
    withheld: bool = False
    problem: Problem | None = None


@dataclass(frozen=True)
class Known:
    """Resolves references. A record that could not be read is known all the same: its own problem is enough."""

    names: Mapping[str, Names]
    """By kind: `actor`, `article`, `claim`, `event`, `figure`, `page`, `place`."""
    withheld: Mapping[str, frozenset[str]]
    """Ids that are not published, by kind."""

    def find(self, kind: str, text: str, path: str, keys: Keys, consequence: str = "the reference is left out") -> Target:
        """Where a reference leads; `consequence` says what happens if that is withheld."""
        found = self.names[kind].resolve(text, path, keys)
        if isinstance(found, Problem):
            return Target(problem=found)
        if found in self.withheld[kind]:
            return Target(found, withheld=True, problem=withheld_note(kind, found, path, keys, consequence))
        return Target(found)

    def origin(self, text: str, path: str, keys: Keys) -> Target:
        """Where `said_by` leads: an actor, or one of the two words that stand for none."""
        if text in (ARTICLE_VOICE, UNKNOWN):
            return Target(text)
        return self.find("actor", text, path, keys, "what it said is left out")
