"""What the README shows is so."""

from __future__ import annotations

import json
import re
from pathlib import Path

from briefing.cli.reporting import text_of
from building import ROOT, build_site, write_tree

README = (ROOT / "README.md").read_text(encoding="utf-8")


def shortest(folder: Path) -> Path:
    tree = re.search(r"<!-- this tree is built by a test -->\n```\n(.*?)```", README, re.S)
    assert tree
    parts = re.split(r"^-- (\S+) --\n", tree[1], flags=re.M)[1:]
    write_tree(folder, dict(zip(parts[::2], parts[1::2], strict=True)))
    return folder / "content"


def test_the_shortest_briefing_has_an_event_and_a_disputed_figure(tmp_path: Path) -> None:
    built = build_site(shortest(tmp_path), tmp_path / "site")
    assert built.ok, built.problems
    data = json.loads((tmp_path / "site/data/briefing.json").read_text(encoding="utf-8"))
    assert [(f["id"], f["status"]) for f in data["figures"]] == [("injured", "disputed")]
    assert [r["date"] for r in data["events"][0]["reports"]] == ["2024-05-03"]


def test_the_mistake_is_answered_as_shown(tmp_path: Path) -> None:
    content = shortest(tmp_path)
    article = content / "articles/evening-report.md"
    article.write_text(
        article.read_text(encoding="utf-8").replace("quote: at least twelve", "quote: at least eleven"),
        encoding="utf-8",
    )
    built = build_site(content, tmp_path / "site")
    assert not built.ok
    shown = re.search(r"```\n(content/articles/evening-report.*?)```", README, re.S)
    assert shown
    (problem,) = built.problems
    assert text_of(problem, Path("content")).splitlines()[0] in shown[1]
    assert text_of(problem, content).splitlines()[1:] == shown[1].splitlines()[1:]
