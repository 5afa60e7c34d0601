"""Which addresses a text may link to: the web, mail, a place on its own page, and files in `media/`.

Everything else is refused, not repaired: what a browser makes of a crooked address is not for us to guess.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

from briefing.records import MediaRef

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WHOLE = "Write the whole address, `https://example.org/page`, or link to a record with `[[article:its-id]]`."
_MEDIA = "Write `media/` and the file's name, with letters, digits, hyphens and dots."
_LOCAL = "Put the file into `media/` and write `media/name.jpg`: a page loads nothing from elsewhere."


@dataclass(frozen=True, slots=True)
class Refused:
    """Why an address is no address for a link, as the end of a sentence, and what to write."""

    why: str
    help: str


def link_address(address: str) -> str | MediaRef | Refused:
    """What a link may point to, from the address as it would stand in the page (entities already resolved)."""
    if not address:
        return Refused("has no address", _WHOLE)
    if _is_media(address):
        return media_address(address)
    if _hidden_in(address):
        return Refused("has white space or invisible characters in its address", "Take them out, or write `%20`.")
    if address.startswith("#"):
        return address
    if "\\" in address:
        return Refused("has a backslash in its address", "Addresses are written with `/`.")
    scheme = _SCHEME.match(address)
    if scheme is None:
        return Refused("is no address on the web and no file in `media/`", _WHOLE)
    match scheme[1].lower():
        case "http" | "https":
            return address if _has_host(address) else Refused("is no complete address", _WHOLE)
        case "mailto":
            return address if "@" in address else Refused("names no mailbox", "Write it as `mailto:name@example.org`.")
        case other:
            return Refused(f"begins with `{other}:`, which is not allowed", "Only `https:`, `http:` and `mailto:` are.")


def media_address(address: str) -> MediaRef | Refused:
    """The file below `content/media/` that an image, or a link to a document, is about."""
    if not _is_media(address):
        return Refused("does not come from `media/`", _LOCAL)
    parts = [part for part in address.split("/") if part != "."]
    if "" in parts or ".." in parts or any(c in address for c in "\\%?#:") or _hidden_in(address.replace(" ", "")):
        return Refused("does not name a file below `media/`", _MEDIA)
    return MediaRef("/".join(parts))


def _is_media(address: str) -> bool:
    return address.startswith(("media/", "./media/"))


def _hidden_in(address: str) -> bool:
    """Whether there is a control or format character, a space or a surrogate."""
    return any(unicodedata.category(c) in {"Cc", "Cf", "Cs", "Cn", "Zs", "Zl", "Zp"} for c in address)


def _has_host(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
