"""Whatever becomes of the state folder, what is read from it is what was written, or nothing."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.dates import parse_edtf
from briefing.disk import DiskError
from briefing.fingerprint import Digest, digest_bytes
from briefing.outputs import Sha256, sha256
from briefing.problems import Problem
from briefing.records import Amount, Article, Body, Claim, Dating, Passage, Qualifier, Ref, Withholding
from briefing.state import (
    STATE,
    Cause,
    Locked,
    Memo,
    Reason,
    Row,
    Seen,
    load_manifest,
    memo_key,
    project_lock,
    save_manifest,
    why_stale,
)
from briefing.state.sealed import freeze, thaw

DIGESTS = st.integers(0, 2**128 - 1).map(lambda n: Digest(f"{n:032x}"))
SUMS = st.binary(max_size=4).map(sha256)
ROWS = st.builds(Row, DIGESTS, st.lists(st.tuples(st.text(), DIGESTS), max_size=4).map(tuple), SUMS)
A, B = digest_bytes(b"a"), digest_bytes(b"b")
ROW = Row(A, (("title", A), ("rows", B)), sha256(b"page"))


# ---- why an output is made again ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("maker", "view", "row", "on_disk", "force", "expected"),
    [
        (A, ROW.view, ROW, ROW.output, False, None),
        (A, ROW.view, ROW, ROW.output, True, "forced"),
        (A, ROW.view, None, None, False, "new page"),
        (A, ROW.view, None, ROW.output, False, "new page"),
        (B, ROW.view, ROW, ROW.output, False, "template or exporter changed"),
        (A, (("title", B), ("rows", A)), ROW, ROW.output, False, "page data changed (rows, title)"),
        (A, (("title", A), ("rows", A)), ROW, ROW.output, False, "page data changed (rows)"),
        (A, (("title", A),), ROW, ROW.output, False, "page data changed (rows)"),
        (A, (*ROW.view, ("new", A)), ROW, ROW.output, False, "page data changed (new)"),
        (A, ROW.view, ROW, None, False, "output missing"),
        (A, ROW.view, ROW, sha256(b"by hand"), False, "output edited by hand"),
    ],
)
def test_the_reason_is_said_in_words(
    maker: Digest,
    view: tuple[tuple[str, Digest], ...],
    row: Row | None,
    on_disk: Sha256 | None,
    force: bool,
    expected: str | None,
) -> None:
    reason = why_stale(maker, view, row, on_disk, force=force)
    assert (None if reason is None else str(reason)) == expected


def test_fields_in_another_order_are_another_view() -> None:
    assert why_stale(A, ROW.view[::-1], ROW, ROW.output) == Reason(Cause.VIEW)


# ---- the manifest -------------------------------------------------------------------------------------------------


@given(st.dictionaries(st.text(), ROWS, max_size=5))
def test_rows_read_back(tmp_path_factory: pytest.TempPathFactory, rows: dict[str, Row]) -> None:
    state = tmp_path_factory.mktemp("state")
    save_manifest(state, rows)
    assert load_manifest(state) == rows


def truncated(data: bytes, at: int) -> bytes:
    return data[: at % len(data)]


def flipped(data: bytes, at: int) -> bytes:
    place, bit = at // 8 % len(data), at % 8
    return data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :]


def lengthened(data: bytes, at: int) -> bytes:
    return data + bytes([at % 256])


DAMAGE = st.sampled_from([truncated, flipped, lengthened])
Damage = Callable[[bytes, int], bytes]


@given(DAMAGE, st.integers(0, 10**6))
def test_damaged_rows_are_no_rows(tmp_path_factory: pytest.TempPathFactory, damage: Damage, at: int) -> None:
    state = tmp_path_factory.mktemp("state")
    save_manifest(state, {"index.html": ROW})
    file = state / "manifest"
    file.write_bytes(damage(file.read_bytes(), at))
    assert load_manifest(state) == {}


@pytest.mark.parametrize("what", ["nothing", "empty", "garbage", "folder", "another version", "another kind"])
def test_what_is_no_manifest_is_absent(tmp_path: Path, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "manifest"
    match what:
        case "empty":
            file.write_bytes(b"")
        case "garbage":
            file.write_bytes(os.urandom(5000))
        case "folder":
            file.mkdir()
        case "another version":
            monkeypatch.setattr("briefing.state.sealed.__version__", "0.0.0")
            save_manifest(tmp_path, {"index.html": ROW})
            monkeypatch.undo()
        case "another kind":
            seen = Seen.load(tmp_path, "site")
            seen.save()
            os.utime(tmp_path / "clock", (0, 0))
            seen.remember("index.html", (tmp_path / "clock").stat(), "digest")
            seen.save()
            (tmp_path / "seen-site").rename(file)
    assert load_manifest(tmp_path) == {}


# ---- what may come out of a file ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Foreign:
    value: int


class ForeignChoice(Enum):
    ONE = 1


@pytest.mark.parametrize("value", [Foreign(1), ForeignChoice.ONE, Path("x"), print, (1, Foreign(2))])
def test_only_our_records_are_kept(value: object) -> None:
    with pytest.raises(TypeError):
        freeze(value)


class Attack:
    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, ("echo attacked",)


@pytest.mark.parametrize(
    "data",
    [
        pickle.dumps(Attack()),
        b"cos\nsystem\n(S'echo attacked'\ntR.",
        b"cbuiltins\neval\n(S'1'\ntR.",
        b"cbriefing.records\nArticle.__init__\n.",
        b"\x80\x04\x8c\x10briefing.records\x8c\x10Article.__init__\x93.",
        b"cbriefing.records\ndataclass\n.",
        b"cbriefing.state.sealed\npickle\n.",
        b"cdecimal\ngetcontext\n.",
        b"",
        b"garbage",
    ],
)
def test_nothing_but_our_records_is_made(data: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    assert thaw(data) is None
    assert "attacked" not in capfd.readouterr().out


# ---- the memo -----------------------------------------------------------------------------------------------------


def article(number: int = 0) -> tuple[Article, tuple[Problem, ...]]:
    date = parse_edtf("2022-11-11")
    claim = Claim("c", f"a{number}", "f", "unknown", Amount(Decimal("1.50")), Qualifier.ABOUT, as_of=Dating(date))
    body = Body(("<p>words", Ref("event", "e", "")) * 10)
    withholding = Withholding(embargo=parse_edtf("2022-11-11T05:00+02:00"))
    record = Article(
        f"a{number}",
        "articles/a.md",
        "A title",
        published=date,
        claims=(claim,) * 3,
        body=body,
        passages=(Passage("p1", "words", "", ""),),
        withholding=withholding,
    )
    return record, (Problem("bad-date", "articles/a.md", "A message.", keys=("claims", 2)),)


def keys(count: int) -> list[Digest]:
    return [memo_key("1", f"articles/{n}.md", digest_bytes(b"%d" % n)) for n in range(count)]


def test_records_and_problems_read_back(tmp_path: Path) -> None:
    live = dict(zip(keys(3), map(article, range(3)), strict=True))
    Memo(tmp_path).keep_only(live)
    memo = Memo(tmp_path)
    assert {key: memo.get(key) for key in live} == live
    assert memo.get(memo_key("2", "articles/0.md", digest_bytes(b"0"))) is None


def test_one_new_value_writes_one_entry(tmp_path: Path) -> None:
    live = dict(zip(keys(50), map(article, range(50)), strict=True))
    old = dict(list(live.items())[:49])
    Memo(tmp_path).keep_only(old)
    before = (tmp_path / "memo").read_bytes()
    memo = Memo(tmp_path)
    memo.keep_only(live)
    after = (tmp_path / "memo").read_bytes()
    assert after.startswith(before)
    assert 0 < len(after) - len(before) < len(before) / 40
    assert {key: memo.get(key) for key in live} == live


def test_nothing_new_writes_nothing(tmp_path: Path) -> None:
    live = {keys(1)[0]: article()}
    Memo(tmp_path).keep_only(live)
    before = (tmp_path / "memo").stat()
    Memo(tmp_path).keep_only(live)
    assert (tmp_path / "memo").stat().st_mtime_ns == before.st_mtime_ns


def test_what_is_long_dead_leaves_the_file(tmp_path: Path) -> None:
    text = "x" * 10_000
    memo = Memo(tmp_path)
    for version in range(40):
        memo.keep_only({digest_bytes(b"%d" % version): (text, version)})
    assert (tmp_path / "memo").stat().st_size < 150_000
    assert memo.get(digest_bytes(b"39")) == (text, 39)
    assert Memo(tmp_path).get(digest_bytes(b"0")) is None


@given(DAMAGE, st.integers(0, 10**7))
def test_a_damaged_memo_gives_what_was_kept_or_nothing(
    tmp_path_factory: pytest.TempPathFactory, damage: Damage, at: int
) -> None:
    state = tmp_path_factory.mktemp("state")
    live = dict(zip(keys(4), map(article, range(4)), strict=True))
    Memo(state).keep_only(live)
    file = state / "memo"
    file.write_bytes(damage(file.read_bytes(), at))
    memo = Memo(state)
    for key, value in live.items():
        assert memo.get(key) in (None, value)
    memo.keep_only(live)
    healed = Memo(state)
    assert {key: healed.get(key) for key in live} == live


@pytest.mark.parametrize("what", ["garbage", "folder", "empty"])
def test_what_is_no_memo_is_empty(tmp_path: Path, what: str) -> None:
    file = tmp_path / "memo"
    file.mkdir() if what == "folder" else file.write_bytes(b"" if what == "empty" else os.urandom(5000))
    assert Memo(tmp_path).get(A) is None


# ---- files known without reading them -----------------------------------------------------------------------------


def known(state: Path, file: Path) -> str | None:
    seen = Seen.load(state, "sources")
    info = file.stat()
    found = seen.digest("x", info)
    if found is None:
        seen.remember("x", info, sha256(file.read_bytes()))
    seen.save()
    return found


def aged(file: Path) -> Path:
    """The file as if it had been written a while ago."""
    then = time.time_ns() - 10_123_456_789
    os.utime(file, ns=(then, then))
    return file


def test_an_old_file_is_read_once(tmp_path: Path) -> None:
    file = tmp_path / "source"
    file.write_bytes(b"one")
    aged(file)
    assert [known(tmp_path, file) for _ in range(3)] == [None, sha256(b"one"), sha256(b"one")]


def test_a_file_just_written_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "source"
    file.write_bytes(b"one")
    assert [known(tmp_path, file) for _ in range(2)] == [None, None]


def test_the_same_size_within_the_second_is_a_change(tmp_path: Path) -> None:
    file = tmp_path / "source"
    file.write_bytes(b"42")
    for n in range(43, 93):
        assert known(tmp_path, file) in (None, sha256(b"%d" % (n - 1)))
        file.write_bytes(b"%d" % n)
        assert known(tmp_path, file) in (None, sha256(b"%d" % n))


def test_forged_times_do_not_hide_a_change(tmp_path: Path) -> None:
    file = tmp_path / "source"
    file.write_bytes(b"one")
    info = aged(file).stat()
    known(tmp_path, file)
    file.write_bytes(b"two")
    os.utime(file, ns=(info.st_atime_ns, info.st_mtime_ns))
    assert known(tmp_path, file) is None


def test_links_made_elsewhere_are_no_change_of_an_output(tmp_path: Path) -> None:
    file = tmp_path / "page"
    file.write_bytes(b"one")
    aged(file)
    for linked, expected in ((True, "digest"), (False, None)):
        seen = Seen.load(tmp_path, f"linked-{linked}", linked=linked)
        seen.remember("x", file.stat(), "digest")
        seen.save()
        os.link(file, tmp_path / f"twin-{linked}")
        assert Seen.load(tmp_path, f"linked-{linked}", linked=linked).digest("x", file.stat()) == expected


def test_what_is_not_asked_for_is_forgotten(tmp_path: Path) -> None:
    file = tmp_path / "source"
    file.write_bytes(b"one")
    aged(file)
    assert known(tmp_path, file) is None
    Seen.load(tmp_path, "sources").save()
    assert known(tmp_path, file) is None


# ---- one build at a time ------------------------------------------------------------------------------------------

HOLDER = """
import sys, time
from pathlib import Path
from briefing.state import project_lock
with project_lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_build_is_told_who_holds_the_project_until_that_one_is_killed(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDER, tmp_path], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(Locked, match=f"process {holder.pid}"), project_lock(tmp_path):
            pass
        holder.send_signal(signal.SIGKILL)
    with project_lock(tmp_path) as state:
        assert (state / "lock").read_text() == str(os.getpid())


def test_the_state_folder_is_kept_out_of_git(tmp_path: Path) -> None:
    with project_lock(tmp_path) as state:
        assert state == tmp_path / STATE
        assert (state / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize("what", ["file", "link"])
def test_a_state_folder_that_is_none_is_refused(tmp_path: Path, what: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    state = tmp_path / STATE
    state.write_text("mine") if what == "file" else state.symlink_to("elsewhere")
    with pytest.raises(DiskError, match="not a folder"), project_lock(tmp_path):
        pass
    assert not list((tmp_path / "elsewhere").iterdir())


def test_the_parts_of_a_view_are_compared_whole() -> None:
    assert why_stale(A, ROW.view, replace(ROW, view=()), ROW.output) == Reason(Cause.VIEW, ("rows", "title"))
