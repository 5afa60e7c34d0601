"""What the last build left behind, one row for each output; and why an output has to be made again.

All of it is disposable: rows that cannot be read are as good as none, and a build without rows gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from briefing.disk import disk_errors
from briefing.fingerprint import Digest
from briefing.outputs import Sha256
from briefing.state.sealed import read_sealed, write_sealed

_FILE = "manifest"
_KIND = "manifest 1"


@dataclass(frozen=True, slots=True)
class Row:
    """What one output was made from."""

    maker: Digest
    view: tuple[tuple[str, Digest], ...]
    """One digest for each field of the view (`outputs.view_digests`)."""
    output: Sha256
    """Of the bytes written."""


Manifest = Mapping[str, Row]
"""By path below the site."""


class Cause(Enum):
    """Why a file of the site is written or removed."""

    NEW = "new page"
    MAKER = "template or exporter changed"
    VIEW = "page data changed"
    MISSING = "output missing"
    EDITED = "output edited by hand"
    FORCED = "forced"
    GONE = "no longer planned"


@dataclass(frozen=True, slots=True)
class Reason:
    """A cause, and the fields of the view where the cause is VIEW."""

    cause: Cause
    fields: tuple[str, ...] = ()

    def __str__(self) -> str:
        """`page data changed (rows, title)`."""
        return self.cause.value + (f" ({', '.join(self.fields)})" if self.fields else "")


def why_stale(
    maker: Digest, view: tuple[tuple[str, Digest], ...], row: Row | None, on_disk: Sha256 | None, *, force: bool = False
) -> Reason | None:
    """Why an output has to be made, or None where the file on disk is what making it would give.

    Args:
        maker: the maker's digest.
        view: `outputs.view_digests` of the output's view.
        row: what the output was made from last time.
        on_disk: what stands in the site now: `Site.files.get(path)`.
    """
    if force:
        return Reason(Cause.FORCED)
    if row is None:
        return Reason(Cause.NEW)
    if row.maker != maker:
        return Reason(Cause.MAKER)
    if row.view != view:
        return Reason(Cause.VIEW, tuple(sorted({name for name, _ in {*row.view} ^ {*view}})))
    if on_disk is None:
        return Reason(Cause.MISSING)
    return None if on_disk == row.output else Reason(Cause.EDITED)


def load_manifest(state: Path) -> Manifest:
    """The rows of the last build; none where they are missing, damaged or of another version."""
    match read_sealed(state / _FILE, _KIND):
        case dict() as rows:
            return {path: Row(*row) for path, row in rows.items()}
        case _:
            return {}


def save_manifest(state: Path, manifest: Manifest) -> None:
    """Keeps the rows, in place of the last ones. The last step of a build.

    Raises:
        DiskError: the site is published all the same; the next build only has more to do.
    """
    rows = {path: (row.maker, row.view, row.output) for path, row in manifest.items()}
    with disk_errors("The site is published, but the next build will take longer"):
        write_sealed(state / _FILE, _KIND, rows)
