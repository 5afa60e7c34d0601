"""A page can be read without seeing it and used without a mouse, and its letters stand out from their ground."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

# Headings within an editor's text are the editor's.
STRUCTURE = """() => {
    const wrong = [], all = s => Array.from(document.querySelectorAll(s)), words = e => e?.textContent.trim();
    const levels = all("h1, h2, h3, h4, h5, h6").map(h => Number(h.tagName[1]));
    if (levels.filter(l => l === 1).length !== 1) wrong.push("there is not one h1");
    levels.forEach((l, i) => { if (l > (levels[i - 1] ?? 0) + 1) wrong.push(`h${levels[i - 1]} is followed by h${l}`); });
    for (const one of ["body > header", "main", "body > footer"]) if (all(one).length !== 1) wrong.push(`not one ${one}`);
    const labels = all("nav").map(n => n.getAttribute("aria-label"));
    if (labels.some(l => !l) || new Set(labels).size < labels.length) wrong.push(`navigation: ${labels}`);
    const ids = all("[id]").map(e => e.id);
    ids.filter((id, i) => ids.indexOf(id) < i).forEach(id => wrong.push(`the id ${id} stands twice`));
    const named = e => e.getAttribute("aria-label")?.trim() || words(e)
        || (e.getAttribute("aria-labelledby") ?? "").split(" ").some(id => words(document.getElementById(id)));
    all("a, button, summary, svg[role], section, [role=region], [role=group], fieldset, figure > svg").forEach(e => {
        if (!named(e)) wrong.push(`without a name: ${e.outerHTML.slice(0, 120)}`); });
    all("[aria-labelledby], [aria-describedby]").forEach(e => ["aria-labelledby", "aria-describedby"].forEach(a =>
        (e.getAttribute(a) ?? "").split(" ").filter(Boolean).forEach(id => {
            if (!words(document.getElementById(id))) wrong.push(`${a} leads to nothing: ${id}`); })));
    all("img").forEach(i => { if (!i.hasAttribute("alt")) wrong.push(`without alt: ${i.src}`); });
    all("svg").forEach(s => { if (s.getAttribute("role") !== "img") wrong.push("a drawing that is no img"); });
    all("table").forEach(t => { if (!t.querySelector("th[scope=col]")) wrong.push("a table without heads"); });
    return wrong;
}"""

FOCUS = """() => Array.from(document.querySelectorAll("a[href], button, summary, input, [tabindex='0']")).flatMap(e => {
    if (!e.checkVisibility({visibilityProperty: true})) return [];
    e.focus();
    const style = getComputedStyle(e), seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return document.activeElement === e && e.matches(":focus-visible") && seen ? [] : [e.outerHTML.slice(0, 120)];
})"""

CONTRAST = """() => {
    const ground = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
    const rgb = c => { ground.clearRect(0, 0, 1, 1); ground.fillStyle = c; ground.fillRect(0, 0, 1, 1);
        return Array.from(ground.getImageData(0, 0, 1, 1).data); };
    const light = c => c.slice(0, 3).map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
    const known = new Map(), colour = c => known.get(c) ?? known.set(c, rgb(c)).get(c);
    const behind = e => { for (; e; e = e.parentElement) {
        const c = colour(getComputedStyle(e).backgroundColor); if (c[3] === 255) return c; } return [255, 255, 255, 255]; };
    const wrong = new Set();
    for (const e of document.body.querySelectorAll("*")) {
        if (!Array.from(e.childNodes).some(n => n.nodeType === 3 && n.data.trim()) || !e.checkVisibility()) continue;
        if (e.closest("title, desc, .hidden, .skip")) continue;
        const style = getComputedStyle(e), size = parseFloat(style.fontSize);
        const ink = colour(e instanceof SVGElement ? style.fill : style.color);
        const [a, b] = [light(ink), light(behind(e))].sort((x, y) => y - x);
        const ratio = (a + .05) / (b + .05), large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
        if (ratio < (large ? 3 : 4.5)) wrong.add(`${ratio.toFixed(2)}: ${e.outerHTML.slice(0, 100)}`);
    }
    return [...wrong];
}"""


def test_headings_landmarks_and_names(pages: Mapping[str, Path], open_tab: Callable[..., Any]) -> None:
    assert not on_every_page(open_tab(), pages, STRUCTURE)


def test_what_has_the_focus_shows_it(pages: Mapping[str, Path], open_tab: Callable[..., Any]) -> None:
    tab = open_tab()
    wrong = {}
    for kind, file in pages.items():
        tab.goto(file.as_uri())
        tab.keyboard.press("Tab")
        skip = tab.locator(":focus")
        if kind != "embed":  # a card for frames has no navigation that one would skip
            assert skip.get_attribute("class") == "skip", kind
        assert skip.bounding_box()["y"] >= 0, "what is reached first is seen"
        if found := tab.evaluate(FOCUS):
            wrong[kind] = found
    assert not wrong


def test_the_skip_link_leads_to_the_content(pages: Mapping[str, Path], open_tab: Callable[..., Any]) -> None:
    tab = open_tab()
    tab.goto(pages["disputed"].as_uri())
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.locator("main :focus").count() == 1


def test_tab_goes_in_the_order_of_the_text(pages: Mapping[str, Path], open_tab: Callable[..., Any]) -> None:
    tab = open_tab()
    tab.goto(pages["front"].as_uri())
    expected = tab.evaluate(
        "Array.from(document.querySelectorAll('a[href], summary')).filter(e => e.checkVisibility())"
        ".map(e => e.textContent.trim()).slice(0, 25)"
    )
    found = []
    for _ in expected:
        tab.keyboard.press("Tab")
        found.append(tab.evaluate("document.activeElement.textContent.trim()"))
    assert found == expected


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_letters_stand_out(scheme: str, pages: Mapping[str, Path], open_tab: Callable[..., Any]) -> None:
    assert not on_every_page(open_tab(color_scheme=scheme), pages, CONTRAST)


def test_the_checks_see_what_is_wrong(tmp_path: Path, open_tab: Callable[..., Any]) -> None:
    file = tmp_path / "page.html"
    file.write_text(
        "<!doctype html><style>a { outline: none }</style><main><h1>One</h1><h3 id=x>Three</h3><p id=x style="
        "'color: #888'>Pale</p><a href='#x'></a><svg></svg><img src='data:,'></main>",
        encoding="utf-8",
    )
    tab = open_tab()
    tab.goto(file.as_uri())
    tab.keyboard.press("Tab")
    found = "; ".join(tab.evaluate(STRUCTURE))
    for wrong in (
        "h1 is followed by h3",
        "not one body > header",
        "x stands twice",
        "without a name: <a",
        "no img",
        "alt",
    ):
        assert wrong in found
    assert len(tab.evaluate(CONTRAST)) == 1
    assert len(tab.evaluate(FOCUS)) == 1


def on_every_page(tab: Any, pages: Mapping[str, Path], check: str) -> dict[str, list[str]]:
    found = {}
    for kind, file in pages.items():
        tab.goto(file.as_uri())
        if wrong := tab.evaluate(check):
            found[kind] = wrong
    return found
