"""What the preview server says: the published file at an address, a redirect to its folder, the site's 404 page.

Only what the last build published is ever read: no listing, no hidden file, no state, no source, nothing by a link.
"""

from __future__ import annotations

import os
import re
import stat
import time
from contextlib import suppress
from dataclasses import dataclass
from email.utils import formatdate
from http import HTTPStatus
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from briefing.live_reload import LiveReload
from briefing.pages.addresses import SEARCH
from briefing.server_security import Refusal, site_path

_HTML = "text/html; charset=utf-8"
_TEXT = "text/plain; charset=utf-8"
_TYPES = {
    "html": _HTML,
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "jsonld": "application/ld+json; charset=utf-8",
    "geojson": "application/geo+json; charset=utf-8",
    "webmanifest": "application/manifest+json; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "txt": _TEXT,
    "svg": "image/svg+xml; charset=utf-8",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "avif": "image/avif",
    "gif": "image/gif",
    "ico": "image/x-icon",
    "pdf": "application/pdf",
    "woff2": "font/woff2",
}
"""By the name's ending; not the system's table, which differs from one machine to the next."""

_FIELDS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)

_POLICY = (
    "default-src 'none'; script-src 'self'{wasm}; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors {frames}"
)
_MADE_FOR_FRAMES = re.compile(r"figures/[^/]+/embed/index\.html")
_FRAMES_HERE = "http://127.0.0.1:* http://localhost:*"
"""A figure's card may be tried out in a page that is served on this machine, and in no other."""


class Publication(Protocol):
    """What the preview shows; a path is POSIX and below the site."""

    def __contains__(self, path: object, /) -> bool:
        """Whether `path` is published."""

    def read(self, path: str) -> bytes | None:
        """The whole file, or None where it is not published or cannot be read."""


@dataclass(frozen=True, slots=True)
class SiteFiles:
    """The published files below a folder on disk, old or new but always whole."""

    root: Path
    files: frozenset[str]

    def __contains__(self, path: object) -> bool:
        return path in self.files

    def read(self, path: str) -> bytes | None:
        """The bytes of a published file; None for any other, and for one that is a link or lies behind one."""
        if path not in self.files:
            return None
        # A build may swap the whole folder by renaming, and for a moment there is none.
        for pause in (0.0, 0.01, 0.05, 0.2):
            time.sleep(pause)
            with suppress(FileNotFoundError, NotADirectoryError):
                return self._read(path)
        return None

    def _read(self, path: str) -> bytes | None:
        file = Path(os.path.realpath(self.root, strict=True), path)
        try:
            if os.path.realpath(file, strict=True) != str(file):
                return None
            with open(file, "rb", opener=_open_plain) as stream:
                return stream.read() if stat.S_ISREG(os.fstat(stream.fileno()).st_mode) else None
        except (FileNotFoundError, NotADirectoryError):
            raise
        except OSError:
            return None


def _open_plain(path: str, flags: int) -> int:
    """Opens what stands there, not what a link names, and does not wait for a pipe's other end."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


@dataclass(frozen=True, slots=True)
class Answer:
    """A response, apart from its connection."""

    status: int
    body: bytes
    content_type: str
    fields: tuple[tuple[str, str], ...] = ()
    frame_ancestors: str = "'none'"
    """Who may show it in a frame [CSP]."""
    runs_wasm: bool = False
    """Whether it is the search page: its engine is WebAssembly, which a browser takes for code made on the spot."""

    def head(self, *, keep_alive: bool, length: int | None) -> bytes:
        """The response's head with the empty line that ends it; `length` None: the body ends with the connection."""
        wasm = " 'wasm-unsafe-eval'" if self.runs_wasm else ""
        fields = [
            ("Date", formatdate(usegmt=True)),
            ("Content-Type", self.content_type),
            *_FIELDS,
            ("Content-Security-Policy", _POLICY.format(wasm=wasm, frames=self.frame_ancestors)),
            *self.fields,
            ("Connection", "keep-alive" if keep_alive else "close"),
        ]
        if length is not None:
            fields.append(("Content-Length", str(length)))
        lines = "".join(f"{name}: {value}\r\n" for name, value in fields)
        return f"HTTP/1.1 {self.status} {HTTPStatus(self.status).phrase}\r\n{lines}\r\n".encode("ascii")


EVENT_STREAM = Answer(200, b"", "text/event-stream; charset=utf-8")


def answer(target: str, site: Publication, assets: dict[str, bytes], live: LiveReload) -> Answer:
    """What a GET of `target` gets: of the preview's own assets, else of the published site."""
    path = site_path(target)
    if isinstance(path, Refusal):
        return refused(path)
    if path in assets:
        return Answer(200, assets[path], _content_type(path))
    if path and path not in site and f"{path}/index.html" in site:
        # Relative, and quoted as a single part: it cannot lead to another host.
        _, mark, query = target.partition("?")
        location = quote(path.rpartition("/")[2], safe="") + "/" + mark + query
        return Answer(308, b"", _TEXT, (("Location", location),))
    if not path or path.endswith("/"):
        path += "index.html"
    generation = live.generation
    body = site.read(path)
    if body is None:
        page = site.read("404.html") or _page(published="index.html" in site)
        return Answer(404, live.with_script(page, "", generation), _HTML)
    kind = _content_type(path)
    frames = _FRAMES_HERE if _MADE_FOR_FRAMES.fullmatch(path) else "'none'"
    shown = live.with_script(body, path, generation) if kind == _HTML else body
    return Answer(200, shown, kind, frame_ancestors=frames, runs_wasm=path == SEARCH)


def refused(refusal: Refusal) -> Answer:
    """The answer to a request that gets no page."""
    fields = (("Allow", "GET, HEAD"),) if refusal.status == HTTPStatus.METHOD_NOT_ALLOWED else ()
    return Answer(refusal.status, f"{refusal.why}\n".encode(), _TEXT, fields)


def _content_type(path: str) -> str:
    return _TYPES.get(path.rpartition(".")[2].lower(), "application/octet-stream")


def _page(*, published: bool) -> bytes:
    words = "There is no such page." if published else "Nothing is published yet: the briefing appears once it builds."
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Preview</title><body><p>{words}</p></body></html>'
    ).encode()
