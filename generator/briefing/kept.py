"""What a running preview keeps from one build to the next, so that an edit costs what it touches.

Everything in it could be made again from the content; a single build begins and ends without it. A build with it gives
the bytes that a build without it gives.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from briefing.checks import Inspector
from briefing.findings import Analyst
from briefing.fingerprint import Digest
from briefing.output import Site
from briefing.outputs import SUMS, Maker, Output, check_paths
from briefing.parse import Parsed
from briefing.plan import Planner
from briefing.problems import Problem
from briefing.relinking import Shelf
from briefing.sources import Marks, SourceFile, Sources, read_sources, reread
from briefing.state import Row
from briefing.theme import Theme

FEW = 100
"""Pages that are shown file by file; more are shown at once, as a build does."""


@dataclass
class Kept:
    """One preview's, of one project."""

    _files: dict[str, tuple[Marks, SourceFile]] = field(default_factory=dict)
    _sources: Sources = Sources((), ())
    parsed: dict[str, tuple[SourceFile, Digest | None, Parsed]] = field(default_factory=dict)
    """By path: what was parsed, its key in the memo if it may stand there, and what came of it."""
    parser: str = ""
    """The version of the parser that did it."""
    located: dict[Problem, tuple[SourceFile, Problem]] = field(default_factory=dict)
    shelf: Shelf = field(default_factory=Shelf)
    analyst: Analyst = field(default_factory=Analyst)
    inspector: Inspector = field(default_factory=Inspector)
    planner: Planner = field(default_factory=Planner)
    theme: Theme | None = None
    shown: dict[str, tuple[Output, Row]] = field(default_factory=dict)
    """By path: what stands in the site, and what it was made from."""
    further: dict[str, Row] = field(default_factory=dict)
    """What stands there beside the outputs, made from them."""
    list_digest: Digest | None = None
    """Of the list of redactions that was searched for in it."""
    _site: Site | None = None
    """As the last build left it."""
    _makers: dict[str, Digest] = field(default_factory=dict)
    _by_identity: dict[int, tuple[str, Row]] = field(default_factory=dict)
    """By `id` of an output that is shown, and so lives: its path and row."""
    _listing: tuple[int, ...] = ()
    """What the disk said of its list of files then."""
    _paths: tuple[list[PurePosixPath], tuple[Problem, ...]] = ([], ())

    def sources(
        self, content: Path, now: int, touched: Collection[str] | None = None
    ) -> tuple[Sources, tuple[Problem, ...]]:
        """`read_sources`, of what may have changed.

        Args:
            now: `disk_time`.
            touched: the only files that may have changed; None if it is not known.
        """
        renewed = None if touched is None else reread(content, self._sources, touched)
        if renewed is not None:
            self._sources = renewed
            return renewed, ()
        sources, problems = read_sources(content, self._files, now)
        # What is amiss with a file that nobody touches is to be said again.
        self._sources = Sources((), ()) if problems else sources
        return sources, problems

    def doubt(self) -> None:
        """What was touched has not been read: the next build looks at every file."""
        self._sources = Sources((), ())

    def check_paths(self, outputs: Collection[Output]) -> tuple[Problem, ...]:
        """`outputs.check_paths`, of the paths of the last build for nothing."""
        paths = [o.path for o in outputs]
        if paths != self._paths[0]:
            self._paths = (paths, check_paths(paths))
        return self._paths[1]

    def standing(
        self, outputs: Sequence[Output], makers: Mapping[str, Maker], site: Site, list_digest: Digest | None
    ) -> tuple[dict[str, Row], list[Output]]:
        """The rows of the outputs that stand in the site as they were made, and the other outputs.

        An output stands if it is the very one that was published, has the maker that it had, and nobody has touched
        its file.
        """
        digests = {name: maker.digest for name, maker in makers.items()}
        if self.list_digest != list_digest:
            return {}, list(outputs)
        is_same_site = site is self._site and digests == self._makers
        rows, stale = {}, []
        for output in outputs:
            known = self._by_identity.get(id(output))
            if known is None:
                stale.append(output)
                continue
            path, row = known
            if is_same_site or (row.maker == digests[output.maker] and site.files.get(path) == row.output):
                rows[path] = row
            else:
                stale.append(output)
        return rows, stale

    def all_rows(self) -> dict[str, Row]:
        """What every file was made from that the last build of this preview left, which the disk may not know yet."""
        return {path: row for path, (_, row) in self.shown.items()} | self.further

    def rows(self, outputs: Collection[Output]) -> dict[str, Row]:
        """What stands at the paths of these outputs was made from."""
        return {path: known[1] for o in outputs for path in (str(o.path),) if (known := self.shown.get(path))}

    def site_as_left(self, output: Path) -> Site | None:
        """The site as the last build of this preview left it; None where another has built since."""
        if self._site is None or self._listing != _marks(output / SUMS):
            return None
        return self._site

    def note(
        self,
        outputs: Collection[Output],
        looked_at: Collection[Output],
        makers: Mapping[str, Maker],
        rows: Mapping[str, Row],
        site: Site,
        list_digest: Digest | None,
    ) -> None:
        """Takes over what a build has published; `looked_at` are the outputs that `standing` gave back."""
        self.list_digest = list_digest
        self._makers = {name: maker.digest for name, maker in makers.items()}
        paths = {str(o.path): o for o in looked_at}
        if rows.keys() == self.shown.keys() | self.further.keys() and paths.keys() <= self.shown.keys():
            for path, output in paths.items():
                self._by_identity.pop(id(self.shown[path][0]), None)
                self.shown[path] = (output, rows[path])
                self._by_identity[id(output)] = (path, rows[path])
            self.further = {path: rows[path] for path in self.further}
        else:
            self.shown = {path: (o, rows[path]) for o in outputs for path in (str(o.path),)}
            self._by_identity = {id(o): (path, row) for path, (o, row) in self.shown.items()}
            self.further = {path: row for path, row in rows.items() if path not in self.shown}
        self._site, self._listing = site, _marks(site.path / SUMS)


def _marks(file: Path) -> tuple[int, ...]:
    try:
        info = file.stat()
    except OSError:
        return ()
    return (info.st_ino, info.st_size, info.st_mtime_ns, info.st_ctime_ns)
