"""A document as a PDF: a theme's template, set by WeasyPrint (extra `pdf`) without a network or a clock, and with no
file but the site's own pictures.

The same view gives the same bytes on the same machine. Fonts are the machine's own, so that every script is set right;
on another machine with other fonts the pages may break elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from html import escape, unescape
from pathlib import Path
from unicodedata import bidirectional
from urllib.parse import quote, unquote

from briefing.fingerprint import Digest, digest_bytes
from briefing.media import PictureMaker, PictureView
from briefing.pages import addresses
from briefing.pages.document_views import DocumentView
from briefing.printer import quiet
from briefing.theme import Theme

PDF = "pdf:"
"""The beginning of the maker's name; the template follows."""

PICTURE = "briefing:"
"""Before the path of a picture in a page that is set."""

_HREF = re.compile(r'\shref="([^"]*)"')
_ID = re.compile(r'\sid="([^"]*)"')
_UPWARD = re.compile(r"(?:\.\./)+")
_IMAGE = re.compile(r'(<img\b[^>]*?\s)src="([^"]*)"')
_PICTURED = re.compile(rf'<img\b[^>]*?\ssrc="{PICTURE}([^"]*)"')
_STYLE = re.compile(r"<style>(.*?)</style>", re.S)
_OF_DRAWINGS = re.compile(r"^\.(?:d-|drawing)[^{}]*\{[^{}]*\}", re.M)
_FIGURE = re.compile(r"<figure>\s*<svg\b.*?</figure>", re.S)
_SVG = re.compile(r"(<svg\b[^>]*>)(.*?)</svg>", re.S)
_MASK = re.compile(r'mask="url\(#[^)"]*\)"')
_SOFT = 'fill-opacity=".3" stroke="currentColor" stroke-width=".8" stroke-dasharray="2 1.5"'


@dataclass(frozen=True)
class PdfMaker:
    """Sets a template of a theme."""

    theme: Theme
    template: str
    content: Path
    """Where the pictures' files are."""

    @cached_property
    def digest(self) -> Digest:
        """Of the template with all it reaches, this code, the library, and what writes pictures."""
        from importlib.metadata import version

        versions = " ".join(version(name) for name in ("weasyprint", "pydyf"))
        return digest_bytes(
            self.theme.maker_digest(self.template).encode(),
            Path(__file__).read_bytes(),
            versions.encode(),
            PictureMaker(self.content).digest.encode(),
        )

    def make(self, view: object) -> bytes:
        """The PDF.

        Raises:
            ThemeError: where the template fails on this view.
            DiskError: where a picture is not what was looked at any more.
        """
        assert isinstance(view, DocumentView)
        text = prepared(self.theme.render(self.template, view).decode(), view.shell.canonical)
        shown = set(map(unquote, _PICTURED.findall(text)))
        maker = PictureMaker(self.content)
        pictures = {
            p.path: maker.make(PictureView(p.path, p.digest, p.width)) for p in view.pictures if p.path in shown
        }
        with quiet():
            from weasyprint import HTML
            from weasyprint.urls import URLFetcher, URLFetcherResponse

            class Pictures(URLFetcher):  # type: ignore[misc]
                def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002 it is called so
                    """One of these pictures; anything else is asked for in vain."""
                    path = unquote(url.removeprefix(PICTURE))
                    kind = "image/svg+xml" if path.lower().endswith(".svg") else "image/png"
                    # Which kind of pixels they are is seen by their first bytes.
                    return URLFetcherResponse(url, pictures[path], {"Content-Type": kind})

            page = HTML(string=text, base_url="briefing:", url_fetcher=Pictures(allowed_protocols=()))
            identifier = digest_bytes(text.encode(), *pictures.values()).encode()
            data = page.write_pdf(pdf_identifier=identifier, pdf_tags=True)
        assert isinstance(data, bytes)
        return data


def prepared(text: str, base: str) -> str:
    """The page for paper: links lead within the document, else to the site where its address is known, else nowhere;
    pictures are named by where they are in the site.

    Args:
        base: the site's address, or `""`.
    """
    ids = set(map(unescape, _ID.findall(text)))

    def link(found: re.Match[str]) -> str:
        target = unescape(found[1])
        if ":" in target.partition("/")[0] or target.startswith("#"):
            return found[0]
        target = _UPWARD.sub("", target)
        page, mark, fragment = target.partition("#")
        for place in (target, page):
            if place in ids:
                return f' href="#{escape(place)}"'
        return f' href="{escape(base + addresses.public(page) + mark + fragment)}"' if base else ""

    def picture(found: re.Match[str]) -> str:
        path = _UPWARD.sub("", unescape(found[2]))
        return found[0] if ":" in path else f'{found[1]}src="{PICTURE + quote(path)}"'

    text = _IMAGE.sub(picture, text)
    style = _STYLE.search(text)
    of_drawings = "\n".join(_OF_DRAWINGS.findall(style[1])) if style else ""
    text = _FIGURE.sub(lambda m: "" if _is_from_right_to_left(m[0]) else m[0], text)
    return _SVG.sub(lambda m: f"{m[1]}<style>{of_drawings}</style>{_without_masks(m[2])}</svg>", _HREF.sub(link, text))


def _is_from_right_to_left(drawing: str) -> bool:
    """Whether a drawing has letters that WeasyPrint would set apart and in the wrong order (in drawings alone)."""
    return any(bidirectional(letter) in ("R", "AL") for letter in set(unescape(drawing)))


def _without_masks(drawing: str) -> str:
    """What fades on a screen is pale within a broken line: WeasyPrint leaves out what has a mask."""
    return _MASK.sub(_SOFT, drawing)
