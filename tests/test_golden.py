"""Two small sites as a reader and a machine get them: the text of every page, and the data files.

`pytest --update-golden` writes the expected files anew; their difference is to be read before it is kept.
"""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from building import build_site, read_tree

SITES = Path(__file__).parent / "sites"
_BLOCK = re.compile(
    r"<(?:/?(?:p|li|h[1-6]|tr|table|caption|section|article|aside|nav|header|footer|main|div|ul|ol|dl|dt|dd|details|summary|blockquote|figure|figcaption|desc|title)\b[^>]*|br)>"
)


def readable(page: str) -> str:
    """The words of a page, a block a line; the drawings' words too, which a screen reader says."""
    body = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.S)
    lines = re.sub(r"<[^>]*>", "", _BLOCK.sub("\n", body)).split("\n")
    return "\n".join(line for raw in lines if (line := " ".join(html.unescape(raw).split()))) + "\n"


def golden(site: dict[str, bytes]) -> dict[str, str]:
    kept = {}
    for path, data in site.items():
        if path.endswith(".html"):
            kept[path.removesuffix(".html") + ".txt"] = readable(data.decode())
        elif path in {"data/briefing.json", "data/claims.csv", "feed.xml", "sitemap.xml", "robots.txt"}:
            kept[path] = data.decode()
    return kept


@pytest.mark.parametrize("name", ["disputed", "multilingual"])
def test_the_site_is_as_expected(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    built = build_site(SITES / name / "content", tmp_path / "site")
    assert built.ok, built.problems
    found = golden(read_tree(tmp_path / "site"))
    expected = SITES / name / "expected"
    if request.config.getoption("--update-golden"):
        for path in read_tree(expected) if expected.is_dir() else ():
            (expected / path).unlink()
        for path, text in found.items():
            (expected / path).parent.mkdir(parents=True, exist_ok=True)
            (expected / path).write_bytes(text.encode())
    assert {p: d.decode() for p, d in read_tree(expected).items()} == found
