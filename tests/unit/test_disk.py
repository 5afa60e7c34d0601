from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from briefing.disk import DiskError, disk_errors, disk_time, make_folder, remove_tree, replace_file, settled, write_new

SECOND = 1_000_000_000


@pytest.mark.parametrize(
    "code", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EMFILE, errno.EROFS, errno.ENAMETOOLONG, None]
)
def test_a_disk_error_is_one_line_that_says_what_became_of_the_work(code: int | None) -> None:
    error = OSError(code, "strange", "/there/page.html") if code else OSError("strange")
    with pytest.raises(DiskError) as caught, disk_errors("The site was not changed"):
        raise error
    assert str(caught.value).startswith("The site was not changed: ")
    assert "\n" not in str(caught.value)
    assert ("page.html" in str(caught.value)) == (code is not None)


def test_modes_do_not_depend_on_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        make_folder(str(tmp_path / "a/b"))
        write_new(str(tmp_path / "a/b/c"), [b"x"])
    finally:
        os.umask(before)
    assert [(tmp_path / p).stat().st_mode & 0o777 for p in ("a", "a/b", "a/b/c")] == [0o755, 0o755, 0o644]


def test_a_file_that_is_there_is_never_written_into(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"old")
    with pytest.raises(FileExistsError):
        write_new(str(file), [b"new"])
    assert file.read_bytes() == b"old"


def test_replacing_heals_what_an_earlier_replacement_left(tmp_path: Path) -> None:
    (tmp_path / "a.new").write_bytes(b"half")
    replace_file(tmp_path / "a", b"whole")
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a": b"whole"}


def test_removing_a_tree_follows_no_link(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept/file").write_bytes(b"x")
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree/link").symlink_to(tmp_path / "kept")
    (tmp_path / "link").symlink_to(tmp_path / "kept")
    for name in ("tree", "link", "nothing"):
        remove_tree(tmp_path / name)
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["file", "kept"]


def test_a_file_changed_within_the_tick_is_not_settled(tmp_path: Path) -> None:
    now = disk_time(tmp_path)
    assert not settled(now, now)
    assert settled(now - SECOND // 10 - 1, now)
    assert settled(5 * SECOND + 1, 6 * SECOND)
    assert not settled(5 * SECOND, 6 * SECOND), "a disk whose times are whole seconds has coarse ticks"
