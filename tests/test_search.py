"""The search index is part of the site: of its pages alone, the same bytes every time, whole or not there at all."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefing import blueprint
from briefing.build import build
from briefing.cli.reporting import report_built
from briefing.project import Built, Project
from briefing.search import FOLDER, Engine, SearchError, installed
from briefing.state import Cause
from building import EXAMPLE, NOW, read_tree, write_tree

CONTENT = {
    "content/briefing.yaml": "title: Bridge\nshow: full\nurl: https://example.org\n",
    "content/actors.yaml": "mayor: {name: Mayor Ivanna}\n",
    "content/events/closed.md": "---\ntitle: The bridge is closed\n---\nText.\n",
    "content/events/secret.md": "---\ntitle: Zanzibar drafted\ndraft: true\n---\nText.\n",
    "content/articles/one.md": "---\ntitle: One\npublished: 2024-05-03\nevents: [closed]\nprivate: {source: Zanzibar}\n---\n"
    "The bridge was closed on Friday.\n",
}
CONTENT_WITHOUT = {**CONTENT, "content/briefing.yaml": "title: Bridge\nsearch: false\n"}


class Counting:
    """The engine, and how often it was asked."""

    def __init__(self, engine: Engine) -> None:
        self.digest = engine.digest
        self.asked = 0
        self._engine = engine

    def index(self, pages: Any) -> dict[str, bytes]:
        self.asked += 1
        return self._engine.index(pages)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Counting:
    found = installed()
    if found is None:
        pytest.skip("NO PAGEFIND HERE: no index was made")
    counting = Counting(found)
    monkeypatch.setattr(blueprint, "installed", lambda: counting)
    return counting


@pytest.fixture
def project(tmp_path: Path) -> Project:
    write_tree(tmp_path, CONTENT)
    return Project(tmp_path / "content", tmp_path / "site", NOW, jobs=1)


def index_of(site: Path) -> dict[str, bytes]:
    return {path: data for path, data in read_tree(site).items() if path.startswith(FOLDER)}


def words_of(site: Path) -> str:
    """All that the index says, unpacked."""
    parts = [gzip.decompress(d) if d[:2] == b"\x1f\x8b" else d for d in index_of(site).values()]
    return b"\n".join(parts).decode(errors="replace")


def say(project: Project, path: str, old: str, new: str) -> None:
    file = project.content / path
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


# ---- part of the site ---------------------------------------------------------------------------------------------


def test_the_index_is_published_with_the_site(project: Project, engine: Counting) -> None:
    built = build(project)
    assert built.ok
    assert not built.lacks_search
    tree = read_tree(project.output)
    listed = dict(reversed(line.split("  ", 1)) for line in tree["SHA256SUMS"].decode().splitlines())
    assert listed == {path: hashlib.sha256(data).hexdigest() for path, data in tree.items() if path != "SHA256SUMS"}
    assert set(index_of(project.output)) < built.files
    assert {"pagefind/pagefind.js", "pagefind/pagefind-entry.json"} < set(tree)
    assert not [path for path in tree if "-ui" in path], "an interface that nobody uses"
    assert b'href="search/index.html"' in tree["index.html"]
    assert b"/search/" not in tree["sitemap.xml"]


def test_it_holds_the_published_pages_and_nothing_else(project: Project, engine: Counting) -> None:
    build(project)
    words = words_of(project.output)
    assert all(word in words for word in ("The bridge is closed", "Mayor Ivanna", "closed on Friday"))
    assert "Zanzibar" not in words
    assert "/timeline/" not in words, "a list finds what its pages find"


def test_the_search_for_leaks_reads_it(project: Project, engine: Counting) -> None:
    from briefing.leak_search import search
    from briefing.leaks.traces import Desk
    from briefing.redacting import redacting_of

    build(project)
    clean = search(project.output, redacting_of(None, b""), Desk(names=(), folders=()))
    assert clean.problems == ()
    for path, data in index_of(project.output).items():
        if path.startswith(f"{FOLDER}fragment/"):
            packed = gzip.compress(gzip.decompress(data).replace(b"bridge", b"/home/someone/bridge"))
            (project.output / path).write_bytes(packed)
    found = search(project.output, redacting_of(None, b""), Desk(names=(), folders=()))
    assert found.problems
    assert {p.path.split("/")[1] for p in found.problems} == {"fragment"}


def test_where_the_desk_wants_none(tmp_path: Path, engine: Counting) -> None:
    write_tree(tmp_path, CONTENT_WITHOUT)
    built = build(Project(tmp_path / "content", tmp_path / "site", NOW, jobs=1))
    assert not engine.asked
    assert not built.lacks_search
    assert not {path for path in built.files if path.startswith(("search", FOLDER))}
    assert "search/" not in (tmp_path / "site/index.html").read_text(encoding="utf-8")


def test_where_it_is_not_installed(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    built = build(project)
    assert built.ok
    assert built.lacks_search
    pages = {path for path in built.files if not path.startswith("assets/")}
    assert not [path for path in pages if "search" in path or path.startswith(FOLDER)]
    assert "search/" not in (project.output / "index.html").read_text(encoding="utf-8")
    report_built(built, project.output, 0.0, verbose=False)
    assert "There is no search: the extra `search` is not installed." in capsys.readouterr().err
    report_built(replace(built, lacks_search=""), project.output, 0.0, verbose=False)
    assert "search" not in capsys.readouterr().err


def test_where_it_would_take_too_much_memory(
    project: Project, engine: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blueprint, "LARGEST", 3)
    assert build(project).lacks_search == ""
    monkeypatch.setattr(blueprint, "LARGEST", 2)
    built = build(project)
    assert built.lacks_search == "an index of 3 pages takes too much memory"
    assert not [path for path in built.files if path.startswith(("search/", FOLDER))]


# ---- made when it must be, and only then --------------------------------------------------------------------------


def test_nothing_changed(project: Project, engine: Counting) -> None:
    build(project)
    before = {p: p.stat().st_mtime_ns for p in project.output.rglob("*")}
    again = build(project)
    assert (again.written, again.removed, engine.asked) == ({}, (), 1)
    assert {p: p.stat().st_mtime_ns for p in project.output.rglob("*")} == before


def test_what_no_search_finds_may_change(project: Project, engine: Counting) -> None:
    build(project)
    # A page that the search does not find, and a file that is no page.
    say(project, "briefing.yaml", "show: full", "show: full\ntheme: own")
    write_tree(
        project.content.parent,
        {"themes/own/theme.yaml": "name: own\nextends: default\n", "themes/own/assets/a.css": ""},
    )
    built = build(project)
    assert "assets/a.css" in built.written
    assert engine.asked == 1
    assert set(index_of(project.output)) < built.files


def test_a_page_changes(project: Project, engine: Counting, tmp_path: Path) -> None:
    build(project)
    old = set(index_of(project.output))
    say(project, "events/closed.md", "The bridge is closed", "The ferry is closed")
    built = build(project)
    new = index_of(project.output)
    assert old - set(new), "what is gone is gone"
    assert "The bridge is closed" not in words_of(project.output)
    assert {built.written[path].cause for path in new if path in built.written} == {Cause.VIEW}
    build(replace(project, output=tmp_path / "clean", memory=False))
    assert read_tree(tmp_path / "clean") == read_tree(project.output)


@pytest.mark.parametrize("harm", ["gone", "edited", "without memory", "forced"])
def test_an_index_that_was_harmed_is_made_again(harm: str, project: Project, engine: Counting) -> None:
    build(project)
    before = read_tree(project.output)
    victim = next(path for path in before if path.startswith(f"{FOLDER}fragment/"))
    if harm == "gone":
        (project.output / victim).unlink()
    elif harm == "edited":
        (project.output / victim).write_bytes(b"Other words.")
    elif harm == "without memory":
        shutil.rmtree(project.content.parent / ".briefing")
    assert build(replace(project, force=harm == "forced")).ok
    assert engine.asked == 2
    assert read_tree(project.output) == before


def test_an_index_may_wait_but_is_never_an_old_one(project: Project, engine: Counting) -> None:
    waiting = replace(project, index=False)
    assert build(waiting).ok
    assert not index_of(project.output)
    assert b'href="search/index.html"' in (project.output / "index.html").read_bytes()
    build(project)
    standing = index_of(project.output)
    assert standing
    build(waiting)
    assert index_of(project.output) == standing, "one that is right stays"
    say(project, "events/closed.md", "The bridge", "The ferry")
    assert build(waiting).ok
    assert not index_of(project.output)
    assert build(project).ok
    assert "The ferry is closed" in words_of(project.output)


# ---- the program --------------------------------------------------------------------------------------------------


def pages() -> list[tuple[str, bytes]]:
    words = ["bridge", "river", "Міст", "закрито", "الجسر", "مغلق", "road", "mayor", "police"]
    page = '<html lang="{}"><main data-pagefind-body><h1>{}</h1><p>{}</p></main></html>'
    return [
        (
            f"events/e{n}/index.html",
            page.format(("en", "uk", "ar")[n % 3], words[n % 9], " ".join(words[n % 7 :])).encode(),
        )
        for n in range(60)
    ]


def test_the_same_bytes_every_time(engine: Counting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = engine.index(pages())
    write_tree(tmp_path, {"pagefind.toml": 'exclude_selectors = ["p"]\nforce_language = "fr"\n'})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAGEFIND_FORCE_LANGUAGE", "fr")
    monkeypatch.setenv("PAGEFIND_EXCLUDE_SELECTORS", "p")
    for _ in range(3):
        assert engine.index(pages()) == first
    # Each language has rules of its own, or none; what is not spoken is not published.
    assert {path for path in first if "wasm" in path} == {
        f"pagefind/wasm.{one}.pagefind" for one in ("en", "ar", "unknown")
    }


PROGRAMS = {
    "ends": "#!/bin/sh\nexit 3\n",
    "ends in the middle": "#!/bin/sh\nhead -c 50 >/dev/null\n",
    "says nonsense": "#!/bin/sh\necho 'nonsense,'\n",
    "complains": "#!/bin/sh\nhead -c 9 >/dev/null; printf '%s' "
    "'eyJwYXlsb2FkIjp7InR5cGUiOiJFcnJvciIsIm1lc3NhZ2UiOiJObyByb29tIn19,'; sleep 60\n",
    "is none": "Not a program.",
}


@pytest.mark.skipif(os.name == "nt", reason="made of shell scripts")
@pytest.mark.parametrize("how", PROGRAMS)
def test_a_program_that_fails_changes_nothing(
    how: str, project: Project, engine: Counting, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    build(project)
    before = read_tree(project.output)
    state = sorted(read_tree(project.content.parent / ".briefing"))
    program = tmp_path / "program"
    program.write_text(PROGRAMS[how], encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(blueprint, "installed", lambda: replace(installed(), program=program))
    say(project, "events/closed.md", "The bridge", "The ferry")
    with pytest.raises(SearchError, match="No room" if how == "complains" else "The site was not changed"):
        build(project)
    assert read_tree(project.output) == before
    assert set(read_tree(project.content.parent / ".briefing")) <= {*state}
    monkeypatch.setattr(blueprint, "installed", lambda: engine)
    assert build(project).ok
    assert "The ferry is closed" in words_of(project.output)


ENDLESS = """
import sys
from briefing import search
plain = search.subprocess.Popen
class Told(plain):
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        print(self.pid, flush=True)
search.subprocess.Popen = Told
def pages():
    while True:
        yield "a/index.html", b"<html><p>words"
search.installed().index(pages())
"""


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks into /proc")
def test_it_does_not_outlive_a_build_that_is_killed(engine: Counting) -> None:
    with subprocess.Popen([sys.executable, "-c", ENDLESS], stdout=subprocess.PIPE, text=True) as build_:
        assert build_.stdout
        program = Path(f"/proc/{int(build_.stdout.readline())}/exe")
        time.sleep(0.2)
        assert program.exists()
        build_.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 20
    while program.is_symlink() and os.access(program, os.R_OK):
        assert time.monotonic() < deadline, "it still runs"
        time.sleep(0.02)


# ---- as a reader has it -------------------------------------------------------------------------------------------

REFUSED = """document.addEventListener("securitypolicyviolation", e =>
    console.error(`${e.violatedDirective} refused ${e.blockedURI}`))"""
FOREIGN = {
    "content/articles/mist.md": "---\ntitle: Міст закрито\npublished: 2024-05-03\nlanguage: uk\nshow: full\n---\n"
    "Мер сказав, що міст закрито через повінь.\n",
    "content/articles/jisr.md": "---\ntitle: إغلاق الجسر\npublished: 2024-05-04\nlanguage: ar\nshow: full\n---\n"
    "قال رئيس البلدية إن الجسر مغلق بسبب الفيضان.\n",
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, no_search: Callable[[], Any]) -> Iterator[str]:
    """The example with two articles in other scripts, in the preview."""
    from briefing.server import PreviewServer

    if no_search() is None:
        pytest.skip("NO PAGEFIND HERE: nothing was searched")
    folder = tmp_path_factory.mktemp("searched")
    shutil.copytree(EXAMPLE, folder / "content")
    write_tree(folder, FOREIGN)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blueprint, "installed", no_search)
        built: Built = build(Project(folder / "content", folder / "site", NOW, jobs=1, memory=False))
    assert built.ok, built.problems
    with PreviewServer(folder / "site", port=0) as server:
        server.publish(built.files)
        yield server.url


@pytest.fixture
def tab(chromium: Any, served: str) -> Iterator[Any]:
    context = chromium.new_context(viewport={"width": 1000, "height": 900})
    context.set_default_timeout(20_000)
    tab = context.new_page()
    tab.add_init_script(REFUSED)
    tab.goto(f"{served}search/")
    yield tab
    context.close()


def ask(tab: Any, query: str) -> list[tuple[str, str]]:
    """What is found: where it leads and its title."""
    tab.get_by_role("searchbox").fill(query)
    tab.wait_for_function(
        "q => new URLSearchParams(location.search).get('q') === q && document.querySelector('.search').ariaBusy === 'false'",
        arg=query,
    )
    links = tab.locator(".finds:not([hidden]) .title a")
    return links.evaluate_all("all => all.map(a => [new URL(a.href).pathname, a.textContent])")


@pytest.mark.browser
def test_a_word_of_a_quotation_finds_its_article(tab: Any, served: str) -> None:
    heard: list[str] = []
    tab.on("console", lambda message: heard.append(message.text))
    tab.on("pageerror", lambda error: heard.append(str(error)))
    tab.on("request", lambda r: None if r.url.startswith(served) else heard.append(f"asks for {r.url}"))
    found = ask(tab, "destroyed bridges")
    kinds = [path.split("/")[1] for path, _ in found]
    assert {"articles", "figures"} <= set(kinds)
    order = ["figures", "events", "articles", "actors", "places", "pages", "methodology"]
    assert kinds == sorted(kinds, key=order.index), "by kind of page"
    assert tab.locator(".finds:visible h2").count() == len(set(kinds))
    assert "destroyed" in tab.locator(".finds mark").first.inner_text().lower() + "destroyed bridges"
    tab.locator(".finds .title a", has_text=dict(found)[next(p for p, _ in found if "articles" in p)]).click()
    assert "destroyed bridges" in tab.locator("main").inner_text()
    tab.go_back()
    tab.locator(".finds .title a").first.wait_for()
    assert tab.get_by_role("searchbox").input_value() == "destroyed bridges", "the way back leads to the finds"
    assert not heard


@pytest.mark.browser
def test_a_find_leads_to_the_sentence(tab: Any) -> None:
    """To the claim, the report or the quotation that says most of what is asked, and to the page alone where none does."""
    there = {}
    onward = tab.locator(".finds:visible .onward a")
    for query in ("billboards", "destroyed bridges"):
        ask(tab, query)
        there |= dict(onward.evaluate_all("all => all.map(a => [a.pathname.split('/')[1], a.hash])"))
    assert there["events"] == "#report-after-the-occupation"
    assert there["figures"] == "#after-the-occupation-bridges-destroyed"
    assert "destroyed bridges" in tab.locator(".finds:visible li:has(.onward)").first.inner_text()
    tab.locator("[data-folder^=articles] .onward a").first.click()
    tab.locator(":target").wait_for(state="attached")
    parts = tab.locator(f"mark[data-passages~='{there['articles'][1:]}']")
    assert "destroyed bridges" in " ".join(parts.all_inner_texts())
    tab.go_back()
    ask(tab, "Bilozerka")
    plain = tab.locator("[data-folder^=places] li", has_text="Bilozerka").first
    assert plain.locator(".onward").count() == 0


@pytest.mark.browser
@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("Stremousov", "/actors/stremousov/"),
        ("повінь", "/articles/mist/"),
        ("ПОВІНЬ", "/articles/mist/"),
        ("الفيضان", "/articles/jisr/"),
        ("Міст закрито", "/articles/mist/"),
    ],
)
def test_names_and_other_scripts(query: str, path: str, tab: Any) -> None:
    assert path in [found for found, _ in ask(tab, query)]


@pytest.mark.browser
def test_by_keyboard_alone(tab: Any, served: str) -> None:
    tab.goto(served)
    while tab.evaluate("document.activeElement.getAttribute('href')") != "search/index.html":
        tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search/**")
    while tab.evaluate("document.activeElement.type") != "search":
        tab.keyboard.press("Tab")
    tab.keyboard.type("ministry")
    tab.keyboard.press("Enter")
    tab.locator(".finds .title a").first.wait_for()
    for _ in range(3):
        tab.keyboard.press("Tab")
        if tab.evaluate("!!document.activeElement.closest('.finds')"):
            break
    first = tab.evaluate("document.activeElement.href")
    tab.keyboard.press("Enter")
    tab.wait_for_url(first)


@pytest.mark.browser
def test_what_is_typed_is_text(tab: Any) -> None:
    ask(tab, "<img src=x onerror=alert(1)>")
    assert tab.locator("main img").count() == 0
    assert ask(tab, "Zanzibar") == []
    assert tab.locator(".search output").inner_text() == "Nothing is found."


@pytest.mark.browser
def test_from_a_folder_it_says_what_it_needs(
    chromium: Any, served: str, tmp_path: Path, no_search: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blueprint, "installed", no_search)
    write_tree(tmp_path, CONTENT)
    build(Project(tmp_path / "content", tmp_path / "site", NOW, jobs=1, memory=False))
    context = chromium.new_context()
    tab = context.new_page()
    heard: list[str] = []
    tab.on("console", lambda message: heard.append(message.text))
    tab.goto((tmp_path / "site/search/index.html").as_uri())
    tab.get_by_role("searchbox").fill("bridge")
    tab.get_by_text("where the site is served").wait_for()
    assert not heard
    context.close()


@pytest.mark.browser
def test_without_a_script_there_are_the_lists(chromium: Any, served: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{served}search/")
    assert tab.locator(".scripted:visible").count() == 0
    links = tab.locator("main a:visible").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert links == [f"../{kind}/index.html" for kind in ("figures", "events", "articles", "actors", "places")]
    assert "JavaScript" in tab.locator("main").inner_text()
    context.close()
