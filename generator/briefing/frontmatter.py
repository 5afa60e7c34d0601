"""A content file's bytes to its front matter as plain values, and the text below it.

What is not whole is refused: bytes that are no text, and front matter without its `---` on both sides, which must never
become text that is published.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from briefing.hidden_characters import hidden_problems
from briefing.problems import Keys, Problem
from briefing.yaml_events import Place, places
from briefing.yaml_tree import NOT_TEXT, read_tree

MAX_FILE_BYTES = 10 * 1024 * 1024
MAX_FRONT_MATTER = 1024 * 1024
"""In characters."""

Problems = tuple[Problem, ...]

_OPENING = re.compile(r"---[ \t]*(?:\n|\Z)")
_CLOSING = re.compile(r"\n---[ \t]*(?:\n|\Z)")
_ALMOST_FENCE = re.compile(r"^[ \t]*(?:-{2,}|[–—]+-*|\.\.\.|\+\+\+)[ \t]*$", re.MULTILINE)
_KEY = re.compile(r"[\w-]+:(?:\s|\Z)")
_C0_BYTES = bytes(b for b in (*range(0x20), 0x7F) if b not in b"\t\n\r")
_C1_BYTES = re.compile(rb"\xc2[\x80-\x84\x86-\x9f]")


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown file with front matter."""

    values: dict[str, object]
    """Made of dict, list, str, int, Decimal, bool and None."""
    body: str
    """What stands below the front matter; lines end with LF."""
    body_line: int
    """Number of the body's first line in the file, 1-based."""


def read_document(path: str, data: bytes) -> tuple[Document | None, Problems]:
    """A Markdown file taken apart, and what is wrong with its front matter.

    Returns:
        None instead of a document where reading had to stop. A document may come beside problems: it is good enough
        to look for more of them, never to publish.
    """
    text = _decode(path, data)
    if isinstance(text, Problem):
        return None, (text,)
    parts = _split(path, text)
    if isinstance(parts, Problem):
        return None, (parts,)
    front, body = parts
    values, problems = read_tree(path, front)
    problems = (*hidden_problems(path, text), *problems)
    if values is None:
        return None, problems
    return Document(values, body, front.count("\n") + 2), problems


def read_mapping(path: str, data: bytes) -> tuple[dict[str, object] | None, Problems]:
    """The mapping that a whole YAML file is, and what is wrong with it; an empty file is an empty mapping.

    Returns:
        None, or a mapping beside problems, as `read_document`.
    """
    text = _decode(path, data)
    if isinstance(text, Problem):
        return None, (text,)
    values, problems = read_tree(path, text)
    return values, (*hidden_problems(path, text), *problems)


def locate(problem: Problem, data: bytes) -> Problem:
    """The problem with line and column, where it has keys or words instead.

    An unknown key is shown itself, anything else at its value; a key that is missing at the mapping that lacks it, or
    in the first line of the file.

    Args:
        data: the file's bytes, as they were when the problem was found.
    """
    if not problem.line and problem.words:
        return _by_words(problem, data.decode("utf-8", "replace"))
    if problem.line or not problem.keys:
        return problem
    found, keys = _places(data), problem.keys
    while keys and keys not in found:
        keys = keys[:-1]
    if not keys:
        return replace(problem, line=1, column=1)
    of_key, of_value = found[keys]
    is_id = problem.code == "redacted" and len(keys) == 1 and problem.path.endswith("s.yaml")
    is_of_key = (problem.code in ("unknown-key", "yaml-duplicate-key") or is_id) and keys == problem.keys
    line, column = of_key if is_of_key else of_value
    return replace(problem, line=line, column=column)


def _by_words(problem: Problem, text: str) -> Problem:
    at = text.find(problem.words)
    if at < 0:
        return problem
    return replace(problem, line=text.count("\n", 0, at) + 1, column=at - text.rfind("\n", 0, at))


# A file may have thousands of problems, and they come one after another.
@lru_cache(maxsize=1)
def _places(data: bytes) -> dict[Keys, tuple[Place, Place]]:
    # To YAML a front matter between its two `---` is the first document of the file.
    text = _decode("", data)
    return {} if isinstance(text, Problem) else places(text)


def _decode(path: str, data: bytes) -> str | Problem:
    """The text that bytes are, without a byte order mark; its lines, ended by LF, CRLF or CR, end with LF."""
    if len(data) > MAX_FILE_BYTES:
        return Problem(
            "file-too-large",
            path,
            f"The file has {len(data) / 1024 / 1024:.0f} MB; at most {MAX_FILE_BYTES // 1024 // 1024} MB are read.",
            "Split it, or keep only the text.",
        )
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        message = f"The byte 0x{data[error.start]:02X} that stands here is not UTF-8."
        help_ = "Save the file as UTF-8, then look whether this character is the right one."
        return _not_text(path, data, data[: error.start].decode(), message, help_)
    # Passes over the bytes take a fifth of the time of one regular expression over the text.
    if data.translate(None, _C0_BYTES) != data or _C1_BYTES.search(data) or "\ufffe" in text or "\uffff" in text:
        found = NOT_TEXT.search(text)
        assert found is not None
        message = f"The control character U+{ord(found[0]):04X} stands here, which no text holds."
        help_ = "Delete it, or type the character that should be here."
        return _not_text(path, data, text[: found.start()], message, help_)
    return _with_lf(text) if "\r" in text else text


def _not_text(path: str, data: bytes, before: str, message: str, help_: str) -> Problem:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or data.count(0) * 4 > len(data):
        message, help_ = "The file is UTF-16.", "Save it as UTF-8."
    before = _with_lf(before)
    column = len(before) - before.rfind("\n")
    return Problem("not-utf8", path, message, help_, (), before.count("\n") + 1, column)


def _with_lf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _split(path: str, text: str) -> tuple[str, str] | Problem:
    """The front matter, with an empty line for its opening `---` so that its lines keep their numbers, and the body."""
    opening = _OPENING.match(text)
    if opening is None:
        return _no_opening(path, text)
    # The line end of the opening may be the one before the closing.
    closing = _CLOSING.search(text, opening.end() - 1)
    if closing is None:
        return _no_closing(path, text, opening.end())
    front = "\n" + text[opening.end() : closing.start() + 1]
    if len(front) > MAX_FRONT_MATTER:
        message = f"The front matter has {len(front):,} characters; at most {MAX_FRONT_MATTER:,} are read."
        return Problem("file-too-large", path, message, "Close it with `---` where the text begins.", (), 1, 1)
    return front, text[closing.end() :]


def _no_opening(path: str, text: str) -> Problem:
    first = text.split("\n", 1)[0]
    help_ = "Write `---` and nothing else in the first line, then `key: value` lines, then `---` again."
    if not text.strip():
        message = "The file is empty."
    elif _OPENING.match(text.lstrip()):
        message = "Blank lines or spaces stand before the opening `---`."
        help_ = "Delete them: `---` must be the first three characters of the file."
    elif _ALMOST_FENCE.match(first):
        message = f"The front matter opens with `{first.strip()}` instead of `---`."
        help_ = "Write exactly three hyphens, and nothing else in that line."
    elif first.startswith("---"):
        message = "More than `---` stands in the first line."
        help_ = "Move what follows `---` to the next line."
    elif _KEY.match(first):
        message = "The `---` that opens the front matter is missing."
        help_ = "Write a line `---` above this one."
    else:
        message = "The file has no front matter."
    return Problem("no-front-matter", path, message, help_, (), 1, 1)


def _no_closing(path: str, text: str, start: int) -> Problem:
    almost = _ALMOST_FENCE.search(text, start)
    if almost is None:
        message = "The front matter that opens here is never closed."
        help_ = "Write `---` on a line of its own where it ends, above the text."
        return Problem("front-matter-unclosed", path, message, help_, (), 1, 1)
    message = f"The front matter is never closed: `{almost[0].strip()}` is not `---` at the beginning of a line."
    help_ = "Write exactly three hyphens, and nothing else in the line."
    return Problem("front-matter-unclosed", path, message, help_, (), text.count("\n", 0, almost.start()) + 1, 1)
