"""Digests of values: the one place that turns what a page shows into a key.

The set of types is closed on purpose. A set, a dict, a float or a list has no one form that is the same in every
process, so it is refused rather than hashed by luck.
"""

from __future__ import annotations

import hashlib
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
    """Digests of values, each part of a value digested once however many values share it.

    It keeps what it has seen alive: use one for one build.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, bytes]] = {}

    def digest(self, value: object) -> Digest:
        """Digest of a value made of frozen dataclasses, tuples, enums, strings, numbers, dates, bytes and None.

        Raises:
            TypeError: for any other type, naming it.
        """
        return Digest(_hash(self._encoded(value)).hex())

    def _encoded(self, value: Any) -> bytes:
        """A form that no other value has: every part says its type, and its length where that is not fixed."""
        kind = type(value)
        # Strings first: nine values in ten are strings.
        if kind is str:
            return _text(value)
        if value is None:
            return b"n"
        if kind is tuple:
            return b"t%d:%b" % (len(value), b"".join(map(self._encoded, value)))
        if value is True or value is False:
            return b"b1" if value else b"b0"
        if kind is int:
            return b"i%d;" % value
        if is_dataclass(kind):
            known = self._known.get(id(value))
            if known is None:
                head, values = _form(kind)
                parts = b"".join([_text(v) if type(v) is str else self._encoded(v) for v in values(value)])
                known = self._known[id(value)] = (value, b"d" + _hash(head + parts))
            return known[1]
        return _rarely(value)


@cache
def _form(kind: type) -> tuple[bytes, Callable[[object], tuple[object, ...]]]:
    """What stands before the values of a dataclass, and how to get them."""
    names = tuple(f.name for f in fields(kind))

    def values(value: object) -> tuple[object, ...]:
        return tuple(getattr(value, name) for name in names)

    # With fewer than two names, attrgetter gives no tuple.
    get: Callable[[object], tuple[object, ...]] = attrgetter(*names) if len(names) > 1 else values
    return b"%b(%b)" % (kind.__name__.encode(), ",".join(names).encode()), get


_LONG = 1 << 12


def _text(value: str) -> bytes:
    data = value.encode("utf-8", "surrogatepass")
    # A long text goes in as its hash, so that it is not copied once for every value around it.
    return b"s%d:%b" % (len(data), data) if len(data) < _LONG else b"S%d:%b" % (len(data), _hash(data))


def _hash(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


def _rarely(value: object) -> bytes:
    if isinstance(value, Enum):
        data = f"{type(value).__name__}.{value.name}".encode()
        return b"e%d:%b" % (len(data), data)
    if type(value) is bytes:
        return b"y%d:%b" % (len(value), _hash(value))
    if isinstance(value, Decimal):
        return b"c%b;" % str(value).encode()
    if isinstance(value, date):
        return b"a%b;" % value.isoformat().encode()
    if isinstance(value, PurePosixPath):
        data = str(value).encode()
        return b"p%d:%b" % (len(data), data)
    raise TypeError(f"a view may not hold a {type(value).__name__}: it has no one digest")


def digest_value(value: object) -> Digest:
    """`Digester.digest` for a value that shares nothing with others."""
    return Digester().digest(value)
