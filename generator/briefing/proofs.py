"""Detached proofs of articles' texts: looked at, and published byte for byte."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from briefing.makers import COPY, Bytes
from briefing.outputs import Output
from briefing.problems import Problem
from briefing.sources import read_file

MAX_BYTES = 256 * 1024
_ALONE = "Publish the proof alone, without what it is of."
_BEGINNINGS: Mapping[str, tuple[bytes, ...]] = {
    ".ots": (b"\x00OpenTimestamps\x00\x00Proof\x00\xbf\x89\xe2\xe8\x84\xe8\x92\x94",),
    ".asc": (b"-----BEGIN PGP SIGNATURE-----",),
    ".sig": (b"-----BEGIN PGP SIGNATURE-----", b"\x88", b"\x89", b"\x8a", b"\xc2", b"untrusted comment:"),
    ".tsr": (b"\x30",),
    ".p7s": (b"\x30", b"-----BEGIN PKCS7-----", b"-----BEGIN CMS-----"),
}
"""What files of each ending begin with: OpenTimestamps, OpenPGP as text and in packets, signify, DER and PEM."""


def is_proof(path: str) -> bool:
    """Whether a file below `media/` is a proof, by its name."""
    return PurePosixPath(path).suffix in _BEGINNINGS


def proof_outputs(content: Path, paths: Iterable[str]) -> tuple[list[Output], list[Problem]]:
    """The proofs of a site, and what is wrong with them.

    Raises:
        OSError: where the disk fails, or a file is gone.
    """
    outputs, problems = [], []
    for path in sorted(paths):
        size = (content / path).lstat().st_size
        found = _too_large(path, size) if size > MAX_BYTES else read_file(content, path, MAX_BYTES, _ALONE)
        data = found if isinstance(found, Problem) else _checked(path, found)
        if isinstance(data, Problem):
            problems.append(data)
        else:
            outputs.append(Output(PurePosixPath(path), COPY, Bytes(data)))
    return outputs, problems


def _too_large(path: str, size: int) -> Problem:
    message = f"`{path}` has {size // 1024} KB; a proof has at most {MAX_BYTES // 1024} KB."
    return Problem("proof-refused", path, message, _ALONE)


def _checked(path: str, data: bytes) -> bytes | Problem:
    """The same bytes, or why they are not published."""
    if not data.startswith(_BEGINNINGS[PurePosixPath(path).suffix]) or b"PRIVATE KEY" in data:
        message = f"`{path}` does not hold what its name says."
        return Problem("proof-refused", path, message, "Put the file there that the program gave you, unchanged.")
    return data
