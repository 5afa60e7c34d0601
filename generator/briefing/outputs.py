"""What a site is to consist of: its outputs, who makes them, whether their paths will do, and the list of them all.

Nothing here touches a disk; `output/` does.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import PurePosixPath
from typing import NewType, Protocol

from briefing.fingerprint import Digest, Digester
from briefing.problems import Problem

MARK = "data/briefing.json"
"""The output every site has: a folder is a site of ours if its `SHA256SUMS` lists it."""
SUMS = "SHA256SUMS"
"""The list of all outputs, at the site's root, as `sha256sum -c` reads it; never planned."""
WORKPLACE = ".briefing-new"
"""Where a site on another disk than its project is made ready; never planned, gone after the build."""

Sha256 = NewType("Sha256", str)
"""SHA-256 of a file's bytes, in hexadecimal."""

_WINDOWS_NAMES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"}
)
_REFUSED_CHARACTERS = frozenset('\\<>:"|?*') | {chr(c) for c in (*range(32), *range(127, 160), 0x2028, 0x2029)}
_LONGEST_NAME = 255
_WIDTH = 64
_HEXADECIMAL = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Later:
    """A view that is made where and when its file is: on any processor, and gone afterwards."""

    make: Callable[[], object]
    near: str
    """Views of one name have much in common, and are best made one after another."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """A finished file too large to be held: made piece by piece when it is its turn."""

    make: Callable[[], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Output:
    """One file of the site, and all that its maker will ever see."""

    path: PurePosixPath
    """Below the site."""
    maker: str
    """Name of the maker: `template:event.html`, `json`, `copy` …"""
    source: object
    """The view, or a `Later`, or `Pieces`, which are no view."""
    is_found: bool = False
    """Whether a search finds the page."""

    @property
    def view(self) -> object:
        """A frozen value that `digest_value` accepts: what the file shows, and nothing else."""
        return self.source.make() if isinstance(self.source, Later) else self.source


class Maker(Protocol):
    """Turns a view into the bytes of a file."""

    @property
    def digest(self) -> Digest:
        """Of all the bytes depend on besides the view: template closure, code, versions of libraries."""

    def make(self, view: object) -> bytes:
        """The file, as a pure function of `view`."""


def view_digests(view: object, digester: Digester | None = None) -> tuple[tuple[str, Digest], ...]:
    """One digest for each field of the view, so that a rebuilt page can say which of its data changed.

    Raises:
        TypeError: where a value has no one digest, or the view is no dataclass.
    """
    digester = digester or Digester()
    return tuple((f.name, digester.digest(getattr(view, f.name))) for f in fields(view))  # type: ignore[arg-type]


def check_paths(paths: Iterable[PurePosixPath]) -> tuple[Problem, ...]:
    """What keeps these paths from being files of one site, on every disk and host a site is copied to.

    `output-refused` for a path that cannot be a file below the site; `path-clash` for two that are one file where case
    or Unicode normal form is not told apart, and for a file that stands where another needs a folder.
    """
    problems: list[Problem] = []
    by_fold: dict[str, str] = {}
    for path in sorted(map(str, paths)):
        fault = path_fault(path)
        if fault is not None:
            help_ = "Rename the file or the record that this page is made from."
            problems.append(Problem("output-refused", "", f"The site cannot have a file `{path}`: {fault}.", help_))
            continue
        fold = _fold(path)
        if fold in by_fold:
            problems.append(_clash(by_fold[fold], path))
        else:
            by_fold[fold] = path
    folders = {parent: path for fold, path in by_fold.items() for parent in parents(fold)}
    problems += [_clash(path, folders[fold]) for fold, path in by_fold.items() if fold in folders]
    return tuple(sorted(problems, key=lambda p: p.sort_key))


def path_fault(path: str) -> str | None:
    """Why `path` cannot be a file below a site, in words that follow a colon; None where it can."""
    if path in (SUMS, WORKPLACE) or path.startswith(WORKPLACE + "/"):
        return "this name is kept for the tool itself"
    return next((fault for name in path.split("/") if (fault := _name_fault(name)) is not None), None)


@lru_cache(maxsize=1 << 16)
def _name_fault(name: str) -> str | None:
    if name in ("", ".", ".."):
        return "it has an empty, `.` or `..` part"
    if not _REFUSED_CHARACTERS.isdisjoint(name):
        return (
            'it has a character that file names cannot have everywhere: a control character or one of \\ < > : " | ? *'
        )
    if name[-1] in ". ":
        return "a part of it ends in a dot or a space"
    if name.split(".", 1)[0].rstrip().lower() in _WINDOWS_NAMES:
        return "Windows keeps a part of it for a device"
    try:
        too_long = len(name.encode()) > _LONGEST_NAME
    except UnicodeEncodeError:
        return "it is not valid Unicode"
    return f"a part of it is longer than {_LONGEST_NAME} bytes" if too_long else None


def parents(path: str) -> Iterator[str]:
    """The folders above a file, innermost first, without the root: `a/b/c` gives `a/b`, `a`."""
    end = path.rfind("/")
    while end > 0:
        yield path[:end]
        end = path.rfind("/", 0, end)


def folders_of(paths: Iterable[str]) -> set[str]:
    """Every folder above any of these files, without the root."""
    folders: set[str] = set()
    for path in paths:
        for folder in parents(path):
            if folder in folders:
                break
            folders.add(folder)
    return folders


def _fold(path: str) -> str:
    """Equal for paths that some disk takes for one."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


def _clash(one: str, other: str) -> Problem:
    if one == other:
        message = f"Two pages would be the same file of the site, `{one}`."
    elif _fold(one) == _fold(other):
        message = (
            f"`{one}` and `{other}` are one file on many disks: they differ only by case or by how accents are coded."
        )
    else:
        message = f"`{one}` cannot be a file of the site, because `{other}` needs a folder of that name."
    return Problem("path-clash", "", message, "Rename one of the records that these pages are made from.")


def sha256(data: bytes) -> Sha256:
    """Of a whole file."""
    return Sha256(hashlib.sha256(data).hexdigest())


def listing(sums: Mapping[str, Sha256]) -> bytes:
    """The file that lists these outputs, sorted by path."""
    return "".join(f"{sums[path]}  {path}\n" for path in sorted(sums)).encode()


def read_listing(data: bytes) -> dict[str, Sha256]:
    """The outputs that a listing names; a line that is no entry is passed over.

    Nothing where it is not the listing of a site of ours.
    """
    sums: dict[str, Sha256] = {}
    for line in data.decode(errors="replace").split("\n"):
        digest, gap, path = line[:_WIDTH], line[_WIDTH : _WIDTH + 2], line[_WIDTH + 2 :]
        if gap == "  " and _HEXADECIMAL.issuperset(digest) and path_fault(path) is None:
            sums[path] = Sha256(digest)
    return sums if MARK in sums else {}
