"""An event on paper is a handout: its sources stand on it with their addresses written out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from building import build_site, write_tree
from sharing.content import FILES

pytestmark = pytest.mark.browser


def test_the_sources_of_an_event_are_written_out(tmp_path: Path, open_tab: Callable[..., Any]) -> None:
    assert build_site(write_tree(tmp_path / "content", FILES), tmp_path / "site").ok
    tab = open_tab()
    tab.goto((tmp_path / "site/events/closed/index.html").as_uri())
    assert tab.locator(".on-paper").is_hidden(), "on a screen, links do that"
    tab.emulate_media(media="print")
    said = tab.locator(".on-paper").inner_text()
    assert "Jo Quill. “Bridge closed after crash”. The Evening. 4 May 2024." in said
    assert "https://evening.example/crash?a=1&b=2" in said, "where it was published"
    assert "“Der Unfall”. Publication date unknown." in said
    assert "https://example.org/arden/articles/other-report/" in said, "else its page here"
    assert "https://example.org/arden/events/closed/" in tab.locator(".ending").inner_text()
