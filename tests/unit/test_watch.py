from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing import watch
from briefing.file_stamps import Stamp, stamp
from briefing.watch import Watcher
from serving import DEADLINE, make_site, wait_until


@pytest.fixture(params=["notices", "polling"])
def watcher(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Watcher]:
    make_site(tmp_path / "content", {"a.md": "first", "deep/b.md": "first"})
    made = Watcher([tmp_path / "content"], poll=request.param == "polling", warn=pytest.fail)
    with made:
        yield made


def wakes(watcher: Watcher) -> bool:
    """Whether `wait` returns of itself."""
    giving_up = threading.Timer(DEADLINE, watcher.close)
    giving_up.start()
    try:
        return watcher.wait()
    finally:
        giving_up.cancel()


def sleeps(watcher: Watcher) -> bool:
    """Whether nothing is pending, now and a while later."""
    time.sleep(0.7)
    return not watcher.pending()


def test_nothing_happens_nothing_wakes(watcher: Watcher) -> None:
    if watcher._poll:
        time.sleep(2.5)  # the files have just been made: it looks again when they are no longer fresh
        watcher.wait()
    assert sleeps(watcher)


def test_an_edit_wakes_once(watcher: Watcher, tmp_path: Path) -> None:
    (tmp_path / "content/deep/b.md").write_text("second")
    assert wakes(watcher)
    if not watcher._poll:
        assert sleeps(watcher)


def test_an_edit_that_keeps_size_time_and_inode_wakes(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("first")
    os.utime(file, (1_000_000_000, 1_000_000_000))
    with Watcher([tmp_path], poll=True, warn=pytest.fail) as watcher:
        file.write_text("FIRST")
        os.utime(file, (1_000_000_000, 1_000_000_000))
        assert wakes(watcher)


def test_an_edit_while_nobody_waits_is_pending(watcher: Watcher, tmp_path: Path) -> None:
    (tmp_path / "content/a.md").write_text("second")
    wait_until(watcher.pending, "the edit to be pending")
    assert wakes(watcher)


def test_an_edit_at_the_last_moment_is_pending(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the last look at a file and the build."""
    file = tmp_path / "a.md"
    file.write_text("first")
    calls = 0

    def stamp_then_edit(path: Path) -> Stamp | None:
        nonlocal calls
        calls += 1
        found = stamp(path)
        if calls == 2:
            file.write_text("the third")
            wait_until(lambda: watcher.pending() and not watcher._notices.writing, "the notices")
            time.sleep(0.1)
        return found

    with Watcher([tmp_path], warn=pytest.fail) as watcher:
        monkeypatch.setattr(watch, "stamp", stamp_then_edit)
        file.write_text("second")
        assert wakes(watcher)
        assert calls >= 2
        assert watcher.pending() or calls > 3, "picked up, or still to come"


def test_a_folder_that_is_moved_away_is_forgotten_whole(tmp_path: Path) -> None:
    """Else the next look would take what was in it for a change that no notice told of."""
    make_site(tmp_path / "content", {"deep/er/b.md": "first", "deeper.md": "first"})
    with Watcher([tmp_path / "content"], warn=pytest.fail) as watcher:
        (tmp_path / "content/deep").rename(tmp_path / "outside")
        assert wakes(watcher)
        assert watcher._differing() == {}


def test_closing_ends_the_waiting(watcher: Watcher) -> None:
    threading.Timer(0.1, watcher.close).start()
    while watcher.wait():
        pass
    assert not watcher.wait()


def test_a_folder_may_come_later(tmp_path: Path) -> None:
    with Watcher([tmp_path / "content", tmp_path / "theme"], warn=pytest.fail) as watcher:
        make_site(tmp_path / "theme", {"page.html": ""})
        assert wakes(watcher)
        make_site(tmp_path / "content", {"a.md": ""})
        assert wakes(watcher)
        while not sleeps(watcher):
            watcher.wait()
        (tmp_path / "content/a.md").write_text("x")
        assert wakes(watcher)


def test_a_file_on_a_coarse_clock_is_looked_at_again(tmp_path: Path) -> None:
    """Written twice within one tick: nothing in the folder tells the second time from the first."""
    make_site(tmp_path, {"a.md": "first"})
    with Watcher([tmp_path], poll=True, warn=pytest.fail) as watcher:
        (tmp_path / "a.md").write_text("second")
        assert wakes(watcher)
        assert wakes(watcher)  # two seconds later
        assert sleeps(watcher)


def test_hidden_parents_do_not_hide_the_content(tmp_path: Path) -> None:
    content = tmp_path / ".projects/briefing~/content"
    make_site(content, {"a.md": "first"})
    with Watcher([content], warn=pytest.fail) as watcher:
        (content / "a.md").write_text("second")
        assert wakes(watcher)


def test_a_linked_content_folder_is_watched(tmp_path: Path) -> None:
    make_site(tmp_path / "real", {"a.md": "first"})
    (tmp_path / "content").symlink_to("real")
    with Watcher([tmp_path / "content"], warn=pytest.fail) as watcher:
        (tmp_path / "real/a.md").write_text("second")
        assert wakes(watcher)
