"""What of the site is stale, and its new bytes: on several processors, each output looked at by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.fingerprint import Digest, Digester, digest_bytes
from briefing.leaks import Redaction, legible
from briefing.makers import is_work
from briefing.outputs import Later, Maker, Output, Pieces, Sha256, view_digests
from briefing.parallel import ordered_map
from briefing.spool import Spool, sum_of
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
    data: bytes | Spool | None
    """The file, where it was made."""
    redacted: tuple[int, ...] = ()
    """Entries of the list of redactions that stand in it."""


def look_at_all(
    outputs: Sequence[Output],
    makers: Mapping[str, Maker],
    manifest: Manifest,
    on_disk: Mapping[str, Sha256],
    *,
    force: bool,
    jobs: int,
    redaction: Redaction | None = None,
    list_digest: Digest | None = None,
    aside: Path | None = None,
) -> Iterator[Looked]:
    """Every output, and the bytes of those that are stale.

    Args:
        manifest: what the last build left.
        on_disk: what stands in the site now: `Site.files`.
        force: make everything.
        redaction: what must stand in none of them; each is read when it is made.
        list_digest: of that list. What was made under another one is made again, and so read again.
        aside: a folder for what is too large to be held; else that is held all the same.

    Raises:
        ThemeError: where a template fails.
    """
    digester = Digester()

    def looked(output: Output, view: tuple[tuple[str, Digest], ...], make: Callable[[], bytes | Spool]) -> Looked:
        path, maker = str(output.path), makers[output.maker].digest
        if list_digest is not None:
            view = (("redact", list_digest), *view)
        reason = why_stale(maker, view, manifest.get(path), on_disk.get(path), force=force)
        data = None if reason is None else make()
        found = redaction.entries_in(legible(path, data)[0]) if redaction and isinstance(data, bytes) else ()
        return Looked(path, maker, view, reason, data, found)

    def look(output: Output) -> Looked:
        source = output.source
        if isinstance(source, Pieces):
            # What is searched is read as a whole.
            made = b"".join(source.make()) if redaction or aside is None else Spool(source.make(), aside)
            return looked(output, (("data", digest_bytes(sum_of(made).encode())),), lambda: made)
        shown = output.view
        # What is made here alone shares too little with the rest to be kept for its sake.
        view = view_digests(shown, Digester() if isinstance(source, Later) else digester)
        return looked(output, view, lambda: makers[output.maker].make(shown))

    # What is finished needs no second processor: it would only be carried to and fro.
    work = sorted((o for o in outputs if is_work(o.maker)), key=_near)
    yield from ordered_map(look, work, jobs)
    yield from map(look, (o for o in outputs if not is_work(o.maker)))


def _near(output: Output) -> str:
    return output.source.near if isinstance(output.source, Later) else ""


class Redacted(Exception):  # noqa: N818
    """What is about to be published holds entries of the list of redactions."""

    def __init__(self, hits: dict[str, tuple[int, ...]]) -> None:
        super().__init__()
        self.hits = hits
        """By output, as `hits_in` gives them."""


def hits_in(looking: Iterable[Looked], outputs: Sequence[Output], redaction: Redaction) -> dict[str, tuple[int, ...]]:
    """By output, the entries of the list in it or in its path."""
    if not redaction:
        return {}
    hits = {one.path: one.redacted for one in looking if one.redacted}
    paths = [str(o.path) for o in outputs]
    if redaction.entries_in("\n".join(paths)):
        hits |= {p: (*hits.get(p, ()), *entries) for p in paths if (entries := redaction.entries_in(p))}
    return hits
