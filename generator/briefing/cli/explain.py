"""`briefing explain`."""

from __future__ import annotations

import click


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Tell what a problem's CODE means, why it matters, and what is wrong and right; without a code, list them."""
    from briefing.catalogue import entry
    from briefing.problems import CODES, did_you_mean

    if code is None:
        for name, severity in sorted(CODES.items()):
            click.echo(f"{name:<24} {severity.value:<8} {entry(name).title}")
        return
    if code not in CODES:
        raise click.UsageError(
            f"There is no code `{code}`. {did_you_mean(code, CODES, 'Run `briefing explain` for a list.')}"
        )
    click.echo(entry(code).text.rstrip())
