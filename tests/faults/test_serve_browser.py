"""The preview in a real browser: pages reload by themselves, problems lie over the last good edition."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing.live_reload import _has_left
from briefing.server import PreviewServer
from serving import make_site

pytestmark = pytest.mark.browser

# What a site may ask of browsers at most: the preview has to work within it.
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"


def page(words: str, style: str = "") -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{words}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<link rel="stylesheet" href="/site.css">{style}</head><body><h1>{words}</h1>'
        f"</body></html>"
    )


PAGES = {
    "index.html": page("front one"),
    "a/index.html": page("a one"),
    "b/index.html": page("b one", '<link rel="stylesheet" href="/b.css">'),
    "404.html": page("gone"),
    "favicon.ico": "",
    "site.css": "h1 { color: rgb(1, 2, 3) }",
    "b.css": "h1 { color: rgb(9, 9, 9) }",
}


@pytest.fixture
def tabs(chromium: Any) -> Iterator[Any]:
    context = chromium.new_context()
    context.set_default_timeout(20_000)
    yield context
    context.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PreviewServer]:
    with PreviewServer(tmp_path / "site", port=0) as running:
        running.publish(make_site(tmp_path / "site", PAGES))
        yield running


def write(server: PreviewServer, path: str, text: str) -> None:
    make_site(server._root, {path: text})
    server.publish(server.files | {path}, (path,))


def open_tab(tabs: Any, address: str) -> Any:
    """A tab whose messages are kept, and which is marked so that a reload shows."""
    tab = tabs.new_page()
    tab.messages = []
    tab.on("console", lambda message: tab.messages.append(message.text))
    tab.on("pageerror", lambda error: tab.messages.append(str(error)))
    tab.goto(address)
    mark(tab)
    return tab


def mark(tab: Any) -> None:
    tab.wait_for_load_state()
    tab.evaluate("document.documentElement.dataset.marked = 'yes'")


def is_marked(tab: Any) -> bool:
    return bool(tab.evaluate("document.documentElement.dataset.marked === 'yes'"))


def streams(server: PreviewServer) -> int:
    """How many event streams the browser holds."""
    return sum(not _has_left(stream) for stream in tuple(server._live._streams))


def test_tabs_reload_where_something_they_show_has_changed(server: PreviewServer, tabs: Any) -> None:
    front, a, b = (open_tab(tabs, server.url + path) for path in ("", "a/", "b/?q=1#x"))
    front.wait_for_timeout(300)
    write(server, "a/index.html", page("a two"))
    a.wait_for_selector("h1:text-is('a two')")
    assert is_marked(front)
    assert is_marked(b)
    mark(a)
    write(server, "b.css", "h1 { color: rgb(4, 5, 6) }")
    b.wait_for_function("getComputedStyle(document.querySelector('h1')).color === 'rgb(4, 5, 6)'")
    assert is_marked(front)
    assert is_marked(a)
    write(server, "site.css", "h1 { color: rgb(7, 8, 9) }")
    for tab in (front, a):
        tab.wait_for_function("getComputedStyle(document.querySelector('h1')).color === 'rgb(7, 8, 9)'")
    b.wait_for_selector("h1")
    assert streams(server) == 1, "the tabs share one stream"
    for tab in (front, a, b):
        assert tab.messages == [], "the policy held, and nothing was refused"


def test_ten_tabs_leave_the_browser_its_connections(server: PreviewServer, tabs: Any) -> None:
    opened = [open_tab(tabs, server.url) for _ in range(10)]
    assert streams(server) == 1
    write(server, "index.html", page("front two"))
    for tab in opened:
        tab.wait_for_selector("h1:text-is('front two')")


def test_a_page_that_was_missing_appears(server: PreviewServer, tabs: Any) -> None:
    tab = open_tab(tabs, server.url + "later/")
    tab.wait_for_selector("h1:text-is('gone')")
    write(server, "later/index.html", page("later"))
    tab.wait_for_selector("h1:text-is('later')")


def test_problems_lie_over_the_page_until_they_are_mended(server: PreviewServer, tabs: Any) -> None:
    tab = open_tab(tabs, server.url)
    words = "articles/a.md:3:1: <img src=x onerror=alert(1)> & no “title”\n  Write `title: …`."
    server.show_problems(words)
    dialog = tab.get_by_role("alertdialog", name="Not published")
    dialog.wait_for()
    assert dialog.locator("pre").inner_text() == words
    assert dialog.locator("img").count() == 0
    assert tab.evaluate("document.activeElement.shadowRoot.activeElement.tagName") == "BUTTON"
    assert tab.locator("h1").first.inner_text() == "front one"
    server.show_problems("other")
    tab.wait_for_function("document.body.lastElementChild.shadowRoot.querySelector('pre').textContent === 'other'")
    server.show_problems("")
    dialog.wait_for(state="detached")
    assert is_marked(tab), "a page that did not change is not reloaded"
    assert tab.messages == []


def test_problems_can_be_put_away_with_the_keyboard(server: PreviewServer, tabs: Any) -> None:
    tab = open_tab(tabs, server.url)
    server.show_problems("one")
    dialog = tab.get_by_role("alertdialog")
    dialog.wait_for()
    tab.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    tab.goto(server.url + "a/")
    tab.wait_for_timeout(500)
    assert dialog.count() == 0, "they stay away on the next page"
    server.show_problems("two")
    dialog.wait_for()
    tab.keyboard.press("Enter")
    dialog.wait_for(state="hidden")
    server.show_problems("two")
    dialog.wait_for()  # the next build that fails says so, in whatever words


def test_a_page_opened_meanwhile_shows_the_problems(server: PreviewServer, tabs: Any) -> None:
    server.show_problems("one")
    first = open_tab(tabs, server.url)
    first.get_by_role("alertdialog").wait_for()
    second = open_tab(tabs, server.url + "a/")
    second.get_by_role("alertdialog").wait_for()
    server.show_problems("")
    for tab in (first, second):
        tab.get_by_role("alertdialog").wait_for(state="detached")


def test_a_server_that_comes_back_is_found_again(server: PreviewServer, tabs: Any, tmp_path: Path) -> None:
    tab = open_tab(tabs, server.url)
    tab.wait_for_timeout(300)
    server.close()
    tab.wait_for_function("document.title.startsWith('(preview stopped)')")
    make_site(tmp_path / "site", {"index.html": page("front after")})
    with PreviewServer(tmp_path / "site", port=server.port) as again:
        again.publish(frozenset(PAGES))
        tab.wait_for_selector("h1:text-is('front after')")
        write(again, "index.html", page("front at last"))
        tab.wait_for_selector("h1:text-is('front at last')")


def test_without_shared_workers_each_visible_tab_listens(server: PreviewServer, tabs: Any) -> None:
    tabs.add_init_script("delete self.SharedWorker")
    write(server, "index.html", "<h1>front one</h1>")
    tab = open_tab(tabs, server.url)
    tab.wait_for_timeout(300)
    write(server, "index.html", "<h1>front two</h1>")
    tab.wait_for_selector("h1:text-is('front two')")
