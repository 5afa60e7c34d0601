"""`briefing schema`."""

from __future__ import annotations

import click


@click.command()
@click.argument("kind", type=click.Choice(["article", "event", "figure", "page", "actors", "places", "briefing"]))
def schema(kind: str) -> None:
    """Print the JSON Schema of a kind of file, for editors' tools."""
    import json

    from briefing.schema.files import json_schema

    click.echo(json.dumps(json_schema(kind), indent=2, ensure_ascii=False))
