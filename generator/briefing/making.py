"""What of the site is stale, and its new bytes: on several processors, each output looked at by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing.fingerprint import Digest, Digester
from briefing.makers import TEMPLATE
from briefing.outputs import Maker, Output, Sha256, view_digests
from briefing.parallel import ordered_map
from briefing.state import Manifest, Reason, why_stale


@dataclass(frozen=True, slots=True)
class Looked:
    """An output that was looked at."""

    path: str
    maker: Digest
    view: tuple[tuple[str, Digest], ...]
    """`outputs.view_digests` of its view."""
    reason: Reason | None
    """Why it had to be made; None where the file on disk is what making it would give."""
    data: bytes | None
    """The file, where it was made."""


def look_at_all(
    outputs: Sequence[Output],
    makers: Mapping[str, Maker],
    manifest: Manifest,
    on_disk: Mapping[str, Sha256],
    *,
    force: bool,
    jobs: int,
) -> Iterator[Looked]:
    """Every output, and the bytes of those that are stale.

    Args:
        manifest: what the last build left.
        on_disk: what stands in the site now: `Site.files`.
        force: make everything.

    Raises:
        ThemeError: where a template fails.
    """
    digester = Digester()

    def look(output: Output) -> Looked:
        path, maker = str(output.path), makers[output.maker]
        digest, view = maker.digest, view_digests(output.view, digester)
        reason = why_stale(digest, view, manifest.get(path), on_disk.get(path), force=force)
        return Looked(path, digest, view, reason, None if reason is None else maker.make(output.view))

    # What is finished needs no second processor: it would only be carried to and fro.
    yield from ordered_map(look, [o for o in outputs if o.maker.startswith(TEMPLATE)], jobs)
    yield from map(look, (o for o in outputs if not o.maker.startswith(TEMPLATE)))
