"""The data for machines: what is listed whole, and what only counts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from building import build_site, write_tree


def _date_pairs(folder: Path, days: Sequence[int]) -> list[str]:
    """The verdicts on the dates of one event that is reported once for each day."""
    files = {"briefing.yaml": "title: Bridge\n", "events/closed.md": "---\ntitle: Closed\n---\n"}
    for number, day in enumerate(days):
        files[f"articles/report-{number}.md"] = (
            f"---\ntitle: Report {number}\npublished: 2024-05-20\n"
            f"events:\n  - event: closed\n    date: 2024-05-{day:02}\n---\nText.\n"
        )
    built = build_site(write_tree(folder / "content", files), folder / "site")
    assert built.ok
    (event,) = json.loads((folder / "site/data/briefing.json").read_text("utf-8"))["events"]
    return [pair["verdict"] for pair in event["date_pairs"]]


@pytest.mark.parametrize(("reports", "listed"), [(10, 36 + 9), (11, 10)])
def test_agreeing_dates_are_listed_of_ten_reports(tmp_path: Path, reports: int, listed: int) -> None:
    verdicts = _date_pairs(tmp_path, [1] * (reports - 1) + [9])
    assert len(verdicts) == listed
    assert verdicts.count("conflict") == reports - 1
