"""Whether words stand in a quotation: then `on Thursday` is the speaker's Thursday, not the article's.

Where the marks leave a doubt, the answer is yes: a date left open harms nobody, a wrong one does.
"""

from __future__ import annotations

import re
from functools import lru_cache

from briefing.evidence.visible import VisibleText

_MARK = re.compile('["＂“”„‟«»〝〞「」『』]')
_PARTNERS = {"“": "”", "‟": "”", "„": "“”", "”": "”", "«": "»", "»": "«", "〝": "〞〟", "「": "」", "『": "』"}
"""What closes a quotation besides the straight mark, by what opened it."""
_STRAIGHT = '"＂'
_OPENS = "“‟„〝「『"
_BEGINNINGS = "([{“‘„«'…¿¡$€£#@"
"""What may stand first inside a quotation, besides letters and digits."""
_SINGLE = re.compile(
    r"""(?<!\w)‘(?!\d\ds?\b|em\b|til\b|tis\b|twas\b|cause\b)(?=[\w“"„«…([])[^‘]*’(?!\w)     # ‘…’, not ‘90s
      | ‚(?=\w)[^‚‘]*‘ | ‹[^‹›]*› | ›[^‹›]*‹
      | (?<![^\s(\["“„«—–-])'(?=\w)[^']*(?:(?<=\w)'(?=\w)[^']*)*(?<=[.,!?…])'(?!\w)              # '…,' and no soldiers'
    """,
    re.VERBOSE,
)


def in_quotation(text: VisibleText, start: int, end: int) -> bool:
    """Whether any of the words at [start, end) of the visible text stands inside a quotation or a block quotation."""
    first, last = text.segment_at(start), text.segment_at(max(start, end - 1))
    for segment in text.segments[first : last + 1]:
        if segment.quoted:
            return True
        words = text.text[segment.start : segment.end]
        low, high = max(start - segment.start, 0), min(end, segment.end) - segment.start
        if any(low < to and high > at for at, to in _quoted(words)):
            return True
    return False


@lru_cache(maxsize=8)
def _quoted(paragraph: str) -> list[tuple[int, int]]:
    """The quotations of a paragraph. One that is not closed goes to its end (the next paragraph opens anew), and one
    that is closed without having been opened began before it."""
    regions = [single.span() for single in _SINGLE.finditer(paragraph)]
    opened, closers, depth = 0, "", 0
    for match in _MARK.finditer(paragraph):
        mark, at = match[0], match.start()
        before, after = paragraph[at - 1 : at] if at else " ", paragraph[at + 1 : at + 2] or " "
        opens = not before.isalnum() and (after.isalnum() or after in _BEGINNINGS)
        closes = not before.isspace() and not after.isalnum()
        if depth:
            if mark in closers and not (mark in _STRAIGHT and opens and not closes):
                depth -= 1
                if depth == 0:
                    regions.append((opened, at))
            elif opens and not closes:
                depth += 1
        elif mark in _OPENS or opens or (mark == "«" and not closes) or (mark in _STRAIGHT and not closes):
            opened, closers, depth = at, _PARTNERS.get(mark, "”") + _STRAIGHT, 1
        else:
            regions.append((0, at))
    if depth:
        regions.append((opened, len(paragraph)))
    return regions
