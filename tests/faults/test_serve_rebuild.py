"""Pages fetched while the site is written: each is the old one or the new one, whole, and there."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.server import PreviewServer
from serving import make_site

PAGES = 40


def pages(edition: int) -> dict[str, str]:
    """Each page holds its edition at both ends, with enough between them that a partial write would show."""
    return {f"p{n}/index.html": f"<body>{edition:06}{'.' * 30_000}{edition:06}</body>" for n in range(PAGES)}


def replace_each(site: Path, edition: int) -> None:
    for path, text in pages(edition).items():
        new = site / f"{path}.new"
        new.write_text(text)
        new.replace(site / path)


def swap_folder(site: Path, edition: int) -> None:
    staged, old = site.with_name("staged"), site.with_name(f"old-{edition}")
    make_site(staged, pages(edition))
    site.rename(old)
    staged.rename(site)
    for file in sorted(old.rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    old.rmdir()


def swap_link(site: Path, edition: int) -> None:
    make_site(site.with_name(f"edition-{edition}"), pages(edition))
    link = site.with_name("link")
    link.symlink_to(f"edition-{edition}")
    link.replace(site)


@pytest.mark.parametrize("write", [replace_each, swap_folder, swap_link])
def test_400_pages_during_rebuilds(tmp_path: Path, write: Callable[[Path, int], None]) -> None:
    site = tmp_path / "site"
    if write is swap_link:
        write(site, 0)
    else:
        make_site(site, pages(0))
    finished = threading.Event()
    edition = 0

    with PreviewServer(site, port=0) as server:
        server.publish(frozenset(pages(0)))

        def rebuild() -> None:
            nonlocal edition
            while not finished.is_set():
                edition += 1
                write(site, edition)
                server.publish(frozenset(pages(edition)), pages(edition))

        builder = threading.Thread(target=rebuild)
        builder.start()
        try:
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
            newest = [0] * PAGES
            for n in range(400):
                page = n % PAGES
                connection.request("GET", f"/p{page}/")
                reply = connection.getresponse()
                text = reply.read().decode()
                assert reply.status == 200, f"page {n} was not there"
                assert text.startswith("<body>")
                assert text.endswith("</script></body>")
                body = text[6:].partition("<script")[0]
                assert len(body) == 30_012, f"page {n} was not whole"
                assert body[:6] == body[-6:]
                assert int(body[:6]) >= newest[page], "an older page came back"
                newest[page] = int(body[:6])
        finally:
            finished.set()
            builder.join()
    assert edition > 2
