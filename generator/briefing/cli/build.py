"""`briefing build`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli.options import format_option, input_options, output_option, project_of, strict_option, volume_options

if TYPE_CHECKING:
    from briefing.examining import Progress
    from briefing.project import Built, Project


@click.command()
@input_options
@output_option
@strict_option
@click.option("--pdf", is_flag=True, help="Make briefing.pdf too: the whole briefing as one document (extra pdf).")
@click.option("--force", is_flag=True, help="Make every file anew.")
@click.option(
    "--explain",
    "explained",
    is_flag=False,
    flag_value="",
    default=None,
    metavar="[PATH]",
    help="Say why each file (or those below PATH) was made.",
)
@format_option
@volume_options
def build(
    content: Path, theme: str, base_url: str, redact: Path | None, drafts: bool, now: datetime | None, jobs: int | None,
    output: Path, strict: bool, pdf: bool, force: bool,
    explained: str | None, format_: str, quiet: bool, verbose: bool,
) -> None:  # fmt: skip
    """Build the site.

    Nothing is published while anything is wrong: the last good site stays as it is.
    """
    import time
    from dataclasses import replace

    from briefing.cli.failures import one_line
    from briefing.cli.reporting import ProgressLine, hiding_of, report_built, report_json, report_text, say
    from briefing.unchanged import last_build

    project = project_of(
        content,
        output,
        theme=theme,
        base_url=base_url,
        redact=redact,
        drafts=drafts,
        now=now,
        jobs=jobs,
        strict=strict,
        force=force,
    )
    project = replace(project, pdf=pdf)
    began = time.monotonic()
    progress = ProgressLine(wanted=not quiet and format_ == "text")
    with one_line(format_):
        built = last_build(project) or _build(project, progress)
    progress.clear()
    hide = hiding_of(project, needed=bool(built.problems or built.written or built.removed))
    if format_ == "json":
        written = {hide.text(path): str(reason) for path, reason in sorted(built.written.items())}
        removed = [hide.text(path) for path in built.removed]
        report_json(built.problems, ok=built.ok, extra={"written": written, "removed": removed})
    else:
        report_text(built.problems, content, quiet=quiet, notes=verbose, hide=hide)
        if built.ok and not quiet:
            report_built(built, output, time.monotonic() - began, verbose=verbose, hide=hide)
        if not built.ok:
            say(f"Nothing was published; {output} is as it was.", bold=True)
        if explained is not None:
            for path, reason in sorted(built.written.items()):
                if path.startswith(explained):
                    click.echo(hide.text(f"{path}: {reason}"))
    raise SystemExit(0 if built.ok else 1)


def _build(project: Project, progress: Progress) -> Built:
    import gc

    if project.pdf:
        from briefing.printer import need_printer

        need_printer()
    from briefing.build import build as run

    # A build makes millions of records, and all live to its end: to look for garbage among them takes half its time.
    gc.disable()
    try:
        return run(project, progress)
    finally:
        gc.freeze()  # nor to look once more when Python ends
