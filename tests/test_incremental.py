"""Whatever happened before, a build gives what a clean build gives, byte for byte, and does no more than it has to."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from briefing.project import Project
from briefing.state import Cause
from briefing.unchanged import last_build
from building import EXAMPLE, NOW, ROOT, build_site, read_tree, write_tree

SMALL: dict[str, str] = {
    "briefing.yaml": "title: Bridge\nshow: full\n",
    "actors.yaml": "mayor: {name: The mayor}\npolice: {name: Police, type: organization}\n",
    "places.yaml": "town: {name: Arden}\nbridge: {name: The bridge, part_of: town}\n",
    "events/closed.md": "---\ntitle: The bridge is closed\nplace: bridge\n---\nSee [[figure:injured]].\n",
    "events/opened.md": "---\ntitle: The bridge is opened\n---\n",
    "figures/injured.md": "---\ntitle: How many were injured?\nkind: number\nunit: person\nevent: closed\n---\n",
    "pages/about.md": "---\ntitle: About\n---\nAbout [[event:closed]].\n",
    "articles/first.md": (
        "---\ntitle: First\npublished: 2024-05-03\nevents:\n  - event: closed\n    date_words: on Friday\n"
        "claims:\n  - figure: injured\n    value: 3\n    said_by: mayor\n    quote: three people\n---\nClosed on Friday. Of three people the mayor spoke.\n"
    ),
    "articles/second.md": (
        "---\ntitle: Second\npublished: 2024-05-04\nevents: [closed, opened]\n"
        "claims:\n  - figure: injured\n    value: 12\n    said_by: police\n    quote: twelve people\n---\nThe police counted twelve people.\n"
    ),
}
"""What histories begin with."""

TEXTS: dict[str, tuple[str, ...]] = {
    "briefing.yaml": (
        "title: Bridge\nshow: full\n",
        "title: The bridge\nshow: excerpts\nurl: https://example.org/b\n",
        "title: Bridge\nshow: full\ntheme: own\n",
        "titel: wrong\n",
    ),
    "actors.yaml": (SMALL["actors.yaml"], "mayor: {name: Mayor Ames, anonymous: true}\npolice: {name: Police}\n"),
    "events/closed.md": (
        SMALL["events/closed.md"],
        "---\ntitle: Closed\ndate: 2024-05-03\n---\n",
        "---\ntitle: Closed\ndraft: true\n---\n",
    ),
    "events/opened.md": (
        SMALL["events/opened.md"],
        "---\ntitle: Opened again\nstatus: confirmed\n---\nText.\n",
        "---\ntitle: Opened\nimage: {src: media/bridge.png, alt: The bridge, credit: Nobody}\n---\n",
    ),
    "events/sub/moved.md": ("---\ntitle: In a folder of its own\n---\n",),
    "figures/injured.md": (
        SMALL["figures/injured.md"],
        SMALL["figures/injured.md"].replace("How many were", "How many people were"),
    ),
    "pages/about.md": (SMALL["pages/about.md"], "---\ntitle: About us\n---\nNothing.\n"),
    "articles/first.md": (
        SMALL["articles/first.md"],
        SMALL["articles/first.md"].replace("value: 3", "value: 4"),
        SMALL["articles/first.md"].replace("quote: three people", "quote: four people"),
        SMALL["articles/first.md"].replace("Closed on", "It was closed on"),
    ),
    "articles/second.md": (
        SMALL["articles/second.md"],
        SMALL["articles/second.md"].replace("title: Second", "title: Another"),
    ),
    "articles/third.md": (
        SMALL["articles/second.md"]
        .replace("value: 12", "value: 3")
        .replace("figure: injured", "figure: injured\n    id: third-count"),
    ),
    "_ignored.md": ("nothing",),
}
"""What a step may write where."""

THEME: dict[str, tuple[str, ...]] = {
    "theme.yaml": ("name: own\nextends: default\n", "name: own\nextends: dossier\n", "name: own\nextends: nobody\n"),
    "templates/page.html": (
        '{% extends "default/page.html" %}\n',
        "<!doctype html><title>{{ page.shell.title }}</title>{# bare #}\n",
        "{{ page.nothing }}\n",
    ),
    "assets/own.css": ("p { color: black }\n", "p { color: blue }\n"),
}
"""What a step may write where of a theme beside the content."""

FOLDERS = ("events/sub", "events/other", "articles/sub", "articles", "media")
"""Folders that a step may move, to another of these names."""


def picture(shade: int) -> bytes:
    """A small PNG."""
    from PIL import Image

    file = BytesIO()
    Image.new("RGB", (4, 3), (shade, 0, 0)).save(file, "PNG")
    return file.getvalue()


class Histories(RuleBasedStateMachine):
    """Edits, deletions and moves of content, pictures and theme, lost and damaged state and outputs, in any order."""

    spared: frozenset[str] = frozenset()
    """Outputs that are not spoilt."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="briefing-history-"))
        self.content, self.site = self.folder / "project/content", self.folder / "project/site"
        write_tree(self.content, SMALL)
        self.last: dict[str, bytes] = {}
        self.begin_builds()

    def begin_builds(self) -> None:
        """For those who keep something between the builds of one history."""

    def teardown(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    @rule(path=st.sampled_from(sorted(TEXTS)), choice=st.integers(0, 3))
    def write(self, path: str, choice: int) -> None:
        write_tree(self.content, {path: TEXTS[path][choice % len(TEXTS[path])]})

    @rule(path=st.sampled_from(sorted(TEXTS)))
    def delete(self, path: str) -> None:
        (self.content / path).unlink(missing_ok=True)

    @rule(path=st.sampled_from(sorted(THEME)), choice=st.integers(0, 3))
    def write_theme(self, path: str, choice: int) -> None:
        own = self.content.parent / "themes/own"
        write_tree(own, {"theme.yaml": THEME["theme.yaml"][0]} if not own.exists() else {})
        write_tree(own, {path: THEME[path][choice % len(THEME[path])]})

    @rule(path=st.sampled_from(sorted(THEME)))
    def delete_theme(self, path: str) -> None:
        (self.content.parent / "themes/own" / path).unlink(missing_ok=True)

    @rule(shade=st.integers(0, 3))
    def write_picture(self, shade: int) -> None:
        file = self.content / "media/bridge.png"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(picture(80 * shade) if shade else b"no picture")

    @rule(old=st.sampled_from(FOLDERS), new=st.sampled_from(FOLDERS))
    def move_folder(self, old: str, new: str) -> None:
        source, target = self.content / old, self.content / new
        if source.is_dir() and not target.exists() and not new.startswith(old):
            target.parent.mkdir(exist_ok=True)
            source.rename(target)

    @rule(old=st.sampled_from(sorted(TEXTS)), name=st.sampled_from(["renamed", "Second", "closed"]))
    def rename(self, old: str, name: str) -> None:
        source = self.content / old
        if source.is_file() and source.suffix == ".md":
            source.replace(source.with_stem(name))

    @rule(number=st.integers(0, 40))
    def spoil_an_output(self, number: int) -> None:
        files = sorted(p for p in self.site.rglob("*") if p.is_file() and p.name not in self.spared)
        if files:
            chosen = files[number % len(files)]
            data = chosen.read_bytes()
            chosen.unlink()  # as editors save: a new file in the old one's place
            if number % 2:
                chosen.write_bytes(data + b"<!-- by hand -->")

    @rule(number=st.integers(0, 40))
    def spoil_the_state(self, number: int) -> None:
        files = sorted(p for p in (self.folder / "project/.briefing").rglob("*") if p.is_file() and p.name != "lock")
        if files and number % 3:
            chosen = files[number % len(files)]
            data = bytearray(chosen.read_bytes())
            if data:
                data[number % len(data)] ^= 0x55
            chosen.write_bytes(bytes(data[: number * 7]) if number % 5 == 1 else bytes(data))
        elif files:
            shutil.rmtree(self.folder / "project/.briefing")

    @invariant()
    def a_build_gives_what_a_clean_build_gives(self) -> None:
        if hasattr(self, "content"):
            self.check()

    def check(self) -> None:
        built = build_site(self.content, self.site, memory=True)
        clean = self.folder / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        fresh = build_site(self.content, clean)
        assert built.problems == fresh.problems
        assert built.ok == fresh.ok
        if built.ok:
            self.last = read_tree(self.site)
            assert self.last == read_tree(clean)
            again = build_site(self.content, self.site, memory=True)
            assert not again.written
            assert not again.removed
        known = last_build(Project(self.content, self.site, NOW))
        if known is not None:
            assert (known.ok, known.problems, known.files) == (fresh.ok, fresh.problems, fresh.files)


def play(histories: type[Histories], examples: int, steps: int) -> None:
    """Random histories, so many of so many steps."""
    from hypothesis.stateful import run_state_machine_as_test

    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    how = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=checks, print_blob=True
    )
    run_state_machine_as_test(histories, settings=how)


def test_histories() -> None:
    play(Histories, examples=12, steps=7)


@pytest.mark.long
def test_histories_at_length() -> None:
    play(Histories, examples=2_000, steps=8)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLE, tmp_path / "content")
    assert build_site(tmp_path / "content", tmp_path / "site", memory=True).ok
    return tmp_path


def edited(project: Path, path: str, change: Callable[[str], str]) -> dict[str, str]:
    file = project / "content" / path
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")
    built = build_site(project / "content", project / "site", memory=True)
    assert built.ok, built.problems
    return {p: str(r) for p, r in built.written.items()}


def test_a_word_in_an_assessment_writes_its_page_and_no_list(project: Path) -> None:
    written = edited(project, "figures/equipment-left.md", lambda t: t + "\nOne more sentence.\n")
    assert set(written) == {"figures/equipment-left/index.html", "disputed/index.html"}
    assert written["figures/equipment-left/index.html"] == "page data changed (card)"


def test_a_word_in_an_article_writes_its_page_and_the_data(project: Path) -> None:
    written = edited(project, "articles/retreat-and-return.md", lambda t: t + "\nOne more sentence.\n")
    assert set(written) == {"articles/retreat-and-return/index.html", "data/briefing.json"}


def test_an_edit_within_one_second_and_of_one_size_is_seen(project: Path) -> None:
    """Change is told by bytes: neither the time nor the size of the file differs."""
    import os

    file = project / "content/figures/equipment-left.md"
    before = file.stat()
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("How much", "How nuch", 1), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    built = build_site(project / "content", project / "site", memory=True)
    assert "figures/equipment-left/index.html" in built.written


def test_forced_makes_everything_anew_and_changes_nothing(project: Path) -> None:
    before = read_tree(project / "site")
    built = build_site(project / "content", project / "site", memory=True, force=True)
    assert not built.written or {r.cause for r in built.written.values()} == {Cause.FORCED}
    assert read_tree(project / "site") == before


def test_a_theme_file_that_changes_rebuilds_its_pages_alone(project: Path) -> None:
    theme = project / "themes/mine"
    shutil.copytree(ROOT / "themes/default", theme)
    (theme / "theme.yaml").write_text("name: mine\ntitle: Mine\n", encoding="utf-8")
    assert build_site(project / "content", project / "site", memory=True, theme=str(theme)).ok
    template = theme / "templates/coverage.html"
    template.write_text(
        template.read_text(encoding="utf-8").replace("{% block main %}", "{% block main %}<p>New.</p>"),
        encoding="utf-8",
    )
    built = build_site(project / "content", project / "site", memory=True, theme=str(theme))
    assert set(built.written) == {"coverage/index.html"}


def test_what_is_deleted_is_gone_everywhere(project: Path) -> None:
    extra = "---\ntitle: Quicksilver report\nevents: [celebrations]\n---\nQuicksilver.\n"
    write_tree(project / "content", {"articles/quicksilver.md": extra})
    assert build_site(project / "content", project / "site", memory=True).ok
    assert b"uicksilver" in b"".join(read_tree(project / "site").values())
    (project / "content/articles/quicksilver.md").unlink()
    built = build_site(project / "content", project / "site", memory=True)
    assert "articles/quicksilver/index.html" in built.removed
    assert not (project / "site/articles/quicksilver").exists()
    assert b"uicksilver" not in b"".join(read_tree(project / "site").values())
