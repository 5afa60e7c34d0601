"""`briefing views`."""

from __future__ import annotations

import click


@click.command()
@click.argument("template", required=False)
@click.option(
    "--format", "format_", type=click.Choice(["markdown", "json"]), default="markdown", show_default=True, help="How."
)
def views(template: str | None, format_: str) -> None:
    """Print what a theme's templates get: all of them, or one TEMPLATE such as event.html."""
    import json

    from briefing.problems import did_you_mean
    from briefing.theme import VIEWS
    from briefing.theme_views import as_data, as_markdown

    if template is not None and template not in VIEWS:
        raise click.UsageError(f"No page is made with `{template}`. {did_you_mean(template, VIEWS)}".rstrip())
    wanted = dict(VIEWS) if template is None else {template: VIEWS[template]}
    if format_ == "json":
        click.echo(json.dumps(as_data(wanted), indent=2, ensure_ascii=False))
    else:
        click.echo(as_markdown(wanted), nl=False)
