"""Themes as an editor meets them: the guide is followed to the letter, the views' document leaves nothing out, and the
theme `dossier` says everything that the default says."""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from click.testing import CliRunner

from briefing.cli import main
from briefing.cli.reporting import text_of
from briefing.pages import list_views, page_views, views
from briefing.theme import VIEWS
from briefing.theme_views import as_data, as_markdown, in_words
from building import EXAMPLE, ROOT, build_site, read_tree, write_tree

GUIDE = (ROOT / "themes/README.md").read_text(encoding="utf-8")


# ---- the guide ----------------------------------------------------------------------------------------------------


def followed(folder: Path) -> Path:
    """A project with the guide's theme; its content folder."""
    tree = re.search(r"<!-- this tree is built by a test -->\n```\n(.*?)```", GUIDE, re.S)
    assert tree
    parts = re.split(r"^-- (\S+) --\n", tree[1], flags=re.M)[1:]
    write_tree(folder, dict(zip(parts[::2], parts[1::2], strict=True)))
    write_tree(folder, {"content/briefing.yaml": "title: The crossing\ntheme: evening\n"})
    return folder / "content"


def test_the_guide_makes_a_theme(tmp_path: Path) -> None:
    built = build_site(followed(tmp_path), tmp_path / "site")
    assert built.ok, built.problems
    site = read_tree(tmp_path / "site")
    assert b"--accent: #6d3a7c" in site["assets/evening.css"]
    for path in ("index.html", "timeline/index.html"):
        own = site[path].index(b"assets/evening.css")
        assert own > site[path].index(b"assets/briefing.css"), "what comes later holds"
    lost = site["404.html"].decode()
    assert ">The crossing</a></p>" in lost
    assert '<p class="onward">' not in lost, "that is the default's"


def test_the_mistake_is_answered_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = followed(tmp_path)
    template = tmp_path / "themes/evening/templates/404.html"
    template.write_text(template.read_text("utf-8").replace("shell.title }}</h1>", "shell.titel }}</h1>"), "utf-8")
    built = build_site(content, tmp_path / "site")
    assert not built.ok
    (problem,) = built.problems
    monkeypatch.chdir(tmp_path)
    shown = re.search(r"```\n(themes/evening/templates/404.*?) …\n```", GUIDE, re.S)
    assert shown
    assert text_of(problem, content).startswith(shown[1])


# ---- the document of the views ------------------------------------------------------------------------------------


def reached(kind: Any, found: set[type]) -> set[type]:
    """A view and all views below it."""
    if isinstance(kind, type) and is_dataclass(kind) and kind not in found:
        found.add(kind)
        for hint in get_type_hints(kind).values():
            reached(hint, found)
    for part in get_args(kind):
        reached(part, found)
    return found


def test_the_document_leaves_nothing_out() -> None:
    kinds: set[type] = set()
    for view in VIEWS.values():
        reached(view, kinds)
    assert len(kinds) > 30
    data = as_data(VIEWS)
    assert data["templates"].keys() == VIEWS.keys()
    assert data["views"].keys() == {kind.__name__ for kind in kinds}
    document = as_markdown(VIEWS)
    sections = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", document, re.M | re.S))
    for kind in kinds:
        hints = get_type_hints(kind)
        assert [*data["views"][kind.__name__]["fields"]] == [f.name for f in fields(kind)]
        for field in fields(kind):
            assert data["views"][kind.__name__]["fields"][field.name]["type"] == in_words(hints[field.name])
            assert f"\n| `{field.name}` | " in sections[kind.__name__]
        assert data["views"][kind.__name__]["about"], f"{kind.__name__} needs a docstring"
    assert set(re.findall(r"\]\(#(\w+)\)", document)) <= {name.lower() for name in sections}


def test_the_words_below_a_field_are_told() -> None:
    told = as_data(VIEWS)["views"]
    assert told["Quotation"]["fields"]["url"]["about"] == "The passage in the article's page."
    assert told["EventView"]["fields"]["editors_date"] == {"type": "When or none", "about": "The editor's own dating."}
    assert told["ArticleView"]["fields"]["shared"]["type"] == "any number of (Link, text)"


def test_no_view_is_made_for_nobody() -> None:
    kinds: set[type] = set()
    for view in VIEWS.values():
        reached(view, kinds)
    defined = {
        kind
        for module in (views, list_views, page_views)
        for kind in vars(module).values()
        if isinstance(kind, type) and is_dataclass(kind) and kind.__module__ == module.__name__
    }
    assert defined - kinds == set()


def test_the_command_prints_it() -> None:
    run = CliRunner().invoke
    assert run(main, ["views"]).output == as_markdown(VIEWS)
    one = json.loads(run(main, ["views", "404.html", "--format", "json"]).output)
    assert one["templates"] == {"404.html": "NotFoundView"}
    assert "ClaimRow" not in one["views"]
    wrong = run(main, ["views", "evnt.html"])
    assert (wrong.exit_code, "Did you mean `event.html`?" in wrong.output) == (2, True)


# ---- the dossier --------------------------------------------------------------------------------------------------


class Words(HTMLParser):
    """A page's words below `main`, without its drawings, and its links."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: set[str] = set()
        self.links: set[str] = set()
        self.inside = 0
        self.feed(page[page.index("<main") : page.index("</main>")])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside += tag == "svg"
        if tag == "a":
            self.links.add(dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag == "svg"

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.words.update(data.split())


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    found = {}
    for theme in ("default", "dossier"):
        site = tmp_path_factory.mktemp(theme) / "site"
        built = build_site(EXAMPLE, site, theme=theme)
        assert built.ok, built.problems
        found[theme] = read_tree(site)
    return found


def test_a_dossier_says_all_that_the_default_says(sites: dict[str, dict[str, bytes]]) -> None:
    default, dossier = sites["default"], sites["dossier"]
    assert default.keys() == dossier.keys()
    for path in (p for p in default if p.endswith(".html") and p != "index.html"):
        there, here = Words(default[path].decode()), Words(dossier[path].decode())
        assert there.words <= here.words, path
        assert there.links <= here.links, path


def test_a_dossier_is_light(sites: dict[str, dict[str, bytes]]) -> None:
    pages = {path: len(data) for path, data in sites["dossier"].items() if path.endswith(".html")}
    assert {path: size for path, size in pages.items() if size >= 60 * 1024} == {}
    css = sites["dossier"]["assets/briefing.css"].decode()
    assert len(css.encode()) < 15 * 1024
    assert not re.search(r"@import|url\(|https?:", css)
    sides = r"[;{]\s*((margin|padding|border|inset)-)?(left|right|top|bottom)[-a-z]*:|: (left|right)\b"
    assert not re.search(sides, css), "sides are logical, so that right-to-left pages mirror"


def test_a_dossier_has_a_style_for_every_status_and_drawing(sites: dict[str, dict[str, bytes]]) -> None:
    """What colour and signs tell in the default's stylesheet is told in this one."""
    default, dossier = (sites[theme]["assets/briefing.css"].decode() for theme in ("default", "dossier"))
    for names in (r"\.(is-[a-z-]+)", r"\.(d-[a-z-]+)"):
        assert set(re.findall(names, default)) - {"d-mark"} <= set(re.findall(names, dossier))
