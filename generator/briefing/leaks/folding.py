"""Texts in the form in which names and numbers are compared.

After compatibility decomposition and case folding, without combining marks and characters that nobody sees, with ASCII
digits; every run of other characters is one space, or one `BREAK` where it holds one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

BREAK = "\x1e"
"""Parts what does not belong together: cells, values, attributes. Names are found across it, numbers are not."""


class Kind(Enum):
    """What of a text a term is compared with."""

    LETTERS = "letters"
    DIGITS = "digits"
    BOTH = "letters and digits"


_DIGEST = re.compile(r"(?<![0-9A-Za-z])[0-9A-Fa-f]{32,}(?![0-9A-Za-z])")
"""Digits in a digest are nobody's number."""
_OTHER = {
    Kind.LETTERS: re.compile(r"[\W\d_]+"),
    Kind.DIGITS: re.compile(r"[^0-9\x1e]+"),
    Kind.BOTH: re.compile(r"[\W_]+"),
}


def _table(kind: Kind) -> bytes:
    def form(char: str) -> str:
        if char.isalpha():
            return char.lower() if kind is not Kind.DIGITS else BREAK
        if char.isdigit():
            return char if kind is not Kind.LETTERS else " "
        return BREAK if char == BREAK and kind is Kind.DIGITS else " "

    return "".join(form(chr(c)) for c in range(128)).encode() + bytes(128)


_TABLES = {kind: _table(kind) for kind in Kind}


_UNSEEN = frozenset({"Mn", "Me", "Cf"})
"""Combining marks, and characters that are not shown: zero-width, directions, soft hyphens, variation selectors."""


def _folded(text: str) -> str:
    """Decomposed, without what is not seen; typographic signs are spaces, so that most texts become ASCII."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    for char in set(text):
        if char > "\x7f" and not char.isalnum():
            text = text.replace(char, "" if unicodedata.category(char) in _UNSEEN else " ")
    return text


def _ascii_digits(text: str) -> str:
    return re.sub(r"[^\W\D0-9]", lambda m: str(unicodedata.decimal(m[0])), re.sub(r"[^\W\d_]+", BREAK, text))


@dataclass(frozen=True)
class Folded:
    """The forms of one text, each made when it is asked for; all begin and end with a space."""

    text: str

    @cached_property
    def letters(self) -> str:
        """Words of letters, parted by single spaces."""
        return self._form(Kind.LETTERS)

    @cached_property
    def digits(self) -> str:
        """Digits, with a space where there is a space or punctuation and `BREAK` where there is anything else."""
        return self._form(Kind.DIGITS)

    @cached_property
    def both(self) -> str:
        """Words of letters and digits."""
        return self._form(Kind.BOTH)

    @cached_property
    def run_together(self) -> str:
        """`letters` without spaces."""
        return self.letters.replace(" ", "")

    @cached_property
    def both_run_together(self) -> str:
        """`both` without spaces."""
        return self.both.replace(" ", "")

    def of(self, kind: Kind) -> str:
        """The form that a kind of term is looked for in."""
        match kind:
            case Kind.LETTERS:
                return self.letters
            case Kind.DIGITS:
                return self.digits
            case Kind.BOTH:
                return self.both

    def _form(self, kind: Kind) -> str:
        folded = _DIGEST.sub(BREAK, self._folded) if kind is Kind.DIGITS else self._folded
        if folded.isascii():
            # Several times as fast as a regular expression, and most of a site's bytes are ASCII.
            words = folded.encode().translate(_TABLES[kind])
            if kind is not Kind.DIGITS:
                return f" {b' '.join(words.split()).decode()} "
            folded = words.decode()
        elif kind is Kind.DIGITS:
            folded = _ascii_digits(folded)
        return f" {_OTHER[kind].sub(' ', folded).strip(' ')} "

    @cached_property
    def _folded(self) -> str:
        return self.text if self.text.isascii() else _folded(self.text)


def with_places(text: str, kind: Kind) -> tuple[str, list[int]]:
    """A form of the text, and for each of its characters where in the text it comes from. Slow."""
    form, places = [" "], [0]
    if kind is Kind.DIGITS:
        text = _DIGEST.sub(lambda m: BREAK * len(m[0]), text)
    for at, char in enumerate(text):
        for one in _folded(char):
            digit = unicodedata.decimal(one, None)
            if one.isalpha():
                shown = BREAK if kind is Kind.DIGITS else one
            elif digit is not None:
                shown = " " if kind is Kind.LETTERS else one if kind is Kind.BOTH else str(digit)
            elif kind is Kind.BOTH and one.isalnum():
                shown = one
            else:
                shown = BREAK if one == BREAK and kind is Kind.DIGITS else " "
            if shown == " " and form[-1] == " ":
                continue
            form.append(shown)
            places.append(at)
    form.append(" ")
    places.append(len(text))
    return "".join(form), places
