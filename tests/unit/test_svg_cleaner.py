"""Drawings: the list lets through what is only seen; everything that could run, load or link refuses the whole."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.problems import Problem
from briefing.svg_cleaner import ELEMENTS, MAX_BYTES, SVG, Drawing, cleaned_svg
from payloads import PAYLOADS


def svg(inside: str, attributes: str = 'viewBox="0 0 80 60"') -> bytes:
    return f'<svg xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink" {attributes}>{inside}</svg>'.encode()


def refused(data: bytes) -> bool:
    found = cleaned_svg("media/a.svg", data)
    if isinstance(found, Problem):
        assert found.code == "media-refused"
        assert found.help
        return True
    assert_harmless(found.data)
    return False


def assert_harmless(data: bytes) -> None:
    assert b"<!" not in data
    assert b"<?" not in data
    for element in ET.fromstring(data).iter():
        assert element.tag.removeprefix(f"{{{SVG}}}") in ELEMENTS
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            assert "href" not in name
            assert name != "style"
            assert "script" not in value.lower()
            assert "url(" not in value or value.startswith("url(#")


HARMLESS = [
    '<path d="M0 0h8v6z" fill="#abc" stroke="rgb(1, 2, 3)" transform="translate(1 2) rotate(30)"/>',
    '<g style="fill:#fff;stroke-width:.5px;-inkscape-font-specification:Sans"><text x="1" y="2">Kherson &amp; <tspan>Дніпро</tspan></text></g>',
    '<defs><linearGradient id="a"><stop offset="0" stop-color="red"/></linearGradient></defs><rect width="8" height="6" fill="url(#a)"/>',
    '<defs><clipPath id="c-1.x"><circle r="3"/></clipPath></defs><g clip-path="url( \'#c-1.x\' )"><line x2="5"/></g>',
    "<title>A map</title><desc>Of the river</desc><!-- a note --><metadata><x>who drew it</x></metadata>",
    '<polygon points="1,2 3,4" fill="none" class="st0" data-name="x" font-family="\'Open Sans\', sans-serif"/>',
]


@pytest.mark.parametrize("inside", HARMLESS)
def test_what_is_only_seen_goes_through(inside: str) -> None:
    found = cleaned_svg("media/a.svg", svg(inside))
    assert isinstance(found, Drawing), found
    assert_harmless(found.data)
    assert (found.width, found.height) == (80, 60)
    assert b"note" not in found.data
    assert b"who drew it" not in found.data
    again = cleaned_svg("media/a.svg", found.data)
    assert isinstance(again, Drawing)
    assert again.data == found.data


def test_what_editors_note_goes_without_a_word() -> None:
    data = (
        b'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!-- Created with Inkscape by anna -->\n'
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
        b'xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" width="21mm" height="29.7mm" '
        b'inkscape:export-filename="/home/anna/secret.png" sodipodi:docname="anna.svg">'
        b'<sodipodi:namedview pagecolor="#ffffff"><inkscape:grid/></sodipodi:namedview><metadata>anna</metadata>'
        b'<g inkscape:label="anna" id="layer1"><rect width="1" height="1"/></g></svg>'
    )
    found = cleaned_svg("media/a.svg", data)
    assert isinstance(found, Drawing), found
    assert b"anna" not in found.data
    assert (found.width, found.height) == (80, 113)


LIVE = [
    "<script>alert(1)</script>", '<script href="data:,alert(1)"/>', "<foreignObject><p>x</p></foreignObject>", "<style>*{}</style>",
    '<image href="https://evil.example/x.png"/>', '<image href="data:image/png;base64,AAAA"/>', '<use href="#a"/>', '<a href="javascript:x"><text>x</text></a>',
    '<a xlink:href="https://evil.example"><text>x</text></a>', '<animate attributeName="href" values="javascript:x"/>', '<set attributeName="onload" to="x"/>',
    '<rect onload="alert(1)"/>', '<rect ONLOAD="alert(1)"/>', '<rect style="fill:url(https://evil.example)"/>', '<rect fill="url(https://evil.example#a)"/>',
    '<rect fill="url(&quot;//evil.example&quot;)"/>', '<rect fill="&#117;rl(//evil.example)"/>', '<rect style="fill:\\75 rl(//evil.example)"/>',
    '<rect style="background:url(x)"/>', '<rect style="behavior:url(x)"/>', '<rect style="x"/>', '<rect filter="url(#f)"/>', '<rect mask="url(#m)"/>',
    '<rect marker-end="url(#m)"/>', "<filter/>", "<mask/>", "<pattern/>", "<symbol/>", "<marker/>", "<switch/>", "<video/>", "<iframe/>", "<svg/>", "<view/>",
    "<handler>x</handler>", "<listener/>", "<discard/>", "<mpath/>", "<font/>", "<cursor/>", "<color-profile/>", '<text href="x">y</text>', '<rect tabindex="1"/>',
    '<rect xml:base="javascript:x"/>', '<rect id="a b"/>', '<rect id="&quot;&gt;"/>', '<rect x="javascript:x"/>', '<rect fill="@import x"/>', '<rect fill="expression(x)"/>',
    '<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>', '<x:rect xmlns:x="http://example.org"/>', '<script xmlns="">alert(1)</script>',
    "<?xml-stylesheet href='x'?>", "<text>&unknown;</text>", "<g>" * 60 + "</g>" * 60, "<g/>" * 20_001,
]  # fmt: skip


@pytest.mark.parametrize("inside", LIVE)
def test_what_could_run_load_or_link_refuses_the_whole(inside: str) -> None:
    assert refused(svg(inside))


WHOLE = [
    b'<!DOCTYPE svg [<!ENTITY x "y">]>' + svg("<text>&x;</text>"),
    b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + svg("<text>&x;</text>"),
    b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>' + svg("<text>&b;</text>"),
    b'<!DOCTYPE svg SYSTEM "http://evil.example/x.dtd">' + svg(""),
    b'<!DOCTYPE svg PUBLIC "x" "file:///etc/passwd">' + svg(""),
    b"", b"<svg>", b"<svg/>", b"<html/>", b"GIF89a", b"\xff\xd8\xff", b"\x1f\x8b\x08\x00", svg("", ""), svg("", 'width="0" height="5"'), svg("", 'width="100%" height="100%"'),
    svg("", 'viewBox="0 0 1e9 1e9"'), svg("", 'viewBox="0 0 nan nan"'), svg("", 'viewBox="0 0 inf inf"'), svg("") + b"<script/>", svg("<g>"), svg("", 'viewBox="0 0 8 6" onload="x"'), svg("", 'viewBox="0 0 8 6" viewBox="0 0 8 6"'),
    svg("").replace(b"<svg ", b"\xef\xbb\xbf<svg ") + b"\x00", b" " * (MAX_BYTES + 1), "\ufeff".encode("utf-16") + svg("<script/>").decode().encode("utf-16-le"),
    b'<?xml version="1.0" encoding="utf-7"?>' + svg("<script/>"), svg("<script/>").decode().encode("utf-16"),
]  # fmt: skip


@pytest.mark.parametrize("data", WHOLE, ids=range(len(WHOLE)))
def test_wholes_that_are_refused(data: bytes) -> None:
    assert refused(data)


def test_the_line_that_old_drawings_begin_with_is_read_over() -> None:
    doctype = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    found = cleaned_svg("media/a.svg", doctype + svg("<rect/>"))
    assert isinstance(found, Drawing)
    assert b"DTD" not in found.data


def test_payloads_are_refused_or_harmless() -> None:
    for payload in PAYLOADS:
        refused(svg(payload))
        refused(svg(f'<rect fill="{payload}"/>'))
        refused(svg(f"<rect style='{payload}'/>"))
        refused(svg(f"<text>{payload}</text>"))


pieces = st.sampled_from(
    [
        *LIVE,
        *HARMLESS,
        "<",
        ">",
        '"',
        "&",
        "<g ",
        "/>",
        "</g>",
        "style=",
        "url(#a)",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "\u202e",
        "\x00",
    ]
)


@settings(deadline=None)
@given(st.lists(pieces | st.text(max_size=5), max_size=8).map("".join))
def test_whatever_stands_in_a_drawing(inside: str) -> None:
    refused(svg(inside))
