"""What a reader does: goes from a value to the sentence, narrows the timeline, prints, reads at night."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from browser.conftest import pages_of

pytestmark = pytest.mark.browser

GROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.mark.parametrize("kind", ["disputed", "figure", "event"])
def test_a_quotation_leads_to_its_sentence(kind: str, example: Path, open_tab: Callable[..., Any]) -> None:
    tab = open_tab()
    tab.goto(pages_of(example)[kind].as_uri())
    link = tab.locator(".words .onward:visible").last
    quoted = link.locator("xpath=ancestor::blockquote").locator("b").inner_text()
    link.click()
    target = tab.locator(":target")
    assert target.count() == 1
    parts = tab.locator(f"mark[data-passages~='{target.get_attribute('id')}']")
    assert " ".join("".join(parts.all_text_contents()).split()) == quoted
    box = parts.first.bounding_box()
    assert 0 <= box["y"] < 900 - box["height"]
    assert parts.first.evaluate("e => getComputedStyle(e).outlineStyle") == "solid", "one sees which it is"
    assert (
        tab.locator("mark").evaluate_all("es => es.filter(e => getComputedStyle(e).outlineStyle === 'solid').length")
        == 1
    )


def test_a_passage_leads_to_what_rests_on_it_and_back(example: Path, open_tab: Callable[..., Any]) -> None:
    tab = open_tab()
    tab.goto(pages_of(example)["article"].as_uri())
    tab.locator(".passage-mark").nth(3).click()
    there = tab.locator(":target").get_attribute("id")
    tab.locator(":target .passage-number a").click()
    assert there == f"basis-{tab.locator(':target').get_attribute('id')}"


def test_every_claim_has_an_address(example: Path, open_tab: Callable[..., Any]) -> None:
    tab = open_tab()
    tab.goto(pages_of(example)["figure"].as_uri())
    for claim in tab.locator(".claim").all():
        claim.locator(".permalink").click()
        assert claim.evaluate("e => e.matches(':target')")


def test_the_timeline_is_narrowed(example: Path, open_tab: Callable[..., Any]) -> None:
    tab = open_tab()
    tab.goto(pages_of(example)["timeline"].as_uri())
    everything = tab.locator("[data-filters]:visible").count()
    tab.locator(".filters summary").nth(1).click()
    option = tab.locator(".filters details").nth(1).locator("input").first
    token = option.get_attribute("value")
    option.check()

    def shown() -> list[bool]:
        """Of each event that is shown, whether it fits."""
        events = tab.locator("[data-filters]:visible").all()
        return [token in event.get_attribute("data-filters").split() for event in events]

    assert shown()
    assert all(shown())
    assert len(shown()) < everything
    assert tab.locator(".day:visible").count() == tab.locator(".day:visible:has([data-filters]:visible)").count()
    assert str(len(shown())) in tab.locator(".filters output").inner_text()
    assert token in unquote(urlsplit(tab.url).query)
    tab.reload()
    assert all(shown())
    assert tab.locator(".filters input:checked").get_attribute("value") == token
    tab.locator(".filters button").click()
    assert tab.locator("[data-filters]:visible").count() == everything
    assert not urlsplit(tab.url).query


def test_the_timeline_is_narrowed_by_keyboard(example: Path, open_tab: Callable[..., Any]) -> None:
    tab = open_tab()
    tab.goto(pages_of(example)["timeline"].as_uri())
    everything = tab.locator("[data-filters]:visible").count()
    focused = "document.activeElement.closest('.filters') && document.activeElement.tagName"

    def tab_to(name: str) -> None:
        for _ in range(60):
            tab.keyboard.press("Tab")
            if tab.evaluate(focused) == name:
                return
        raise AssertionError(f"no {name} can be reached")

    tab_to("SUMMARY")
    tab.keyboard.press("Enter")
    tab_to("INPUT")
    tab.keyboard.press("Space")
    assert 0 < tab.locator("[data-filters]:visible").count() < everything
    assert "show=" in tab.url
    tab_to("BUTTON")
    tab.keyboard.press("Enter")
    assert tab.locator("[data-filters]:visible").count() == everything


def test_choices_of_one_group_add_up_and_groups_narrow(example: Path, open_tab: Callable[..., Any]) -> None:
    tab = open_tab()
    address = pages_of(example)["timeline"].as_uri()
    tab.goto(address)
    groups = [
        [box.get_attribute("value") for box in group.locator("input").all()]
        for group in tab.locator(".filters details").all()
    ]
    asked = [*groups[1][:2], groups[2][0]]
    tab.goto(f"{address}?{'&'.join(f'show={token}' for token in asked)}")
    of = "Array.from(document.querySelectorAll('[data-filters]')).map(e => [!e.hidden, e.dataset.filters.split(' ')])"
    for seen, tokens in tab.evaluate(of):
        assert seen == (bool({*asked[:2]} & {*tokens}) and asked[2] in tokens)


def test_a_filter_that_nothing_has(example: Path, open_tab: Callable[..., Any]) -> None:
    tab = open_tab()
    tab.goto(pages_of(example)["timeline"].as_uri() + "?show=place:nowhere&show=%3Cscript%3E")
    assert tab.locator("[data-filters]:visible").count() == tab.locator("[data-filters]").count()


def test_by_day_and_by_night(pages: Mapping[str, Path], open_tab: Callable[..., Any]) -> None:
    tab = open_tab()
    grounds: dict[str, set[str]] = {"light": set(), "dark": set()}
    for file in pages.values():
        tab.goto(file.as_uri())
        for scheme, seen in grounds.items():
            tab.emulate_media(color_scheme=scheme)
            seen.add(tab.evaluate(GROUND))
    assert [len(seen) for seen in grounds.values()] == [1, 1]
    assert grounds["light"] != grounds["dark"]


def test_on_paper(pages: Mapping[str, Path], open_tab: Callable[..., Any]) -> None:
    tab = open_tab(color_scheme="dark")
    tab.emulate_media(media="print")
    for file in pages.values():
        tab.goto(file.as_uri())
        assert tab.evaluate(GROUND) == "rgb(255, 255, 255)", "paper is white by night as well"
        assert tab.locator("nav:visible, .skip:visible, .filters:visible, .permalink:visible").count() == 0
        printed = tab.evaluate(
            "Array.from(document.querySelectorAll('main a[href^=http], .words .onward'))"
            ".map(a => [a.getAttribute('href'), getComputedStyle(a, '::after').content])"
        )
        assert all(address in content for address, content in printed)
    tab.goto(pages["disputed"].as_uri())
    assert tab.locator(".words .onward").count()
