"""A figure's card on somebody else's page: whole by itself, and every link leads out of the frame."""

from __future__ import annotations

import html
import http.server
import re
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import html5lib
import pytest

from briefing.server_answers import SiteFiles
from building import EXAMPLE, build_site, read_tree, write_tree
from sharing.content import FILES

FIGURES = {"injured", "cars", "date-of-closed", "date-of-opened"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("embedded")
    assert build_site(write_tree(folder / "content", FILES), folder / "site").ok
    return folder / "site"


def words(page: str) -> str:
    tree = html5lib.HTMLParser(namespaceHTMLElements=False, strict=True).parse(page)
    return " ".join("".join(tree.find("body").itertext()).split())


def test_every_figure_has_a_card_a_settled_one_too(folder: Path) -> None:
    assert {p.parts[-3] for p in folder.glob("figures/*/embed/index.html")} == FIGURES
    said = words((folder / "figures/injured/embed/index.html").read_text("utf-8"))
    for part in ("Disputed", "How many people were injured?", "The mayor of Arden", "3 people", "Arden police", "12"):
        assert part in said
    assert "The mayor of Arden said “3 people”, Witnesses said “4 people”: the two cannot both be right." in said
    assert "Witnesses (anonymous)" in said
    settled = words((folder / "figures/cars/embed/index.html").read_text("utf-8"))
    assert "Settled: 2." in settled
    assert "Anna Østergård, 6 May 2024" in settled


def test_it_needs_no_script_and_its_links_lead_out_of_the_frame(folder: Path) -> None:
    for page in folder.glob("figures/*/embed/index.html"):
        text = page.read_text("utf-8")
        assert "<script" not in text
        links = re.findall(r"<a [^>]*>", text)
        assert len(links) > 2
        assert all('target="_top" rel="noopener"' in link for link in links)
        assert '<meta name="robots" content="noindex">' in text
        assert f'<link rel="canonical" href="https://example.org/arden/figures/{page.parts[-3]}/">' in text


def test_search_engines_are_led_to_the_figure_alone(folder: Path) -> None:
    sitemap = (folder / "sitemap.xml").read_text("utf-8")
    assert "/figures/injured/</loc>" in sitemap
    assert "embed" not in sitemap


def test_a_figure_of_that_name_is_a_figure(tmp_path: Path) -> None:
    files = {p.replace("cars", "embed"): t.replace("figure: cars", "figure: embed") for p, t in FILES.items()}
    assert build_site(write_tree(tmp_path / "content", files), tmp_path / "site").ok
    assert "<loc>https://example.org/arden/figures/embed/</loc>" in (tmp_path / "site/sitemap.xml").read_text("utf-8")
    assert (tmp_path / "site/figures/embed/embed/index.html").is_file()


def test_what_is_to_be_copied(folder: Path, tmp_path: Path) -> None:
    page = (folder / "figures/injured/index.html").read_text("utf-8")
    found = re.search(r"<code[^>]*>(&lt;iframe.*?)</code>", page)
    assert found
    frame = html5lib.parseFragment(html.unescape(found[1]), namespaceHTMLElements=False).find("iframe")
    assert frame.get("src") == "https://example.org/arden/figures/injured/embed/"
    assert frame.get("title") == "How many people were injured?"
    quoted = html.unescape((folder / "figures/date-of-closed/index.html").read_text("utf-8"))
    assert "&lt;/script&gt;" in quoted, "a title cannot end the attribute it stands in"
    files = FILES | {"briefing.yaml": "title: A briefing\n"}
    assert build_site(write_tree(tmp_path / "content", files), tmp_path / "site").ok
    without = (tmp_path / "site/figures/injured/index.html").read_text("utf-8")
    assert "iframe" not in without, "it is not known where the site will stand"
    assert 'href="../../figures/injured/embed/index.html"' in without


# ---- in a browser -------------------------------------------------------------------------------------------------


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def origin() -> Iterator[Any]:
    """Serves a folder under an origin of its own."""
    servers = []

    def serve(folder: Path) -> str:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.browser
def test_in_a_frame_of_another_site(tmp_path: Path, origin: Any, chromium: Any) -> None:
    site = tmp_path / "site"
    ours = origin(site)
    assert build_site(EXAMPLE, site, base_url=ours).ok
    page = (site / "figures/equipment-left/index.html").read_text("utf-8")
    snippet = html.unescape(re.search(r"<code[^>]*>(&lt;iframe.*?)</code>", page)[1])  # type: ignore[index]
    write_tree(tmp_path / "theirs", {"index.html": f"<!doctype html><title>Theirs</title><h1>Theirs</h1>{snippet}"})
    context = chromium.new_context(viewport={"width": 640, "height": 900}, java_script_enabled=False)
    tab = context.new_page()
    tab.goto(origin(tmp_path / "theirs"))
    frame = tab.frame_locator("iframe")
    assert frame.locator("h1").inner_text() == "How much Russian equipment was left on the west bank?"
    assert frame.locator("dt").first.is_visible()
    frame.locator("footer a").click()
    tab.wait_for_url(f"{ours}figures/equipment-left/index.html")
    context.close()


def test_the_preview_lets_only_this_machine_frame_it(folder: Path) -> None:
    from briefing.live_reload import LiveReload
    from briefing.server_answers import answer

    site = SiteFiles(folder, frozenset(read_tree(folder)))
    policies = {
        path: answer(path, site, {}, LiveReload()).head(keep_alive=False, length=0).decode()
        for path in ("/figures/injured/", "/figures/injured/embed/", "/figures/nowhere/embed/", "/")
    }
    allowed = {path for path, head in policies.items() if "frame-ancestors 'none'" not in head}
    assert allowed == {"/figures/injured/embed/"}
    assert "frame-ancestors http://127.0.0.1:* http://localhost:*\r\n" in policies["/figures/injured/embed/"]
