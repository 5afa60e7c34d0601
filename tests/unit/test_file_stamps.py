from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefing.file_stamps import is_temporary, stamp, stamps
from serving import make_site


def test_files_are_found_below_all_roots(tmp_path: Path) -> None:
    make_site(tmp_path, {"content/a.md": "1", "content/deep/er/b.md": "2", "theme/page.html": "3", "other/c": "4"})
    found = stamps([tmp_path / "content", tmp_path / "theme", tmp_path / "gone"], frozenset())
    assert sorted(Path(path).name for path in found) == ["a.md", "b.md", "page.html"]


def test_what_is_ignored_or_temporary_is_not_entered(tmp_path: Path) -> None:
    make_site(tmp_path, {"a.md": "", "site/a.html": "", ".git/index": "", "a.md~": "", "deep/.b.md.swp": ""})
    assert list(stamps([tmp_path], {str(tmp_path / "site")})) == [str(tmp_path / "a.md")]


def test_loops_and_dangling_links_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to("self")
    (tmp_path / "dangling").symlink_to("nothing")
    (tmp_path / "a.md").write_text("1")
    (tmp_path / "link.md").symlink_to("a.md")
    assert sorted(Path(path).name for path in stamps([tmp_path], frozenset())) == ["a.md", "link.md"]


def test_a_stamp_moves_with_size_time_and_inode(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    assert stamp(file) is None
    assert stamp(tmp_path) is None
    file.write_text("one")
    first = stamp(file)
    assert first is not None
    assert first.fresh
    os.utime(file, ns=(first.modified, first.modified + 1))
    second = stamp(file)
    assert second is not None
    assert second.content != first.content
    os.utime(file, ns=(first.modified, first.modified))
    back = stamp(file)
    assert back is not None
    assert back.content == first.content
    (tmp_path / "new").write_text("two")
    os.utime(tmp_path / "new", ns=(first.modified, first.modified))
    (tmp_path / "new").replace(file)
    replaced = stamp(file)
    assert replaced is not None
    assert replaced.content != first.content


def test_an_old_file_is_not_fresh(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("one")
    os.utime(file, (1_000_000_000, 1_000_000_000))
    found = stamp(file)
    assert found is not None
    assert not found.fresh


@pytest.mark.parametrize(
    ("name", "temporary"),
    [
        *(
            (name, True)
            for name in (".a.md.swp", "a.md~", "4913", ".#a.md", "#a.md#", "a.md___jb_tmp___", "a.md___jb_old___")
        ),
        *((name, True) for name in (".DS_Store", ".git", "a.md.tmp", "a.md.bak", "a.swx")),
        *((name, False) for name in ("a.md", "_macros.html", "swp", "4913.md", "tmp", "a#b.md")),
    ],
)
def test_what_editors_leave_behind_is_known(name: str, temporary: bool) -> None:
    assert is_temporary(name) is temporary
