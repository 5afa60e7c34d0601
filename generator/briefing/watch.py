"""Waits until something below the watched folders may have changed, and runs the builds of a preview.

Notices from the operating system only wake; what has changed is for the build to find out from bytes. Because notices
get lost (full queues, network file systems, no watches left), the folders are also looked over now and then.

A save in the middle of being written cannot be told from a finished one with certainty. What is done: a build waits for
quiet; for a longer quiet where a file is new, has shrunk, or (on Linux) is still open for writing; and its outcome is
shown only if nothing changed while it ran, or after two more tries. So a save that pauses for less than 0.4 s is never
shown half, unless it was closed in the pause, in a file no shorter than before.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from briefing.file_notices import Notices
from briefing.file_stamps import Stamp, is_temporary, stamp, stamps
from briefing.server import PreviewServer

# Seconds.
QUIET = 0.025
LONGEST = 0.25
QUIET_IF_HALF = 0.4
LONGEST_IF_HALF = 1.0
LOOK_EVERY = 0.5
RESCAN_EVERY = 3.0
AT_REST = 1.5
NOTICE_WITHIN = 0.7

MISSES = 2
"""After so many changes that no notice told of, none is trusted any more."""
TRIES = 3
"""So often is built, at most, before the outcome is shown, where sources go on changing."""


class BuildResult(Protocol):
    """What `run` asks of a build."""

    @property
    def ok(self) -> bool:
        """Whether the site is now what the sources say."""

    @property
    def files(self) -> frozenset[str]:
        """Every published file, POSIX and below the site; where not `ok`, those of the last good build, if known."""

    @property
    def changed(self) -> tuple[str, ...]:
        """The files whose bytes this build changed; those it added or removed may be left out."""

    @property
    def problems_text(self) -> str:
        """The problems as the terminal shows them; laid over the page where not `ok`."""


def run(
    build: Callable[[], BuildResult],
    watcher: Watcher,
    server: PreviewServer,
    say: Callable[[str], None],
    complete: Callable[[], BuildResult] | None = None,
) -> None:
    """Builds, publishes, tells the browser and waits for a change, until `watcher` is closed or Ctrl-C.

    `complete` is a build with all that a preview can do without for a moment; it follows a good one once nothing has
    changed for a while.

    An exception in `build` ends that build only: it is said in one line, and shown as a problem.
    """
    while True:
        files: frozenset[str] | None = None
        changed: set[str] = set()
        for tries_left in reversed(range(TRIES)):
            result = _attempt(build)
            if result.ok:
                files = result.files
                changed.update(result.changed)
            # Sources that moved under a build may have been half written: what came of it is not shown.
            if not tries_left or not watcher.pending():
                break
            if not watcher.wait():
                return
        if isinstance(result, _Crash):
            say(result.problems_text)
        if files is not None:
            server.publish(files, changed)
        elif not server.files:
            server.publish(result.files)
        server.show_problems("" if result.ok else result.problems_text)
        if complete is not None and result.ok and watcher.is_at_rest():
            whole = _attempt(complete)
            if isinstance(whole, _Crash):
                say(whole.problems_text)
            if whole.ok:
                server.publish(whole.files, whole.changed)
        if not watcher.wait():
            return


@dataclass(frozen=True, slots=True)
class _Crash:
    """A build that ended in an exception."""

    problems_text: str
    ok: bool = False
    files: frozenset[str] = frozenset()
    changed: tuple[str, ...] = ()


def _attempt(build: Callable[[], BuildResult]) -> BuildResult:
    try:
        return build()
    except Exception as error:
        words = " ".join(str(error).split())
        return _Crash(f"The build stopped: {type(error).__name__}: {words}. The next change starts it again.")


class Watcher:
    """Watches folders from `with` to its end.

    One thread waits; any thread may close. A folder that is deleted, renamed or not there yet is watched again once it
    is back.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        *,
        ignore: Sequence[Path] = (),
        poll: bool = False,
        warn: Callable[[str], None] = print,
    ) -> None:
        """`paths` are folders: the content, the theme. `ignore` names all that a build writes, wherever it lies.

        With `poll`, no notices are asked of the operating system, and files are looked over twice a second. `warn` gets
        one sentence where that turns out to be needed.
        """
        self._roots = [path.resolve() for path in paths]
        self._ignored = frozenset(str(path.resolve()) for path in ignore)
        self._poll = poll
        self._warn = warn
        self._notices = Notices(self._roots, self._is_passed_over)
        self.touched: frozenset[str] = frozenset()
        """The files and folders, by their whole paths, of which `wait` has last learnt that they may have changed."""
        self._seen: dict[str, Stamp] = {}
        self._next_look = 0.0
        self._misses = 0
        self._closed = False

    def __enter__(self) -> Self:
        if not self._poll:
            self._listen()
        self._seen = self._look()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        self._notices.stop()

    def close(self) -> None:
        """Makes `wait` return False, soon."""
        self._closed = True
        self._notices.touch()

    def pending(self) -> bool:
        """Whether something may have changed since `wait` last returned."""
        if self._poll:
            self._scan()
        return bool(self._notices.touched)

    def is_at_rest(self) -> bool:
        """Waits for a while; False, at once, where something may have changed or the watching ends."""
        notices = self._notices
        with notices.news:
            notices.news.wait_for(lambda: notices.touched or self._closed, AT_REST)
        return not self.pending() and not self._closed

    def wait(self) -> bool:
        """Blocks until something may have changed and its writers have come to rest; False once closed.

        Whatever happens after the return, while a build runs, ends the next `wait`.
        """
        notices = self._notices
        while not notices.touched and not self._closed:
            with notices.news:
                notices.news.wait_for(lambda: notices.touched or self._closed, LOOK_EVERY)
            if not notices.touched and not self._closed:
                self._tend()
        self._settle()
        return not self._closed

    def _settle(self) -> None:
        began = rested = time.monotonic()
        touched: set[str] = set()
        before: dict[str, Stamp | None] = {}
        while not self._closed:
            if self._poll:
                self._scan()
            with self._notices.news:
                touched |= self._notices.touched
                self._notices.touched.clear()
            found = {path: stamp(Path(path)) for path in touched}
            now = time.monotonic()
            if found != before:
                before, rested = found, now
            half = any(self._looks_half_written(path, state) for path, state in found.items())
            quiet, longest = (QUIET_IF_HALF, LONGEST_IF_HALF) if half else (QUIET, LONGEST)
            if now - rested >= quiet or now - began >= longest:
                break
            time.sleep(QUIET)
        self.touched = frozenset(before)
        for path, state in before.items():
            self._remember(path, state)
        with self._notices.news:
            self._notices.writing.clear()

    def _looks_half_written(self, path: str, state: Stamp | None) -> bool:
        if state is None:
            return False
        known = self._seen.get(path)
        if known is None or path in self._notices.writing:
            return True
        # A file of another inode has taken the place of the known one, and was finished before it did.
        return state.inode == known.inode and state.size < known.size

    def _remember(self, path: str, state: Stamp | None) -> None:
        if state is not None:
            self._seen[path] = state
        elif self._seen.pop(path, None) is None and not Path(path).is_dir():
            for below in [known for known in self._seen if known.startswith(path + os.sep)]:
                del self._seen[below]

    def _tend(self) -> None:
        """What is done twice a second while nothing happens."""
        if not self._poll and self._notices.are_adrift():
            self._listen()
            self._notices.touch(*map(str, self._roots))
            self._scan()
        elif time.monotonic() >= self._next_look:
            if self._poll:
                self._scan()
            else:
                self._look_for_missed()

    def _listen(self) -> None:
        try:
            self._notices.start()
        except OSError as error:
            self._fall_back(f"The system cannot watch these folders ({error.strerror})")

    def _fall_back(self, why: str) -> None:
        self._notices.stop()
        self._poll = True
        self._warn(f"{why}: the files are looked over twice a second instead.")

    def _look_for_missed(self) -> None:
        differing = self._differing()
        untold = [path for path, in_content in differing.items() if in_content]
        with self._notices.news:
            told = self._notices.news.wait_for(lambda: self._closed or self._were_told(untold), NOTICE_WITHIN)
        self._notices.touch(*differing)
        if not told:
            self._misses += 1
            if self._misses < MISSES:
                self._listen()
            else:
                self._fall_back("The system does not tell of every change in these folders")

    def _were_told(self, paths: Sequence[str]) -> bool:
        touched = self._notices.touched
        return all(p in touched or any(str(folder) in touched for folder in Path(p).parents) for p in paths)

    def _scan(self) -> None:
        self._notices.touch(*self._differing())

    def _differing(self) -> dict[str, bool]:
        """The files that are not as remembered; False for one that may have the same bytes."""
        found = self._look()
        differing: dict[str, bool] = {}
        for path in found.keys() | self._seen.keys():
            now, then = found.get(path), self._seen.get(path)
            if now is None or then is None or now.content != then.content:
                differing[path] = True
            elif now.changed != then.changed or (self._poll and now.fresh != then.fresh):
                differing[path] = False
        return differing

    def _look(self) -> dict[str, Stamp]:
        began = time.monotonic()
        found = stamps(self._roots, self._ignored)
        ended = time.monotonic()
        # Large folders are looked over less often, so that it takes a tenth of one core at most.
        self._next_look = ended + max(LOOK_EVERY if self._poll else RESCAN_EVERY, 10 * (ended - began))
        return found

    def _is_passed_over(self, path: str) -> bool:
        """Whether nothing that happens to `path` is a reason to build."""
        if any(_lies_in(path, folder) for folder in self._ignored):
            return True
        root = max((str(root) for root in self._roots if _lies_in(path, str(root))), key=len, default="")
        return any(is_temporary(part) for part in Path(path[len(root) :]).parts)


def _lies_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder + os.sep)
