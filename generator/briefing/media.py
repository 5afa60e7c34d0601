"""Pictures as they may be published: decoded within bounds and written anew, so that only what is seen goes along.

What cannot be cleaned is refused rather than copied: photographs carry places, names and serial numbers.
"""

from __future__ import annotations

import io
from pathlib import PurePosixPath

from briefing.problems import Problem

MAX_PIXELS = 50_000_000
FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
_SAVED_WITH: dict[str, dict[str, object]] = {
    "JPEG": {"quality": 88, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 88, "method": 4, "exif": b"", "xmp": b""},
}


def cleaned(path: str, data: bytes) -> bytes | Problem:
    """The picture without metadata, upright, in the format its name says; or why it cannot be published."""
    kind = FORMATS.get(PurePosixPath(path).suffix.lower())
    if kind is None:
        listed = ", ".join(f"`{ending}`" for ending in FORMATS)
        message = f"`{path}` is not of a kind that can be cleaned of what it carries unseen."
        return Problem(
            "media-refused", path, message, f"Publish a picture ({listed}) instead, or link to where it stands."
        )
    try:
        from PIL import Image, ImageOps, UnidentifiedImageError
    except ImportError:
        message = "Pictures cannot be cleaned of where and by whom they were taken: Pillow is not installed."
        return Problem("media-refused", path, message, "Install it with `pip install 'briefing[images]'`.")
    try:
        with Image.open(io.BytesIO(data), formats=[kind]) as image:
            if image.width * image.height > MAX_PIXELS:
                most = f"at most {MAX_PIXELS // 1_000_000} million are decoded"
                message = f"`{path}` has {image.width} × {image.height} pixels; {most}."
                return Problem("media-refused", path, message, "Make it smaller.")
            upright = ImageOps.exif_transpose(image)
            assert upright is not None
            mode = (
                "RGB"
                if kind == "JPEG"
                else "RGBA"
                if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
                else "RGB"
            )
            pixels = upright.convert(mode)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return Problem(
            "media-refused", path, f"`{path}` is not a readable {kind} picture.", "Save it anew, or leave it out."
        )
    pixels.info = {}
    out = io.BytesIO()
    pixels.save(out, kind, **_SAVED_WITH[kind])
    return out.getvalue()
