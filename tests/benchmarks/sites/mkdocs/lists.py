"""MkDocs has no collections: this gives its templates the articles by event and by figure."""

from __future__ import annotations

from collections import defaultdict
from typing import Any


def on_env(env: Any, config: Any, files: Any) -> Any:
    """Called when every page has been read and none written."""
    events, figures, timeline = defaultdict(list), defaultdict(list), []
    for file in files.documentation_pages():
        article = file.page
        for report in article.meta.get("reports", ()):
            events[report["event"]].append((article, report))
            timeline.append((str(report["date"]), report["event"], article.url, article.title))
        for claim in article.meta.get("claims", ()):
            figures[claim["figure"]].append((article, claim))
    env.globals.update(events=events, figures=figures, timeline=sorted(timeline))
    return env
