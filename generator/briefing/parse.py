"""One file of the content becomes records and problems.

Nothing outside the file has a say, so that what a file parses to can be kept by its bytes. Names stand as they are
written; evidence is verified here, because a quotation and its text are in one file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from briefing.config import CONFIG_FILE, Config, config_of
from briefing.frontmatter import Document, read_document, read_mapping
from briefing.markdown import read_text, render_plain
from briefing.parsing.articles import article_of
from briefing.parsing.subjects import actor_of, event_of, figure_of, page_of, place_of
from briefing.parsing.verification import verify
from briefing.problems import Problem
from briefing.records import UNREADABLE, WHOLE_REGISTER, Article, Body, Event, MediaRef, Record, Written
from briefing.schema.article import ArticleModel
from briefing.schema.kinds import is_id
from briefing.schema.model import Mapping_
from briefing.schema.subjects import ActorModel, BriefingModel, EventModel, FigureModel, PageModel, PlaceModel
from briefing.schema.validation import validate
from briefing.sources import SourceFile

Broken = tuple[str, str]
"""Kind and id of what should be there and could not be read: references to it are not wrong as well."""


_Reader = Callable[[str, str, Document, bool], "Parsed"]


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a file holds, and what is wrong with it."""

    path: str
    records: tuple[Record, ...] = ()
    config: Config | None = None
    problems: tuple[Problem, ...] = ()
    broken: tuple[Broken, ...] = ()
    media: tuple[str, ...] = ()
    """Files of `media/` that its texts refer to, whether they are published or not."""


def parse(source: SourceFile, *, html: bool = False) -> Parsed:
    """Reads one file of the content model; `html` says whether a few tags are obeyed in its text."""
    path = source.path
    if (reader := _WHOLE.get(path)) is not None:
        return reader(path, source.data)
    id_ = PurePosixPath(path).stem
    kind = path.split("/", 1)[0].removesuffix("s")
    if not is_id(id_):
        help_ = "Name the file with lower-case letters a–z, digits and hyphens, as in `bridge-blown-up.md`."
        return Parsed(
            path, problems=(Problem("bad-id", path, f"`{id_}` cannot be an id.", help_),), broken=((kind, id_),)
        )
    document, problems = read_document(path, source.data)
    if document is None:
        return Parsed(path, problems=problems, broken=((kind, id_),))
    found = _READERS[kind](id_, path, document, html)
    return Parsed(path, found.records, None, (*problems, *found.problems), found.broken, _media(found.records))


def _media(records: Iterable[Record]) -> tuple[str, ...]:
    paths: set[str] = set()
    for record in records:
        bodies = [record.body, record.excerpts] if isinstance(record, Article) else [getattr(record, "body", Body())]
        paths |= {part.path for body in bodies for part in body.parts if isinstance(part, MediaRef)}
        if isinstance(record, Event) and record.image is not None:
            paths.add(record.image.src)
    return tuple(sorted(paths))


def _article(id_: str, path: str, document: Document, html: bool) -> Parsed:
    rendered = read_text(document.body, path, document.body_line, html=html)
    model, wrong = validate(ArticleModel, document.values, path)
    problems = (*rendered.problems, *wrong)
    if model is None:
        return Parsed(path, problems=problems, broken=(("article", id_),))
    verified = verify(path, model, rendered)
    article = article_of(id_, path, model, document.body, verified)
    broken = _unreadable_claims(article) if wrong else ()
    return Parsed(path, (article,), None, (*problems, *verified.problems), broken)


def _unreadable_claims(article: Article) -> tuple[Broken, ...]:
    """Claims that will not be linked because of what is wrong with them."""
    return tuple(("claim", c.id) for c in article.claims if c.figure == UNREADABLE or c.value == Written(UNREADABLE))


def _subject(kind: str, model: type[Mapping_], make: Callable[..., Record]) -> _Reader:
    def read(id_: str, path: str, document: Document, html: bool) -> Parsed:
        body, problems = render_plain(document.body, path, document.body_line, id_prefix=f"{id_}-", html=html)
        one, wrong = validate(model, document.values, path)
        if one is None:
            return Parsed(path, problems=(*problems, *wrong), broken=((kind, id_),))
        return Parsed(path, (make(id_, path, one, body),), None, (*problems, *wrong))

    return read


def _register(kind: str, model: type[Mapping_], make: Callable[..., Record]) -> Callable[[str, bytes], Parsed]:
    def read(path: str, data: bytes) -> Parsed:
        values, found = read_mapping(path, data)
        problems, records, broken = list(found), [], []
        if values is None:
            return Parsed(path, problems=found, broken=((kind, WHOLE_REGISTER),))
        for id_, fields in values.items():
            if id_ == "private":
                continue
            one = None
            if not is_id(id_):
                problems.append(
                    Problem(
                        "bad-id",
                        path,
                        f"`{id_}` cannot be an id.",
                        "Use lower-case letters a–z, digits and hyphens.",
                        (id_,),
                    )
                )
            elif not isinstance(fields, dict):
                problems.append(
                    Problem("wrong-type", path, f"`{id_}` needs a mapping.", f"Write `{id_}: {{name: …}}`.", (id_,))
                )
            else:
                one, wrong = validate(model, fields, path, (id_,))
                problems += wrong
            if one is None:
                broken.append((kind, id_))
            else:
                records.append(make(id_, one))
        return Parsed(path, tuple(records), None, tuple(problems), tuple(broken))

    return read


def _config(path: str, data: bytes) -> Parsed:
    values, problems = read_mapping(path, data)
    if values is None:
        return Parsed(path, problems=problems)
    model, wrong = validate(BriefingModel, values, path)
    if model is None:
        return Parsed(path, problems=(*problems, *wrong))
    config, more = config_of(model)
    return Parsed(path, config=config, problems=(*problems, *wrong, *more))


_WHOLE: Mapping[str, Callable[[str, bytes], Parsed]] = {
    CONFIG_FILE: _config,
    "actors.yaml": _register("actor", ActorModel, actor_of),
    "places.yaml": _register("place", PlaceModel, place_of),
}

_READERS: Mapping[str, _Reader] = {
    "article": _article,
    "event": _subject("event", EventModel, event_of),
    "figure": _subject("figure", FigureModel, figure_of),
    "page": _subject("page", PageModel, page_of),
}
