"""Digests of values: the one place that turns what a page shows into a key.

The set of types is closed on purpose. A set, a dict, a float or a list has no one form that is the same in every
process, so it is refused rather than hashed by luck.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from pathlib import PurePosixPath
from typing import NewType

Digest = NewType("Digest", str)
"""BLAKE2b of 16 bytes, in hexadecimal."""


def digest_bytes(*parts: bytes) -> Digest:
    """Digest of the parts in order; each is prefixed by its length, so `("ab", "c")` is not `("a", "bc")`."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        digest.update(b"%d:" % len(part))
        digest.update(part)
    return Digest(digest.hexdigest())


def digest_value(value: object) -> Digest:
    """Digest of a value made of frozen dataclasses, tuples, enums, strings, numbers, dates, bytes and None.

    Raises:
        TypeError: for any other type, naming it.
    """
    chunks: list[bytes] = []
    _feed(value, chunks)
    return digest_bytes(*chunks)


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


def _feed(value: object, out: list[bytes]) -> None:
    # Strings first: nine values in ten are strings.
    if type(value) is str:
        out.append(b"s" + value.encode("utf-8", "surrogatepass"))
    elif value is None:
        out.append(b"n")
    elif value is True or value is False:
        out.append(b"b1" if value else b"b0")
    elif type(value) is int:
        out.append(b"i%d" % value)
    elif type(value) is tuple:
        out.append(b"t%d" % len(value))
        for item in value:
            _feed(item, out)
    elif isinstance(value, Enum):
        out.append(b"e" + type(value).__name__.encode() + b"." + value.name.encode())
    elif is_dataclass(value) and not isinstance(value, type):
        kind = type(value)
        names = _field_names(kind)
        out.append(b"d%d" % len(names) + kind.__name__.encode())
        for name in names:
            out.append(name.encode())
            _feed(getattr(value, name), out)
    elif type(value) is bytes:
        out.append(b"y" + value)
    elif isinstance(value, Decimal):
        out.append(b"c" + str(value).encode())
    elif isinstance(value, date):
        out.append(b"a" + value.isoformat().encode())
    elif isinstance(value, PurePosixPath):
        out.append(b"p" + str(value).encode())
    else:
        raise TypeError(f"a view may not hold a {type(value).__name__}: it has no one digest")


def digest_all(digests: Iterable[Digest]) -> Digest:
    """One digest over several, in their order."""
    return digest_bytes(*(d.encode() for d in digests))
