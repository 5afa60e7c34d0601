"""Drawings (SVG) written anew from a short list of what may be in them; whatever might be alive refuses the whole.

A picture that silently lacks a part would say something else than its maker did. So what is never seen (comments,
metadata, an editor's own notes) goes without a word, and what is seen but not on the list is refused by name and line.
Nothing in the list can run, load or link: no scripts, styles, fonts, pictures, filters or references but to a gradient
or a clipping path of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from xml.parsers import expat

from briefing.problems import Problem

MAX_BYTES = 2 * 1024 * 1024
MAX_ELEMENTS = 20_000
MAX_DEPTH = 40

SVG = "http://www.w3.org/2000/svg"


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


ELEMENTS = _names(
    "svg g defs title desc path rect circle ellipse line polyline polygon text tspan linearGradient radialGradient "
    "stop clipPath"
)
_UNSEEN = _names("metadata")
_PROPERTIES = _names(
    "fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit "
    "stroke-dasharray stroke-dashoffset opacity color display visibility clip-path clip-rule stop-color stop-opacity "
    "font-family font-size font-style font-weight font-variant font-stretch text-anchor text-decoration letter-spacing "
    "word-spacing dominant-baseline alignment-baseline baseline-shift writing-mode direction vector-effect paint-order "
    "shape-rendering text-rendering color-rendering overflow"
)
_ATTRIBUTES = _PROPERTIES | _names(
    "id d x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy rotate points width height viewBox preserveAspectRatio "
    "transform gradientUnits gradientTransform spreadMethod offset clipPathUnits pathLength textLength lengthAdjust "
    "version xml:space"
)
_ATTRIBUTES_UNSEEN = _names("class role baseProfile enable-background xml:lang xml:id lang")
_PROPERTIES_UNSEEN = _names(
    "line-height font-feature-settings font-variation-settings solid-color solid-opacity enable-background isolation"
)
"""Without a say in a drawing whose text has one line and whose parts are not blended."""
_NOTES = ("inkscape", "sodipodi", "adobe", "sketch", "figma", "purl.org", "creativecommons", "rdf-syntax")
"""In the names of the namespaces of editors' own notes, which browsers never show."""
_SAFE_VALUE = re.compile(r"[\w\s.,:;#%()+\-'\"/]*\Z")
_OWN_PAINT = re.compile(r"url\(\s*(['\"]?)#([\w.-]+)\1\s*\)\s*(?:none|[a-zA-Z]+|#[0-9a-fA-F]{3,8})?\s*\Z")
_NAME = re.compile(r"[\w.-]{1,200}\Z")
_LENGTH = re.compile(r"\s*\+?(\d+(?:\.\d+)?|\.\d+)\s*(px|pt|pc|mm|cm|in)?\s*\Z")
_PIXELS = {None: 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_LARGEST = 20_000
_HELP = "Export it as plain SVG with presentation attributes and text as paths, or save it as PNG."


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing that may be published."""

    data: bytes
    width: int
    """In pixels, rounded up."""
    height: int


class _RefusedError(Exception):
    """`why` ends a sentence."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def cleaned_svg(path: str, data: bytes) -> Drawing | Problem:
    """The drawing made anew, or why it is refused."""
    if len(data) > MAX_BYTES:
        return _problem(path, f"has {len(data) / 1024 / 1024:.0f} MB; at most {MAX_BYTES // 1024 // 1024} are read")
    cleaner = _Cleaner()
    try:
        cleaner.parser.Parse(data, True)
    except _RefusedError as refused:
        return _problem(path, f"{refused.why} (line {cleaner.parser.CurrentLineNumber})")
    except (expat.ExpatError, UnicodeError, ValueError, LookupError):
        return _problem(path, f"is not well-formed XML (line {cleaner.parser.ErrorLineNumber})")
    if cleaner.size is None:
        return _problem(path, "does not say how large it is: it has neither `width` and `height` nor a `viewBox`")
    return Drawing("".join(cleaner.out).encode() + b"\n", *cleaner.size)


def _problem(path: str, why: str) -> Problem:
    return Problem("media-refused", path, f"`{path}` {why}.", _HELP)


class _Cleaner:
    """One pass of expat over one drawing."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.size: tuple[int, int] | None = None
        self._open: list[str] = []
        self._unseen = 0
        self._count = 0
        self.parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ProcessingInstructionHandler = self._instruction
        for handler in (
            "EntityDeclHandler",
            "UnparsedEntityDeclHandler",
            "ExternalEntityRefHandler",
            "SkippedEntityHandler",
        ):
            setattr(parser, handler, self._entity)

    def _doctype(self, _name: str, system: str | None, _public: str | None, has_internal: int) -> None:
        # The line that old drawings begin with names a document that nobody reads.
        if has_internal or (system is not None and not system.startswith("http://www.w3.org/")):
            raise _RefusedError("declares entities or a document type of its own")

    def _entity(self, *_: object) -> int:
        raise _RefusedError("declares or uses entities")

    def _instruction(self, target: str, _data: str) -> None:
        raise _RefusedError(f"holds an instruction, `<?{_shown(target)}`")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        space, _, local = name.rpartition(" ")
        if self._count > MAX_ELEMENTS or len(self._open) >= MAX_DEPTH:
            raise _RefusedError(f"has more than {MAX_ELEMENTS:,} elements, or more than {MAX_DEPTH} within each other")
        if not self._open and (space, local) != (SVG, "svg"):
            raise _RefusedError('does not begin with `<svg xmlns="http://www.w3.org/2000/svg">`')
        self._open.append(local)
        if self._unseen or local in _UNSEEN or (space != SVG and any(n in space for n in _NOTES)):
            self._unseen += 1
            return
        if space != SVG or local not in ELEMENTS or (local == "svg" and len(self._open) > 1):
            raise _RefusedError(f"holds `<{_shown(local)}>`, which is not on the list of what a drawing may hold")
        kept = self._kept(attributes)
        if len(self._open) == 1:
            self.size = _size(kept)
            kept = {"xmlns": SVG, **kept}
        attributes_kept = "".join(f' {k}="{escape(v)}"' for k, v in kept.items())
        self.out.append(f"<{local}{attributes_kept}>")

    def _end(self, name: str) -> None:
        self._open.pop()
        if self._unseen:
            self._unseen -= 1
        else:
            self.out.append(f"</{name.rpartition(' ')[2]}>")

    def _text(self, text: str) -> None:
        # Only these show or say what stands in them.
        if not self._unseen and self._open and self._open[-1] in ("text", "tspan", "title", "desc"):
            self.out.append(escape(text, quote=False))

    def _kept(self, attributes: dict[str, str]) -> dict[str, str]:
        kept: dict[str, str] = {}
        style = attributes.get("style", "")
        for full, value in attributes.items():
            space, _, local = full.rpartition(" ")
            name = f"xml:{local}" if space == "http://www.w3.org/XML/1998/namespace" else local
            if full == "style":
                continue
            if space and not name.startswith("xml:"):
                if "xlink" in space:
                    raise _RefusedError(f"refers to something by `xlink:{_shown(local)}`")
                continue  # an editor's own note
            if name in _ATTRIBUTES_UNSEEN or name.startswith(("data-", "aria-")):
                continue
            if name not in _ATTRIBUTES:
                raise _RefusedError(
                    f"has an attribute `{_shown(name)}`, which is not on the list of what a drawing may hold"
                )
            kept[name] = self._value(name, value)
        for name, value in _declarations(style):
            if name.startswith("-") or name in _PROPERTIES_UNSEEN:
                continue
            if name not in _PROPERTIES:
                raise _RefusedError(
                    f"has a style `{_shown(name)}`, which is not on the list of what a drawing may hold"
                )
            kept[name] = self._value(name, value)
        return kept

    def _value(self, name: str, value: str) -> str:
        folded = value.lower()
        if "url" in folded or "\\" in value or "@" in value or "expression" in folded or "&" in value:
            if name in ("fill", "stroke", "clip-path") and (own := _OWN_PAINT.match(value.strip())):
                return f"url(#{own[2]})"
            raise _RefusedError(f"refers to something else in `{name}`")
        if name == "id":
            if not _NAME.match(value):
                raise _RefusedError("has an `id` that is no name")
        elif not _SAFE_VALUE.match(value) or ":" in value or "script" in folded:
            raise _RefusedError(f"has a value in `{name}` that is none")
        return value


def _declarations(style: str) -> list[tuple[str, str]]:
    found = []
    for declaration in style.split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            found.append((name.strip().lower(), value.replace("!important", "").strip()))
        elif declaration.strip():
            raise _RefusedError("has a style that cannot be read")
    return found


def _size(attributes: dict[str, str]) -> tuple[int, int] | None:
    """Width and height in pixels: its own, else those of its view box."""
    lengths = [_LENGTH.match(attributes.get(name, "")) for name in ("width", "height")]
    if lengths[0] and lengths[1]:
        sizes = [float(m[1]) * _PIXELS[m[2]] for m in lengths if m]
    else:
        box = re.findall(r"[^\s,]+", attributes.get("viewBox", ""))
        try:
            sizes = [float(n) for n in box[2:4]]
        except ValueError:
            return None
    if len(sizes) != 2 or not all(0 < s <= _LARGEST for s in sizes):
        return None
    return -int(-sizes[0] // 1), -int(-sizes[1] // 1)


def _shown(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
