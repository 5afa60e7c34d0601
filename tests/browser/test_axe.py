"""axe-core, the checker that others check with, finds nothing on any type of page: by day, by night, right to left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from browser.conftest import pages_of

pytestmark = pytest.mark.browser

RUN = """async rules => {
    document.querySelectorAll("details").forEach(d => d.open = true);
    const only = rules ? {runOnly: {type: "rule", values: rules}} : {};
    const {violations} = await axe.run(document, {resultTypes: ["violations"], ...only});
    return violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.target}: ${n.html.slice(0, 120)}`));
}"""
"""With everything unfolded."""


@pytest.fixture(scope="session")
def axe() -> str:
    package = pytest.importorskip("axe_playwright_python")
    return (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def found_by(axe: str, tab: Any, pages: Mapping[str, Path], *, by_night: bool = True) -> dict[str, list[str]]:
    """What is wrong on each page; by night only what may differ from the day is looked at again."""
    wrong = {}
    for kind, file in pages.items():
        tab.emulate_media(color_scheme="light")
        tab.goto(file.as_uri())
        tab.evaluate(axe)
        found = tab.evaluate(RUN, None)
        if by_night:
            tab.emulate_media(color_scheme="dark")
            found += [f"by night: {line}" for line in tab.evaluate(RUN, ["color-contrast", "link-in-text-block"])]
        if found:
            wrong[kind] = found
    return wrong


def test_by_day_and_by_night(axe: str, pages: Mapping[str, Path], open_tab: Callable[..., Any]) -> None:
    assert not found_by(axe, open_tab(), pages)


def test_from_right_to_left(axe: str, arabic: Path, open_tab: Callable[..., Any]) -> None:
    assert not found_by(axe, open_tab(), pages_of(arabic), by_night=False)


@pytest.mark.long
def test_in_the_theme_for_paper(axe: str, dossier: Path, open_tab: Callable[..., Any]) -> None:
    assert not found_by(axe, open_tab(), pages_of(dossier))


def test_on_a_narrow_screen(axe: str, example: Path, open_tab: Callable[..., Any]) -> None:
    """Where the tables become lists, and targets come close to one another."""
    pages = {kind: file for kind, file in pages_of(example).items() if kind in ("coverage", "event")}
    assert not found_by(axe, open_tab(width=320), pages, by_night=False)


def test_axe_would_find_what_is_wrong(axe: str, tmp_path: Path, open_tab: Callable[..., Any]) -> None:
    file = tmp_path / "page.html"
    file.write_text("<!doctype html><p style='color: #aaa'>Pale</p><img src='data:,'>", encoding="utf-8")
    found = "; ".join(found_by(axe, open_tab(), {"page": file})["page"])
    for rule in ("color-contrast", "image-alt", "html-has-lang", "by night: color-contrast"):
        assert rule in found
