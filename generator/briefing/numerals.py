"""Numbers as people write them, for saying what to write instead."""

from __future__ import annotations

import re

_GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:([,.'’_\u0020\u00a0\u2007\u2009\u202f])[0-9]{3})(?:\1[0-9]{3})*\Z")


def thousands_hint(text: str) -> str | None:
    """The digits to write for a number with thousands separators, e.g. `30000` for `30,000`; None for anything else.

    `1.500` is left alone: it is one and a half in half of the world.
    """
    text = text.strip()
    match = _GROUPED.match(text)
    if match is None or (match[1] == "." and text.count(".") == 1):
        return None
    return re.sub(r"[^0-9+-]", "", text)
