"""The files below `media/` that are published: looked at once, cleaned once, and then known by their bytes.

What cannot be cleaned is refused rather than copied: photographs carry places, names and serial numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from briefing import __version__
from briefing.disk import DiskError
from briefing.fingerprint import Digest, digest_bytes
from briefing.outputs import Output
from briefing.pages.addresses import narrower
from briefing.pictures import FORMATS, MAX_BYTES, library_versions, measured, written
from briefing.problems import Problem
from briefing.records import PictureSize
from briefing.sources import read_file
from briefing.state import Seen
from briefing.state.sealed import read_sealed, write_sealed
from briefing.svg_cleaner import cleaned_svg

MAKER = "picture"
_KIND = "pictures 1"
_SVG = ".svg"
_SMALLER = "Make it smaller."


@dataclass(frozen=True, slots=True)
class PictureView:
    """All that a published picture is made from: its source is known by its digest alone."""

    path: str
    digest: Digest
    width: int
    """In pixels, at most; 0 for a drawing, which has no pixels."""


@dataclass(frozen=True, slots=True)
class Known:
    """A file that was looked at and found fit."""

    digest: Digest
    size: PictureSize


class Media:
    """The media of one build: each is read only if its size or times say that it may have changed."""

    def __init__(self, content: Path, state: Path | None = None) -> None:
        self._content = content
        self._state = state
        self._seen = Seen.load(state, "media") if state is not None else None
        kept = read_sealed(state / "pictures", _KIND) if state is not None else None
        self._before: dict[str, PictureSize] = kept if isinstance(kept, dict) else {}
        self._sizes: dict[str, PictureSize] = {}
        self._found: dict[str, Known | Problem] = {}

    def look(self, paths: Iterable[str]) -> Mapping[str, Known | Problem]:
        """What is known of these files of `media/`; of others too, if they were asked for before.

        Raises:
            OSError: where the disk fails, or a file is gone.
        """
        for path in sorted(paths):
            if path not in self._found:
                self._found[path] = self._look(path)
        return self._found

    def sizes(self, paths: Iterable[str], wanted: Iterable[str]) -> dict[str, PictureSize | None]:
        """For each of `paths` how large it is published, if it is among those `wanted` and can be."""
        found = self.look(set(wanted) & set(paths))
        known = {path: one.size for path, one in found.items() if isinstance(one, Known)}
        return {path: known.get(path) for path in paths}

    def outputs(self, paths: Iterable[str]) -> tuple[list[Output], list[Problem]]:
        """The files of the site that these become, and what cannot be published."""
        outputs, problems = [], []
        wanted = sorted(paths)
        found = self.look(wanted)
        for path in wanted:
            known = found[path]
            if isinstance(known, Problem):
                problems.append(known)
                continue
            is_drawing = _suffix(path) == _SVG
            outputs.append(_output(path, path, known.digest, 0 if is_drawing else known.size.width))
            outputs += [_output(narrower(path, w), path, known.digest, w) for w in known.size.narrower]
        return outputs, problems

    def save(self) -> None:
        """Keeps what was found. Never raises: without it, files are looked at again."""
        if self._state is None or self._seen is None:
            return
        self._seen.save()
        if self._sizes != self._before:
            with suppress(OSError):
                write_sealed(self._state / "pictures", _KIND, self._sizes)

    def _look(self, path: str) -> Known | Problem:
        if _suffix(path) not in (*FORMATS, _SVG):
            listed = ", ".join(f"`{ending}`" for ending in (*FORMATS, _SVG))
            message = f"`{path}` is not of a kind that can be cleaned of what it carries unseen."
            help_ = f"Publish a picture ({listed}) instead, or link to where it stands."
            return Problem("media-refused", path, message, help_)
        info = (self._content / path).lstat()
        digest = self._seen.digest(path, info) if self._seen is not None else None
        data: bytes | Problem | None = None
        if digest is None:
            data = read_file(self._content, path, MAX_BYTES, _SMALLER)
            if isinstance(data, Problem):
                return data
            digest = digest_bytes(data)
            if self._seen is not None:
                self._seen.remember(path, info, digest)
        key = f"{_suffix(path)} {digest} {_version()}"
        size: PictureSize | Problem | None = self._before.get(key)
        if size is None:
            data = data or read_file(self._content, path, MAX_BYTES, _SMALLER)
            size = data if isinstance(data, Problem) else _size(path, data)
        if isinstance(size, Problem):
            return size
        self._sizes[key] = size
        return Known(Digest(digest), size)


class PictureMaker:
    """Writes pictures anew from their files."""

    def __init__(self, content: Path) -> None:
        self._content = content

    @property
    def digest(self) -> Digest:
        """Of this code and of the libraries that write pictures."""
        return digest_bytes(_version().encode())

    def make(self, view: object) -> bytes:
        """The file.

        Raises:
            DiskError: where the source is not what was looked at any more.
        """
        assert isinstance(view, PictureView)
        data = read_file(self._content, view.path, MAX_BYTES, _SMALLER)
        if isinstance(data, Problem) or digest_bytes(data) != view.digest:
            raise DiskError(f"The site was not changed: `{view.path}` changed while it was read. Build again.")
        if not view.width:
            drawing = cleaned_svg(view.path, data)
            assert not isinstance(drawing, Problem)
            return drawing.data
        return written(view.path, data, view.width)


def _size(path: str, data: bytes) -> PictureSize | Problem:
    if _suffix(path) != _SVG:
        return measured(path, data)
    drawing = cleaned_svg(path, data)
    return drawing if isinstance(drawing, Problem) else PictureSize(drawing.width, drawing.height)


@lru_cache(maxsize=1 << 14)
def _output(to: str, path: str, digest: Digest, width: int) -> Output:
    # One and the same for one and the same: a preview asks which outputs are those it has.
    return Output(PurePosixPath(to), MAKER, PictureView(path, digest, width))


@lru_cache(maxsize=1)
def _version() -> str:
    here = Path(__file__).parent
    code = digest_bytes(*((here / name).read_bytes() for name in ("pictures.py", "svg_cleaner.py")))
    return f"{__version__} {code} {library_versions()}"


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower()
