"""Cards as pictures (PNG), drawn by Pillow with a font that comes as a package: the same bytes wherever the same
versions of both are installed. Without either there are no cards.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.fingerprint import Digest, digest_bytes
from briefing.pages.share_cards import HEIGHT, WIDTH, CardView

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

FONT = "ttf_opensans"
"""Open Sans, Apache License 2.0: Latin, Greek and Cyrillic."""
BOLD, REGULAR = "ttf/OpenSans-Bold.ttf", "ttf/OpenSans-Regular.ttf"

PAPER, INK, NEUTRAL = (253, 251, 247), (28, 26, 23), (91, 85, 75)
_TONES = {
    "disputed": (161, 45, 29),
    "self-inconsistent": (161, 45, 29),
    "denied": (161, 45, 29),
    "confirmed": (42, 97, 65),
}
# A pixel is a step on one of two ramps, from paper to ink and from paper to the tone of the standing: a letter's edge
# is drawn as grey is, in a third of the time of colours, and packs into half the bytes.
_STEPS = 128
_FULL = _STEPS - 1
_QUIET, _RULE = 90, 18
_MARGIN = 72
_RIGHT = WIDTH - _MARGIN
_TITLE_SIZES = (64, 56, 48, 42)
_TITLE_LINES = 3
_STRIP = 48
_ROW = 52
_GAP = 32


def can_draw() -> bool:
    """Whether what draws is installed (extra `images`)."""
    return find_spec("PIL") is not None and find_spec(FONT) is not None


@dataclass(frozen=True)
class CardMaker:
    """Draws cards."""

    @cached_property
    def digest(self) -> Digest:
        """Of this code, the font, and the libraries that draw and pack."""
        from PIL import __version__, features

        versions = [__version__, *(str(features.version(name)) for name in ("freetype2", "zlib"))]
        fonts = (_font_bytes(name) for name in (BOLD, REGULAR))
        return digest_bytes(" ".join(versions).encode(), Path(__file__).read_bytes(), *fonts)

    def make(self, view: object) -> bytes:
        """A PNG of `WIDTH` by `HEIGHT` pixels."""
        from PIL import Image, ImageDraw

        assert isinstance(view, CardView)
        image = Image.new("L", (WIDTH, HEIGHT), 0)
        _draw(image, ImageDraw.Draw(image), view)
        image.putpalette(bytes(_palette(_TONES.get(view.status, NEUTRAL))))
        out = io.BytesIO()
        image.save(out, "PNG", compress_level=6)
        return out.getvalue()


def _palette(tone: tuple[int, int, int]) -> Iterator[int]:
    for end in (INK, tone):
        for step in range(_STEPS):
            yield from (round(a + (b - a) * step / _FULL) for a, b in zip(PAPER, end, strict=True))


def _draw(image: Image, draw: ImageDraw, view: CardView) -> None:
    draw.rectangle((0, 0, WIDTH, 14), fill=_STEPS + _FULL if view.status_words else _FULL)
    small = _font(REGULAR, 28)
    draw.text((_MARGIN, 78), _cut(view.briefing, small, _RIGHT - _MARGIN), _QUIET, small, "ls")
    y = 112
    if view.status_words:
        image.paste(_standing(view.status_words), (0, y))
        y += _STRIP
    lines, font, size = _title(view.title)
    for line in lines:
        y += round(size * 1.2)
        draw.text((_MARGIN, y - round(size * 0.2)), line, _FULL, font, "ls")
    _draw_rows(draw, view, y + 18)
    if view.note:
        draw.text((_MARGIN, HEIGHT - 40), _cut(view.note, small, _RIGHT - _MARGIN), _QUIET, small, "ls")


def _standing(words: str) -> Image:
    """A strip with a sign and the words, on the second ramp."""
    from PIL import Image, ImageDraw

    strip = Image.new("L", (WIDTH, _STRIP), 0)
    draw, font = ImageDraw.Draw(strip), _font(BOLD, 30)
    draw.rectangle((_MARGIN, 6, _MARGIN + 20, 26), fill=_FULL)
    draw.text((_MARGIN + 34, 27), _cut(words, font, _RIGHT - _MARGIN - 34), _FULL, font, "ls")
    return strip.point([step + _STEPS for step in range(_STEPS)] * 2)


def _draw_rows(draw: ImageDraw, view: CardView, y: int) -> None:
    """As many as there is room for: all, or none, for a side must not be missing by chance."""
    if y + len(view.rows) * _ROW > HEIGHT - 76:
        return
    value_font, name_font = _font(BOLD, 32), _font(REGULAR, 30)
    for name, value in view.rows:
        draw.line((_MARGIN, y, _RIGHT, y), fill=_RULE, width=2)
        shown = _cut(value, value_font, (_RIGHT - _MARGIN) * 0.6)
        width = value_font.getlength(shown)
        draw.text((_MARGIN, y + 37), _cut(name, name_font, _RIGHT - _MARGIN - width - _GAP), _FULL, name_font, "ls")
        draw.text((_RIGHT, y + 37), shown, _FULL, value_font, "rs")
        y += _ROW


def _title(title: str) -> tuple[list[str], FreeTypeFont, int]:
    """Lines, and the largest font in which they are few enough; what is too long for the smallest is cut."""
    for size in _TITLE_SIZES:
        font = _font(BOLD, size)
        lines = _lines(title, font)
        if len(lines) <= _TITLE_LINES:
            break
    if len(lines) > _TITLE_LINES:
        rest = " ".join(lines[_TITLE_LINES - 1 :])
        lines = [*lines[: _TITLE_LINES - 1], _cut(rest, font, _RIGHT - _MARGIN)]
    return lines, font, size


def _lines(words: str, font: FreeTypeFont) -> list[str]:
    lines = [""]
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}".lstrip()
        if lines[-1] and font.getlength(longer) > _RIGHT - _MARGIN:
            lines.append(word)
        else:
            lines[-1] = longer
    return [_cut(line, font, _RIGHT - _MARGIN) for line in lines]


def _cut(words: str, font: FreeTypeFont, room: float) -> str:
    """The words, or as many of their letters as there is room for and an ellipsis."""
    if font.getlength(words) <= room:
        return words
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if font.getlength(f"{words[:middle]}…") <= room else (low, middle - 1)
    return f"{words[:low].rstrip()}…"


@cache
def _font_bytes(name: str) -> bytes:
    return (resources.files(FONT) / name).read_bytes()


@cache
def _font(name: str, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    # Letters side by side: what needs more is not on a card, and the simple layout is in every build of Pillow.
    return ImageFont.truetype(io.BytesIO(_font_bytes(name)), size, layout_engine=ImageFont.Layout.BASIC)
