"""The theme: what it refuses, what a template may see, and that every page of the default theme is sound markup."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields, is_dataclass, replace
from functools import cache
from itertools import count, pairwise
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.language import Language
from briefing.pages.page_views import FigureView, NotFoundView, PlainView
from briefing.pages.views import Html, Link, NavLink, Shell
from briefing.theme import BUILT_IN_ROOTS, VIEWS, Theme, ThemeError, load_theme

ENGLISH = Language.load("en")
DEFAULT = next(root / "default" for root in BUILT_IN_ROOTS if (root / "default").is_dir())
HOSTILE = "<i onclick=x>&\"'"


def loaded(name: str | Path, *roots: Path, language: Language = ENGLISH) -> Theme:
    theme, problems = load_theme(name, roots, language)
    assert not problems
    assert theme is not None
    return theme


@cache
def default_theme() -> Theme:
    return loaded("default")


@pytest.fixture
def default() -> Theme:
    return default_theme()


def shell(**changes: Any) -> Shell:
    plain = Shell(
        root="../",
        path="x/index.html",
        kind="page",
        title="A page",
        description="",
        site_title="A briefing",
        language="en",
        direction="ltr",
        nav=(),
        crumbs=(),
        canonical="",
        footer=(),
        editors=(),
    )
    return replace(plain, **changes)


FULL_SHELL = shell(
    description=HOSTILE,
    nav=(NavLink("index.html", "Front", True), NavLink("t/index.html", "Timeline", False)),
    crumbs=(Link("index.html", "Front"), Link("", "Here")),
    canonical="https://example.org/x/",
    footer=(Link("data.json", "Data"), Link("https://example.org/", "Elsewhere")),
    editors=("An editor", HOSTILE),
)

WORDS_OF_A_KIND = {
    "status": "disputed",
    "verdict": "conflict",
    "kind": "actor",
    "state": "disputes",
    "basis": "published",
    "show": "excerpts",
    "language": "uk",
    "direction": "ltr",
    "iso": "2022-11-11",
}


def filled(kind: Any, name: str, numbers: count[int], many: int = 2) -> Any:
    """A value of a view's field with everything in it: words are hostile, ids differ."""
    kind = getattr(kind, "__supertype__", kind)
    if kind is str:
        if name in ("id", "anchor", "number"):
            return f"{name}-{next(numbers)}"
        return f"a/{next(numbers)}.html#c" if name.endswith("url") else WORDS_OF_A_KIND.get(name, f"{name} {HOSTILE}")
    if kind is bool:
        return name not in ("withheld", "folded")
    if kind is int:
        return next(numbers)
    if kind is Html:
        return Html("<p>Finished <em>markup</em>.</p>")
    if kind is Shell:
        return FULL_SHELL
    if get_origin(kind) is tuple:
        inner = get_args(kind)
        if inner[-1] is Ellipsis:
            return tuple(filled(inner[0], name, numbers) for _ in range(many))
        return tuple(filled(one, name, numbers) for one in inner)
    if NoneType in get_args(kind):
        return filled(next(one for one in get_args(kind) if one is not NoneType), name, numbers)
    assert is_dataclass(kind)
    assert isinstance(kind, type)
    hints = get_type_hints(kind)
    return kind(**{f.name: filled(hints[f.name], f.name, numbers) for f in fields(kind)})


def empty(kind: Any) -> Any:
    """A value of a view's field with nothing in it."""
    kind = getattr(kind, "__supertype__", kind)
    if kind is Shell:
        return shell()
    if kind is str or kind is bool:
        return kind()
    if get_origin(kind) is tuple:
        return ()
    if NoneType in get_args(kind):
        return None
    hints = get_type_hints(kind)
    return kind(**{f.name: empty(hints[f.name]) for f in fields(kind) if f.name != "markup"})


PAGES = [
    pytest.param(template, view, id=f"{template}-{how}")
    for template, kind in VIEWS.items()
    for how, view in (("filled", filled(kind, "", count(1))), ("empty", empty(kind)))
]


def parsed(markup: bytes) -> Any:
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(markup.decode())


# ---- the default theme --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("template", "view"), PAGES)
def test_every_page_is_sound_markup(default: Theme, template: str, view: Any) -> None:
    markup = default.render(template, view)
    tree = parsed(markup)
    elements = list(tree.iter())

    levels = [int(e.tag[1]) for e in elements if re.fullmatch(r"h[1-6]", str(e.tag))]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels

    ids = Counter(e.get("id") for e in elements if e.get("id"))
    # All the shells in a filled document are one; `sharing/test_pdf.py` looks at real ones.
    assert not [i for i, n in ids.items() if n > 1 and (template, i) != ("document.html", FULL_SHELL.path)]
    for element in elements:
        for referred in (element.get("aria-labelledby") or "").split():
            assert referred in ids
        assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
    for link in tree.iter("a"):
        address = link.get("href")
        # A document's links are made its own when it is printed.
        assert address.startswith(("../", "#", "https://")) or template == "document.html", address
        if (
            address.startswith("#")
            and template != "document.html"
            and not address.startswith(("#c", "#id-", "#anchor-"))
        ):
            assert address[1:] in ids
        assert "".join(link.itertext()).strip()
    for table in tree.iter("table"):
        assert table.find("caption") is not None
        assert all(cell.get("scope") for cell in table.iter("th"))
    assert not [s for s in tree.iter("script") if not s.get("src")]
    assert {e.get("name"): e.get("content") for e in tree.iter("meta")}["referrer"] == "no-referrer"
    assert b"<i onclick" not in markup


@pytest.mark.parametrize("template", VIEWS)
def test_a_page_in_another_direction_says_so(default: Theme, template: str) -> None:
    view = replace(empty(VIEWS[template]), shell=shell(language="ar", direction="rtl"))
    root = parsed(default.render(template, view))
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")


def test_optional_links_of_the_head_are_left_out(default: Theme) -> None:
    bare = default.render("404.html", NotFoundView(shell()))
    assert b"canonical" not in bare
    assert b"og:url" not in bare
    full = default.render("404.html", NotFoundView(FULL_SHELL))
    assert b'<link rel="canonical" href="https://example.org/x/">' in full


def test_finished_markup_is_printed_and_words_are_escaped(default: Theme) -> None:
    page = PlainView(shell(title="A & B"), "Tom <b>& Jerry", Html("<p>as <em>it</em> is</p>"), ())
    markup = default.render("page.html", page)
    assert b"<p>as <em>it</em> is</p>" in markup
    assert b"Tom &lt;b&gt;&amp; Jerry" in markup
    assert b"<title>A &amp; B \xe2\x80\x93 A briefing</title>" in markup


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn")), min_size=1))
def test_any_words_come_out_as_they_went_in(words: str) -> None:
    tree = parsed(default_theme().render("page.html", PlainView(shell(), words, Html(), ())))
    assert "".join(next(tree.iter("h1")).itertext()) == words


def test_withheld_words_are_not_shown_as_a_quotation(default: Theme) -> None:
    view = filled(FigureView, "", count(1))
    group = view.card.by_origin[0]
    row = replace(
        group.rows[0], quotation=replace(group.rows[0].quotation, withheld=True, exact="", before="", after="")
    )
    view = replace(view, card=replace(view.card, by_origin=(replace(group, rows=(row,)),)))
    tree = parsed(default.render("figure.html", view))
    assert tree.find(".//blockquote") is None
    assert "not published here" in "".join(tree.itertext())


def test_no_label_is_unused_and_none_is_missing() -> None:
    texts = [f.read_text("utf-8") for f in (DEFAULT / "templates").rglob("*.html")]
    used = set(re.findall(r'\bt\("(ui\.[a-z0-9-]+)"', "\n".join(texts)))
    assert used == {key for key in ENGLISH._words if key.startswith("ui.")}


def test_assets_are_small_and_keep_to_the_site(default: Theme) -> None:
    assets = dict(default.assets())
    assert set(assets) == {"assets/briefing.css", "assets/filters.js", "assets/icon.svg", "assets/search.js"}
    css = assets["assets/briefing.css"].decode()
    assert len(css.encode()) < 30_000
    assert len(assets["assets/filters.js"]) < 10_000
    assert not re.search(r"@import|url\(|https?:", css)
    sides = r"[;{]\s*((margin|padding|border|inset)-)?(left|right|top|bottom)[-a-z]*:|: (left|right)\b"
    assert not re.search(sides, css), "sides are logical, so that right-to-left pages mirror"


# ---- finding a theme ----------------------------------------------------------------------------------------------


def write_theme(root: Path, name: str, files: dict[str, str | bytes], manifest: str | None = None) -> Path:
    folder = root / name
    everything = {"theme.yaml": f"name: {name}\nextends: default\n" if manifest is None else manifest, **files}
    for path, text in everything.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def test_a_theme_takes_from_the_one_it_extends(tmp_path: Path) -> None:
    own = {"templates/404.html": "Lost: {{ page.shell.title }}", "assets/extra.css": "a{}", "assets/icon.svg": "<svg/>"}
    write_theme(tmp_path, "mine", own)
    theme = loaded("mine", tmp_path)
    assert theme.render("404.html", NotFoundView(shell())) == b"Lost: A page"
    assert b"<h1>About</h1>" in theme.render("page.html", PlainView(shell(), "About", Html(), ()))
    assets = dict(theme.assets())
    assert assets["assets/icon.svg"] == b"<svg/>"
    assert {"assets/extra.css", "assets/briefing.css"} <= set(assets)


def test_a_template_can_extend_the_one_it_replaces(tmp_path: Path) -> None:
    own = '{% extends "default/404.html" %}{% block main %}{{ super() }}More.{% endblock %}'
    write_theme(tmp_path, "default", {"templates/404.html": own})
    markup = loaded("default", tmp_path).render("404.html", NotFoundView(shell()))
    assert b"<h1>A page</h1>" in markup
    assert b"More." in markup


def test_a_theme_may_be_a_folder(tmp_path: Path) -> None:
    folder = write_theme(tmp_path, "mine", {"templates/404.html": "x"})
    assert loaded(folder).name == "mine"
    _, problems = load_theme(tmp_path / "other", (), ENGLISH)
    assert [p.code for p in problems] == ["bad-theme"]


def test_links_and_hidden_files_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    folder = write_theme(tmp_path, "mine", {"assets/.hidden": "x", "assets/seen.txt": "y"})
    (folder / "assets/link.txt").symlink_to(tmp_path / "secret")
    paths = [path for path, _ in loaded("mine", tmp_path).assets()]
    assert "assets/seen.txt" in paths
    assert not [p for p in paths if "hidden" in p or "link" in p]


@pytest.mark.parametrize(
    ("manifest", "line", "message", "help_"),
    [
        ("name: mine\nextend: default\n", 2, "`extend` is not a key of a theme.", "Did you mean `extends`?"),
        ("name: mine\nscripts: yes\n", 2, "`scripts` is not a key of a theme.", "A theme has name, title, extends."),
        ("name: mine\nextends: defualt\n", 2, "There is no theme `defualt`.", "Did you mean `default`?"),
        ("name: mine\n\nextends: mine\n", 3, "Themes extend one another in a circle: `mine` → `mine`.", "default"),
        ("title: Mine\n", 1, "The theme has no proper name.", "lower-case"),
        ("title: Mine\nname: My theme\n", 2, "The theme has no proper name.", "lower-case"),
        ("name: mine\ntitle: [a]\n", 2, "`title` must be words.", ""),
        ("name: mine\ntitle: 2024\n", 2, "`title` must be words.", "in quotes"),
        ("name: [a\n", 2, "This is not YAML that can be read.", ""),
        ("- name\n", 1, "A theme is described by keys with words.", ""),
    ],
)
def test_a_broken_description_is_a_problem(tmp_path: Path, manifest: str, line: int, message: str, help_: str) -> None:
    write_theme(tmp_path, "mine", {}, manifest)
    theme, problems = load_theme("mine", (tmp_path,), ENGLISH)
    assert theme is None
    found = [(p.code, p.path, p.line, p.message) for p in problems]
    assert found == [("bad-theme", "themes/mine/theme.yaml", line, message)]
    assert help_ in problems[0].help


def test_themes_in_a_circle_are_a_problem(tmp_path: Path) -> None:
    write_theme(tmp_path, "one", {}, "name: one\nextends: two\n")
    write_theme(tmp_path, "two", {}, "name: two\ntitle: Two\nextends: one\n")
    _, problems = load_theme("one", (tmp_path,), ENGLISH)
    assert [(p.path, p.line, p.message) for p in problems] == [
        ("themes/two/theme.yaml", 3, "Themes extend one another in a circle: `one` → `two` → `one`.")
    ]


def test_a_theme_must_have_every_page(tmp_path: Path) -> None:
    write_theme(tmp_path, "mine", {"templates/404.html": "x"}, "name: mine\n")
    _, problems = load_theme("mine", (tmp_path,), ENGLISH)
    assert {p.path.rpartition("/")[2] for p in problems} == set(VIEWS) - {"404.html"}


# ---- what is wrong in a template ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "line", "message", "help_"),
    [
        ("a\n{% if %}", 2, "Expected an expression", ""),
        ("a\n{% endfor %}", 2, "Encountered unknown tag 'endfor'", ""),
        ("a\n{{ pge }}", 2, "There is no `pge` here.", "Did you mean `page`?"),
        ("{{ site.title }}", 1, "There is no `site` here.", "Import or set it first."),
        ("{{ range(3) }}", 1, "There is no `range` here.", ""),
        ("\n\n{{ page.shel.title }}", 3, "NotFoundView has no `shel`.", "Did you mean `shell`? It has: shell."),
        ("{{ page.shell.titel }}", 1, "Shell has no `titel`.", "Did you mean `title`?"),
        ("{% for n in page.shell.nav %}\n{{ n.txt }}{% endfor %}", 2, "NavLink has no `txt`.", "Did you mean `text`?"),
        ("{% set s = page.shell %}\n{{ s.rot }}", 2, "Shell has no `rot`.", "Did you mean `root`?"),
        ("{% block a %}\n{{ page.x }}{% endblock %}", 2, "NotFoundView has no `x`.", "It has: shell."),
        ("{{ page.shell.title|upcase }}", 1, "There is no filter `upcase`.", ""),
        ("{{ page.shell.title|safe }}", 1, "There is no filter `safe`.", ""),
        ("{{ [1]|random }}", 1, "There is no filter `random`.", ""),
        ("{% if 1 is evn %}{% endif %}", 1, "There is no test `evn`.", "Did you mean `even`?"),
        ('{{ t("ui.skp") }}', 1, "There is no label `ui.skp`.", "locale"),
        ('{% extends "bse.html" %}', 1, "There is no template `bse.html`.", "Did you mean `base.html`?"),
        ('\n{% include "aside.html" %}', 2, "There is no template `aside.html`.", ""),
        (
            '\n\n{% from "components/lnk.html" import link %}',
            3,
            "There is no template `components/lnk.html`.",
            "link.html",
        ),
        ("{% extends 'base.html' %}{% block main %}\n{{ shell.url }}{% endblock %}", 2, "Shell has no `url`.", "root"),
        ("\n{% include page.shell.kind %}", 2, "A template must be named in quotes", ""),
        ("{% autoescape false %}{% endautoescape %}", 1, "Escaping may not be turned off.", ""),
    ],
)
def test_a_broken_template_is_a_problem_with_its_line(
    tmp_path: Path, template: str, line: int, message: str, help_: str
) -> None:
    write_theme(tmp_path, "mine", {"templates/404.html": template})
    theme, problems = load_theme("mine", (tmp_path,), ENGLISH)
    assert theme is None
    assert [(p.code, p.path, p.line) for p in problems] == [("bad-theme", "themes/mine/templates/404.html", line)]
    assert problems[0].message.startswith(message)
    assert help_ in problems[0].help


def test_a_name_of_a_macro_or_a_scope_is_no_mistake(tmp_path: Path) -> None:
    own = (
        '{% extends "base.html" %}{% from "components/link.html" import link as to %}'
        "{% macro m(a) %}{{ a.x }}{% endmacro %}"
        "{% block main %}{% with w = 1 %}{{ w }}{% endwith %}{% for a, b in [(1, 2)] %}{{ loop.index }}{{ a }}{{ b }}"
        "{% endfor %}{% set z %}y{% endset %}{{ z }}{{ to(page.shell.crumbs, shell.root) }}{{ m }}{% endblock %}"
    )
    write_theme(tmp_path, "mine", {"templates/404.html": own})
    assert load_theme("mine", (tmp_path,), ENGLISH)[1] == ()


def test_an_imported_template_has_no_page(tmp_path: Path) -> None:
    own = {
        "templates/404.html": '{% from "part.html" import part %}{{ part() }}',
        "templates/part.html": "{% macro part() %}\n{{ page.shell.title }}{% endmacro %}",
    }
    write_theme(tmp_path, "mine", own)
    _, problems = load_theme("mine", (tmp_path,), ENGLISH)
    assert [(p.path, p.line, p.message) for p in problems] == [
        ("themes/mine/templates/part.html", 2, "There is no `page` here.")
    ]


def test_a_template_that_is_not_utf8_is_a_problem(tmp_path: Path) -> None:
    write_theme(tmp_path, "mine", {"templates/404.html": b"<p>\nM\xfcller</p>"})
    _, problems = load_theme("mine", (tmp_path,), ENGLISH)
    assert [(p.line, p.column, p.message) for p in problems] == [(2, 2, "This template is not UTF-8.")]


@pytest.mark.parametrize(
    ("template", "line", "message", "help_"),
    [
        ("{% macro m(s) %}\n{{ s.titel }}{% endmacro %}{{ m(page.shell) }}", 2, "Shell has no `titel`.", "`title`"),
        ("a\n\n{{ page.shell.nav[0].text }}", 3, "", ""),
        ("{{ 1 / page.shell.nav|length }}", 1, "The template fails: division by zero", ""),
        ('\n{{ t("ui." ~ page.shell.kind) }}', 2, "There is no label 'ui.page'.", ""),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", 1, "The template fails", ""),
        ("\n{% block a %}{% endblock %}{% block a %}{% endblock %}", 2, "block 'a' defined twice", ""),
    ],
)
def test_a_template_that_fails_on_a_page_says_where(
    tmp_path: Path, template: str, line: int, message: str, help_: str
) -> None:
    write_theme(tmp_path, "mine", {"templates/404.html": template})
    with pytest.raises(ThemeError) as failure:
        loaded("mine", tmp_path).render("404.html", NotFoundView(shell()))
    problem = failure.value.problem
    assert (problem.code, problem.path, problem.line) == ("bad-theme", "themes/mine/templates/404.html", line)
    assert problem.message.startswith(message)
    assert help_ in problem.help


@pytest.mark.parametrize(("template", "view"), PAGES)
def test_quick_code_makes_what_jinjas_own_makes(default: Theme, template: str, view: Any) -> None:
    quick, plain = (e.get_template(template).render(page=view) for e in (default._quick, default._plain))
    assert quick == plain


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ {'a': 1}.a }}", "1"),
        ("{% macro m(p) %}{{ p.x is defined }}{{ p.x|default('-') }}{% endmacro %}{{ m(page) }}", "False-"),
        ("{% macro m(a, b='<', c=a) %}{{ a }}{{ b }}{{ c }}{% endmacro %}{{ m(1) }}{{ m('&', c=2) }}", "1&lt;1&amp;&lt;2"),
        ("{% macro m() %}[{{ caller() }}]{% endmacro %}{% call m() %}&{% endcall %}", "[&]"),
        ("{% macro m() %}{{ varargs[0] }}{{ kwargs.k }}{% endmacro %}{{ m(1, k=2) }}", "12"),
        ("{% import 'part.html' as parts %}{{ parts.bold('<', mark='!') }}", "<b>&lt;!</b>"),
        ("{% from 'part.html' import bold as b %}{{ b(*('<',)) }}{{ b(**{'word': 1, 'mark': 2}) }}", "<b>&lt;</b><b>12</b>"),
        ("{% for n in [1, [2]] recursive %}{% if n is number %}{{ n }}{% else %}{{ loop(n) }}{% endif %}{% endfor %}", "12"),
        ("{% for n in [3, 4] %}{{ loop.index }}{{ n }}{{ loop.last }} {% endfor %}", "13False 24True "),
        ("{% set s %}<i>{{ '<' }}</i>{% endset %}{{ s }}{{ s ~ '<' }}", "<i>&lt;</i><i>&lt;</i>&lt;"),
        ("{{ 'a-b'.split('-')|join('<') }}{{ 'x'.replace('x', '>') }}{{ 1.5.is_integer() }}", "a&lt;b&gt;False"),
        ("{% block a %}a{% endblock %}{{ self.a() }}", "aa"),
    ],
)  # fmt: skip
def test_a_template_may_use_all_of_jinja(tmp_path: Path, template: str, expected: str) -> None:
    part = "{% macro bold(word, mark='') %}<b>{{ word }}{{ mark }}</b>{% endmacro %}"
    write_theme(tmp_path, "mine", {"templates/404.html": template, "templates/part.html": part})
    assert loaded("mine", tmp_path).render("404.html", NotFoundView(shell())).decode() == expected


# ---- digests ------------------------------------------------------------------------------------------------------


def digests(root: Path, part: str = "p", language: Language = ENGLISH) -> dict[str, str]:
    own = {
        "templates/404.html": '{% include "middle.html" %}',
        "templates/middle.html": '{% from "part.html" import part %}',
        "templates/part.html": f"{{% macro part() %}}{part}{{% endmacro %}}",
    }
    write_theme(root, "mine", own)
    theme = loaded("mine", root, language=language)
    return {template: theme.maker_digest(template) for template in VIEWS}


def test_a_change_reaches_every_page_that_shows_it_and_no_other(tmp_path: Path) -> None:
    before, again, after = digests(tmp_path), digests(tmp_path), digests(tmp_path, part="q")
    assert before == again
    assert {t for t in VIEWS if before[t] != after[t]} == {"404.html"}
    assert len(set(before.values())) == len(VIEWS)


def test_other_words_make_every_page_stale(tmp_path: Path) -> None:
    before, after = digests(tmp_path), digests(tmp_path, language=Language.load("uk"))
    assert not [t for t in VIEWS if before[t] == after[t]]
