"""A build with nothing to do is known without building, and only when it is certain."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from briefing.build import build
from briefing.project import Project
from briefing.unchanged import last_build
from building import NOW, write_tree

CONTENT = {
    "content/briefing.yaml": "title: Bridge\nshow: full\n",
    "content/actors.yaml": "mayor: {name: The mayor}\n",
    "content/events/closed.md": "---\ntitle: The bridge is closed\n---\nText.\n",
    "themes/own/theme.yaml": "name: own\nextends: default\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Built, with a warning or two."""
    write_tree(tmp_path, CONTENT)
    time.sleep(0.1)  # what was written a moment ago could change unseen
    project = Project(tmp_path / "content", tmp_path / "site", NOW, jobs=1)
    assert build(project).ok
    return project


def test_nothing_changed(project: Project) -> None:
    known = last_build(project)
    assert known is not None
    full = build(project)
    assert (known.ok, known.problems, known.files) == (full.ok, full.problems, full.files)
    assert known.problems
    assert not full.written
    assert last_build(project) is not None


def _write(path: str, text: str) -> Callable[[Project], object]:
    return lambda project: write_tree(project.content.parent, {path: text})


def _same_size_and_time(project: Project) -> None:
    file = project.content / "events/closed.md"
    before = file.stat()
    file.write_text(file.read_text().replace("closed", "opened"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def _same_size_output(project: Project) -> None:
    file = project.output / "index.html"
    file.write_bytes(file.read_bytes().swapcase())


@pytest.mark.parametrize(
    "change",
    [
        _write("content/events/closed.md", "---\ntitle: Reopened\n---\n"),
        _write("content/events/new.md", "---\ntitle: New\n---\n"),
        _write("content/media/picture.txt", "no picture"),
        _write("themes/own/templates/event.html", "other"),
        _write("site/index.html", "by hand"),
        _write("site/SHA256SUMS", "by hand"),
        _same_size_and_time,
        _same_size_output,
        lambda project: (project.content / "actors.yaml").unlink(),
        lambda project: (project.output / "index.html").unlink(),
        lambda project: (project.output / "SHA256SUMS").unlink(),
        lambda project: project.output.rename(project.output.with_name("elsewhere")),
        lambda project: (project.content / "link.md").symlink_to("/nowhere"),
    ],
)
def test_whatever_changed_is_built(project: Project, change: Callable[[Project], object]) -> None:
    change(project)
    assert last_build(project) is None


def test_a_file_of_others_in_the_site_is_no_change(project: Project) -> None:
    write_tree(project.output, {"CNAME": "example.org"})
    assert last_build(project) is not None
    assert not build(project).written


@pytest.mark.parametrize(
    "options",
    [
        {"base_url": "https://example.org"},
        {"theme": "own"},
        {"drafts": True},
        {"strict": True},
        {"force": True},
        {"memory": False},
        {"now": NOW - timedelta(days=1)},
    ],
)
def test_other_options_are_another_build(project: Project, options: dict[str, object]) -> None:
    assert last_build(replace(project, **options)) is None  # type: ignore[arg-type]


def test_an_embargo_ends_by_itself(project: Project) -> None:
    ahead = (NOW + timedelta(days=1)).isoformat(timespec="seconds")
    write_tree(project.content, {"events/later.md": f"---\ntitle: Later\nembargo: {ahead}\n---\n"})
    time.sleep(0.1)
    assert build(project).ok
    assert last_build(project) is None
    after = replace(project, now=NOW + timedelta(days=2))
    assert build(after).ok
    assert last_build(after) is not None


def test_a_build_that_did_not_end_is_not_taken_for_one(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("briefing.build.publish", killed)
    with pytest.raises(KeyboardInterrupt):
        build(project)
    assert last_build(project) is None
