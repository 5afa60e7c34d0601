"""`data/briefing.json`: the whole published briefing for machines, its JSON Schema beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import resources

from briefing.comparison import VerdictKind, origin_of
from briefing.comparison.pairs import is_undecided
from briefing.exporters.pair_texts import PairTexts
from briefing.exporters.text import finished_output, output_in_pieces, text_output
from briefing.exporters.values import Json, dating, dumped, number, typed, without_empty
from briefing.outputs import Output
from briefing.pages import addresses
from briefing.pages.coordinates import published_coordinates
from briefing.pages.site import Site
from briefing.pages.wording import claim_words, value_words
from briefing.records import (
    ARTICLE_VOICE,
    UNKNOWN,
    Actor,
    Article,
    Claim,
    Correction,
    Event,
    Figure,
    Place,
    Report,
    Show,
)

MODEL = 1
"""The version of the content model."""
ALL_DATE_PAIRS = 45
"""Up to so many pairs of dates, those of ten reports, every one is listed of an event."""
UNREMARKABLE = frozenset({VerdictKind.AGREE, VerdictKind.COMPATIBLE, VerdictKind.REPEATS})
"""Verdicts on dates that are left out beyond that."""


def plan(site: Site) -> Iterator[Output]:
    """The data and their schema."""
    if site.recall.observes:
        yield finished_output(addresses.DATA, b"".join(_data(site)))
    else:
        # There can be hundreds of megabytes: they are made when the pages are there and their processes gone.
        yield output_in_pieces(addresses.DATA, lambda: _data(site))
    yield text_output(addresses.SCHEMA, (resources.files(__package__) / "briefing.schema.json").read_text("utf-8"))


def _data(site: Site) -> Iterator[bytes]:
    """One record a line, so that two editions can be compared line by line."""
    library, findings = site.library, site.findings
    pairs = PairTexts(site.presenter)
    records: dict[str, Iterable[str]] = {
        "articles": (dumped(_article(a)) for a in library.articles.values()),
        "events": (_event(site, pairs, e) for e in library.events.values()),
        "figures": (
            _figure(site, pairs, site.presenter.figure(f)) for f in sorted({*library.figures, *findings.derived})
        ),
        "related_pairs": (
            pairs.text(p, f'"figures":{dumped([a, b])},')
            for a, b, related in findings.related
            for p in related
            if not is_undecided(p)
        ),
        "actors": (dumped(_actor(a)) for a in library.actors.values()),
        "places": (dumped(_place(p)) for p in library.places.values()),
        "unresolved_dates": (dumped(_unresolved(site, r)) for r in findings.unresolved),
        "timeline": (dumped({"event": e.event, "dates": [d.text for d in e.dates]}) for e in findings.timeline),
    }
    yield f'{{"briefing":{dumped(_briefing(site))}'.encode()
    for name, items in records.items():
        yield f',\n"{name}":['.encode()
        separator = "\n"
        for item in items:
            yield f"{separator}{item}".encode()
            separator = ",\n"
        yield b"]" if separator == "\n" else b"\n]"
    yield b"}\n"


def _briefing(site: Site) -> Json:
    config = site.library.config
    return without_empty(
        {
            "title": config.title,
            "description": config.description,
            "language": config.language,
            "timezone": config.timezone,
            "url": config.url,
            "editors": list(config.editors),
            "edition": config.edition.text if config.edition else None,
            "generator": "briefing",
            "model": MODEL,
            "schema": addresses.SCHEMA.rpartition("/")[2],
        }
    )


def _url(kind: str, id_: str) -> str:
    return addresses.public(addresses.address(kind, id_))


def _corrections(corrections: tuple[Correction, ...]) -> Json:
    return [without_empty({"date": c.date.text, "what": c.what, "why": c.why}) for c in corrections]


def _article(article: Article) -> Json:
    grade = article.grade
    shown = () if article.show in (None, Show.NONE) else article.passages
    return {
        "id": article.id,
        "url": _url("article", article.id),
        "title": article.title,
        "published": article.published.text if article.published else None,
        **without_empty(
            {
                "modified": article.modified.text if article.modified else None,
                "publisher": article.publisher,
                "authors": list(article.authors),
                "dateline": article.dateline,
                "original": article.url,
                "archived": article.archived,
                "proof": article.proof,
                "retrieved": article.retrieved.text if article.retrieved else None,
                "grade": without_empty(
                    {"source": grade.source, "information": grade.information, "reason": grade.reason}
                )
                if grade
                else None,
                "corrections": _corrections(article.corrections),
                "note": article.note,
            }
        ),
        "language": article.language,
        "text": article.text.value,
        "show": (article.show or Show.NONE).value,
        "sha256": article.sha256,
        "passages": [{"id": p.anchor, "exact": p.exact} for p in shown],
        "events": list(dict.fromkeys(r.event for r in article.reports)),
        "claims": [c.id for c in article.claims],
    }


def _event(site: Site, pairs: PairTexts, event: Event) -> str:
    reports = site.library.reports_of.get(event.id, ())
    dates = site.findings.dates.get(event.id, ())
    if len(dates) > ALL_DATE_PAIRS:
        dates = tuple(p for p in dates if p.kind not in UNREMARKABLE)
    data = {
        "id": event.id,
        "url": _url("event", event.id),
        "title": event.title,
        "status": event.status.value,
        **without_empty(
            {
                "date": event.date.text if event.date else None,
                "place": event.place,
                "actors": list(event.actors),
                "summary": event.summary,
                "corrections": _corrections(event.corrections),
            }
        ),
        "figures": list(site.figures_of(event.id)),
        "reports": [_report(site, r) for r in reports],
    }
    return f'{dumped(data)[:-1]},"date_pairs":{pairs.texts(dates)}}}'


def _report(site: Site, report: Report) -> Json:
    shown = site.library.articles[report.article].show is not Show.NONE
    when = dating(report.dating, words=shown)
    assert isinstance(when, dict)
    return {
        "article": report.article,
        **when,
        "said_by": report.said_by,
        **without_empty(
            {
                "via": list(report.via),
                "quote": _quote(site, report.article, report.passage),
                "passage": report.passage if shown else "",
                "date_passage": report.date_passage if shown else "",
                "note": report.note,
            }
        ),
    }


def _quote(site: Site, article: str, anchor: str) -> str:
    quotation = site.presenter.quotation(article, anchor)
    return quotation.exact if quotation else ""


def _figure(site: Site, pairs: PairTexts, figure: Figure) -> str:
    finding = site.findings.figures.get(figure.id)
    resolved = figure.resolved
    data: dict[str, Json] = {
        "id": figure.id,
        "url": _url("figure", figure.id) if finding else None,
        "title": site.presenter.title_of("figure", figure.id),
        "kind": figure.kind.value,
        "status": finding.status.value if finding else None,
        "over_time": figure.over_time.value,
        "derived": figure.derived,
        **without_empty(
            {
                "unit": figure.unit,
                "choices": list(figure.choices),
                "exclusive": figure.exclusive if figure.choices else None,
                "place": figure.place,
                "scope": figure.scope,
                "event": figure.event,
                "related": list(figure.related),
                "resolved": {
                    "value": typed(resolved.value),
                    "words": value_words(resolved.value, figure.unit, site.language),
                    "because": resolved.because,
                    "by": resolved.by,
                    "on": resolved.on.text,
                    "was": finding.status_before.value if finding and finding.status_before else None,
                }
                if resolved
                else None,
            }
        ),
    }
    if finding is None:
        none = {"claims": [], "origins": {"known": 0, "unknown": 0, "articles": 0}, "pairs": [], "pair_counts": {}}
        return dumped({**data, **none})
    counts = sorted((k.value, n) for k, n in finding.pair_counts.items() if n)
    data = {
        **data,
        "claims": [_claim(site, figure, c) for c in finding.claims],
        "origins": {
            "known": finding.origins.known,
            "unknown": finding.origins.unknown,
            "articles": finding.origins.articles,
        },
    }
    return f'{dumped(data)[:-1]},"pairs":{pairs.texts(finding.pairs)},"pair_counts":{dumped(dict(counts))}}}'


def _claim(site: Site, figure: Figure, claim: Claim) -> Json:
    shown = site.library.articles[claim.article].show is not Show.NONE
    return {
        "id": claim.id,
        "url": addresses.public(addresses.address("figure", figure.id)) + f"#{claim.id}",
        "article": claim.article,
        "value": typed(claim.value),
        "words": claim_words(claim, figure, site.language),
        "qualifier": claim.qualifier.value,
        "said_by": claim.said_by,
        "origin": _origin(claim),
        "attribution": claim.attribution.value,
        "modality": claim.modality.value,
        "hedged": claim.hedged,
        **without_empty(
            {
                "wording": claim.wording.value if claim.wording else None,
                "via": list(claim.via),
                "unit": claim.unit,
                "place": claim.place,
                "scope": claim.scope,
                "as_of": None if claim.as_of.basis.value == "none" else dating(claim.as_of),
                "disputes": list(claim.disputes),
                "quote": _quote(site, claim.article, claim.passage),
                "passage": claim.passage if shown else "",
                "note": claim.note,
            }
        ),
    }


def _origin(claim: Claim) -> str:
    """Whom the claim is counted for."""
    origin = origin_of(claim)
    if origin is None:
        return UNKNOWN
    return origin if origin.startswith(f"{ARTICLE_VOICE}:") else f"actor:{origin}"


def _actor(actor: Actor) -> Json:
    return {
        "id": actor.id,
        "url": _url("actor", actor.id),
        "name": actor.name,
        "type": actor.type.value,
        "anonymous": actor.anonymous,
        **without_empty(
            {
                "aliases": list(actor.aliases),
                "role": actor.role,
                "side": actor.side,
                "not_same_as": list(actor.not_same_as),
                "site": actor.url,
            }
        ),
    }


def _place(place: Place) -> Json:
    position = published_coordinates(place)
    return {
        "id": place.id,
        "url": _url("place", place.id),
        "name": place.name,
        **without_empty(
            {
                "aliases": list(place.aliases),
                "part_of": place.part_of,
                "lat": number(position[0]) if position else None,
                "lon": number(position[1]) if position else None,
                "precision": place.precision.value if place.precision else None,
                "blur_km": number(place.blur_km) if place.blur_km else None,
            }
        ),
    }


def _unresolved(site: Site, report: Report) -> Json:
    shown = site.library.articles[report.article].show is not Show.NONE
    return {
        "article": report.article,
        "event": report.event,
        **without_empty({"words": report.dating.words if shown else ""}),
        "why": report.dating.why_unresolved,
    }
