"""`cite.bib` and `cite.ris` beside what can be cited, and `data/sources.bib` and `.ris` with all articles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import quote

from briefing.exporters.text import text_output
from briefing.language import WITHOUT_MARKS
from briefing.outputs import Output
from briefing.pages import addresses
from briefing.pages.citing import KEY, Work, files_for, page_work, source_work
from briefing.pages.site import Site

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# A brace behind a backslash is a brace to BibTeX all the same, so it gets a name instead.
_TEX = {ord(c): f"\\{c}" for c in "$&%#_"} | {
    ord("\\"): r"\textbackslash{}",
    ord("{"): r"\textbraceleft{}",
    ord("}"): r"\textbraceright{}",
    ord("~"): r"\textasciitilde{}",
    ord("^"): r"\textasciicircum{}",
}
_IN_ADDRESSES = re.compile(r"[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]")


def plan(site: Site) -> Iterator[Output]:
    """A file of each form for the briefing, for each event and figure, and for all sources together."""
    library = site.library
    yield from _files(addresses.FRONT, [page_work(site, KEY, library.config.title, addresses.FRONT)])
    cited = [("event", e.id, e.title) for e in library.events.values()]
    cited += [("figure", f, site.presenter.title_of("figure", f)) for f in site.findings.figures]
    for kind, id_, title in cited:
        path = addresses.address(kind, id_)
        yield from _files(path, [page_work(site, f"{KEY}-{kind}-{id_}", title, path)])
    sources = [source_work(site, article) for article in library.articles.values()]
    for path, written in ((addresses.SOURCES_BIBTEX, bibtex), (addresses.SOURCES_RIS, ris)):
        yield text_output(path, _together(sources, written))


def _files(page: str, works: list[Work]) -> Iterator[Output]:
    for link, written in zip(files_for(page), (bibtex, ris), strict=True):
        yield text_output(link.url, _together(works, written))


def _together(works: Iterable[Work], written: Callable[[Work], str]) -> str:
    return "\n".join(map(written, works))


def bibtex(work: Work) -> str:
    """An entry of type `misc`, which BibTeX and biblatex both know; UTF-8.

    What TeX would take for commands is escaped.
    """
    year, month, *_ = (*work.date, "", "")
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in work.authors),
        "title": f"{{{_tex(work.title)}}}",
        "howpublished": _tex(work.container),
        "year": year,
        "month": _MONTHS[int(month) - 1] if month else "",
        "url": _address(work.url),
        "urldate": "-".join(work.retrieved),
        "note": _tex(work.note),
    }
    lines = (f"  {k} = {v if k == 'month' else f'{{{v}}}'},\n" for k, v in fields.items() if v)
    return f"@misc{{{work.key},\n{''.join(lines)}}}\n"


def _tex(words: str) -> str:
    return _one_line(words).translate(_TEX)


def ris(work: Work) -> str:
    """A record of type `ELEC`; a line a field, ended by CR LF."""
    fields = [
        ("TY", "ELEC"),
        ("ID", work.key),
        *(("AU", name) for name in work.authors),
        ("TI", work.title),
        ("T2", work.container),
        ("PY", "".join(work.date[:1])),
        ("DA", _ris_date(work.date)),
        ("Y2", _ris_date(work.retrieved)),
        ("LA", work.language),
        ("UR", _address(work.url)),
        ("N1", work.note),
    ]
    lines = (f"{tag}  - {words}\r\n" for tag, value in fields if (words := _one_line(value)))
    return f"{''.join(lines)}ER  - \r\n"


def _ris_date(date: tuple[str, ...]) -> str:
    """Year, month and day with a slash after each, those that are not known left empty; the last is for other words."""
    return "/".join((*date, "", "", "")[:4]) if date else ""


def _one_line(words: str) -> str:
    return " ".join(words.translate(WITHOUT_MARKS).split())


def _address(url: str) -> str:
    """What a field may not hold bare is percent-encoded."""
    return _IN_ADDRESSES.sub(lambda found: quote(found[0], safe=""), url)
