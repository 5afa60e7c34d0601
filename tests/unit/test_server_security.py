from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.server_security import Gate, Refusal, Request, host_name, parse_head, site_path


def status(outcome: object) -> int:
    return outcome.status if isinstance(outcome, Refusal) else 200


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/", ""),
        ("/events/", "events/"),
        ("/events/capture/index.html", "events/capture/index.html"),
        ("/timeline/?actor=x&to=//evil/../", "timeline/"),
        ("/media/%D0%9C%D1%96%D1%81%D1%82.png", "media/Міст.png"),
        ("/a%20b", "a b"),
        ("/100%25", "100%"),
        ("/%252e%252e/x", "%2e%2e/x"),  # decoded once: a strange name, and no way up
    ],
)
def test_an_address_is_decoded_once(target: str, path: str) -> None:
    assert site_path(target) == path


@pytest.mark.parametrize(
    "target",
    [
        *("/..", "/../x", "/a/../../x", "/%2e%2e/x", "/%2E%2e%2Fx", "/a%2fb", "/a%5cb", "/a\\b", "/./x", "/%2e/x"),
        *("//evil/x", "/a//b", "///", "/x/%00", "/%0d%0aX: y", "/%7f", "/%c0%ae%c0%ae/x", "/%ed%a0%80", "/%ff"),
        *("/%", "/%2", "/%zz", "/%u002e", "*", "http://evil/", "evil:80", "", "?", "/a#b"),
    ],
)
def test_what_is_odd_is_refused(target: str) -> None:
    assert status(site_path(target)) == 400


def test_hidden_files_are_not_there() -> None:
    assert status(site_path("/.briefing/state")) == 404
    assert status(site_path("/a/.git/config")) == 404
    assert status(site_path("/%2ehidden")) == 404


def test_an_address_has_a_greatest_length() -> None:
    assert site_path("/" + "a" * 2047) == "a" * 2047
    assert status(site_path("/" + "a" * 2048)) == 414


@given(st.text(st.sampled_from("/.%2eEfF5c0C\\a?#:\x00é"), max_size=24))
def test_no_path_leads_up_or_out(rest: str) -> None:
    path = site_path("/" + rest)
    if isinstance(path, str):
        assert not path.startswith("/")
        assert "\\" not in path
        parts = path.split("/")
        assert all(part and not part.startswith(".") for part in parts[:-1])
        assert not parts[-1].startswith(".")


def head(*lines: str) -> bytes:
    return "\r\n".join(lines).encode("latin-1")


def test_a_browsers_head_is_understood() -> None:
    asked = parse_head(
        head("GET /a?b HTTP/1.1", "Host: localhost:8000", "origin:http://localhost:8000 ", "Accept: */*")
    )
    assert asked == Request("GET", "/a?b", "localhost:8000", "http://localhost:8000", keep_alive=True, has_body=False)


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (("GET / HTTP/1.1",), True),
        (("GET / HTTP/1.1", "Connection: close"), False),
        (("GET / HTTP/1.1", "Connection: Keep-Alive, Close"), False),
        (("GET / HTTP/1.0",), False),
        (("GET / HTTP/1.0", "Connection: keep-alive"), False),
    ],
)
def test_connections_are_kept_as_http_says(lines: tuple[str, ...], kept: bool) -> None:
    asked = parse_head(head(*lines))
    assert isinstance(asked, Request)
    assert asked.keep_alive is kept


@pytest.mark.parametrize(
    "lines",
    [
        ("",),
        ("GET /",),  # HTTP/0.9
        ("GET / HTTP/2.0",),
        ("GET / HTTP/1.1 ",),
        ("GET  / HTTP/1.1",),
        ("GET /a b HTTP/1.1",),
        ("GET /\xe9 HTTP/1.1",),
        ("G\x00T / HTTP/1.1",),
        ("GET / HTTP/1.1", "Host : x"),
        ("GET / HTTP/1.1", " folded: x"),
        ("GET / HTTP/1.1", "Host: a", "Host: b"),
        ("GET / HTTP/1.1", "Origin: a", "origin: a"),
        ("GET / HTTP/1.1", "no colon"),
        ("GET / HTTP/1.1", "X: a\nHost: b"),
        ("GET / HTTP/1.1", "X: a\rHost: b"),
        ("GET / HTTP/1.1", "X: \x00"),
        ("\x16\x03\x01\x02\x00",),  # TLS
    ],
)
def test_malformed_heads_are_refused(lines: tuple[str, ...]) -> None:
    assert status(parse_head(head(*lines))) == 400


def test_too_many_fields_are_refused() -> None:
    assert status(parse_head(head("GET / HTTP/1.1", *("X: y",) * 101))) == 431


@given(st.binary(max_size=200))
def test_any_bytes_are_a_request_or_a_refusal(data: bytes) -> None:
    assert isinstance(parse_head(data), Request | Refusal)


def ask(host: str | None, origin: str | None = None) -> Request:
    return Request("GET", "/", host, origin, keep_alive=True, has_body=False)


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST:8000", "[::1]"]
)
def test_the_server_answers_to_its_own_names(host: str) -> None:
    assert Gate.of("127.0.0.1", 8000).refusal(ask(host), "127.0.0.1") is None
    assert Gate.of("127.0.0.1", 8000).refusal(ask(host, "http://localhost:8000"), "127.0.0.1") is None


@pytest.mark.parametrize(
    "host",
    [
        *(None, "", "evil", "localhost.evil", "localhost.", "localhost:80", "localhost:", "127.0.0.1:8001", "::1"),
        *("192.168.0.7:8000", "user@localhost:8000", "localhost:8000:8000", "localhost, evil", "0:8000"),
        *("[::ffff:127.0.0.1]:8000", "2130706433:8000"),
    ],
)
def test_other_names_are_refused(host: str | None) -> None:
    assert status(Gate.of("127.0.0.1", 8000).refusal(ask(host), "127.0.0.1")) == 403


@pytest.mark.parametrize(
    "origin",
    ["null", "", "http://evil", "http://localhost.evil:8000", "https://localhost:8000", "http://localhost:3000",
     "http://localhost", "localhost:8000", "file://", "http://localhost:8000/"],
)  # fmt: skip
def test_other_origins_are_refused(origin: str) -> None:
    assert status(Gate.of("127.0.0.1", 8000).refusal(ask("localhost:8000", origin), "127.0.0.1")) == 403


def test_a_host_that_was_asked_for_is_answered_to() -> None:
    gate = Gate.of("Newsroom.local", 8000)
    assert gate.refusal(ask("newsroom.local:8000"), "10.0.0.5") is None
    assert gate.refusal(ask("10.0.0.5:8000"), "10.0.0.5") is None
    assert status(gate.refusal(ask("10.0.0.6:8000"), "10.0.0.5")) == 403


def test_an_address_is_written_as_browsers_write_it() -> None:
    assert host_name("::1") == "[::1]"
    assert host_name("FE80::1%eth0") == "[fe80::1]"
    assert host_name("::ffff:10.0.0.5") == "10.0.0.5"
    assert host_name("Localhost") == "localhost"
