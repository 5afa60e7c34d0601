"""Options that several commands share, and what they amount to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from briefing.project import Project


class Instant(click.ParamType):  # type: ignore[type-arg]
    """A date with a clock time and a zone."""

    name = "instant"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Takes ISO 8601."""
        try:
            when = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
        except ValueError:
            when = None
        if when is None or when.tzinfo is None:
            self.fail(f"'{value}' is not an instant. Write it with its zone, as in 2022-11-20T06:00+02:00.", param, ctx)
        return when


F = TypeVar("F", bound=Callable[..., Any])

_INPUT = (
    click.option(
        "--content", type=click.Path(path_type=Path), default="content", show_default=True, help="The content folder."
    ),
    click.option(
        "--theme", default="", metavar="NAME|DIR", help="A theme's name or folder; otherwise that of briefing.yaml."
    ),
    click.option(
        "--base-url", default="", metavar="URL", help="Where the site will stand; otherwise `url` of briefing.yaml."
    ),
    click.option(
        "--redact",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        default=None,
        metavar="FILE",
        help="Names and numbers that must appear nowhere, one a line, besides `redact` of briefing.yaml.",
    ),
    click.option("--drafts", is_flag=True, help="Take drafts for published, for a preview."),
    click.option(
        "--now",
        type=Instant(),
        default=None,
        metavar="WHEN",
        help="The instant that embargoes are held against, as in 2022-11-20T06:00+02:00; otherwise the clock's.",
    ),
    click.option(
        "--jobs",
        type=click.IntRange(1),
        default=None,
        metavar="N",
        help="Processes to use at most; otherwise one a processor.",
    ),
)

output_option = click.option(
    "--output", type=click.Path(path_type=Path), default="site", show_default=True, help="The folder the site goes to."
)
strict_option = click.option("--strict", is_flag=True, help="Let warnings stop the build too.")
format_option = click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to report."
)


def volume_options(command: F) -> F:
    """`--quiet`, `--verbose`."""
    command = click.option("-q", "--quiet", is_flag=True, help="Report problems only.")(command)
    return click.option("-v", "--verbose", is_flag=True, help="Report notes and every file that is written.")(command)


def input_options(command: F) -> F:
    """The options that say what is read."""
    for option in reversed(_INPUT):
        command = option(command)
    return command


def project_of(
    content: Path,
    output: Path,
    *,
    theme: str = "",
    base_url: str = "",
    drafts: bool = False,
    jobs: int | None = None,
    strict: bool = False,
    force: bool = False,
    redact: Path | None = None,
    now: datetime | None = None,
) -> Project:
    """What these options ask for.

    Raises:
        click.UsageError: where the content folder or the address will not do.
    """
    from datetime import UTC

    from briefing.parallel import jobs_available
    from briefing.project import Project

    if not content.is_dir():
        raise click.UsageError(f"There is no folder `{content}`. Say where the content is with --content DIR.")
    if redact is not None and redact.resolve().is_relative_to(content.resolve()):
        raise click.UsageError("Keep the list of redactions outside the content folder.")
    if base_url and not base_url.startswith(("http://", "https://")):
        raise click.UsageError(
            f"`{base_url}` is not a web address. Write it whole, as in https://example.org/briefing/."
        )
    return Project(
        content=content,
        output=output,
        now=now or datetime.now(UTC),
        theme=theme,
        base_url=base_url,
        drafts=drafts,
        strict=strict,
        force=force,
        redact=redact,
        jobs=jobs or jobs_available(),
    )
