"""Whether the index of a site stands as it should, and the index it is to have: the step after all pages are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from briefing.fingerprint import Digest, digest_bytes
from briefing.outputs import Output, Sha256, sha256
from briefing.search import FOLDER, Engine
from briefing.state import Cause, Manifest, Reason, Row, why_stale


def found_by_search(outputs: Sequence[Output]) -> tuple[str, ...]:
    """The pages that a search finds, in the order in which they are indexed."""
    return tuple(sorted(str(o.path) for o in outputs if o.is_found))


@dataclass
class Indexing:
    """One build's index: called when the pages are ready, and asked afterwards for what it did."""

    engine: Engine
    pages: Sequence[str]
    """What `found_by_search` says."""
    last: Manifest
    on_disk: Mapping[str, Sha256]
    """What stands in the site: `Site.files`."""
    waits: bool = False
    """Whether an index that is not as it should be is left out for now."""
    force: bool = False
    rows: dict[str, Row] = field(default_factory=dict)
    """Of the index, for the next manifest."""
    reason: Reason | None = None
    """Why it had to be made; None where it stands."""

    def __call__(self, sums: Mapping[str, Sha256], read: Callable[[str], bytes]) -> Iterator[tuple[str, bytes | None]]:
        """The files of the index: path and bytes, or None where what stands there stays.

        Args:
            sums: of every page of the next site.
            read: gives one.

        Raises:
            SearchError: see `Engine.index`.
        """
        key = digest_bytes(*(part.encode() for page in self.pages for part in (page, sums[page])))
        standing = {path: row for path, row in self.last.items() if path.startswith(FOLDER)}
        self.reason = self._why(key, standing)
        if self.reason is None:
            self.rows = standing
            yield from ((path, None) for path in standing)
            return
        if self.waits:
            return
        made = self.engine.index((page, read(page)) for page in self.pages)
        outputs = {path: sha256(data) for path, data in made.items()}
        view = (("pages", key), ("files", _together(outputs)))
        self.rows = {path: Row(self.engine.digest, view, output) for path, output in outputs.items()}
        yield from made.items()

    def _why(self, key: Digest, standing: Manifest) -> Reason | None:
        if not standing:
            return Reason(Cause.FORCED if self.force else Cause.NEW)
        # A row that is lost is seen as well: each one knows them all.
        view = (("pages", key), ("files", _together({path: row.output for path, row in standing.items()})))
        reasons = (
            why_stale(self.engine.digest, view, row, self.on_disk.get(path), force=self.force)
            for path, row in standing.items()
        )
        return next((reason for reason in reasons if reason is not None), None)


def _together(outputs: Mapping[str, Sha256]) -> Digest:
    return digest_bytes(*(f"{path} {outputs[path]}".encode() for path in sorted(outputs)))
