"""From records and findings to the parts that pages show, each made once and shared by all pages that show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from html import escape
from urllib.parse import quote

from briefing.dates import Edtf
from briefing.findings import Findings
from briefing.language import Language, direction_of
from briefing.library import Library
from briefing.pages.addresses import address, claim_address, narrower
from briefing.pages.views import Chain, ClaimRow, Html, Link, Mention, Quotation, ReportCard, Speaker, When
from briefing.pages.wording import claim_words, iso_time, precision_key, unit_name
from briefing.recall import Recall, recalled
from briefing.records import (
    ARTICLE_VOICE,
    UNKNOWN,
    Attribution,
    Body,
    Claim,
    DateBasis,
    Dating,
    Figure,
    MediaRef,
    Modality,
    PictureRef,
    PictureSize,
    Ref,
    Report,
    Show,
    Wording,
)

SIZES = "(max-width: 46rem) 100vw, 44rem"
"""How wide a picture stands on a page: the window, or the column of text."""


def srcset(path: str, size: PictureSize, root: str) -> str:
    """The addresses of a picture in all its widths, from a page at this distance from the root."""
    files = [(narrower(path, width), width) for width in size.narrower] + [(path, size.width)]
    # A comma or a space in a name would end an address of the list.
    return ", ".join(f"{root}{quote(file)} {width}w" for file, width in files)


def longest_first(names: Iterable[Link]) -> tuple[Link, ...]:
    """Each once: in this order they are looked for in a sentence, so that none is taken for a part of another."""
    return tuple(sorted({*names}, key=lambda name: (-len(name.text), name.text)))


class Presenter:
    """Makes the parts for one build."""

    def __init__(self, library: Library, findings: Findings, language: Language, recall: Recall) -> None:
        self.library = library
        self.findings = findings
        self.language = language
        self.recall = recall

    def figure(self, id_: str) -> Figure:
        """A figure, whether an editor's or derived."""
        return self.library.figures.get(id_) or self.findings.date_figures[id_]

    def claim(self, id_: str) -> Claim:
        """A claim, whether an editor's or derived."""
        return self.library.claims.get(id_) or self.findings.claims[id_]

    def disputed_by(self, claim: str) -> tuple[str, ...]:
        """The claims that expressly dispute a claim."""
        return self._disputed_by().get(claim, ())

    @recalled
    def _disputed_by(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for claim in self.library.claims.values():
            for disputed in claim.disputes:
                found.setdefault(disputed, []).append(claim.id)
        return {k: tuple(v) for k, v in found.items()}

    # ---- links ----------------------------------------------------------------------------------------------------

    def title_of(self, kind: str, id_: str) -> str:
        """A record's name."""
        match kind:
            case "article":
                return self.article_link(id_).text
            case "event":
                return self.library.events[id_].title
            case "figure":
                figure = self.figure(id_)
                return self.language.say("figure.date-question", event=figure.title) if figure.derived else figure.title
            case "actor":
                return self.library.actors[id_].name
            case "place":
                return self.library.places[id_].name
            case _:
                return self.library.pages[id_].title

    def link(self, kind: str, id_: str) -> Link:
        """A link to a record's page in its own name."""
        if kind == "article":
            return self.article_link(id_)
        return Link(address(kind, id_), self.title_of(kind, id_))

    def foreign(self, language: str) -> tuple[str, str]:
        """Language and direction of words that are not in the page's language; `""` twice for those that are."""
        return ("", "") if language.lower() == self.language.code.lower() else (language, direction_of(language))

    @recalled
    def article_link(self, id_: str) -> Link:
        """An article by its title."""
        return Link(address("article", id_), *self._title(id_))

    def _title(self, article: str) -> tuple[str, str, str]:
        """An article's title, and its language and direction as `foreign` has them."""
        written = self.library.articles[article]
        return written.title, *self.foreign(written.language)

    def foreign_title(self, article: str) -> tuple[Link, ...]:
        """An article's title where it is in another language."""
        title, language, direction = self._title(article)
        return (Link("", title, language, direction),) if language else ()

    def mentioned_in(self, kind: str, id_: str) -> tuple[Mention, ...]:
        """The records whose texts link to this one, with the sentence that does."""
        title, own = self.title_of(kind, id_), self._language_of(kind, id_)

        def mention(by: tuple[str, str], before: str, words: str, after: str) -> Mention:
            is_foreign = not words and own.lower() != self._language_of(*by).lower()
            language = (own, direction_of(own)) if is_foreign else ("", "")
            return Mention(self.link(*by), before, words or title, after, *language)

        found = self.library.mentions.get((kind, id_), ())
        return tuple(mention(m.by, m.before, m.words, m.after) for m in found)

    def _language_of(self, kind: str, id_: str) -> str:
        """The language in which a record is written."""
        return self.library.articles[id_].language if kind == "article" else self.language.code

    # ---- who ------------------------------------------------------------------------------------------------------

    def speaker(self, said_by: str, article: str) -> Speaker:
        """Who speaks: an actor, an article in its own voice, or nobody named."""
        return self._speaker(said_by, article if said_by == ARTICLE_VOICE else "")

    def origin(self, claim: Claim) -> Speaker:
        """Whom a claim is counted for: the origin, which is an outlet where an article's own words carry one."""
        said_by = claim.via[0] if claim.said_by == ARTICLE_VOICE and claim.via else claim.said_by
        return self.speaker(said_by, claim.article)

    def foreign_names(self, claims: Iterable[Claim]) -> tuple[Link, ...]:
        """Of the names of their origins those that hold a title in another language, the longest first."""
        return longest_first(name for claim in claims if (name := self.origin(claim).foreign) is not None)

    @recalled
    def _speaker(self, said_by: str, article: str) -> Speaker:
        if said_by == UNKNOWN:
            return Speaker("unknown", self.language.say("speaker.unknown"), "")
        if said_by == ARTICLE_VOICE:
            title, language, direction = self._title(article)
            name = self.language.say("speaker.article", title=title)
            foreign = Link("", name, language, direction, title) if language else None
            return Speaker("article", name, address("article", article), foreign=foreign)
        actor = self.library.actors[said_by]
        return Speaker("actor", actor.name, address("actor", said_by), actor.anonymous, actor.side, actor.role)

    def chain(
        self, said_by: str, via: tuple[str, ...], article: str, attribution: Attribution = Attribution.STATED
    ) -> Chain:
        """The way of some words from their origin to the article."""
        words = "" if attribution is Attribution.STATED else self.language.say(f"attribution.{attribution.value}")
        return Chain(
            self.speaker(said_by, article),
            tuple(self.speaker(v, article) for v in via),
            self.article_link(article),
            self.published(article),
            words,
        )

    @recalled
    def published(self, article: str) -> str:
        """When an article was published."""
        date = self.library.articles[article].published
        return self.language.say("when.published-unknown") if date is None else self.language.date(date)

    # ---- which words ----------------------------------------------------------------------------------------------

    @recalled
    def quotation(self, article_id: str, anchor: str) -> Quotation | None:
        """A passage of an article; None without an anchor."""
        if not anchor:
            return None
        article = self.library.articles[article_id]
        language, _ = self.foreign(article.language)
        direction = direction_of(article.language)
        if article.show is Show.NONE:
            return Quotation("", "", "", "", language, direction, withheld=True)
        passage = next(p for p in article.passages if p.anchor == anchor)
        return Quotation(
            passage.before, passage.exact, passage.after, address("article", article_id, anchor), language, direction
        )

    # ---- when -----------------------------------------------------------------------------------------------------

    def when(self, date: Edtf) -> When:
        """A date that stands for itself."""
        return When(
            self.language.date(date),
            iso_time(date),
            DateBasis.STATED.value,
            "",
            "",
            self.language.say(precision_key(date)),
            "",
            "",
        )

    def dating(self, dating: Dating, article_id: str, anchor: str = "") -> When:
        """A date as one article gives it."""
        show = self.library.articles[article_id].show is not Show.NONE
        words = dating.words if show else ""
        url = address("article", article_id, anchor) if show and anchor else ""
        foreign = self.foreign(self.library.articles[article_id].language)
        if dating.date is not None:
            date = dating.date
            precision = self.language.say(precision_key(date))
            return When(
                self.language.date(date), iso_time(date), dating.basis.value, words, url, precision, "", "", *foreign
            )
        if dating.basis is DateBasis.UNRESOLVED:
            why = f"unresolved.{dating.why_unresolved}"
            why_words = self.language.say(why if self.language.has(why) else "unresolved.other")
            said = self.language.say("when.unresolved")
            return When(said, "", dating.basis.value, words, url, "", "", why_words, *foreign)
        return When(self.language.say("when.no-date"), "", dating.basis.value, "", "", "", "", "")

    # ---- claims and reports ---------------------------------------------------------------------------------------

    def claim_link(self, id_: str) -> Link:
        """A claim by who says it."""
        claim = self.claim(id_)
        speaker = self.speaker(claim.said_by, claim.article)
        return replace(speaker.foreign or Link("", speaker.name), url=claim_address(claim.figure, id_))

    @recalled
    def row(self, id_: str) -> ClaimRow:
        """One claim."""
        claim = self.claim(id_)
        figure = self.figure(claim.figure)
        as_of = None if claim.as_of.basis is DateBasis.NONE else self.dating(claim.as_of, claim.article)
        place = self.link("place", claim.place) if claim.place is not None and claim.place != figure.place else None
        return ClaimRow(
            claim.id,
            claim.id,
            claim_address(figure.id, claim.id),
            self.link("figure", figure.id),
            claim_words(claim, figure, self.language),
            claim.value is None,
            self.chain(claim.said_by, claim.via, claim.article, claim.attribution),
            self.quotation(claim.article, claim.passage),
            as_of,
            place,
            claim.scope if claim.scope and claim.scope != figure.scope else "",
            self._marks(claim),
            tuple(self.claim_link(d) for d in claim.disputes),
            tuple(self.claim_link(d) for d in self.disputed_by(claim.id)),
            claim.note,
        )

    def _marks(self, claim: Claim) -> tuple[str, ...]:
        keys = []
        if claim.modality is not Modality.ASSERTED:
            keys.append(claim.modality.value)
        if claim.hedged:
            keys.append("hedged")
        if claim.wording is not None:
            keys.append("quote" if claim.wording is Wording.QUOTE else "paraphrase")
        return tuple(self.language.say(f"mark.{k}") for k in keys)

    def report(self, report: Report) -> ReportCard:
        """What one article says of one event."""
        return ReportCard(
            f"report-{report.article}",
            self.link("event", report.event),
            self.article_link(report.article),
            self.chain(report.said_by, report.via, report.article),
            self.dating(report.dating, report.article, report.date_passage),
            self.quotation(report.article, report.passage),
            report.note,
        )

    @recalled
    def named(self, side: str, id_: str) -> Mapping[str, str]:
        """What sentences may say of a claim, by the names of their fields: `a`, `value_a`, `as_of_a` …"""
        claim, language = self.claim(id_), self.language
        as_of = claim.as_of.date
        return {
            side: self.origin(claim).name,
            f"value_{side}": claim_words(claim, self.figure(claim.figure), language),
            f"as_of_{side}": language.date(as_of) if as_of else language.say("when.as-of-unknown"),
            f"place_{side}": self.title_of("place", claim.place) if claim.place else "",
            f"scope_{side}": claim.scope or "",
            f"unit_{side}": unit_name(claim.unit, language),
        }

    # ---- texts ----------------------------------------------------------------------------------------------------

    def html(self, body: Body, root: str) -> Html:
        """A text with its links made for a page at this distance from the root."""
        return Html("".join(part if isinstance(part, str) else self._part(part, root) for part in body.parts))

    def _part(self, part: Ref | MediaRef, root: str) -> str:
        if isinstance(part, PictureRef):
            size = part.size
            src = f'src="{escape(root + part.path)}"'
            if size is None:
                return src
            if size.narrower:
                src += f' srcset="{escape(srcset(part.path, size, root))}" sizes="{SIZES}"'
            return f'{src} width="{size.width}" height="{size.height}"'
        if isinstance(part, MediaRef):
            return escape(root + part.path)
        link = self.link(part.kind, part.id)
        language = f' lang="{link.language}" dir="{link.direction}"' if link.language and not part.label else ""
        return f'<a href="{escape(root + link.url)}"{language}>{escape(part.label or link.text, quote=False)}</a>'
