"""Measures one figure that very many claims give values for: `python pairs.py [CLAIMS] [RUNS]`.

Every two claims of a figure are compared, so this is what grows with the square: 5,000 claims make 12.5 million pairs.
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import corpus
from corpus import Corpus
from peers import TOOLS
from run import run_build

from briefing.examining import examine
from briefing.findings import analyse
from briefing.project import Project


def main(claims: int = 5000, runs: int = 3) -> None:
    """Prints the medians."""
    sizes = Corpus(articles=claims // 4, events=max(1, claims // 40), figures=1, claims=(4, 4))
    tool = TOOLS["briefing"]()
    with tempfile.TemporaryDirectory(prefix="benchmark-") as root:
        folder = Path(root) / "briefing"
        tool.write(folder, sizes, seed=1)
        library = examine(Project(folder / "content", folder / "site", now=datetime.now(UTC))).library
        assert library is not None
        analyses = []
        for _ in range(runs):
            began = time.perf_counter()
            found = analyse(library).figures["figure-0"]
            analyses.append(time.perf_counter() - began)
        del library
        print(f"{len(found.claims):,} claims on one figure, in {sizes.articles:,} articles: {found.status.value}")
        print(f"analysis: {median(analyses):.2f} s")
        builds = {"cold build": [], "one value edited": []}
        articles = list(corpus.articles(sizes))
        for run in range(runs):
            tool.clean(folder)
            builds["cold build"].append(run_build(tool, folder, timeout=900))
            tool.save(folder, articles[run].counting(100 + run))
            builds["one value edited"].append(run_build(tool, folder, timeout=900))
        for name, costs in builds.items():
            print(
                f"{name}: {median(c.wall for c in costs):.2f} s, {median(c.cpu for c in costs):.2f} s user + sys, "
                f"{median(c.memory for c in costs) / 1e6:.0f} MB in the largest process"
            )
        page = folder / tool.output / "figures/figure-0/index.html"
        print(f"the figure's page: {page.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
