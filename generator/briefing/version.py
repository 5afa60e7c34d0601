"""Which code and which libraries have a say in what a file parses to."""

from __future__ import annotations

from functools import cache
from importlib import metadata
from pathlib import Path

from briefing import __version__
from briefing.fingerprint import digest_bytes

LIBRARIES = ("markdown", "pydantic", "pyyaml")


@cache
def parser_version() -> str:
    """A digest over this package's code and the versions of the libraries that parse.

    The code itself and not only its version: a checkout changes without one.
    """
    root = Path(__file__).parent
    files = sorted(root.rglob("*.py"))
    parts = [b"%s" % str(f.relative_to(root)).encode() for f in files] + [f.read_bytes() for f in files]
    libraries = [f"{name} {metadata.version(name)}".encode() for name in LIBRARIES]
    return digest_bytes(__version__.encode(), *libraries, *parts)
