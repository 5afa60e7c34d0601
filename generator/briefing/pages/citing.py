"""What is to be named when something is cited: a page of the site, the briefing, or one of its sources.

No date of access: it is the reader's, and a build has no clock.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.dates import Edtf
from briefing.pages import addresses
from briefing.pages.views import Citation, Link
from briefing.pages.wording import iso_time
from briefing.records import Article

if TYPE_CHECKING:
    from briefing.pages.site import Site

KEY = "briefing"
"""The key of the briefing itself, and the beginning of its pages' keys."""

_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class Work:
    """Something that can be cited."""

    key: str
    """Letters, digits and hyphens: unique in one file."""
    title: str
    authors: tuple[str, ...]
    """Names whole: which part of one is the surname is not known."""
    container: str
    """What it is a part of, or who published it."""
    date: tuple[str, ...]
    """Year, month and day, as far as they are given; none where a date is uncertain or a span."""
    url: str
    language: str
    retrieved: tuple[str, ...] = ()
    """When the desk took a source from the web, as `date`."""
    note: str = ""


def page_work(site: Site, key: str, title: str, path: str) -> Work:
    """A page of the site."""
    config = site.library.config
    return Work(
        key,
        title,
        config.editors,
        "" if title == config.title else config.title,
        _date(config.edition),
        site.shells.absolute(path),
        config.language,
    )


def source_work(site: Site, article: Article) -> Work:
    """An article, as its publisher's."""
    publisher = site.library.actors[article.publisher].name if article.publisher else ""
    note = f"{site.say('provenance.archived')}: {article.archived}" if article.archived else ""
    return Work(
        article.id,
        article.title,
        article.authors,
        publisher,
        _date(article.published),
        article.url,
        article.language,
        _date(article.retrieved),
        note,
    )


def cited_source(site: Site, article: Article) -> Citation:
    """An article in a list of sources: where it was published, else where it is kept, else its page here."""
    language = site.language
    publisher = site.library.actors[article.publisher].name if article.publisher else ""
    date = language.date(article.published) if article.published else language.say("when.published-unknown")
    named = language.join(article.authors), language.quoted(article.title), language.isolated(publisher)
    parts = (*named, date[:1].upper() + date[1:])
    page = site.shells.absolute(addresses.address("article", article.id))
    url, text = article.url or article.archived or page, ". ".join(p for p in parts if p) + "."
    return Citation(text, url, foreign=site.presenter.foreign_title(article.id))


def files_for(path: str) -> tuple[Link, ...]:
    """The files beside a page that hold its citation."""
    folder = path.removesuffix("index.html")
    return (Link(f"{folder}{addresses.BIBTEX}", "BibTeX"), Link(f"{folder}{addresses.RIS}", "RIS"))


def all_sources(site: Site) -> tuple[Link, ...]:
    """The files that hold the citations of all articles, as their publishers' works."""
    files = ((addresses.SOURCES_BIBTEX, "BibTeX"), (addresses.SOURCES_RIS, "RIS"))
    return tuple(Link(file, site.say("nav.sources", form=form)) for file, form in files)


def _date(date: Edtf | None) -> tuple[str, ...]:
    found = _DAY.match(iso_time(date)) if date else None
    return tuple(part for part in found.groups() if part) if found else ()
