"""Tags that a briefing may allow: elements of ours by name, and nothing of what else is written in them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing.build import build
from briefing.markdown import render_plain
from briefing.markdown.tags import ALLOWED
from literate import problems, project
from payloads import PAYLOADS


def html(text: str) -> str:
    body, _ = render_plain(text, "p", html=True)
    return "".join(part if isinstance(part, str) else 'src="x"' for part in body.parts).strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("H<sub>2</sub>O", "<p>H<sub>2</sub>O</p>"),
        ("a <b>bold *and* more</b> b", "<p>a <b>bold <em>and</em> more</b> b</p>"),
        ("*x <b>y</b>* z", "<p><em>x <b>y</b></em> z</p>"),
        ("<B CLASS=x onclick='y'>z</B >", "<p><b>z</b></p>"),
        ("a<br>b<br/>c<wbr>d", "<p>a<br>b<br>c<wbr>d</p>"),
        ("<b><i>x</i></b>", "<p><b><i>x</i></b></p>"),
        ("<b><i>x</b></i>", "<p>&lt;b&gt;<i>x&lt;/b&gt;</i></p>"),
        ("<b>x", "<p>&lt;b&gt;x</p>"),
        ("x</b> *y*", "<p>x&lt;/b&gt; <em>y</em></p>"),
        ("<b>x *y* <i>z", "<p>&lt;b&gt;x <em>y</em> &lt;i&gt;z</p>"),
        ("<b>x\n\ny</b>", "<p>&lt;b&gt;x</p>\n<p>y&lt;/b&gt;</p>"),
        ("`<b>x</b>`", "<p><code>&lt;b&gt;x&lt;/b&gt;</code></p>"),
        ("\\<b>x\\</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
        ("<script>x</script> <mark>y</mark> <q>z</q>", "<p>&lt;script&gt;x&lt;/script&gt; &lt;mark&gt;y&lt;/mark&gt; &lt;q&gt;z&lt;/q&gt;</p>"),
        ("<bx>y</bx>", "<p>&lt;bx&gt;y&lt;/bx&gt;</p>"),
    ],
)  # fmt: skip
def test_tags_with_a_partner_are_obeyed(text: str, expected: str) -> None:
    assert html(text) == expected


def test_what_has_no_partner_is_said() -> None:
    _, found = render_plain("<i>x</i> <b>y", "p", html=True)
    assert [(p.code, p.line, p.column) for p in found] == [("raw-html", 1, 10)]


tags = st.sampled_from(
    [f"<{'/' * n}{name}>" for name in (*ALLOWED, "script", "img src=x onerror=y", "b onclick=x") for n in (0, 1)]
)


@settings(deadline=None)
@given(
    st.lists(
        tags
        | st.sampled_from(
            [
                "x",
                " ",
                "*",
                "**",
                "`",
                "[",
                "](https://e.org)",
                "\n",
                "\n\n",
                "- ",
                "> ",
                "|",
                "&lt;",
                "\\",
                "<!--",
                "-->",
            ]
        ),
        max_size=25,
    ).map("".join)
)
@example("<b>" * 60 + "x" + "</b>" * 60)
@example("".join(PAYLOADS))
def test_whatever_is_written_only_the_list_is_made(text: str) -> None:
    for tag in re.findall(r"<[^>]*>", html(text)):
        name = re.fullmatch(r"</?([a-z][a-z0-9]*)((?: +[a-z]+=\"[^\"]*\")*)>", tag)
        assert name, tag
        assert not name[2] or name[1] in ("a", "img", "code", "sup", "section", "li", "ol", "div", "th", "td"), tag


def test_only_where_the_briefing_allows_it_and_quotations_are_found_through(tmp_path: Path) -> None:
    article = (
        "---\ntitle: x\nclaims:\n  - {figure: boats, value: 14, said_by: article, quote: fourteen H2O boats}\n---\n"
        "There were four<b>teen</b> H<sub>2</sub>O boats.\n"
    )
    files = {
        "articles/b.md": article,
        "figures/boats.md": "---\ntitle: How many boats?\nkind: number\nunit: boat\n---\n",
    }
    assert {p.code for p in problems(files, tmp_path / "off") if p.path == "articles/b.md"} == {
        "raw-html",
        "quote-not-found",
    }
    made = project({**files, "briefing.yaml": "title: x\nhtml: true\nshow: full\n"}, tmp_path / "on")
    built = build(made)
    assert built.ok, built.problems
    page = (made.output / "articles/b/index.html").read_text()
    assert "<sub>" in page
    assert "<b>" in page
