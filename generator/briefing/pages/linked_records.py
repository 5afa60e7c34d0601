"""What the pages of articles, events and figures say of them to machines, in the words of schema.org.

Only what the page shows goes in, by way of the same published records. Nothing is asserted that a source merely said:
what a source says is a `Claim` of its author's, an event whose reports disagree on its date has none, and one that the
editors hold denied is no `Event`. The articles are their publishers' works; ours is the page about them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from briefing.figures import FigureFinding
from briefing.pages import addresses
from briefing.pages.coordinates import published_coordinates
from briefing.pages.json_values import Json, without_empty
from briefing.pages.linked_data import Node, iri
from briefing.pages.site import Site
from briefing.pages.wording import iso_time
from briefing.recall import recalled
from briefing.records import (
    ARTICLE_VOICE,
    UNKNOWN,
    ActorType,
    Article,
    Claim,
    Event,
    EventStatus,
    Figure,
    Place,
    Precision,
)

LISTED = 24
"""Claims of a figure, or articles on an event, that a page names to machines; the data files have all."""

_ACTOR_TYPES: Mapping[ActorType, str] = {
    ActorType.PERSON: "Person",
    ActorType.ORGANIZATION: "Organization",
    ActorType.OUTLET: "NewsMediaOrganization",
}
"""Groups and media of other kinds have no type of their own there, and get none."""

_POINTS = frozenset({None, Precision.EXACT, Precision.NEAR})
"""Precisions of which coordinates are more than the middle of somewhere."""


@dataclass(frozen=True, slots=True)
class About:
    """What pages at one distance from the root say of their subjects; each method gives members of the page's node."""

    site: Site
    root: str

    def front(self) -> Node:
        """Of the front page: the briefing's editors and its edition."""
        config = self.site.library.config
        edition = iso_time(config.edition) if config.edition else ""
        return without_empty(
            {
                "description": config.description,
                "editor": [{"name": name} for name in config.editors],
                "datePublished": edition,
            }
        )

    def article(self, article: Article) -> Node:
        """Of an article's page: the article is another's work, on which the page is based."""
        whole = {**_article(self.site, self.root, article.id)}
        actor = self.site.library.actors.get(article.publisher or "")
        grade = article.grade
        whole |= without_empty(
            {
                "author": [{"name": name} for name in article.authors],
                "publisher": self._actor(actor.id) if actor else None,
                "dateModified": iso_time(article.modified) if article.modified else "",
                "archivedAt": article.archived,
                "inLanguage": article.language,
                "review": {
                    "@type": "Review",
                    **without_empty({"author": [{"name": name} for name in self.site.library.config.editors]}),
                    "reviewRating": without_empty(
                        {
                            "@type": "Rating",
                            "alternateName": f"{grade.source}{grade.information}",
                            "ratingExplanation": grade.reason,
                        }
                    ),
                }
                if grade
                else None,
            }
        )
        return {"mainEntity": whole, "isBasedOn": {"@id": whole["@id"]}}

    def event(self, event: Event) -> Node:
        """Of an event's page: when, as exactly as it is known; where; and who reports it."""
        if event.status is EventStatus.DENIED:
            return {}
        reporting = self.site.reporting(event.id)
        data = without_empty(
            {
                "@type": "Event",
                "@id": self._at(addresses.address("event", event.id, "_event")),
                "name": event.title,
                "description": event.summary,
                **self._date(event),
                "location": self._place(self.site.library.places[event.place]) if event.place else None,
                "image": self._at(event.image.src) if event.image else "",
                "subjectOf": [_article(self.site, self.root, a) for a in islice(reporting, LISTED)],
            }
        )
        return {"mainEntity": data}

    def _date(self, event: Event) -> Node:
        """A date only where there is one: two that differ, or a span in which it lies, are words."""
        entry = self.site.entry(event.id)
        if len(entry.dates) == 1 and (date := iso_time(entry.dates[0])):
            return {"startDate": date}
        words = [self.site.language.date(d) for d in self.site.shown_dates(entry)]
        return {"disambiguatingDescription": " / ".join(words)} if words else {}

    def figure(self, figure: Figure, finding: FigureFinding) -> Node:
        """Of a figure's page: the claims, whose they are, and the editor's settlement where there is one."""
        about = self._at(addresses.address("event", figure.event, "_event")) if figure.event else ""
        claims = [self._claim(c) for c in finding.claims[:LISTED]]
        data: Node = {"about": {"@id": about}} if about else {}
        data["hasPart"] = [*claims]
        if (resolved := figure.resolved) is not None:
            card = self.site.cards.card(figure.id, self.root)
            assert card.resolved is not None
            review = {
                "@type": "ClaimReview",
                "claimReviewed": card.question,
                "itemReviewed": [{"@id": c["@id"]} for c in claims],
                "reviewRating": {"@type": "Rating", "alternateName": card.resolved.value},
                "reviewBody": resolved.because,
                "author": {"name": resolved.by},
                "datePublished": iso_time(resolved.on),
            }
            data["review"] = without_empty(review)  # type: ignore[arg-type]
        return data

    def figures(self, ids: Iterable[str]) -> Node:
        """Of a list of figures: their pages, which have the claims."""
        return {"hasPart": [{"@id": self._at(addresses.address("figure", f))} for f in ids]}

    # ---- parts ----------------------------------------------------------------------------------------------------

    def _claim(self, claim: Claim) -> Node:
        row = self.site.presenter.row(claim.id)
        by = None if claim.said_by in (UNKNOWN, ARTICLE_VOICE) else self._actor(claim.said_by)
        carriers: list[Json] = [{"@type": "CreativeWork", "publisher": self._actor(v)} for v in claim.via]
        quotation = row.quotation
        return without_empty(
            {
                "@type": "Claim",
                "@id": self._at(row.url),
                "name": row.value,
                "text": quotation.exact if quotation else "",
                "inLanguage": quotation.language if quotation and quotation.exact else "",
                "author": by,
                "appearance": [*carriers, _article(self.site, self.root, claim.article)],
            }
        )

    def _actor(self, id_: str) -> Node:
        actor = self.site.library.actors[id_]
        page = self._at(addresses.address("actor", id_))
        return without_empty({"@type": _ACTOR_TYPES.get(actor.type, ""), "name": actor.name, "url": page})

    def _place(self, place: Place) -> Node:
        """A place within those it lies in. Coordinates only of what is a point: a region's middle is nowhere."""
        within: Node | None = None
        places = self.site.library.places
        for id_ in reversed(self.site.library.ancestry.get(place.id, ())):
            within = without_empty({"@type": "Place", "name": places[id_].name, "containedInPlace": within})
        page = self._at(addresses.address("place", place.id))
        node: Node = {"@type": "Place", "name": place.name, "url": page}
        if within is not None:
            node["containedInPlace"] = within
        published = published_coordinates(place)
        if published is not None and (place.precision in _POINTS):
            lat, lon = (float(c) for c in published)
            point: Node = {"@type": "GeoCoordinates", "latitude": lat, "longitude": lon}
            node["geo"] = (
                {"@type": "GeoCircle", "geoMidpoint": point, "geoRadius": float(place.blur_km * 1000)}
                if place.blur_km
                else point
            )
        return node

    def _at(self, path: str) -> str:
        return _at(self.site, self.root, path)


@recalled
def _article(site: Site, root: str, id_: str) -> Node:
    article, page = site.library.articles[id_], _at(site, root, addresses.address("article", id_))
    return without_empty(
        {
            "@type": "NewsArticle",
            "@id": f"{page}#_article",
            "headline": article.title,
            "url": article.url,
            "datePublished": iso_time(article.published) if article.published else "",
            "mainEntityOfPage": page,
        }
    )


def _at(site: Site, root: str, path: str) -> str:
    page, mark, fragment = path.partition("#")
    return iri(page, root, site.library.config.url) + mark + fragment
