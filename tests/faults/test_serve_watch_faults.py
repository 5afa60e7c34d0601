"""What watching runs into: lost notices, no watches left, folders that go and come back, output among the sources."""

from __future__ import annotations

import errno
import os
import threading
import time
from pathlib import Path

import pytest
from watchdog.observers.api import BaseObserver

from briefing import watch
from briefing.file_notices import Notices
from serve_loop import running
from serving import make_site, wait_until


def test_without_watches_it_polls_and_says_so_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr(BaseObserver, "schedule", full)
    before = threading.active_count()
    with running(tmp_path, start={"a.md": "first"}) as loop:
        for text in ("second", "third"):
            (loop.content / "a.md").write_text(text)
            loop.until_shows(a=text)
        assert loop.warned == [
            "The system cannot watch these folders (inotify watch limit reached): "
            "the files are looked over twice a second instead."
        ]
    assert threading.active_count() == before


def test_lost_notices_are_made_up_for_and_then_not_relied_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full queue, or a network file system."""
    monkeypatch.setattr(Notices, "_notice", lambda *_: None)
    monkeypatch.setattr(watch, "RESCAN_EVERY", 0.1)
    with running(tmp_path, start={"a.md": "first"}) as loop:
        for n in range(4):
            (loop.content / "a.md").write_text(f"edit {n}")
            loop.until_shows(a=f"edit {n}")
        assert loop.warned == [
            "The system does not tell of every change in these folders: "
            "the files are looked over twice a second instead."
        ]


def test_a_single_loss_is_made_up_for_without_a_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = Notices._notice
    monkeypatch.setattr(watch, "RESCAN_EVERY", 0.1)
    with running(tmp_path, start={"a.md": "first"}) as loop:
        with monkeypatch.context() as deaf:
            deaf.setattr(Notices, "_notice", lambda *_: None)
            loop.watcher._listen()
            (loop.content / "a.md").write_text("second")
            loop.until_shows(a="second")
        assert Notices._notice is heard
        loop.watcher._listen()
        for n in range(4):
            (loop.content / "a.md").write_text(f"edit {n}")
            loop.until_shows(a=f"edit {n}")
        assert loop.warned == []


def test_usual_work_is_never_taken_for_a_loss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "RESCAN_EVERY", 0.01)
    monkeypatch.setattr(watch, "LOOK_EVERY", 0.05)
    with running(tmp_path, start={"a.md": "first"}) as loop:
        for n in range(5):
            folder = loop.content / f"f{n}/deep"
            folder.mkdir(parents=True)
            (folder / "x.md").write_text("x")
            (loop.content / f"f{n}").rename(loop.content.parent / f"outside{n}")
            (loop.content / "a.md").chmod(0o600 + n % 2)
            (loop.content / "a.md").write_text(f"{n}")
            loop.until_shows(a=f"{n}")
            time.sleep(0.8)
        assert loop.warned == []


@pytest.mark.parametrize("poll", [False, True], ids=["notices", "polling"])
def test_folders_deleted_renamed_and_swapped(tmp_path: Path, poll: bool) -> None:
    with running(tmp_path, poll=poll, start={"a.md": "first"}) as loop:
        loop.until_shows(a="first")
        away = tmp_path / "away"
        loop.content.rename(away)
        wait_until(lambda: loop.server.problems[-1], "the missing content to be a problem")
        away.rename(loop.content)
        loop.until_shows(a="first")
        (loop.content / "a.md").write_text("second")
        loop.until_shows(a="second")
        loop.content.rename(away)
        loop.content.mkdir()
        (loop.content / "b.md").write_text("another")
        loop.until_shows(b="another")
        (loop.content / "b.md").write_text("edited")
        loop.until_shows(b="edited")
        for file in loop.content.iterdir():
            file.unlink()
        loop.content.rmdir()
        wait_until(lambda: loop.server.problems[-1], "the deleted content to be a problem")
        loop.content.mkdir()
        (loop.content / "c.md").write_text("again")
        loop.until_shows(c="again")
        (loop.content / "c.md").write_text("and again")
        loop.until_shows(c="and again")
        assert loop.warned == []


@pytest.mark.parametrize("poll", [False, True], ids=["notices", "polling"])
@pytest.mark.parametrize("place", ["content/site", "site"])
def test_a_build_does_not_wake_itself(tmp_path: Path, poll: bool, place: str) -> None:
    """The output may lie in the content, or beside it where the content is the whole project."""
    content = tmp_path / "content" if place.startswith("content/") else tmp_path
    with running(tmp_path, poll=poll, content=content, site=tmp_path / place, start={"a.md": "first"}) as loop:
        loop.during_build = lambda: make_site(tmp_path, {".briefing/state": str(loop.builds)}) and None
        loop.rest()
        before = loop.builds
        (content / "a.md").write_text("second")
        wait_until(lambda: loop.server.editions[-1].get("a.html") == b"second", "the page")
        loop.rest()
        if poll:
            time.sleep(2)  # one further look, in case the clock is a coarse one
            loop.rest()
        assert loop.builds - before <= (2 if poll else 1)


@pytest.mark.parametrize("poll", [False, True], ids=["notices", "polling"])
def test_links_in_a_circle(tmp_path: Path, poll: bool) -> None:
    with running(tmp_path, poll=poll, start={"a.md": "first"}) as loop:
        (loop.content / "circle").symlink_to(loop.content)
        (loop.content / "up").symlink_to("..")
        (loop.content / "self").symlink_to("self")
        (loop.content / "a.md").write_text("second")
        loop.until_shows(a="second")
        loop.rest()
        builds = loop.builds
        time.sleep(1)
        assert loop.builds <= builds + 1


def test_a_folder_that_may_not_be_read(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    with running(tmp_path, start={"a.md": "first"}) as loop:
        (loop.content / "closed").mkdir(mode=0)
        (loop.content / "a.md").write_text("second")
        loop.until_shows(a="second")
