"""What has an address keeps it: nothing that is added elsewhere moves a page, a claim or a passage."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from building import build_site, read_tree, write_tree
from sharing.content import FILES

MORE = {
    "articles/aaa.md": """\
---
title: An earlier report
published: 2024-05-01
show: full
events:
  - {event: closed, date: 2024-05-01, quote: It was closed}
  - {event: storm}
claims:
  - {figure: injured, value: 1, said_by: police, quote: one person}
  - {figure: injured, value: 2, said_by: mayor, quote: two people}
---
It was closed. The police saw one person, the mayor two people.
""",
    "articles/zzz.md": "---\ntitle: A later report\npublished: 2024-06-01\nevents: [opened]\n---\nOpen again.\n",
    "events/storm.md": "---\ntitle: A storm\ndate: 2024-01-01\n---\n",
    "figures/alpha.md": "---\ntitle: Another question?\nkind: number\nrelated: [injured]\n---\n",
    "pages/about.md": "---\ntitle: About\norder: 1\n---\nAbout [[figure:injured]].\n",
}
_ID = re.compile(r'\sid="([^"_][^"]*)"')
"""The ids that are addresses: what begins with `_` is the page's own business."""

_PASSAGE = re.compile(r"(basis-)?p[0-9a-f]{10}")


def addresses(folder: Path, files: dict[str, str]) -> dict[str, set[str]]:
    built = build_site(write_tree(folder / "content", files), folder / "site")
    assert built.ok, built.problems
    site = read_tree(folder / "site")
    return {p: set(_ID.findall(d.decode())) if p.endswith(".html") else set() for p, d in site.items()}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    return addresses(tmp_path_factory.mktemp("before"), FILES)


def lost(before: dict[str, set[str]], after: dict[str, set[str]]) -> list[str]:
    kinds = ("articles/", "events/", "figures/", "actors/", "places/")
    gone = [path for path in before if path.startswith(kinds) and path not in after]
    drawn = re.compile(r"drawing_")
    return gone + [
        f"{path}#{anchor}"
        for path, anchors in before.items()
        if path in after and path.startswith(kinds)
        for anchor in anchors - after[path]
        if not drawn.match(anchor)
    ]


def test_more_content_moves_nothing(before: dict[str, set[str]], tmp_path: Path) -> None:
    after = addresses(tmp_path, FILES | MORE)
    assert not lost(before, after)
    assert "police-count" in after["figures/injured/index.html"]
    assert "aaa-injured-2" in after["figures/injured/index.html"]


def test_a_claim_with_an_id_keeps_it_among_new_ones(before: dict[str, set[str]], tmp_path: Path) -> None:
    """Also in its own article, before or after it; and so do the first claims on each figure."""
    report = FILES["articles/evening-report.md"]
    first = "  - {figure: cars, value: 5, said_by: mayor, id: five-cars, quote: three cars}\n"
    changed = report.replace("claims:\n", f"claims:\n{first}").replace(
        "---\nThe bridge", "  - {figure: injured, value: 6, said_by: mayor, quote: twelve}\n---\nThe bridge"
    )
    after = addresses(tmp_path, FILES | {"articles/evening-report.md": changed})
    assert not lost(before, after)
    assert {"five-cars", "evening-report-injured-2"} <= after["figures/cars/index.html"] | after[
        "figures/injured/index.html"
    ]


def test_another_annotation_moves_no_passage(before: dict[str, set[str]], tmp_path: Path) -> None:
    """Before all others in the same text; nor does a new paragraph."""
    report = FILES["articles/evening-report.md"]
    changed = report.replace(
        "claims:\n", "claims:\n  - {figure: injured, value: 1, said_by: agency, id: one, quote: One of them}\n"
    ).replace("---\nThe bridge", "---\nOne of them was hurt. The police closed a road.\n\nThe bridge")
    after = addresses(tmp_path, FILES | {"articles/evening-report.md": changed})
    page = "articles/evening-report/index.html"
    passages = {anchor for anchor in before[page] if _PASSAGE.match(anchor)}
    assert len(passages) == 2 * 6, "each passage, and what rests on it"
    assert not lost(before, after)
    assert len(after[page]) == len(before[page]) + 2


def test_a_title_a_status_or_a_decision_moves_nothing(before: dict[str, set[str]], tmp_path: Path) -> None:
    files = dict(FILES)
    files["figures/injured.md"] = files["figures/injured.md"].replace(
        "event: closed", "event: closed\nresolved: {value: 12, because: The hospital's list., by: A, on: 2024-06-01}"
    )
    files["events/raid.md"] = files["events/raid.md"].replace("A house is searched", "A search in a house")
    after = addresses(tmp_path, files)
    # A picture goes with a link to what is disputed; the card that others show stays.
    assert lost(before, after) == ["figures/injured/card.png"]
    assert "figures/injured/embed/index.html" in after


def test_a_correction_before_others_leaves_their_entries_in_the_feed_alone(tmp_path: Path) -> None:
    def ids(*days: int) -> list[str]:
        corrections = "".join(f"\n  - {{date: 2024-05-{day:02}, what: Mended, why: Wrong}}" for day in days)
        event = f"---\ntitle: A raid\ncorrections:{corrections}\n---\n"
        folder = tmp_path / str(len(days))
        assert build_site(write_tree(folder / "content", FILES | {"events/raid.md": event}), folder / "site").ok
        return re.findall(r"<id>(\S+#event-correction\S+)</id>", (folder / "site/feed.xml").read_text())

    before, after = ids(7), ids(9, 7, 7)
    assert len(set(after)) == 3
    assert set(before) < set(after)
