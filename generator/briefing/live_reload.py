"""Tells open pages of the preview what has become of the briefing: server-sent events and the script that hears them.

The script is added to pages as they are served, never to the site's own files.
"""

from __future__ import annotations

import html
import json
import secrets
import socket
import threading
from collections.abc import Set as AbstractSet
from importlib.resources import files

SCRIPT = "_briefing/reload.js"
STYLES = "_briefing/overlay.css"
EVENTS = "_briefing/events"

MAX_STREAMS = 64
_HEARTBEAT = 15.0  # seconds; a stream whose reader is gone is found out by writing to it
_RECONNECT = 500  # milliseconds

# An event must fit the socket's buffer, because a reader that cannot take it whole at once is dropped.
_MAX_TEXT = 20_000
_MAX_CHANGED = 200


def assets() -> dict[str, bytes]:
    """The preview's own files, by the path they are served at."""
    folder = files("briefing") / "preview"
    return {path: (folder / path.rpartition("/")[2]).read_bytes() for path in (SCRIPT, STYLES)}


class LiveReload:
    """The state of the preview and the streams that follow it; safe to call from any thread.

    Takes no thread per stream: what is sent is small, and a reader too slow for it is dropped and will come again.
    """

    def __init__(self) -> None:
        self._server = secrets.token_hex(8)
        self._generation = 0
        self._problems = ""
        self._streams: dict[socket.socket, None] = {}
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._heart = threading.Thread(target=self._beat, name="preview-heartbeat", daemon=True)

    def start(self) -> None:
        """Begins to look after the streams."""
        self._heart.start()

    @property
    def generation(self) -> int:
        """How many times the site has changed since the start."""
        return self._generation

    def with_script(self, page: bytes, path: str, generation: int) -> bytes:
        """The HTML `page` with the script before its `</body>`.

        `path` is the file it was read from, `""` for a page that stands in for another; `generation` was taken before
        the file was read, so that a page can be thought older than it is but never newer.
        """
        tag = (
            f'<script src="/{SCRIPT}" data-server="{self._server}" data-generation="{generation}"'
            f' data-page="{html.escape(path)}"></script>'
        ).encode()
        end = page.lower().rfind(b"</body>")
        return page + tag if end < 0 else page[:end] + tag + page[end:]

    def published(self, changed: AbstractSet[str]) -> None:
        """The site has changed: pages that show one of `changed` reload."""
        listed = sorted(changed) if len(changed) <= _MAX_CHANGED else None
        with self._lock:
            self._generation += 1
            self._send("reload", {"generation": self._generation, "changed": listed})

    def show_problems(self, text: str) -> None:
        """Lays `text` over every page; `""` takes it away."""
        if len(text) > _MAX_TEXT:
            text = text[:_MAX_TEXT].rpartition("\n")[0] + "\n… and more: the terminal has all of it."
        with self._lock:
            if text or self._problems:
                self._problems = text
                self._send("problems" if text else "ok", {"problems": text})

    def join(self, stream: socket.socket) -> None:
        """Takes over a connection whose response head is sent; the oldest makes room where there are too many."""
        stream.setblocking(False)
        with self._lock:
            if self._closed.is_set():
                stream.close()
                return
            for other in tuple(self._streams):
                if _has_left(other):
                    self._drop(other)
            while len(self._streams) >= MAX_STREAMS:
                self._drop(next(iter(self._streams)))
            self._streams[stream] = None
            state = {"server": self._server, "generation": self._generation, "problems": self._problems}
            self._write(stream, f"retry: {_RECONNECT}\n".encode() + _event("hello", state))

    def close(self) -> None:
        """Says goodbye and ends every stream."""
        with self._lock:
            self._closed.set()
            self._send("bye", {})
            for stream in tuple(self._streams):
                self._drop(stream)
        if self._heart.ident is not None:
            self._heart.join()

    def _beat(self) -> None:
        while not self._closed.wait(_HEARTBEAT):
            with self._lock:
                self._write_all(b":\n\n")

    def _send(self, name: str, data: object) -> None:
        self._write_all(_event(name, data))

    def _write_all(self, data: bytes) -> None:
        for stream in tuple(self._streams):
            self._write(stream, data)

    def _write(self, stream: socket.socket, data: bytes) -> None:
        try:
            whole = stream.send(data) == len(data)
        except OSError:
            whole = False
        if not whole:
            self._drop(stream)

    def _drop(self, stream: socket.socket) -> None:
        del self._streams[stream]
        stream.close()


def _has_left(stream: socket.socket) -> bool:
    # A browser opens a new stream with almost every page, and says nothing on one but goodbye.
    try:
        return not stream.recv(1 << 12)
    except BlockingIOError:
        return False
    except OSError:
        return True


def _event(name: str, data: object) -> bytes:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()
