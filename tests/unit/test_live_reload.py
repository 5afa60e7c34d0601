from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from briefing import live_reload
from briefing.live_reload import LiveReload, assets


@pytest.fixture
def live() -> Iterator[LiveReload]:
    made = LiveReload()
    made.start()
    yield made
    made.close()


def join(live: LiveReload) -> socket.socket:
    theirs, ours = socket.socketpair()
    theirs.settimeout(10)
    live.join(ours)
    return theirs


def hear(stream: socket.socket, words: bytes) -> None:
    """Reads until `words` have come."""
    heard = b""
    while words not in heard:
        data = stream.recv(1 << 16)
        assert data, f"the stream ended before {words!r}"
        heard += data


def ended(stream: socket.socket) -> bool:
    while stream.recv(1 << 16):
        pass
    return True


def test_the_script_stands_before_the_end_of_the_body(live: LiveReload) -> None:
    page = live.with_script(b"<body>a</body></BODY >b</BODY>\n", "a.html", 3)
    before, script, after = page.partition(b"<script")
    assert before == b"<body>a</body></BODY >b"
    assert script + after[:4] == b"<script src"
    assert after.endswith(b'data-generation="3" data-page="a.html"></script></BODY>\n')


def test_a_page_without_a_body_gets_it_at_the_end(live: LiveReload) -> None:
    assert live.with_script(b"<p>a", "a.html", 0).startswith(b"<p>a<script ")


def test_a_files_name_cannot_leave_its_attribute(live: LiveReload) -> None:
    assert b'data-page="&quot;&gt;&lt;script&gt;.html"' in live.with_script(b"", '"><script>.html', 0)


def test_a_newcomer_hears_the_state(live: LiveReload) -> None:
    live.published(frozenset({"a.html"}))
    live.show_problems("a.md:1: no title")
    with join(live) as stream:
        heard = stream.recv(1 << 16)
    assert heard.startswith(b"retry: 500\nevent: hello\ndata: ")
    assert b'"generation": 1, "problems": "a.md:1: no title"}\n\n' in heard


def test_problems_are_mended_once(live: LiveReload) -> None:
    with join(live) as stream:
        stream.recv(1 << 16)
        live.show_problems("")
        live.show_problems("x\ny")
        assert stream.recv(1 << 16) == b'event: problems\ndata: {"problems": "x\\ny"}\n\n'
        live.show_problems("")
        assert stream.recv(1 << 16) == b'event: ok\ndata: {"problems": ""}\n\n'


def test_many_changes_are_not_listed(live: LiveReload) -> None:
    with join(live) as stream:
        stream.recv(1 << 16)
        live.published(frozenset(f"{n}.html" for n in range(2)))
        assert b'"changed": ["0.html", "1.html"]' in stream.recv(1 << 16)
        live.published(frozenset(f"{n}.html" for n in range(1000)))
        assert b'"generation": 2, "changed": null' in stream.recv(1 << 16)


def test_endless_problems_are_cut(live: LiveReload) -> None:
    with join(live) as stream:
        stream.recv(1 << 16)
        live.show_problems("one problem\n" * 100_000)
        heard = stream.recv(1 << 16)
    assert heard.endswith(b'the terminal has all of it."}\n\n')
    assert len(heard) < 30_000


def test_the_oldest_stream_makes_room(live: LiveReload, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_reload, "MAX_STREAMS", 3)
    streams = [join(live) for _ in range(5)]
    assert all(ended(stream) for stream in streams[:2])
    live.show_problems("x")
    for stream in streams[2:]:
        hear(stream, b"event: problems")
    for stream in streams:
        stream.close()


def test_those_who_left_make_room_first(live: LiveReload, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_reload, "MAX_STREAMS", 3)
    with join(live) as oldest:
        for _ in range(10):
            join(live).close()
        with join(live):
            live.show_problems("x")
            hear(oldest, b"event: problems")


def test_a_reader_who_does_not_read_is_dropped(live: LiveReload) -> None:
    with join(live) as deaf, join(live) as stream:
        for n in range(200):
            live.show_problems(f"{n}" + "x" * 10_000)
            hear(stream, f'"{n}x'.encode())
        assert ended(deaf)


def test_goodbye_ends_the_streams(live: LiveReload) -> None:
    with join(live) as stream:
        live.close()
        assert stream.recv(1 << 16).endswith(b"event: bye\ndata: {}\n\n")
        assert ended(stream)
    with join(live) as late:
        assert ended(late)


def test_the_heartbeat_finds_those_who_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_reload, "_HEARTBEAT", 0.01)
    live = LiveReload()
    live.start()
    with join(live) as stream:
        hear(stream, b"\n\n:\n\n")
    live.close()


def test_the_client_is_small_and_makes_no_markup() -> None:
    script = assets()[live_reload.SCRIPT]
    assert len(script) < 4096
    for word in (b"innerHTML", b"eval(", b"Function(", b"document.write", b"http:", b"https:"):
        assert word not in script
