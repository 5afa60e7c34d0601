"""`briefing verify`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from briefing.cli.options import input_options, output_option, project_of


@click.command()
@input_options
@output_option
def verify(
    content: Path,
    theme: str,
    base_url: str,
    redact: Path | None,
    drafts: bool,
    now: datetime | None,
    jobs: int | None,
    output: Path,
) -> None:
    """Build the site anew elsewhere and compare: every file must be the same, byte for byte."""
    from briefing.cli.failures import one_line
    from briefing.cli.reporting import hiding_of, report_text, say
    from briefing.verify import verify as run

    project = project_of(
        content, output, theme=theme, base_url=base_url, redact=redact, drafts=drafts, now=now, jobs=jobs
    )
    with one_line():
        found = run(project)
    hide = hiding_of(project, needed=not found.ok)
    if found.problems:
        report_text(found.problems, content, notes=False, hide=hide)
    for path, what in found.differences:
        click.echo(hide.text(f"{path}: {what}"))
    if found.ok:
        say(f"{output}: {found.compared} files, all as a clean build makes them.")
    raise SystemExit(0 if found.ok else 1)
