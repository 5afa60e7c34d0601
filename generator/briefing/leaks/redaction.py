"""A list of names and numbers that must appear nowhere, and where a text has one.

What the list holds is never shown again: a find says which entry it is, by its number.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

from briefing.fingerprint import Digest, digest_bytes
from briefing.leaks.folding import Folded, Kind, with_places

SURE = 8
"""From so many letters on, a name is found however it is written apart or together."""
SHORTEST_NUMBER = 4
"""In digits. Less stands everywhere: in dates, in widths, in numbers of pages."""
MASK = "███"
"""Stands for what is not shown, and does not tell its length."""

_NUMBER = re.compile(r"[+(]?\d[\d\s.,'’٬_()/+-]*", re.UNICODE)


class TermError(ValueError):
    """An entry that cannot be looked for; the message does not repeat it."""


@dataclass(frozen=True)
class Term:
    """One entry of the list, as it is looked for."""

    kind: Kind
    pattern: str
    """Regular expression over the form of this kind."""
    together: str
    """What the form holds, without spaces, wherever the pattern fits; `""` where that does not tell."""
    keys: tuple[str, ...]
    """The form holds one of these wherever the pattern fits, and nowhere else; none where that does not tell."""


@dataclass(frozen=True, slots=True)
class Found:
    """An entry of the list in a text."""

    entry: int
    """Its number, from 1."""
    start: int
    end: int


def term_of(text: str) -> Term:
    """What an entry means: a number in digits with or without separators, or else words; `*` at an end: any letters.

    Raises:
        TermError: it is too short to be looked for.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    if _NUMBER.fullmatch(text):
        return _number(text)
    words = [w for w in (_variants(w) for w in text.strip("*").split()) if w]
    longest = "".join(w[0].replace(" ", "") for w in words)
    if len(longest) < 2:
        raise TermError("it has fewer than two letters")
    kind = Kind.BOTH if any(c.isdigit() for c in longest) else Kind.LETTERS
    key_ends = ("" if text.startswith("*") else " "), ("" if text.endswith("*") else " ")
    before, after = ("(?<= )" if key_ends[0] else "[^ ]*"), ("(?= )" if key_ends[1] else "[^ ]*")
    if len(longest) >= SURE:
        pattern = " ?".join(map(re.escape, longest))
        return Term(kind, before + pattern + after if len(words) == 1 else pattern, longest, ())
    joined = [" ".join(ways) for ways in product(*words)]
    ways = "|".join(map(re.escape, dict.fromkeys(joined)))
    keys = tuple(dict.fromkeys(way.join(key_ends) for way in joined))
    return Term(kind, f"{before}(?:{ways}){after}", "", keys)


def _variants(word: str) -> tuple[str, ...]:
    """A word as one and, where it holds punctuation, as several: O'Brien is `obrien` and `o brien`."""
    parts = Folded(word).both.strip()
    return tuple(dict.fromkeys((parts.replace(" ", ""), parts))) if parts else ()


def _number(text: str) -> Term:
    groups = Folded(text).digits.split()
    digits = "".join(groups)
    if len(digits) < SHORTEST_NUMBER:
        raise TermError(f"it is a number of fewer than {SHORTEST_NUMBER} digits, which stands everywhere")
    if len(digits) > 6:
        # Of a telephone's number, or an account's, nobody knows how it will be parted.
        body = " ?".join(digits)
    else:
        thousands = f"{digits[:-3]} ?{digits[-3:]}"
        body = "|".join(dict.fromkeys((thousands, " ?".join(groups))))
    return Term(Kind.DIGITS, f"(?<![0-9])(?:{body})(?![0-9])", "", ())


class Redaction:
    """The whole list. Empty, it finds nothing."""

    def __init__(self, entries: Iterable[str] = ()) -> None:
        """Raises TermError for an entry that cannot be looked for."""
        self._entries = tuple(e.strip() for e in entries)
        self._terms = tuple(term_of(e) for e in self._entries)

    def __bool__(self) -> bool:
        return bool(self._terms)

    def digest(self, salt: bytes) -> Digest:
        """Of the list. Names are short: without the salt nobody can try them out."""
        return digest_bytes(hashlib.blake2b("\0".join(self._entries).encode(), key=salt).digest())

    def entries_in(self, text: str) -> tuple[int, ...]:
        """The numbers, from 1, of the entries that stand in a text of any length."""
        return tuple(self._entries_in(Folded(text)))

    def _entries_in(self, folded: Folded) -> Iterator[int]:
        if not self._terms:
            return
        wanted = self._worth_looking(folded)
        for number, term in enumerate(self._terms, 1):
            if term.keys:
                if any(key in folded.of(term.kind) for key in term.keys):
                    yield number
            elif (not term.together or term.together in wanted) and re.search(term.pattern, folded.of(term.kind)):
                yield number

    def _worth_looking(self, folded: Folded) -> frozenset[str]:
        """Which of the long terms stand in the text with all spaces gone."""
        texts = {Kind.LETTERS: lambda: folded.run_together, Kind.BOTH: lambda: folded.both_run_together}
        found: set[str] = set()
        for kind, (pattern, terms) in self._together.items():
            text = texts[kind]()
            # One search for each is faster than one for all, up to about a hundred.
            if pattern is None or pattern.search(text):
                found |= {t for t in terms if t in text}
        return frozenset(found)

    @cached_property
    def _together(self) -> dict[Kind, tuple[re.Pattern[str] | None, tuple[str, ...]]]:
        by_kind = {
            kind: tuple(sorted({t.together for t in self._terms if t.together and t.kind is kind}))
            for kind in (Kind.LETTERS, Kind.BOTH)
        }
        return {
            kind: (re.compile(_branches(terms)) if len(terms) > 100 else None, terms)
            for kind, terms in by_kind.items()
            if terms
        }

    def find(self, text: str) -> tuple[Found, ...]:
        """Where in a text entries stand, in its order. For texts that stand in one file of an editor's."""
        found = []
        numbers = self.entries_in(text)
        forms = {kind: with_places(text, kind) for kind in {self._terms[n - 1].kind for n in numbers}}
        for number in numbers:
            form, places = forms[self._terms[number - 1].kind]
            for match in re.finditer(self._terms[number - 1].pattern, form):
                found.append(Found(number, places[match.start()], places[match.end() - 1] + 1))  # noqa: PERF401
        return tuple(sorted(found, key=lambda f: (f.start, f.entry)))

    def masked(self, text: str) -> str:
        """The text with `MASK` for every entry in it."""
        return self.masked_at(text, 0)[0]

    def masked_at(self, text: str, place: int) -> tuple[str, int]:
        """The same, and where a place of the text is afterwards."""
        out: list[str] = []
        at, new = 0, None
        for start, end in _merged(self.find(text)):
            if new is None and place < end:
                new = len("".join(out)) + min(place, start) - at
            out += [text[at:start], MASK]
            at = end
        if new is None:
            new = len("".join(out)) + place - at
        return "".join((*out, text[at:])), new


def _merged(found: Sequence[Found]) -> Iterator[tuple[int, int]]:
    start, end = -1, -1
    for one in found:
        if one.start > end:
            if end >= 0:
                yield start, end
            start, end = one.start, one.end
        else:
            end = max(end, one.end)
    if end >= 0:
        yield start, end


def _branches(words: Sequence[str]) -> str:
    """A regular expression for any of the words, with what they begin with in common written once."""
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _branch(tree)


def _branch(node: dict[str, Any]) -> str:
    if "" in node:
        return ""  # the shorter word is enough to look closer
    ways = [re.escape(char) + _branch(below) for char, below in sorted(node.items())]
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


def read_list(text: str) -> tuple[tuple[int, str], ...]:
    """The entries of a list in a file of its own: one a line, with its line; empty lines and `#` are passed over."""
    lines = enumerate(text.removeprefix("\ufeff").splitlines(), 1)
    return tuple((number, line.strip()) for number, line in lines if line.strip() and not line.lstrip().startswith("#"))
