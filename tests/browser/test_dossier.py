"""The theme for paper holds what the default holds: one walk over its pages, with the checks of the other walks."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from browser.conftest import pages_of
from browser.test_access import CONTRAST, FOCUS, STRUCTURE
from browser.test_quiet import listen
from browser.test_room import TOO_WIDE

pytestmark = pytest.mark.browser


def test_every_page_of_a_dossier(dossier: Path, open_tab: Callable[..., Any]) -> None:
    tab = open_tab()
    heard = listen(tab, f"{dossier.as_uri()}/")
    wrong: dict[str, list[str]] = {}
    for kind, file in pages_of(dossier).items():
        tab.set_viewport_size({"width": 1280, "height": 900})
        tab.goto(file.as_uri())
        tab.keyboard.press("Tab")
        found = [*tab.evaluate(STRUCTURE), *tab.evaluate(FOCUS)]
        for scheme in ("light", "dark"):
            tab.emulate_media(color_scheme=scheme)
            found += tab.evaluate(CONTRAST)
        for width in (320, 640):
            tab.set_viewport_size({"width": width, "height": 900})
            found += tab.evaluate(TOO_WIDE)
        if found:
            wrong[kind] = found
    assert not wrong
    assert not heard


def test_a_dossier_on_paper(dossier: Path, open_tab: Callable[..., Any]) -> None:
    """Black on white, nothing folded, addresses written out, pages numbered."""
    tab = open_tab(color_scheme="dark")
    tab.emulate_media(media="print")
    for kind in ("disputed", "event", "timeline"):
        tab.goto(pages_of(dossier)[kind].as_uri())
        assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert tab.locator("nav:visible, .skip:visible, .filters:visible, .permalink:visible").count() == 0
        unseen = (
            "Array.from(document.querySelectorAll('main .fold li, main .fold td')).filter(e => !e.checkVisibility())"
        )
        assert tab.evaluate(f"{unseen}.length") == 0
        printed = tab.evaluate(
            "Array.from(document.querySelectorAll('main a[href^=http]'))"
            ".map(a => [a.getAttribute('href'), getComputedStyle(a, '::after').content])"
        )
        assert all(address in content for address, content in printed)
        assert tab.locator(".words .onward:visible").count() == 0, "a path below this site leads nowhere from paper"
    pdf = tab.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF-")
    assert {tuple(map(round, map(float, box.split()))) for box in re.findall(rb"/MediaBox \[([^\]]+)\]", pdf)} == {
        (0, 0, 595, 842)
    }, "A4, whatever the browser is set to"
