"""Markdown: what passes, what is refused, and that nothing live, hidden or slow comes through."""

from __future__ import annotations

import re
from html import escape
from xml.etree.ElementTree import Element

import html5lib
import markdown as python_markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing.markdown import read_text, render_plain
from briefing.markdown.engine import Engine
from briefing.markdown.findings import Findings
from briefing.markdown.finishing import finish
from briefing.markdown.html import to_body
from briefing.markdown.source import read_source
from briefing.markdown.work import STEPS, TooMuch
from briefing.problems import Problem
from briefing.records import Body, MediaRef, PictureRef, Ref

MARKUP = [
    "*", "**", "_", "`", "``", "```", "~~~", "[", "]", "(", ")", "<", ">", "!", "&", "\\", "#", "|", "-", "+", "=",
    ":", "\"", "'", "/",
    "    ", "  \n", "\n", "\n\n", "\t", "- ", "1. ", "> ", "](", "![", "[[", "]]", "[^1]", "\n[^1]: ", "\n[a]: ",
    "<!--", "-->", "|-|\n",
    "<script>", "</p>", "<b onclick=x>", "javascript:", "https://a.b/c?d&e=1", "media/x.jpg", "[[event:capture]]",
    "[[actor:a|B c]]",
    "&amp;", "&lt;", "&#x6a;", "&#2;", "&#0;", "\x00", "\x02", "\x03", "\x02klzzwxh:0000\x03", "\x02amp\x03",
    "\x0242\x03", "\x0c", "\u2028",
    "a", "b c", "Kherson", "x.", "5", "\u00a0", "é", "“", "”", "---", "***", "# ", "===",
]  # fmt: skip
PLAIN = [
    "word ",
    "other",
    " and ",
    ", ",
    ". ",
    "“said” ",
    "\n",
    "\n\n",
    "  \n",
    " ",
    "é",
    "(AP)",
    "30,000 ",
    "half-way ",
    "\u00a0",
]
marked_up = st.lists(st.sampled_from(MARKUP), max_size=40).map("".join)
seldom_marked = st.lists(st.one_of(*[st.sampled_from(PLAIN)] * 7, st.sampled_from(MARKUP)), max_size=30).map("".join)
texts = st.one_of(st.text(max_size=200), marked_up, seldom_marked)


def html(body: Body) -> str:
    """The body as a page would show it."""
    return "".join(
        part
        if isinstance(part, str)
        else f'src="{escape(part.path)}"'
        if isinstance(part, PictureRef)
        else escape(part.path)
        if isinstance(part, MediaRef)
        else f'<a href="../{part.id}/">{escape(part.label)}</a>'
        for part in body.parts
    )


def rendered(text: str) -> str:
    return html(render_plain(text, "pages/a.md")[0])


def problems(text: str, body_line: int = 1) -> list[Problem]:
    return list(render_plain(text, "pages/a.md", body_line)[1])


def codes(text: str) -> list[str]:
    return [p.code for p in problems(text)]


def flat(element: Element) -> object:
    return (element.tag, dict(element.attrib), element.text or "", [flat(e) for e in element], element.tail or "")


# ---- the short way and the long way -------------------------------------------------------------------------------


SHORT, LONG = Engine(), Engine(shortcut=False)


def way(engine: Engine, text: str) -> object:
    findings = Findings()
    tree, more_than_plain = engine.tree(read_source(text), findings, "")
    if more_than_plain:
        finish(tree, findings, 1)
    return flat(tree)


@settings(deadline=None, max_examples=500)
@given(texts)
@example("one  \ntwo")
@example("one\n- two")
@example("- one\n\n    two &amp; three\n\nfour")
def test_the_shortcut_for_plain_text_gives_what_the_engine_gives(text: str) -> None:
    assert way(SHORT, text) == way(LONG, text)


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("ab,.:;“”’()%$?!5 \n—é/#-=+>"), max_size=120))
def test_text_without_html_reads_as_in_stock_python_markdown(text: str) -> None:
    stock = python_markdown.markdown(text, extensions=["sane_lists"])
    ours = re.sub(r"\s+", " ", html(to_body(read_text(text, "p", heading_offset=0).tree)))
    spaces = r"\s*(</?(?:p|h\d|ul|ol|li|blockquote|hr|pre|br)(?: ?/)?>)\s*"
    assert (
        re.sub(spaces, r"\1", ours).strip()
        == re.sub(spaces, r"\1", re.sub(r"\s+", " ", stock.replace(" />", ">"))).strip()
    )


# ---- nothing live -------------------------------------------------------------------------------------------------

ALLOWED = {
    **dict.fromkeys(("p", "h2", "h3", "h4", "h5", "h6", "ul", "blockquote", "pre", "hr", "br"), frozenset()),
    **dict.fromkeys(("em", "strong", "span", "table", "thead", "tbody", "tr"), frozenset()),
    "ol": {"start"}, "li": {"id"}, "code": {"class"},
    "a": {"href", "rel", "title", "class", "role"}, "img": {"src", "alt", "title", "loading"}, "sup": {"class", "id"},
    "section": {"class", "role"}, "div": {"class"},
    "th": {"class", "scope"}, "td": {"class"},
}  # fmt: skip
ADDRESS = re.compile(r"https?://|mailto:|#|media/|\.\./[a-z0-9-]+/\Z", re.IGNORECASE)


def assert_harmless(page: str) -> None:
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), strict=True, namespaceHTMLElements=False)
    fragment = parser.parseFragment(page)
    for element in list(fragment.iter())[1:]:
        assert element.tag in ALLOWED, element.tag
        assert set(element.attrib) <= ALLOWED[element.tag], element.attrib
        for name in ("href", "src"):
            assert ADDRESS.match(element.get(name, "#")), element.attrib
        assert not element.get("src", "media/").startswith("http")


@settings(deadline=None)
@given(texts)
def test_whatever_is_written_the_html_is_well_formed_and_harmless(text: str) -> None:
    assert_harmless(rendered(text))


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "javascript\\:x", "\x01javascript:x",
        "&#106;avascript:alert(1)", "javascript&colon;alert(1)", "&#x6A&#x61;vascript:x", "\u00a0javascript:x",
        "vbscript:x", "data:text/html,x", "file:///etc/passwd", "ftp://a.b", "blob:x", "mailto:",
        "//evil.example", "\\\\evil.example", "/\\evil", "https:\\\\evil.example", "https://a.b\\c",
        "https:evil", "https://", "http://[::1", "https://a.b:x/", "https://a.b/\u202ex",
        "", "page.html", "../x", "/x", "articles/x.md",
        "media/", "media/../x", "media/..%2fx", "media//x", "/media/x", "media\\x", "media/%2e%2e/x", "media/a:b",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "form",
    ["[words](<{}>)", "[words]({})", "[words][ref]\n\n[ref]: {}", "<{}>", "![alt](<{}>)", "![alt][ref]\n\n[ref]: <{}>"],
)
def test_unsafe_addresses_make_no_link(address: str, form: str) -> None:
    text = form.format(address)
    body, found = render_plain(text, "p")
    assert not re.search(r"<(a|img)\b", html(body)), html(body)
    if form == "[words](<{}>)":
        assert [p.code for p in found] == ["unsafe-link"]
        assert found[0].help


def test_the_place_is_that_of_the_whole_address() -> None:
    found = problems("[a](mailto:b@c.d) [e](mailto:) [f](https://g.h) [i]()")
    assert [(p.line, p.column) for p in found] == [(1, 23), (1, 53)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](https://x.y/?a=1&amp;b=2)", '<a href="https://x.y/?a=1&amp;b=2" rel="external noopener">a</a>'),
        ("[a](https://x.y/?a=1&copy=2)", '<a href="https://x.y/?a=1&amp;copy=2" rel="external noopener">a</a>'),
        (
            '[a](http://x.y "t "q" & u")',
            '<a href="http://x.y" rel="external noopener" title="t &quot;q&quot; &amp; u">a</a>',
        ),
        ("<https://x.y/a_b_c>", '<a href="https://x.y/a_b_c" rel="external noopener">https://x.y/a_b_c</a>'),
        ("<a.b@x.y>", '<a href="mailto:a.b@x.y">a.b@x.y</a>'),
        ("[a](#there)", '<a href="#there">a</a>'),
        ("[a](./media/b.pdf)", '<a href="media/b.pdf">a</a>'),
        ("[*a*][r]\n\n[r]: https://x.y", '<a href="https://x.y" rel="external noopener"><em>a</em></a>'),
        ("![a `b`](media/c.jpg)", '<img src="media/c.jpg" alt="a b" loading="lazy">'),
    ],
)
def test_links_and_images(text: str, expected: str) -> None:
    assert rendered(text) == f"<p>{expected}</p>\n"
    assert not problems(text)


def test_media_are_left_open() -> None:
    parts = render_plain("![a](media/b/./c.jpg)", "p")[0].parts
    assert parts == ("<p><img ", PictureRef("media/b/c.jpg"), ' alt="a" loading="lazy"></p>\n')


def test_an_image_needs_words() -> None:
    assert codes("![](media/a.jpg)") == ["missing-alt"]
    assert codes("![ ](media/a.jpg)") == ["missing-alt"]


def test_a_link_in_a_link_is_refused() -> None:
    for text in (
        "[a [[event:b]] c](https://x.y)",
        "[a <https://x.y> b](https://x.y)",
        "[a[^1]](https://x.y)\n\n[^1]: b",
    ):
        assert codes(text) == ["unsafe-link"]


def test_raw_html_is_shown_and_reported() -> None:
    text = "a <b onclick='x'>bold *x*</b>\n\n<div>\n\n<script>alert(1)</script>\n\n</div>"
    assert rendered(text) == (
        "<p>a &lt;b onclick='x'&gt;bold <em>x</em>&lt;/b&gt;</p>\n<p>&lt;div&gt;</p>\n"
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n<p>&lt;/div&gt;</p>\n"
    )
    found = problems(text, body_line=10)
    assert {p.code for p in found} == {"raw-html"}
    assert [(p.line, p.column) for p in found] == [(10, 3), (10, 26), (12, 1), (14, 1), (14, 17), (16, 1)]
    assert rendered("5 < 6 &amp; &lt;b&gt; \\<b> `<b>` a<3 &copy; &nosuch;") == (
        "<p>5 &lt; 6 &amp; &lt;b&gt; &lt;b&gt; <code>&lt;b&gt;</code> a&lt;3 © &amp;nosuch;</p>\n"
    )
    assert not problems("5 < 6 &amp; &lt;b&gt; \\<b> `<b>` a<3 &copy;")


@settings(deadline=None)
@given(texts)
def test_placeholders_cannot_be_forged(text: str) -> None:
    page = rendered("*before* `code` " + text + " \x02klzzwxh:0001\x03 \x02wzxhzdk:0\x03")
    assert not set(page) & {"\x00", "\x02", "\x03"}


# ---- comments -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a <!-- SECRET --> b", "<p>a  b</p>\n"),
        ("a <!-- SECRET -->\nb", "<p>a\nb</p>\n"),
        ("a\n<!-- SECRET -->\nb", "<p>a\nb</p>\n"),
        ("a\n\n    <!-- SECRET\n\n  SECRET -->\n\nb", "<p>a</p>\n<p>b</p>\n"),
        ("- a\n<!-- SECRET -->\n- b", "<ul><li>a</li>\n<li>b</li>\n</ul>\n"),
        ("a\n<!-- SECRET --> <!-- SECRET -->\nb", "<p>a\nb</p>\n"),
        ("a <!-- SECRET", "<p>a</p>\n"),
        ("a <!--> SECRET", "<p>a</p>\n"),
        ("a\n\n<!-- SECRET\n\n```\nSECRET\n```\n", "<p>a</p>\n"),
        ("a <!-- `SECRET --> b` c", "<p>a  b` c</p>\n"),
        ("`<!-- kept -->` b", "<p><code>&lt;!-- kept --&gt;</code> b</p>\n"),
        ("`<!--` b", "<p><code>&lt;!--</code> b</p>\n"),
        ("``a ` <!-- kept -->`` b", "<p><code>a ` &lt;!-- kept --&gt;</code> b</p>\n"),
        ("```\n<!-- kept\n```\nb", "<pre><code>&lt;!-- kept</code></pre>\n<p>b</p>\n"),
        ("```\n<!-- SECRET\n``", "<p>```</p>\n"),
        ("\\`a <!-- SECRET --> b`", "<p>`a  b`</p>\n"),
        ("- a `b\n- <!-- SECRET *SECRET* ` -->\n- c", None),
        ("[a]: https://b.c '` <!-- SECRET ` -->'\n\n[a]", None),
        ("# a `\n<!-- SECRET ` -->", None),
        ("a &lt;!-- shown --&gt;", "<p>a &lt;!-- shown --&gt;</p>\n"),
    ],
)  # fmt: skip
def test_comments_are_gone_outside_code(text: str, expected: str | None) -> None:
    page = rendered(text)
    assert "SECRET" not in page
    if expected is not None:
        assert page == expected


@settings(deadline=None)
@given(marked_up, marked_up, st.booleans())
def test_no_comment_ever_comes_to_light(before: str, after: str, closed: bool) -> None:
    # Backticks and tildes may make code of it, which is shown as code; nothing else may show it.
    page = rendered(re.sub(r"[`~]|    |\t", "", before) + "<!-- SECRET " + (f"--> {after}" if closed else after))
    assert "SECRET" not in page


@settings(deadline=None)
@given(marked_up, marked_up)
def test_where_a_comment_shows_it_shows_as_code(before: str, after: str) -> None:
    page = rendered(before + "<!-- SECRET -->" + after)
    assert "SECRET" not in re.sub(r"<code[^>]*>.*?</code>", "", page, flags=re.DOTALL)


# ---- references ---------------------------------------------------------------------------------------------------


def test_references_are_left_open_with_their_place() -> None:
    text = (
        "a [[event:capture]]\n\n- [[figure:x-1| the\n  *equipment* ]] `[[event:no]]`\n\n"
        "<!-- [[event:capture]] -->\n\n[[event:capture]]"
    )
    parts = render_plain(text, "p", 5)[0].parts
    assert [p for p in parts if isinstance(p, Ref)] == [
        Ref("event", "capture", "", 5, 3),
        Ref("figure", "x-1", "the *equipment*", 7, 3),
        Ref("event", "capture", "", 12, 1),
    ]
    assert "[[event:no]]" in html(Body(parts))


@pytest.mark.parametrize(
    "text",
    [
        "[[evnt:x]]",
        "[[event:]]",
        "[[event:Not An Id]]",
        "[[x]]",
        "[[]]",
        "[[event:x",
        "[[event:x]",
        "[[event:../x]]",
        "[[:x]]",
        "[[event:é]]",
    ],
)
def test_what_is_no_reference_is_said(text: str) -> None:
    found = problems(f"a\n\nb {text} c", 3)
    assert [(p.code, p.line, p.column) for p in found] == [("unknown-reference", 5, 3)]
    assert found[0].help
    assert rendered(text) == f"<p>{text}</p>\n"


def test_brackets_in_an_ordinary_link_are_no_reference() -> None:
    assert (
        rendered("[[1]](https://x.y) [sic] \\[[x]]")
        == '<p><a href="https://x.y" rel="external noopener">[1]</a> [sic] [[x]]</p>\n'
    )
    assert not problems("[[1]](https://x.y) [sic] \\[\\[x]]")


# ---- blocks -------------------------------------------------------------------------------------------------------


def test_headings_stand_below_the_page_s_without_a_gap() -> None:
    assert rendered("# a\n\n###### b\n\nc\n=\n\nd\n-") == "<h2>a</h2>\n<h4>b</h4>\n<h2>c</h2>\n<h3>d</h3>\n"
    assert rendered("## a\n\n### b") == "<h2>a</h2>\n<h3>b</h3>\n"
    assert html(render_plain("# a\n\n##### b", "p", heading_offset=3)[0]) == "<h4>a</h4>\n<h5>b</h5>\n"


def test_tables_have_scopes_and_no_styles() -> None:
    assert rendered("a | b\n--|-:\n1 | `|`") == (
        '<div class="table-scroll"><table><thead><tr><th scope="col">a</th><th class="align-right" scope="col">b</th>'
        "</tr>\n</thead>\n"
        '<tbody><tr><td>1</td><td class="align-right"><code>|</code></td></tr>\n</tbody>\n</table></div>\n'
    )


def test_lists_are_sane() -> None:
    assert (
        rendered("3. a\n4. b\n\nc\n\n1. d")
        == '<ol start="3"><li>a</li>\n<li>b</li>\n</ol>\n<p>c</p>\n<ol><li>d</li>\n</ol>\n'
    )
    assert "start" not in rendered("99999999999999999999. a")
    assert rendered("٣. a") == '<ol start="3"><li>a</li>\n</ol>\n'


def test_fenced_code_is_taken_as_it_stands() -> None:
    text = "a\n```python title\n*b* <c> &amp;\n\n[[event:x]]\n```\n    indented\n\n~~~\n```\n~~~"
    assert rendered(text) == (
        '<p>a</p>\n<pre><code class="language-python">*b* &lt;c&gt; &amp;amp;\n\n[[event:x]]</code></pre>\n'
        "<pre><code>indented</code></pre>\n<pre><code>```</code></pre>\n"
    )
    assert rendered('``` "><script>\na\n```') == "<pre><code>a</code></pre>\n"
    assert rendered("```\nnever closed") == "<p>```\nnever closed</p>\n"


def test_another_footnote_does_not_move_the_address_of_one() -> None:
    def ids(text: str) -> list[str]:
        return re.findall(r'id="([^"]+)"', html(render_plain(text, "p")[0]))

    one, other = "a[^1]\n\n[^1]: Note.\n\n    ```\n    x\n    ```", "b[^0]\n\n```\ny\n```\n\n[^0]: Another."
    assert len(ids(one)) == 2
    assert set(ids(one)) < set(ids(f"{other}\n\n{one}"))
    equal = ids("a[^1] b[^2] c[^2]\n\n[^1]: Note.\n[^2]: Note.")
    assert len(set(equal)) == len(equal) == 5


def test_footnotes_of_two_bodies_do_not_clash() -> None:
    text = "a[^x y] b[^x y] c[^no]\n\n[^x y]: Note *one*.\n[^z]: Unused."
    page = html(render_plain(text, "p", id_prefix="capture-")[0])
    assert page == (
        '<p>a<sup class="footnote-ref" id="capture-fnref-1ba64ce9"><a href="#capture-fn-1ba64ce9" role="doc-noteref">1</a></sup> b'
        '<sup class="footnote-ref" id="capture-fnref2-1ba64ce9"><a href="#capture-fn-1ba64ce9" role="doc-noteref">1</a></sup> c[^no]'
        "</p>\n"
        '<section class="footnotes" role="doc-endnotes"><ol><li id="capture-fn-1ba64ce9"><p>Note <em>one</em>.'
        '<a class="footnote-back" href="#capture-fnref-1ba64ce9" role="doc-backlink">↩</a>'
        '<a class="footnote-back" href="#capture-fnref2-1ba64ce9" role="doc-backlink">↩</a></p>\n</li>\n'
        '<li id="capture-fn-31e59d20"><p>Unused.</p>\n</li>\n</ol>\n</section>\n'
    )


@settings(deadline=None)
@given(texts, texts)
def test_one_text_leaves_nothing_for_the_next(first: str, second: str) -> None:
    alone = rendered(second)
    rendered(first)
    assert rendered(second) == alone


def test_places_are_those_of_the_file() -> None:
    text = (
        "\n<!-- [x](y) -->\r\n`[x](y)` [x](y)\n\n> two [x](y) and\n> [z](ftp://a\n\n"
        "![w](http://a.b/c.jpg) [r][r]\n\n[r]: data:x"
    )
    assert [(p.line, p.column) for p in problems(text, 10)] == [(12, 14), (14, 11), (17, 6), (19, 6)]


# ---- bounds -------------------------------------------------------------------------------------------------------

BOMBS = {
    "brackets": "[" * 20_000,
    "image brackets": "![[" * 20_000,
    "open links": "[a](" * 20_000,
    "ticks": "".join("`" * n + "a" for n in range(1, 1400)),
    "emphasis": "*a_ " * 100_000,
    "nested emphasis": "*a **b " * 20_000 + "c** d* " * 20_000,
    "quotations": "> " * 5_000 + "a",
    "list in a line": "- " * 2_000 + "a",
    "nested list": "\n".join("    " * n + "- a" for n in range(200)),
    "nested loose list": "\n\n".join("    " * n + "- a" for n in range(200)),
    "escapes": "\\*" * 300_000,
    "entities": "&amp;" * 200_000,
    "table": "|a|b|\n|---|---|\n" + "|1|2|\n" * 100_000,
    "ticks and pipes": "|`a" * 100_000 + "\n|-",
    "headings": "# a\n" * 200_000,
    "footnotes": "".join(f"[^{n}]: x\n\n" for n in range(50_000)),
    "long list item": "- a\n" + "b\n" * 400_000,
    "paragraphs": "a\n\n" * 300_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_with_their_place(name: str) -> None:
    result = read_text("Before.\n\n" + BOMBS[name], "pages/a.md", 7)
    assert [p.code for p in result.problems] == ["markdown-too-deep"]
    assert result.problems[0].line >= 7
    assert len(result.tree) == 0


@pytest.mark.parametrize(
    "text",
    ["<" * 50_000, "&" * 50_000, "[a]: x\n" * 100_000, "\n" * 900_000, "[a]:" + '"' * 500_000 + "x", " " * 900_000],
)
def test_what_is_only_long_is_read(text: str) -> None:
    assert not read_text(text, "pages/a.md").problems


def test_a_megabyte_of_prose_is_read_with_steps_to_spare() -> None:
    paragraph = "The *spokesman* [said](https://a.b) “no” & left; `x` [sic] was [[event:x|there]] on Nov. 11.\n\n"
    engine = Engine()
    engine.tree(read_source(paragraph * ((1 << 20) // len(paragraph))), Findings(), "")
    assert engine.work.left > STEPS // 10


def test_lists_and_quotations_may_be_nested_twenty_deep() -> None:
    for text in (
        "> " * 20 + "a",
        "\n".join("    " * n + "- a" for n in range(20)),
        "\n\n".join("    " * n + "- a" for n in range(20)),
    ):
        assert not problems(text)


def test_an_engine_that_gave_up_is_fit_for_the_next_text() -> None:
    engine = Engine()
    with pytest.raises(TooMuch):
        engine.tree(read_source(BOMBS["quotations"]), Findings(), "")
    assert way(engine, "- *a*") == way(LONG, "- *a*")


@settings(deadline=None)
@given(st.text(max_size=300))
def test_no_text_is_too_odd(text: str) -> None:
    read_text(text, "p")
