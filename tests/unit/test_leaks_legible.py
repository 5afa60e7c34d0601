"""What can be read in files of a site: a name is found wherever and however it stands in one."""

from __future__ import annotations

import base64
import gzip
import io
import json
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import PurePosixPath

import pytest
from PIL import Image, PngImagePlugin

from briefing.leaks import Redaction, legible
from briefing.leaks.packed import MAX_DEPTH, MAX_UNPACKED
from briefing.leaks.pictures import has_place
from briefing.leaks.traces import Desk, traces

NAME = "Мар'яна Kovalenko"
LIST = Redaction([NAME])

TEXTS = {
    "page.html": [
        "<p>Мар'яна Kovalenko</p>",
        "<p>Мар&#39;яна <b>Kova</b>len<i>ko</i></p>",
        "<p>&#x41c;ар&rsquo;яна Kova&shy;lenko</p>",
        "<p>Мар'яна\n   Kovalenko</p>",
        "<p>Мар'яна<wbr> Kova<wbr>lenko</p>",
        '<p>Мар\'яна <a class="passage-mark" href="#p5c07e1b29a">3</a>Kovalenko</p>',
        "<p>Мар'яна<sup><a href='#n'>12</a></sup> Kovalenko</p>",
        '<img alt="Мар&#39;яна Kovalenko">',
        "<img alt='Мар’яна Kovalenko' src=x>",
        '<a href="?q=%D0%9C%D0%B0%D1%80%27%D1%8F%D0%BD%D0%B0+Kovalenko">x</a>',
        '<a href="/%D0%BC%D0%B0%D1%80%D1%8F%D0%BD%D0%B0-kovalenko/">x</a>',
        "<!-- Мар'яна Kovalenko -->",
        '<div data-who="{&quot;name&quot;: &quot;Мар\\u0027яна Kovalenko&quot;}"></div>',
        "<script>let who = '\\u041c\\u0430\\u0440\\'\\x79' + 1, x = '\\u041cар\\u0027яна Kovalenko'</script>",
        "<p title='a > b'>Мар'яна Kovalenko",
        "<td>Мар'яна</td>\n<td>Kovalenko</td>",
        "<p>&amp;lt;b&amp;gt;Мар'яна&amp;lt;/b&amp;gt; Kovalenko</p>",
        "<p>#МарянаKovalenko</p>",
        f'<img src="data:text/plain;base64,{base64.b64encode(NAME.encode()).decode()}">',
        f'<a href="https://xn--{"марянаkovalenko".encode("punycode").decode()}.example/">x</a>',
    ],
    "data.json": [
        json.dumps({"name": NAME}),
        json.dumps({NAME: 1}, ensure_ascii=False),
        json.dumps({"html": "<p>Мар'яна <em>Kovalenko</em></p>"}),
        json.dumps({"inner": json.dumps({"name": NAME})}),
        json.dumps(["Мар'яна", "Kovalenko"]),
    ],
    "claims.csv": [f'id,who\r\n1,"{NAME}"\r\n', "id,first,last\r\n1,Мар'яна,Kovalenko\r\n"],
    "feed.atom": ['<entry><content type="html">&lt;b&gt;Мар\'яна&lt;/b&gt; Kovalenko</content></entry>'],
    "drawing.svg": [
        "<svg><text><tspan>Мар'яна</tspan> <tspan>Kovalenko</tspan></text></svg>",
        "<svg><title>Мар'яна Kovalenko</title></svg>",
    ],
    "site.css": [
        "/* Мар'яна Kovalenko */",
        "a::after { content: '\\41c ар\\27 яна Kovalenko' }",
    ],
    "timeline.ics": ["SUMMARY:Мар'яна Kova\r\n lenko\r\n"],
    "cite.bib": ["author = {Мар'яна Kovalenko}"],
    "anything": [NAME, "\ufeff" + NAME],
}


@pytest.mark.parametrize(("path", "text"), [(path, text) for path, texts in TEXTS.items() for text in texts])
def test_a_name_is_read_in_a_text(path: str, text: str) -> None:
    read, unread = legible(path, text.encode())
    assert LIST.entries_in(read) == (1,)
    assert unread == ()


@pytest.mark.parametrize("code", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_name_is_read_in_other_codes(code: str) -> None:
    assert Redaction(["Maria Kovalenko"]).entries_in(legible("x.txt", "Maria Kovalenko".encode(code))[0]) == (1,)


def _zip(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("letter.txt", data)
    return out.getvalue()


def _zip_name(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(data.decode(), b"")
    return out.getvalue()


def _zip_comment(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.comment = data
    return out.getvalue()


def _tar(data: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("letter.txt")
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def _picture(kind: str, **how: object) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((64, 64), 90).convert("RGB").save(out, kind, **how)
    return out.getvalue()


def _png(kind: str) -> Callable[[bytes], bytes]:
    def make(data: bytes) -> bytes:
        info = PngImagePlugin.PngInfo()
        if kind == "text":
            info.add(b"tEXt", b"Comment\0" + data)
        elif kind == "ztext":
            info.add(b"zTXt", b"Comment\0\0" + zlib.compress(data))
        else:
            info.add_itxt("Comment", data.decode(), zip=kind == "zipped")
        return _picture("PNG", pnginfo=info)

    return make


def _exif(kind: str) -> Callable[[bytes], bytes]:
    def make(data: bytes) -> bytes:
        exif = Image.Exif()
        exif[0x9C9D] = data.decode().encode("utf-16-le")  # the author, as Windows writes it
        exif[0x010E] = "A picture"
        return _picture(kind, exif=exif)

    return make


def _among_others(data: bytes) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = "A very long description of what there is to see. " * 5
    exif[0x9C9D] = data.decode().encode("utf-16-le")
    return _picture("JPEG", exif=exif)


PACKED: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "gzip in gzip": lambda data: gzip.compress(gzip.compress(data)),
    "two in one gzip": lambda data: gzip.compress(b"one") + gzip.compress(data),
    "zip": _zip,
    "name in zip": _zip_name,
    "comment of zip": _zip_comment,
    "zip in gzip": lambda data: gzip.compress(_zip(data)),
    "tar": _tar,
    "tar.gz": lambda data: gzip.compress(_tar(data)),
    "PNG tEXt": _png("text"),
    "PNG zTXt": _png("ztext"),
    "PNG iTXt": _png("plain"),
    "PNG iTXt zipped": _png("zipped"),
    "PNG eXIf": _exif("PNG"),
    "behind a PNG": lambda data: _picture("PNG") + data,
    "JPEG comment": lambda data: _picture("JPEG", comment=data),
    "JPEG EXIF": _exif("JPEG"),
    "JPEG EXIF of two codes": _among_others,
    "JPEG EXIF in ASCII": lambda data: _picture("JPEG", exif=b"Exif\0\0II*\0\x08\0\0\0\0\0" + data + b"\0\0"),
    "JPEG XMP": lambda data: _picture("JPEG", xmp=b"<x:xmpmeta>" + data + b"</x:xmpmeta>"),
    "behind a JPEG": lambda data: _picture("JPEG", progressive=True) + data,
    "WebP EXIF": _exif("WEBP"),
    "WebP XMP": lambda data: _picture("WEBP", xmp=data),
    "behind a WebP": lambda data: _picture("WEBP") + data,
    "GIF comment": lambda data: _picture("GIF", comment=data),
    "behind a GIF": lambda data: _picture("GIF") + data,
    "picture in zip": lambda data: _zip(_png("ztext")(data)),
}


@pytest.mark.parametrize("how", PACKED)
def test_a_name_is_read_in_what_is_packed(how: str) -> None:
    data = PACKED[how](NAME.encode())
    read, unread = legible("file", data)
    assert LIST.entries_in(read) == (1,)
    assert unread == ()
    assert LIST.entries_in(legible("file", PACKED[how](b"Nobody"))[0]) == ()


def test_pixels_are_not_read() -> None:
    for kind in ("PNG", "JPEG", "WEBP", "GIF"):
        read, unread = legible("picture", _picture(kind))
        assert len(read) < 3000, kind
        assert unread == ()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        pytest.param(gzip.compress(bytes(MAX_UNPACKED + 1)), "unpacks to more than", id="a bomb"),
        pytest.param(gzip.compress(b"text")[:10] + b"x" * 20, "damaged", id="a damaged gzip"),
        pytest.param(gzip.compress(b"text")[:-9], "end is missing", id="a cut gzip"),
        pytest.param(_zip(b"x" * 1000)[:80], "damaged", id="a cut zip"),
        pytest.param(b"%PDF-1.7\n/Encrypt 3 0 R", "encrypted", id="a locked PDF"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, why: str) -> None:
    unread = legible("file", data)[1]
    assert [why in u.why for u in unread] == [True]


def test_archives_within_archives_have_an_end() -> None:
    data = NAME.encode()
    for _ in range(MAX_DEPTH + 1):
        data = gzip.compress(data)
    assert "packed more than" in legible("file", data)[1][0].why


def _pdf(text: str) -> bytes:
    """A page as programs that make PDFs of web pages write it: glyphs by number, and a table of what they mean."""
    glyphs = {char: number for number, char in enumerate(sorted(set(text)), 3)}
    table = "".join(f"<{n:04x}> <{c.encode('utf-16-be').hex()}>\n" for c, n in glyphs.items())
    shown = "".join(f"<{glyphs[c]:04x}>{-(n % 3) * 7}" for n, c in enumerate(text))
    streams = [
        f"begincmap {len(glyphs)} beginbfchar\n{table}endbfchar endcmap".encode(),
        f"BT /f0 12 Tf [{shown}] TJ ET".encode(),
    ]
    out = b"%PDF-1.7\n"
    for number, stream in enumerate(streams, 1):
        packed = zlib.compress(stream)
        out += b"%d 0 obj\n<< /Length %d /Filter /FlateDecode >>\nstream\n" % (number, len(packed))
        out += packed + b"\nendstream\nendobj\n"
    return out + b"trailer << /Root 1 0 R >>\n"


def test_a_name_is_read_in_a_pdf() -> None:
    assert LIST.entries_in(legible("x.pdf", _pdf(f"Said {NAME}."))[0]) == (1,)
    assert LIST.entries_in(legible("x.pdf", _pdf("Said nobody."))[0]) == ()
    title = b"%PDF-1.7\n1 0 obj << /Author <" + ("\ufeff" + NAME).encode("utf-16-be").hex().encode() + b"> >> endobj"
    assert LIST.entries_in(legible("x.pdf", title)[0]) == (1,)
    title = b"%PDF-1.7\n1 0 obj << /Author (Maria Kova\\154enko) >> endobj"
    assert Redaction(["Maria Kovalenko"]).entries_in(legible("x.pdf", title)[0]) == (1,)


def test_numbers_are_found_in_texts_and_not_in_drawings() -> None:
    number = Redaction(["30417"])
    for path, text in [
        ("a.html", "<td>30,417</td>"),
        ("a.html", "<td>30&nbsp;417</td>"),
        ("a.html", '<td data-value="30417">many</td>'),
        ("a.svg", "<svg><text x='1'>30<tspan>417</tspan></text></svg>"),
        ("a.json", '{"value": 30417}'),
        ("a.json", '{"value": "30417.0"}'),
        ("a.csv", 'x,"30,417"\r\n'),
    ]:
        assert number.entries_in(legible(path, text.encode())[0]) == (1,), text
    for path, text in [
        ("a.html", "<tr><td>30</td><td>417</td></tr>"),
        (
            "a.svg",
            '<svg viewBox="0 0 30417 10"><path d="M30417 10 L30.417 3"/><g transform="translate(30417 0)"/></svg>',
        ),
        ("a.json", "[30, 417]"),
        ("a.json", "[30,417]"),
        ("a.csv", "30,417\r\n"),
    ]:
        assert number.entries_in(legible(path, text.encode())[0]) == (), text


# ---- without a list -----------------------------------------------------------------------------------------------


def _traces(path: str, data: bytes) -> list[str]:
    desk = Desk((("the user", "a.bergstrom"), ("the machine", "desk"), ("the machine", "root")), ("/srv/briefings/x",))
    return [t.words or t.what for t in traces(PurePosixPath(path), data, legible(path, data)[0], desk)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see /home/anna/notes.txt", ["/home/anna/n"]),
        ("see /Users/anna/notes.txt", ["/Users/anna/n"]),
        ("C:\\\\Users\\\\anna", ["C:\\Users\\"]),
        ("from /root/notes", ["/root/n"]),
        ("file:///etc/passwd", ["file:///"]),
        ('<a href="http://127.0.0.1:8000/">', ["//127.0.0.1"]),
        ('<a href="//localhost/">', ["//localhost"]),
        ("//# sourceMappingURL=site.js.map", ["# sourceMappingURL="]),
        ("made in /srv/briefings/x/content", ["/srv/briefings/x"]),
        ("by A.Bergstrom", ["a.bergstrom"]),
        ("at the root of it, at the desk", ["desk"]),
        ("the /home/ page, https://localhost.example/, /grass/root/leaf, users", []),
    ],
)
def test_traces_of_a_desk_in_a_text(text: str, found: list[str]) -> None:
    if found == ["C:\\Users\\"]:
        text = text.replace("\\\\", "\\")
    assert _traces("page.html", text.encode()) == found


@pytest.mark.parametrize(
    "path", ["x.html~", ".git/config", "a/.x.html.swp", "site.js.map", ".DS_Store", "a/#x#", ".env"]
)
def test_files_that_tools_leave_behind(path: str) -> None:
    assert _traces(path, b"") == ["this is no file for readers, but one that a tool has left behind"]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_place_of_a_photograph(kind: str) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x8825] = {1: "N", 2: (46.0, 38.0, 7.0)}
    assert has_place(_picture(kind, exif=exif))
    plain = Image.Exif()
    plain[0x010E] = "A picture"
    assert not has_place(_picture(kind, exif=plain))
    assert has_place(_picture("JPEG", xmp=b"<rdf:Description exif:GPSLatitude='46'/>"))
