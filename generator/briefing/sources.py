"""The only reader of `content/`: which files there are, and their bytes."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefing.config import CONFIG_FILE
from briefing.problems import Problem, did_you_mean

MAX_BYTES = 10 * 1024 * 1024
REGISTERS = ("actors.yaml", "places.yaml")
FOLDERS = ("articles", "events", "figures", "pages")
MEDIA = "media"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A text file of the content, whole."""

    path: str
    """POSIX, below the content folder."""
    data: bytes


@dataclass(frozen=True, slots=True)
class Sources:
    """All that an editor has written, sorted by path."""

    files: tuple[SourceFile, ...]
    media: tuple[str, ...]
    """Paths below the content folder, e.g. `media/bridge.jpg`; their bytes are read when something refers to them."""


def read_sources(content: Path) -> tuple[Sources, tuple[Problem, ...]]:
    """Reads every file of the content model below `content`.

    Links, devices and the like are refused and named rather than followed. Hidden files, files that begin with `_`
    and what editors leave behind while saving are passed over.

    Raises:
        OSError: where the disk fails.
    """
    files: list[SourceFile] = []
    media: list[str] = []
    problems: list[Problem] = []
    for path, entry in walk(content):
        info = entry.stat(follow_symlinks=False)
        top = path.split("/", 1)[0]
        if not stat.S_ISREG(info.st_mode):
            what = "a link" if stat.S_ISLNK(info.st_mode) else "neither a file nor a folder"
            problems.append(
                Problem(
                    "not-a-file",
                    path,
                    f"This is {what}.",
                    "Put the file itself here: nothing outside the content is read.",
                )
            )
        elif top == MEDIA and "/" in path:
            media.append(path)
        elif (misplaced := _misplaced(path)) is not None:
            problems.append(misplaced)
        elif info.st_size > MAX_BYTES:
            size = f"{info.st_size / 1024 / 1024:.0f} MB"
            problems.append(
                Problem(
                    "file-too-large",
                    path,
                    f"The file has {size}; at most {MAX_BYTES // 1024 // 1024} MB are read.",
                    "Split it, or keep only the text.",
                )
            )
        else:
            files.append(SourceFile(path, (content / path).read_bytes()))
    return Sources(tuple(files), tuple(media)), tuple(problems)


def walk(folder: Path, below: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """All that is not passed over, in the order of names: each path below the content, sorted within its folder."""
    with os.scandir(folder) as entries:
        ordered = sorted(entries, key=lambda e: e.name)
    for entry in ordered:
        if _is_passed_over(entry.name):
            continue
        path = below + entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from walk(folder / entry.name, path + "/")
        else:
            yield path, entry


def _is_passed_over(name: str) -> bool:
    if name.startswith((".", "_", "#")) or name.endswith(("~", ".swp", ".swx", ".tmp", ".bak")):
        return True
    return name == "4913" or "___jb_" in name


def _misplaced(path: str) -> Problem | None:
    top, _, rest = path.partition("/")
    if not rest:
        if path == CONFIG_FILE or path in REGISTERS:
            return None
        known = (CONFIG_FILE, *REGISTERS)
        otherwise = "Move it into its folder, or begin its name with `_` to have it passed over."
        return Problem(
            "unexpected-file",
            path,
            f"`{path}` is not a file of the content model.",
            did_you_mean(path, known, otherwise),
        )
    if top not in FOLDERS:
        listed = ", ".join(f"`{f}/`" for f in (*FOLDERS, MEDIA))
        help_ = did_you_mean(top, (*FOLDERS, MEDIA), f"The folders are {listed}.")
        return Problem("unexpected-file", path, f"`{top}/` is not a folder of the content model.", help_)
    if not path.endswith(".md"):
        help_ = "Name it `….md`, move it to `media/`, or begin its name with `_` to have it passed over."
        return Problem("unexpected-file", path, f"Only Markdown files belong in `{top}/`.", help_)
    return None
