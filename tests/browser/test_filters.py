"""A reader narrows a list: by keyboard, in the address, on every page that has filters; without a script there are links."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from browser.conftest import pages_of

pytestmark = pytest.mark.browser

PAGES = ("timeline", "disputed", "coverage", "actor")
ENTRIES = "Array.from(document.querySelectorAll('[data-filters]'))"
SHOWN = f"{ENTRIES}.map(e => [e.checkVisibility(), e.dataset.filters.split(' ')])"


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, example: Path, open_tab: Callable[..., Any]) -> Any:
    """A page with filters, in a tab."""
    tab = open_tab()
    tab.goto(pages_of(example)[request.param].as_uri())
    assert tab.locator(".filters").count() == 1
    return tab


def choose(tab: Any, group: int, option: int) -> str:
    """Ticks an option by keyboard alone; its token."""
    summary = tab.locator(".filters summary").nth(group)
    summary.focus()
    if not summary.evaluate("e => e.parentElement.open"):
        tab.keyboard.press("Enter")
    for _ in range(option + 1):
        tab.keyboard.press("Tab")
    tab.keyboard.press("Space")
    name, value, checked = tab.evaluate("(({name, value, checked}) => [name, value, checked])(document.activeElement)")
    assert checked
    return f"{name}:{value}"


def shown(tab: Any) -> list[list[str]]:
    """The tokens of what is shown."""
    return [tokens for is_shown, tokens in tab.evaluate(SHOWN) if is_shown]


def test_one_choice(page: Any) -> None:
    everything = shown(page)
    choices = page.locator(".filters [data-value]").count()
    groups = page.locator(".filters summary").count()
    assert choices >= groups >= 2
    token = choose(page, groups - 1, 0)
    assert shown(page) == [tokens for tokens in everything if token in tokens]
    assert 0 < len(shown(page)) < len(everything) or all(token in tokens for tokens in everything)
    told = page.locator(".filters output")
    assert told.inner_text() == f"{len(shown(page))} of {len(everything)} shown"
    assert told.get_attribute("role") in (None, "status"), "an output tells of its changes by itself"
    assert parse_qsl(urlsplit(page.url).query) == [tuple(token.split(":"))]
    # No section without an entry, and no way to one.
    assert page.evaluate("""Array.from(document.querySelectorAll("main section")).every(section => {
        const all = Array.from(section.querySelectorAll("[data-filters]"));
        const link = document.querySelector(`.contents a[href="#${section.getAttribute("aria-labelledby")}"]`);
        const isShown = all.some(e => e.checkVisibility());
        return !all.length || (section.checkVisibility() === isShown && (!link || link.checkVisibility() === isShown));
    })""")


def test_the_count_of_a_choice_is_what_it_leaves(page: Any) -> None:
    everything = shown(page)
    for group in page.locator(".filters ul").all():
        for item in group.locator("li").all():
            token = f"{group.get_attribute('data-group')}:{item.get_attribute('data-value')}"
            assert int(item.text_content().split()[-1]) == sum(token in tokens for tokens in everything), token


def test_it_can_be_shared_undone_and_cleared(page: Any) -> None:
    everything = shown(page)
    first = choose(page, 0, 0)
    one = shown(page)
    choose(page, 1, 0)
    both, address = shown(page), page.url
    page.go_back()
    assert shown(page) == one
    assert page.locator(".filters input:checked").count() == 1
    page.go_forward()
    assert (shown(page), page.url) == (both, address)
    page.goto("about:blank")
    page.goto(address)
    assert shown(page) == both, "whoever gets the address sees the same"
    assert page.locator(".filters input:checked").first.evaluate("b => `${b.name}:${b.value}`") == first
    page.locator(".filters button").focus()
    page.keyboard.press("Enter")
    assert shown(page) == everything
    assert not urlsplit(page.url).query
    assert page.locator(".filters output").inner_text() == ""
    assert page.evaluate("document.activeElement.matches('.filters summary')"), "the focus is not lost with the button"


def test_choices_of_one_group_add_up_and_groups_narrow(page: Any) -> None:
    everything = shown(page)
    groups = page.locator(".filters ul").evaluate_all(
        "all => all.map(g => Array.from(g.querySelectorAll('input'), b => `${b.name}:${b.value}`))"
    )
    wide = next(g for g in groups if len(g) > 1)
    other = next(g for g in groups if g is not wide)
    asked = [*wide[:2], other[0]]
    page.goto(f"{page.url}?{'&'.join(token.replace(':', '=') for token in asked)}")
    assert shown(page) == [t for t in everything if {*wide[:2]} & {*t} and other[0] in t]


def test_a_filter_that_nothing_has(page: Any) -> None:
    everything = shown(page)
    page.goto(f"{page.url}?place=nowhere&status=%3Cscript%3E&toString=1")
    assert shown(page) == everything


def test_paper_has_the_whole_list(page: Any) -> None:
    everything = shown(page)
    choose(page, 0, 0)
    page.emulate_media(media="print")
    assert shown(page) == everything
    assert page.locator(".filters:visible").count() == 0


def test_an_address_within_the_page_is_shown_whatever_is_chosen(example: Path, open_tab: Callable[..., Any]) -> None:
    tab = open_tab()
    page = pages_of(example)["disputed"].as_uri()
    tab.goto(page)
    anchor, tokens = tab.locator(".figure-line[data-filters]").last.evaluate("e => [e.id, e.dataset.filters]")
    out = next(t for all_ in shown(tab) for t in all_ if t.startswith("status:") and t not in tokens.split())
    tab.goto(f"{page}?{out.replace(':', '=')}#{anchor}")
    assert tab.locator(f"#{anchor}").is_visible()


def test_without_a_script_they_are_links_to_what_they_name(example: Path, open_tab: Callable[..., Any]) -> None:
    tab = open_tab(java_script_enabled=False)
    for kind in PAGES:
        file = pages_of(example)[kind]
        tab.goto(file.as_uri())
        tab.locator(".filters summary").last.click()
        link = tab.locator(".filters details[open] a").first
        name = link.inner_text()
        assert tab.locator(".filters input, .filters button:visible, .filters output:visible").count() == 0
        link.click()
        assert name in tab.locator("h1").inner_text(), kind


def test_from_right_to_left(arabic: Path, open_tab: Callable[..., Any]) -> None:
    tab = open_tab(width=360)
    tab.goto(pages_of(arabic)["timeline"].as_uri())
    choose(tab, 0, 0)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box, words = tab.locator(".filters label").first.locator("input, bdi").all()
    assert box.bounding_box()["x"] > words.bounding_box()["x"]
