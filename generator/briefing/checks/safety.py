"""What editors have noted on the safety of a source: shown to them, never on the site."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.findings import Findings
from briefing.library import Library
from briefing.linking.subjects import ACTORS
from briefing.problems import Problem


def check(library: Library, findings: Findings) -> Iterator[Problem]:
    """A note for each actor with a `safety`."""
    for actor in library.actors.values():
        if actor.safety:
            yield Problem("safety", ACTORS, f"`{actor.id}`: {actor.safety}", "", (actor.id, "safety"))
