"""A large briefing is still pleasant: lists are split or folded, nothing is left out without a word, and no page is heavy."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from briefing.pages import coverage, disputed, timeline
from briefing.pages.front import DISPUTED_SHOWN, LATEST_SHOWN
from briefing.pages.site import PER_PAGE
from building import ROOT, build_site
from crawl import crawl

sys.path.insert(0, str(ROOT / "tests/benchmarks"))

from corpus import Corpus, write

ARTICLES, EVENTS, FIGURES = 120, 90, 8
HEAVIEST = 90 * 1024
LINE = re.compile(r'<li class="figure-line".*?</li>', re.S)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    write(folder / "content", Corpus(ARTICLES, EVENTS, FIGURES, actors=30, claims=(3, 4)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disputed, "LISTED", 30)
        built = build_site(folder / "content", folder / "site")
    assert built.ok, built.problems
    return folder / "site"


def read(site: Path, path: str) -> str:
    return (site / path / "index.html").read_text(encoding="utf-8")


def events_of(page: str) -> list[str]:
    return re.findall(r'href="[./]*events/(event-\d+)/index\.html">', page)


def test_every_link_leads_somewhere(site: Path) -> None:
    def fetch(address: str) -> bytes | None:
        file = site / address.removeprefix("http://site/").partition("#")[0]
        return file.read_bytes() if file.is_file() else None

    seen, wrong = crawl("http://site/index.html", fetch)
    assert not wrong
    reached = {address.removeprefix("http://site/").partition("#")[0] for address in seen}
    pages = {p.relative_to(site).as_posix() for p in site.rglob("*.html")} - {"404.html"}
    assert {p for p in pages - reached if not p.endswith("embed/index.html")} == set(), "a page that nothing leads to"


def test_the_timeline_splits_and_its_first_page_names_every_event(site: Path) -> None:
    first = read(site, "timeline")
    listed, _, undated = first[first.index('class="in-brief"') :].partition('id="_undated"')
    brief = events_of(listed)
    assert sorted({*brief, *events_of(undated)}) == sorted(f"event-{n}" for n in range(EVENTS))
    assert len(brief) == len({*brief}) > timeline.WHOLE
    parts = [p.parent for p in sorted((site / "timeline").rglob("index.html")) if p.parent != site / "timeline"]
    assert len(parts) > 1
    shown: list[str] = []
    for part in parts:
        page = part.joinpath("index.html").read_text(encoding="utf-8")
        anchored = re.findall(r'<li class="event" id="(event-\d+)"', page)
        assert 0 < len(anchored) <= timeline.WHOLE
        shown += anchored
    assert sorted(shown) == sorted(brief), "each event stands on one part, whole"


def test_an_event_of_many_dates_counts_them(site: Path) -> None:
    lines = re.findall(r"<li[^>]*><span class=\"dates\">.*?</li>", read(site, "timeline"))
    assert lines
    assert max(line.count("<time") for line in lines) <= 3
    assert any(re.search(r"and \d+ more dates", line) for line in lines)


def test_coverage_names_who_reports_and_counts_who_does_not(site: Path) -> None:
    assert ARTICLES > coverage.COLUMNS
    pages = [p.read_text(encoding="utf-8") for p in sorted((site / "coverage").rglob("index.html"))]
    assert len(pages) == -(-EVENTS // coverage.ROWS)
    rows = [row for page in pages for row in page.split('<h2 class="title">')[1:]]
    assert len(rows) == EVENTS
    for row in rows:
        reporting = len(re.findall(r'<li class="(?:reports|disputes)">', row))
        assert f"{ARTICLES - reporting} articles are silent" in row


def test_the_disputed_page_chooses(site: Path) -> None:
    page = read(site, "disputed")
    cards = page.count('<article class="figure"')
    assert cards == 2 < disputed.WHOLE_CARDS, "figures of fifty claims are drawn large"
    assert page.count('class="claim"') <= disputed.WHOLE_CLAIMS
    lines = LINE.findall(page)
    assert len(lines) == 30
    told = [line for line in lines if "They cannot all be right" in line or "people" in line.split("question")[1]]
    assert len(told) <= disputed.SUMMED_UP
    disputed_in_all = int(re.search(r"(\d+) figures are in dispute", page)[1])  # type: ignore[index]
    more = re.search(r'<a href="../figures/index.html"><bdi>(\d+) more figures', page)
    assert more, "what is left out is said"
    assert int(more[1]) == disputed_in_all - cards - 30
    assert "Disputed" in read(site, "figures").split('class="entries"')[1].split("</li>")[0], (
        "the list begins with them"
    )


def test_the_front_page_chooses(site: Path) -> None:
    front = read(site, "")
    assert front.count('<article class="figure"') == DISPUTED_SHOWN
    assert f"{ARTICLES}</b> articles" in front
    assert len(set(events_of(front[front.index('id="_latest"') :]))) == LATEST_SHOWN
    assert front.count("<tr>") < 60, "the tables of long drawings are on the figures' own pages"


def test_lists_are_split(site: Path) -> None:
    first, second = read(site, "articles"), read(site, "articles/2")
    assert first.count('<p class="title">') == PER_PAGE
    assert second.count('<p class="title">') == ARTICLES - PER_PAGE


def test_an_event_counts_who_is_silent(site: Path) -> None:
    page = read(site, "events/event-1")
    silent = page[page.index('class="silence"') :]
    assert re.search(r'<details class="fold"><summary>\d+ articles', silent), "a long list is folded"


def test_no_page_is_heavy(site: Path) -> None:
    assert not heavy(site)


@pytest.mark.long
def test_a_thousand_articles_and_two_hundred_events(tmp_path: Path) -> None:
    write(tmp_path / "content", Corpus(1000, 200, 50))
    assert build_site(tmp_path / "content", tmp_path / "site", jobs=2).ok
    assert not heavy(tmp_path / "site")


def heavy(site: Path) -> dict[str, int]:
    sizes = {p.relative_to(site).as_posix(): p.stat().st_size for p in site.rglob("*.html")}
    return {path: size for path, size in sizes.items() if size > HEAVIEST}
