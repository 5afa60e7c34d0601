"""The only reader of `content/`: which files there are, and their bytes."""

from __future__ import annotations

import errno
import os
import stat
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from briefing.config import CONFIG_FILE
from briefing.disk import settled
from briefing.hidden_characters import hides
from briefing.problems import Problem, did_you_mean

MAX_BYTES = 10 * 1024 * 1024
REGISTERS = ("actors.yaml", "places.yaml")
FOLDERS = ("articles", "events", "figures", "pages")
MEDIA = "media"
DEEPEST = 16
"""Folders within each other."""

_READING = os.O_RDONLY | sum(getattr(os, f"O_{name}", 0) for name in ("BINARY", "CLOEXEC", "NOFOLLOW", "NONBLOCK"))


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


Marks = tuple[int, ...]
"""What the disk says of a file: some of it changes with the bytes."""


def read_sources(
    content: Path, known: dict[str, tuple[Marks, SourceFile]] | None = None, now: int = 0
) -> tuple[Sources, tuple[Problem, ...]]:
    """Reads every file of the content model below `content`.

    Links of both kinds, devices and the like are refused and named rather than followed. Hidden files, files that
    begin with `_` and what editors leave behind while saving are passed over.

    Args:
        known: files as they were read the last time, by path; one that looks the same is not read again and comes as
            the same object. What is read now is added, unless it could change without looking different.
        now: `disk_time` from just before.

    Raises:
        OSError: where the disk fails.
    """
    files: list[SourceFile] = []
    media: list[str] = []
    problems: list[Problem] = []
    known = {} if known is None else known
    before = dict(known)
    known.clear()
    for path, entry in walk(content):
        info = entry.stat(follow_symlinks=False)
        marks = (
            info.st_mtime_ns,
            info.st_ctime_ns,
            info.st_size,
            info.st_ino,
            info.st_dev,
            info.st_mode,
            info.st_nlink,
        )
        if (same := before.get(path)) is not None and same[0] == marks:
            known[path] = same
            files.append(same[1])
            continue
        top = path.split("/", 1)[0]
        if (refused := _oddly_named(path) or _no_file(path, info)) is not None:
            problems.append(refused)
        elif top == MEDIA and "/" in path:
            media.append(path)
        elif (misplaced := _misplaced(path)) is not None:
            problems.append(misplaced)
        else:
            data = read_file(content, path, MAX_BYTES, "Split it, or keep only the text.")
            if isinstance(data, Problem):
                problems.append(data)
            else:
                files.append(SourceFile(path, data))
                if settled(max(marks[:2]), now):
                    known[path] = (marks, files[-1])
    return Sources(tuple(files), tuple(media)), tuple(problems)


def reread(content: Path, before: Sources, touched: Collection[str]) -> Sources | None:
    """The sources after these text files, and nothing else, may have changed; None where that is not so simple.

    Args:
        touched: paths below the content.

    Raises:
        OSError: where the disk fails.
    """
    numbers = {source.path: number for number, source in enumerate(before.files) if source.path in touched}
    if len(numbers) < len(touched):
        return None
    files = list(before.files)
    for path, number in numbers.items():
        try:
            data = read_file(content, path, MAX_BYTES, "")
        except FileNotFoundError:
            return None
        if isinstance(data, Problem):
            return None
        if data != files[number].data:
            files[number] = SourceFile(path, data)
    return Sources(tuple(files), before.media)


def read_file(content: Path, path: str, most: int, help_: str) -> bytes | Problem:
    """The bytes of one file, or why they are not read; never more than `most`, never by a link, never waiting.

    Args:
        path: POSIX, below `content`.
        help_: what to do where it is larger.

    Raises:
        OSError: where the disk fails, or the file is gone.
    """
    try:
        file = os.open(content / path, _READING)
    except OSError as error:
        if error.errno == errno.ELOOP:  # it has become a link since it was looked at
            return _not_a_file(path, "a link")
        raise
    try:
        info = os.fstat(file)
        if (refused := _no_file(path, info)) is not None:
            return refused
        # One more than there should be, so that a file that grows meanwhile is noticed.
        data = bytearray()
        if info.st_size <= most:
            while part := os.read(file, max(info.st_size - len(data), 0) + 1):
                data += part
                if len(data) > most:
                    break
        size = max(info.st_size, len(data))
    finally:
        os.close(file)
    if size <= most:
        return bytes(data)
    message = f"The file has {size / 1024 / 1024:.0f} MB; at most {most // 1024 // 1024} MB are read."
    return Problem("file-too-large", path, message, help_)


def walk(folder: Path, below: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """All that is not passed over, in the order of names: each path below the content, sorted within its folder.

    A folder too deep to be looked into comes as itself.
    """
    with os.scandir(folder) as entries:
        ordered = sorted(entries, key=lambda e: e.name)
    for entry in ordered:
        if _is_passed_over(entry.name):
            continue
        path = below + entry.name
        if entry.is_dir(follow_symlinks=False) and below.count("/") < DEEPEST:
            yield from walk(folder / entry.name, path + "/")
        else:
            yield path, entry


def _oddly_named(path: str) -> Problem | None:
    if path.isascii() and path.isprintable():
        return None
    if not hides(path) and all(unicodedata.category(c) not in ("Cc", "Cs") for c in path):
        return None
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in path)
    message = "The file's name holds characters that nobody sees, or that are no text."
    return Problem("unexpected-file", shown, message, "Name it anew, with letters, digits, hyphens and dots.")


def _no_file(path: str, info: os.stat_result) -> Problem | None:
    if stat.S_ISREG(info.st_mode):
        # The other name may be that of a file outside, which is not for this briefing.
        if info.st_nlink > 1:
            help_ = "Put a copy here: `cp name copy && mv copy name` makes one."
            return Problem("not-a-file", path, f"This file has {info.st_nlink} names (hard links) on its disk.", help_)
        return None
    if stat.S_ISDIR(info.st_mode):
        message = f"More than {DEEPEST} folders stand within each other here."
        return Problem("not-a-file", path, message, "Move what you need of it further up.")
    return _not_a_file(path, "a link" if stat.S_ISLNK(info.st_mode) else "neither a file nor a folder")


def _not_a_file(path: str, what: str) -> Problem:
    help_ = "Put the file itself here: nothing outside the content is read."
    return Problem("not-a-file", path, f"This is {what}.", help_)


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
