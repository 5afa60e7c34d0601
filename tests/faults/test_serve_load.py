"""Clients that hold on: slow ones, silent ones, too many of them. Others are served all the same."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from briefing import live_reload, server_answers
from briefing import server as server_module
from briefing.server import PreviewServer
from serving import DEADLINE, EventStream, exchange, get, parse, preview, read_all, wait_until


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PreviewServer]:
    with preview(tmp_path) as running:
        yield running


def connect(server: PreviewServer) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=DEADLINE)


def test_500_idle_streams(server: PreviewServer) -> None:
    before = threading.active_count()
    with ExitStack() as all_of_them:
        streams = [all_of_them.enter_context(EventStream(server)) for _ in range(500)]
        assert all(stream.head.startswith(b"HTTP/1.1 200") for stream in streams)
        assert get(server, "/").status == 200
        wait_until(lambda: threading.active_count() <= before + 2, "streams that take no threads")
        # As many as there is room for still hear; the oldest were let go.
        server.show_problems("x")
        heard = [(stream.next()[0], stream.next()[0]) for stream in streams]
        assert heard.count(("hello", "problems")) == live_reload.MAX_STREAMS
        assert heard.count(("hello", "")) == 500 - live_reload.MAX_STREAMS
        assert heard[0] == ("hello", "")


def test_500_connections_that_say_nothing(server: PreviewServer) -> None:
    before = threading.active_count()
    with ExitStack() as all_of_them:
        for _ in range(500):
            all_of_them.enter_context(connect(server))
        assert get(server, "/").status == 200
        assert threading.active_count() < before + server_module.MAX_CONNECTIONS + 20


def test_clients_that_send_slowly(server: PreviewServer) -> None:
    with ExitStack() as all_of_them:
        slow = [all_of_them.enter_context(connect(server)) for _ in range(server_module.MAX_CONNECTIONS - 10)]
        for byte in b"GET / HT":
            for connection in slow:
                connection.sendall(bytes([byte]))
            assert get(server, "/").status == 200


def test_a_head_that_never_ends_is_given_up(server: PreviewServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "HEAD_SECONDS", 0.2)
    with connect(server) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\n")
        for _ in range(200):
            try:
                connection.sendall(b"X: y\r\n")  # each line within the time, the whole not
                time.sleep(0.01)
            except OSError:
                break
        else:
            pytest.fail("the server went on listening")
    with connect(server) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\n")
        assert parse(read_all(connection)).status == 408


def test_silence_is_ended_without_a_word(server: PreviewServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "HEAD_SECONDS", 0.1)
    with connect(server) as connection:
        assert read_all(connection) == b""


def test_clients_that_do_not_read(server: PreviewServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "BODY_SECONDS", 0.3)
    (tmp_path / "site/big.json").write_bytes(b"x" * 50_000_000)
    server.publish(server.files | {"big.json"})
    request = f"GET /big.json HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode()
    before = threading.active_count()
    with ExitStack() as all_of_them:
        for _ in range(5):
            all_of_them.enter_context(connect(server)).sendall(request)
        assert get(server, "/").status == 200
        wait_until(lambda: threading.active_count() <= before, "the server to give up on them")


def test_huge_heads(server: PreviewServer) -> None:
    host = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n".encode()
    assert parse(exchange(server.port, host + b"X: " + b"y" * 20_000_000 + b"\r\n\r\n")).status == 431
    assert parse(exchange(server.port, host + b"X: y\r\n" * 100_000 + b"\r\n")).status == 431
    assert parse(exchange(server.port, b"GET /" + b"y" * 1_000_000)).status == 431
    assert get(server, "/").status == 200


def test_clients_that_break_off(server: PreviewServer, capfd: pytest.CaptureFixture[str]) -> None:
    for request in (
        b"",
        b"G",
        b"GET / HTTP/1.1\r\n",
        f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode(),
    ):
        for _ in range(20):
            with connect(server) as connection:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
                connection.sendall(request)
    assert get(server, "/").status == 200
    assert capfd.readouterr() == ("", "")


def test_a_fault_of_ours_costs_one_answer_and_one_line(
    server: PreviewServer, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def faulty(path: str) -> str:
        raise ValueError("a fault")

    with monkeypatch.context() as patched:
        patched.setattr(server_answers, "_content_type", faulty)
        with pytest.raises(AssertionError):
            get(server, "/")
    assert get(server, "/").status == 200
    assert capfd.readouterr().err == "preview: ValueError: a fault\n"


def test_a_thousand_requests_leave_nothing_behind(server: PreviewServer) -> None:
    get(server, "/")
    descriptors = Path("/proc/self/fd")
    if not descriptors.is_dir():
        pytest.skip("this system does not list descriptors")
    before = len(list(descriptors.iterdir())), threading.active_count()
    for n in range(1000):
        get(server, ("/", "/nothing", "/%2e%2e/", "/events")[n % 4])
    wait_until(lambda: (len(list(descriptors.iterdir())), threading.active_count()) <= before, "all to be given back")
