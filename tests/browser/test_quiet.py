"""A page asks nothing of anybody else, has nothing to complain of, and says the same without a script."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

REPORTS = """document.addEventListener("securitypolicyviolation", e =>
    console.error(`${e.violatedDirective} refused ${e.blockedURI}`))"""


def listen(tab: Any, origin: str) -> list[str]:
    """What goes wrong in a tab from now on."""
    heard: list[str] = []
    tab.on("console", lambda message: heard.append(f"{tab.url}: {message.text}"))
    tab.on("pageerror", lambda error: heard.append(f"{tab.url}: {error}"))
    tab.on("requestfailed", lambda r: None if r.failure == "net::ERR_ABORTED" else heard.append(f"{r.url} failed"))
    tab.on("request", lambda r: None if r.url.startswith(origin) else heard.append(f"{tab.url} asks for {r.url}"))
    tab.on("response", lambda r: heard.append(f"{r.url} is {r.status}") if r.status >= 400 else None)
    tab.add_init_script(REPORTS)
    return heard


def test_from_a_folder(site: Path, pages: Mapping[str, Path], open_tab: Callable[..., Any]) -> None:
    tab = open_tab()
    heard = listen(tab, f"{site.as_uri()}/")
    for file in pages.values():
        tab.goto(file.as_uri())
    assert not heard


def test_over_http(site: Path, served: str, pages: Mapping[str, Path], open_tab: Callable[..., Any]) -> None:
    tab = open_tab()
    heard = listen(tab, served)
    for file in pages.values():
        tab.goto(served + file.relative_to(site).as_posix())
    assert not heard


def test_what_is_wrong_would_be_heard(tmp_path: Path, open_tab: Callable[..., Any]) -> None:
    file = tmp_path / "page.html"
    file.write_text(
        "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'\"><script>1</script>"
        "<img src='http://127.0.0.1:1/x.png'>",
        encoding="utf-8",
    )
    tab = open_tab()
    heard = listen(tab, f"{tmp_path.as_uri()}/")
    tab.goto(file.as_uri())
    assert any("script-src" in line for line in heard)
    assert any("img-src" in line for line in heard)


def test_the_same_without_a_script(pages: Mapping[str, Path], open_tab: Callable[..., Any]) -> None:
    """The filters are a script's, and are not shown where there is none."""
    with_script, without = open_tab(), open_tab(java_script_enabled=False)
    for file in pages.values():
        for tab in (with_script, without):
            tab.goto(file.as_uri())
        assert without.locator(".scripted:visible").count() == 0
        with_script.locator(".scripted").evaluate_all("all => all.forEach(e => { e.style.display = 'none'; })")
        assert with_script.locator("body").inner_text() == without.locator("body").inner_text(), file
