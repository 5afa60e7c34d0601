"""`feed.xml` (Atom, RFC 4287): articles as they come in, and corrections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from html import escape

from briefing.dates import Edtf
from briefing.exporters.text import text_output
from briefing.fingerprint import digest_bytes
from briefing.outputs import Output
from briefing.pages import addresses
from briefing.pages.site import Site
from briefing.records import Correction

NEWEST = 50


@dataclass(frozen=True)
class _Entry:
    id: str
    title: str
    path: str
    updated: str
    summary: str


_text = partial(escape, quote=False)


def plan(site: Site) -> Iterator[Output]:
    """The one file. Entries without any date are left out: nothing is dated by the time of a build."""
    config = site.library.config
    entries = sorted(_entries(site), key=lambda e: (e.updated, e.id), reverse=True)[:NEWEST]
    updated = entries[0].updated if entries else "1970-01-01T00:00:00Z"
    base = f' xml:base="{escape(config.url)}/"' if config.url else ""
    author = site.language.join(config.editors) or config.title
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(config.language)}"{base}>',
        f"<id>{_text(_feed_id(site))}</id>",
        f"<title>{_text(config.title)}</title>",
        f"<updated>{updated}</updated>",
        f"<author><name>{_text(author)}</name></author>",
        '<link rel="alternate" type="text/html" href="index.html"/>',
        *([f'<link rel="self" href="{escape(f"{config.url}/{addresses.FEED}")}"/>'] if config.url else []),
        *([f"<subtitle>{_text(config.description)}</subtitle>"] if config.description else []),
        *(_xml(e) for e in entries),
        "</feed>",
    ]
    yield text_output(addresses.FEED, "\n".join(lines) + "\n")


def _feed_id(site: Site) -> str:
    config = site.library.config
    return f"{config.url}/" if config.url else f"urn:briefing:{digest_bytes(config.title.encode())}"


def _entries(site: Site) -> Iterator[_Entry]:
    prefix = _feed_id(site)
    for article in site.library.articles.values():
        date = article.modified or article.published
        path = addresses.address("article", article.id)
        counts = site.say("counts.events", n=len(article.reports)), site.say("counts.claims", n=len(article.claims))
        if date is not None:
            yield _Entry(
                f"{prefix}#article-{article.id}", article.title, path, _instant(date), site.language.commas(counts)
            )
        yield from _corrections(f"{prefix}#correction-{article.id}", article.title, path, article.corrections, site)
    for event in site.library.events.values():
        path = addresses.address("event", event.id)
        yield from _corrections(f"{prefix}#event-correction-{event.id}", event.title, path, event.corrections, site)


def _corrections(prefix: str, title: str, path: str, corrections: Iterable[Correction], site: Site) -> Iterator[_Entry]:
    """Each by its day and its words: a number would tell readers of one that they have seen of another."""
    seen: Counter[str] = Counter()
    for correction in corrections:
        id_ = f"{prefix}-{digest_bytes(correction.date.text.encode(), correction.what.encode())[:10]}"
        seen[id_] += 1
        yield _Entry(
            id_ if seen[id_] == 1 else f"{id_}-{seen[id_]}",
            site.say("feed.correction", title=title),
            path,
            _instant(correction.date),
            correction.what,
        )


def _instant(date: Edtf) -> str:
    """RFC 3339: the first moment of the date, taken as UTC where it names no zone."""
    start = date.start or date.end
    assert start is not None
    return start.instant.strftime("%Y-%m-%dT%H:%M:%SZ")


def _xml(entry: _Entry) -> str:
    return (
        f"<entry><id>{_text(entry.id)}</id><title>{_text(entry.title)}</title><updated>{entry.updated}</updated>"
        f'<link rel="alternate" type="text/html" href="{escape(entry.path)}"/>'
        f"<summary>{_text(entry.summary)}</summary></entry>"
    )
