"""The preview server: shows the published files to this machine's browser while the briefing is written.

Not for the public web. Of the standard library only the threading socket server is used: its HTTP handler answers
HTTP/0.9, repairs addresses, names its version, follows links out of the site and asks the DNS for its own name.
"""

from __future__ import annotations

import errno
import ipaddress
import os
import re
import socket
import socketserver
import sys
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from briefing.live_reload import EVENTS, LiveReload, assets
from briefing.server_answers import EVENT_STREAM, Answer, SiteFiles, answer, refused
from briefing.server_security import Gate, Refusal, Request, host_name, parse_head

MAX_CONNECTIONS = 100
MAX_HEAD = 16 * 1024  # bytes
HEAD_SECONDS = 10.0
BODY_SECONDS = 30.0

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_PORTS_TO_TRY = 50


class ListenError(Exception):
    """The address cannot be had; the message says why, and what to do instead."""

    def __init__(self, message: str, suggestion: int | None = None) -> None:
        super().__init__(message)
        self.suggestion = suggestion
        """The next free port, where the port was the trouble."""


class PreviewServer:
    """Listens once made, serves from `start` (or `with`) to `close`. Its methods may be called from any thread."""

    def __init__(self, site: Path, *, host: str = "127.0.0.1", port: int = 8000) -> None:
        """`site` is the folder of published files, which need not exist yet; port 0 takes any free one.

        Raises:
            ListenError: the address is in use, not ours, or not an address.
        """
        self._root = site
        self._live = LiveReload()
        self._listener = _listen(host, port)
        address, self.port = self._listener.server_address[:2]
        bound = ipaddress.ip_address(str(address).partition("%")[0])
        self.public = not bound.is_loopback
        """Whether other machines can reach it: the caller warns."""
        self.url = f"http://{'127.0.0.1' if bound.is_unspecified else host_name(host)}:{self.port}/"
        self._listener.serve(SiteFiles(site, frozenset()), self._live, Gate.of(host, self.port))
        self._thread = threading.Thread(target=self._listener.serve_forever, args=(0.1,), name="preview", daemon=True)

    @property
    def files(self) -> frozenset[str]:
        """What is published now."""
        return self._listener.site.files

    def start(self) -> None:
        """Begins to answer."""
        self._live.start()
        self._thread.start()

    def publish(self, files: frozenset[str], changed: Iterable[str] = ()) -> None:
        """Serves `files` (POSIX, below the site) from now on; tabs that show one that changed, came or went reload."""
        differing = frozenset(changed) | (files ^ self.files)
        if differing:
            self._listener.site = SiteFiles(self._root, files)
            self._live.published(differing)

    def show_problems(self, text: str) -> None:
        """Lays `text`, as the terminal has it, over every open page; `""` takes it away."""
        self._live.show_problems(text)

    def close(self) -> None:
        """Ends all streams, connections and threads, within a second."""
        if self._thread.ident is not None:
            self._listener.shutdown()
        self._listener.server_close()
        self._live.close()
        self._listener.connections.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _listen(host: str, port: int) -> _Listener:
    if not 0 <= port <= 65535:
        raise ListenError(f"{port} is not a port: ports go from 0 to 65535.")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError):
        raise ListenError(f"`{host}` is not an address this machine knows.") from None
    family, _, _, _, address = min(found, key=lambda entry: entry[0] != socket.AF_INET)
    try:
        return _Listener(family, address)
    except OSError as error:
        if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
            raise ListenError(f"This machine cannot listen on `{host}`: {error.strerror}.") from None
        why = "is in use" if error.errno == errno.EADDRINUSE else "is not open to you"
        free = _free_port(family, address, max(port, 1023))
        advice = "" if free is None else f" Port {free} is free: `--port {free}`."
        raise ListenError(f"Port {port} {why}.{advice}", free) from None


def _free_port(family: socket.AddressFamily, address: Any, after: int) -> int | None:
    for port in range(after + 1, min(after + 1 + _PORTS_TO_TRY, 65536)):
        with suppress(OSError):
            _Listener(family, (address[0], port, *address[2:])).server_close()
            return port
    return None


class _Listener(socketserver.ThreadingTCPServer):
    allow_reuse_address = os.name == "posix"  # elsewhere it would let two servers have one port
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, family: socket.AddressFamily, address: Any) -> None:
        self.address_family = family
        self.connections = _Connections()
        super().__init__(address, _Conversation)

    def serve(self, site: SiteFiles, live: LiveReload, gate: Gate) -> None:
        self.site = site
        self.live = live
        self.gate = gate
        self.assets = assets()

    def process_request(self, request: Any, client_address: Any) -> None:
        thread = threading.Thread(target=self.process_request_thread, args=(request, client_address), daemon=True)
        self.connections.admit(request, thread)
        thread.start()

    def shutdown_request(self, request: Any) -> None:
        self.connections.leave(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002
        error = sys.exception()
        # A client that goes away in the middle is no news.
        if not isinstance(error, OSError):
            print(f"preview: {type(error).__name__}: {error}", file=sys.stderr)


class _Connections:
    """The connections with a thread: so many at most, and the one that has asked nothing for longest makes room."""

    def __init__(self) -> None:
        self._threads: dict[socket.socket, threading.Thread] = {}
        self._lock = threading.Lock()

    def admit(self, connection: socket.socket, thread: threading.Thread) -> None:
        with self._lock:
            if len(self._threads) >= MAX_CONNECTIONS:
                self._end(next(iter(self._threads)))
            self._threads[connection] = thread

    def asked(self, connection: socket.socket) -> None:
        with self._lock:
            if connection in self._threads:
                self._threads[connection] = self._threads.pop(connection)

    def leave(self, connection: socket.socket) -> None:
        with self._lock:
            self._threads.pop(connection, None)

    def close(self) -> None:
        with self._lock:
            threads = tuple(self._threads.values())
            for connection in tuple(self._threads):
                self._end(connection)
        deadline = time.monotonic() + 0.8
        for thread in threads:
            thread.join(max(0.0, deadline - time.monotonic()))

    def _end(self, connection: socket.socket) -> None:
        # Shut down, not closed: the number of a closed descriptor could be another connection's by now.
        del self._threads[connection]
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)


class _Conversation(socketserver.BaseRequestHandler):
    """One connection: heads in, answers out, until one side has had enough."""

    server: _Listener
    request: socket.socket

    def handle(self) -> None:
        self.request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._unread = b""
        while (heard := self._next()) is not None:
            self.server.connections.asked(self.request)
            body = isinstance(heard, Refusal) or heard.method != "HEAD"
            request = heard if isinstance(heard, Refusal) else self._admitted(heard)
            if isinstance(request, Refusal):
                self._send(refused(request), body=body, keep_alive=False)
                self._linger()
                return
            if request.target == f"/{EVENTS}":
                self._follow(body=body)
                return
            reply = answer(request.target, self.server.site, self.server.assets, self.server.live)
            self._send(reply, body=body, keep_alive=request.keep_alive)
            if not request.keep_alive:
                return

    def _admitted(self, request: Request) -> Request | Refusal:
        refusal = self.server.gate.refusal(request, self.request.getsockname()[0])
        if refusal is not None:
            return refusal
        if request.method not in {"GET", "HEAD"}:
            return Refusal(405, "This preview can only be read.")
        if request.has_body:
            return Refusal(400, "A request to read has no body.")
        return request

    def _next(self) -> Request | Refusal | None:
        """The next request; None where the client has closed, or kept silent for too long."""
        deadline = time.monotonic() + HEAD_SECONDS
        while (end := _HEAD_END.search(self._unread)) is None:
            if len(self._unread) > MAX_HEAD:
                return Refusal(431, "The head of the request is too long.")
            self.request.settimeout(max(0.001, deadline - time.monotonic()))
            try:
                data = self.request.recv(MAX_HEAD)
            except TimeoutError:
                return Refusal(408, "The request took too long.") if self._unread else None
            if not data:
                return None
            self._unread += data
        head, self._unread = self._unread[: end.start()], self._unread[end.end() :]
        return parse_head(head) if len(head) <= MAX_HEAD else Refusal(431, "The head of the request is too long.")

    def _send(self, reply: Answer, *, body: bool, keep_alive: bool) -> None:
        self.request.settimeout(BODY_SECONDS)
        head = reply.head(keep_alive=keep_alive, length=len(reply.body))
        self.request.sendall(head + reply.body if body else head)

    def _follow(self, *, body: bool) -> None:
        self.request.settimeout(BODY_SECONDS)
        self.request.sendall(EVENT_STREAM.head(keep_alive=False, length=None))
        if body:
            self.server.connections.leave(self.request)
            self.server.live.join(socket.socket(fileno=self.request.detach()))

    def _linger(self) -> None:
        # To close with bytes unread resets the connection, and the client would lose the answer.
        deadline = time.monotonic() + 1.0
        with suppress(OSError):
            self.request.shutdown(socket.SHUT_WR)
            while (left := deadline - time.monotonic()) > 0:
                self.request.settimeout(left)
                if not self.request.recv(1 << 16):
                    return
