"""The whole loop of a preview over a toy briefing, in a thread: watch, build, publish, tell."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from briefing.file_stamps import is_temporary
from briefing.server import PreviewServer
from briefing.watch import Watcher, run
from serving import wait_until


@dataclass(frozen=True)
class Built:
    ok: bool
    files: frozenset[str]
    changed: tuple[str, ...] = ()
    problems_text: str = ""


class Recorder(PreviewServer):
    """A real server that remembers what it was told to show."""

    def __init__(self, site: Path) -> None:
        super().__init__(site, port=0)
        self.editions: list[dict[str, bytes]] = []
        self.problems: list[str] = []

    def publish(self, files: frozenset[str], changed: Iterable[str] = ()) -> None:
        super().publish(files, changed)
        self.editions.append({path: (self._root / path).read_bytes() for path in files})

    def show_problems(self, text: str) -> None:
        super().show_problems(text)
        self.problems.append(text)


@dataclass
class Loop:
    """A running loop. The toy build copies every `content/*.md` to `site/*.html`; `BROKEN` in one is a problem."""

    content: Path
    theme: Path
    site: Path
    server: Recorder
    watcher: Watcher
    said: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)
    builds: int = 0
    completions: int = 0
    during_build: Callable[[], None] = lambda: None

    def build(self) -> Built:
        self.builds += 1
        sources = {
            path.relative_to(self.content).with_suffix(".html").as_posix(): path.read_bytes()
            for path in sorted(self.content.rglob("*.md"))
            if not any(is_temporary(part) for part in path.relative_to(self.content).parts)
        }
        self.during_build()
        broken = [path for path, data in sources.items() if b"BROKEN" in data]
        if any(b"CRASH" in data for data in sources.values()):
            raise ZeroDivisionError("on\npurpose")
        if broken or not sources:
            return Built(False, self.server.files, problems_text=f"problems in {broken}")
        changed = []
        for path, data in sources.items():
            page = self.site / path
            if not page.exists() or page.read_bytes() != data:
                page.parent.mkdir(parents=True, exist_ok=True)
                new = page.with_name(page.name + ".new")
                new.write_bytes(data)
                new.replace(page)
                changed.append(path)
        for page in [
            page for page in self.site.rglob("*.html") if page.relative_to(self.site).as_posix() not in sources
        ]:
            page.unlink()
        return Built(True, frozenset(sources), tuple(changed))

    def complete(self) -> Built:
        """A build that adds `index.txt`: how many pages there are."""
        self.completions += 1
        built = self.build()
        (self.site / "index.txt").write_text(str(len(built.files)))
        return Built(built.ok, built.files | {"index.txt"}, (*built.changed, "index.txt"))

    def shows(self, **pages: str) -> bool:
        """Whether the last edition is just these pages (`a` for `a.html`), and no problem lies over it."""
        edition = {f"{name}.html": text.encode() for name, text in pages.items()}
        return bool(self.server.editions) and self.server.editions[-1] == edition and self.server.problems[-1:] == [""]

    def until_shows(self, **pages: str) -> None:
        wait_until(lambda: self.shows(**pages), f"{pages} to be shown; last: {self.server.editions[-1:]}")

    def rest(self) -> None:
        """Returns once no build has begun for a while."""
        builds = -1
        while builds != self.builds:
            builds = self.builds
            time.sleep(0.8)


@contextmanager
def running(
    folder: Path,
    *,
    poll: bool = False,
    completes: bool = False,
    content: Path | None = None,
    site: Path | None = None,
    start: dict[str, str],
) -> Iterator[Loop]:
    """A loop over `start` (`{"a.md": "text"}`), whose first edition is shown."""
    content, theme, site = content or folder / "content", folder / "theme", site or folder / "site"
    for made in (content, theme, site):
        made.mkdir(parents=True, exist_ok=True)
    for name, text in start.items():
        (content / name).write_text(text)
    warned: list[str] = []
    watcher = Watcher([content, theme], ignore=[site, folder / ".briefing"], poll=poll, warn=warned.append)
    with Recorder(site) as server, watcher:
        loop = Loop(content, theme, site, server, watcher, warned=warned)
        thread = threading.Thread(
            target=run,
            args=(loop.build, watcher, server, loop.said.append, loop.complete if completes else None),
            daemon=True,
        )
        thread.start()
        wait_until(lambda: server.problems, "the first build")
        try:
            yield loop
        finally:
            watcher.close()
            thread.join(20)
            assert not thread.is_alive(), "the loop did not end"
