"""Literate cases: prose, a file tree and what is expected of it, in Markdown that an editor can read.

A fenced block without a name holds files, each below a line `-- path --`; what of `cases/base.md` it lacks comes from
there. A line may end in `← words`: a pointer for readers, never a part of the file. A fenced block with a name says
what is expected; `EXPECTATIONS` has the names and the form of a line. Of a line its end may be left out, and words in
double quotes must occur in what is left; a last line `…` leaves out all further lines.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from difflib import unified_diff
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

from briefing.build import build, examine_whole
from briefing.comparison.outcome import Pair
from briefing.examining import Examined, examine
from briefing.findings import Findings
from briefing.problems import Problem, Severity
from briefing.project import Project
from briefing.records import DateBasis, Dating

CASES = Path(__file__).parent / "cases"
NOW = datetime(2023, 1, 1, tzinfo=UTC)
PICTURE = "(a picture)"
"""The text that stands for a picture's bytes."""

_FENCE = re.compile(r"(`{3,})(\w*)")
_FILE = re.compile(r"-- (\S+) --")
_POINTER = re.compile(r"[ \t]*←.*$")
_QUOTED = re.compile(r'"([^"]*)"')

Files = Mapping[str, str]


@dataclass
class Section:
    """What stands below one heading of the second level."""

    title: str
    line: int
    prose: str = ""
    blocks: list[tuple[str, str]] = field(default_factory=list)
    """Name and text of every fenced block."""

    def block(self, name: str) -> str:
        """The text of the one block of a name."""
        found = [text for other, text in self.blocks if other == name]
        assert len(found) == 1, f"“{self.title}” has {len(found)} blocks of the name “{name}”"
        return found[0]

    @property
    def expected(self) -> dict[str, list[str]]:
        """The lines of all blocks with a name."""
        return {name: text.splitlines() for name, text in self.blocks if name}


def sections(text: str) -> list[Section]:
    """The sections of a Markdown text; the first is what stands above all headings of the second level."""
    found = [Section("", 1)]
    fence, name, block = "", "", ""
    for number, line in enumerate(text.splitlines(), 1):
        if fence and line == fence:
            found[-1].blocks.append((name, block))
            fence = ""
        elif fence:
            block += f"{line}\n"
        elif opening := _FENCE.fullmatch(line):
            (fence, name), block = opening.groups(), ""
        elif line.startswith("## "):
            found.append(Section(line[3:], number))
        else:
            found[-1].prose += f"{line}\n"
    assert not fence, "a fenced block is never closed"
    return found


def tree(text: str) -> tuple[dict[str, str], list[tuple[str, int]]]:
    """The files of a tree, and where its pointers are: path and line, 0 for one at the path itself."""
    files: dict[str, str] = {}
    pointers: list[tuple[str, int]] = []
    path = ""
    for line in text.splitlines():
        words = _POINTER.sub("", line)
        if at := _FILE.fullmatch(words):
            path = at[1]
            assert path not in files, f"{path} stands twice in one tree"
            files[path] = ""
            number = 0
        else:
            assert path, "a tree begins with a line `-- path --`"
            files[path] += f"{words}\n"
            number = files[path].count("\n")
        if words != line:
            pointers.append((path, number))
    return {path: text.rstrip("\n") + "\n" for path, text in files.items()}, pointers


@cache
def base() -> Files:
    """The files that complete every tree."""
    return tree(sections((CASES / "base.md").read_text())[0].block(""))[0]


def project(files: Files, folder: Path, options: Mapping[str, str] | None = None) -> Project:
    """A project that has these files, completed, as its content."""
    for path, text in {**base(), **files}.items():
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_picture(file.suffix) if text.strip() == PICTURE else text.encode())
    given = dict(options or {})
    now = datetime.fromisoformat(given.pop("now")) if "now" in given else NOW
    drafts = given.pop("drafts", "no") == "yes"
    assert not given, f"no such options: {given}"
    return Project(folder / "content", folder / "site", now, drafts=drafts, jobs=1, memory=False)


def _picture(suffix: str) -> bytes:
    from PIL import Image

    file = io.BytesIO()
    Image.new("RGB", (4, 3), "grey").save(file, {".png": "PNG", ".webp": "WEBP"}.get(suffix, "JPEG"))
    return file.getvalue()


# ---- what a tree comes to -----------------------------------------------------------------------------------------


def problems(files: Files, folder: Path) -> tuple[Problem, ...]:
    """Every problem that `briefing check` reports."""
    made = project(files, folder)
    # Only these two have to do with themes and pictures, and a theme takes as long to load as all else together.
    whole = any(path == "briefing.yaml" or path.startswith("media/") for path in files)
    return examine_whole(made) if whole else examine(made).problems


@dataclass(frozen=True)
class Case:
    """One section of a file of cases, with its tree examined."""

    files: Files
    examined: Examined

    @property
    def findings(self) -> Findings:
        """What is derived; there must be no errors."""
        errors = [p for p in self.examined.problems if p.severity is Severity.ERROR]
        assert not errors, errors
        assert self.examined.findings is not None
        return self.examined.findings

    def has(self, path: str) -> bool:
        """Whether a file is the case's own; the base's are of no interest."""
        return path in self.files


def _problems(case: Case) -> Iterator[str]:
    """`path:line:column code`, without the line where the whole file is meant."""
    for p in case.examined.problems:
        where = f"{p.path}:{p.line}:{p.column}" if p.line else p.path
        yield f"{where} {p.code} {p.message} {p.help}".strip()


def _verdicts(case: Case) -> Iterator[str]:
    """`claim × claim: verdict (reason, reason)`, of all pairs on one figure."""
    findings = case.findings
    pairs = [p for f in findings.figures.values() for p in (*f.pairs, *f.undecided)]
    yield from map(_pair, sorted(pairs, key=lambda p: (p.a, p.b)))


def _related(case: Case) -> Iterator[str]:
    """`figure ~ figure: claim × claim: verdict (reason, reason)`, of all pairs on two figures that look alike."""
    for a, b, pairs in case.findings.related:
        yield from (f"{a} ~ {b}: {_pair(p)}" for p in pairs)


def _pair(pair: Pair) -> str:
    return f"{pair.a} × {pair.b}: {pair.verdict.kind.value} ({', '.join(r.code for r in pair.verdict.reasons)})"


def _statuses(case: Case) -> Iterator[str]:
    """`figure: status; origins`, with `, was …` where it is resolved and `, for editors …` where they know more."""
    for id_, f in case.findings.figures.items():
        if case.has(f"figures/{id_}.md") or id_ in case.findings.derived:
            was = f", was {f.status_before.value}" if f.status_before else ""
            editors = f", for editors {f.status_for_editors.value}" if f.status_for_editors is not f.status else ""
            origins = f"{f.origins.known} known, {f.origins.unknown} unknown, {f.origins.articles} articles"
            yield f"{id_}: {f.status.value}{was}{editors}; {origins}"


def _dates(case: Case) -> Iterator[str]:
    """`article/event: date (basis)` for every report, then `claim: date (basis)` for every claim with an `as_of`."""
    library = case.examined.library
    assert library is not None
    assert case.findings
    own = [a for a in library.articles.values() if case.has(a.path)]
    yield from (f"{a.id}/{r.event}: {_dating(r.dating)}" for a in own for r in a.reports)
    yield from (f"{c.id}: {_dating(c.as_of)}" for a in own for c in a.claims if c.as_of.basis is not DateBasis.NONE)


def _dating(dating: Dating) -> str:
    if dating.date is not None:
        return f"{dating.date.text} ({dating.basis.value})"
    return f"unresolved ({dating.why_unresolved})" if dating.basis is DateBasis.UNRESOLVED else "no date"


def _timeline(case: Case) -> Iterator[str]:
    """`event: date, date`, in order."""
    for entry in case.findings.timeline:
        if case.has(f"events/{entry.event}.md"):
            yield f"{entry.event}: {', '.join(d.text for d in entry.dates) or 'undated'}"


def _coverage(case: Case) -> Iterator[str]:
    """`event: article stand, article stand`."""
    library, findings = case.examined.library, case.findings
    assert library is not None
    articles = [a.id for a in library.articles.values() if case.has(a.path)]
    for event in library.events:
        if case.has(f"events/{event}.md"):
            yield f"{event}: {', '.join(f'{a} {findings.coverage.of(event, a).value}' for a in articles)}"


EXPECTATIONS: Mapping[str, Callable[[Case], Iterator[str]]] = {
    "problems": _problems,
    "verdicts": _verdicts,
    "related": _related,
    "statuses": _statuses,
    "dates": _dates,
    "timeline": _timeline,
    "coverage": _coverage,
}
"""What may be expected, by the name of its block. `site` is apart, and so are the `options` of a case."""


def hold(section: Section, folder: Path) -> None:
    """Runs one case, and asserts all that it expects."""
    files = tree(section.block(""))[0]
    expected = section.expected
    options = dict(line.split(": ", 1) for line in expected.pop("options", ()))
    made = project(files, folder, options)
    case = Case(files, examine(made))
    site = expected.pop("site", None)
    assert expected or site, f"“{section.title}” expects nothing"
    for name, lines in expected.items():
        actual = list(EXPECTATIONS[name](case))
        if lines and lines[-1] == "…":
            lines = lines[:-1]
            actual = [a for a in actual if any(_agrees(line, a) for line in lines)]
        shown = [line if _agrees(line, a) else a for line, a in zip(lines, actual, strict=False)]
        difference = "\n".join(
            unified_diff(lines, shown + actual[len(lines) :], "expected", "found", n=99, lineterm="")
        )
        if difference:
            pytest.fail(f"{name}\n{difference}", pytrace=False)
    if "problems" not in expected:
        assert case.findings
    if site is not None:
        _hold_site(made, site)


def _agrees(expected: str, actual: str) -> bool:
    quoted = _QUOTED.search(expected)
    head = expected[: quoted.start()].rstrip() if quoted else expected
    rest = actual[len(head) :]
    return (
        actual.startswith(head) and not rest[:1].isalnum() and all(words in rest for words in _QUOTED.findall(expected))
    )


# ---- the site -----------------------------------------------------------------------------------------------------

_SITE = re.compile(
    r'(?P<path>\S+) (?:(?P<verb>contains|does not contain) "(?P<words>.+)"|(?P<is>exists|does not exist))'
)


def _hold_site(made: Project, lines: list[str]) -> None:
    """Lines are `path contains "words"`, `path does not contain "words"`, `path exists`, `path does not exist`.

    A path may hold `*`: what is contained must be in one such file, what is not must be in none. Words are looked for
    in the file as it stands and in what a reader sees of it.
    """
    built = build(made)
    assert built.ok, built.problems
    files = {str(f.relative_to(made.output)): f.read_bytes() for f in sorted(made.output.rglob("*")) if f.is_file()}
    for line in lines:
        asked = _SITE.fullmatch(line)
        assert asked, f"not understood: {line}"
        among = {path: data for path, data in files.items() if fnmatch(path, asked["path"])}
        if asked["is"]:
            assert bool(among) is (asked["is"] == "exists"), line
            continue
        holding = [path for path, data in among.items() if _holds(data, asked["words"])]
        if asked["verb"] == "contains":
            assert holding, f"{line} (looked in {sorted(among)})"
        else:
            assert among, f"{line}: there is no such file"
            assert not holding, f"{line} (it is in {holding})"


def _holds(data: bytes, words: str) -> bool:
    text = data.decode("utf-8", "replace")
    return words in text or words in " ".join(html.unescape(re.sub(r"<[^>]*>", "", text)).split())
