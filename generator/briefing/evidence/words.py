"""Where words and numbers end. A quotation takes them whole, or it says something that the text does not.

Joined are parts of a word (`someone`, `non-military`, `can't`), digits with what groups or divides them (`30,000`,
`30 000`, `7.5`, `5:30`, `5–10`), a sign and its number (`−5`). A possessive `'s` may be left off. Scripts written
without spaces have no words in this sense.
"""

from __future__ import annotations

import re

_UNSPACED = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u0dff"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
)
_INVISIBLE = "\u00ad\u200b-\u200f\u2060\ufeff"
_LETTER = rf"(?![_{_UNSPACED}])[\w{_MARKS}]"
# A joiner or a soft hyphen inside a word is part of it; the direction marks around one are not.
_LETTERS = rf"{_LETTER}(?:[{_INVISIBLE}]*{_LETTER})*"
_SPACE = "[ \u00a0\u2009\u202f]"
_TOKEN = re.compile(
    rf"""
    (?: (?<![\w)\]]) [-−–] (?=\d) )?            # a sign
    {_LETTERS}
    (?: ['’ʼ‘`´‐‑-] {_LETTERS}                             # can't, non-military
      | (?<=\d) [.,:/·٫٬‒–—−] (?=\d) {_LETTERS}                # 30,000; 7.5; 5:30; 5–10
      | (?<=\d) (?<!\d\d\d\d) {_SPACE} (?=\d\d\d(?!\d)) {_LETTERS}   # 30 000
    )*
    | \.{{2,}}
    """,
    re.VERBOSE,
)
_POSSESSIVE = re.compile(r"['’ʼ]s(?!\w)")
_NAME = re.compile(r"\b(?!(?:He|She|It|That|This|There|Here|Who|What|When|Where|Why|How|Let)\b)[A-Z]\w*\Z")
_WINDOW = 80


def token_over(text: str, position: int) -> tuple[int, int] | None:
    """The word or number that a boundary at `position` would divide; None where nothing is divided."""
    left, right = text[max(0, position - 1) : position], text[position : position + 1]
    if not left or not right or (left.isspace() and not right.isdigit()) or (right.isspace() and not left.isdigit()):
        return None  # nearly always
    for token in _TOKEN.finditer(text, max(0, position - _WINDOW), position + _WINDOW):
        if token.start() >= position:
            return None
        if token.end() > position:
            return token.span()
    return None


def divides(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The word or number that a passage [start, end) begins or ends inside of; None where it takes them whole."""
    token = token_over(text, start) or token_over(text, end)
    if (
        token is not None
        and token[1] > end
        and _POSSESSIVE.match(text, end)
        and _NAME.search(text, max(start, end - 40), end)
    ):
        return token_over(text, start) if token[0] < start else None
    return token
