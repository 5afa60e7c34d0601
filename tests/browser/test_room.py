"""A page fits any window, in both directions of writing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from browser.conftest import pages_of

pytestmark = pytest.mark.browser

TOO_WIDE = """() => {
    const root = document.documentElement;
    document.querySelectorAll("details").forEach(d => d.open = true);
    if (root.scrollWidth <= innerWidth) return [];
    const out = e => { const r = e.getBoundingClientRect(); return r.right > innerWidth + 1 || r.left < -1; };
    return [`${root.scrollWidth} px`, ...Array.from(document.body.querySelectorAll("*"))
        .filter(e => !e.closest(".scroll, .hidden, svg") && out(e)).map(e => e.outerHTML.slice(0, 120))];
}"""
"""With everything unfolded."""

WINDOWS = {
    "a narrow window": {"width": 320},
    "twice enlarged": {"width": 640, "device_scale_factor": 2},
    "a wide window": {"width": 1440},
}


@pytest.mark.parametrize("window", WINDOWS)
def test_nothing_scrolls_sideways(window: str, pages: Mapping[str, Path], open_tab: Callable[..., Any]) -> None:
    tab = open_tab(**WINDOWS[window])
    assert not too_wide(tab, pages)


def test_nor_from_right_to_left(arabic: Path, open_tab: Callable[..., Any]) -> None:
    tab = open_tab()
    for width in (320, 1280):
        tab.set_viewport_size({"width": width, "height": 900})
        assert not too_wide(tab, pages_of(arabic))
        assert tab.locator("html").get_attribute("dir") == "rtl"
        heading = tab.locator("h1").bounding_box()
        assert heading["x"] + heading["width"] / 2 > width / 2 - 1, "a heading begins at the right"


def test_letters_twice_as_large(pages: Mapping[str, Path], open_tab: Callable[..., Any]) -> None:
    tab = open_tab()
    tab.add_init_script("addEventListener('DOMContentLoaded', () => document.documentElement.style.fontSize = '200%')")
    assert not too_wide(tab, pages)


def too_wide(tab: Any, pages: Mapping[str, Path]) -> dict[str, list[str]]:
    found = {}
    for kind, file in pages.items():
        tab.goto(file.as_uri())
        if wide := tab.evaluate(TOO_WIDE):
            found[kind] = wide
    return found
