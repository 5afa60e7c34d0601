"""`/places/<id>/`: where it is, and what is said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from briefing.outputs import Output
from briefing.pages import addresses
from briefing.pages.coordinates import published_coordinates
from briefing.pages.event import place_words
from briefing.pages.locating import locator
from briefing.pages.output import each, page_output
from briefing.pages.page_views import PlaceView
from briefing.pages.site import Site
from briefing.recall import recalled
from briefing.records import Place

LISTED = 200
"""Claims that one place's page lists; the data files have all."""


def plan(site: Site) -> Iterator[Output]:
    """A page for each place."""
    yield from each(site, _page, site.library.places, "place")


@recalled
def _page(site: Site, id_: str) -> Output:
    return page_output("place.html", _view(site, site.library.places[id_], *there(site, id_)))


@recalled
def there(site: Site, place: str) -> tuple[list[str], list[str], list[str]]:
    """The places, events and claims of a place."""
    contains, events, claims = _at_places(site)
    return contains.get(place, []), events.get(place, []), claims.get(place, [])


@recalled
def _at_places(site: Site) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]], Mapping[str, list[str]]]:
    library = site.library
    contains: defaultdict[str, list[str]] = defaultdict(list)
    for place in library.places.values():
        if place.part_of is not None:
            contains[place.part_of].append(place.id)
    events: defaultdict[str, list[str]] = defaultdict(list)
    for entry in site.findings.timeline:
        if (at := library.events[entry.event].place) is not None:
            events[at].append(entry.event)
    claims: defaultdict[str, list[str]] = defaultdict(list)
    for claim in library.claims.values():
        if claim.place is not None:
            claims[claim.place].append(claim.id)
    return contains, events, claims


def _view(site: Site, place: Place, contains: list[str], events: list[str], claims: list[str]) -> PlaceView:
    presenter = site.presenter
    path = addresses.address("place", place.id)
    parents = (site.shells.parent("places", addresses.index_of("place")),)
    return PlaceView(
        shell=site.shells.shell("place", path, place.name, description=place_words(site, place), parents=parents),
        name=place.name,
        aliases=place.aliases,
        within=tuple(presenter.link("place", p) for p in site.library.ancestry.get(place.id, ())),
        contains=tuple(presenter.link("place", p) for p in contains),
        position=_position(site, place),
        locator=locator(site, place.id, tuple(contains)),
        events=tuple(site.event_line(e) for e in events),
        claims=tuple(presenter.row(c) for c in claims[:LISTED]),
        mentioned_in=presenter.mentioned_in("place", place.id),
    )


def _position(site: Site, place: Place) -> str:
    published = published_coordinates(place)
    if published is None:
        return ""
    lat, lon = published
    precision = site.say(f"place.precision.{place.precision.value}") if place.precision else ""
    blurred = site.say("place.blurred", km=site.language.number(place.blur_km)) if place.blur_km else ""
    return site.language.sentences(
        (site.say("place.position", lat=lat, lon=lon), f"({precision})" if precision else "", blurred)
    )
