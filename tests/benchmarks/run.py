"""Measures `briefing` beside other generators on the same articles, and writes a table in Markdown.

    python tests/benchmarks/run.py [--sizes 100,1000,10000] [--runs 3] [--peers hugo,eleventy,pelican,mkdocs]
                                   [--limit mkdocs=1000] [--edits 10] [--timeout 900] [--seed 1] [--out FILE]

Every round goes through the scenarios, and in each through all tools in turn; the first round warms up and does not
count. Builds are measured with wait4: wall time, user and system time of the command and all its processes, and the
peak memory of the largest of them. Run it on a machine with nothing else to do.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import corpus
from corpus import Article, Corpus
from peers import TOOLS, Tool, install
from servers import measure_servers

EXPLANATION = """
Medians of {runs} counted runs after a warm-up, the tools in turn. Largest process: the peak memory of the largest single
process of a build (ru_maxrss of wait4), not the sum of all. Stale: afterwards the edit was missing on a page it belongs
to, which is the article's and, for a value, the figure's as well. Servers: from before the file is saved (a text edit
for the article's page, a value's edit for the figure's) until the address answers with it, asked every millisecond.
"""
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
"""An installed Python program is compiled once, not in every run: so it is for all that are measured."""
SCENARIOS = ("cold", "nothing changed", "one text edited", "one value edited")


@dataclass(frozen=True)
class Cost:
    """Of one build."""

    wall: float
    cpu: float
    """Seconds of user and system time, of the command and every process it waited for."""
    memory: int
    """Bytes the largest of its processes had in memory at most."""


class BuildError(Exception):
    """In a few words that fit a cell."""


def run_build(tool: Tool, folder: Path, timeout: float) -> Cost:
    """Runs one build.

    Raises:
        BuildError: It did not end in time, or not with 0.
    """
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        process = subprocess.Popen(
            tool.build,
            cwd=folder,
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
        killer = threading.Timer(timeout, os.killpg, (process.pid, signal.SIGKILL))
        killer.start()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        killer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        if wall >= timeout:
            raise BuildError(f"over {timeout:.0f} s")
        if process.returncode:
            said.seek(0)
            lines = said.read().decode(errors="replace").split("\n")
            print(*lines[-20:], sep="\n", file=sys.stderr)
            raise BuildError(f"exit {process.returncode}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


@dataclass
class Project:
    """One tool at one size, and what was measured of it."""

    tool: Tool
    folder: Path
    articles: Sequence[Article]
    costs: dict[str, list[Cost]] = field(default_factory=dict)
    stale: set[str] = field(default_factory=set)
    """Scenarios after which a page did not show the edit."""
    failure: str = ""
    files: int = 0
    size: int = 0

    def prepare(self, scenario: str, edit: int) -> list[tuple[str, str]]:
        """Sets the scene; which pages must show which words afterwards."""
        article = self.articles[edit % len(self.articles)]
        figure = self.tool.figure_page.format(article.claims[0].figure)
        page = f"articles/{article.id}/"
        value = 100 + edit
        match scenario:
            case "cold":
                self.tool.clean(self.folder)
                return [(page, article.title), (figure, article.claims[0].quote)]
            case "one text edited":
                self.tool.save(self.folder, article.saying(f"Edit {edit:06}."))
                return [(page, f"Edit {edit:06}.")]
            case "one value edited":
                self.tool.save(self.folder, article.counting(value))
                return [(page, shown(value)), (figure, shown(value))]
        return []

    def shows(self, page: str, words: str) -> bool:
        """Whether a built page has these words."""
        file = self.folder / self.tool.output / page / "index.html"
        return file.is_file() and words in file.read_text(encoding="utf-8")

    def measure(self, scenario: str, edit: int, timeout: float, *, counts: bool) -> None:
        """One build of one scenario."""
        expected = self.prepare(scenario, edit)
        try:
            cost = run_build(self.tool, self.folder, timeout)
        except BuildError as error:
            self.failure = f"{scenario}: {error}"
            return
        if not all(self.shows(*one) for one in expected):
            self.stale.add(scenario)
        if counts:
            self.costs.setdefault(scenario, []).append(cost)
        if scenario == "cold" and not self.files:
            sizes = [p.stat().st_size for p in (self.folder / self.tool.output).rglob("*") if p.is_file()]
            self.files, self.size = len(sizes), sum(sizes)


def shown(value: int) -> str:
    """A claim's value as every tool's pages show it."""
    return f'<p class="value">{value} people</p>'


def measure_builds(projects: Sequence[Project], runs: int, timeout: float) -> None:
    """A warm-up and `runs` rounds."""
    edit = 0
    for round_ in range(runs + 1):
        for scenario in SCENARIOS:
            edit += 1
            for project in projects:
                if not project.failure:
                    project.measure(scenario, edit, timeout, counts=round_ > 0)
                    print(f"  round {round_}, {scenario}: {project.tool.name} {project.failure}", file=sys.stderr)


@contextmanager
def projects_of(tools: Sequence[Tool], size: int, seed: int) -> Iterator[list[Project]]:
    """Writes the same articles for every tool, in a folder that goes afterwards."""
    sizes = Corpus.of(size)
    articles = [a for a in corpus.articles(sizes, seed) if a.claims][:50]
    with tempfile.TemporaryDirectory(prefix="benchmark-") as root:
        projects = [Project(tool, Path(root) / tool.name, articles) for tool in tools]
        for project in projects:
            project.tool.write(project.folder, sizes, seed)
        yield projects


def build_rows(projects: Sequence[Project]) -> Iterator[str]:
    """The table of builds at one size."""
    yield "| scenario | tool | wall | × Hugo | user + sys | × Hugo | largest process | × Hugo | |"
    yield "|---|---|---:|---:|---:|---:|---:|---:|---|"
    for scenario in SCENARIOS:
        medians = {p.tool.name: _medians(p.costs[scenario]) for p in projects if scenario in p.costs}
        hugo = medians.get("hugo")
        for project in projects:
            name = project.tool.name
            note = "stale" if scenario in project.stale else project.failure
            if name not in medians:
                yield f"| {scenario} | {name} | | | | | | | {note} |"
                continue
            cost = medians[name]
            times = [f"{a / b:.2f}" if b else "" for a, b in zip(cost, hugo or (0, 0, 0), strict=True)]
            yield (
                f"| {scenario} | {name} | {cost[0]:.2f} s | {times[0]} | {cost[1]:.2f} s | {times[1]} "
                f"| {cost[2] / 1e6:.0f} MB | {times[2]} | {note} |"
            )


def _medians(costs: Sequence[Cost]) -> tuple[float, float, float]:
    return median(c.wall for c in costs), median(c.cpu for c in costs), median(c.memory for c in costs)


def server_rows(projects: Sequence[Project], edits: int, timeout: float) -> Iterator[str]:
    """The table of servers at one size."""
    servers = [p for p in projects if p.tool.serve and not p.failure]
    waits = measure_servers([(p.tool, p.folder, p.articles) for p in servers], edits, timeout)
    yield "| page | server | from saving to the new page: median | fastest | slowest | × Hugo | |"
    yield "|---|---|---:|---:|---:|---:|---|"
    for kind in ("article", "figure"):
        of_hugo = [w for w in waits.get(("hugo", kind), ()) if w is not None]
        for project in servers:
            found = waits[project.tool.name, kind]
            seen = sorted(w for w in found if w is not None)
            note = f"stale after {len(found) - len(seen)} of {len(found)} edits" if len(seen) < len(found) else ""
            if seen:
                times = f"{median(seen) / median(of_hugo):.2f}" if of_hugo else ""
                cells = f"{median(seen) * 1e3:.0f} ms | {seen[0] * 1e3:.0f} ms | {seen[-1] * 1e3:.0f} ms | {times}"
            else:
                cells = " | | | "
            yield f"| {kind} | {project.tool.name} | {cells} | {note} |"


def machine(tools: Sequence[Tool]) -> Iterator[str]:
    """What was measured on, and what."""
    cpu = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.M)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    load = ", ".join(f"{n:.2f}" for n in os.getloadavg())
    model = cpu[1] if cpu else platform.processor()
    yield f"- {os.cpu_count()} cores of {model}, {memory:.0f} GB; {platform.platform()}"
    yield f"- load before the first run (1, 5, 15 minutes): {load}"
    yield f"- Python {platform.python_version()}"
    for tool in tools:
        said = subprocess.run(tool.version, capture_output=True, text=True, check=True).stdout.strip()
        yield f"- {tool.name}: {re.sub(r' from .*', '', said)}"
    if any(t.name == "eleventy" for t in tools):
        node = subprocess.run(("node", "--version"), capture_output=True, text=True, check=True)
        yield f"- Node {node.stdout.strip()}"


def report(options: argparse.Namespace) -> Iterator[str]:
    """The whole result, line by line as it comes in."""
    install(set(options.peers))
    tools = [TOOLS[name]() for name in ("briefing", *options.peers)]
    yield "# Benchmarks\n"
    yield from machine(tools)
    yield EXPLANATION.format(runs=options.runs)
    for size in options.sizes:
        chosen = [t for t in tools if size <= options.limit.get(t.name, size)]
        with projects_of(chosen, size, options.seed) as projects:
            print(f"{size} articles", file=sys.stderr)
            measure_builds(projects, options.runs, options.timeout)
            yield f"\n## {size:,} articles\n"
            yield from build_rows(projects)
            made = (f"{p.tool.name} {p.files:,} files, {p.size / 1e6:.1f} MB" for p in projects if p.files)
            yield f"\nOutput: {'; '.join(made)}."
            if options.edits:
                yield ""
                yield from server_rows(projects, options.edits, options.timeout)


def _names(text: str) -> list[str]:
    names = [name for name in text.split(",") if name]
    if unknown := set(names) - (TOOLS.keys() - {"briefing"}):
        raise argparse.ArgumentTypeError(f"no such peer: {', '.join(sorted(unknown))}")
    return names


def _sizes(text: str) -> list[int]:
    return [int(size) for size in text.split(",")]


def _limits(text: str) -> dict[str, int]:
    return {name: int(size) for name, _, size in (one.partition("=") for one in text.split(",") if one)}


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", type=_sizes, default=[100, 1000, 10000], help="numbers of articles")
    parser.add_argument("--runs", type=int, default=3, help="rounds that count")
    parser.add_argument("--peers", type=_names, default=["hugo", "eleventy", "pelican", "mkdocs"])
    parser.add_argument("--limit", type=_limits, default={}, help="the largest size of a tool, as mkdocs=1000")
    parser.add_argument("--edits", type=int, default=10, help="edits of each page under each server; 0 leaves them out")
    parser.add_argument("--timeout", type=float, default=900, help="seconds after which a build or server is given up")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, help="the file for the result; otherwise it is printed")
    options = parser.parse_args(arguments)
    lines = []
    for line in report(options):
        lines.append(line)
        if options.out:
            options.out.write_text("\n".join([*lines, ""]), encoding="utf-8")
        else:
            print(line, flush=True)


if __name__ == "__main__":
    main()
