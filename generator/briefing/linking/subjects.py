"""Events, figures, actors and places linked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from briefing.config import Config
from briefing.linking.known import Known
from briefing.linking.values import typed_value
from briefing.problems import Keys, Problem
from briefing.records import Actor, Event, Figure, FigureKind, Place

DEEPEST = 32
"""Places within each other."""
ACTORS, PLACES = "actors.yaml", "places.yaml"


class SubjectLinker:
    """Links one record after another; `problems` gathers what it finds."""

    def __init__(self, config: Config, known: Known) -> None:
        self._config = config
        self._known = known
        self.problems: list[Problem] = []

    def _one(self, kind: str, text: str | None, path: str, keys: Keys) -> str | None:
        if text is None:
            return None
        target = self._known.find(kind, text, path, keys)
        if target.problem is not None:
            self.problems.append(target.problem)
        return target.id

    def _many(self, kind: str, texts: tuple[str, ...], path: str, keys: Keys) -> tuple[str, ...]:
        found = (self._one(kind, text, path, (*keys, i)) for i, text in enumerate(texts))
        return tuple(dict.fromkeys(id_ for id_ in found if id_ is not None))

    def event(self, event: Event) -> Event:
        """The event with ids for names."""
        return replace(
            event,
            place=self._one("place", event.place, event.path, ("place",)),
            actors=self._many("actor", event.actors, event.path, ("actors",)),
            figures=self._many("figure", event.figures, event.path, ("figures",)),
        )

    def figure(self, figure: Figure) -> Figure:
        """The figure with ids for names; its decisions are linked once the claims are."""
        if figure.kind is FigureKind.CATEGORY and not figure.choices:
            self.problems.append(
                Problem(
                    "missing-key",
                    figure.path,
                    "A category needs `choices`.",
                    "Add a line `choices: [first, second]`.",
                    ("kind",),
                )
            )
        if figure.kind is not FigureKind.CATEGORY and figure.choices:
            message = f"`choices` are a category's, and this figure is of the kind `{figure.kind.value}`."
            self.problems.append(
                Problem(
                    "value-kind",
                    figure.path,
                    message,
                    "Write `kind: category`, or leave the choices out.",
                    ("choices",),
                )
            )
        resolved = figure.resolved
        if resolved is not None:
            value = typed_value(resolved.value, figure, figure.path, ("resolved", "value"))
            if isinstance(value, Problem):
                self.problems.append(value)
                resolved = None
            else:
                resolved = replace(resolved, value=value)
        return replace(
            figure,
            place=self._one("place", figure.place, figure.path, ("place",)),
            event=self._one("event", figure.event, figure.path, ("event",)),
            related=tuple(r for r in self._many("figure", figure.related, figure.path, ("related",)) if r != figure.id),
            tolerance=self._config.tolerance if figure.tolerance is None else figure.tolerance,
            resolved=resolved,
        )

    def actor(self, actor: Actor) -> Actor:
        """The actor with ids for names."""
        return replace(actor, not_same_as=self._many("actor", actor.not_same_as, ACTORS, (actor.id, "not_same_as")))

    def place(self, place: Place) -> Place:
        """The place with an id for what it is part of."""
        return replace(place, part_of=self._one("place", place.part_of, PLACES, (place.id, "part_of")))


def ancestry(places: Mapping[str, Place]) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """For each place those it lies in, the nearest first; a loop is a problem, named once for each place in it."""
    chains: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for start in sorted(places):
        chain: dict[str, None] = {}
        at = places[start].part_of
        while at is not None and at in places and at not in chain and at != start and len(chain) <= DEEPEST:
            chain[at] = None
            at = places[at].part_of
        if len(chain) > DEEPEST:
            message = f"`{start}` lies in more than {DEEPEST} places, each a part of the next."
            problems.append(
                Problem("place-loop", PLACES, message, "Name in `part_of` a place further up.", (start, "part_of"))
            )
            chain = {}
        if at == start:
            way = " → ".join((start, *chain, start))
            problems.append(
                Problem(
                    "place-loop",
                    PLACES,
                    f"`{start}` would be a part of itself: {way}.",
                    "Take out one `part_of`.",
                    (start, "part_of"),
                )
            )
            chain = {}
        chains[start] = tuple(chain)
    return chains, problems
