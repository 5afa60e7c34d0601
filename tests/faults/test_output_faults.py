"""Kills and failing disks: the site is the last one or the next one, and the next build puts everything right."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import publishing
from briefing.disk import DiskError
from briefing.output import open_site, publication, stage
from briefing.state import load_manifest, project_lock
from publishing import STATE_AT_REST, build, plan_of, project, site_of, tree

A = plan_of("one", 4)
B = {path: data for path, data in plan_of("two", 6).items() if path != "events/e1/index.html"}
FOREIGN = {"CNAME": b"mine"}


def assert_whole(root: Path) -> None:
    """The site is one of the two, once what was begun is completed; then a build heals all and leaves no litter."""
    heal(root)
    assert tree(root / "site") in [{}, *(({**site_of(plan), **foreign(root)}) for plan in (A, B))]
    build(root, A)
    assert tree(root / "site") == {**site_of(A), **foreign(root)}
    assert {p.name for p in (root / ".briefing").iterdir()} <= STATE_AT_REST


def foreign(root: Path) -> dict[str, bytes]:
    return FOREIGN if (root / "site/CNAME").exists() else {}


def heal(root: Path) -> None:
    """The first step of any build, which must not need the content to be sound."""
    with project_lock(root) as state:
        open_site(root / "site", root / "content", state, load_manifest(state))


# ---- kill -9 ------------------------------------------------------------------------------------------------------

BUILDER = """
import sys
from pathlib import Path
from publishing import build, plan_of
root = Path(sys.argv[1])
for word in ("one", "two") * 10_000:
    build(root, plan_of(word, 200 if word == "one" else 150))
    print(word, flush=True)
"""


def kill_at_random(root: Path, times: int) -> None:
    plans = {"one": plan_of("one", 200), "two": plan_of("two", 150)}
    path = os.pathsep.join([str(Path(publishing.__file__).parent), *sys.path])
    for number in range(times):
        chance = random.Random(number)
        with subprocess.Popen(
            [sys.executable, "-c", BUILDER, root], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path}
        ) as builder:
            assert builder.stdout is not None
            for _ in range(chance.randrange(1, 4)):
                builder.stdout.readline()
            time.sleep(chance.uniform(0, 0.15))
            builder.send_signal(signal.SIGKILL)
        if not foreign(root):
            assert tree(root / "site") in [site_of(plan) for plan in plans.values()]
        heal(root)
        assert tree(root / "site") in [{**site_of(plan), **foreign(root)} for plan in plans.values()]
    build(root, plans["one"])
    assert tree(root / "site") == {**site_of(plans["one"]), **foreign(root)}
    assert {p.name for p in (root / ".briefing").iterdir()} <= STATE_AT_REST


@pytest.mark.parametrize("others", [{}, FOREIGN], ids=["at once", "file by file"])
@pytest.mark.parametrize("times", [10, pytest.param(200, marks=pytest.mark.long)])
def test_killed_at_random_moments(tmp_path: Path, others: dict[str, bytes], times: int) -> None:
    root = project(tmp_path)
    build(root, plan_of("one", 200))
    for name, data in others.items():
        (root / "site" / name).write_bytes(data)
    kill_at_random(root, times)


# ---- every call to the system, one after the other ----------------------------------------------------------------

CALLS = ("open", "write", "rename", "replace", "link", "unlink", "mkdir", "rmdir", "chmod", "fsync", "utime", "scandir")
CODES = (errno.EIO, errno.ENOSPC, errno.EACCES, errno.EMFILE, errno.EROFS)
Fault = Callable[[], None]


@contextmanager
def at_call(number: int, fault: Fault, *, lasting: bool = False) -> Iterator[list[str]]:
    """Runs `fault` in place of the call of that number; gives the list of the calls made."""
    made: list[str] = []

    def watched(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def instead(*args: Any, **kwargs: Any) -> Any:
            made.append(name)
            if len(made) == number or (lasting and len(made) > number):
                fault()
            return call(*args, **kwargs)

        return instead

    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, watched(name, getattr(os, name)))
        for module in (publication, stage):
            patch.setattr(module, *_named(module, watched), raising=True)
        yield made


def _named(module: Any, watched: Callable[[str, Callable[..., Any]], Callable[..., Any]]) -> tuple[str, Any]:
    name = "swap" if module is publication else "can_swap_in"
    return name, watched(name, getattr(module, name))


def in_a_child(work: Callable[[], None]) -> int:
    """What a forked process that does the work exits with."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:
            os._exit(3)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def prepared(folder: Path, kind: str) -> Path:
    """A project of that kind, with plan A published twice, so that there is all a build can find."""
    root = project(folder)
    if kind == "first":
        return root
    for plan in (B, A):
        build(root, plan)
    if kind == "file by file":
        (root / "site/CNAME").write_bytes(FOREIGN["CNAME"])
    return root


KINDS = ["first", "at once", "file by file"]


def calls_of_a_build(folder: Path, kind: str) -> list[str]:
    with at_call(-1, lambda: None) as made:
        root = prepared(folder, kind)
        made.clear()
        build(root, B)
    return made


@pytest.mark.parametrize("kind", KINDS)
def test_killed_at_every_call(tmp_path: Path, kind: str) -> None:
    calls = calls_of_a_build(tmp_path / "counted", kind)
    assert len(calls) > 50
    template = prepared(tmp_path / "template", kind)
    for number in range(1, len(calls) + 1):
        root = tmp_path / str(number)
        copied(template, root)

        def killed(root: Path = root, number: int = number) -> None:
            with at_call(number, lambda: os._exit(9)):
                build(root, B)

        assert in_a_child(killed) == 9, calls[number - 1]
        if kind == "at once":
            assert tree(root / "site") in [site_of(A), site_of(B)], calls[number - 1]
        assert_whole(root)
        shutil.rmtree(root)


@pytest.mark.parametrize("first_code", [0, *(pytest.param(n, marks=pytest.mark.long) for n in range(1, 5))])
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_call_fails(tmp_path: Path, kind: str, lasting: bool, first_code: int) -> None:
    calls = calls_of_a_build(tmp_path / "counted", kind)
    template = prepared(tmp_path / "template", kind)
    for number in range(1, len(calls) + 1):
        root = tmp_path / str(number)
        copied(template, root)
        before = tree(root / "site")
        code = CODES[(number + first_code) % len(CODES)]

        def fail(code: int = code) -> None:
            raise OSError(code, os.strerror(code), "there")

        with at_call(number, fail, lasting=lasting):
            try:
                build(root, B)
                said = ""
            except DiskError as error:
                said = str(error)
        assert "\n" not in said
        where = f"{calls[number - 1]}: {said}"
        if said.startswith("The site is half changed"):
            assert lasting, where
            assert kind == "file by file", where
        elif said.startswith(("The site was not changed", "Nothing was built")):
            assert tree(root / "site") == before, where
        else:
            assert said.startswith("The site is published") or not said, where
            assert tree(root / "site") == {**site_of(B), **foreign(root)}, where
        assert_whole(root)
        shutil.rmtree(root)


def copied(template: Path, root: Path) -> None:
    """A project that is like another one down to what is one file under two names."""
    subprocess.run(["cp", "--archive", template, root], check=True)


# ---- a full disk --------------------------------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder]
    if shutil.which("mount") is None or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("may not mount")
    yield folder
    subprocess.run(["umount", folder], check=True)


@pytest.mark.parametrize("where", ["project", "site"])
@pytest.mark.parametrize("others", [{}, FOREIGN], ids=["at once", "file by file"])
def test_a_full_disk(small_disk: Path, tmp_path: Path, where: str, others: dict[str, bytes]) -> None:
    root = project((small_disk if where == "project" else tmp_path) / "project")
    site = small_disk / "project/site"
    small = {path: data[:20] for path, data in A.items()}
    build(root, small, site)
    for name, data in others.items():
        (site / name).write_bytes(data)
    for _ in range(3):
        with pytest.raises(DiskError, match="The site was not changed: the disk is full"):
            build(root, {**small, "a.html": b"x" * 30_000, "b.html": b"x" * 50_000}, site)
        assert tree(site) == {**site_of(small), **others}
    build(root, {**small, "a.html": b"x" * 8_000}, site)
    assert tree(site) == {**site_of({**small, "a.html": b"x" * 8_000}), **others}
