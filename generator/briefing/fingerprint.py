"""Digests of values: the one place that turns what a page shows into a key.

The set of types is closed on purpose. A set, a dict, a float or a list has no one form that is the same in every
process, so it is refused rather than hashed by luck.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from operator import attrgetter
from pathlib import PurePosixPath
from typing import Any, NewType

Digest = NewType("Digest", str)
"""BLAKE2b of 16 bytes, in hexadecimal."""


def digest_bytes(*parts: bytes) -> Digest:
    """Digest of the parts in order; each is prefixed by its length, so `("ab", "c")` is not `("a", "bc")`."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        digest.update(b"%d:" % len(part))
        digest.update(part)
    return Digest(digest.hexdigest())


class Digester:
    """Digests of values, each part of a value looked at once however many values share it.

    It keeps what it has seen alive: use one for one build.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, tuple[object, ...]]] = {}

    def digest(self, value: object) -> Digest:
        """Digest of a value made of frozen dataclasses, tuples, enums, strings, numbers, dates, bytes and None.

        Raises:
            TypeError: for any other type, naming it.
        """
        # Before version 3, what is marshalled says nothing of which parts are one and the same object.
        return Digest(_hash(marshal.dumps(self._plain(value), 2)).hex())

    def _plain(self, value: Any) -> Any:
        """A form that no other value has, of tuples, strings and the like; a tuple that is none begins with `...`."""
        kind: type = type(value)
        if value is None or kind in _AS_THEY_ARE:
            return value
        if kind is tuple:
            return tuple([v if type(v) is str else self._plain(v) for v in value])
        known = self._known.get(id(value))
        if known is None:
            form = _form(kind)
            if form is None:
                return (..., *_rarely(value))
            head, values = form
            plain = (..., head, *[v if type(v) is str else self._plain(v) for v in values(value)])
            known = self._known[id(value)] = (value, plain)
        return known[1]


_AS_THEY_ARE = frozenset({str, bool, int})


@cache
def _form(kind: type) -> tuple[str, Callable[[object], tuple[object, ...]]] | None:
    """What stands before the values of a dataclass, and how to get them; None for another type."""
    if not is_dataclass(kind):
        return None
    names = tuple(f.name for f in fields(kind))

    def values(value: object) -> tuple[object, ...]:
        return tuple(getattr(value, name) for name in names)

    # With fewer than two names, attrgetter gives no tuple.
    get: Callable[[object], tuple[object, ...]] = attrgetter(*names) if len(names) > 1 else values
    return f"{kind.__name__}({','.join(names)})", get


def _hash(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


def _rarely(value: object) -> tuple[object, ...]:
    if isinstance(value, Enum):
        return "enum", type(value).__name__, value.name
    if type(value) is bytes:
        return "bytes", _hash(value)
    if isinstance(value, Decimal):
        return "decimal", str(value)
    if isinstance(value, date):
        return "date", value.isoformat()
    if isinstance(value, PurePosixPath):
        return "path", str(value)
    raise TypeError(f"a view may not hold a {type(value).__name__}: it has no one digest")


def digest_value(value: object) -> Digest:
    """`Digester.digest` for a value that shares nothing with others."""
    return Digester().digest(value)
