"""Texts with their links still open, and the passages that evidence stands on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ref:
    """A `[[kind:id|label]]` in a body, left for the planner to resolve; an empty label means the target's title."""

    kind: str
    id: str
    label: str
    line: int = 0
    """Where it stands in its file, 1-based, for problems."""
    column: int = 0


@dataclass(frozen=True, slots=True)
class MediaRef:
    """The address of an image or document below `content/media/`, left for the planner to make relative."""

    path: str


@dataclass(frozen=True, slots=True)
class PictureSize:
    """How large a picture is published, in pixels."""

    width: int
    height: int
    narrower: tuple[int, ...] = ()
    """Widths in which it is published as well, ascending."""


@dataclass(frozen=True, slots=True)
class PictureRef(MediaRef):
    """The attributes of an image that say where it is and how large, left open like an address."""

    size: PictureSize | None = None


BodyPart = str | Ref | MediaRef


@dataclass(frozen=True, slots=True)
class Body:
    """HTML in pieces: finished markup, with the links between records still open."""

    parts: tuple[BodyPart, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.parts)


@dataclass(frozen=True, slots=True)
class Selector:
    """The words of the evidence, and those around them where they stand twice [oa:TextQuoteSelector]."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an article's text that something rests on: verified. They are numbered in the order of the text."""

    anchor: str
    """The fragment in the article's page, made of the words (`p5c07e1b29a`) so that no other passage moves it."""
    exact: str
    """The words as the article has them (its typography, white space folded), not as the editor typed them."""
    before: str
    """What stands before them in the same sentence, `""` at its start."""
    after: str
    """What stands after them in the same sentence."""
