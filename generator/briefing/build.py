"""The pipeline, read from top to bottom: sources, parse, link, analyse, check, plan, make what is stale, publish."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import PurePosixPath

from briefing.card_pictures import can_draw
from briefing.checks import Inspector
from briefing.config import CONFIG_FILE, Config
from briefing.disk import disk_time
from briefing.findings import Analyst, Findings
from briefing.fingerprint import Digest, digest_bytes
from briefing.frontmatter import locate
from briefing.indexing import Indexing, found_by_search
from briefing.kept import FEW, Kept
from briefing.language import Language
from briefing.leaks import Redaction
from briefing.library import Library
from briefing.makers import COPY, Bytes, makers_for
from briefing.making import Looked, look_at_all
from briefing.map_file import with_base_map
from briefing.media import Media
from briefing.output import open_site, publish
from briefing.outputs import Maker, Output, check_paths
from briefing.parallel import ordered_map
from briefing.parse import Parsed
from briefing.plan import plan
from briefing.problems import Problem, Severity
from briefing.project import Built as Built
from briefing.project import Project as Project
from briefing.project import theme_roots
from briefing.proofs import is_proof, proof_outputs
from briefing.reading import allows_html, may_be_kept, parse_in_time
from briefing.redacting import Redacting, redacting_of, where_from
from briefing.relinking import Shelf
from briefing.search import LARGEST, installed
from briefing.sources import SourceFile, Sources, read_sources
from briefing.state import (
    Cause,
    Memo,
    Reason,
    Row,
    freeze,
    load_manifest,
    memo_key,
    salt_of,
    save_manifest,
    thaw,
)
from briefing.theme import ThemeError, load_theme
from briefing.unchanged import forget, look_at_inputs, remember
from briefing.version import parser_version
from briefing.workplace import workplace


@dataclass(frozen=True)
class Examined:
    """The content up to the checks."""

    problems: tuple[Problem, ...]
    """Located and sorted."""
    sources: Sources
    library: Library | None = None
    findings: Findings | None = None
    awaits: bool = False
    """Whether an embargo will end by itself."""
    redacting: Redacting = Redacting()


Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""


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
            only where much was kept and nobody else has touched the site.
        touched: the only files below the content, by their paths, that may have changed since; None if it is not known.

    Raises:
        Locked, OutputRefused, DiskError, SearchError: in one line each, for the editor.
    """
    with workplace(project.content, project.output, lasting=project.memory) as (state, own):
        hurried = kept.site_as_left(project.output) if kept is not None and only_pages else None
        inputs = look_at_inputs(project, state) if hurried is None else None
        forget(own)
        manifest = load_manifest(own) if hurried is None else {}
        site = hurried or open_site(project.output, project.content, own, manifest)
        memo = Memo(state) if hurried is None else None
        salt = salt_of(state)
        media = Media(project.content, state)
        only = touched if hurried else None
        examined = examine(project, memo, progress, salt, kept, disk_time(state), only, media)
        if stops(examined.problems, project.strict) or examined.library is None or examined.findings is None:
            return Built(examined.problems, ok=False)
        plan = _planned(project, examined.library, examined.findings, media, kept, only_pages=hurried is not None)
        media.save()
        if plan.problems:
            return Built(_sorted((*examined.problems, *_located(plan.problems, examined.sources, kept))), ok=False)
        redaction = examined.redacting.redaction
        list_digest = redaction.digest(salt) if redaction else None
        if kept is None or project.force:
            rows, stale = dict[str, Row](), list(plan.outputs)
        else:
            rows, stale = kept.standing(plan.outputs, plan.makers, site, list_digest)
        if hurried is not None and len(stale) > FEW:
            hurried, manifest = None, load_manifest(own)
            site = open_site(project.output, project.content, own, manifest)
        indexing = None
        if hurried is not None and kept is not None:
            manifest = kept.rows(stale)
            rows |= kept.further
        elif (engine := installed()) and (pages := found_by_search(plan.outputs)):
            indexing = Indexing(engine, pages, manifest, site.files, not project.index, project.force)
        looked_at: dict[str, Looked] = {}
        try:
            looking = look_at_all(
                stale,
                plan.makers,
                manifest,
                site.files,
                force=project.force,
                jobs=project.jobs,
                redaction=redaction,
                list_digest=list_digest,
            )
            made = _made(_counted(looking, len(stale), progress), looked_at)
            clean = _without_redacted(made, looked_at, plan.outputs, redaction)
            planned = rows.keys() | {str(o.path) for o in plan.outputs}
            published = publish(site, planned, clean, indexing, few=hurried is not None)
        except ThemeError as error:
            return Built((*examined.problems, examined.redacting.masked(error.problem)), ok=False)
        except _Redacted as error:
            found = where_from(error.hits, examined.redacting, examined.sources, examined.library)
            return Built(_sorted((*examined.problems, *_located(found, examined.sources))), ok=False)
        rows |= {path: Row(one.maker, one.view, published.sums[path]) for path, one in looked_at.items()}
        rows |= indexing.rows if indexing else {}
        if kept is not None:
            kept.note(plan.outputs, stale, plan.makers, rows, published.site, list_digest)
        if hurried is None:
            save_manifest(own, rows)
            # A theme given by its path may be anywhere.
            is_all = not examined.awaits and "/" not in (project.theme or examined.library.config.theme)
            remember(project, own, inputs if is_all else None, examined.problems)
    reasons = {path: one.reason for path, one in looked_at.items() if one.reason is not None}
    if indexing and indexing.reason:
        reasons |= dict.fromkeys(indexing.rows, indexing.reason)
    written = {path: reasons.get(path, Reason(Cause.MISSING)) for path in published.written}
    lacks_search = _lacks_search(examined.library, examined.findings)
    return Built(examined.problems, True, written, published.removed, frozenset(rows), lacks_search)


def examine(
    project: Project,
    memo: Memo | None = None,
    progress: Progress = lambda *_: None,
    salt: bytes = b"",
    kept: Kept | None = None,
    now: int = 0,
    touched: Collection[str] | None = None,
    media: Media | None = None,
) -> Examined:
    """The pipeline up to the checks; writes nothing but the memo.

    Args:
        now: `disk_time`, where files are kept.
        touched: the only files that may have changed since they were kept.
        media: where it is remembered what files of `media/` are.
    """
    sources, problems = kept.sources(project.content, now, touched) if kept else read_sources(project.content)
    redacting = redacting_of(project.redact, next((s.data for s in sources.files if s.path == CONFIG_FILE), b""))
    parsed = _parsed(sources, memo, project.jobs, progress, redacting.redaction, salt, kept)
    found = [*problems, *redacting.problems, *(p for one in parsed for p in one.problems)]
    config = next((one.config for one in parsed if one.config is not None), None)
    if config is None:
        if not any(p.path == CONFIG_FILE for p in found):
            help_ = "Make it, with at least a line `title: …`."
            found.append(
                Problem(
                    "nothing-to-build", CONFIG_FILE, f"There is no `{CONFIG_FILE}` in `{project.content.name}`.", help_
                )
            )
        config = Config(title="")
    if project.base_url:
        config = replace(config, url=project.base_url.rstrip("/"))
    config, wrong = with_base_map(config, project.content, sources.media)
    found += wrong
    shelf, analyst = (kept.shelf, kept.analyst) if kept else (Shelf(), Analyst())
    media = media or Media(project.content)
    sizes = media.sizes(sources.media, {path for one in parsed for path in one.media})
    assembly = shelf.assemble(parsed, config, sizes, project.now, drafts=project.drafts)
    library = assembly.library
    found += assembly.problems
    findings = analyst.analyse(library)
    # What is amiss with half a library is mostly that half of it is missing.
    if not stops(found, strict=False):
        found += (kept.inspector if kept else Inspector()).check(library, findings)
    shown = _sorted(map(redacting.masked, _located(found, sources, kept)))
    return Examined(shown, sources, library, findings, assembly.until is not None, redacting)


def examine_whole(project: Project) -> tuple[Problem, ...]:
    """Every problem that a build would report, those of the theme included; writes nothing."""
    examined = examine(project)
    if examined.library is None or examined.findings is None:
        return examined.problems
    plan = _planned(project, examined.library, examined.findings, Media(project.content))
    problems, redacting = plan.problems, examined.redacting
    if redacting.redaction and not stops((*examined.problems, *problems), strict=False):
        looking = look_at_all(
            plan.outputs, plan.makers, {}, {}, force=True, jobs=project.jobs, redaction=redacting.redaction
        )
        try:
            hits = _hits(looking, plan.outputs, redacting.redaction)
        except ThemeError as error:
            problems = (*problems, error.problem)
        else:
            problems = (*problems, *where_from(hits, redacting, examined.sources, examined.library))
    return _sorted((*examined.problems, *map(redacting.masked, _located(problems, examined.sources))))


def stops(problems: Iterable[Problem], strict: bool) -> bool:
    """Whether these problems keep the site from being built."""
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(p.severity in grave for p in problems)


def _parsed(
    sources: Sources,
    memo: Memo | None,
    jobs: int,
    progress: Progress,
    redaction: Redaction,
    salt: bytes,
    kept: Kept | None,
) -> tuple[Parsed, ...]:
    html = allows_html(next((s.data for s in sources.files if s.path == CONFIG_FILE), b""))
    version = parser_version() + (" html" if html else "") + (f" {redaction.digest(salt)}" if redaction else "")
    last = kept.parsed if kept and kept.parser == version else {}
    known: dict[str, tuple[SourceFile, Digest | None, Parsed]] = {}
    missing = []
    for source in sources.files:
        if (same := last.get(source.path)) is not None and same[0] is source:
            known[source.path] = same
            continue
        key = memo_key(version, source.path, digest_bytes(source.data))
        remembered = memo.get(key) if memo else None
        if isinstance(remembered, Parsed):
            known[source.path] = (source, key, remembered)
        else:
            missing.append((source, key))
    # Frozen where they are parsed: as such they are carried from there and kept by the memo.
    fresh = ordered_map(partial(_parsed_frozen, html), [source for source, _ in missing], jobs)
    frozen: dict[Digest, bytes] = {}
    for done, ((source, key), data) in enumerate(zip(missing, fresh, strict=True), 1):
        parsed = thaw(data)
        assert isinstance(parsed, Parsed)
        frozen[key] = data
        # What holds a name of the list is read again each time: the memo would keep the name.
        is_named = redaction.entries_in(source.data.decode("utf-8", "replace"))
        known[source.path] = (source, None if is_named or not may_be_kept(parsed) else key, parsed)
        progress("reading", done, len(missing))
    if memo is not None:
        live = {key: parsed for _, key, parsed in known.values() if key is not None}
        memo.keep_only(live, frozen, forget=bool(redaction))
    if kept is not None:
        kept.parser, kept.parsed = version, known
        for source, _ in missing:
            if not may_be_kept(known[source.path][2]):
                kept.parsed = {p: one for p, one in kept.parsed.items() if p != source.path}
    return tuple(known[s.path][2] for s in sources.files)


def _parsed_frozen(html: bool, source: SourceFile) -> bytes:
    return freeze(parse_in_time(source, html=html))


def _located(problems: Sequence[Problem], sources: Sources, kept: Kept | None = None) -> Iterator[Problem]:
    files = {s.path: s for s in sources.files}
    known = kept.located if kept else {}
    live = {}
    for problem in problems:
        if (file := files.get(problem.path)) is None:
            yield problem
            continue
        same = known.get(problem)
        live[problem] = same if same is not None and same[0] is file else (file, locate(problem, file.data))
        yield live[problem][1]
    if kept is not None:
        kept.located = live


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(set(problems), key=lambda p: p.sort_key))


@dataclass(frozen=True)
class Plan:
    """All that the site is to hold, and who makes it."""

    outputs: tuple[Output, ...] = ()
    makers: Mapping[str, Maker] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def _planned(
    project: Project,
    library: Library,
    findings: Findings,
    media: Media,
    kept: Kept | None = None,
    *,
    only_pages: bool = False,
) -> Plan:
    language = Language.load(library.config.language)
    name, before = project.theme or library.config.theme, kept.theme if kept else None
    theme, problems = load_theme(name, theme_roots(project), language, before)
    if not project.theme:
        problems = tuple(p if p.path else replace(p, path=CONFIG_FILE, keys=("theme",)) for p in problems)
    if theme is None:
        return Plan(problems=problems)
    proofs = frozenset(filter(is_proof, library.media))
    pictures, refused = media.outputs(library.media - proofs)
    proven, wrong = proof_outputs(project.content, proofs)
    assets = (Output(PurePosixPath(path), COPY, Bytes(data)) for path, data in theme.assets())
    searchable = library.config.search and not _lacks_search(library, findings)
    drawn = can_draw()
    if kept is None:
        planned = plan(library, findings, language, searchable=searchable, drawn=drawn, printed=project.pdf)
    else:
        kept.theme, planner = theme, kept.planner
        planned = planner.plan(library, findings, language, searchable=searchable, drawn=drawn, only_pages=only_pages)
    outputs = (*planned, *assets, *pictures, *proven)
    makers = makers_for({o.maker for o in outputs}, theme, project.content)
    clashes = kept.check_paths(outputs) if kept else check_paths([o.path for o in outputs])
    return Plan(outputs, makers, (*problems, *refused, *wrong, *clashes))


def _lacks_search(library: Library, findings: Findings) -> str:
    """Why a search that is wanted cannot be had; `""` where it can."""
    if not library.config.search:
        return ""
    if installed() is None:
        return "the extra `search` is not installed"
    found = (library.articles, library.events, findings.figures, library.actors, library.places, library.pages)
    pages = sum(map(len, found))
    return f"an index of {pages:,} pages takes too much memory" if pages > LARGEST else ""


class _Redacted(Exception):  # noqa: N818
    """What is about to be published holds entries of the list of redactions."""

    def __init__(self, hits: dict[str, tuple[int, ...]]) -> None:
        super().__init__()
        self.hits = hits


def _without_redacted(
    made: Iterator[tuple[str, bytes]], looked_at: Mapping[str, Looked], outputs: Sequence[Output], redaction: Redaction
) -> Iterator[tuple[str, bytes]]:
    """The same files, all of them looked at before any is published."""
    yield from made
    if hits := _hits(looked_at.values(), outputs, redaction):
        raise _Redacted(hits)


def _hits(looking: Iterable[Looked], outputs: Sequence[Output], redaction: Redaction) -> dict[str, tuple[int, ...]]:
    """By output, the entries of the list in it or in its path."""
    hits = {one.path: one.redacted for one in looking if one.redacted}
    paths = [str(o.path) for o in outputs]
    if redaction.entries_in("\n".join(paths)):
        hits |= {p: (*hits.get(p, ()), *entries) for p in paths if (entries := redaction.entries_in(p))}
    return hits


def _counted(looking: Iterator[Looked], total: int, progress: Progress) -> Iterator[Looked]:
    for done, one in enumerate(looking, 1):
        progress("writing", done, total)
        yield one


def _made(looking: Iterator[Looked], looked_at: dict[str, Looked]) -> Iterator[tuple[str, bytes]]:
    """The files that are to be written; notes all the others too, without their bytes."""
    for one in looking:
        looked_at[one.path] = replace(one, data=None)
        if one.data is not None:
            yield one.path, one.data
