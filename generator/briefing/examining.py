"""The pipeline up to the checks: sources, parse, link, analyse, check. Nothing is published here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from briefing.checks import Inspector
from briefing.config import CONFIG_FILE, Config
from briefing.findings import Analyst, Findings
from briefing.fingerprint import Digest, digest_bytes
from briefing.frontmatter import locate
from briefing.kept import Kept
from briefing.leaks import Redaction
from briefing.library import Library
from briefing.map_file import with_base_map
from briefing.media import Media
from briefing.parallel import ordered_map
from briefing.parse import Parsed
from briefing.problems import Problem, Severity
from briefing.project import Project
from briefing.reading import allows_html, may_be_kept, parse_in_time
from briefing.redacting import Redacting, redacting_of
from briefing.relinking import Shelf
from briefing.sources import SourceFile, Sources, read_sources
from briefing.state import Memo, freeze, memo_key, thaw
from briefing.version import parser_version

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""


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
    shown = in_order(map(redacting.masked, located(found, sources, kept)))
    return Examined(shown, sources, library, findings, assembly.until is not None, redacting)


def stops(problems: Iterable[Problem], strict: bool) -> bool:
    """Whether these problems keep the site from being built."""
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(p.severity in grave for p in problems)


def located(problems: Sequence[Problem], sources: Sources, kept: Kept | None = None) -> Iterator[Problem]:
    """The problems with the places in their files."""
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


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, as an editor reads them."""
    return tuple(sorted(set(problems), key=lambda p: p.sort_key))


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
