"""A preview that keeps what it made shows what a clean build would: after every edit, and again after a pause."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import rule

from briefing.build import build
from briefing.kept import Kept
from briefing.project import Built, Project
from building import EXAMPLE, NOW, build_site, read_tree
from test_incremental import Histories, play

LATER = re.compile(r"(data/|.*\.(csv|json|xml|txt|png|pdf|bib|ris)$|SHA256SUMS$|search/index\.|pagefind/)")
"""What may wait for a pause: no page."""


@dataclass
class Preview:
    """The builds of one running preview."""

    content: Path
    site: Path
    kept: Kept = field(default_factory=Kept)

    def edit(self) -> Built:
        project = Project(content=self.content, output=self.site, now=NOW, jobs=1, index=False)
        return build(project, kept=self.kept, only_pages=True)

    def pause(self) -> Built:
        return build(Project(content=self.content, output=self.site, now=NOW, jobs=1, index=False), kept=self.kept)


def pages(tree: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in tree.items() if not LATER.match(path)}


def assert_listed(tree: dict[str, bytes]) -> None:
    """`sha256sum -c` passes at every moment, and every file is listed: else the next build would not know it as ours."""
    listed = dict(line.split("  ", 1)[::-1] for line in tree["SHA256SUMS"].decode().splitlines())
    assert listed == {p: hashlib.sha256(d).hexdigest() for p, d in tree.items() if p != "SHA256SUMS"}


class PreviewHistories(Histories):
    """The same histories under one running preview, which pauses now and then."""

    # A preview does not look at every file after every edit. Where one was changed by hand and then the list is gone,
    # nobody knows that the file is ours: it stays, and the build says so.
    spared = frozenset({"SHA256SUMS"})

    def begin_builds(self) -> None:
        self.preview = Preview(self.content, self.site)
        self.is_touched = False

    def clean(self) -> tuple[Built, dict[str, bytes]]:
        clean = self.folder / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        built = build_site(self.content, clean, index=False)
        return built, read_tree(clean) if built.ok else {}

    @rule(number=st.integers(0, 40))
    def spoil_an_output(self, number: int) -> None:
        super().spoil_an_output(number)
        self.is_touched = True

    @rule(number=st.integers(0, 40))
    def spoil_the_state(self, number: int) -> None:
        # The edition that was shown before stands there too, and shares files with the one that is shown.
        super().spoil_the_state(number)
        self.is_touched = True

    @rule()
    def pause(self) -> None:
        built, (fresh, tree) = self.preview.pause(), self.clean()
        assert (built.ok, built.problems) == (fresh.ok, fresh.problems)
        if built.ok:
            assert read_tree(self.site) == tree
            self.is_touched = False

    def check(self) -> None:
        built, (fresh, tree) = self.preview.edit(), self.clean()
        assert (built.ok, built.problems) == (fresh.ok, fresh.problems)
        if built.ok and not self.is_touched:
            shown = read_tree(self.site)
            assert pages(shown) == pages(tree)
            assert_listed(shown)


def test_histories_under_a_preview() -> None:
    play(PreviewHistories, examples=12, steps=7)


@pytest.mark.long
def test_histories_under_a_preview_at_length() -> None:
    play(PreviewHistories, examples=1_000, steps=8)


def sub(pattern: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        changed, times = re.subn(pattern, new, text, count=1, flags=re.MULTILINE)
        assert times, pattern
        return changed

    return change


ARTICLE = "articles/retreat-and-return.md"
EDITS: tuple[tuple[str, str, Callable[[str], str]], ...] = (
    ("a sentence at the end", ARTICLE, lambda t: t + "\nOne more sentence.\n"),
    ("a value", ARTICLE, sub(r"    value: 30000$", "    value: 31000")),
    ("the same number written otherwise", ARTICLE, sub(r"    value: 31000$", "    value: 31000.0")),
    ("whose number it is", ARTICLE, sub(r"    said_by: unknown$", "    said_by: russian-defence-ministry")),
    ("through whom", ARTICLE, sub(r"    via: \[npr\]$", "    via: []")),
    ("a note", ARTICLE, sub(r"    note: The order", "    note: The published order")),
    ("a report of another event", ARTICLE, sub(r"  - event: capture$", "  - event: celebrations")),
    ("and back", ARTICLE, sub(r"  - event: celebrations$", "  - event: capture")),
    ("another date", ARTICLE, sub(r"date: 2022-11-11T05:00\+03:00", "date: 2022-11-10T05:00+03:00")),
    (
        "a quotation",
        ARTICLE,
        sub(r"    quote: Ukrainian forces started to enter", "    quote: forces started to enter"),
    ),
    ("a title", ARTICLE, sub(r'^title: "Summary:', 'title: "Summary, mended:')),
    ("when it was published", ARTICLE, sub(r"^published: 2022-11-22", "published: 2022-11-21")),
    ("a publisher", ARTICLE, sub(r"^publisher: null", "publisher: npr")),
    ("less of its text", ARTICLE, sub(r"^show: full", "show: excerpts")),
    ("none of its text", ARTICLE, sub(r"^show: excerpts", "show: none")),
    (
        "its text again, with a link",
        ARTICLE,
        lambda t: sub(r"^show: none", "show: full")(t) + "\nSee [[event:capture]].\n",
    ),
    ("a correction", ARTICLE, sub(r"    why: A slip", "    why: A slip, no more")),
    ("an actor's name", "actors.yaml", sub(r"name: NPR", "name: National Public Radio")),
    ("an event's title", "events/capture.md", sub(r"^title: ", "title: Again, ")),
    ("an event's own date", "events/capture.md", sub(r"^title: ", "date: 2022-03\ntitle: ")),
    ("a figure's question", "figures/equipment-left.md", sub(r"How much", "How very much")),
    ("a place's name", "places.yaml", sub(r"name: Kherson\b", "name: Kherson city")),
    ("a page", "pages/about.md", sub(r"^title: .*", "title: About this")),
    ("a draft", ARTICLE, sub(r"^text: ", "draft: true\ntext: ")),
    ("published again", ARTICLE, sub(r"^draft: true\n", "")),
    ("a mistake", ARTICLE, sub(r"    value: 31000.0$", "    value: many people")),
    ("mended", ARTICLE, sub(r"    value: many people$", "    value: 32000")),
    ("the briefing's title", "briefing.yaml", sub(r"example\"", 'sample"')),
    ("another river", "media/base.geojson", sub(r"\[33.37, 46.77\]", "[33.4, 46.6]")),
    ("no base for its maps", "briefing.yaml", sub(r"^map: .*\n", "")),
    ("a base again, and an edition", "briefing.yaml", lambda t: t + "map: media/base.geojson\nedition: 2022-12-01\n"),
    ("what it shows", "briefing.yaml", sub(r"^show: excerpts", "show: full")),
)


def test_every_kind_of_edit_shows_as_in_a_clean_build(tmp_path: Path) -> None:
    preview = Preview(tmp_path / "content", tmp_path / "site")
    shutil.copytree(EXAMPLE, preview.content)
    assert preview.pause().ok
    for number, (what, path, change) in enumerate(EDITS):
        file = preview.content / path
        file.write_text(change(file.read_text("utf-8")), "utf-8")
        built, clean = preview.edit(), tmp_path / f"clean-{number}"
        fresh = build_site(preview.content, clean, index=False)
        assert (built.ok, built.problems) == (fresh.ok, fresh.problems), what
        if built.ok:
            shown, expected = pages(read_tree(preview.site)), pages(read_tree(clean))
            assert [p for p in shown | expected if shown.get(p) != expected.get(p)] == [], what
            assert_listed(read_tree(preview.site))
    assert preview.pause().ok
    assert read_tree(preview.site) == read_tree(clean)


def test_an_edit_is_noticed_by_its_pages_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise nothing was kept, and every other test here shows nothing."""
    preview = Preview(tmp_path / "content", tmp_path / "site")
    shutil.copytree(EXAMPLE, preview.content)
    assert preview.pause().ok
    asked = preview.kept.planner.made
    file = preview.content / ARTICLE
    file.write_text(file.read_text("utf-8") + "\nOne more sentence.\n", "utf-8")
    looked_at: list[int] = []
    standing = preview.kept.standing

    def counted(*given: object) -> object:
        rows, stale = standing(*given)  # type: ignore[arg-type]
        looked_at.append(len(stale))
        return rows, stale

    monkeypatch.setattr(preview.kept, "standing", counted)
    assert set(preview.edit().written) == {"articles/retreat-and-return/index.html"}
    assert looked_at[0] < 10
    assert preview.kept.planner.made - asked < 0.1 * asked


def test_what_another_build_did_meanwhile_is_noticed(tmp_path: Path) -> None:
    preview = Preview(tmp_path / "content", tmp_path / "site")
    shutil.copytree(EXAMPLE, preview.content)
    assert preview.pause().ok
    (preview.content / "pages/about.md").unlink()
    assert build_site(preview.content, preview.site, memory=True, index=False).ok
    assert preview.edit().ok
    clean = build_site(preview.content, tmp_path / "clean", index=False)
    assert clean.ok
    assert read_tree(preview.site) == read_tree(tmp_path / "clean")


def test_the_end_of_an_embargo_is_noticed(tmp_path: Path) -> None:
    from datetime import timedelta

    preview = Preview(tmp_path / "content", tmp_path / "site")
    shutil.copytree(EXAMPLE, preview.content)
    file = preview.content / "pages/about.md"
    ends = NOW + timedelta(hours=1)
    file.write_text(sub(r"^title: ", f"embargo: {ends.isoformat()}\ntitle: ")(file.read_text("utf-8")), "utf-8")
    assert preview.pause().ok
    assert not (preview.site / "about/index.html").exists()
    before = {p for p in read_tree(preview.site) if "about" in p}
    project = Project(content=preview.content, output=preview.site, now=ends, jobs=1, index=False)
    assert build(project, kept=preview.kept, only_pages=True).ok
    assert {p for p in read_tree(preview.site) if "about" in p} > before


def test_a_site_without_its_list_is_still_known_to_the_preview_that_made_it(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "content")
    preview = Preview(tmp_path / "content", tmp_path / "site")
    assert preview.pause().ok
    file = tmp_path / "content/actors.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("name: ", "name: Old ", 1), encoding="utf-8")
    assert preview.edit().written
    (tmp_path / "site/SHA256SUMS").unlink()
    assert preview.edit().ok
    clean = tmp_path / "clean"
    assert build_site(tmp_path / "content", clean, index=False).ok
    assert preview.pause().ok
    assert read_tree(tmp_path / "site") == read_tree(clean)
