"""`briefing serve`."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.cli.options import input_options, output_option, project_of


@click.command()
@input_options
@output_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Another address lets other machines in.")
@click.option("--poll", is_flag=True, help="Look for changes instead of being told: for network folders.")
@click.option("--open", "open_", is_flag=True, help="Open the site in the browser.")
def serve(
    content: Path, theme: str, base_url: str, drafts: bool, jobs: int | None, output: Path, port: int, host: str, poll: bool, open_: bool
) -> None:
    """Build, show the site on this machine, and build again on every change."""
    from briefing.cli.failures import one_line
    from briefing.serving import serve as run

    project = project_of(content, output, theme=theme, base_url=base_url, drafts=drafts, jobs=jobs)
    with one_line():
        run(project, host=host, port=port, poll=poll, open_browser=open_)
