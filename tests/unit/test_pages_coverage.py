"""The coverage page where a table would have too many columns."""

from __future__ import annotations

import re
from pathlib import Path

from briefing.pages.coverage import COLUMNS, NAMED
from building import build_site, write_tree


def coverage(folder: Path, articles: int, *, reporting: int) -> str:
    files = {"content/briefing.yaml": "title: The crossing\n", "content/events/crossing.md": "---\ntitle: It\n---\n"}
    for n in range(articles):
        events = "events: [crossing]\n" if n < reporting else ""
        files[f"content/articles/a{n:02}.md"] = f"---\ntitle: Article {n:02}\n{events}---\nFourteen boats crossed.\n"
    write_tree(folder, files)
    built = build_site(folder / "content", folder / "site")
    assert built.ok, built.problems
    return (folder / "site/coverage/index.html").read_text("utf-8")


def test_many_articles_are_named_or_counted(tmp_path: Path) -> None:
    page = coverage(tmp_path, COLUMNS + 5, reporting=NAMED + 8)
    assert "<table" not in page
    named = re.findall(r'<li class="reports"><a href="\.\./events/crossing/index\.html#report-a\d+">', page)
    assert len(named) == NAMED
    assert re.search(r'<a href="\.\./events/crossing/index\.html">(?:<bdi>)?[^<]*\b8 more', page)
    assert re.search(rf'<li class="silent">[^<]*\b{COLUMNS + 5 - NAMED - 8}\b', page)


def test_few_are_a_table(tmp_path: Path) -> None:
    page = coverage(tmp_path, COLUMNS, reporting=2)
    assert page.count('<td class="reports"') == 2
    assert page.count('<td class="silent"') == COLUMNS - 2
