"""`briefing check`."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NoReturn

import click

from briefing.cli.options import format_option, input_options, project_of, strict_option


@click.command()
@input_options
@strict_option
@format_option
@click.option(
    "--leaks",
    "site",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=None,
    metavar="DIR",
    help="Look through a finished site, whoever built it, for what must not leave; the content is not checked.",
)
@click.option("-q", "--quiet", is_flag=True, help="Report problems only.")
def check(
    content: Path,
    theme: str,
    base_url: str,
    redact: Path | None,
    drafts: bool,
    now: datetime | None,
    jobs: int | None,
    strict: bool,
    format_: str,
    quiet: bool,
    site: Path | None,
) -> None:
    """Check the content and write nothing.

    Shows what `build` would, and the notes that are for editors only: possible conflicts, dates that could not be
    resolved, what is noted on the safety of sources.
    """
    if site is not None:
        _search(site, content, redact, jobs, format_, quiet=quiet)
    from briefing.build import examine_whole
    from briefing.cli.failures import one_line
    from briefing.cli.reporting import hiding_of, report_json, report_text, say
    from briefing.examining import stops

    project = project_of(
        content,
        Path("site"),
        theme=theme,
        base_url=base_url,
        redact=redact,
        drafts=drafts,
        now=now,
        jobs=jobs,
        strict=strict,
    )
    with one_line(format_):
        problems = examine_whole(project)
    stopped = stops(problems, strict)
    if format_ == "json":
        report_json(problems, ok=not stopped)
    else:
        report_text(problems, content, quiet=quiet, hide=hiding_of(project, needed=bool(problems)))
        if not problems and not quiet:
            say("Nothing to report.")
    raise SystemExit(1 if stopped else 0)


def _search(site: Path, content: Path, redact: Path | None, jobs: int | None, format_: str, *, quiet: bool) -> NoReturn:
    """`--leaks`: the site alone is read; of the content only the list of what must not appear."""
    from briefing.cli.failures import one_line
    from briefing.cli.reporting import report_json, report_text, say
    from briefing.config import CONFIG_FILE
    from briefing.leak_search import search
    from briefing.leaks.traces import Desk
    from briefing.parallel import jobs_available
    from briefing.redacting import redacting_of

    with one_line(format_):
        config = content / CONFIG_FILE
        redacting = redacting_of(redact, config.read_bytes() if config.is_file() else b"")
        desk = Desk(_names(), tuple(str(p) for p in {Path.home(), Path.cwd()} if len(p.parts) > 2))
        found = search(site, redacting, desk, jobs or jobs_available())
    problems = (*redacting.problems, *found.problems)
    if format_ == "json":
        report_json(problems, ok=not problems)
    else:
        report_text(problems, site, quiet=quiet, hide=redacting)
        if not problems and not quiet:
            words = "no list of redactions was given" if not redacting.redaction else "nothing of the list is in them"
            say(f"{site}: {found.files} files, no traces of the desk; {words}.")
    raise SystemExit(1 if problems else 0)


def _names() -> tuple[tuple[str, str], ...]:
    import getpass
    import socket

    host = socket.gethostname()
    found = [("this machine", host), ("this machine", host.partition(".")[0])]
    with suppress(KeyError, OSError, ImportError):  # a user without a name has none to leak
        found.append(("this machine's user", getpass.getuser()))
    return tuple(dict.fromkeys(found))
