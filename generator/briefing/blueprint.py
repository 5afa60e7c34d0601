"""All that the site is to hold, and who makes each file of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from briefing.card_pictures import can_draw
from briefing.config import CONFIG_FILE
from briefing.findings import Findings
from briefing.kept import Kept
from briefing.language import Language
from briefing.library import Library
from briefing.makers import COPY, Bytes, makers_for
from briefing.media import Media, PictureView
from briefing.outputs import Maker, Output, check_paths
from briefing.pages.document_views import DocumentView, PrintedPicture
from briefing.plan import plan
from briefing.problems import Problem
from briefing.project import Project, theme_roots
from briefing.proofs import is_proof, proof_outputs
from briefing.search import LARGEST, Engine, installed
from briefing.theme import load_theme

ON_PAPER = 1000
"""Pixels across that a picture of 110 mm has to have on paper, if it has so many."""


@dataclass(frozen=True)
class Blueprint:
    """A site before it is built."""

    outputs: tuple[Output, ...] = ()
    makers: Mapping[str, Maker] = field(default_factory=dict)
    """By the names that the outputs ask for."""
    problems: tuple[Problem, ...] = ()
    """Where there are any, nothing is to be built."""
    engine: Engine | None = None
    """What makes the index, where the pages can be searched."""
    lacks_search: str = ""
    """`Built.lacks_search`."""


def draw_up(
    project: Project,
    library: Library,
    findings: Findings,
    media: Media,
    kept: Kept | None = None,
    *,
    only_pages: bool = False,
) -> Blueprint:
    """Plans the site of what has been examined.

    Args:
        media: where it is remembered what files of `media/` are.
        kept: what a preview has kept since its last build.
        only_pages: leave out what no page shows.
    """
    language = Language.load(library.config.language)
    name, before = project.theme or library.config.theme, kept.theme if kept else None
    theme, problems = load_theme(name, theme_roots(project), language, before)
    if not project.theme:
        problems = tuple(p if p.path else replace(p, path=CONFIG_FILE, keys=("theme",)) for p in problems)
    if theme is None:
        return Blueprint(problems=problems)
    proofs = frozenset(filter(is_proof, library.media))
    pictures, refused = media.outputs(library.media - proofs)
    proven, wrong = proof_outputs(project.content, proofs)
    assets = (Output(PurePosixPath(path), COPY, Bytes(data)) for path, data in theme.assets())
    engine, lacks_search = _search(library, findings)
    searchable, drawn = engine is not None, can_draw()
    if kept is None:
        planned = plan(library, findings, language, searchable=searchable, drawn=drawn, printed=project.pdf)
    else:
        kept.theme, planner = theme, kept.planner
        planned = planner.plan(library, findings, language, searchable=searchable, drawn=drawn, only_pages=only_pages)
    if project.pdf:
        planned = tuple(_with_pictures(o, pictures) for o in planned)
    outputs = (*planned, *assets, *pictures, *proven)
    makers = makers_for({o.maker for o in outputs}, theme, project.content)
    clashes = kept.check_paths(outputs) if kept else check_paths([o.path for o in outputs])
    return Blueprint(outputs, makers, (*problems, *refused, *wrong, *clashes), engine, lacks_search)


def _with_pictures(output: Output, pictures: Sequence[Output]) -> Output:
    """The document, which alone shows pictures and does not only lead to them; any other output as it is."""
    if not isinstance(output.source, DocumentView):
        return output
    widths: dict[str, list[PictureView]] = {}
    for picture in pictures:
        assert isinstance(picture.view, PictureView)
        widths.setdefault(picture.view.path, []).append(picture.view)
    chosen = (min(views, key=lambda v: (v.width < ON_PAPER, abs(v.width - ON_PAPER))) for views in widths.values())
    printed = tuple(PrintedPicture(v.path, v.digest, v.width) for v in chosen)
    return replace(output, source=replace(output.source, pictures=printed))


def _search(library: Library, findings: Findings) -> tuple[Engine | None, str]:
    """What makes the index of a search that is wanted; else why it cannot be had, or `""` where nobody wants it."""
    if not library.config.search:
        return None, ""
    engine = installed()
    if engine is None:
        return None, "the extra `search` is not installed"
    found = (library.articles, library.events, findings.figures, library.actors, library.places, library.pages)
    if (pages := sum(map(len, found))) > LARGEST:
        return None, f"an index of {pages:,} pages takes too much memory"
    return engine, ""
