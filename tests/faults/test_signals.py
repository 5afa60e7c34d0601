"""A build that is told to end does so at once, without a word too many, and leaves nobody and nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from building import read_tree, write_tree

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

TEXT = "The boats [crossed](https://example.org/) *at night*, **slowly**. " * 40


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Enough files to be worth two processes."""
    folder = tmp_path / "content"
    pages = {f"pages/p{n}.md": f"---\ntitle: Page {n}\n---\n{TEXT}\n" for n in range(600)}
    return write_tree(folder, {"briefing.yaml": "title: The crossing\nsearch: false\n", **pages})


def _children(process: int) -> list[int]:
    try:
        return [int(n) for n in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def _ready(state: Path) -> int:
    """Pages that are ready, out of readers' sight."""
    return sum(1 for _ in state.glob("sites/*/twin/pages/*"))


def _to_all(build: subprocess.Popen[bytes], number: int) -> None:
    os.killpg(build.pid, number)


def _to_one(build: subprocess.Popen[bytes], number: int) -> None:
    build.send_signal(number)


@pytest.mark.parametrize(
    ("number", "send", "code"),
    [
        pytest.param(signal.SIGINT, _to_all, 130, id="Ctrl-C in a terminal"),
        pytest.param(signal.SIGTERM, _to_one, 143, id="kill"),
        pytest.param(signal.SIGTERM, _to_all, 143, id="a service that stops"),
    ],
)
@pytest.mark.parametrize(
    "pages", [0, pytest.param(60, marks=pytest.mark.long), pytest.param(300, marks=pytest.mark.long)]
)
def test_ended_while_others_work_for_it(
    number: int,
    send: Callable[[subprocess.Popen[bytes], int], None],
    code: int,
    pages: int,
    content: Path,
    tmp_path: Path,
) -> None:
    """At once, and when so many of 600 pages are ready."""
    site = tmp_path / "site"
    state = content.parent / ".briefing"
    command = [sys.executable, "-m", "briefing", "build", "--content", content, "--output", site, "--jobs", "2"]
    build = subprocess.Popen(
        [*command, "--force"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    try:
        while not (workers := _children(build.pid)) and build.poll() is None:
            time.sleep(0.01)
        while pages and _ready(state) < pages and build.poll() is None:
            time.sleep(0.01)
        send(build, number)
        out, err = build.communicate(timeout=60)
    finally:
        if build.poll() is None:
            os.killpg(build.pid, signal.SIGKILL)
    assert (build.returncode, out, err) == (code, b"", b"")
    for worker in workers:
        deadline = time.monotonic() + 30
        while Path(f"/proc/{worker}").exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        assert not Path(f"/proc/{worker}").exists()
    assert not site.exists()
    assert not [p for p in state.rglob("*.new") if read_tree(p)]
