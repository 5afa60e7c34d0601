"""`briefing check`."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.cli.options import format_option, input_options, project_of, strict_option


@click.command()
@input_options
@strict_option
@format_option
@click.option("-q", "--quiet", is_flag=True, help="Report problems only.")
def check(
    content: Path, theme: str, base_url: str, drafts: bool, jobs: int | None, strict: bool, format_: str, quiet: bool
) -> None:
    """Check the content and write nothing.

    Shows what `build` would, and the notes that are for editors only: possible conflicts, dates that could not be
    resolved, what is noted on the safety of sources.
    """
    from briefing.build import examine_whole, stops
    from briefing.cli.failures import one_line
    from briefing.cli.reporting import report_json, report_text, say

    project = project_of(content, Path("site"), theme=theme, base_url=base_url, drafts=drafts, jobs=jobs, strict=strict)
    with one_line(format_):
        problems = examine_whole(project)
    stopped = stops(problems, strict)
    if format_ == "json":
        report_json(problems, ok=not stopped)
    else:
        report_text(problems, content, quiet=quiet)
        if not problems and not quiet:
            say("Nothing to report.")
    raise SystemExit(1 if stopped else 0)
