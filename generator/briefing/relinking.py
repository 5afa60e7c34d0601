"""An edited article put into a library that is linked already, where nobody else can tell the difference but by it.

That is so while it keeps its id, and its claims keep theirs, their figures and what they dispute: then all names lead
where they led, and nothing that was left out for its sake comes back. Everything else is linked from nothing. There is
one way to link, `library.assemble`; here the same linkers see one article, and what they make of it as it was has to be
what stands in the library.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from briefing import gate
from briefing.config import Config
from briefing.evidence.unmarking import only_passages
from briefing.library import Assembly, Library, assemble, cited, media_of, mentions_of
from briefing.linking.articles import ArticleLinker
from briefing.linking.bodies import BodyLinker
from briefing.linking.mentions import links_in
from briefing.parse import Parsed
from briefing.recall import differs
from briefing.records import Article, MediaRef, PictureSize, Report


class Shelf:
    """Assembles one state of the content after another."""

    def __init__(self) -> None:
        self._last: tuple[Sequence[Parsed], Config, Mapping[str, PictureSize | None], bool, Assembly] | None = None

    def assemble(
        self,
        parsed: Sequence[Parsed],
        config: Config,
        media: Mapping[str, PictureSize | None],
        now: datetime,
        *,
        drafts: bool,
    ) -> Assembly:
        """As `library.assemble`, at the cost of what changed since the last time where that shows nowhere else."""
        assembly = None
        if self._last is not None:
            before, *same, last = self._last
            if not differs(tuple(same), (config, media, drafts)) and [p.path for p in before] == [
                p.path for p in parsed
            ]:
                edits = [(was, is_) for was, is_ in zip(before, parsed, strict=True) if was is not is_]
                assembly = relinked(last, edits, now)
        if assembly is None:
            assembly = assemble(parsed, config, media, now, drafts=drafts)
        self._last = (parsed, config, media, drafts, assembly)
        return assembly


def relinked(before: Assembly, edits: Sequence[tuple[Parsed, Parsed]], now: datetime) -> Assembly | None:
    """The assembly after some files changed, each given as it was and as it is; None where that shows elsewhere.

    Configuration, media and whether drafts are wanted are those of `before`.
    """
    if before.until is not None and before.until <= now:
        return None
    articles = dict(before.library.articles)
    for was, is_ in edits:
        edited = _edited(before, was, is_)
        if edited is None:
            return None
        articles[edited.id] = edited
    return replace(before, library=_with(before, articles, [p.records[0].id for _, p in edits]))


def _edited(before: Assembly, was: Parsed, is_: Parsed) -> Article | None:
    old, new = _one_article(was), _one_article(is_)
    if old is None or new is None or any(p.path == is_.path for p in before.problems):
        return None
    if _seen_by_others(old) != _seen_by_others(new):
        return None
    stands = _linked(before, old)
    if stands is None or differs(stands, before.library.articles.get(old.id)):
        return None
    edited = _linked(before, new)
    if edited is None or [(c.id, c.figure) for c in edited.claims] != [(c.id, c.figure) for c in stands.claims]:
        return None
    return edited


def _one_article(parsed: Parsed) -> Article | None:
    if parsed.problems or parsed.broken or len(parsed.records) != 1:
        return None
    article = parsed.records[0]
    return article if isinstance(article, Article) else None


def _seen_by_others(article: Article) -> object:
    claims = tuple((c.id, c.figure, c.disputes, c.value is None) for c in article.claims)
    return article.id, article.withholding, claims


def _linked(before: Assembly, written: Article) -> Article | None:
    """The article by itself, as `assemble` links it; None where there is a problem with it, or it is not whole."""
    library = before.library
    linker = ArticleLinker(library.config, before.known, library.figures)
    bodies = BodyLinker(before.known, before.media)
    article = linker.link(gate.public(written))
    article = gate.only_shown(bodies.article(only_passages(article, cited(article))))
    is_whole = len(article.claims) == len(written.claims) and len(article.reports) == len(written.reports)
    return article if is_whole and not linker.problems and not bodies.problems else None


def _with(before: Assembly, articles: dict[str, Article], edited: Iterable[str]) -> Library:
    library = before.library
    claims, claims_of, reports_of = dict(library.claims), dict(library.claims_of), dict(library.reports_of)
    pairs = [(library.articles[id_], articles[id_]) for id_ in edited]
    for _, new in pairs:
        claims.update((c.id, c) for c in new.claims if differs(claims[c.id], c))
    for figure in {c.figure for _, new in pairs for c in new.claims if claims[c.id] is c}:
        claims_of[figure] = tuple(claims[c.id] for c in claims_of[figure])
    for event in {r.event for article in (a for pair in pairs for a in pair) for r in article.reports}:
        reporting = {r.article for r in reports_of.get(event, ())} | {new.id for _, new in pairs}
        reports = [r for id_ in sorted(reporting) for r in articles[id_].reports if r.event == event]
        if differs(reports_of.get(event), tuple(reports)):
            reports_of[event] = tuple(reports)
    is_reported_alike = len(reports_of) == len(library.reports_of) and all(
        reports_of[event] is reports for event, reports in library.reports_of.items()
    )
    texts = (articles, library.events, library.figures, library.pages)
    is_linked_alike = all([*links_in(old.shown)] == [*links_in(new.shown)] for old, new in pairs)
    shows_alike = all(_pictures(old) == _pictures(new) for old, new in pairs)
    return replace(
        library,
        articles=articles,
        claims=claims,
        claims_of=claims_of,
        reports_of=library.reports_of if is_reported_alike else _in_order(reports_of),
        mentions=library.mentions if is_linked_alike else mentions_of(*texts),
        media=library.media if shows_alike else media_of(*texts) & before.media.keys(),
    )


def _in_order(reports_of: Mapping[str, tuple[Report, ...]]) -> dict[str, tuple[Report, ...]]:
    return {event: reports_of[event] for event in sorted(reports_of) if reports_of[event]}


def _pictures(article: Article) -> list[str]:
    return [article.proof, *(p.path for p in article.shown.parts if isinstance(p, MediaRef))]
