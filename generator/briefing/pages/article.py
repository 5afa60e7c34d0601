"""`/articles/<id>/`: where a report comes from, its words, and what rests on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from heapq import nsmallest

from briefing.dates import Edtf
from briefing.language import direction_of
from briefing.outputs import Output
from briefing.pages import addresses
from briefing.pages.citing import all_sources
from briefing.pages.linked_records import About
from briefing.pages.output import each, page_output
from briefing.pages.page_views import ArticleView, Basis
from briefing.pages.site import Site
from briefing.pages.views import Link, Provenance
from briefing.recall import recalled
from briefing.records import Article, Show

SHARED = 12
"""Other articles that a page names as being on the same events or figures."""


def plan(site: Site) -> Iterator[Output]:
    """A page for each article."""
    yield from each(site, _page, site.library.articles, "article")


@recalled
def _page(site: Site, id_: str) -> Output:
    return page_output("article.html", _view(site, site.library.articles[id_]))


def _view(site: Site, article: Article) -> ArticleView:
    presenter = site.presenter
    path = addresses.address("article", article.id)
    parents = (site.shells.parent("articles", addresses.index_of("article")),)
    foreign = presenter.foreign(article.language)
    shell = site.shells.shell(
        "article",
        path,
        article.title,
        description=_description(site, article),
        parents=parents,
        about=About(site, addresses.root_of(path)).article(article),
        foreign=foreign,
    )
    show = article.show or Show.NONE
    return ArticleView(
        shell=shell,
        title=article.title,
        language=foreign[0],
        direction=direction_of(article.language),
        text_note=site.language.sentences((site.say(f"text.{article.text.value}"), site.say(f"show.{show.value}"))),
        show=show.value,
        provenance=_provenance(site, article),
        body=presenter.html(article.shown, shell.root),
        basis=_basis(site, article) if show is not Show.NONE else (),
        unquoted=tuple(presenter.row(c.id) for c in article.claims if show is Show.NONE or not c.passage),
        events=tuple(presenter.report(r) for r in article.reports),
        shared=_shared(site, article.id),
        corrections=site.corrections(article.corrections),
        note=article.note,
        mentioned_in=presenter.mentioned_in("article", article.id),
        citation=replace(
            site.citation(article.title, path, all_sources(site)), foreign=presenter.foreign_title(article.id)
        ),
    )


def _description(site: Site, article: Article) -> str:
    """Whose it is, of when, and what is here: nothing of its own words, which may not be ours to publish."""
    publisher = site.library.actors[article.publisher].name if article.publisher else ""
    published = site.language.date(article.published) if article.published else site.say("when.published-unknown")
    counts = site.say("counts.events", n=len(article.reports)), site.say("counts.claims", n=len(article.claims))
    return " · ".join(p for p in (publisher, published, *counts) if p)


def _provenance(site: Site, article: Article) -> Provenance:
    def date(value: Edtf | None, otherwise: str = "") -> Link:
        return Link("", site.language.date(value) if value else otherwise)

    publisher = (
        site.presenter.link("actor", article.publisher)
        if article.publisher
        else Link("", site.say("article.publisher-unknown"))
    )
    grade = article.grade
    graded = (
        " ".join(p for p in (f"{grade.source}{grade.information}", f"({grade.reason})" if grade.reason else "") if p)
        if grade
        else ""
    )
    rows = (
        ("publisher", publisher),
        ("authors", Link("", site.language.join(article.authors))),
        ("published", date(article.published, site.say("when.published-unknown"))),
        ("modified", date(article.modified)),
        ("dateline", Link("", article.dateline)),
        ("original", Link(article.url, article.url)),
        ("archived", Link(article.archived, article.archived)),
        ("retrieved", date(article.retrieved)),
        ("proof", Link(article.proof, article.proof.rpartition("/")[2])),
        ("grade", Link("", graded)),
    )
    return Provenance(tuple((site.say(f"provenance.{name}"), link) for name, link in rows if link.text), article.sha256)


def _basis(site: Site, article: Article) -> tuple[Basis, ...]:
    presenter = site.presenter
    claims, events, dates = defaultdict(list), defaultdict(list), defaultdict(list)
    for claim in article.claims:
        claims[claim.passage].append(presenter.row(claim.id))
    for report in article.reports:
        events[report.passage].append(presenter.link("event", report.event))
        if report.date_passage:
            dates[report.date_passage].append(presenter.dating(report.dating, article.id, report.date_passage))
            events[report.date_passage].append(presenter.link("event", report.event))
    return tuple(
        Basis(
            anchor,
            str(number),
            presenter.quotation(article.id, anchor),
            tuple(claims[anchor]),
            tuple(dict.fromkeys(events[anchor])),
            tuple(dates[anchor]),
        )
        for number, anchor in enumerate((p.anchor for p in article.passages), 1)
        if claims[anchor] or events[anchor] or dates[anchor]
    )


@recalled
def _shared(site: Site, id_: str) -> tuple[tuple[Link, str], ...]:
    """Other articles on the same events and figures, those that share the most first, and what joins them."""
    article = site.library.articles[id_]
    events: defaultdict[str, dict[str, None]] = defaultdict(dict)
    figures: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for event in dict.fromkeys(r.event for r in article.reports):
        for other in site.reporting(event):
            events[other][event] = None
    for figure in dict.fromkeys(c.figure for c in article.claims):
        for other in site.claiming(figure):
            figures[other][figure] = None
    others = {*events, *figures} - {id_}
    ranked = nsmallest(SHARED, others, key=lambda a: (-len(events.get(a, ())) - len(figures.get(a, ())), a))
    return tuple((site.presenter.article_link(a), _joined(site, events[a], figures[a])) for a in ranked)


def _joined(site: Site, events: Iterable[str], figures: Iterable[str]) -> str:
    parts = []
    if events:
        titles = site.language.join(site.language.quoted(site.library.events[e].title) for e in events)
        parts.append(site.say("shared.events", titles=titles))
    if figures:
        titles = site.language.join(site.language.quoted(site.library.figures[f].title) for f in figures)
        parts.append(site.say("shared.figures", titles=titles))
    return site.language.sentences(parts)
