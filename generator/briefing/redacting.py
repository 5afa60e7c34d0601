"""The redactions of a project: where its list comes from, and where in the content what must not appear stands.

No name of the list goes into a record, a problem or the state: of `redact` in `briefing.yaml` the parsed configuration
holds nothing, so it is read here, from the sources, every time.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from briefing.config import CONFIG_FILE
from briefing.frontmatter import read_document, read_mapping
from briefing.leaks import Redaction, TermError, legible, read_list, term_of
from briefing.leaks.redaction import MASK
from briefing.library import Library
from briefing.problems import Keys, Problem
from briefing.project import Project
from briefing.records import Body, Ref
from briefing.sources import REGISTERS, SourceFile, Sources

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_QUOTED = re.compile(r"`[^`\n]*`|“[^”]*”")
_NEVER_PUBLISHED = frozenset({"private", "redact", "safety"})
_HELP = "Take it out of here, move it below `private:`, or take the entry off the list."


@dataclass(frozen=True)
class Redacting:
    """A list of redactions, and what is wrong with it."""

    redaction: Redaction = field(default_factory=Redaction)
    labels: tuple[str, ...] = ()
    """What to call each entry, without saying what it is."""
    problems: tuple[Problem, ...] = ()
    unread: bool = False
    """Whether `briefing.yaml` has a list that cannot be read as a whole, so that nothing of that file may be shown."""

    def masked(self, problem: Problem) -> Problem:
        """The problem without names of the list in its words and its path."""
        if self.unread and problem.path == CONFIG_FILE:
            shown = (_QUOTED.sub(f"`{MASK}`", problem.message), _QUOTED.sub(f"`{MASK}`", problem.help))
            return replace(problem, message=shown[0], help=shown[1])
        if not self.redaction:
            return problem
        hide = self.text
        return replace(problem, path=hide(problem.path), message=hide(problem.message), help=hide(problem.help))

    def text(self, text: str) -> str:
        """The text without names of the list."""
        if not self.redaction:
            return text
        shown = self.redaction.masked(text)
        return MASK if self._is_coded_in(shown) else shown

    def line(self, problem: Problem, text: str) -> tuple[str, int] | None:
        """The line that a problem stands in, as it may be shown, and the problem's column in it."""
        if self.unread and problem.path == CONFIG_FILE:
            return None
        column = max(problem.column, 1)
        if not self.redaction:
            return text, column
        shown, place = self.redaction.masked_at(text, column - 1)
        return None if self._is_coded_in(shown) else (shown, place + 1)

    def _is_coded_in(self, text: str) -> bool:
        """Whether names are left that only a browser would put together: with markup within, or as entities."""
        return bool(self.redaction.entries_in(legible("line.html", text.encode("utf-8", "replace"))[0]))


def redacting_of(file: Path | None, config: bytes) -> Redacting:
    """The list of a project: `redact` of its `briefing.yaml`, then that of a file of its own.

    Args:
        file: one entry a line.
        config: the bytes of `briefing.yaml`, or none.

    Raises:
        OSError: the file cannot be read.
    """
    entries: list[tuple[str, str]] = []
    problems: list[Problem] = []
    values, _ = read_mapping(CONFIG_FILE, config) if b"redact" in config else ({}, ())
    unread = values is None
    listed = (values or {}).get("redact")
    for number, entry in enumerate(listed if isinstance(listed, list) else [] if listed is None else [listed], 1):
        # What is wrong with one here, the schema says.
        if not isinstance(entry, dict | list | bool) and entry is not None and _can_be_looked_for(str(entry)):
            entries.append((str(entry), f"entry {number} of `redact`"))
        else:
            unread = True
    if file is not None:
        for line, entry in read_list(file.read_bytes().decode("utf-8", "replace")):
            try:
                term_of(entry)
            except TermError as error:
                message = f"Line {line} of the list of redactions cannot be looked for: {error}."
                help_ = "Write more of it, as in `Anna Berg`, or the words around a number."
                problems.append(Problem("bad-redaction", "", message, help_))
            else:
                entries.append((entry, f"line {line} of the list of redactions"))
    return Redacting(Redaction(e for e, _ in entries), tuple(name for _, name in entries), tuple(problems), unread)


def hiding(project: Project) -> Redacting:
    """The list of a project, to keep it out of what is reported of files as they are now."""
    try:
        return redacting_of(project.redact, (project.content / CONFIG_FILE).read_bytes())
    except OSError:
        return Redacting()


def _can_be_looked_for(entry: str) -> bool:
    try:
        term_of(entry)
    except TermError:
        return False
    return True


def where_from(
    hits: Mapping[str, Iterable[int]], redacting: Redacting, sources: Sources, library: Library
) -> tuple[Problem, ...]:
    """A problem for each place of the content that brought an entry of the list into the site.

    Args:
        hits: by path of an output, the numbers of the entries that stand in it or in its path.
    """
    outputs: defaultdict[int, list[str]] = defaultdict(list)
    for path in sorted(hits):
        for entry in hits[path]:
            outputs[entry].append(path)
    problems: list[Problem] = []
    found: set[int] = set()
    for source in sources.files:
        for entry, place in _places(source, redacting.redaction, library):
            if entry in outputs:
                found.add(entry)
                message = f"Here stands {redacting.labels[entry - 1]}. {_shown(outputs[entry])}"
                problems.append(replace(place, message=message, help=_HELP))
    for entry in outputs.keys() - found:
        message = f"No one place of the content holds {redacting.labels[entry - 1]}, but the site would."
        help_ = "Look at that page for where its parts come from: names of files, several values, a theme."
        problems.append(Problem("redacted", "", f"{message} {_shown(outputs[entry])}", help_))
    return tuple(dict.fromkeys(redacting.masked(p) for p in problems))


def _shown(outputs: list[str]) -> str:
    more = len(outputs) - 1
    others = f" and {more} other {'file' if more == 1 else 'files'}" if more else ""
    return f"It would be published in `{outputs[0]}`{others}."


def _places(source: SourceFile, redaction: Redaction, library: Library) -> Iterator[tuple[int, Problem]]:
    """Where a file has entries of the list in what is published of it."""
    path = source.path
    published = _published(library)
    if path == CONFIG_FILE or path in REGISTERS:
        values, _ = read_mapping(path, source.data)
        known = {**library.actors, **library.places} if path in REGISTERS else values or {}
        for keys, text in _texts(values or {}, ()):
            if keys[0] in known:
                yield from ((n, Problem("redacted", path, "", "", keys)) for n in redaction.entries_in(text))
        return
    if path not in published:
        return
    yield from ((n, Problem("redacted", path, "")) for n in redaction.entries_in(PurePosixPath(path).stem))
    document, _ = read_document(path, source.data)
    if document is None:
        return
    for keys, text in _texts(document.values, ()):
        yield from ((n, Problem("redacted", path, "", "", keys)) for n in redaction.entries_in(text))
    shown = set(redaction.entries_in(legible("body.html", _markup(published[path]).encode())[0]))
    text = _COMMENT.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), document.body)
    places = [f for f in redaction.find(text) if f.entry in shown]
    for one in places:
        line, column = text.count("\n", 0, one.start), one.start - text.rfind("\n", 0, one.start)
        yield one.entry, Problem("redacted", path, "", "", (), document.body_line + line, column)
    coded = set(redaction.entries_in(legible(path, text.encode())[0])) & shown - {f.entry for f in places}
    yield from ((n, Problem("redacted", path, "", "", (), document.body_line, 1)) for n in sorted(coded))


def _published(library: Library) -> dict[str, Body]:
    """What of the text of each published file is shown."""
    bodies = {a.path: a.shown for a in library.articles.values()}
    for records in (library.events, library.figures, library.pages):
        bodies |= {r.path: r.body for r in records.values()}
    return bodies


def _markup(body: Body) -> str:
    return "".join(p if isinstance(p, str) else p.label if isinstance(p, Ref) else p.path for p in body.parts)


def _texts(value: object, keys: Keys) -> Iterator[tuple[Keys, str]]:
    """Every text and number in a tree of values, and the keys of its mappings, without what is never published."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in _NEVER_PUBLISHED:
                yield (*keys, key), str(key)
                yield from _texts(inner, (*keys, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*keys, number))
    elif value is not None and not isinstance(value, bool):
        yield keys, str(value)
