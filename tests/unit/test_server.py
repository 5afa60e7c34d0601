from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from briefing.server import ListenError, PreviewServer
from serving import EventStream, exchange, get, make_site, parse, preview, read_all


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PreviewServer]:
    with preview(tmp_path) as running:
        yield running


def test_pages_are_served(server: PreviewServer) -> None:
    reply = get(server, "/")
    assert reply.status == 200
    assert reply.fields["content-type"] == "text/html; charset=utf-8"
    assert reply.body.startswith(b"<!doctype html><title>Front</title>")
    assert get(server, "/media/" + quote("Мост і річка.png")).body == b"png"


def test_an_unknown_address_gets_the_sites_own_page(server: PreviewServer) -> None:
    reply = get(server, "/nothing/here")
    assert reply.status == 404
    assert b"no such page here" in reply.body


def test_head_is_get_without_its_body(server: PreviewServer) -> None:
    for target in ("/", "/events", "/nothing", "/assets/site.css", "/_briefing/reload.js"):
        whole, bare = get(server, target), get(server, target, method="HEAD")
        assert bare.body == b""
        for reply in (whole, bare):
            del reply.fields["date"]
        assert (bare.status, bare.fields) == (whole.status, whole.fields)
    assert get(server, "/%2e%2e/", method="HEAD").body == b""


def test_one_connection_serves_many_requests(server: PreviewServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    for target in ("/", "/nothing", "/assets/site.css", "/events"):
        connection.request("GET", target)
        reply = connection.getresponse()
        assert len(reply.read()) == int(reply.headers["Content-Length"])
    first = connection.sock
    connection.request("HEAD", "/")
    connection.getresponse().read()
    assert connection.sock is first
    connection.close()


def test_requests_may_follow_each_other_without_waiting(server: PreviewServer) -> None:
    one = f"GET /assets/site.css HTTP/1.1\r\nHost: localhost:{server.port}\r\n\r\n".encode()
    assert exchange(server.port, one * 5).count(b"body { color: black }") == 5


def test_a_request_may_come_in_pieces(server: PreviewServer) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        for byte in f"GET /feed.xml HTTP/1.0\r\nHost: localhost:{server.port}\r\n\r\n".encode():
            connection.sendall(bytes([byte]))
        assert parse(read_all(connection)).body == b"<feed/>"


def test_publishing_replaces_what_is_served(server: PreviewServer, tmp_path: Path) -> None:
    files = make_site(tmp_path / "site", {"index.html": "<body>second</body>", "new.html": "<body>new</body>"})
    assert get(server, "/new.html").status == 404
    server.publish(files, ("index.html",))
    assert b"second" in get(server, "/").body
    assert b"new" in get(server, "/new.html").body
    assert get(server, "/events/").status == 404


def test_browsers_are_told_what_differs(server: PreviewServer, tmp_path: Path) -> None:
    with EventStream(server) as events:
        assert events.head.startswith(b"HTTP/1.1 200 OK\r\n")
        assert b"Content-Type: text/event-stream; charset=utf-8\r\n" in events.head
        name, state = events.next()
        assert (name, state["generation"], state["problems"]) == ("hello", 1, "")
        server.publish(server.files)  # nothing differs, nothing is told
        server.publish(server.files - {"feed.xml"} | {"atom.xml"}, ("index.html",))
        assert events.next() == ("reload", {"generation": 2, "changed": ["atom.xml", "feed.xml", "index.html"]})
        server.show_problems("articles/a.md:3:1: no title")
        assert events.next() == ("problems", {"problems": "articles/a.md:3:1: no title"})
        with EventStream(server) as late:
            assert late.next()[1]["problems"] == "articles/a.md:3:1: no title"
        server.show_problems("")
        assert events.next() == ("ok", {"problems": ""})
        server.close()
        assert events.next() == ("bye", {})
        assert events.next() == ("", {})


def test_a_page_knows_the_generation_it_is_of(server: PreviewServer) -> None:
    with EventStream(server) as events:
        token = events.next()[1]["server"]
    assert f'data-server="{token}" data-generation="1" data-page="index.html"'.encode() in get(server, "/").body


def test_the_event_stream_is_not_for_other_sites(server: PreviewServer) -> None:
    assert get(server, "/_briefing/events", "Origin: http://evil.example").status == 403
    reply = get(server, "/_briefing/events", method="HEAD")
    assert (reply.status, reply.body) == (200, b"")


def test_closing_is_prompt_and_leaves_nothing(tmp_path: Path) -> None:
    before = threading.active_count()
    with preview(tmp_path) as server:
        streams = [EventStream(server) for _ in range(5)]
        idle = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(5)]
        for stream in streams:
            stream.next()
        began = time.monotonic()
    assert time.monotonic() - began < 5
    assert threading.active_count() == before
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.1", server.port), timeout=5)
    for open_still in (*streams, *idle):
        open_still.__exit__(None, None, None)


def test_a_server_that_never_started_can_be_closed(tmp_path: Path) -> None:
    PreviewServer(tmp_path, port=0).close()


def test_a_busy_port_names_a_free_one(tmp_path: Path) -> None:
    with PreviewServer(tmp_path, port=0) as first:
        with pytest.raises(ListenError, match=f"Port {first.port} is in use") as caught:
            PreviewServer(tmp_path, port=first.port)
        suggestion = caught.value.suggestion
        assert suggestion is not None
        assert f"--port {suggestion}" in str(caught.value)
        with PreviewServer(tmp_path, port=suggestion) as second:
            assert second.port == suggestion


def test_a_port_is_free_again_at_once(tmp_path: Path) -> None:
    with preview(tmp_path) as server:
        get(server, "/")
    PreviewServer(tmp_path, port=server.port).close()


@pytest.mark.parametrize("host", ["no.such.host.invalid", "203.0.113.7", "a" * 300, "a b"])
def test_what_is_no_address_is_said(tmp_path: Path, host: str) -> None:
    with pytest.raises(ListenError, match=host):
        PreviewServer(tmp_path, host=host, port=0)


@pytest.mark.parametrize("port", [-1, 65536, 70000])
def test_what_is_no_port_is_said(tmp_path: Path, port: int) -> None:
    with pytest.raises(ListenError, match=f"{port} is not a port"):
        PreviewServer(tmp_path, port=port)


def test_only_this_machine_is_listened_to(server: PreviewServer) -> None:
    assert not server.public
    assert server.url == f"http://127.0.0.1:{server.port}/"


def test_a_wildcard_is_public(tmp_path: Path) -> None:
    with preview(tmp_path, host="0.0.0.0") as server:
        assert server.public
        assert server.url == f"http://127.0.0.1:{server.port}/"
        assert get(server, "/").status == 200
        request = f"GET / HTTP/1.1\r\nHost: 192.168.1.9:{server.port}\r\nConnection: close\r\n\r\n".encode()
        assert parse(exchange(server.port, request)).status == 403


def test_ipv6(tmp_path: Path) -> None:
    try:
        server = PreviewServer(tmp_path, host="::1", port=0)
    except ListenError as error:
        pytest.skip(str(error))
    with server:
        assert not server.public
        assert server.url == f"http://[::1]:{server.port}/"
        with socket.create_connection(("::1", server.port), timeout=20) as connection:
            connection.sendall(f"GET / HTTP/1.0\r\nHost: [::1]:{server.port}\r\n\r\n".encode())
            assert parse(read_all(connection)).status == 404
