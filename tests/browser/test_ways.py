"""What a reader does: goes from a value to the sentence, prints, reads at night."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

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
            "Array.from(document.querySelectorAll('main a[href^=http]'))"
            ".map(a => [a.getAttribute('href'), getComputedStyle(a, '::after').content])"
        )
        assert all(address in content for address, content in printed)
        # The way to a sentence is one of links, and paper has none: a path below this site would lead nowhere.
        assert tab.locator(".words .onward:visible").count() == 0
    tab.goto(pages["disputed"].as_uri())
    assert tab.locator(".words .onward").count()
