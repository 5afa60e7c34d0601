"""Problems and results for people and for machines: talk on stderr, results on stdout."""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

from briefing.config import CONFIG_FILE
from briefing.problems import Problem, Severity

if TYPE_CHECKING:
    from briefing.project import Built, Project

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_TAB = "    "


def colours() -> bool | None:
    """Whether to colour: never under NO_COLOR; otherwise click decides by the terminal."""
    return False if os.environ.get("NO_COLOR") else None


def say(text: str, **style: bool | str) -> None:
    """Talk, on stderr."""
    click.echo(click.style(text, **style) if style else text, err=True, color=colours())  # type: ignore[arg-type]


class Hiding(Protocol):
    """Keeps names of a list out of what is shown."""

    def text(self, text: str) -> str:
        """The text without them."""

    def line(self, problem: Problem, text: str) -> tuple[str, int] | None:
        """The line that a problem stands in without them, and the problem's column in it; None: not to be shown."""


class _NothingToHide:
    def text(self, text: str) -> str:
        return text

    def line(self, problem: Problem, text: str) -> tuple[str, int] | None:
        return text, max(problem.column, 1)


_SHOW_ALL = _NothingToHide()


def hiding_of(project: Project, *, needed: bool) -> Hiding:
    """What keeps the list of a project out of its reports.

    Args:
        needed: whether there is anything to report; to read the list takes a moment.
    """
    try:
        is_listed = project.redact is not None or b"redact" in (project.content / CONFIG_FILE).read_bytes()
    except OSError:
        is_listed = False
    if not needed or not is_listed:
        return _SHOW_ALL
    from briefing.redacting import hiding

    return hiding(project)


def text_of(problem: Problem, content: Path, *, colour: bool = False, hide: Hiding = _SHOW_ALL) -> str:
    """A problem with its line and a caret under the place."""

    def style(text: str, **how: bool | str) -> str:
        return click.style(text, **how) if colour else text  # type: ignore[arg-type]

    # A theme stands beside the content, and its files are named from where the command is run.
    file = Path(problem.path) if problem.code == "bad-theme" and problem.path != CONFIG_FILE else content / problem.path
    where = _visible(str(file))
    if problem.line:
        where += f":{problem.line}:{problem.column or 1}"
    severity = problem.severity
    lines = [
        f"{where}: {style(f'{severity.value}[{problem.code}]', fg=_COLOURS[severity], bold=True)}: "
        + _lines_visible(problem.message)
    ]
    source = _line(file, problem.line) if problem.line else None
    may_be_shown = hide.line(problem, source) if source is not None else None
    if may_be_shown is not None:
        number = f"{problem.line:>5}"
        shown, column = _window(*may_be_shown)
        lines += [
            f"{number} | {shown}",
            f"{' ' * len(number)} | {' ' * (column - 1)}{style('^', fg=_COLOURS[severity], bold=True)}",
        ]
    if problem.help:
        lines.append(f"      {style('help:', bold=True)} {_lines_visible(problem.help)}")
    return "\n".join(lines)


def _line(path: Path, number: int) -> str | None:
    try:
        lines = path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff").split("\n")
    except OSError:
        return None
    return lines[number - 1].rstrip("\r") if number <= len(lines) else None


_WIDTH = 110


def _window(line: str, column: int) -> tuple[str, int]:
    """The part of a line around a column, and the column in it; tabs and what a terminal would act on made visible."""
    start = max(0, column - 1 - _WIDTH * 2 // 3) if len(line) > _WIDTH else 0
    shown = line[start : start + _WIDTH]
    before = _visible(shown[: column - 1 - start])
    prefix, suffix = ("…" if start else ""), ("…" if start + _WIDTH < len(line) else "")
    return prefix + _visible(shown) + suffix, len(prefix) + len(before) + 1


def _visible(text: str) -> str:
    return "".join(_TAB if c == "\t" else c if c.isprintable() else "\N{SYMBOL FOR SUBSTITUTE}" for c in text)


def _lines_visible(text: str) -> str:
    return "\n".join(map(_visible, text.split("\n")))


def report_text(
    problems: Iterable[Problem], content: Path, *, quiet: bool = False, notes: bool = True, hide: Hiding = _SHOW_ALL
) -> None:
    """All problems on stderr, and how many there are."""
    listed = [p for p in problems if notes or p.severity is not Severity.NOTE]
    colour = not os.environ.get("NO_COLOR") and sys.stderr.isatty()
    for problem in listed:
        say(text_of(problem, content, colour=colour, hide=hide) + "\n")
    if listed and not quiet:
        say(
            tally(listed)
            + "."
            + (" `briefing explain CODE` tells more." if any(p.severity is Severity.ERROR for p in listed) else "")
        )


def tally(problems: Iterable[Problem]) -> str:
    """`2 errors, 1 warning`."""
    counts = Counter(p.severity for p in problems)
    return ", ".join(f"{counts[s]} {s.value}{'s' if counts[s] != 1 else ''}" for s in Severity if counts[s])


def problem_data(problem: Problem) -> dict[str, object]:
    """A problem for machines."""
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "path": problem.path,
        "line": problem.line or None,
        "column": problem.column or None,
        "message": problem.message,
        "help": problem.help or None,
    }


def report_json(problems: Iterable[Problem], *, ok: bool, extra: Mapping[str, object] | None = None) -> None:
    """Everything as one JSON object on stdout."""
    data: dict[str, object] = {"ok": ok, "problems": [problem_data(p) for p in problems], **(extra or {})}
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def report_built(built: Built, output: Path, seconds: float, *, verbose: bool, hide: Hiding = _SHOW_ALL) -> None:
    """What a build did, in a line; with `verbose` a line a file."""
    if verbose:
        for path, reason in sorted(built.written.items()):
            say(hide.text(f"  {path}: {reason}"))
        for path in built.removed:
            say(hide.text(f"  {path}: removed"))
    parts = [f"{len(built.written)} written"] if built.written else []
    if built.removed:
        parts.append(f"{len(built.removed)} removed")
    what = ", ".join(parts) or "nothing to do"
    say(f"{output}: {len(built.files)} files, {what} ({seconds:.1f} s).")
    if built.lacks_search:
        say(f"There is no search: {built.lacks_search}. `search: false` in briefing.yaml does without.")


class ProgressLine:
    """Progress on a terminal, for what takes longer than a second; nothing anywhere else."""

    def __init__(self, *, wanted: bool) -> None:
        self._wanted = wanted and sys.stderr.isatty()
        self._began = time.monotonic()
        self._what = ""
        self._since = self._began
        self._shown = 0.0

    def __call__(self, what: str, done: int, total: int) -> None:
        """Told of each thing that is done; draws ten times a second at the most."""
        if not self._wanted:
            return
        now = time.monotonic()
        if what != self._what:
            self._what, self._since = what, now
        if now - self._began < 1 or (now - self._shown < 0.1 and done < total):
            return
        self._shown = now
        left = (now - self._since) / done * (total - done) if done else 0
        click.echo(f"\r\033[K{what}: {done} of {total}, {left:.0f} s to go", nl=False, err=True)

    def clear(self) -> None:
        """Takes the line away."""
        if self._wanted and self._shown:
            click.echo("\r\033[K", nl=False, err=True)
