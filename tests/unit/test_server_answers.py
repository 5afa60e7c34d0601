from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from briefing.live_reload import LiveReload
from briefing.server_answers import Answer, SiteFiles, answer
from building import write_tree
from serving import make_site

PAGES = {
    "index.html": "<body>front</body>",
    "404.html": "<body>not here</body>",
    "events/index.html": "<body>events</body>",
    "events/a:b/index.html": "<body>odd</body>",
    "data.json": "{}",
    "README": "plain",
    "_briefing.html": "<body>mine</body>",
}


@pytest.fixture
def site(tmp_path: Path) -> SiteFiles:
    return SiteFiles(tmp_path / "site", make_site(tmp_path / "site", PAGES))


def ask(target: str, site: SiteFiles, assets: dict[str, bytes] | None = None) -> Answer:
    return answer(target, site, assets or {}, LiveReload())


def test_a_folder_is_its_index(site: SiteFiles) -> None:
    assert b"front" in ask("/", site).body
    assert b"events" in ask("/events/?q=1", site).body


def test_only_published_files_are_read(site: SiteFiles, tmp_path: Path) -> None:
    make_site(tmp_path, {"site/later.html": "secret", "outside.html": "secret"})
    for path in ("later.html", "../outside.html", str(tmp_path / "outside.html"), "", "events", "events/"):
        assert site.read(path) is None


def test_links_and_special_files_are_not_read(tmp_path: Path) -> None:
    make_site(tmp_path, {"outside/secret.html": "secret", "site/real.html": "real"})
    root = tmp_path / "site"
    (root / "file.html").symlink_to(tmp_path / "outside/secret.html")
    (root / "folder").symlink_to(tmp_path / "outside")
    (root / "inside.html").symlink_to("real.html")
    (root / "loop.html").symlink_to("loop.html")
    (root / "directory.html").mkdir()
    os.mkfifo(root / "pipe.html")
    names = (
        "file.html",
        "folder/secret.html",
        "inside.html",
        "loop.html",
        "pipe.html",
        "directory.html",
        "real.html/x",
    )
    files = SiteFiles(root, frozenset({*names, "real.html"}))
    assert [files.read(name) for name in names] == [None] * len(names)
    assert files.read("real.html") == b"real"


def test_the_site_itself_may_be_a_link(tmp_path: Path) -> None:
    make_site(tmp_path, {"edition-1/index.html": "front"})
    (tmp_path / "site").symlink_to("edition-1")
    assert SiteFiles(tmp_path / "site", frozenset({"index.html"})).read("index.html") == b"front"


def test_a_site_that_is_being_swapped_is_waited_for(site: SiteFiles, tmp_path: Path) -> None:
    (tmp_path / "site").rename(tmp_path / "old")
    swap = threading.Timer(0.03, (tmp_path / "old").rename, (tmp_path / "site",))
    swap.start()
    assert site.read("data.json") == b"{}"
    swap.join()


def test_a_folder_without_its_slash_is_redirected_within_the_site(site: SiteFiles) -> None:
    reply = ask("/events?actor=x&to=//evil", site)
    assert (reply.status, reply.fields) == (308, (("Location", "events/?actor=x&to=//evil"),))
    # `a:b/` alone would be an address with the scheme `a`.
    assert ask("/events/a:b", site).fields == (("Location", "a%3Ab/"),)


def test_unknown_addresses_get_the_sites_own_page(site: SiteFiles) -> None:
    for target in ("/nothing", "/nothing/", "/events/index.html/", "/data.json/"):
        reply = ask(target, site)
        assert reply.status == 404
        assert b"not here" in reply.body


def test_without_a_page_for_it_there_is_one_of_our_own(tmp_path: Path) -> None:
    reply = ask("/", SiteFiles(tmp_path, frozenset()))
    assert reply.status == 404
    assert b"Nothing is published yet" in reply.body
    assert b"reload.js" in reply.body


def test_only_the_search_page_may_run_wasm(tmp_path: Path) -> None:
    write_tree(tmp_path, dict.fromkeys(("index.html", "search/index.html", "pagefind/pagefind.js"), "<p>words"))
    site = SiteFiles(tmp_path, frozenset({"index.html", "search/index.html", "pagefind/pagefind.js"}))
    for target in ("/", "/search/", "/search/index.html", "/pagefind/pagefind.js", "/nothing"):
        policy = ask(target, site).head(keep_alive=False, length=None).split(b"Security-Policy: ")[1].split(b"\r\n")[0]
        assert (b"'wasm-unsafe-eval'" in policy) == target.startswith("/search/")
        assert b"'unsafe-eval'" not in policy
        assert policy.startswith(b"default-src 'none'; script-src 'self'")


def test_types_are_told_with_their_encoding(site: SiteFiles) -> None:
    assert ask("/", site).content_type == "text/html; charset=utf-8"
    assert ask("/data.json", site).content_type == "application/json; charset=utf-8"
    assert ask("/README", site).content_type == "application/octet-stream"


def test_only_pages_get_the_script(site: SiteFiles) -> None:
    assert b'data-page="events/index.html"' in ask("/events/", site).body
    assert ask("/data.json", site).body == b"{}"
    assert (site.root / "events/index.html").read_text() == PAGES["events/index.html"]


def test_a_page_that_stands_in_for_another_names_none(site: SiteFiles) -> None:
    assert b'data-page=""' in ask("/nothing", site).body


def test_the_previews_own_files_are_served(site: SiteFiles) -> None:
    reply = ask("/_briefing/reload.js?1234", site, {"_briefing/reload.js": b"1"})
    assert (reply.body, reply.content_type) == (b"1", "text/javascript; charset=utf-8")
    assert b"mine" in ask("/_briefing.html", site).body
