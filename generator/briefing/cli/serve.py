"""`briefing serve`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli.options import input_options, output_option, project_of

if TYPE_CHECKING:
    from briefing.kept import Kept
    from briefing.project import Project
    from briefing.watch import Watcher


@click.command()
@input_options
@output_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Another address lets other machines in.")
@click.option("--poll", is_flag=True, help="Look for changes instead of being told: for network folders.")
@click.option("--open", "open_", is_flag=True, help="Open the site in the browser.")
def serve(
    content: Path, theme: str, base_url: str, redact: Path | None, drafts: bool, now: datetime | None,
    jobs: int | None, output: Path, port: int, host: str, poll: bool, open_: bool,
) -> None:  # fmt: skip
    """Build, show the site on this machine, and build again on every change."""
    import webbrowser

    from briefing.cli.reporting import say
    from briefing.kept import Kept
    from briefing.project import theme_roots
    from briefing.server import ListenError, PreviewServer
    from briefing.watch import Watcher, run

    project = project_of(
        content, output, theme=theme, base_url=base_url, redact=redact, drafts=drafts, now=now, jobs=jobs
    )
    state = content.absolute().parent / ".briefing"
    folders = [content, *theme_roots(project)]
    try:
        server = PreviewServer(output.absolute(), host=host, port=port)
    except ListenError as error:
        raise click.ClickException(str(error)) from None
    if server.public:
        say("Every machine that reaches this one can read this preview, drafts included.", fg="yellow")
    watcher = Watcher(folders, ignore=[output, state], poll=poll, warn=say)
    with watcher, server:
        say(f"{server.url} shows {output}; Ctrl-C ends it.", bold=True)
        if open_:
            webbrowser.open(server.url)
        try:
            kept = Kept()
            at_once, in_a_pause = (_builder(p, kept, watcher, now) for p in (replace(project, index=False), project))
            run(at_once, watcher, server, say, in_a_pause)
        except KeyboardInterrupt:
            say("Ended.")
            raise SystemExit(130) from None


@dataclass(frozen=True, slots=True)
class _Result:
    """A build as the preview needs it."""

    ok: bool
    files: frozenset[str]
    changed: tuple[str, ...]
    problems_text: str


def _builder(project: Project, kept: Kept, watcher: Watcher, now: datetime | None = None) -> Callable[[], _Result]:
    """The build that is run on every change; each tells on the terminal what it did.

    Args:
        now: the instant that each is held against; otherwise the one at which it is run.
    """

    def once() -> _Result:
        import gc
        import time
        from datetime import UTC

        from briefing.build import build
        from briefing.cli.reporting import hiding_of, report_built, report_text, text_of
        from briefing.disk import DiskError
        from briefing.output import OutputRefused
        from briefing.problems import Severity
        from briefing.search import SearchError
        from briefing.state import Locked

        began = time.monotonic()
        try:
            built = build(
                replace(project, now=now or datetime.now(UTC)),
                kept=kept,
                only_pages=not project.index,
                touched=_below(project.content, watcher.touched),
            )
        except Exception as error:
            kept.doubt()
            if not isinstance(error, DiskError | Locked | OutputRefused | SearchError):
                raise
            click.echo(f"briefing: {error}", err=True)
            return _Result(False, frozenset(), (), str(error))
        hide = hiding_of(project, needed=bool(built.problems))
        report_text(built.problems, project.content, notes=False, hide=hide)
        grave = (p for p in built.problems if p.severity is not Severity.NOTE)
        text = "\n\n".join(text_of(p, project.content, hide=hide) for p in grave)
        if built.ok:
            report_built(built, project.output, time.monotonic() - began, verbose=False)
        if project.index:
            # What is kept is a large part of a million objects, and none of it is garbage before the next edit.
            gc.collect()
            gc.freeze()
        return _Result(built.ok, built.files, tuple(built.written), text)

    return once


def _below(content: Path, touched: frozenset[str]) -> list[str] | None:
    """Paths below the content; None where something else was touched."""
    root = content.resolve()
    paths = [Path(path) for path in touched]
    return [path.relative_to(root).as_posix() for path in paths] if all(root in p.parents for p in paths) else None
