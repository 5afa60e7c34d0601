"""Answers that are made once, and in a running preview made again only where something they were made from changed.

A function marked `recalled` is asked as often as one likes and works once. Where a `Recall` observes, it notes what
each answer looked at: entries of observed mappings, fields of observed records, other answers. After a change
(`Recall.renew`) only the answers that looked at something changed are made again, those below first; an answer that
comes out equal leaves those above it alone. Nobody declares what depends on what, so nobody can forget it.

The functions have to be pure: all they look at that may change is observed, and what they give is frozen and equal to
itself. [Acar, "Self-adjusting computation"; Hammer et al., "Adapton"]
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache, wraps
from itertools import count
from operator import attrgetter
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

Cell = tuple[Hashable, ...]
"""Something that can be looked at: an entry or the keys or the whole of an observed mapping, a field, an answer."""

KEYS = "keys"
WHOLE = "whole"


class Recalls(Protocol):
    """What the first argument of a recalled function is."""

    @property
    def recall(self) -> Recall:
        """One and the same for as long as it lives."""


S = TypeVar("S", bound=Recalls)
P = ParamSpec("P")
A = TypeVar("A")
K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T")


def recalled(make: Callable[Concatenate[S, P], A]) -> Callable[Concatenate[S, P], A]:
    """Marks a function or method whose answer depends on its arguments, and on what it can look at through the first.

    Its other arguments are positional and hashable. Of each class there is one first argument to a `Recall`.
    """

    @wraps(make)
    def ask(owner: S, /, *args: P.args, **_: P.kwargs) -> A:
        recall = owner.recall
        key = (make, *args)
        if not recall.observes and (answer := recall.answers.get(key)) is not None:
            return cast(A, answer.value)
        return recall.ask(key, make, owner, args)

    return ask


@dataclass(slots=True)
class _Answer:
    value: object
    make: Callable[..., object]
    owner: object
    looked_at: frozenset[Cell] = frozenset()
    height: int = 0
    """Above everything it looked at."""


class _Reader:
    """Notes what one answer looks at while it is made."""

    __slots__ = ("cells", "height")

    def __init__(self) -> None:
        self.cells: set[Cell] = set()
        self.height = 0


class Recall:
    """All answers given so far.

    Args:
        observes: whether it is to live through changes; else it only remembers.
    """

    def __init__(self, *, observes: bool = False) -> None:
        self.answers: dict[Cell, _Answer] = {}
        self.observes = observes
        self.made = 0
        """Answers made so far."""
        self._readers: list[_Reader] = []
        self._seen_by: dict[Cell, set[Cell]] = {}
        """By cell: the answers that looked at it."""
        self._stale: set[Cell] = set()
        self._moved: set[Cell] = set()
        """Answers that came out another way, of which those above them do not know yet."""
        self._asked: set[Cell] = set()
        """Asked for from outside, not only by other answers, since the last `settle`."""
        self._wanted: set[Cell] = set()
        """And before it."""

    def note(self, cell: Cell) -> None:
        """The answer that is being made looks at this."""
        if self._readers:
            self._readers[-1].cells.add(cell)

    def ask(self, key: Cell, make: Callable[..., A], owner: object, args: tuple[Any, ...]) -> A:
        """The answer, made now if there is none that holds."""
        answer = self.answers.get(key)
        if answer is None or key in self._stale:
            answer = self._make(key, make, owner, args)
        if self._readers:
            reader = self._readers[-1]
            reader.cells.add(key)
            reader.height = max(reader.height, answer.height + 1)
        elif self.observes:
            self._asked.add(key)
        return cast(A, answer.value)

    def _make(self, key: Cell, make: Callable[..., object], owner: object, args: tuple[Any, ...]) -> _Answer:
        self.made += 1
        if not self.observes:
            answer = self.answers[key] = _Answer(make(owner, *args), make, owner)
            return answer
        reader = _Reader()
        self._readers.append(reader)
        try:
            value = make(owner, *args)
        finally:
            self._readers.pop()
        before = self.answers.get(key)
        answer = _Answer(value, make, owner, frozenset(reader.cells), reader.height)
        # The old value stands for the new where they are equal: whoever holds it has nothing to compare.
        if before is not None:
            if differs(before.value, value):
                self._moved.add(key)
            else:
                answer.value = before.value
        self.answers[key] = answer
        self._stale.discard(key)
        for cell in answer.looked_at:
            self._seen_by.setdefault(cell, set()).add(key)
        if before is not None:
            self._leave(key, before.looked_at - answer.looked_at)
        return answer

    def renew(self, changed: Iterable[Cell]) -> None:
        """Makes again what these cells have a part in, as far as it goes on changing.

        An answer that can no longer be given is forgotten: whoever still asks for it gets the exception.
        """
        order = count()
        waiting: list[tuple[int, int, Cell]] = []

        def spoil(cell: Cell) -> None:
            for key in self._seen_by.get(cell, ()):
                if key not in self._stale:
                    self._stale.add(key)
                    heapq.heappush(waiting, (self.answers[key].height, next(order), key))

        for cell in changed:
            spoil(cell)
        while waiting:
            key = heapq.heappop(waiting)[2]
            if key in self._stale:
                old = self.answers[key]
                try:
                    self._make(key, old.make, old.owner, key[1:])
                except Exception:
                    self._forget(key)
                    spoil(key)
            # Made here; or asked for in between by one that lay below it and had not looked at it before: whoever else
            # looked at it has yet to hear what came out.
            if key in self._moved:
                self._moved.discard(key)
                spoil(key)

    def _forget(self, key: Cell) -> None:
        self._stale.discard(key)
        self._moved.discard(key)
        if (answer := self.answers.pop(key, None)) is not None:
            self._leave(key, answer.looked_at)

    def _leave(self, key: Cell, cells: Iterable[Cell]) -> None:
        """The answer no longer looks at these; an answer that nobody looks at goes."""
        for cell in cells:
            seen_by = self._seen_by.get(cell)
            if seen_by is None:
                continue
            seen_by.discard(key)
            if not seen_by:
                del self._seen_by[cell]
                if cell in self.answers and cell not in self._wanted and cell not in self._asked:
                    self._forget(cell)

    def settle(self) -> None:
        """After all that is wanted was asked for: forgets what was wanted before and is no longer."""
        gone, self._wanted, self._asked = self._wanted - self._asked, self._asked, set()
        for key in gone:
            if key not in self._seen_by:
                self._forget(key)


class Observed(Mapping[K, V]):
    """A mapping that tells a `Recall` what of it is looked at."""

    __slots__ = ("_data", "_name", "_recall")

    def __init__(self, recall: Recall, name: str, data: Mapping[K, V]) -> None:
        self._recall = recall
        self._name = name
        self._data = data

    def __getitem__(self, key: K) -> V:
        self._recall.note((self._name, key))
        return self._data[key]

    def get(self, key: K, default: Any = None) -> Any:
        """As of any mapping."""
        self._recall.note((self._name, key))
        return self._data.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._recall.note((self._name, key))
        return key in self._data

    def __iter__(self) -> Iterator[K]:
        self._recall.note((KEYS, self._name))
        return iter(self._data)

    def __len__(self) -> int:
        self._recall.note((KEYS, self._name))
        return len(self._data)

    def values(self) -> Any:
        """As of any mapping."""
        self._recall.note((WHOLE, self._name))
        return self._data.values()

    def items(self) -> Any:
        """As of any mapping."""
        self._recall.note((WHOLE, self._name))
        return self._data.items()

    def replace(self, data: Mapping[K, V]) -> Iterator[Cell]:
        """Becomes another mapping; gives the cells that differ."""
        old, self._data = self._data, data
        if old is data:
            return
        others = [key for key, value in data.items() if old.get(key, self) is not value]
        changed = [key for key in others if key not in old or differs(old[key], data[key])]
        gone = old.keys() - data.keys() if len(old) + len(others) > len(data) else ()
        yield from ((self._name, key) for key in (*changed, *gone))
        if changed or gone:
            yield (WHOLE, self._name)
        if list(old) != list(data):
            yield (WHOLE, self._name)
            yield (KEYS, self._name)


class _Fields:
    """A frozen record that tells a `Recall` which of its fields are looked at; its mappings tell of their entries."""

    def __init__(self, recall: Recall, name: str, record: object) -> None:
        self._recall = recall
        self._name = name
        self._record = record
        self._parts: dict[str, Observed[Any, Any] | _Fields] = {}
        for field in fields(record):  # type: ignore[arg-type]
            value, path = getattr(record, field.name), f"{name}.{field.name}"
            if isinstance(value, Mapping):
                self._parts[field.name] = Observed(recall, path, value)
            elif is_dataclass(value):
                self._parts[field.name] = _Fields(recall, path, value)
        self.__dict__.update(self._parts)

    def __getattr__(self, name: str) -> object:
        self._recall.note((self._name, name))
        return getattr(self._record, name)

    def replace(self, record: object) -> Iterator[Cell]:
        """Becomes another record of the same class; gives the cells that differ."""
        old, self._record = self._record, record
        for field in fields(record):  # type: ignore[arg-type]
            before, now = getattr(old, field.name), getattr(record, field.name)
            if (part := self._parts.get(field.name)) is not None:
                yield from part.replace(now)
            elif differs(before, now):
                yield (self._name, field.name)


def observe(recall: Recall, name: str, record: T) -> T:
    """A frozen dataclass whose every look is noted. Its methods are not there, only its fields."""
    return cast(T, _Fields(recall, name, record))


def replace_observed(observed: object, record: object) -> list[Cell]:
    """Puts another record in the place of an observed one; gives what differs, for `Recall.renew`."""
    assert isinstance(observed, _Fields)
    return list(observed.replace(record))


def differs(one: object, other: object) -> bool:
    """Whether a page could tell: 1.0 and 1.00 are equal numbers and different words."""
    if one is other:
        return False
    kind = type(one)
    if kind is not type(other):
        return True
    if kind is str:
        return one != other
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) != len(other) or any(map(differs, one, other))
    if (parts := _parts_of(cast(Hashable, kind))) is not None:
        return any(map(differs, parts(one), parts(other)))
    return one != other or repr(one) != repr(other)


@cache
def _parts_of(kind: Any) -> Callable[[object], tuple[object, ...]] | None:
    """What gives the values of all fields of a class; None for what is no record, or equal to itself alone."""
    names = [field.name for field in fields(kind)] if is_dataclass(kind) and kind.__eq__ is not object.__eq__ else []
    if not names:
        return None
    if len(names) == 1:
        return lambda one: (getattr(one, names[0]),)
    return attrgetter(*names)
