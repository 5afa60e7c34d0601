"""A briefing with a canary in every place that is not published, and a search that finds one in a site however it is packed."""

from __future__ import annotations

import gzip
import html
import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote

from PIL import Image, PngImagePlugin

from building import read_tree, write_tree

NUMBER = "46.987123"
"""Where something blurred really lies."""
_LETTERS = "bcdfghjklmnpqrstvwxz"


class Canaries:
    """Words that stand nowhere else, one for each place; `word("in a draft's title")` gives it."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}

    def word(self, place: str) -> str:
        """The canary of a place: letters alone, so that it may be an id, a file's name, or a part of any text."""
        if place not in self.words:
            number = len(self.words)
            self.words[place] = f"qua{_LETTERS[number // 20]}zyx{_LETTERS[number % 20]}wok"
        return self.words[place]


def plant(folder: Path) -> dict[str, str]:
    """Writes the content, and gives the canaries in it by their places."""
    canaries = Canaries()
    c = canaries.word
    draft, late = "draft: true", "embargo: 2030-01-01T00:00+02:00"
    files: dict[str, str] = {
        "briefing.yaml": f"# {c('comment in briefing.yaml')}\ntitle: The crossing\nurl: https://example.org/crossing\n"
        f"private: {c('private of the briefing')}\nredact: [{c('redact')}]\n"
        f"conventions: {{notes: [We count.], private: {c('private of conventions')}}}\n",
        "actors.yaml": f"""\
# {c("comment in a register")}
private: {{list: [{c("private of a register")}]}}
mayor: {{name: Anna Berg, not_same_as: [{c("id of a draft actor")}], private: {{phone: {c("private of an actor")}}}}}
resident: {{name: A resident, anonymous: true, safety: {c("safety")}}}
wire: {{name: Northern Wire, type: outlet}}
{c("id of a draft actor")}: {{name: {c("name of a draft actor")}, aliases: [{c("alias of a draft actor")}], role: {c("role of a draft actor")}, side: {c("side of a draft actor")}, url: "https://{c("url of a draft actor")}.example/", draft: true}}
{c("id of an embargoed actor")}: {{name: {c("name of an embargoed actor")}, {late}}}
""",
        "places.yaml": f"""\
town: {{name: Overton, part_of: {c("id of a draft place")}, private: {c("private of a place")}}}
hut: {{name: A hut, lat: {NUMBER}, lon: 32.5, blur_km: 20}}
{c("id of a draft place")}: {{name: {c("name of a draft place")}, aliases: [{c("alias of a draft place")}], draft: true}}
{c("id of an embargoed place")}: {{name: {c("name of an embargoed place")}, {late}}}
""",
        "articles/a.md": f"""\
---
# {c("comment in front matter")}
title: A report
published: 2022-11-12
publisher: {c("id of a draft actor")}
private: {c("private of an article")}
grade: {{source: B, information: 2, reason: Placed well., private: {c("private of a grade")}}}
corrections: [{{date: 2022-12-01, what: The number., private: {c("private of a correction")}}}]
events:
  - {{event: crossing, date: 2022-11-11, quote: {{exact: crossed, private: {c("private of a quote")}}}, private: {c("private of a report")}}}
  - {{event: {c("id of a draft event")}, note: {c("note of a report of a draft event")}, quote: {c("quote of a report of a draft event")}}}
  - {{event: crossing, said_by: {c("id of a draft actor")}, note: {c("note of a report by a draft actor")}}}
claims:
  - {{figure: boats, value: 14, said_by: mayor, quote: Fourteen boats, private: {c("private of a claim")}}}
  - {{figure: boats, value: {{min: 3, max: 9, private: {c("private of a range")}}}, said_by: wire}}
  - {{id: {c("id of a claim by a draft actor")}, figure: boats, value: 8, said_by: {c("name of a draft actor")}, scope: {c("scope of a claim by a draft actor")}, quote: {c("quote of a claim by a draft actor")}}}
  - {{id: {c("id of a claim through a draft actor")}, figure: boats, value: 8, said_by: mayor, via: [{c("id of an embargoed actor")}], note: {c("note of a claim through an embargoed actor")}}}
  - {{id: {c("id of a claim on a draft figure")}, figure: {c("id of a draft figure")}, value: 9, said_by: mayor, note: {c("note of a claim on a draft figure")}}}
  - {{id: {c("id of a claim at a draft place")}, figure: boats, value: 9, said_by: mayor, place: {c("id of a draft place")}}}
  - {{id: {c("id of a challenge to a draft claim")}, figure: boats, said_by: mayor, disputes: [{c("id of a draft claim")}]}}
---
Fourteen boats crossed. See [[event:{c("id of a draft event")}|that night]]. <!-- {c("HTML comment in a text")} -->

Somebody said {c("quote of a report of a draft event")}, and another {c("quote of a claim by a draft actor")}.

Nobody quotes {c("text between excerpts")}. ![Boats](media/{c("name of a picture in a text that is not shown")}.png)

[unused]: https://example.org/{c("address that nothing refers to")}
[//]: # ({c("Markdown comment")})
""",
        "articles/b.md": f"""\
---
title: Another report
show: none
claims: [{{id: b-boats, figure: boats, value: 15, said_by: wire, quote: {c("quote of a withheld text")}}}]
events: [{{event: crossing, date_words: on Friday {c("words for a date in a withheld text")}, quote: {c("withheld quote of a report")}}}]
---
It was {c("quote of a withheld text")}, {c("withheld text")}, on Friday {c("words for a date in a withheld text")}.
The {c("withheld quote of a report")}.
""",
        "events/crossing.md": f"""\
---
title: The crossing of the river
date: 2022-11-11
place: hut
actors: [mayor, {c("id of a draft actor")}]
figures: [boats, {c("id of a draft figure")}]
private: {c("private of an event")}
image: {{src: media/boats.jpg, alt: Boats, private: {c("private of an image")}}}
---
They crossed. <!-- {c("HTML comment in an event")} --> ![Boats](media/boats.png) ![Boats](media/boats.webp)
""",
        "figures/boats.md": f"""\
---
title: How many boats crossed?
kind: number
event: crossing
related: [{c("id of a draft figure")}]
private: {c("private of a figure")}
decisions:
  - {{between: [a-boats, b-boats], verdict: compatible, because: They say so., by: Anna Editor, on: 2022-12-01, private: {c("private of a decision")}}}
  - {{between: [a-boats, {c("id of a draft claim")}], verdict: agree, because: {c("reason of a decision on a draft claim")}, by: Anna Editor, on: 2022-12-01}}
resolved: {{value: 14, because: Counted., by: Anna Editor, on: 2022-12-01, private: {c("private of a resolution")}}}
---
""",
        "pages/about.md": f"---\ntitle: About\nprivate: {c('private of a page')}\n---\nSee [[page:{c('id of a draft page')}|more]].\n",
        "articles/_note.md": c("file that is passed over"),
        "articles/.hidden.md": c("hidden file"),
        "events/crossing.md~": c("backup file"),
    }
    for kind, state in (("draft", draft), ("embargoed", late)):
        files |= {
            f"articles/{c(f'id of a {kind} article')}.md": f"""\
---
title: {c(f"title of a {kind} article")}
{state}
authors: [{c(f"author of a {kind} article")}]
url: https://example.org/{c(f"url of a {kind} article")}
archived: https://example.org/{c(f"archive of a {kind} article")}
note: {c(f"note of a {kind} article")}
dateline: {c(f"dateline of a {kind} article")}
show: full
corrections: [{{date: 2022-12-01, what: {c(f"correction of a {kind} article")}}}]
events: [{{event: crossing, date: 1987-06-05, note: {c(f"note of a report in a {kind} article")}}}]
claims: [{{id: {c(f"id of a {kind} claim")}, figure: boats, value: 99, said_by: mayor, disputes: [a-boats], quote: {c(f"quote in a {kind} article")}, scope: {c(f"scope in a {kind} article")}}}]
---
Fourteen {c(f"quote in a {kind} article")}. Text {c(f"text of a {kind} article")} with [[event:crossing|{c(f"link in a {kind} article")}]].
""",
            f"events/{c(f'id of a {kind} event')}.md": f"""\
---
title: {c(f"title of a {kind} event")}
{state}
date: 1987-06-05
summary: {c(f"summary of a {kind} event")}
image: {{src: media/{c(f"name of a picture of a {kind} event")}.png, alt: {c(f"alt text of a {kind} event")}, credit: {c(f"credit of a {kind} event")}}}
---
{c(f"text of a {kind} event")} ![{c(f"alt text in a {kind} event")}](media/{c(f"name of a picture in a {kind} event")}.png) [[figure:boats]]
""",
            f"figures/{c(f'id of a {kind} figure')}.md": f"""\
---
title: {c(f"title of a {kind} figure")}
{state}
kind: category
choices: [{c(f"choice of a {kind} figure")}, other]
event: crossing
related: [boats]
---
{c(f"text of a {kind} figure")}
""",
            f"pages/{c(f'id of a {kind} page')}.md": f"---\ntitle: {c(f'title of a {kind} page')}\n{state}\n---\n{c(f'text of a {kind} page')}\n",
        }
    # A claim on a category needs one of its choices.
    files["articles/a.md"] = files["articles/a.md"].replace(
        f"figure: {c('id of a draft figure')}, value: 9", f"figure: {c('id of a draft figure')}, value: other"
    )
    write_tree(folder / "content", files)
    media = folder / "content" / "media"
    media.mkdir()
    for place in [p for p in canaries.words if p.startswith("name of a picture")]:
        (media / f"{c(place)}.png").write_bytes(_png(c(f"text in {place.removeprefix('name of ')}")))
    (media / f"{c('name of a picture that nothing shows')}.png").write_bytes(
        _png(c("text in a picture that nothing shows"))
    )
    (media / "boats.png").write_bytes(_png(c("text chunk of a published PNG")))
    (media / "boats.jpg").write_bytes(
        _photograph("JPEG", c("EXIF of a published JPEG"), c("comment of a published JPEG"))
    )
    (media / "boats.webp").write_bytes(_photograph("WEBP", c("EXIF of a published WebP"), c("XMP of a published WebP")))
    return canaries.words


def _png(text: str) -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", text)
    info.add_text("Author", text, zip=True)
    return _saved("PNG", pnginfo=info)


def _photograph(kind: str, exif_text: str, other: str) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = exif_text
    exif[0x9C9D] = exif_text.encode("utf-16-le")
    exif[0x8825] = {1: "N", 2: (46.0, 59.0, 13.0)}
    more = {"comment": other.encode()} if kind == "JPEG" else {}
    return _saved(kind, exif=exif, xmp=f"<x:xmpmeta>{other}</x:xmpmeta>".encode(), **more)


def _saved(kind: str, **how: object) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(out, kind, **how)
    return out.getvalue()


# ---- the search ---------------------------------------------------------------------------------------------------


def found_in(site: Path, canaries: dict[str, str]) -> list[str]:
    """`place: file` for every canary in a site: in a name, or in bytes as they are, decoded or unpacked.

    Written apart from the product's own search, and plainly.
    """
    hits = []
    for path, data in read_tree(site).items():
        texts = [path, *(text.casefold() for text in _texts(data, 0))]
        hits += [f"{place}: {path}" for place, word in canaries.items() if any(word in text for text in texts)]
    return hits


def _texts(data: bytes, depth: int) -> Iterator[str]:
    plain = data.decode("utf-8", "ignore")
    yield plain
    yield unquote(html.unescape(unquote(plain)))
    yield data.decode("latin-1").replace("\0", "")
    if depth > 3:
        return
    if data[:2] == b"\x1f\x8b":
        yield from _texts(gzip.decompress(data), depth + 1)
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield " ".join(archive.namelist())
            for name in archive.namelist():
                yield from _texts(archive.read(name), depth + 1)
    if data[:4] == b"%PDF":
        for part in data.split(b"stream\n")[1:]:
            try:
                yield from _texts(zlib.decompressobj().decompress(part), depth + 1)
            except zlib.error:
                continue
    if data[:1] in b"{[" and data:
        with suppress(ValueError):
            yield json.dumps(json.loads(data), ensure_ascii=False)
    try:
        with Image.open(io.BytesIO(data)) as image:
            image.load()
            yield repr(image.info)
            yield repr(dict(image.getexif()))
            yield repr(dict(image.getexif().get_ifd(0x8825)))
    except OSError:
        pass
