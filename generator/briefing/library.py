"""Records indexed and linked: names become ids, values become those of their figure's kind, drafts are gone.

With `gate`, this keeps back what is not to be published, and all that rests on it: whatever stands behind may be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from briefing import gate
from briefing.config import Config
from briefing.evidence.unmarking import only_passages
from briefing.linking.articles import ArticleLinker
from briefing.linking.bodies import BodyLinker
from briefing.linking.disputes import DisputeLinker
from briefing.linking.known import Known
from briefing.linking.mentions import Key, Mention, mentions_in
from briefing.linking.names import Names
from briefing.linking.subjects import SubjectLinker, ancestry
from briefing.linking.withholding import embargo_end
from briefing.parse import Parsed
from briefing.problems import Problem
from briefing.records import Actor, Article, Claim, Event, Figure, MediaRef, Page, PictureSize, Place, Record, Report

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Library:
    """All that may be published, by id, each mapping in the order of its ids."""

    config: Config
    articles: Mapping[str, Article]
    events: Mapping[str, Event]
    figures: Mapping[str, Figure]
    actors: Mapping[str, Actor]
    places: Mapping[str, Place]
    pages: Mapping[str, Page]
    claims: Mapping[str, Claim]
    claims_of: Mapping[str, tuple[Claim, ...]]
    """By figure, in the order of the claims' ids."""
    reports_of: Mapping[str, tuple[Report, ...]]
    """By event, in the order of the articles' ids."""
    ancestry: Mapping[str, tuple[str, ...]]
    """For each place those it lies in, the nearest first."""
    mentions: Mapping[Key, tuple[Mention, ...]]
    """For each record those whose published texts link to it, and in which sentence."""
    media: frozenset[str]
    """Files below `media/` that something published refers to, as paths below the content folder."""


@dataclass(frozen=True)
class Assembly:
    """A library, and what it was linked with."""

    library: Library
    problems: tuple[Problem, ...]
    known: Known
    media: Mapping[str, PictureSize | None]
    """All files that there are, and of pictures that are referred to how large they are published."""
    until: datetime | None
    """When the first of the embargoes ends that hold something back."""


def assemble(
    parsed: Iterable[Parsed],
    config: Config,
    media: Mapping[str, PictureSize | None],
    now: datetime,
    *,
    drafts: bool = False,
) -> Assembly:
    """Links all records.

    Args:
        now: the instant against which embargoes are held, with its zone.
        drafts: publish drafts as well, for a preview.
    """
    collected, problems = _collect(parsed)
    withheld = {k: gate.withheld(rs, now, drafts=drafts) for k, rs in collected.records.items()}
    known = _known(collected, withheld)

    subjects = SubjectLinker(config, known)
    told = (a for i, a in _only(Actor, collected.records["actor"]) if i not in withheld["actor"])
    problems += gate.notes(told)
    published = {
        kind: {i: gate.public(r) for i, r in rs.items() if i not in withheld[kind]}
        for kind, rs in collected.records.items()
    }
    actors = {i: subjects.actor(a) for i, a in _only(Actor, published["actor"])}
    places = {i: gate.blurred(subjects.place(p)) for i, p in _only(Place, published["place"])}
    events = {i: subjects.event(e) for i, e in _only(Event, published["event"])}
    figures = {i: subjects.figure(f) for i, f in _only(Figure, published["figure"])}
    problems += subjects.problems

    linker = ArticleLinker(config, known, figures)
    articles = {i: linker.link(a) for i, a in _only(Article, published["article"])}
    problems += linker.problems

    written = [a for _, a in _only(Article, published["article"])]
    withheld_articles = (a for i, a in _only(Article, collected.records["article"]) if i in withheld["article"])
    withheld_claims = {c.id for a in withheld_articles for c in a.claims} | linker.withheld_claims
    disputes = DisputeLinker(known, withheld_claims, written, articles, figures)
    articles, figures = disputes.articles(), disputes.figures()
    articles = {i: only_passages(a, cited(a)) for i, a in articles.items()}
    problems += disputes.problems

    bodies = BodyLinker(known, media)
    articles = {i: gate.only_shown(bodies.article(a)) for i, a in articles.items()}
    events = {i: bodies.event(e) for i, e in events.items()}
    figures = {i: bodies.figure(f) for i, f in figures.items()}
    pages = {i: bodies.page(p) for i, p in _only(Page, published["page"])}
    problems += bodies.problems

    chains, loops = ancestry(places)
    problems += loops
    claims = {c.id: c for a in articles.values() for c in a.claims}
    claims = {i: claims[i] for i in sorted(claims)}
    library = Library(
        config,
        articles,
        events,
        figures,
        actors,
        places,
        pages,
        claims,
        claims_of=_grouped((c.figure, c) for c in claims.values()),
        reports_of=_grouped((r.event, r) for a in articles.values() for r in a.reports),
        ancestry=chains,
        mentions=mentions_of(articles, events, figures, pages),
        media=media_of(articles, events, figures, pages) & media.keys(),
    )
    ends = (embargo_end(r) for rs in collected.records.values() for r in rs.values())
    until = min((end for end in ends if end is not None and end > now), default=None)
    return Assembly(library, tuple(problems), known, media, until)


@dataclass(frozen=True)
class _Collected:
    records: Mapping[str, Mapping[str, Record]]
    broken: Mapping[str, frozenset[str]]
    claims: frozenset[str]


KINDS: Mapping[type[Record], str] = {
    Article: "article",
    Event: "event",
    Figure: "figure",
    Actor: "actor",
    Place: "place",
    Page: "page",
}


def _collect(parsed: Iterable[Parsed]) -> tuple[_Collected, list[Problem]]:
    records: dict[str, dict[str, Record]] = {kind: {} for kind in KINDS.values()}
    broken: defaultdict[str, set[str]] = defaultdict(set)
    problems: list[Problem] = []
    claims: dict[str, str] = {}
    for one in parsed:
        for kind, id_ in one.broken:
            broken[kind].add(id_)
        for record in one.records:
            kind = KINDS[type(record)]
            if (first := records[kind].get(record.id)) is not None:
                assert not isinstance(first, Actor | Place)  # a mapping holds a key once
                message = (
                    f"The id `{record.id}` is taken by `{first.path}`: two files of one kind may not share a name."
                )
                problems.append(Problem("duplicate-id", one.path, message, "Rename one of the two files."))
                continue
            records[kind][record.id] = record
            if isinstance(record, Article):
                problems += _claim_ids(record, claims)
    problems += _taken_by_dates(records)
    ordered = {kind: {i: rs[i] for i in sorted(rs)} for kind, rs in records.items()}
    return _Collected(ordered, {k: frozenset(v) for k, v in broken.items()}, frozenset(claims)), problems


def _claim_ids(article: Article, taken: dict[str, str]) -> list[Problem]:
    problems = []
    for number, claim in enumerate(article.claims):
        if claim.id in taken:
            message = f"The claim id `{claim.id}` is taken by a claim in `{taken[claim.id]}`."
            problems.append(
                Problem(
                    "duplicate-id", article.path, message, "Give one of the two another `id`.", ("claims", number, "id")
                )
            )
        else:
            taken[claim.id] = article.path
    return problems


def _taken_by_dates(records: Mapping[str, Mapping[str, Record]]) -> list[Problem]:
    """Ids that the dates of events have: `date-of-<event>`, and of their claims `<article>-date-of-<event>`."""
    problems = []
    help_ = "Give it another id: this one belongs to the dates that reports give for the event."
    for id_, figure in _only(Figure, records["figure"]):
        if id_.removeprefix("date-of-") in records["event"] and id_.startswith("date-of-"):
            problems.append(
                Problem("duplicate-id", figure.path, f"The id `{id_}` is kept for the event's date.", help_)
            )
    for _, article in _only(Article, records["article"]):
        for number, claim in enumerate(article.claims):
            owner, _, event = claim.id.partition("-date-of-")
            if claim.figure.startswith("date-of-"):
                continue  # its figure has the same problem, or there is no such figure
            if owner in records["article"] and any(event == e or event.startswith(f"{e}-") for e in records["event"]):
                message = f"The id `{claim.id}` is kept for the date that `{owner}` gives for an event."
                problems.append(Problem("duplicate-id", article.path, message, help_, ("claims", number, "id")))
    return problems


def _known(collected: _Collected, withheld: Mapping[str, frozenset[str]]) -> Known:
    names: dict[str, Names] = {}
    for kind, records in collected.records.items():
        broken = [(id_, id_, ()) for id_ in collected.broken.get(kind, ()) if id_ not in records]
        if kind in ("actor", "place"):
            named = [(r.id, r.name, r.aliases) for r in records.values() if isinstance(r, Actor | Place)]
            names[kind] = Names.of(kind, [*named, *broken])
        else:
            names[kind] = Names.of_ids(kind, [*records, *(b[0] for b in broken)])
    names["claim"] = Names.of_ids("claim", [*collected.claims, *collected.broken.get("claim", ())])
    gone = {kind: ids - collected.records.get(kind, {}).keys() for kind, ids in collected.broken.items()}
    return Known(names, withheld, gone)


def cited(article: Article) -> set[str]:
    """Anchors of the passages that what is left of an article's reports and claims stands on."""
    return {a for r in article.reports for a in (r.passage, r.date_passage)} | {c.passage for c in article.claims}


def _only(kind: type[R], records: Mapping[str, Record]) -> Iterable[tuple[str, R]]:
    return ((i, r) for i, r in records.items() if isinstance(r, kind))


V = TypeVar("V")


def _grouped(pairs: Iterable[tuple[str, V]]) -> dict[str, tuple[V, ...]]:
    groups: defaultdict[str, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(groups[key]) for key in sorted(groups)}


def mentions_of(
    articles: Mapping[str, Article],
    events: Mapping[str, Event],
    figures: Mapping[str, Figure],
    pages: Mapping[str, Page],
) -> Mapping[Key, tuple[Mention, ...]]:
    """`Library.mentions`."""
    shown = [(("article", a.id), a.shown) for a in articles.values()]
    texts = [(("event", e.id), e.body) for e in events.values()]
    texts += [(("figure", f.id), f.body) for f in figures.values()]
    texts += [(("page", p.id), p.body) for p in pages.values()]
    return mentions_in([*shown, *texts])


def media_of(
    articles: Mapping[str, Article],
    events: Mapping[str, Event],
    figures: Mapping[str, Figure],
    pages: Mapping[str, Page],
) -> frozenset[str]:
    """What published texts refer to; of an article only what it shows."""
    bodies = [a.shown for a in articles.values()]
    bodies += [r.body for records in (events, figures, pages) for r in records.values()]
    pictures = {e.image.src for e in events.values() if e.image}
    pictures |= {a.proof for a in articles.values() if a.proof}
    return frozenset(pictures | {p.path for body in bodies for p in body.parts if isinstance(p, MediaRef)})
