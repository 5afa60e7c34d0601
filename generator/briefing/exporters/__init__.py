"""Files for machines: one file for each format."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from briefing.exporters import atom, briefing_json, citations, claims_csv, robots
from briefing.exporters.sitemap import plan_sitemap
from briefing.outputs import Output
from briefing.pages.site import Site

EXPORTERS: tuple[Callable[[Site], Iterator[Output]], ...] = (
    briefing_json.plan,
    claims_csv.plan,
    citations.plan,
    atom.plan,
    robots.plan,
)
"""The formats. A new one is a file with a `plan` and a line here."""

__all__ = ["EXPORTERS", "plan_sitemap"]
