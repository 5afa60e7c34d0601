"""Traces that a desk leaves in what it publishes without meaning to: told from a file's name, bytes and text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from briefing.leaks.pictures import has_place
from briefing.leaks.redaction import Redaction, TermError, term_of

_SEARCH_PROGRAM = re.compile(r"pagefind/wasm\.[a-z-]+\.pagefind")
"""Pagefind's own, which has paths of those who compiled it."""
_HOME = re.compile(
    r"(?<![\w.])/(?:home|Users)/[\w.-]+/[\w.-]|(?<![\w./-])/root/[\w.-]|\b[A-Za-z]:\\Users\\|\bfile:///", re.ASCII
)
_HERE = re.compile(r"//(?:localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1\])(?![\w.-])", re.IGNORECASE)
_SOURCE_MAP = re.compile(r"[#@][ \t]*sourceMappingURL=")
_LEFT_BEHIND = re.compile(
    r"(?:^|/)(?:\.git|\.hg|\.svn|\.env|\.briefing|\.idea|\.vscode|\.DS_Store|Thumbs\.db|desktop\.ini|__pycache__)(?:/|$)"
    r"|(?:~|\.sw[a-p]|\.bak|\.orig|\.rej|\.tmp|\.map|\.pyc)$|(?:^|/)(?:#[^/]*#|\.#[^/]*|\._[^/]*)$",
    re.IGNORECASE,
)
_EVERYBODYS = frozenset(
    re.findall(
        r"[\w-]+",
        "root admin administrator user users guest test tester runner ubuntu debian fedora alpine vagrant docker "
        "container localhost home www daemon nobody build builder jenkins node web server site main host pi ec2-user",
    )
)
"""Names of users and machines that say nothing, and are words of many texts."""


@dataclass(frozen=True)
class Desk:
    """What is known of this machine."""

    names: tuple[tuple[str, str], ...] = ()
    """What a name is (`this machine's user`), and the name."""
    folders: tuple[str, ...] = ()
    """Absolute paths that are nobody's business."""

    @property
    def telling(self) -> tuple[tuple[str, str], ...]:
        """The names that would tell something."""
        return tuple((what, name) for what, name in self.names if _is_telling(name))


def _is_telling(name: str) -> bool:
    try:
        term_of(name)
    except TermError:
        return False
    return len(name) > 3 and name.casefold() not in _EVERYBODYS


@dataclass(frozen=True, slots=True)
class Trace:
    """Something that should not be there."""

    what: str
    words: str = ""
    """The words of the file that show it, if it is words."""


def traces(path: PurePosixPath, data: bytes, text: str, desk: Desk) -> Iterator[Trace]:
    """The traces in a file of a site.

    Args:
        path: below the site.
        text: all that is legible in it.
    """
    if _LEFT_BEHIND.search(str(path)):
        yield Trace("this is no file for readers, but one that a tool has left behind")
    if has_place(data):
        yield Trace("this picture says where it was taken")
    for pattern, what in (
        (_HOME, "a path on somebody's machine"),
        (_HERE, "an address of the machine it was made on"),
        (_SOURCE_MAP, "a reference to the source of this file"),
    ):
        if pattern is _HOME and _SEARCH_PROGRAM.fullmatch(str(path)):
            continue
        if (match := pattern.search(text)) is not None:
            yield Trace(f"{what} stands here", match[0])
    for folder in desk.folders:
        if folder in text:
            yield Trace("the path of this project, or of your home folder, stands here", folder)
    names = desk.telling
    for number in Redaction(name for _, name in names).entries_in(text):
        yield Trace(f"the name of {names[number - 1][0]} stands here", names[number - 1][1])
