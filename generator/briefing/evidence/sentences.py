"""Where the sentence around a passage begins and ends, within its block.

In doubt two sentences are one: more context never misleads, half a sentence may.
"""

from __future__ import annotations

import re

_STOP = re.compile(
    r"""(?:[.!?…؟۔]+ | (?P<wide>[。！？।॥]+))     # the stop,
        ["'”’“»«›‹)\]」』）*_]*                   # what closes after it,
        (?(wide) | (?=\s|\Z))                   # and white space, where the script has it
    """,
    re.VERBOSE,
)
_NEXT = re.compile(r"""[\s"'“”„«»‘’‚‹›(\[—–-]*(.?)""", re.DOTALL)
_LAST_WORD = re.compile(r"[^\s(\[\"'“„«‘]*\Z")
_TITLES = frozenset(
    (
        "mr",
        "mrs",
        "ms",
        "mx",
        "dr",
        "prof",
        "gen",
        "lt",
        "col",
        "sgt",
        "capt",
        "cpl",
        "pvt",
        "maj",
        "adm",
        "cmdr",
        "brig",
        "gov",
        "sen",
        "rep",
        "pres",
        "rev",
        "hon",
        "st",
        "mt",
        "ft",
        "msgr",
        "supt",
        "det",
        "insp",
        "vs",
        "m",
        "mm",
        "mme",
        "mlle",
        "hr",
        "fr",
        "nr",
        "bzw",
        "z.b",
        "u.a",
        "d.h",
        "т.е",
        "им",
        "ул",
        "гор",
        "обл",
    )
)
"""Abbreviations after which a sentence goes on, whatever follows."""
_BEFORE_NUMBERS = frozenset(
    (
        "no",
        "nos",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "art",
        "sec",
        "fig",
        "vol",
        "ch",
        "p",
        "pp",
        "par",
        "para",
        "approx",
        "ca",
        "c",
        "est",
        "abt",
        "bd",
        "№",
        "янв",
        "фев",
    )
)
"""Abbreviations after which it goes on where a digit follows."""
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]\Z")


def sentence_ends(text: str) -> list[int]:
    """Where the sentences of a block's text end, ascending; the end of the text is one of them."""
    ends = [stop.end() for stop in _STOP.finditer(text) if _ends_sentence(text, stop)]
    return ends if ends and ends[-1] == len(text) else [*ends, len(text)]


def _ends_sentence(text: str, stop: re.Match[str]) -> bool:
    if stop["wide"]:
        return True
    following = _NEXT.match(text, stop.end())
    after = following[1] if following else ""
    if not after:
        return True
    if after.islower():
        return False
    if stop[0][0] != "." or stop[0].startswith(".."):
        return True
    last_word = _LAST_WORD.search(text, max(0, stop.start() - 20), stop.start())
    word = last_word[0] if last_word else ""
    if _INITIALS.search(word) and (len(word) == 1 or "." in word):
        return not word[-1].isupper()  # J. Smith, U.S. President; but: 5 a.m. The
    word = word.casefold()
    return not (word in _TITLES or (word in _BEFORE_NUMBERS and after.isdigit()))
