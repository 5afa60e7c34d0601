"""What is fuzzed, what it starts from, and how it is spoilt. Each target takes bytes, and raises where a promise breaks."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from briefing.dates import DateError, parse_edtf, resolve_words
from briefing.evidence import find, mark_passages, visible_text
from briefing.evidence.finding import Found
from briefing.frontmatter import locate
from briefing.library import assemble
from briefing.markdown import read_text
from briefing.parse import parse
from briefing.patience import within
from briefing.records import Selector
from briefing.sources import SourceFile
from hostile_content import briefing
from payloads import PAYLOADS

CONTENT = Path(__file__).parents[1] / "content"
LONGEST = 30.0
"""Seconds of a processor for one input."""
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def _file(path: str) -> Callable[[bytes], None]:
    def target(data: bytes) -> None:
        source = SourceFile(path, data)
        parsed = within(LONGEST, parse, source)
        assert parsed.records or parsed.problems or parsed.config or b"-" not in data or path.endswith(".yaml")
        lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 2
        for problem in parsed.problems:
            assert problem.path == path
            assert problem.message
            assert problem.severity
            assert 0 <= locate(problem, data).line <= lines
        config = parsed.config or parse(SourceFile("briefing.yaml", b"title: x")).config
        assert config is not None
        assemble([parsed], config, {}, NOW)

    return target


def _text(data: bytes) -> None:
    rendered = read_text(data.decode("utf-8", "replace"), "pages/a.md")
    mark_passages(visible_text(rendered), ())


def _date(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    try:
        parsed = parse_edtf(text)
    except DateError as refused:
        words = (refused.message, refused.help)
        if not all(words):
            raise
        return
    assert parse_edtf(parsed.text) == parsed


def _words(data: bytes) -> None:
    for language in ("en", "uk"):
        resolve_words(data.decode("utf-8", "replace"), parse_edtf("2024-05-04"), False, language)


def _quote(data: bytes) -> None:
    """The first line is looked for in the others: what is found is what was asked for."""
    text = data.decode("utf-8", "replace")
    exact, _, body = text.partition("\n")
    visible = visible_text(read_text(body, "articles/a.md"))
    found = find(Selector(exact), visible)
    if isinstance(found, Found):
        assert 0 <= found.start < found.end <= len(visible.text)
        mark_passages(visible, [(found.start, found.end)])


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "article": _file("articles/a.md"),
    "event": _file("events/a.md"),
    "figure": _file("figures/a.md"),
    "page": _file("pages/a.md"),
    "actors": _file("actors.yaml"),
    "places": _file("places.yaml"),
    "config": _file("briefing.yaml"),
    "text": _text,
    "date": _date,
    "words": _words,
    "quote": _quote,
}

_DATES = [
    b"2024-05-04",
    b"2024-05-04T10:00+03:00",
    b"2024-05/2024-06",
    b"../2024",
    b"2024~",
    b"202X",
    b"2024-21",
    b"2024-05-04T05:00Z",
    b"early 2024-05",
]
_WORDS = [
    b"on Thursday",
    b"on Nov. 11",
    b"in early March",
    b"for the last two weeks",
    b"yesterday",
    b"last month",
    b"at 5 a.m. on Friday",
    b"since 2014",
]
_QUOTES = [
    "three people were injured\nThe mayor said “three people were injured”; the police counted *at least twelve*.".encode(),
    "don’t know… 30 000\nWe don't know... 30\u00a0000 [sic] — and `code`, [a link](https://e.org).".encode(),
]


@cache
def seeds(name: str) -> tuple[bytes, ...]:
    """Good inputs of a target."""
    own = briefing(lambda n, key: f"{PAYLOADS[n * 7 % len(PAYLOADS)]} {key}", 3)
    texts = {path: text.encode() for path, text in own.items()}
    texts |= {str(p.relative_to(CONTENT)): p.read_bytes() for p in CONTENT.rglob("*") if p.suffix in (".md", ".yaml")}
    folders = {"article": "articles/", "event": "events/", "figure": "figures/", "page": "pages/"}
    registers = {"actors": "actors.yaml", "places": "places.yaml", "config": "briefing.yaml"}
    if name in folders or name in registers:
        start = folders.get(name) or registers[name]
        return tuple(data for path, data in sorted(texts.items()) if path.startswith(start))
    if name == "text":
        return tuple(data.rpartition(b"---\n")[2] for path, data in sorted(texts.items()) if path.endswith(".md"))
    return tuple({"date": _DATES, "words": _WORDS, "quote": _QUOTES}[name])


_PIECES = (
    *(p.encode("utf-8", "surrogatepass") for p in PAYLOADS),
    b"---\n", b"\n---\n", b"\n", b"\r", b"\t", b"  ", b": ", b"- ", b"[", b"]", b"{", b"}", b"'", b'"', b"|", b">", b"&a ", b"*a", b"!!x ", b"#", b"%", b"@",
    b"<!--", b"-->", b"```", b"~~~", b"[[event:", b"]]", b"[^1]", b"\x00", b"\xff", b"\xe2\x80", "\u202e".encode(), "\u2028".encode(), "\ufeff".encode(),
    "\u0301".encode(), "\u200d".encode(), b"\\", b"\\u202e", b"&#x202e;", b"private: x\n", b"draft: yes\n", b"embargo: 2999-01-01T00:00Z\n", b"null", b"true",
    b"99999999999999999999", b"-1", b"0", b"1e999", b".5", b"2024-02-30", b"2024-05-04T10:00", b"9999-12-31", b"0000", b"-0001", b"XXXX", b"..", b"/", b"?", b"~",
    b"2024-12-31T23:59:60Z", b"+14:00", b"Feb. 29", b"31 April", b"last Friday",
)  # fmt: skip


def mutated(good: tuple[bytes, ...], chance: random.Random) -> bytes:
    """One of the good inputs, spoilt in some places."""
    data = bytearray(chance.choice(good))
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        at = chance.randrange(len(data) + 1)
        to = min(len(data), at + chance.choice((0, 1, 2, 5, 30, 200)))
        match chance.randrange(7):
            case 0:
                del data[at:to]
            case 1 | 2 | 3:
                data[at:at] = chance.choice(_PIECES)
            case 4:
                data[at:to] = data[at:to] * chance.choice((2, 3, 40))
            case 5:
                other = chance.choice(good)
                cut = chance.randrange(len(other) + 1)
                data[at:to] = other[cut : cut + chance.randrange(120)]
            case _:
                if at < len(data):
                    data[at] = chance.randrange(256)
    return bytes(data[:200_000])
