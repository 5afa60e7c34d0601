"""The benchmarks in small: what they measure is sound, and their tables are whole. No second is asserted."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from benchmarks import corpus
from benchmarks.corpus import Corpus
from building import build_site, read_tree

RUN = Path(__file__).parent / "run.py"
SIZES = Corpus.of(20)


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    one, again, other = (corpus.write(tmp_path / name, SIZES, seed) for name, seed in (("a", 1), ("b", 1), ("c", 2)))
    assert read_tree(one) == read_tree(again)
    assert read_tree(one) != read_tree(other)


def test_the_corpus_builds_without_a_problem_edits_included(tmp_path: Path) -> None:
    content = corpus.write(tmp_path / "content", SIZES)
    article = next(a for a in corpus.articles(SIZES) if a.claims)
    edited = article.saying("One more sentence.").counting(123)
    (content / f"articles/{article.id}.md").write_text(corpus.text(edited), encoding="utf-8")
    built = build_site(content, tmp_path / "site")
    assert built.ok
    assert not built.problems
    page = (tmp_path / f"site/articles/{article.id}/index.html").read_text(encoding="utf-8")
    assert '<p class="value">123 people</p>' in page
    assert "One more sentence." in page


def test_the_table_has_a_row_for_every_scenario_and_page(tmp_path: Path) -> None:
    out = tmp_path / "result.md"
    options = ("--sizes", "20", "--runs", "1", "--peers", "", "--edits", "1", "--out", str(out))
    subprocess.run([sys.executable, str(RUN), *options], check=True, capture_output=True, timeout=300)
    result = out.read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([\w ]+) \| briefing \| \d+(?:\.\d+)? m?s \|.*\| *\|$", result, re.M)
    assert rows == ["cold", "nothing changed", "one text edited", "one value edited", "article", "figure"]
    assert "stale |" not in result
