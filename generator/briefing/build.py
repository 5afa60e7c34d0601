"""The pipeline, read from top to bottom: sources, parse, link, analyse, check, plan, make what is stale, publish."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from briefing.card_pictures import can_draw
from briefing.checks import check
from briefing.config import CONFIG_FILE, Config
from briefing.findings import Findings, analyse
from briefing.fingerprint import digest_bytes
from briefing.frontmatter import locate
from briefing.indexing import Indexing, found_by_search
from briefing.language import Language
from briefing.leaks import Redaction
from briefing.library import Library, assemble
from briefing.linking.withholding import is_withheld
from briefing.makers import COPY, Bytes, makers_for
from briefing.making import Looked, look_at_all
from briefing.media import cleaned
from briefing.output import open_site, publish
from briefing.outputs import Maker, Output, check_paths
from briefing.parallel import ordered_map
from briefing.parse import Parsed
from briefing.plan import plan
from briefing.problems import Problem, Severity
from briefing.project import Built as Built
from briefing.project import Project as Project
from briefing.project import theme_roots
from briefing.reading import may_be_kept, parse_in_time
from briefing.redacting import Redacting, redacting_of, where_from
from briefing.search import installed
from briefing.sources import Sources, read_sources
from briefing.state import Cause, Memo, Reason, Row, load_manifest, memo_key, salt_of, save_manifest
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


def build(project: Project, progress: Progress = lambda *_: None) -> Built:
    """Builds the site, or reports why not and leaves what is there as it is.

    Raises:
        Locked, OutputRefused, DiskError, SearchError: in one line each, for the editor.
    """
    with workplace(project.content, project.output, lasting=project.memory) as (state, own):
        inputs = look_at_inputs(project, state)
        forget(own)
        site = open_site(project.output, project.content, own, manifest := load_manifest(own))
        memo = Memo(state)
        salt = salt_of(state)
        examined = examine(project, memo, progress, salt)
        if stops(examined.problems, project.strict) or examined.library is None or examined.findings is None:
            return Built(examined.problems, ok=False)
        outputs, makers, problems = _planned(project, examined.library, examined.findings)
        if problems:
            return Built(_sorted((*examined.problems, *_located(problems, examined.sources))), ok=False)
        redaction = examined.redacting.redaction
        engine, pages = installed(), found_by_search(outputs)
        waits = not project.index
        indexing = Indexing(engine, pages, manifest, site.files, waits, project.force) if engine and pages else None
        looked_at: dict[str, Looked] = {}
        try:
            looking = look_at_all(
                outputs,
                makers,
                manifest,
                site.files,
                force=project.force,
                jobs=project.jobs,
                redaction=redaction,
                list_digest=redaction.digest(salt) if redaction else None,
            )
            made = _made(_counted(looking, len(outputs), progress), looked_at)
            kept = _without_redacted(made, looked_at, outputs, redaction)
            published = publish(site, [str(o.path) for o in outputs], kept, indexing)
        except ThemeError as error:
            return Built((*examined.problems, examined.redacting.masked(error.problem)), ok=False)
        except _Redacted as error:
            found = where_from(error.hits, examined.redacting, examined.sources, examined.library)
            return Built(_sorted((*examined.problems, *_located(found, examined.sources))), ok=False)
        rows = {path: Row(one.maker, one.view, published.sums[path]) for path, one in looked_at.items()}
        rows |= indexing.rows if indexing else {}
        save_manifest(own, rows)
        # A theme given by its path may be anywhere.
        is_all = not examined.awaits and "/" not in (project.theme or examined.library.config.theme)
        remember(project, own, inputs if is_all else None, examined.problems)
    reasons = {path: one.reason for path, one in looked_at.items() if one.reason is not None}
    if indexing and indexing.reason:
        reasons |= dict.fromkeys(indexing.rows, indexing.reason)
    written = {path: reasons.get(path, Reason(Cause.MISSING)) for path in published.written}
    lacks_search = examined.library.config.search and installed() is None
    return Built(examined.problems, True, written, published.removed, frozenset(rows), lacks_search)


def examine(
    project: Project, memo: Memo | None = None, progress: Progress = lambda *_: None, salt: bytes = b""
) -> Examined:
    """The pipeline up to the checks; writes nothing but the memo."""
    sources, problems = read_sources(project.content)
    redacting = redacting_of(project.redact, next((s.data for s in sources.files if s.path == CONFIG_FILE), b""))
    parsed = _parsed(sources, memo, project.jobs, progress, redacting.redaction, salt)
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
    library, linking = assemble(parsed, config, sources.media, project.now, drafts=project.drafts)
    found += linking
    findings = analyse(library)
    # What is amiss with half a library is mostly that half of it is missing.
    if not stops(found, strict=False):
        found += check(library, findings)
    awaits = any(is_withheld(record, project.now, drafts=True) for one in parsed for record in one.records)
    shown = _sorted(map(redacting.masked, _located(found, sources)))
    return Examined(shown, sources, library, findings, awaits, redacting)


def examine_whole(project: Project) -> tuple[Problem, ...]:
    """Every problem that a build would report, those of the theme included; writes nothing."""
    examined = examine(project)
    if examined.library is None or examined.findings is None:
        return examined.problems
    outputs, makers, problems = _planned(project, examined.library, examined.findings)
    redacting = examined.redacting
    if redacting.redaction and not stops((*examined.problems, *problems), strict=False):
        looking = look_at_all(outputs, makers, {}, {}, force=True, jobs=project.jobs, redaction=redacting.redaction)
        try:
            hits = _hits(looking, outputs, redacting.redaction)
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
    sources: Sources, memo: Memo | None, jobs: int, progress: Progress, redaction: Redaction, salt: bytes
) -> list[Parsed]:
    version = f"{parser_version()} {redaction.digest(salt)}" if redaction else parser_version()
    keys = [memo_key(version, s.path, digest_bytes(s.data)) for s in sources.files]
    known: list[object] = [memo.get(k) if memo else None for k in keys]
    missing = [n for n, value in enumerate(known) if not isinstance(value, Parsed)]
    fresh = ordered_map(parse_in_time, [sources.files[n] for n in missing], jobs)
    for done, (n, parsed) in enumerate(zip(missing, fresh, strict=True), 1):
        known[n] = parsed
        progress("reading", done, len(missing))
    result = [p for p in known if isinstance(p, Parsed)]
    if memo is not None:
        # What holds a name of the list is read again each time: the memo would keep the name.
        named = {keys[n] for n in missing if redaction.entries_in(sources.files[n].data.decode("utf-8", "replace"))}
        live = {k: p for k, p in zip(keys, result, strict=True) if may_be_kept(p) and k not in named}
        memo.keep_only(live, forget=bool(redaction))
    return result


def _located(problems: Sequence[Problem], sources: Sources) -> Iterator[Problem]:
    data = {s.path: s.data for s in sources.files}
    for problem in problems:
        yield locate(problem, data[problem.path]) if problem.path in data else problem


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(set(problems), key=lambda p: p.sort_key))


def _planned(
    project: Project, library: Library, findings: Findings
) -> tuple[tuple[Output, ...], Mapping[str, Maker], tuple[Problem, ...]]:
    language = Language.load(library.config.language)
    theme, problems = load_theme(project.theme or library.config.theme, theme_roots(project), language)
    if not project.theme:
        problems = tuple(p if p.path else replace(p, path=CONFIG_FILE, keys=("theme",)) for p in problems)
    if theme is None:
        return (), {}, problems
    media, refused = _media(project.content, library)
    assets = (Output(PurePosixPath(path), COPY, Bytes(data)) for path, data in theme.assets())
    searchable = library.config.search and installed() is not None
    outputs = (*plan(library, findings, language, searchable=searchable, drawn=can_draw()), *assets, *media)
    makers = makers_for({o.maker for o in outputs}, theme)
    return outputs, makers, (*problems, *refused, *check_paths([o.path for o in outputs]))


def _media(content: Path, library: Library) -> tuple[list[Output], list[Problem]]:
    outputs, problems = [], []
    for path in sorted(library.media):
        data = cleaned(path, (content / path).read_bytes())
        if isinstance(data, Problem):
            problems.append(data)
        else:
            outputs.append(Output(PurePosixPath(path), COPY, Bytes(data)))
    return outputs, problems


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
