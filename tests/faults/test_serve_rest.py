"""What a preview does without for a moment follows once nothing changes any more, and never in the way of an edit."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from briefing import watch
from briefing.search import FOLDER, installed
from building import write_tree
from serve_loop import running
from serving import wait_until


def test_the_rest_is_built_once_it_is_quiet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "AT_REST", 0.3)
    with running(tmp_path, completes=True, start={"a.md": "first"}) as loop:
        wait_until(lambda: "index.txt" in loop.server.files, "the first completion")
        assert loop.completions == 1
        (loop.content / "b.md").write_text("second")
        wait_until(lambda: "b.html" in loop.server.files, "the edit")
        wait_until(lambda: loop.completions == 2 and "index.txt" in loop.server.files, "the second completion")
        assert (loop.site / "index.txt").read_text() == "2"
        loop.rest()
        assert loop.completions == 2, "nothing changed since"


def test_edits_do_not_wait_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "AT_REST", 60.0)
    with running(tmp_path, completes=True, start={"a.md": "first"}) as loop:
        for text in ("second", "third", "fourth"):
            (loop.content / "a.md").write_text(text)
            loop.until_shows(a=text)
        assert loop.completions == 0


def test_what_is_broken_is_not_completed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "AT_REST", 0.05)
    with running(tmp_path, completes=True, start={"a.md": "BROKEN"}) as loop:
        loop.rest()
        assert loop.completions == 0
        (loop.content / "a.md").write_text("mended")
        wait_until(lambda: loop.completions == 1, "the completion")


@pytest.mark.skipif(installed() is None, reason="NO PAGEFIND HERE")
def test_a_preview_gets_its_index(tmp_path: Path) -> None:
    """An edit's words are found soon, and its old ones no longer; until then there is a whole index, the one before."""
    write_tree(
        tmp_path,
        {"content/briefing.yaml": "title: Bridge\n", "content/pages/one.md": "---\ntitle: Onetime\n---\nText.\n"},
    )
    site = tmp_path / "site"
    command = [sys.executable, "-u", "-m", "briefing", "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            wait_until((site / FOLDER / "pagefind-entry.json").is_file, "the index")
            before = set((site / FOLDER / "fragment").iterdir())
            page = tmp_path / "content/pages/one.md"
            page.write_text(page.read_text().replace("Onetime", "Another"))
            wait_until(lambda: "Another" in (site / "pages/one/index.html").read_text(), "the edit")
            assert (site / FOLDER / "pagefind-entry.json").is_file()
            wait_until(lambda: not before <= set((site / FOLDER / "fragment").iterdir()), "the index of the edit")
            assert (site / FOLDER / "pagefind-entry.json").is_file()
        finally:
            process.terminate()
