"""Saves as editors do them: the last bytes are shown, no half file ever is, no edit is lost."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefing import watch
from serve_loop import Loop, running
from serving import EventStream, get, wait_until

OLD = "old line\n" * 2000
NEW = "new line\n" * 2500
SHORTER = "shorter line\n" * 900


@pytest.fixture(params=["notices", "polling"])
def loop(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Loop]:
    with running(tmp_path, poll=request.param == "polling", start={"a.md": OLD, "b.md": "b"}) as started:
        started.until_shows(a=OLD, b="b")
        yield started


def vim(file: Path, text: str) -> None:
    """`backupcopy=no`: tries whether the folder can be written, moves the file away, writes a new one."""
    (file.parent / f".{file.name}.swp").write_text("swap")
    trial = file.parent / "4913"
    trial.touch()
    trial.unlink()
    backup = file.with_name(file.name + "~")
    file.rename(backup)
    file.write_text(text)
    file.chmod(0o644)
    backup.unlink()


def vim_backupcopy(file: Path, text: str) -> None:
    """`backupcopy=yes`: copies the file away, truncates it and writes it again."""
    backup = file.with_name(file.name + "~")
    shutil.copy2(file, backup)
    with file.open("r+") as out:
        out.truncate(0)
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    backup.unlink()


def vscode(file: Path, text: str) -> None:
    """Truncates and writes."""
    with file.open("w") as out:
        out.write(text)


def jetbrains(file: Path, text: str) -> None:
    """Writes beside, moves the old one away, moves the new one in."""
    new, old = file.with_name(file.name + "___jb_tmp___"), file.with_name(file.name + "___jb_old___")
    new.write_text(text)
    file.rename(old)
    new.rename(file)
    old.unlink()


def textedit(file: Path, text: str) -> None:
    """Writes into a hidden folder, then exchanges the two."""
    aside = file.parent / f".{file.name}.sb-1a2b3c"
    aside.mkdir()
    (aside / file.name).write_text(text)
    (aside / file.name).replace(file)
    aside.rmdir()


def sed(file: Path, text: str) -> None:
    """`sed -i`: a temporary file in the same folder, renamed over."""
    (file.parent.parent / "wanted").write_text(text)
    subprocess.run(["sed", "-i", "-e", "1r ../wanted", "-e", "d", file.name], cwd=file.parent, check=True)


def cp(file: Path, text: str) -> None:
    """`cp` keeps the inode and truncates."""
    source = file.parent.parent / "wanted"
    source.write_text(text)
    subprocess.run(["cp", str(source), str(file)], check=True)


def cp_with_old_times(file: Path, text: str) -> None:
    """`cp -p` of a file that is older than the one it replaces."""
    source = file.parent.parent / "wanted"
    source.write_text(text)
    os.utime(source, (1_000_000_000, 1_000_000_000))
    subprocess.run(["cp", "-p", str(source), str(file)], check=True)


SAVES = [vim, vim_backupcopy, vscode, jetbrains, textedit, sed, cp, cp_with_old_times]


@pytest.mark.parametrize("save", SAVES)
def test_the_last_bytes_are_shown(loop: Loop, save: Callable[[Path, str], None]) -> None:
    for text in (NEW, SHORTER, OLD):
        save(loop.content / "a.md", text)
        loop.until_shows(a=text, b="b")
    assert {edition["a.html"].decode() for edition in loop.server.editions} == {OLD, NEW, SHORTER}
    assert not any(loop.server.problems)


def save_in_two(file: Path, text: str, share: float, *, closes: bool) -> None:
    """Truncates and writes some, pauses for 300 ms, writes the rest."""
    size = int(len(text) * share)
    with file.open("w") as out:
        out.write(text[:size])
        out.flush()
        if not closes:
            time.sleep(0.3)
            out.write(text[size:])
    if closes:
        time.sleep(0.3)
        with file.open("a") as out:
            out.write(text[size:])


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Longer holds, so that a busy machine's 300 ms are still a pause."""
    assert watch.QUIET_IF_HALF > 0.3
    monkeypatch.setattr(watch, "QUIET_IF_HALF", 1.2)
    monkeypatch.setattr(watch, "LONGEST_IF_HALF", 5.0)


@pytest.mark.usefixtures("patience")
@pytest.mark.parametrize("closes", [False, True], ids=["held open", "closed"])
@pytest.mark.parametrize(("text", "share"), [(NEW, 0.0), (NEW, 0.3), (SHORTER, 0.5)])
def test_a_save_that_pauses_is_not_shown_half(loop: Loop, text: str, share: float, closes: bool) -> None:
    save_in_two(loop.content / "a.md", text, share, closes=closes)
    loop.until_shows(a=text, b="b")
    assert [edition["a.html"].decode() for edition in loop.server.editions] == [OLD, text]
    assert not any(loop.server.problems)


@pytest.mark.usefixtures("patience")
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells when a file is closed")
def test_half_a_save_that_is_longer_than_the_file_was(tmp_path: Path) -> None:
    with running(tmp_path, start={"a.md": OLD}) as loop:
        save_in_two(loop.content / "a.md", NEW, 0.95, closes=False)
        loop.until_shows(a=NEW)
        assert [edition["a.html"].decode() for edition in loop.server.editions] == [OLD, NEW]


@pytest.mark.usefixtures("patience")
def test_a_new_file_that_pauses_is_not_shown_half(loop: Loop) -> None:
    with (loop.content / "c.md").open("w") as out:
        out.write(NEW[:100])
        out.flush()
        time.sleep(0.3)
        out.write(NEW[100:])
    loop.until_shows(a=OLD, b="b", c=NEW)
    assert all(edition.get("c.html") in {None, NEW.encode()} for edition in loop.server.editions)


def test_60_saves_20_ms_apart_end_right(loop: Loop) -> None:
    for n in range(60):
        vscode(loop.content / "a.md", f"{n:02} {NEW}")
        time.sleep(0.02)
    loop.until_shows(a=f"59 {NEW}", b="b")
    assert not any(loop.server.problems)


def test_a_stream_of_saves_is_shown_while_it_lasts(loop: Loop) -> None:
    finished = threading.Event()

    def save() -> None:
        while not finished.is_set():
            jetbrains(loop.content / "a.md", f"{time.monotonic()}\n")
            time.sleep(0.005)

    writer = threading.Thread(target=save)
    writer.start()
    try:
        wait_until(lambda: len(loop.server.editions) > 3, "editions while saves go on")
    finally:
        finished.set()
        writer.join()
    loop.until_shows(a=(loop.content / "a.md").read_text(), b="b")


@pytest.mark.usefixtures("patience")
def test_a_checkout_of_300_files_takes_two_builds_at_most(loop: Loop) -> None:
    before = loop.builds
    for n in range(300):
        (loop.content / f"f{n}.md").write_text(f"{n}\n")
    loop.until_shows(a=OLD, b="b", **{f"f{n}": f"{n}\n" for n in range(300)})
    loop.rest()
    # Polling looks at each change once more, in case the clock is a coarse one: here at the first files, and at these.
    assert loop.builds - before <= (4 if loop.watcher._poll else 2)


def test_deleted_renamed_and_moved_files(loop: Loop) -> None:
    (loop.content / "b.md").unlink()
    loop.until_shows(a=OLD)
    assert get(loop.server, "/b.html").status == 404
    (loop.content / "a.md").rename(loop.content / "renamed.md")
    loop.until_shows(renamed=OLD)
    assert get(loop.server, "/a.html").status == 404
    (loop.content / "deep/er").mkdir(parents=True)
    (loop.content / "renamed.md").rename(loop.content / "deep/er/x.md")
    loop.until_shows(**{"deep/er/x": OLD})
    (loop.content / "deep").rename(loop.content / "other")
    loop.until_shows(**{"other/er/x": OLD})
    vscode(loop.content / "other/er/x.md", NEW)
    loop.until_shows(**{"other/er/x": NEW})
    (loop.content / "other").rename(loop.content.parent / "outside")
    wait_until(lambda: loop.server.problems[-1], "nothing to be left")
    (loop.content.parent / "outside").rename(loop.content / "back")
    loop.until_shows(**{"back/er/x": NEW})


def test_the_theme_is_watched_too(loop: Loop) -> None:
    before = loop.builds
    (loop.theme / "page.html").write_text("theme")
    wait_until(lambda: loop.builds > before, "a build for the theme")


def test_what_editors_leave_behind_wakes_nobody(loop: Loop) -> None:
    loop.rest()
    before = loop.builds
    for name in (
        ".a.md.swp",
        "a.md~",
        "4913",
        "#a.md#",
        ".#a.md",
        "a.md___jb_tmp___",
        ".DS_Store",
        "a.md.tmp",
        ".git/index",
    ):
        (loop.content / name).parent.mkdir(exist_ok=True)
        (loop.content / name).write_text("x")
        (loop.content / name).unlink()
    loop.rest()
    assert loop.builds == before


def test_problems_lie_over_the_last_good_edition_until_mended(loop: Loop) -> None:
    with EventStream(loop.server) as events:
        assert events.next()[0] == "hello"
        vscode(loop.content / "a.md", OLD + "BROKEN")
        assert events.next() == ("problems", {"problems": "problems in ['a.html']"})
        assert get(loop.server, "/a.html").body.startswith(OLD.encode())
        vscode(loop.content / "a.md", NEW)
        assert events.next()[1]["changed"] == ["a.html"]
        assert events.next() == ("ok", {"problems": ""})
    loop.until_shows(a=NEW, b="b")


def test_a_bug_in_a_build_ends_that_build_only(loop: Loop) -> None:
    vscode(loop.content / "a.md", OLD + "CRASH")
    wait_until(lambda: loop.said, "the bug to be told")
    assert loop.said == ["The build stopped: ZeroDivisionError: on purpose. The next change starts it again."]
    wait_until(lambda: loop.server.problems[-1] == loop.said[0], "the bug to be shown")
    assert get(loop.server, "/a.html").body.startswith(OLD.encode())
    vscode(loop.content / "a.md", NEW)
    loop.until_shows(a=NEW, b="b")


def test_an_edit_during_a_build_leads_to_another_before_anything_is_shown(loop: Loop) -> None:
    loop.rest()
    edits = iter([NEW])

    def edit() -> None:
        for text in edits:
            vscode(loop.content / "a.md", text)
            time.sleep(0.1)

    loop.during_build = edit
    vscode(loop.content / "a.md", OLD + "BROKEN")
    loop.until_shows(a=NEW, b="b")
    assert not any(loop.server.problems)


def test_pages_of_a_build_that_was_not_shown_are_told_of_with_the_next(loop: Loop) -> None:
    loop.rest()
    edits = iter(["b second"])

    def edit() -> None:
        for text in edits:
            vscode(loop.content / "b.md", text)
            time.sleep(0.1)

    with EventStream(loop.server) as events:
        assert events.next()[0] == "hello"
        loop.during_build = edit
        vscode(loop.content / "a.md", NEW)
        assert events.next()[1]["changed"] == ["a.html", "b.html"]


@pytest.mark.parametrize("edits", [100, pytest.param(1000, marks=pytest.mark.long)])
def test_a_long_session_loses_nothing_and_holds_nothing(loop: Loop, edits: int) -> None:
    chance = random.Random(7)
    descriptors = Path("/proc/self/fd")
    loop.rest()
    before = threading.active_count(), len(list(descriptors.iterdir())) if descriptors.is_dir() else 0
    files = {"a": OLD, "b": "b"}
    for n in range(edits):
        name = chance.choice("abcdef")
        file = loop.content / f"{name}.md"
        if name in files and name != "a" and chance.random() < 0.2:
            file.unlink()
            del files[name]
        elif name in files:
            files[name] = f"{n} " + "x" * chance.randrange(5000)
            chance.choice(SAVES[:5])(file, files[name])
        else:
            files[name] = f"{n} new"
            file.write_text(files[name])
        if chance.random() < 0.5:
            time.sleep(chance.random() * 0.05)
        for left in loop.content.glob(".*.swp"):
            left.unlink()
    loop.until_shows(**files)
    assert not any(loop.server.problems)
    loop.rest()
    now = threading.active_count(), len(list(descriptors.iterdir())) if descriptors.is_dir() else 0
    assert now == before
