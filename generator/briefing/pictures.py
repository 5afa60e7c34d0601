"""Photographs and drawings in pixels, as they may be published: decoded within bounds and written anew.

Only what is seen goes along: no place, no camera, no thumbnail, no colour profile, nothing that stands behind the
picture's end. Colours are turned into those that screens take for granted (sRGB), orientation into pixels.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from briefing.problems import Problem
from briefing.records import PictureSize

if TYPE_CHECKING:
    from PIL.Image import Image as Pixels

MAX_BYTES = 60 * 1024 * 1024
MAX_PIXELS = 50_000_000
WIDEST = 1600
"""Pixels; a wider picture is published in this width."""
NARROWER = (480, 960)
"""Widths in which a picture is published as well, where it is wider: for small screens."""
FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}

_SAVED_WITH: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 86, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 86, "method": 4, "exif": b"", "xmp": b"", "icc_profile": b""},
}
_WITH_ALPHA = frozenset({"RGBA", "LA", "PA", "La", "RGBa"})


def measured(path: str, data: bytes) -> PictureSize | Problem:
    """How large the picture will be published, or why it cannot be. It is decoded whole: no later step will fail."""
    try:
        import PIL  # noqa: F401
    except ImportError:
        message = "Pictures cannot be cleaned of where and by whom they were taken: Pillow is not installed."
        return Problem("media-refused", path, message, "Install it with `pip install 'briefing[images]'`.")
    pixels = _decoded(path, data)
    if isinstance(pixels, Problem):
        return pixels
    width, height = _fitted(pixels.size, WIDEST)
    return PictureSize(width, height, tuple(w for w in NARROWER if w < width))


def written(path: str, data: bytes, width: int) -> bytes:
    """The picture in this width, without anything that is not seen; `measured` has found it sound."""
    from PIL import Image

    pixels = _decoded(path, data)
    assert not isinstance(pixels, Problem)
    size = _fitted(pixels.size, width)
    if size != pixels.size:
        pixels = pixels.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    pixels.info = {}
    kind = _kind(path)
    out = io.BytesIO()
    pixels.save(out, kind, **_SAVED_WITH[kind])
    return out.getvalue()


@cache
def library_versions() -> str:
    """What besides this code has a say in a picture's bytes; `""` where there is nothing to write pictures with."""
    try:
        from PIL import __version__, features
    except ImportError:
        return ""
    return f"{__version__} {[features.version(f) for f in ('jpg', 'libjpeg_turbo', 'zlib', 'webp', 'littlecms2')]}"


def _kind(path: str) -> str:
    return FORMATS[PurePosixPath(path).suffix.lower()]


def _fitted(size: tuple[int, int], widest: int) -> tuple[int, int]:
    width, height = size
    if width <= widest:
        return size
    return widest, max(1, round(height * widest / width))


def _decoded(path: str, data: bytes) -> Pixels | Problem:
    """Upright, in sRGB, without metadata."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    kind = _kind(path)
    try:
        # What Pillow finds odd in metadata is of no interest: they are thrown away.
        with (
            _whole_ones_only(),
            warnings.catch_warnings(action="ignore"),
            Image.open(io.BytesIO(data), formats=[kind]) as image,
        ):
            if image.width * image.height > MAX_PIXELS:
                most = f"at most {MAX_PIXELS // 1_000_000} million are decoded"
                message = f"`{path}` has {image.width} × {image.height} pixels; {most}."
                return Problem("media-refused", path, message, "Make it smaller.")
            # A JPEG of several pictures is a telephone's: what is behind the first is depth or a preview of it.
            frames = getattr(image, "n_frames", 1)
            if kind != "JPEG" and frames > 1:
                message = f"`{path}` moves: it has {frames} pictures, of which a page could show any."
                help_ = "Save the one that is meant as a picture of its own."
                return Problem("media-refused", path, message, help_)
            image.load()
            upright = ImageOps.exif_transpose(image)
            return _in_srgb(upright, alpha=kind != "JPEG")
    except (
        UnidentifiedImageError, OSError, ValueError, SyntaxError, ZeroDivisionError, IndexError, TypeError, KeyError,
        OverflowError, EOFError, MemoryError, Image.DecompressionBombError,
    ):  # fmt: skip
        return Problem(
            "media-refused", path, f"`{path}` is not a readable {kind} picture.", "Save it anew, or leave it out."
        )


@contextmanager
def _whole_ones_only() -> Iterator[None]:
    """Other libraries tell Pillow to take what is cut off, and with that to unpack without bounds: WeasyPrint does."""
    from PIL import ImageFile

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _in_srgb(image: Pixels, *, alpha: bool) -> Pixels:
    profile = image.info.get("icc_profile")
    seen_through = image.mode in _WITH_ALPHA or "transparency" in image.info
    if image.mode.startswith("I"):  # 16 bits a pixel
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    through = image.convert("RGBA").getchannel("A") if seen_through and alpha else None
    if image.mode not in ("RGB", "CMYK", "L", "LAB"):
        image = image.convert("RGBA").convert("RGB")
    pixels = _from_profile(image, profile) if profile else image.convert("RGB")
    if through is not None:
        pixels.putalpha(through)
    pixels.info = {}
    return pixels


def _from_profile(image: Pixels, profile: bytes) -> Pixels:
    from PIL import ImageCms

    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        turned = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
        assert turned is not None
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image.convert("RGB")  # a profile that is none, or of other colours than the picture's
    return turned
