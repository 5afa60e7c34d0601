"""Who turns a view into bytes: templates, cards, texts that are finished, files that are taken over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from briefing.card_pictures import CardMaker
from briefing.exporters.text import TextFile
from briefing.fingerprint import Digest, digest_bytes
from briefing.media import MAKER as PICTURE
from briefing.media import PictureMaker
from briefing.outputs import Maker
from briefing.pages.share_cards import MAKER as CARD
from briefing.printing import PDF, PdfMaker
from briefing.theme import Theme

TEMPLATE = "template:"
COPY = "copy"


@dataclass(frozen=True, slots=True)
class Bytes:
    """A file that is finished."""

    data: bytes


@dataclass(frozen=True, slots=True)
class _Template:
    theme: Theme
    name: str

    @property
    def digest(self) -> Digest:
        return self.theme.maker_digest(self.name)

    def make(self, view: object) -> bytes:
        return self.theme.render(self.name, view)


class _Finished:
    """The view is the file: nothing else has a say in its bytes."""

    digest = digest_bytes(b"finished")

    def make(self, view: object) -> bytes:
        assert isinstance(view, TextFile | Bytes)
        return view.data


def makers_for(names: Iterable[str], theme: Theme, content: Path) -> dict[str, Maker]:
    """The maker of each name that outputs ask for; pictures are made from files of `content`."""
    return {n: _maker(n, theme, content) for n in names}


def is_work(name: str) -> bool:
    """Whether a maker takes so long that it is worth a second processor."""
    return name in (CARD, PICTURE) or name.startswith(TEMPLATE)


def _maker(name: str, theme: Theme, content: Path) -> Maker:
    if name == CARD:
        return CardMaker()
    if name == PICTURE:
        return PictureMaker(content)
    if name.startswith(PDF):
        return PdfMaker(theme, name.removeprefix(PDF), content)
    return _Template(theme, name.removeprefix(TEMPLATE)) if name.startswith(TEMPLATE) else _Finished()
