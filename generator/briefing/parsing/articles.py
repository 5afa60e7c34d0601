"""An article from its validated front matter and its verified text."""

from __future__ import annotations

import hashlib
from collections import Counter

from briefing.dates import Edtf, Resolved, resolve_words
from briefing.parsing.subjects import corrections_of, withholding_of
from briefing.parsing.verification import Verified
from briefing.records import ARTICLE_VOICE, Article, Claim, DateBasis, Dating, Grade, Report
from briefing.schema.article import ArticleModel, ClaimModel, ReportModel


def article_of(id_: str, path: str, model: ArticleModel, text: str, verified: Verified) -> Article:
    """`articles/<id>.md`.

    Args:
        text: what stands below the front matter.
    """
    grade = Grade(model.grade.source, model.grade.information, model.grade.reason) if model.grade else None
    return Article(
        id=id_,
        path=path,
        title=model.title,
        published=model.published,
        modified=model.modified,
        publisher=model.publisher or None,
        authors=tuple(model.authors),
        dateline=model.dateline,
        url=model.url or "",
        language=model.language,
        text=model.text,
        retrieved=model.retrieved,
        archived=model.archived or "",
        proof=model.proof,
        show=model.show,
        grade=grade,
        corrections=corrections_of(model.corrections),
        reports=tuple(_report(id_, number, report, model, verified) for number, report in enumerate(model.events)),
        claims=tuple(
            _claim(id_, number, claim_id, claim, model, verified)
            for number, (claim_id, claim) in enumerate(zip(claim_ids(id_, model.claims), model.claims, strict=True))
        ),
        note=model.note,
        body=verified.marked.body,
        excerpts=verified.marked.excerpts,
        passages=verified.marked.passages,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        withholding=withholding_of(model),
    )


def claim_ids(article: str, claims: list[ClaimModel]) -> list[str]:
    """The ids of an article's claims: their own, or `<article>-<figure>`, numbered where that is repeated."""
    taken = {claim.id for claim in claims if claim.id}
    repeated: Counter[str] = Counter()
    ids = []
    for claim in claims:
        id_ = claim.id
        while id_ is None or (claim.id is None and id_ in taken):
            stem = f"{article}-{claim.figure}"
            repeated[stem] += 1
            id_ = stem if repeated[stem] == 1 else f"{stem}-{repeated[stem]}"
        ids.append(id_)
    return ids


def _report(article: str, number: int, report: ReportModel, model: ArticleModel, verified: Verified) -> Report:
    return Report(
        article=article,
        event=report.event,
        dating=_dating(number, report, model, verified),
        passage=verified.anchor("events", number, "quote"),
        date_passage=verified.anchor("events", number, "date_words"),
        said_by=report.said_by or ARTICLE_VOICE,
        via=tuple(report.via),
        note=report.note,
    )


def _dating(number: int, report: ReportModel, model: ArticleModel, verified: Verified) -> Dating:
    anchor = verified.anchor("events", number, "date_words")
    # As the text has them, not as the editor typed them.
    words = next((p.exact for p in verified.marked.passages if p.anchor == anchor), "") if anchor else ""
    if report.date is not None:
        return Dating(report.date, words, DateBasis.STATED)
    if not report.date_words:
        return Dating()
    quoted = ("events", number, "date_words") in verified.quoted
    resolved = resolve_words(report.date_words, model.published, quoted, model.language or "en")
    if isinstance(resolved, Resolved):
        return Dating(resolved.date, words, DateBasis.WORDS)
    return Dating(None, words, DateBasis.UNRESOLVED, resolved.reason.value)


def _claim(article: str, number: int, id_: str, claim: ClaimModel, model: ArticleModel, verified: Verified) -> Claim:
    return Claim(
        id=id_,
        article=article,
        figure=claim.figure,
        said_by=claim.said_by,
        value=claim.value,
        qualifier=claim.qualifier,
        unit=claim.unit or None,
        place=claim.place or None,
        scope=claim.scope or None,
        as_of=_as_of(claim.as_of, model.published),
        via=tuple(claim.via),
        attribution=claim.attribution,
        modality=claim.modality,
        hedged=claim.hedged,
        wording=claim.wording,
        disputes=tuple(dict.fromkeys(claim.disputes)),
        passage=verified.anchor("claims", number, "quote"),
        note=claim.note,
    )


def _as_of(as_of: Edtf | str | None, published: Edtf | None) -> Dating:
    if as_of is None:
        return Dating()
    if isinstance(as_of, Edtf):
        return Dating(as_of, basis=DateBasis.STATED)
    if published is None:
        return Dating(basis=DateBasis.UNRESOLVED, why_unresolved="no-published")
    return Dating(published, basis=DateBasis.PUBLISHED)
