"""`SHA256SUMS`: what a site consists of, in the form that `sha256sum -c` reads. A site carries nothing else of ours."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import NewType

from briefing.outputs import MARK, path_fault

Sha256 = NewType("Sha256", str)
"""SHA-256 of a file's bytes, in hexadecimal."""

_WIDTH = 64
_HEXADECIMAL = frozenset("0123456789abcdef")


def sha256(data: bytes) -> Sha256:
    """Of a whole file."""
    return Sha256(hashlib.sha256(data).hexdigest())


def listing(sums: Mapping[str, Sha256]) -> bytes:
    """The file that lists these outputs, sorted by path."""
    return "".join(f"{sums[path]}  {path}\n" for path in sorted(sums)).encode()


def read_listing(data: bytes) -> dict[str, Sha256]:
    """The outputs a file lists. None where it is not the listing of a site of ours; a line that is no entry is passed over."""
    sums: dict[str, Sha256] = {}
    for line in data.decode(errors="replace").split("\n"):
        digest, gap, path = line[:_WIDTH], line[_WIDTH : _WIDTH + 2], line[_WIDTH + 2 :]
        if gap == "  " and _HEXADECIMAL.issuperset(digest) and path_fault(path) is None:
            sums[path] = Sha256(digest)
    return sums if MARK in sums else {}
