"""Pictures: decoded within bounds, written anew without anything unseen, in the widths that pages ask for, and only once."""

from __future__ import annotations

import io
import os
import random
import struct
import sys
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from briefing import media, pictures
from briefing.build import build, examine_whole
from briefing.pictures import measured, written
from briefing.problems import Problem
from briefing.project import Project
from briefing.records import PictureSize
from literate import project

MARK = "Q7CANARY"


def gradient(size: tuple[int, int] = (40, 30), mode: str = "RGB") -> Image.Image:
    image = Image.linear_gradient("L").resize(size)
    return Image.merge("RGB", (image, image.transpose(Image.Transpose.ROTATE_180), image)).convert(mode)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def exif() -> Image.Exif:
    data = Image.Exif()
    data[0x010E] = data[0x013B] = data[0x0110] = f"{MARK} description"
    data[0x8298] = f"{MARK} copyright"
    gps = data.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (46.0, 38.0, 7.0), "E", (32.0, 36.0, 7.0)
    return data


XMP = f"<?xpacket begin='' id='x'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>{MARK}</x:xmpmeta>".encode()
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes().replace(b"sRGB", b"Q7CA")


def segment(marker: int, data: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data


def jpeg_with_everything() -> bytes:
    data = saved(gradient(), "JPEG", exif=exif(), xmp=XMP, icc_profile=PROFILE, comment=MARK.encode())
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x10" + MARK.encode() * 2
    thumbnail = b"JFXX\x00\x10" + saved(gradient((8, 6)), "JPEG", comment=MARK.encode())
    more = segment(0xED, iptc) + segment(0xE0, thumbnail) + segment(0xEB, MARK.encode()) + segment(0xFE, MARK.encode())
    return data[:2] + more + data[2:] + b"<script>alert('" + MARK.encode() + b"')</script>"


def png_with_everything() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", MARK)
    info.add_text("Comment", MARK * 20, zip=True)
    info.add_itxt("XML:com.adobe.xmp", XMP.decode())
    data = saved(gradient(mode="RGBA"), "PNG", pnginfo=info, exif=exif(), icc_profile=PROFILE, dpi=(300, 300))
    return data + b"PK\x03\x04" + MARK.encode()


def webp_with_everything() -> bytes:
    return saved(gradient(), "WEBP", exif=exif(), xmp=XMP, icc_profile=PROFILE) + MARK.encode()


EVERYTHING = {"a.jpg": jpeg_with_everything, "a.png": png_with_everything, "a.webp": webp_with_everything}


@pytest.mark.parametrize("name", EVERYTHING)
def test_nothing_goes_along_but_what_is_seen(name: str) -> None:
    data = EVERYTHING[name]()
    assert MARK.encode() in data
    size = measured(f"media/{name}", data)
    assert size == PictureSize(40, 30)
    for width in (40, 20):
        out = written(f"media/{name}", data, width)
        for trace in (
            MARK.encode(),
            b"Exif",
            b"GPS",
            b"xmp",
            b"xap",
            b"Photoshop",
            b"ICC",
            b"iCC",
            b"script",
            b"PK\x03",
            b"pHYs",
            b"tEXt",
            b"iTXt",
            b"zTXt",
            b"8BIM",
        ):
            assert trace not in out, trace
        with Image.open(io.BytesIO(out)) as image:
            image.load()
            assert image.size == (width, round(width * 30 / 40))
            assert not image.getexif()
            assert set(image.info) <= {
                "jfif",
                "jfif_version",
                "jfif_unit",
                "jfif_density",
                "progressive",
                "progression",
                "loop",
                "background",
                "duration",
                "timestamp",
            }


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_upright(orientation: int) -> None:
    upright = Image.new("RGB", (40, 20), "white")
    upright.paste("red", (0, 0, 10, 10))
    data = Image.Exif()
    data[0x0112] = orientation
    back = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[orientation]
    turned = upright if back is None else upright.transpose(Image.Transpose(back))
    out = written("media/a.png", saved(turned, "PNG", exif=data), 1600)
    with Image.open(io.BytesIO(out)) as image:
        assert image.size == (40, 20)
        assert image.convert("RGB").getpixel((2, 2)) == (255, 0, 0)
        assert image.convert("RGB").getpixel((37, 17)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "YCbCr"])
def test_every_way_to_write_colours_is_turned_into_one(mode: str) -> None:
    kind, name = ("JPEG", "a.jpg") if mode in ("CMYK", "YCbCr") else ("PNG", "a.png")
    image = (
        gradient(mode="L").convert("I").point(lambda v: v * 256).convert("I;16")
        if mode == "I;16"
        else gradient(mode=mode)
    )
    out = written(f"media/{name}", saved(image, kind), 1600)
    with Image.open(io.BytesIO(out)) as read:
        assert read.mode == ("RGBA" if mode == "LA" or mode == "RGBA" else "RGB")
        if mode == "I;16":
            here = [(x, y) for x in range(40) for y in range(30)]
            plain = gradient(mode="L")
            assert max(abs(read.getpixel(p)[0] - plain.getpixel(p)) for p in here) <= 1  # type: ignore[index,operator]


def test_colours_of_another_profile_are_turned_into_those_of_screens() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    plain, other = (saved(gradient(), "PNG", **({"icc_profile": p} if p else {})) for p in (None, lab))
    assert b"iCCP" not in written("media/a.png", other, 40)
    assert written("media/a.png", saved(gradient(), "PNG", icc_profile=b"no profile"), 40) == written(
        "media/a.png", plain, 40
    )


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *chunks: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + chunk(b"IEND", b"")


ROW = zlib.compress(b"\0" * (1 + 3 * 8))
BAD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "too many pixels": ("a.png", lambda: png(60_000, 60_000, chunk(b"IDAT", ROW))),
    "a bomb": ("a.png", lambda: saved(Image.new("1", (30_000, 30_000)), "PNG")),
    "a very long one": ("a.png", lambda: png(2**31 - 1, 1, chunk(b"IDAT", ROW))),
    "no pixels": ("a.png", lambda: png(0, 0, chunk(b"IDAT", ROW))),
    "a comment that unpacks to gigabytes": ("a.png", lambda: png(8, 1, chunk(b"zTXt", b"x\0\0" + zlib.compress(b"\0" * 200_000_000)), chunk(b"IDAT", ROW))),
    "a profile that unpacks to gigabytes": ("a.png", lambda: png(8, 1, chunk(b"iCCP", b"x\0\0" + zlib.compress(b"\0" * 200_000_000)), chunk(b"IDAT", zlib.compress(b"")))),
    "truncated": ("a.jpg", lambda: saved(gradient((400, 300)), "JPEG")[:2000]),
    "truncated WebP": ("a.webp", lambda: saved(gradient((400, 300)), "WEBP")[:200]),
    "truncated PNG": ("a.png", lambda: saved(gradient((400, 300)), "PNG")[:200]),
    "a head alone": ("a.jpg", lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"),
    "nothing": ("a.png", lambda: b""),
    "another kind": ("a.jpg", lambda: saved(gradient(), "PNG")),
    "a GIF": ("a.png", lambda: saved(gradient(mode="P"), "GIF")),
    "a page": ("a.png", lambda: b"<!doctype html><script>alert(1)</script>"),
    "a drawing": ("a.png", lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    "an archive": ("a.webp", lambda: b"PK\x03\x04" + b"\0" * 100),
    "moving PNG": ("a.png", lambda: saved(gradient(), "PNG", save_all=True, append_images=[gradient((40, 30), "L").convert("RGB")])),
    "moving WebP": ("a.webp", lambda: saved(gradient(), "WEBP", save_all=True, append_images=[Image.new("RGB", (40, 30))])),
    "a broken checksum": ("a.png", lambda: saved(gradient(), "PNG")[:40] + b"xx" + saved(gradient(), "PNG")[42:]),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_safely_is_refused(name: str) -> None:
    path, make = BAD[name]
    found = measured(f"media/{path}", make())
    assert isinstance(found, Problem), found
    assert found.code == "media-refused"
    assert found.help


def test_what_other_libraries_tell_pillow_opens_no_door(monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that prints as well imports WeasyPrint, which has Pillow take what is cut off."""
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", True)
    for path, make in BAD.values():
        assert isinstance(measured(f"media/{path}", make()), Problem)


def test_spoilt_pictures_are_refused_or_read() -> None:
    chance = random.Random(7)
    good = [("a.jpg", jpeg_with_everything()), ("a.png", png_with_everything()), ("a.webp", webp_with_everything())]
    for n in range(600):
        path, data = good[n % 3]
        spoilt = bytearray(data)
        for _ in range(chance.randrange(1, 6)):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        if chance.random() < 0.3:
            del spoilt[chance.randrange(len(spoilt)) :]
        found = measured(f"media/{path}", bytes(spoilt))
        if isinstance(found, PictureSize):
            assert MARK.encode() not in written(f"media/{path}", bytes(spoilt), found.width)


# ---- in a briefing ------------------------------------------------------------------------------------------------

SVG = b"<svg xmlns='http://www.w3.org/2000/svg' width='30' height='20'><!-- Q7CANARY --><rect width='9' height='9'/></svg>"
TEXT = "---\ntitle: x\nimage: {src: media/wide.jpg, alt: Wide}\n---\n![Wide](media/wide.jpg) ![Narrow](<media/a b,c.png>) ![Drawn](media/map.svg)\n"


def briefing(tmp_path: Path) -> Project:
    made = replace(
        project({"events/e.md": TEXT, "articles/z.md": TEXT.replace("image:", "note: x # ")}, tmp_path), memory=True
    )
    folder = made.content / "media"
    folder.mkdir(exist_ok=True)
    (folder / "wide.jpg").write_bytes(saved(gradient((2400, 1000)), "JPEG", exif=exif()))
    (folder / "a b,c.png").write_bytes(saved(gradient((700, 500)), "PNG"))
    (folder / "map.svg").write_bytes(SVG)
    (folder / "unused.jpg").write_bytes(jpeg_with_everything())
    (folder / "unused.pdf").write_bytes(b"%PDF-1.4")
    return made


def test_each_width_is_published_and_named(tmp_path: Path) -> None:
    made = briefing(tmp_path)
    built = build(made)
    assert built.ok, built.problems
    files = {
        p.relative_to(made.output / "media").as_posix(): p for p in (made.output / "media").rglob("*") if p.is_file()
    }
    assert files.keys() == {"wide.jpg", "480/wide.jpg", "960/wide.jpg", "a b,c.png", "480/a b,c.png", "map.svg"}
    sizes = {}
    for name, file in files.items():
        if name != "map.svg":
            with Image.open(file) as image:
                sizes[name] = image.size
    assert sizes == {
        "wide.jpg": (1600, 667),
        "480/wide.jpg": (480, 200),
        "960/wide.jpg": (960, 400),
        "a b,c.png": (700, 500),
        "480/a b,c.png": (480, 343),
    }
    assert MARK.encode() not in b"".join(f.read_bytes() for f in files.values())
    page = (made.output / "events/e/index.html").read_text()
    several = 'srcset="../../media/480/wide.jpg 480w, ../../media/960/wide.jpg 960w, ../../media/wide.jpg 1600w"'
    assert page.count(several) == 2
    assert page.count('width="1600" height="667"') == 2
    assert page.count('loading="lazy"') == 4
    assert 'srcset="../../media/480/a%20b%2Cc.png 480w, ../../media/a%20b%2Cc.png 700w"' in page
    assert 'src="../../media/map.svg" width="30" height="20"' in page


@pytest.mark.browser
def test_a_browser_takes_the_width_that_it_needs(tmp_path: Path, chromium: Any) -> None:
    made = briefing(tmp_path)
    assert build(made).ok
    taken = {}
    for width in (360, 1400):
        context = chromium.new_context(viewport={"width": width, "height": 800})
        tab = context.new_page()
        heard: list[str] = []
        tab.on("console", lambda message, heard=heard: heard.append(message.text))
        tab.goto((made.output / "events/e/index.html").as_uri())
        shown = "Promise.all([...document.images].map(i => (i.loading = 'eager', i.decode().then(() => [i.currentSrc.split('/media/')[1], i.naturalWidth > 0]))))"
        taken[width] = dict(tab.evaluate(shown))
        assert not heard
        context.close()
    assert taken[360] == {"480/wide.jpg": True, "480/a%20b%2Cc.png": True, "map.svg": True}
    assert taken[1400].keys() == {"960/wide.jpg", "a%20b%2Cc.png", "map.svg"} or "wide.jpg" in taken[1400]
    assert all(taken[1400].values())


def test_an_unchanged_picture_is_neither_read_nor_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = briefing(tmp_path)
    for file in (made.content / "media").iterdir():
        os.utime(file, (1_600_000_000, 1_600_000_000))
    assert build(made).ok
    before = {p: p.read_bytes() for p in made.output.rglob("*") if p.is_file() and "media" in p.parts}
    touched: list[str] = []
    for module, name in ((media, "read_file"), (media, "measured"), (media, "written"), (media, "cleaned_svg")):
        real = getattr(module, name)
        monkeypatch.setattr(module, name, lambda *a, real=real, name=name: (touched.append(name), real(*a))[1])
    event = made.content / "events/e.md"
    event.write_text(event.read_text().replace("title: x", "title: Another"))
    assert build(made).ok
    assert touched == []
    (made.content / "media/wide.jpg").write_bytes(saved(gradient((500, 400)), "JPEG"))
    built = build(made)
    assert built.ok
    assert touched == ["read_file", "measured", *["read_file", "written"] * 2]
    assert "media/960/wide.jpg" in built.removed
    changed = {p.name for p, data in before.items() if not p.exists() or p.read_bytes() != data}
    assert changed == {"wide.jpg"}


def test_the_same_bytes_wherever_and_whenever(tmp_path: Path) -> None:
    sites = []
    for n, jobs in ((0, 1), (1, 2)):
        made = replace(briefing(tmp_path / str(n)), jobs=jobs, memory=bool(n))
        assert build(made).ok
        sites.append(
            {p.relative_to(made.output).as_posix(): p.read_bytes() for p in made.output.rglob("*") if p.is_file()}
        )
    assert sites[0] == sites[1]


@pytest.mark.parametrize(
    "name", ["a.pdf", "a.gif", "a.mp4", "a.html", "a.js", "a", "a.svgz", "a.xml", "a.jpg.exe", "a.heic", "a.tiff"]
)
def test_only_kinds_that_can_be_cleaned(name: str, tmp_path: Path) -> None:
    made = project(
        {
            "pages/p.md": f"---\ntitle: x\n---\n![x](media/{name}) [y](media/{name})\n",
            f"media/{name}": "<script>alert(1)</script>",
        },
        tmp_path,
    )
    found = [p for p in examine_whole(made) if p.code == "media-refused"]
    assert [(p.path, bool(p.help)) for p in found] == [(f"media/{name}", True)]
    assert not build(made).ok


def test_too_large_a_file_is_not_read(tmp_path: Path) -> None:
    made = briefing(tmp_path)
    with (made.content / "media/wide.jpg").open("r+b") as file:
        file.truncate(pictures.MAX_BYTES + 1)
    found = [(p.code, p.path) for p in examine_whole(made) if p.severity.value == "error"]
    assert found == [("file-too-large", "media/wide.jpg")]


def test_a_picture_that_changes_under_the_build_leaves_the_old_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefing.disk import DiskError

    made = briefing(tmp_path)
    real = media.Media.outputs

    def changed(self: media.Media, paths: Any) -> Any:
        answer = real(self, paths)
        (made.content / "media/wide.jpg").write_bytes(saved(gradient((30, 20)), "JPEG"))
        return answer

    monkeypatch.setattr(media.Media, "outputs", changed)
    with pytest.raises(DiskError, match=r"wide\.jpg"):
        build(made)
    assert not made.output.exists()


def test_without_pillow_pictures_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = jpeg_with_everything()
    monkeypatch.setitem(sys.modules, "PIL", None)
    found = measured("media/a.jpg", data)
    assert isinstance(found, Problem)
    assert "Pillow" in found.message
