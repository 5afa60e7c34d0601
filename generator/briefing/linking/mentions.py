"""Which records the published texts link to, and in which sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from briefing.evidence.sentences import sentence_ends
from briefing.records import Body, Ref

Key = tuple[str, str]
"""A record's kind and id."""

_BLOCK_EDGE = re.compile(
    r"</?(?:p|li|ul|ol|h[1-6]|blockquote|td|th|tr|table|pre|div|dd|dt|section)\b[^>]*>|<br\b[^>]*>"
)
_NUMBERED = re.compile(r'<a class="passage-mark"[^>]*>[0-9]+</a>')
_SPACE = re.compile(r"\s+")
_TAG = re.compile(r"<[^>]*>")
_HERE = "\ufffc"
"""Stands for the link in the text around it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A text that links to a record."""

    by: Key
    before: str
    """The sentence up to the link's words."""
    words: str
    """The link's own words; `""` where it goes by the target's name."""
    after: str


def mentions_in(texts: Iterable[tuple[Key, Body]]) -> Mapping[Key, tuple[Mention, ...]]:
    """By record that is linked to: who links to it, each once, with the first sentence that does."""
    found: defaultdict[Key, dict[Key, Mention]] = defaultdict(dict)
    for source, body in texts:
        for ref, before, after in links_in(body):
            target = (ref.kind, ref.id)
            if target != source and source not in found[target]:
                found[target][source] = Mention(source, before, ref.label, after)
    return {key: tuple(found[key][source] for source in sorted(found[key])) for key in sorted(found)}


def links_in(body: Body) -> Iterator[tuple[Ref, str, str]]:
    """Its links to records, each with its sentence before and after it."""
    for number, part in enumerate(body.parts):
        if isinstance(part, Ref):
            before = _BLOCK_EDGE.split(_text_of(body, 0, number))[-1]
            after = _BLOCK_EDGE.split(_text_of(body, number + 1, len(body.parts)))[0]
            yield part, *_sentence(_plain(before), _plain(after))


def _text_of(body: Body, start: int, end: int) -> str:
    parts = body.parts[start:end]
    return "".join(p if isinstance(p, str) else p.label if isinstance(p, Ref) else "" for p in parts)


def _plain(markup: str) -> str:
    return unescape(_TAG.sub("", _NUMBERED.sub("", markup))).replace(_HERE, "")


def _sentence(before: str, after: str) -> tuple[str, str]:
    text = f"{before}{_HERE}{after}"
    ends = sentence_ends(text)
    end = next(e for e in ends if e > len(before))
    start = max((e for e in ends if e <= len(before)), default=0)
    first, _, second = text[start:end].partition(_HERE)
    # The spaces beside the link are part of the sentence.
    return _folded(first).lstrip(), _folded(second).rstrip()


def _folded(text: str) -> str:
    return _SPACE.sub(" ", text)
