"""The command `briefing`: one file for each command. Nothing heavy is imported until a command runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from briefing import __version__
from briefing.cli.build import build
from briefing.cli.check import check
from briefing.cli.explain import explain
from briefing.cli.schema import schema
from briefing.cli.serve import serve
from briefing.cli.verify import verify
from briefing.cli.views import views

COMMANDS = (build, check, serve, explain, verify, schema, views)


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Lets a command that is told to end (`kill`, a service that stops) tidy up first, and end with 143."""
    import signal
    import threading

    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(number: int, frame: object) -> None:  # noqa: ARG001
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


class _Commands(click.Group):
    """Says which command was probably meant, and lists commands in our order."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            with _ended_in_order():
                return super().invoke(ctx)
        except KeyboardInterrupt:
            # As shells have it: 128 and the signal's number; click would end with 1, as if something were wrong.
            raise SystemExit(130) from None

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click calls it so
        return [c.name or "" for c in COMMANDS]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from briefing.problems import nearest

            near = nearest(args[0], self.commands) if args else None
            if near is None or "Did you mean" in error.message:
                raise
            raise click.UsageError(f"{error.message} Did you mean '{near}'?", ctx) from None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="briefing")
def main() -> None:
    """Static sites for investigative briefings: every figure on a verified sentence, every verdict with its reason."""


for _command in COMMANDS:
    main.add_command(_command)
