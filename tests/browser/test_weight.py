"""A page is light."""

from __future__ import annotations

from pathlib import Path


def test_a_page_and_what_it_takes_to_see_it(example: Path) -> None:
    sizes = {path: path.stat().st_size for path in example.rglob("*") if path.is_file()}
    pages = {path.relative_to(example).as_posix(): size for path, size in sizes.items() if path.suffix == ".html"}
    styles = sum(size for path, size in sizes.items() if path.suffix == ".css")
    # The search's engine is fetched once something is searched, and by the search page alone.
    scripts = sum(size for path, size in sizes.items() if path.suffix == ".js" and path.parent.name != "pagefind")
    icon = sizes[example / "assets/icon.svg"]
    assert pages
    assert not {path: size for path, size in pages.items() if size >= 60 * 1024}
    assert styles < 30 * 1024
    assert scripts < 10 * 1024
    assert max(pages.values()) + styles + scripts + icon < 100 * 1024
