"""The links and media of texts: checked, and those to what is not published made plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from briefing.linking.known import Known
from briefing.markdown.addresses import Refused, media_address
from briefing.problems import Keys, Problem
from briefing.records import Article, Body, BodyPart, Event, Figure, MediaRef, Page, PictureRef, PictureSize, Ref


class BodyLinker:
    """Checks one body after another; `problems` gathers what it finds."""

    def __init__(self, known: Known, media: Mapping[str, PictureSize | None]) -> None:
        self._known = known
        self._media = media
        self.problems: list[Problem] = []

    def article(self, article: Article) -> Article:
        """The article with its texts linked."""
        if article.proof:
            self._check_media(article.proof, article.path, ("proof",))
        body = self._body(article.body, article.path)
        return (
            article
            if body is article.body
            else replace(article, body=body, excerpts=self._body(article.excerpts, article.path, say=False))
        )

    def event(self, event: Event) -> Event:
        """The event with its text and picture linked."""
        image = event.image
        if image is not None:
            self._check_picture(image.src, event.path)
            image = replace(image, size=self._media.get(image.src))
            if not image.alt:
                message = f"The image `{image.src}` has no words for those who cannot see it."
                self.problems.append(
                    Problem(
                        "missing-alt", event.path, message, "Write `image: {src: …, alt: what it shows}`.", ("image",)
                    )
                )
        return replace(event, image=image, body=self._body(event.body, event.path))

    def figure(self, figure: Figure) -> Figure:
        """The figure with its text linked."""
        return replace(figure, body=self._body(figure.body, figure.path))

    def page(self, page: Page) -> Page:
        """The page with its text linked."""
        return replace(page, body=self._body(page.body, page.path))

    def _body(self, body: Body, path: str, *, say: bool = True) -> Body:
        if all(isinstance(p, str) for p in body.parts):
            return body
        parts = tuple(self._part(p, path, say) for p in body.parts)
        return Body(tuple(p for p in parts if p != ""))

    def _part(self, part: BodyPart, path: str, say: bool) -> BodyPart:
        if isinstance(part, Ref):
            target = self._known.find(part.kind, part.id, path, (), "the words of the link stay, the link goes")
            if target.problem is not None and say:
                self.problems.append(replace(target.problem, line=part.line, column=part.column))
            return _escaped(part.label) if target.id is None else replace(part, id=target.id)
        if isinstance(part, MediaRef) and say:
            self._check_media(part.path, path)
        return replace(part, size=self._media.get(part.path)) if isinstance(part, PictureRef) else part

    def _check_picture(self, src: str, path: str) -> None:
        """The rules of a text's pictures hold for this one: what no address can name is not published."""
        keys: Keys = ("image", "src")
        match media_address(src):
            case Refused(why, help_):
                self.problems.append(Problem("unsafe-link", path, f"The image `{src}` {why}.", help_, keys))
            case _:
                self._check_media(src, path, keys)

    def _check_media(self, src: str, path: str, keys: Keys = ()) -> None:
        if src not in self._media:
            help_ = self._known.hints.did_you_mean(src, self._media, "Put the file into `media/`.")
            self.problems.append(
                Problem("missing-media", path, f"There is no file `{src}`.", help_, keys, words="" if keys else src)
            )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
