"""A marked text without the passages whose evidence is not published: no mark, no number, no excerpt tells of them.

It reads the markup that `passages` writes, and only that: in texts every `<` is escaped, so nothing else looks like it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from briefing.evidence.passages import DIGITS, opening_mark
from briefing.records import Article, Body, BodyPart

_MARKUP = re.compile(
    r'(<a class="passage-mark"[^>]*>[0-9]+</a>|<mark class="passage"[^>]*>|</mark>|<p class="excerpt">|</p>)'
)
_ANCHOR = re.compile(rf"\bp[0-9a-f]{{{DIGITS}}}(?:-[0-9]+)?")
_NUMBER = re.compile(r"(?<=\[)[0-9]+(?=\])|(?<=>)[0-9]+(?=<)")


def only_passages(article: Article, live: Collection[str]) -> Article:
    """The article with these of its passages, numbered anew; their anchors stay.

    Args:
        live: anchors of the passages that published evidence stands on.
    """
    if all(p.anchor in live for p in article.passages):
        return article
    kept = tuple(p for p in article.passages if p.anchor in live)
    numbers = {p.anchor: str(number) for number, p in enumerate(kept, 1)}
    return replace(
        article, passages=kept, body=_unmarked(article.body, numbers), excerpts=_unmarked(article.excerpts, numbers)
    )


def _unmarked(body: Body, numbers: Mapping[str, str]) -> Body:
    out: list[BodyPart] = []
    excerpt: int | None = None  # where in `out` the excerpt begins that is being read
    has_marks = in_mark = False
    for token in (
        t for part in body.parts for t in ([part] if not isinstance(part, str) else _MARKUP.split(part)) if t
    ):
        if not isinstance(token, str):
            out.append(token)
        elif token.startswith('<a class="passage-mark"'):
            anchor = _ANCHOR.search(token)
            if anchor and anchor[0] in numbers:
                out.append(_NUMBER.sub(numbers[anchor[0]], token))
        elif token.startswith('<mark class="passage"'):
            passages = [a for a in _ANCHOR.findall(token) if a in numbers]
            in_mark = bool(passages)
            has_marks |= in_mark
            if in_mark:
                out.append(opening_mark(passages))
        elif token == "</mark>":
            if in_mark:
                out.append(token)
            in_mark = False
        elif token == '<p class="excerpt">':
            excerpt, has_marks = len(out), False
            out.append(token)
        else:
            out.append(token)
            if token == "</p>" and excerpt is not None:
                if not has_marks:
                    del out[excerpt:]
                excerpt = None
    return Body(tuple(_joined(out)))


def _joined(parts: list[BodyPart]) -> list[BodyPart]:
    joined: list[BodyPart] = []
    for part in parts:
        if joined and isinstance(part, str) and isinstance(joined[-1], str):
            joined[-1] += part
        else:
            joined.append(part)
    return joined
