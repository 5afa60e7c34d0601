"""A random number of the project's own: what is short enough to be guessed enters the state mixed with it only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from briefing.disk import disk_errors

_LENGTH = 32


def salt_of(state: Path) -> bytes:
    """The project's number, made when it is first asked for.

    Raises:
        DiskError: where it cannot be kept.
    """
    file = state / "salt"
    with disk_errors("Nothing was built"):
        if not file.is_file() or len(salt := file.read_bytes()) != _LENGTH:
            salt = secrets.token_bytes(_LENGTH)
            file.unlink(missing_ok=True)
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
                out.write(salt)
    return salt
