"""The example in `content/` says what was worked out for it by hand, and shows what it is there to show."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from building import EXAMPLE, build_site, read_tree

BY_HAND = Path(__file__).parent / "sites/example-verdicts.yaml"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("example") / "site"
    built = build_site(EXAMPLE, folder)
    assert built.ok, built.problems
    return read_tree(folder)


@pytest.fixture(scope="module")
def data(site: dict[str, bytes]) -> Any:
    return json.loads(site["data/briefing.json"])


def test_every_pair_has_the_verdict_worked_out_by_hand(data: Any) -> None:
    pairs = [p for f in data["figures"] for p in f["pairs"]] + data["related_pairs"]
    found = {(p["a"], p["b"]): p["verdict"] for p in pairs}
    expected = {
        tuple(sorted((e["a"], e["b"]))): e["verdict"] for e in yaml.safe_load(BY_HAND.read_text(encoding="utf-8"))
    }
    assert found == expected


def test_it_shows_what_a_briefing_can_show(data: Any) -> None:
    claims = [c for f in data["figures"] for c in f["claims"]]
    statuses = {f["status"] for f in data["figures"]}
    assert {"disputed", "self-inconsistent", "changed-over-time", "agreed", "compatible", "resolved"} <= statuses
    assert {"single-origin", "not-comparable", "interpretation"} <= statuses
    assert {"asserted", "observed", "hearsay", "forecast", "ordered"} <= {c["modality"] for c in claims}
    assert any(c.get("via") for c in claims)
    assert any(c["value"] is None for c in claims), "a challenge without a rival value"
    assert any("min" in (c["value"] or {}) for c in claims), "a range"
    assert any(a["anonymous"] for a in data["actors"])
    assert any(a["published"] is None for a in data["articles"])
    assert any(a.get("corrections") for a in (*data["articles"], *data["events"]))
    assert {"full", "excerpts", "none"} <= {a["show"] for a in data["articles"]}
    assert data["unresolved_dates"]
    assert any(f["derived"] for f in data["figures"])


def test_no_two_verdicts_of_a_list_read_alike(site: dict[str, bytes], data: Any) -> None:
    """Whatever pairs share their words stand below them once, each with links to both of its claims."""
    linked = set()
    for path, page in site.items():
        if not path.endswith(".html"):
            continue
        for listed in re.findall(r"<ol>\s*<li class=\"verdict\">.*?</ol>", page.decode(), re.S):
            lines = re.findall(r'<li class="verdict">(.*?)</li>', listed, re.S)
            said = [
                re.sub(r"<[^>]*>", "", re.sub(r'(</p>\s*)<p class="between">.*', "", line, flags=re.S))
                for line in lines
            ]
            assert len(set(said)) == len(said), path
            for line in lines:
                ends = re.findall(r'href="[^"#]*#([^"]+)"', line)
                linked |= {frozenset(pair) for pair in zip(ends[::2], ends[1::2], strict=True)}
    pairs = {
        frozenset((p["a"], p["b"])) for f in data["figures"] for p in f["pairs"] if p["verdict"] != "possible-conflict"
    }
    assert pairs <= linked


def test_nothing_of_what_is_private_or_unfinished_is_in_it(site: dict[str, bytes]) -> None:
    whole = b"".join(site.values())
    kept_back = []
    for path in EXAMPLE.rglob("*"):
        if path.suffix == ".yaml":
            registers = yaml.safe_load(path.read_text(encoding="utf-8"))
            kept_back += [v["safety"] for v in registers.values() if isinstance(v, dict) and "safety" in v]
        elif path.suffix == ".md":
            front = yaml.safe_load(path.read_text(encoding="utf-8").split("---")[1])
            kept_back += [str(front["private"])] if "private" in front else []
            kept_back += [front["title"]] if front.get("draft") else []
    assert len(kept_back) >= 4
    for words in kept_back:
        assert words.encode() not in whole


def test_an_annotation_before_all_others_moves_no_address(site: dict[str, bytes], tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "content")
    article = tmp_path / "content/articles/retreat-and-return.md"
    front, text = article.read_text(encoding="utf-8").removeprefix("---\n").split("\n---\n", 1)
    first = "  - {id: added, figure: explosives-left, value: 1, said_by: unknown, quote: Added words}\n"
    front = front.replace("\nclaims:\n", f"\nclaims:\n{first}")
    article.write_text(f"---\n{front}\n---\nAdded words.\n\n{text}", encoding="utf-8")
    built = build_site(tmp_path / "content", tmp_path / "site")
    assert built.ok, built.problems
    after = read_tree(tmp_path / "site")
    permalink = re.compile(rb'\sid="((?!_|drawing_)[^"]+)"')
    pages = [path for path in site if path.endswith(".html")]
    assert not {p: lost for p in pages if (lost := {*permalink.findall(site[p])} - {*permalink.findall(after[p])})}
    assert b'id="added"' in after["figures/explosives-left/index.html"]


def test_no_verdict_is_told_twice(site: dict[str, bytes]) -> None:
    pages = {p: b.decode() for p, b in site.items() if p.startswith("figures/") and p.endswith("index.html")}
    told = {p: re.findall(r'<li class="verdict">.*?</li>', page, re.S) for p, page in pages.items()}
    lines = {p: [re.sub(r"<[^>]+>", "", line) for line in found] for p, found in told.items()}
    assert any(lines.values())
    assert not {p: found for p, found in lines.items() if len(set(found)) < len(found)}


def test_what_a_drawing_needs_is_said_once_where_several_stand_below_each_other(site: dict[str, bytes]) -> None:
    front = site["index.html"].decode()
    keys = re.findall(r"<figcaption>(.*?)</figcaption>", front.partition('id="_strip"')[0])
    sentences = [s for key in keys for s in re.split(r"(?<=\.) ", key)]
    assert len(keys) > 1
    assert len(set(sentences)) == len(sentences)
    alone = site["figures/date-of-capture/index.html"].decode()
    assert "Each mark is one claim" in re.findall(r"<figcaption>(.*?)</figcaption>", alone)[0]
    told = re.findall(r"<desc[^>]*>(.*?)</desc>", front)
    assert all("Each mark" in words for words in told if "in conflict" in words), "who hears it hears it with each"
