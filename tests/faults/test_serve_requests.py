"""Requests no browser makes by itself: every one is refused, in every method, and nothing unpublished comes back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.server import PreviewServer
from serving import CANARY, exchange, get, parse, preview


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PreviewServer]:
    with preview(tmp_path_factory.mktemp("project")) as running:
        yield running


TARGETS = [
    # up and out
    "/../content/briefing.yaml",
    "/../../../../../../etc/passwd",
    "/assets/../../content/briefing.yaml",
    "/assets/..%2f..%2fcontent/briefing.yaml",
    "/%2e%2e/content/briefing.yaml",
    "/%2e%2e%2fcontent%2fbriefing.yaml",
    "/%2E%2E%2Fcontent%2Fbriefing.yaml",
    "/.%2e/content/briefing.yaml",
    "/%252e%252e%252fcontent%252fbriefing.yaml",
    "/%25252e%25252e%25252fcontent",
    "/..%5c..%5ccontent%5cbriefing.yaml",
    "/..\\..\\content\\briefing.yaml",
    "/....//....//content/briefing.yaml",
    "/..;/content/briefing.yaml",
    "/%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd",
    "/%e0%80%ae%e0%80%ae/content/briefing.yaml",
    "/%c0%af..%c0%afcontent",
    "/%u002e%u002e/content/briefing.yaml",
    "/%uff0e%uff0e/content",
    "/\uff0e\uff0e/content",
    "/%ef%bc%8e%ef%bc%8e/content/briefing.yaml",
    "/etc/passwd",
    "//etc/passwd",
    "/C:/Windows/win.ini",
    "/C:%5cWindows%5cwin.ini",
    "/file:///etc/passwd",
    "/events/%00/../../content",
    "/index.html%00.css",
    "/index.html%00",
    "/index.html/..",
    "/index.html/../../content/briefing.yaml",
    "/./content/briefing.yaml",
    "/.",
    "/..",
    "/...",
    # what is there and not published
    "/unpublished.html",
    "/.hidden",
    "/%2ehidden",
    "/.briefing/state",
    "/.briefing/",
    "/.git/config",
    "/.env",
    "/content/briefing.yaml",
    "/content/articles/secret.md",
    "/site/index.html",
    "/assets/",
    "/assets",
    "/media/",
    "/data/",
    "/events/x",
    "/events/x/",
    "/INDEX.HTML",
    "/index.html.",
    "/index.html%20",
    "/index.html::$DATA",
    "/index.html~",
    "/_briefing/",
    "/_briefing/overlay.css/",
    "/_briefing/../index.html",
    "/_briefing/%2e%2e/server.py",
    "/_briefing/__init__.py",
    # other hosts
    "//evil.example/",
    "//evil.example/..",
    "///evil.example",
    "/\\evil.example",
    "/%5cevil.example",
    "/%2f%2fevil.example/",
    "//events",
    "/events//capture",
    "http://evil.example/",
    "https://127.0.0.1/",
    "HTTP://localhost/index.html",
    "evil.example:443",
    "javascript:alert(1)",
    "*",
    "?",
    "#",
    "/#/../x",
    "index.html",
    # broken
    "/%",
    "/%0",
    "/%g0",
    "/%ff%fe",
    "/%ed%a0%80",
    "/%0d%0aSet-Cookie:%20a=b",
    "/x%0aLocation:%20http://evil.example/",
    "/" + "a" * 3000,
    "/" + "a/" * 1500,
    "/" + "%61" * 1000,
    "/" + "../" * 600 + "etc/passwd",
    "/?" + "q" * 3000,
]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("target", TARGETS, ids=lambda target: re.sub(r"[^!-~]", "?", target)[:40])
def test_odd_addresses_get_4xx(server: PreviewServer, target: str, method: str) -> None:
    reply = get(server, target, method=method)
    assert 400 <= reply.status < 500
    assert CANARY.encode() not in reply.raw
    assert b"evil.example" not in reply.raw
    assert "location" not in reply.fields
    assert "set-cookie" not in reply.fields


@pytest.mark.parametrize(
    "method",
    [
        "POST",
        "PUT",
        "DELETE",
        "PATCH",
        "OPTIONS",
        "TRACE",
        "CONNECT",
        "PROPFIND",
        "DEBUG",
        "get",
        "Head",
        "GETT",
        "X-Y",
    ],
)
@pytest.mark.parametrize("target", ["/", "*", "/_briefing/events", "/nothing"])
def test_odd_methods_get_405(server: PreviewServer, method: str, target: str) -> None:
    reply = get(server, target, method=method)
    assert reply.status == 405
    assert reply.fields["allow"] == "GET, HEAD"
    assert b"front" not in reply.raw


@pytest.mark.parametrize(
    "template",
    [
        "GET / HTTP/1.1\nHost: {host}\n\n",
        "GET /\r\n\r\n",
        "GET / HTTP/0.9\r\nHost: {host}\r\n\r\n",
        "GET / HTTP/1.2\r\nHost: {host}\r\n\r\n",
        "GET / HTTP/2.0\r\nHost: {host}\r\n\r\n",
        "GET / HTTP/9999999999999.1\r\nHost: {host}\r\n\r\n",
        "GET / HTTPS/1.1\r\nHost: {host}\r\n\r\n",
        "GET / http/1.1\r\nHost: {host}\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "GET\r\n\r\n",
        "\r\n\r\n",
        "\x00\x00\r\n\r\n",
        "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        " GET / HTTP/1.1\r\nHost: {host}\r\n\r\n",
        "GET\t/ HTTP/1.1\r\nHost: {host}\r\n\r\n",
        "GET / HTTP/1.1 x\r\nHost: {host}\r\n\r\n",
        "GET /a b HTTP/1.1\r\nHost: {host}\r\n\r\n",
        "GET /\xe9 HTTP/1.1\r\nHost: {host}\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: {host}\r\n folded\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: {host}\r\nHost: {host}\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : {host}\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: {host}\r\nno colon\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: {host}\r\nX: a\rb\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: {host}\r\nX: \x00\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\n\r\nGET /",
        "GET / HTTP/1.1\r\nHost: {host}\r\nContent-Length: -1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: {host}\r\n" + "X: y\r\n" * 200 + "\r\n",
        "GET / HTTP/1.1\r\nHost: {host}\r\nX: " + "y" * 20_000 + "\r\n\r\n",
        "GET /" + "a" * 70_000 + " HTTP/1.1\r\nHost: {host}\r\n\r\n",
        "A" * 70_000,
    ],
    ids=lambda template: re.sub(r"[^!-~]+", "-", template)[:40],
)
def test_malformed_requests_get_4xx_and_the_connection_ends(server: PreviewServer, template: str) -> None:
    request = template.replace("{host}", f"127.0.0.1:{server.port}").encode("latin-1")
    reply = parse(exchange(server.port, request))
    assert 400 <= reply.status < 500
    assert reply.fields["connection"] == "close"
    assert reply.raw.count(b"HTTP/1.1 4") == 1
    assert b"front" not in reply.raw


HOSTS = [
    *(
        "evil",
        "evil:{port}",
        "localhost.evil",
        "localhost.evil:{port}",
        "127.0.0.1.evil:{port}",
        "evil.localhost:{port}",
    ),
    *(
        "192.168.0.1",
        "10.0.0.1:{port}",
        "0.0.0.0:{port}",
        "127.0.0.2:{port}",
        "[::2]:{port}",
        "[::]:{port}",
        "::1",
        "127.1",
    ),
    *("localhost.", "localhost:80", "localhost:{port}0", "localhost:0{port}", "localhost:", ":{port}", "", "null"),
    *("x@localhost:{port}", "localhost:{port}/", "localhost:{port}, evil", "localhost evil", "http://localhost:{port}"),
]
ORIGINS = [
    *(
        "null",
        "",
        "http://evil",
        "https://evil.example",
        "http://localhost.evil:{port}",
        "http://127.0.0.1.evil:{port}",
    ),
    *(
        "https://127.0.0.1:{port}",
        "http://127.0.0.1",
        "http://127.0.0.1:80",
        "http://localhost:3000",
        "http://localhost",
    ),
    *("http://192.168.0.1:{port}", "file://", "about:blank", "chrome-extension://abc", "http://127.0.0.1:{port}/"),
    *("http://127.0.0.1:{port} http://evil", "127.0.0.1:{port}", "http://x@127.0.0.1:{port}"),
]
METHODS = ["GET", "HEAD", "POST", "OPTIONS"]
PLACES = ["/", "/nothing", "/_briefing/events", "/_briefing/reload.js"]


def ask(server: PreviewServer, method: str, target: str, host: str | None, origin: str | None, version: str) -> int:
    lines = [f"{method} {target} HTTP/{version}", "Connection: close"]
    lines += [] if host is None else [f"Host: {host}".replace("{port}", str(server.port))]
    lines += [] if origin is None else [f"Origin: {origin}".replace("{port}", str(server.port))]
    reply = parse(exchange(server.port, ("\r\n".join(lines) + "\r\n\r\n").encode()))
    assert "access-control-allow-origin" not in reply.fields
    return reply.status


@pytest.mark.parametrize("host", [None, *HOSTS])
def test_other_hosts_get_403(server: PreviewServer, host: str | None) -> None:
    for method in METHODS:
        for target in PLACES:
            for version in ("1.0", "1.1"):
                assert ask(server, method, target, host, None, version) == 403


@pytest.mark.parametrize("origin", ORIGINS)
def test_other_origins_get_403(server: PreviewServer, origin: str) -> None:
    for method in METHODS:
        for target in PLACES:
            assert ask(server, method, target, "127.0.0.1:{port}", origin, "1.1") == 403


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "[::1]", "localhost:{port}", "127.0.0.1:{port}", "[::1]:{port}"]
)
@pytest.mark.parametrize("origin", [None, "http://localhost:{port}", "http://127.0.0.1:{port}", "http://[::1]:{port}"])
def test_this_machine_may_ask(server: PreviewServer, host: str, origin: str | None) -> None:
    assert ask(server, "GET", "/", host, origin, "1.1") == 200
    assert ask(server, "HEAD", "/", host, origin, "1.1") == 200


def test_every_answer_carries_the_guards(server: PreviewServer) -> None:
    replies = [
        get(server, target) for target in ("/", "/events", "/nothing", "/%2e%2e/", "/feed.xml", "/_briefing/reload.js")
    ]
    replies += [
        get(server, "/", method="POST"),
        get(server, "/", "Origin: null"),
        get(server, "/_briefing/events", method="HEAD"),
    ]
    assert {reply.status for reply in replies} == {200, 308, 400, 403, 404, 405}
    for reply in replies:
        assert reply.fields["x-content-type-options"] == "nosniff"
        assert reply.fields["cache-control"] == "no-store"
        assert reply.fields["referrer-policy"] == "no-referrer"
        assert reply.fields["cross-origin-opener-policy"] == "same-origin"
        assert reply.fields["cross-origin-resource-policy"] == "same-origin"
        policy = reply.fields["content-security-policy"]
        assert policy.startswith("default-src 'none'; ")
        for part in ("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'", "script-src 'self'"):
            assert part in policy
        assert "unsafe" not in policy
        assert not [name for name in reply.fields if name.startswith("access-control")]
        assert "server" not in reply.fields
        assert not re.search(
            rb"python|\d\.\d+\.\d", reply.raw.partition(b"\r\n\r\n")[0].split(b"\r\n", 1)[1], re.IGNORECASE
        )


def test_a_redirect_stays_on_the_site(server: PreviewServer) -> None:
    for target, to in [
        ("/events", "events/"),
        ("/events/capture?x=//evil", "capture/?x=//evil"),
        ("/events?", "events/?"),
    ]:
        reply = get(server, target)
        assert (reply.status, reply.fields["location"]) == (308, to)


def test_nothing_of_the_project_is_in_any_answer(
    server: PreviewServer, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = str(Path(tmp_path_factory.getbasetemp())).encode()
    for target in ("/", "/nothing", "/%2e%2e/", "/_briefing/reload.js", "/unpublished.html"):
        assert folder not in get(server, target).raw
