"""No link and no anchor is broken: at a domain's root, below it, and from a folder."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import unquote, urlsplit
from urllib.request import urlopen

import pytest

from building import EXAMPLE, build_site
from crawl import crawl


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sites")
    assert build_site(EXAMPLE, folder / "x/y").ok
    return folder


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def served(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    root, path = {"root": (folder / "x/y", "/"), "below": (folder, "/x/y/")}[request.param]
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=root)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{path}"
        server.shutdown()


def from_web(address: str) -> bytes | None:
    try:
        with urlopen(address) as answer:
            return answer.read()
    except HTTPError:
        return None


def from_disk(address: str) -> bytes | None:
    path = Path(unquote(urlsplit(address).path))
    return path.read_bytes() if path.is_file() else None


def pages_of(site: Path) -> int:
    return sum(1 for p in site.rglob("*.html") if p.name != "404.html")


@pytest.mark.parametrize("served", ["root", "below"], indirect=True)
def test_a_crawl_over_http(served: str, folder: Path) -> None:
    seen, wrong = crawl(f"{served}index.html", from_web)
    assert not wrong
    assert sum(a.endswith(".html") for a in seen) == pages_of(folder / "x/y")


def test_a_crawl_from_a_folder(folder: Path) -> None:
    seen, wrong = crawl((folder / "x/y/index.html").as_uri(), from_disk)
    assert not wrong
    assert sum(a.endswith(".html") for a in seen) == pages_of(folder / "x/y")


def test_the_crawl_sees_what_is_broken(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        '<a href="a.html#x"></a><a href="b.html"></a><p id="t"></p><p id="t"></p>', encoding="utf-8"
    )
    (tmp_path / "a.html").write_text(
        '<img src="//evil.example/x.png"><a href="https://example.org/">out</a>', encoding="utf-8"
    )
    _, wrong = crawl((tmp_path / "index.html").as_uri(), from_disk)
    assert len(wrong) == 4


def test_the_page_for_lost_readers_finds_its_way_from_anywhere(tmp_path: Path) -> None:
    assert build_site(EXAMPLE, tmp_path / "site", base_url="https://example.org/x/y").ok
    lost = (tmp_path / "site/404.html").read_text(encoding="utf-8")
    assert 'href="/x/y/index.html"' in lost
    assert "<loc>https://example.org/x/y/disputed/</loc>" in (tmp_path / "site/sitemap.xml").read_text(encoding="utf-8")
