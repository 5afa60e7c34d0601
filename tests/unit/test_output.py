"""The site is what was planned and what is foreign, whatever stood there before and whatever became of the state."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from briefing.output import OutputRefused, open_site, publish, stage, swap
from briefing.outputs import MARK, SUMS, check_paths, listing, sha256
from briefing.state import load_manifest, project_lock
from publishing import STATE_AT_REST, Plan, build, plan_of, project, site_of, tree

A, B = plan_of("one", 6), plan_of("two", 4)


@pytest.fixture(params=["at once", "file by file"])
def root(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project, on a system that can swap folders and on one that cannot."""
    if request.param == "file by file":
        monkeypatch.setattr(stage, "can_swap_in", lambda _: False)
    return project(tmp_path / "project")


def stamps(folder: Path) -> dict[Path, tuple[int, int, int]]:
    return {p: (p.stat().st_ino, p.stat().st_mtime_ns, p.stat().st_ctime_ns) for p in [folder, *folder.rglob("*")]}


# ---- what a publication does --------------------------------------------------------------------------------------


def test_a_site_is_what_was_planned_last(root: Path) -> None:
    for plan in (A, B, A, A, B):
        build(root, plan)
        assert tree(root / "site") == site_of(plan)
        assert {p.name for p in (root / ".briefing").iterdir()} <= STATE_AT_REST


def test_what_changed_is_told(root: Path) -> None:
    published, reasons = build(root, A)
    assert published.written == tuple(sorted(A))
    assert {str(r) for r in reasons.values()} == {"new page"}
    plan = {k: v for k, v in A.items() if k != "index.html"} | {"events/e1/index.html": b"else", "new": b"new"}
    published, reasons = build(root, plan)
    assert (published.written, published.removed) == (("events/e1/index.html", "new"), ("index.html",))
    assert {k: str(r) for k, r in reasons.items()} == {
        "events/e1/index.html": "page data changed (body)",
        "new": "new page",
    }
    assert published.sums == {path: sha256(data) for path, data in plan.items()}


def test_nothing_new_touches_nothing(root: Path) -> None:
    build(root, A)
    before = stamps(root / "site")
    published, reasons = build(root, A)
    assert (published.written, published.removed, reasons) == ((), (), {})
    assert stamps(root / "site") == before


def test_the_same_bytes_made_again_touch_nothing(root: Path) -> None:
    build(root, A)
    before = stamps(root / "site")
    shutil.rmtree(root / ".briefing")
    published, reasons = build(root, A)
    assert published.written == ()
    assert reasons.keys() == A.keys()
    assert stamps(root / "site") == before


def test_one_new_page_leaves_the_other_files_what_they_are(root: Path) -> None:
    build(root, A)
    build(root, B)
    for n in range(3):
        before = {path: (root / "site" / path).stat().st_ino for path in B}
        build(root, {**B, "index.html": b"%d" % n})
        after = {path: (root / "site" / path).stat().st_ino for path in B}
        assert {path for path in B if before[path] != after[path]} == {"index.html"}


def test_the_list_is_right_by_another_tool(root: Path) -> None:
    build(root, {**A, "media/Міст через Дніпро.jpg": b"\xff\xd8"})
    check = ["sha256sum", "--check", "--strict", "--quiet", SUMS]
    assert subprocess.run(check, cwd=root / "site", check=False).returncode == 0
    lines = (root / "site" / SUMS).read_text().splitlines()
    assert [line[66:] for line in lines] == sorted([*A, "media/Міст через Дніпро.jpg"])


def test_modes_do_not_depend_on_the_umask(root: Path) -> None:
    before = os.umask(0o077)
    try:
        build(root, A)
        build(root, B)
    finally:
        os.umask(before)
    modes = {p.stat().st_mode & 0o777 for p in (root / "site").rglob("*") if p.is_file()}
    folders = {p.stat().st_mode & 0o777 for p in [root / "site", *(root / "site").rglob("*")] if p.is_dir()}
    assert (modes, folders) == ({0o644}, {0o755})


def test_a_file_and_a_folder_can_change_into_each_other(root: Path) -> None:
    for extra in ({"a": b"1"}, {"a/b": b"2"}, {"a/b/c": b"3", "a/d": b"4"}, {"a": b"5"}):
        build(root, {**A, **extra})
        assert tree(root / "site") == site_of({**A, **extra})


def test_a_page_made_while_another_cannot_be_is_not_seen(root: Path) -> None:
    build(root, A)
    before = stamps(root / "site")

    def made() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"new"
        raise ZeroDivisionError

    with project_lock(root) as state, pytest.raises(ZeroDivisionError):
        publish(open_site(root / "site", root / "content", state, load_manifest(state)), A, made())
    assert stamps(root / "site").keys() == before.keys()
    assert tree(root / "site") == site_of(A)
    build(root, A)
    assert stamps(root / "site") == before or tree(root / "site") == site_of(A)


@pytest.mark.parametrize(
    ("planned", "made", "error"),
    [
        ({"index.html"}, {}, ValueError),
        ({MARK}, {"index.html": b""}, ValueError),
        ({MARK, "index.html"}, {MARK: b""}, KeyError),
    ],
)
def test_a_plan_that_cannot_be_is_a_bug(root: Path, planned: set[str], made: Plan, error: type[Exception]) -> None:
    with project_lock(root) as state, pytest.raises(error):
        publish(open_site(root / "site", root / "content", state, {}), planned, made.items())
    assert not (root / "site").exists()


# ---- what others do to the site -----------------------------------------------------------------------------------


def in_place(file: Path) -> None:
    file.write_bytes(file.read_bytes()[::-1])


def as_editors_save(file: Path) -> None:
    file.with_name("temporary").write_bytes(b"by hand")
    file.with_name("temporary").replace(file)


def deleted(file: Path) -> None:
    file.unlink()


def a_link_now(file: Path) -> None:
    file.unlink()
    file.symlink_to("/etc/hostname")


def emptied(file: Path) -> None:
    os.truncate(file, 0)


@pytest.mark.parametrize("edit", [in_place, as_editors_save, deleted, a_link_now, emptied])
@pytest.mark.parametrize("path", ["events/e0/index.html", MARK, SUMS])
@pytest.mark.parametrize("following", [A, B])
def test_edits_by_hand_are_undone(root: Path, edit: Callable[[Path], None], path: str, following: Plan) -> None:
    build(root, B)
    build(root, A)
    edit(root / "site" / path)
    build(root, following)
    assert tree(root / "site") == site_of(following)
    build(root, A)
    assert tree(root / "site") == site_of(A)


def test_a_page_removed_by_the_plan_goes_even_if_it_was_edited(root: Path) -> None:
    build(root, A)
    (root / "site/events/e5/index.html").write_bytes(b"by hand")
    published, _ = build(root, B)
    assert "events/e5/index.html" in published.removed
    assert tree(root / "site") == site_of(B)


def test_what_was_published_goes_even_if_the_state_is_lost(root: Path) -> None:
    build(root, A)
    shutil.rmtree(root / ".briefing")
    build(root, B)
    assert tree(root / "site") == site_of(B)


def test_a_folder_emptied_by_hand_goes_with_its_page(root: Path) -> None:
    build(root, {**A, "a/b/c": b"c"})
    (root / "site/events/e5/index.html").unlink()
    shutil.rmtree(root / "site/a/b")
    build(root, B)
    assert tree(root / "site") == site_of(B)


@pytest.mark.parametrize("edited", [False, True])
def test_a_page_struck_from_the_list_is_ours_only_while_it_is_as_we_wrote_it(root: Path, edited: bool) -> None:
    build(root, A)
    sums = root / "site" / SUMS
    sums.write_text("".join(line for line in sums.read_text().splitlines(True) if "index.html" not in line))
    if edited:
        in_place(root / "site/index.html")
        with pytest.raises(OutputRefused, match="not of our making"):
            build(root, A)
    else:
        build(root, A)
        assert tree(root / "site") == site_of(A)


FOREIGN = {"CNAME": b"example.org", "events/notes.txt": b"mine", "mine/deep/file": b"mine"}


@pytest.fixture
def foreign(root: Path) -> dict[str, bytes | str]:
    """Foreign things in a site: files, folders, links, empty folders."""
    build(root, A)
    for path, data in FOREIGN.items():
        (root / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "site" / path).write_bytes(data)
    (root / "site/link").symlink_to("/etc")
    (root / "site/empty").mkdir()
    os.mkfifo(root / "site/mine/pipe")
    return {**FOREIGN, "link": "link to /etc", "empty": "empty folder"}


def test_what_is_foreign_stays(root: Path, foreign: dict[str, bytes | str]) -> None:
    kept = {p: s for p, s in stamps(root / "site").items() if p.name in ("CNAME", "notes.txt", "file", "pipe", "empty")}
    for plan in (A, B, A):
        build(root, plan)
        (root / "site/mine/pipe").unlink()
        assert tree(root / "site") == {**site_of(plan), **foreign}
        os.mkfifo(root / "site/mine/pipe")
    after = stamps(root / "site")
    assert {p: after[p] for p in kept if p.name != "pipe"} == {p: kept[p] for p in kept if p.name != "pipe"}


def test_a_folder_of_ours_with_something_foreign_stays(root: Path) -> None:
    build(root, A)
    (root / "site/events/e5/notes").write_bytes(b"mine")
    build(root, B)
    assert tree(root / "site") == {**site_of(B), "events/e5/notes": b"mine"}


@pytest.mark.parametrize("path", ["new.html", "new.html/inside", "new"])
def test_nothing_is_written_over_what_is_foreign(root: Path, path: str) -> None:
    build(root, A)
    (root / "site" / path).parent.mkdir(exist_ok=True)
    (root / "site" / path).write_bytes(b"mine")
    before = stamps(root / "site")
    planned = "new/index.html" if path == "new" else "new.html"
    with pytest.raises(OutputRefused, match="not of our making") as refused:
        build(root, {**A, planned: b"ours"})
    assert refused.value.problem.code == "output-refused"
    assert stamps(root / "site") == before


def test_what_someone_adds_during_the_build_is_not_lost(root: Path) -> None:
    build(root, B)
    build(root, A)

    def made() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"new"
        (root / "site/CNAME").write_bytes(b"mine")
        (root / "site/events/mine").mkdir()
        (root / "site/events/mine/file").write_bytes(b"mine")

    with project_lock(root) as state:
        publish(open_site(root / "site", root / "content", state, load_manifest(state)), A, made())
    added = {"CNAME": b"mine", "events/mine/file": b"mine"}
    assert tree(root / "site") == {**site_of({**A, "index.html": b"new"}), **added}


# ---- where a site may stand ---------------------------------------------------------------------------------------


def test_an_empty_folder_will_do_and_keeps_its_mode(root: Path) -> None:
    (root / "site").mkdir()
    (root / "site").chmod(0o2775)
    for plan in (A, B):
        build(root, plan)
        assert tree(root / "site") == site_of(plan)
        assert (root / "site").stat().st_mode & 0o7777 == 0o2775


def test_folders_above_the_site_are_made(root: Path) -> None:
    build(root, A, root / "out/of/the/way")
    assert tree(root / "out/of/the/way") == site_of(A)


def test_a_site_on_another_disk(root: Path) -> None:
    shared = Path("/dev/shm")
    if not shared.is_dir() or shared.stat().st_dev == root.stat().st_dev:
        pytest.skip("there is no other disk here")
    site = shared / f"briefing-test-{os.getpid()}"
    try:
        for plan in (A, B, B, A):
            build(root, plan, site)
            assert tree(site) == site_of(plan)
    finally:
        shutil.rmtree(site)


def test_two_sites_of_one_project(root: Path) -> None:
    for plan, other in ((A, B), (B, A), (A, A), (B, B)):
        build(root, plan)
        build(root, other, root / "preview")
        assert (tree(root / "site"), tree(root / "preview")) == (site_of(plan), site_of(other))


def a_file(root: Path) -> Path:
    (root / "site").write_text("mine")
    return root / "site"


def the_disk(root: Path) -> Path:
    return Path("/")


def the_home(root: Path) -> Path:
    return root.parent / "home"


def above_the_home(root: Path) -> Path:
    return root.parent


def the_content(root: Path) -> Path:
    return root / "content"


def inside_the_content(root: Path) -> Path:
    return root / "content/new/site"


def the_content_by_a_link(root: Path) -> Path:
    (root / "way").symlink_to("content")
    return root / "way/site"


def the_project(root: Path) -> Path:
    return root / "content/.."


def inside_the_state(root: Path) -> Path:
    return root / ".briefing/twin"


def foreign_files(root: Path) -> Path:
    (root / "site").mkdir()
    (root / "site/index.html").write_text("mine")
    return root / "site"


def a_foreign_list(root: Path) -> Path:
    foreign_files(root)
    (root / "site" / SUMS).write_bytes(listing({"index.html": sha256(b"mine")}))
    return root / "site"


def a_foreign_folder_in_it(root: Path) -> Path:
    (root / "site/.git").mkdir(parents=True)
    return root / "site"


def a_link(root: Path) -> Path:
    (root / "elsewhere").mkdir()
    (root / "site").symlink_to("elsewhere")
    return root / "site"


def a_link_to_nothing(root: Path) -> Path:
    (root / "site").symlink_to("nowhere")
    return root / "site"


def a_pipe(root: Path) -> Path:
    os.mkfifo(root / "site")
    return root / "site"


def a_device(root: Path) -> Path:
    return Path("/dev/null")


def below_a_file(root: Path) -> Path:
    (root / "file").write_text("mine")
    return root / "file/site"


def read_only(root: Path) -> Path:
    (root / "site").mkdir()
    (root / "site").chmod(0o555)
    return root / "site"


def below_read_only(root: Path) -> Path:
    return read_only(root) / "site"


@pytest.mark.parametrize(
    "place",
    [
        a_file, the_disk, the_home, above_the_home, the_content, inside_the_content, the_content_by_a_link, the_project,
        inside_the_state, foreign_files, a_foreign_list, a_foreign_folder_in_it, a_link, a_link_to_nothing, a_pipe,
        a_device, below_a_file, read_only, below_read_only,
    ],
)  # fmt: skip
def test_a_wrong_place_is_refused_before_anything_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: Callable[[Path], Path]
) -> None:
    root = project(tmp_path / "project")
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    with project_lock(root) as state:
        site = place(root)
        before = [(p, p.lstat()) for p in sorted(tmp_path.rglob("*")) if state not in (p, p.parent)]
        with pytest.raises(OutputRefused) as refused:
            open_site(site, root / "content", state, {})
        assert [(p, p.lstat()) for p in sorted(tmp_path.rglob("*")) if state not in (p, p.parent)] == before
    problem = refused.value.problem
    assert problem.code == "output-refused"
    assert f"`{os.path.normpath(site)}`" in problem.message
    assert problem.help


# ---- what the system cannot do ------------------------------------------------------------------------------------


def test_folders_that_cannot_change_places_after_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project(tmp_path)
    monkeypatch.setattr("briefing.output.publication.swap", failing(errno.EXDEV))
    for plan in (A, B, B, A):
        build(root, plan)
        assert tree(root / "site") == site_of(plan)


def test_a_disk_without_hard_links(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", failing(errno.EPERM))
    for plan in (A, B, B, A):
        build(root, plan)
        assert tree(root / "site") == site_of(plan)


def test_a_system_without_a_swap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "swap", failing(errno.ENOSYS))
    assert not swap.can_swap_in(tmp_path)
    assert not list(tmp_path.iterdir())


def failing(code: int) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


# ---- any history --------------------------------------------------------------------------------------------------

PATHS = ("index.html", "a", "a/b", "a/b/c", "a/B.css", "events/x/index.html", "events/y/index.html")
BYTES = st.sampled_from([b"", b"one", b"two", b"three" * 5000])
OWN = st.sampled_from(["mine", "a/mine", "events/mine/x", "events/x/mine", "data/mine"])
STATE_FILES = ("manifest", "seen-site", "clock", "journal")


class History(RuleBasedStateMachine):
    """Plans, edits by hand and losses in any order: each build gives what a clean one gives, and what is foreign."""

    def __init__(self) -> None:
        super().__init__()
        self.root = project(Path(tempfile.mkdtemp()))
        self.site = self.root / "site"
        self.plan: dict[str, bytes] = {MARK: b"{}"}
        self.foreign: dict[str, bytes] = {}
        build(self.root, self.plan)

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    @rule(path=st.sampled_from(PATHS), data=BYTES)
    def plan_a_file(self, path: str, data: bytes) -> None:
        self.plan = {p: d for p, d in self.plan.items() if not (p.startswith(path + "/") or path.startswith(p + "/"))}
        self.plan[path] = data
        assert not check_paths(self.plan)  # type: ignore[arg-type]

    @rule(path=st.sampled_from(PATHS))
    def drop_a_file(self, path: str) -> None:
        self.plan.pop(path, None)

    def ours(self) -> list[Path]:
        found = sorted(p for p in self.site.rglob("*") if p.is_file() or p.is_symlink())
        return [p for p in found if p.relative_to(self.site).as_posix() not in (*self.foreign, SUMS)]

    @rule(pick=st.integers(0), edit=st.sampled_from([in_place, as_editors_save, deleted, a_link_now, emptied]))
    def edit_a_page(self, pick: int, edit: Callable[[Path], None]) -> None:
        pages = [p for p in self.ours() if not p.is_symlink()]
        if pages:
            edit(pages[pick % len(pages)])

    @rule(path=OWN, data=BYTES)
    def add_something_foreign(self, path: str, data: bytes) -> None:
        file = self.site / path
        if not any(parent.is_file() or parent.is_symlink() for parent in file.parents):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
            self.foreign[path] = data

    @precondition(lambda self: self.foreign)
    @rule(pick=st.integers(0))
    def take_something_foreign_away(self, pick: int) -> None:
        path = sorted(self.foreign)[pick % len(self.foreign)]
        (self.site / path).unlink()
        del self.foreign[path]
        with suppress(OSError):  # a folder that is not empty stays
            (self.site / path).parent.rmdir()

    @rule()
    def lose_the_state(self) -> None:
        shutil.rmtree(self.root / ".briefing", ignore_errors=True)

    @rule()
    def lose_the_twin(self) -> None:
        shutil.rmtree(self.root / ".briefing/twin", ignore_errors=True)

    @rule(name=st.sampled_from(STATE_FILES), data=st.binary(max_size=40))
    def lose_a_file_of_the_state(self, name: str, data: bytes) -> None:
        if (self.root / ".briefing").is_dir():
            (self.root / ".briefing" / name).write_bytes(data)

    @rule(edit=st.sampled_from([in_place, as_editors_save, deleted, a_link_now, emptied]))
    def lose_the_list(self, edit: Callable[[Path], None]) -> None:
        if self.published():
            edit(self.site / SUMS)
            self.published()

    @rule()
    def publish(self) -> None:
        self.published()

    def published(self) -> bool:
        """Builds; whether nothing foreign was in the way."""
        blocked = any(
            own == path or own.startswith(path + "/") or path.startswith(own + "/")
            for own in self.foreign
            for path in self.plan
        )
        if not blocked:
            build(self.root, self.plan)
            for folder in sorted(self.site.rglob("*"), reverse=True):
                if folder.is_dir() and not list(folder.iterdir()):
                    folder.rmdir()
            assert tree(self.site) == {**site_of(self.plan), **self.foreign}
            return True
        before = tree(self.site)
        with pytest.raises(OutputRefused):
            build(self.root, self.plan)
        assert tree(self.site) == before
        return False

    @invariant()
    def keeps_what_is_foreign(self) -> None:
        standing = tree(self.site)
        assert {path: standing.get(path) for path in self.foreign} == self.foreign


class HistoryFileByFile(History):
    """The same where folders cannot change places."""


@pytest.mark.parametrize("machine", [History, HistoryFileByFile])
def test_any_history(monkeypatch: pytest.MonkeyPatch, machine: type[History]) -> None:
    run_histories(monkeypatch, machine, 40)


@pytest.mark.long
@pytest.mark.parametrize("machine", [History, HistoryFileByFile])
def test_any_history_at_length(monkeypatch: pytest.MonkeyPatch, machine: type[History]) -> None:
    run_histories(monkeypatch, machine, 1000)


def run_histories(monkeypatch: pytest.MonkeyPatch, machine: type[History], count: int) -> None:
    if machine is HistoryFileByFile:
        monkeypatch.setattr(stage, "can_swap_in", lambda _: False)
    quiet = settings(max_examples=count, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(machine, settings=quiet)
