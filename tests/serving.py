"""A real preview server over a small site, and raw sockets to talk to it."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from briefing.server import PreviewServer

CANARY = "c4n4ry-must-never-leave"
DEADLINE = 20.0  # seconds; generous, for machines that are busy


def wait_until(done: Callable[[], object], what: str) -> None:
    """Returns once `done()` is true; fails after the deadline."""
    deadline = time.monotonic() + DEADLINE
    while not done():
        assert time.monotonic() < deadline, f"waited too long for: {what}"
        time.sleep(0.01)


def make_site(root: Path, pages: dict[str, str]) -> frozenset[str]:
    """Writes `pages` below `root` and returns their paths."""
    for path, text in pages.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return frozenset(pages)


@contextmanager
def preview(folder: Path, **arguments: Any) -> Iterator[PreviewServer]:
    """A served project: published pages, and canaries in every place that must stay unserved."""
    site = folder / "site"
    files = make_site(
        site,
        {
            "index.html": "<!doctype html><title>Front</title><body><p>front</p></body></html>",
            "404.html": "<!doctype html><title>Gone</title><body><p>no such page here</p></body></html>",
            "events/index.html": "<!doctype html><title>Events</title><body>events</body>",
            "events/capture/index.html": "<!doctype html><title>Capture</title><body>capture</body>",
            "assets/site.css": "body { color: black }",
            "data/briefing.json": "{}",
            "feed.xml": "<feed/>",
            "calendar.ics": "BEGIN:VCALENDAR",
            "media/Мост і річка.png": "png",
        },
    )
    for path in ("site/.hidden", "site/.briefing/state", "site/unpublished.html", "site/events/x/index.html"):
        make_site(folder, {path: CANARY})
    for path in (
        ".briefing/manifest",
        "content/articles/secret.md",
        "content/briefing.yaml",
        ".git/config",
        "etc/passwd",
    ):
        make_site(folder, {path: CANARY})
    with PreviewServer(site, port=0, **arguments) as server:
        server.publish(files)
        yield server


@dataclass(frozen=True)
class Reply:
    """One parsed response."""

    status: int
    fields: dict[str, str]
    body: bytes
    raw: bytes


def exchange(port: int, request: bytes) -> bytes:
    """Sends bytes, then reads until the server closes."""
    with socket.create_connection(("127.0.0.1", port), timeout=DEADLINE) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return read_all(connection)


def read_all(connection: socket.socket) -> bytes:
    """What the server sends until it closes."""
    received = b""
    while data := connection.recv(1 << 16):
        received += data
    return received


def parse(raw: bytes) -> Reply:
    """Parses a response that ended with its connection."""
    head, _, body = raw.partition(b"\r\n\r\n")
    line, *fields = head.decode("latin-1").split("\r\n")
    assert line.startswith("HTTP/1.1 "), raw[:200]
    return Reply(int(line.split(" ")[1]), {k.lower(): v for k, v in (f.split(": ", 1) for f in fields)}, body, raw)


def get(server: PreviewServer, target: str, *fields: str, method: str = "GET") -> Reply:
    """A well-formed request on a connection of its own."""
    lines = [f"{method} {target} HTTP/1.1", f"Host: 127.0.0.1:{server.port}", "Connection: close", *fields]
    return parse(exchange(server.port, ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8")))


class EventStream:
    """A client of the preview's events."""

    def __init__(self, server: PreviewServer) -> None:
        self.socket = socket.create_connection(("127.0.0.1", server.port), timeout=DEADLINE)
        self.socket.sendall(f"GET /_briefing/events HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode())
        self._lines = self.socket.makefile("rb")
        self.head = b""
        while (line := self._lines.readline()) not in {b"\r\n", b""}:
            self.head += line

    def next(self) -> tuple[str, dict[str, Any]]:
        """The next event's name and data; `("", {})` at the end of the stream."""
        name = ""
        for line in self._lines:
            field, _, value = line.decode().rstrip("\n").partition(": ")
            if field == "event":
                name = value
            elif field == "data":
                return name, json.loads(value)
        return "", {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lines.close()
        self.socket.close()
