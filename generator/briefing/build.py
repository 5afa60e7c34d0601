"""The pipeline, read from top to bottom: examine, draw up a blueprint, make what is stale, publish, remember."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.blueprint import Blueprint, draw_up
from briefing.disk import disk_time
from briefing.examining import Progress, examine, in_order, located, stops
from briefing.fingerprint import Digest
from briefing.indexing import Indexing, found_by_search
from briefing.kept import FEW, Kept
from briefing.leaks import Redaction
from briefing.making import Looked, Redacted, hits_in, look_at_all
from briefing.media import Media
from briefing.output import Published, Site, open_site, publish
from briefing.outputs import Output
from briefing.problems import Problem
from briefing.project import Built, Project
from briefing.redacting import where_from
from briefing.spool import Spool
from briefing.state import Cause, Manifest, Memo, Reason, Row, load_manifest, salt_of, save_manifest
from briefing.theme import ThemeError
from briefing.unchanged import forget, look_at_inputs, remember
from briefing.workplace import workplace


@dataclass(frozen=True)
class _Last:
    """What the last build left."""

    site: Site
    manifest: Manifest
    is_own: bool = False
    """Whether that was a build of this preview: then nothing is read from the disk, and nothing remembered there."""


@dataclass(frozen=True)
class _Edition:
    """A site that has been published."""

    published: Published
    rows: dict[str, Row]
    looked_at: Sequence[Output]
    """Of its outputs, those of which it was not known beforehand that they stand."""
    reasons: dict[str, Reason]
    """Why a file had to be made."""
    is_remembered: bool


def build(
    project: Project,
    progress: Progress = lambda *_: None,
    kept: Kept | None = None,
    *,
    only_pages: bool = False,
    touched: Collection[str] | None = None,
) -> Built:
    """Builds the site, or reports why not and leaves what is there as it is.

    Args:
        kept: what a preview of this project has kept since its last build.
        only_pages: leave it to another build to bring the data files and what is remembered on the disk up to date;
            only where nobody else has touched the site.
        touched: the only files below the content, by their paths, that may have changed since; None if it is not known.

    Raises:
        Locked, OutputRefused, DiskError, SearchError: in one line each, for the editor.
    """
    with workplace(project.content, project.output, lasting=project.memory) as (state, own):
        left = kept.site_as_left(project.output) if kept is not None and only_pages else None
        inputs = None if left else look_at_inputs(project, state)
        forget(own)
        last = _Last(left, {}, is_own=True) if left else _last(project, own, kept)
        salt, media, now = salt_of(state), Media(project.content, state), disk_time(state)
        # The memo is large: nothing else holds it, so that it is gone when this is done.
        examined = examine(
            project, None if left else Memo(state), progress, salt, kept, now, touched if left else None, media
        )
        if stops(examined.problems, project.strict) or examined.library is None or examined.findings is None:
            return Built(examined.problems, ok=False)
        blueprint = draw_up(project, examined.library, examined.findings, media, kept, only_pages=last.is_own)
        media.save()
        if blueprint.problems:
            return Built(in_order((*examined.problems, *located(blueprint.problems, examined.sources, kept))), ok=False)
        redacting = examined.redacting
        list_digest = redacting.redaction.digest(salt) if redacting.redaction else None
        try:
            edition = _published(project, blueprint, last, own, kept, redacting.redaction, list_digest, progress)
        except ThemeError as error:
            return Built((*examined.problems, redacting.masked(error.problem)), ok=False)
        except Redacted as error:
            found = where_from(error.hits, redacting, examined.sources, examined.library)
            return Built(in_order((*examined.problems, *located(found, examined.sources))), ok=False)
        published, rows = edition.published, edition.rows
        if kept is not None:
            kept.note(blueprint.outputs, edition.looked_at, blueprint.makers, rows, published.site, list_digest)
        if edition.is_remembered:
            save_manifest(own, rows)
            # A theme given by its path may be anywhere.
            is_all = not examined.awaits and "/" not in (project.theme or examined.library.config.theme)
            remember(project, own, inputs if is_all else None, examined.problems)
    written = {path: edition.reasons.get(path, Reason(Cause.MISSING)) for path in published.written}
    return Built(examined.problems, True, written, published.removed, frozenset(rows), blueprint.lacks_search)


def examine_whole(project: Project) -> tuple[Problem, ...]:
    """Every problem that a build would report, those of the theme included; writes nothing."""
    examined = examine(project)
    if examined.library is None or examined.findings is None:
        return examined.problems
    blueprint = draw_up(project, examined.library, examined.findings, Media(project.content))
    problems, redacting = blueprint.problems, examined.redacting
    if redacting.redaction and not stops((*examined.problems, *problems), strict=False):
        looking = look_at_all(
            blueprint.outputs, blueprint.makers, {}, {}, force=True, jobs=project.jobs, redaction=redacting.redaction
        )
        try:
            hits = hits_in(looking, blueprint.outputs, redacting.redaction)
        except ThemeError as error:
            problems = (*problems, error.problem)
        else:
            problems = (*problems, *where_from(hits, redacting, examined.sources, examined.library))
    return in_order((*examined.problems, *map(redacting.masked, located(problems, examined.sources))))


def _last(project: Project, own: Path, kept: Kept | None) -> _Last:
    manifest = {**load_manifest(own), **(kept.all_rows() if kept else {})}
    return _Last(open_site(project.output, project.content, own, manifest), manifest)


def _published(
    project: Project,
    blueprint: Blueprint,
    last: _Last,
    own: Path,
    kept: Kept | None,
    redaction: Redaction,
    list_digest: Digest | None,
    progress: Progress,
) -> _Edition:
    """Makes what is stale, and shows all of it at once.

    Raises:
        ThemeError: a template fails.
        Redacted: nothing was published.
    """
    rows, stale = dict[str, Row](), list(blueprint.outputs)
    if kept is not None and not project.force:
        rows, stale = kept.standing(blueprint.outputs, blueprint.makers, last.site, list_digest)
    if last.is_own and len(stale) > FEW:
        last = _last(project, own, kept)
    manifest, indexing = last.manifest, None
    if last.is_own and kept is not None:
        manifest = kept.rows(stale)
        rows |= kept.further
    elif blueprint.engine and (pages := found_by_search(blueprint.outputs)):
        indexing = Indexing(blueprint.engine, pages, manifest, last.site.files, not project.index, project.force)
    looking = look_at_all(
        stale,
        blueprint.makers,
        manifest,
        last.site.files,
        force=project.force,
        jobs=project.jobs,
        redaction=redaction,
        list_digest=list_digest,
        aside=own,
    )
    looked_at: dict[str, Looked] = {}

    def made() -> Iterator[tuple[str, bytes | Spool]]:
        """The files that are to be written; all are looked at before any is published."""
        for done, one in enumerate(looking, 1):
            progress("writing", done, len(stale))
            looked_at[one.path] = replace(one, data=None)
            if one.data is not None:
                yield one.path, one.data
        if hits := hits_in(looked_at.values(), blueprint.outputs, redaction):
            raise Redacted(hits)

    planned = rows.keys() | {str(o.path) for o in blueprint.outputs}
    published = publish(last.site, planned, made(), indexing, few=last.is_own)
    rows |= {path: Row(one.maker, one.view, published.sums[path]) for path, one in looked_at.items()}
    reasons = {path: one.reason for path, one in looked_at.items() if one.reason is not None}
    if indexing:
        rows |= indexing.rows
        reasons |= dict.fromkeys(indexing.rows, indexing.reason) if indexing.reason else {}
    return _Edition(published, rows, stale, reasons, is_remembered=not last.is_own)
