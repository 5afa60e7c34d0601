"""How long a server takes from the saving of an edit to the answer that shows it."""

from __future__ import annotations

import http.client
import os
import random
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from corpus import Article
from peers import Tool

POLL = 0.001  # seconds
REST = (0.5, 1.5)  # seconds between an edit's answer and the next edit, so that no edit falls in step with a clock
GIVE_UP = 120.0  # seconds until a page that has not changed is called stale

Served = tuple[Tool, Path, Sequence[Article]]
Waits = Mapping[tuple[str, str], list[float | None]]


class Browser:
    """Asks one server, over one connection as long as it is kept open."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=GIVE_UP)

    def get(self, page: str) -> str:
        """A page's text; nothing while there is none."""
        try:
            self._connection.request("GET", f"/{page}")
            answer = self._connection.getresponse()
            data = answer.read()
        except (OSError, http.client.HTTPException):
            self._connection.close()
            return ""
        return data.decode() if answer.status == 200 else ""

    def wait_for(self, page: str, words: str, seconds: float) -> float | None:
        """The moment at which the page has the words; None if it has not within so many seconds."""
        until = time.perf_counter() + seconds
        while (now := time.perf_counter()) < until:
            if words in self.get(page):
                return time.perf_counter()
            time.sleep(max(0.0, POLL - (time.perf_counter() - now)))
        return None


@contextmanager
def _running(tool: Tool, folder: Path) -> Iterator[Browser]:
    assert tool.serve
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        tool.serve(port), cwd=folder, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    )
    try:
        yield Browser(port)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def measure_servers(served: Sequence[Served], edits: int, timeout: float) -> Waits:
    """Seconds from saving to the new page, by tool and kind of page; None where it stayed old.

    Each server runs twice, in turn with the others, for half of the edits.
    """
    rng = random.Random(1)
    waits: dict[tuple[str, str], list[float | None]] = {}
    edit = 1000  # builds have numbered theirs from 1
    for share in filter(None, (edits - edits // 2, edits // 2)):
        for tool, folder, articles in served:
            with _running(tool, folder) as browser:
                ready = browser.wait_for(f"articles/{articles[0].id}/", articles[0].title, timeout)
                for kind in ("article", "figure") * share:
                    edit += 1
                    article = articles[edit % len(articles)]
                    wait = _edit(tool, folder, browser, article, kind, edit, rng.uniform(*REST)) if ready else None
                    waits.setdefault((tool.name, kind), []).append(wait)
    return waits


def _edit(
    tool: Tool, folder: Path, browser: Browser, article: Article, kind: str, edit: int, rest: float
) -> float | None:
    if kind == "article":
        new, words, page = article.saying(f"Edit {edit:06}."), f"Edit {edit:06}.", f"articles/{article.id}/"
    else:
        new = article.counting(edit)
        words, page = new.claims[0].quote, tool.figure_page.format(article.claims[0].figure)
    browser.get(page)
    time.sleep(rest)
    began = time.perf_counter()
    tool.save(folder, new)
    shown = browser.wait_for(page, words, GIVE_UP)
    return None if shown is None else shown - began
