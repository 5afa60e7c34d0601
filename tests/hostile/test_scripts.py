"""Nothing that an editor writes, or pastes, comes alive: not on a page, not in a feed, not in a spreadsheet.

A site is built whose every field holds payloads, and one of the same shape whose fields hold plain words. A browser's own
parser must find no element and no attribute in the first that the second lacks; pages are then opened, too.
"""

from __future__ import annotations

import copy
import csv
import html
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import html5lib
import pytest

from briefing.markdown import render_plain
from briefing.records import MediaRef, PictureRef, Ref
from briefing.schema.validation import validate
from briefing.server import PreviewServer
from building import build_site, write_tree
from hostile_content import MODELS, actor, article, briefing, choice, config, event, leaves, page, place, placed, takes
from literate import PICTURE, _picture, examine_whole, project
from payloads import PAYLOADS
from serving import make_site

PACK = 28
"""Payloads in one field of the short form."""


def packs(size: int) -> list[str]:
    return [" ".join(PAYLOADS[n : n + size]) for n in range(0, len(PAYLOADS), size)]


def tamed(text: str) -> str:
    """Words of the same length that mean nothing to anybody."""
    return re.sub(r"[^\w\s]", "x", text)


def site(folder: Path, texts: Sequence[str]) -> Path:
    content = write_tree(folder / "content", briefing(lambda n, key: f"{texts[n]} {key} {n}", len(texts)))
    (content / "media").mkdir()
    (content / "media" / "a.png").write_bytes(_picture(".png"))
    built = build_site(content, folder / "site")
    assert built.ok, [p for p in built.problems if p.severity.value == "error"][:5]
    return folder / "site"


@pytest.fixture(scope="module", params=[PACK, pytest.param(1, marks=pytest.mark.long)])
def sites(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The one with payloads, and the one with plain words."""
    texts = packs(request.param)
    folder = tmp_path_factory.mktemp("hostile")
    return site(folder / "payloads", texts), site(folder / "plain", [tamed(t) for t in texts])


# ---- pages --------------------------------------------------------------------------------------------------------

JUDGE = r"""pages => pages.map(html => {
    const doc = new DOMParser().parseFromString(html, "text/html");
    const here = "https://site.example/a/b/", shapes = new Set(), live = [];
    for (const e of doc.querySelectorAll("*")) {
        const names = [...e.attributes].map(a => a.name).sort();
        shapes.add(`${e.namespaceURI.slice(-4)} ${e.localName} ${names.join(" ")}`);
        const tell = why => live.push(`${why}: ${e.outerHTML.slice(0, 200)}`);
        if (names.some(n => /^on|^(style|srcdoc|formaction|ping|background|http-equiv)$/.test(n)))
            if (e.localName != "meta") tell("attribute");
        for (const name of ["href", "xlink:href", "src", "srcset", "poster", "data", "action"]) {
            if (!e.hasAttribute(name)) continue;
            let url;
            try { url = new URL(name == "srcset" ? e.srcset.split(" ")[0] : e.getAttribute(name), here) } catch { tell("no address"); continue }
            if (!["https:", "http:", "mailto:"].includes(url.protocol)) tell("scheme");
            const loads = name != "href" || (e.localName == "link" && /icon|style|load|fetch|connect/.test(e.rel));
            if (loads && url.host != "site.example") tell("elsewhere");
        }
        if (e.localName == "script") {
            if (e.type == "application/ld+json") { try { JSON.parse(e.text) } catch { tell("broken data") } }
            else if (!/^(\.\.\/)*assets\/[a-z]+\.js$/.test(e.getAttribute("src")) || e.text.trim()) tell("script");
        }
        if (["iframe", "object", "embed", "base", "style", "frame", "template"].includes(e.localName))
            tell("element");
    }
    return {shapes: [...shapes], live};
})"""


def judged(tab: Any, pages: Sequence[str]) -> list[dict[str, list[str]]]:
    found: list[dict[str, list[str]]] = []
    for n in range(0, len(pages), 40):
        found += tab.evaluate(JUDGE, list(pages[n : n + 40]))
    return found


@pytest.fixture
def tab(chromium: Any) -> Iterator[Any]:
    context = chromium.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.browser
def test_pages_have_no_element_and_no_attribute_of_a_payload(sites: tuple[Path, Path], tab: Any) -> None:
    hostile, plain = sites
    paths = sorted(p.relative_to(hostile) for p in hostile.rglob("*.html"))
    assert paths == sorted(p.relative_to(plain) for p in plain.rglob("*.html"))
    ours = judged(tab, [(hostile / p).read_text("utf-8") for p in paths])
    theirs = judged(tab, [(plain / p).read_text("utf-8") for p in paths])
    # A shape may be missing on one page of the plain site because its words were cut elsewhere.
    known = {shape for one in theirs for shape in one["shapes"]}
    assert {str(p): one["live"] for p, one in zip(paths, ours, strict=True) if one["live"]} == {}
    assert {shape for one in ours for shape in one["shapes"]} - known == set()


@pytest.mark.parametrize(
    "payload",
    ["<script>x</script>", "<img src=x onerror=y>", "<a href=' javascript:x'>y</a>", "<p style=x>", "<base href=x>",
     "<svg><use href='data:x'>", "<iframe></iframe>", "<link rel=stylesheet href=//evil.example>", "<script type=application/ld+json>{</script>"],
)  # fmt: skip
@pytest.mark.browser
def test_the_judge_sees_what_is_live(payload: str, tab: Any) -> None:
    assert judged(tab, [f"<p>words {payload} words"])[0]["live"]


@pytest.mark.browser
def test_opened_in_a_browser_nothing_happens(sites: tuple[Path, Path], chromium: Any) -> None:
    hostile, _ = sites
    by_kind: dict[str, list[Path]] = {}
    for file in sorted(hostile.rglob("*.html"), key=lambda f: (-f.stat().st_size, f)):
        kind = re.search(r'<body class="page-([a-z-]+)"', file.read_text("utf-8"))
        assert kind
        by_kind.setdefault(kind[1], []).append(file)
    heard: list[str] = []
    context = chromium.new_context()
    tab = context.new_page()
    tab.on("dialog", lambda d: (heard.append(f"dialog {d.message}"), d.dismiss()))
    tab.on("console", lambda m: heard.append(f"{tab.url}: {m.text}"))
    tab.on("pageerror", lambda e: heard.append(f"{tab.url}: {e}"))
    tab.on("request", lambda r: None if r.url.startswith(hostile.as_uri()) else heard.append(r.url))
    tab.add_init_script("document.addEventListener('securitypolicyviolation', e => console.error(e.violatedDirective))")
    by_kind.pop("not-found", None)  # its addresses are those of a server
    for files in by_kind.values():
        for file in files[:2]:
            tab.goto(file.as_uri())
            tab.keyboard.press("Tab")
    context.close()
    assert heard == []


def test_pages_as_another_parser_reads_them(sites: tuple[Path, Path]) -> None:
    hostile, _ = sites
    for name in (
        "index.html",
        "articles/article-3/index.html",
        "events/event-0/index.html",
        "actors/actor-5/index.html",
    ):
        tree = html5lib.parse((hostile / name).read_text("utf-8"), namespaceHTMLElements=False)
        for element in tree.iter():
            assert not any(str(a).lower().startswith("on") or a == "style" for a in element.attrib), element.attrib
            assert element.tag not in ("iframe", "object", "embed", "base")
            for name_ in ("href", "src"):
                assert not re.match(r"\s*(?:javascript|data|vbscript):", element.get(name_, ""), re.IGNORECASE)
            if element.tag == "script":
                assert element.get("src") or json.loads(element.text or "") is not None


# ---- files for machines -------------------------------------------------------------------------------------------


def test_data_hold_the_words_as_they_are(sites: tuple[Path, Path]) -> None:
    hostile, plain = sites
    data = json.loads((hostile / "data/briefing.json").read_bytes())

    def shape(value: object) -> object:
        if isinstance(value, dict):
            return {k: shape(v) for k, v in value.items()}
        return [shape(v) for v in value] if isinstance(value, list) else type(value).__name__

    assert shape(data) == shape(json.loads((plain / "data/briefing.json").read_bytes()))
    titles = " ".join(a["title"] for a in data["articles"])
    assert [p for p in PAYLOADS if p.strip() not in titles] == []


def test_feeds_have_the_elements_of_plain_ones(sites: tuple[Path, Path]) -> None:
    hostile, plain = sites
    feeds = [*hostile.rglob("*.xml"), *hostile.rglob("*.svg")]
    assert feeds
    for feed in feeds:
        ours, theirs = (ET.parse(f) for f in (feed, plain / feed.relative_to(hostile)))
        assert [(e.tag, sorted(e.attrib)) for e in ours.iter()] == [(e.tag, sorted(e.attrib)) for e in theirs.iter()]
        for link in ours.iter("{http://www.w3.org/2005/Atom}link"):
            assert not re.match(r"\s*[a-z]+script:|data:", link.get("href", ""))


def test_no_cell_is_a_formula(sites: tuple[Path, Path]) -> None:
    hostile, _ = sites
    for file in hostile.rglob("*.csv"):
        rows = list(csv.reader(io.StringIO(file.read_text("utf-8"), newline="")))
        assert len({len(row) for row in rows}) == 1
        cells = {cell for row in rows for cell in row}
        assert [c for c in cells if re.match(r"[=+\-@\t\r＝＋－＠]", c) and not re.fullmatch(r"-?[\d.]+", c)] == []


@pytest.mark.parametrize("start", ["=1+1", "+1+1", "-1+1", "@SUM(1)", "＝1+1", "\t=1", "=cmd|' /C calc'!A0"])
def test_a_formula_in_any_field_of_a_claim(start: str, tmp_path: Path) -> None:
    folder = site(tmp_path, [start])
    for row in csv.DictReader(io.StringIO((folder / "data/claims.csv").read_text("utf-8"), newline="")):
        assert [k for k, v in row.items() if re.match(r"[=+\-@\t\r＝＋－＠]", v)] == []


# ---- every field --------------------------------------------------------------------------------------------------


def filled(words: Callable[[int, str], str]) -> dict[str, dict[str, Any]]:
    """One record of each kind, as `briefing` writes them."""
    return {
        "articles": article(words, 0), "events": event(words, 0), "figures": choice(words, 0), "pages": page(words, 0),
        "actors": actor(words, 0), "places": place(words, 0), "briefing": config(words),
    }  # fmt: skip


FIELDS = [(kind, keys) for kind, model in MODELS.items() for keys in leaves(model)]
ODD = list(PAYLOADS[::24])
REFERENCES = {"publisher", "said_by", "via", "place", "actors", "part_of", "not_same_as"}
"""Fields whose words name a record: what they hold is that record's name, which has payloads of its own."""
ELSEWHERE = {("figures", ("unit",)), ("articles", ("claims", "unit")), ("articles", ("claims", "scope")), ("figures", ("scope",)), ("articles", ("language",)), ("briefing", ("timezone",)),
             ("briefing", ("language",)), ("briefing", ("theme",)), ("events", ("image", "src"))}  # fmt: skip
"""In another record of the hostile briefing, or refused after the schema (below)."""


@pytest.mark.parametrize(("kind", "keys"), FIELDS, ids=lambda v: ".".join(v) if isinstance(v, tuple) else v)
def test_a_field_has_payloads_or_refuses_them(kind: str, keys: tuple[str, ...]) -> None:
    """No field of the schema is forgotten: a new one that takes words must be given some in `hostile_content`."""
    values = filled(lambda n, key: f"{key} {n}")[kind]
    assert takes(kind, values)
    given = copy.deepcopy(values)
    if not placed(given, keys, ODD[0]):
        return  # a part of what is refused or given as a whole
    if not takes(kind, given):
        for payload in ODD:
            placed(given, keys, payload)
            problems = validate(MODELS[kind], given, "x")[1]  # type: ignore[type-var]
            assert problems
            assert all(p.help and set(p.keys) & set(keys) for p in problems), problems
    elif keys[-1] not in REFERENCES | {"private", "redact"} and (kind, keys) not in ELSEWHERE:
        words = values
        for key in keys:
            words = words.get(key, {}) if isinstance(words, dict) else {}
            words = words[0] if isinstance(words, list) else words
        assert words, f"{kind} {keys} takes words, and the hostile briefing has none there"


@pytest.mark.parametrize("payload", ODD)
def test_settings_and_references_that_are_refused(payload: str, tmp_path: Path) -> None:
    quoted = json.dumps(payload, ensure_ascii=False)
    files = {
        "briefing.yaml": f"title: x\ntimezone: {quoted}\nlanguage: {quoted}\ntheme: {quoted}\n",
        "events/e.md": f"---\ntitle: x\nimage: {{src: {quoted}, alt: y}}\nplace: {quoted}\nactors: [{quoted}]\n---\n",
    }
    problems = examine_whole(project(files, tmp_path))
    found = {(p.path, p.keys[-1] if p.keys else "") for p in problems}
    assert {
        ("briefing.yaml", "timezone"),
        ("briefing.yaml", "language"),
        ("events/e.md", "src"),
        ("events/e.md", "place"),
    } <= found


# ---- texts --------------------------------------------------------------------------------------------------------

PLACES = (
    "{}", "Words {} words", "- {}", "> {}", "# {}", "*{}*", "[{}](https://e.org)", "[x](https://e.org/{})", "[x](<{}>)",
    '[x](https://e.org "{}")', "![{}](media/a.png)", "![x](media/{})", "![x](media/a.png '{}')", "[x][r]\n\n[r]: {}", "[^1]\n\n[^1]: {}",
    "| a |\n|---|\n| {} |", "```{}\ncode\n```", "```\n{}\n```", "~~~ {}\ncode\n~~~", "`{}`", "    {}", "<{}>", "[[event:e|{}]]", "[[{}]]",
    "[^{0}]\n\n[^{0}]: note", "<!-- {} -->", "{} <!--", "&{};", "\\{}", "Title\n{}\n===",
)  # fmt: skip


def part_of(part: str | Ref | MediaRef) -> str:
    match part:
        case PictureRef(path):
            return f'src="https://site.example/{html.escape(path)}"'
        case MediaRef(path):
            return f"https://site.example/{html.escape(path)}"
        case Ref(label=label):
            return html.escape(label)
    return part


def fragments(payload: str) -> Iterator[str]:
    for place_ in PLACES:
        body, _ = render_plain(place_.replace("{}", payload).replace("{0}", payload), "p")
        yield "".join(map(part_of, body.parts))


TEXT_SHAPES = re.compile(
    r"html (?:(?:html|head|body|p|h[2-6]|ul|blockquote|pre|hr|br|em|strong|span|table|thead|tbody|tr) "
    r"|ol (?:start)?|li (?:id)?|code (?:class)?|a (?:(?:class |href|rel|role|title|id)+ ?)*|img alt loading src ?(?:title)?"
    r"|sup (?:class|id| )*|section (?:class|role| )*|div class|t[hd] (?:class ?)?(?:scope)?)"
)


@pytest.mark.browser
def test_texts_make_only_what_markdown_makes(tab: Any) -> None:
    every = [f for payload in PAYLOADS for f in fragments(payload)]
    joined = ["\n".join(every[n : n + 15]) for n in range(0, len(every), 15)]
    for text, found in zip(joined, judged(tab, joined), strict=True):
        assert found["live"] == [], text
        assert [s for s in found["shapes"] if not TEXT_SHAPES.fullmatch(s)] == [], text


# ---- names of files, and what is said of problems -----------------------------------------------------------------

NAMES = [
    "<img src=x onerror=alert(1)>", '"onerror="alert(1)', "'-alert(1)-'", "javascript:alert(1)", "a b", "a%22b", "a&quot;b", "{{7*7}}",
    "=cmd|calc", "a#b", "a?b", "a\\b", "..", "-rf", "%2e%2e", "&#x22;", "\u202egpj", "$(id)", "`id`", "a;b", "~root", "CON", "a.", " a",
]  # fmt: skip


PASSED = {
    "articles": {".."},
    "pages": {".."},
    "media": {"-rf", "a b", " a", "a.", "a;b", "~root", "$(id)", "`id`", "'-alert(1)-'", "a&quot;b"},
}
"""Hidden files are passed over; a picture may have a name like any other, if a strange one: see the page below."""


@pytest.mark.parametrize("folder", PASSED)
def test_names_of_files(folder: str, tmp_path: Path) -> None:
    ending, text = (".png", PICTURE) if folder == "media" else (".md", "---\ntitle: x\n---\n")
    files = {f"{folder}/{name}{ending}": text for name in NAMES}
    for n, path in enumerate(list(files) if folder == "media" else []):
        files[f"events/e{n}.md"] = f"---\ntitle: x\nimage: {json.dumps({'src': path, 'alt': 'x'})}\n---\n"
    problems = [p for p in examine_whole(project(files, tmp_path)) if p.severity.value == "error"]
    assert all(p.help for p in problems)
    said = "".join(f"{p.path}\n{p.message}\n" for p in problems)
    for name in NAMES:
        shown = f"{folder}/{name}{ending}".replace("\u202e", "\ufffd")
        assert (shown in said) == (name not in PASSED[folder]), name


@pytest.mark.browser
def test_strange_names_of_pictures_lead_to_the_pictures(tmp_path: Path, chromium: Any) -> None:
    names = [
        "a b",
        "'-alert(1)-'",
        "-rf",
        "$(id)",
        "a;b",
        "~root",
        "{{7}}",
        "é",
        "a&amp;b",
        "a+b",
        "a,b",
        "(x)",
        "[x]",
        "a@b",
        "x..",
    ]
    files = {
        f"events/e{n}.md": f"---\ntitle: x\nimage: {json.dumps({'src': f'media/{name}.png', 'alt': 'x'}, ensure_ascii=False)}\n---\n"
        for n, name in enumerate(names)
    }
    made = project({**files, **{f"media/{name}.png": PICTURE for name in names}}, tmp_path)
    assert build_site(made.content, made.output).ok
    context = chromium.new_context()
    tab = context.new_page()
    for n in range(len(names)):
        tab.goto((made.output / f"events/e{n}/index.html").as_uri())
        assert (
            tab.evaluate(
                "document.querySelector('figure img').decode().then(() => document.querySelector('figure img').naturalWidth)"
            )
            > 0
        )
    context.close()


@pytest.mark.browser
def test_the_preview_shows_problems_as_text(tmp_path: Path, tab: Any) -> None:
    page_ = "<!doctype html><title>x</title><body><p>words"
    with PreviewServer(tmp_path / "site", port=0) as server:
        server.publish(make_site(tmp_path / "site", {"index.html": page_, "404.html": page_}))
        server.show_problems("\n".join(PAYLOADS))
        tab.goto(server.url)
        shown = tab.locator("#problems")
        assert shown.evaluate("e => [e.childElementCount, e.textContent]") == [0, "\n".join(PAYLOADS)]
