"""For a quote that does not stand in the text: where something like it does, and how that differs.

A hint for an editor, never evidence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches

from briefing.evidence.folding import Folded

_WORD = re.compile(r"\S+")
_MARKS = "\"'.,;:!?-"
_EDGES = _MARKS + "()[]"
_BRACKETS = re.compile(r"[\[\]()]")
_OMISSION = re.compile(r"(?<=\S )\[?\.\.\.\]?(?= \S)|(?<=\w)\.\.\.(?=\s*\w)")
_MOST_WORDS = 200
_MOST_PLACES = 1000
_CANDIDATES = 6
_CLOSE = 0.5
"""The share of the quote's letters that must stand in the passage for it to be called close."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A passage [start, end) of the visible text, and how the quote differs from it."""

    start: int
    end: int
    sentence: str


def one_line(text: str) -> str:
    """The text with its white space folded."""
    return " ".join(text.split())


def closest_passage(exact: str, folded: Folded) -> Difference | None:
    """The passage of the text that is most like a quote (folded); None where none is close.

    Places are found by the words that both have, each word voting for where the quote would begin; so the time is that
    of one walk over the text, whatever its size.
    """
    quote = [_key(word) for word in exact.split()[:_MOST_WORDS]]
    spans = [word.span() for word in _WORD.finditer(folded.text)]
    words = [_key(folded.text[start:end]) for start, end in spans]
    quote = _with_misspellings_mended(quote, words)
    best, passage = _CLOSE * sum(map(len, quote)), None
    for begin in _candidates(quote, words):
        first = max(0, begin - 3 - len(quote) // 4)
        window = words[first : begin + len(quote) + 4 + len(quote) // 4]
        score, low, high = _aligned(quote, window)
        if score > best or (score == best and passage is None):
            best, passage = score, (spans[first + low][0], spans[first + high - 1][1])
    if passage is None:
        return None
    start, end = _without_edges(folded.text, *passage, exact)
    return Difference(_original(folded, start), _original(folded, end), _sentence(exact, folded.text[start:end]))


def _key(word: str) -> str:
    return word.strip(_EDGES).casefold() or word


def _with_misspellings_mended(quote: list[str], words: list[str]) -> list[str]:
    """The quote's words, each long one that the text lacks replaced by one that it has and that is nearly the same."""
    known = set(words)
    lacking = sorted({w for w in quote if len(w) > 3 and w not in known}, key=lambda w: (-len(w), w))[:3]
    vocabulary = sorted(w for w in known if len(w) > 3)[:20_000] if lacking else []
    mended = {word: found[0] for word in lacking if (found := get_close_matches(word, vocabulary, 1, 0.75))}
    return [mended.get(word, word) for word in quote]


def _candidates(quote: list[str], words: list[str]) -> list[int]:
    """Where in the text the quote may begin, by the votes of its words; rare words have more say."""
    wanted = set(quote)
    places: dict[str, list[int]] = {}
    for index, word in enumerate(words):
        if word in wanted:
            places.setdefault(word, []).append(index)
    votes: dict[int, float] = {}
    for offset, word in enumerate(quote):
        at = places.get(word, [])
        for index in at[:_MOST_PLACES]:
            begin = max(0, index - offset)
            votes[begin] = votes.get(begin, 0.0) + 1 / len(at)
    return sorted(votes, key=lambda begin: (-votes[begin], begin))[:_CANDIDATES]


def _aligned(quote: list[str], window: list[str]) -> tuple[int, int, int]:
    """How many letters both have in common, and the part of the window that stands for the quote: on either side no
    more words than the quote has beyond those in common."""
    blocks = SequenceMatcher(None, quote, window, autojunk=False).get_matching_blocks()[:-1]
    if not blocks:
        return 0, 0, 0
    score = sum(len(word) for block in blocks for word in quote[block.a : block.a + block.size])
    first, last = blocks[0], blocks[-1]
    behind = len(quote) - last.a - last.size
    return score, max(0, first.b - first.a), min(len(window), last.b + last.size + behind)


def _without_edges(text: str, start: int, end: int, exact: str) -> tuple[int, int]:
    """The passage without marks around it that the quote does not have either."""
    passage = text[start:end]
    if exact[0] not in _MARKS:
        start += len(passage) - len(passage.lstrip(_MARKS))
    if exact[-1] not in _MARKS:
        end -= len(passage) - len(passage.rstrip(_MARKS))
    return (start, end) if start < end else (start, start + len(passage))


def _original(folded: Folded, position: int) -> int:
    original = folded.start(position)
    return original if original is not None else _original(folded, position - 1)


def _sentence(exact: str, passage: str) -> str:
    """How the quote differs from the passage; of several differences the first."""
    if exact.casefold() == passage.casefold():
        has, takes = next((p, e) for p, e in zip(passage.split(), exact.split(), strict=True) if p != e)
        return f"Capital letters differ: the text has `{has}` where the quote has `{takes}`."
    if _BRACKETS.sub("", exact) == _BRACKETS.sub("", passage):
        return f"Brackets differ: the text has `{_shown(passage)}`."
    if _OMISSION.search(exact) and not _OMISSION.search(passage):
        return "The quote leaves words out at `...`: quote either what stands before them or what stands after them."
    quote, words = exact.split(), passage.split()
    changes = [c for c in SequenceMatcher(None, quote, words, autojunk=False).get_opcodes() if c[0] != "equal"]
    changes.sort(key=lambda c: " ".join(quote[c[1] : c[2]]).casefold() == " ".join(words[c[3] : c[4]]).casefold())
    for kind, a, b, c, d in changes:
        takes, has = _shown(" ".join(quote[a:b])), _shown(" ".join(words[c:d]))
        if kind == "replace":
            return f"The text has `{has}` where the quote has `{takes}`."
        if kind == "insert":
            where = f"after `{words[c - 1]}`" if c else f"before `{words[d]}`"
            return f"The text has `{has}` {where}, which the quote leaves out."
        return f"The quote has `{takes}`, which the text does not have there."
    return f"The text has `{_shown(passage)}`."


def _shown(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
