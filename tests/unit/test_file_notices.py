from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.file_notices import Notices
from serving import wait_until


@pytest.fixture
def notices(tmp_path: Path) -> Iterator[Notices]:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    made = Notices([tmp_path / "one", tmp_path / "two", tmp_path / "later"], lambda path: path.endswith("~"))
    made.start()
    yield made
    made.stop()


def test_what_happens_in_any_folder_is_told(notices: Notices, tmp_path: Path) -> None:
    for path in ("one/a.md", "two/b.md"):
        (tmp_path / path).write_text("1")
        wait_until(lambda path=path: str(tmp_path / path) in notices.touched, f"notice of {path}")


def test_both_names_of_a_renamed_file_are_told(notices: Notices, tmp_path: Path) -> None:
    (tmp_path / "one/a.md").write_text("1")
    (tmp_path / "one/a.md").rename(tmp_path / "one/b.md")
    wait_until(lambda: {str(tmp_path / "one/a.md"), str(tmp_path / "one/b.md")} <= notices.touched, "both")


def test_what_is_passed_over_is_not_told(notices: Notices, tmp_path: Path) -> None:
    (tmp_path / "one/a.md~").write_text("1")
    (tmp_path / "one/b.md").write_text("1")
    wait_until(lambda: notices.touched, "a notice")
    assert notices.touched == {str(tmp_path / "one/b.md")}


def test_reading_is_no_news(notices: Notices, tmp_path: Path) -> None:
    file, before, after = (tmp_path / "one" / name for name in ("a.md", "before", "after"))
    file.write_text("1")
    before.mkdir()  # told in one notice, and after those of the file
    wait_until(lambda: str(before) in notices.touched, "all so far")
    notices.touched.clear()
    file.read_text()
    list(file.parent.iterdir())
    after.mkdir()
    wait_until(lambda: notices.touched, "a later notice")
    assert notices.touched == {str(after)}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells when a file is closed")
def test_a_file_is_being_written_until_it_is_closed(notices: Notices, tmp_path: Path) -> None:
    file = tmp_path / "one/a.md"
    with file.open("w") as out:
        out.write("half")
        out.flush()
        wait_until(lambda: notices.writing == {str(file)}, "the writing")
    wait_until(lambda: not notices.writing, "the closing")


def test_folders_that_go_come_or_change_are_noticed(notices: Notices, tmp_path: Path) -> None:
    assert not notices.are_adrift()
    (tmp_path / "later").mkdir()
    assert notices.are_adrift()
    notices.start()
    assert not notices.are_adrift()
    (tmp_path / "later/a.md").write_text("1")
    wait_until(lambda: notices.touched, "notice from the new folder")
    (tmp_path / "one").rename(tmp_path / "away")
    assert notices.are_adrift()
    (tmp_path / "away").rename(tmp_path / "one")
    assert not notices.are_adrift()
    (tmp_path / "one").rmdir()
    (tmp_path / "one").mkdir()
    wait_until(notices.are_adrift, "a folder of the same name to be another one")


def test_starting_again_leaves_no_threads(notices: Notices) -> None:
    before = threading.active_count()
    for _ in range(5):
        notices.start()
    assert threading.active_count() == before
    notices.stop()
    notices.stop()
    assert threading.active_count() < before
