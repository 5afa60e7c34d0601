"""What the operating system tells of the watched folders while it happens: which paths were touched, which are being
written.

Notices may be late, doubled or missing, so nothing rests on them but the moment of waking.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent
    from watchdog.observers.api import BaseObserver


class Notices:
    """The notices of some folders. `touched` and `writing` are shared with the observer's thread, under `news`."""

    def __init__(self, roots: Sequence[Path], is_passed_over: Callable[[str], bool]) -> None:
        self.news = threading.Condition()
        self.touched: set[str] = set()
        """Paths that something has happened to; whoever acts on them takes them out."""
        self.writing: set[str] = set()
        """Files modified and not yet closed. Only Linux tells of closing; elsewhere it stays empty."""
        self._roots = roots
        self._is_passed_over = is_passed_over
        self._observer: BaseObserver | None = None
        self._watched: list[tuple[int, int] | None] = []
        self._lock = threading.Lock()

    def start(self) -> None:
        """Asks for notices of the folders that there are now; again, where that was done before.

        Raises:
            OSError: the system has none to give.
        """
        from watchdog import events
        from watchdog.observers import Observer

        kinds: list[type[FileSystemEvent]] = [
            events.FileCreatedEvent,
            events.FileModifiedEvent,
            events.FileDeletedEvent,
            events.FileMovedEvent,
            events.FileClosedEvent,
            events.DirCreatedEvent,
            events.DirDeletedEvent,
            events.DirMovedEvent,
        ]
        handler = events.FileSystemEventHandler()
        handler.on_any_event = self._notice  # type: ignore[method-assign]
        # What watchdog would print of lost notices and moved folders is for nobody: looking finds out.
        logging.getLogger("watchdog").addHandler(logging.NullHandler())
        warnings.filterwarnings("ignore", category=RuntimeWarning, module="watchdog")
        self.stop()
        with self._lock:
            self._watched = self._identities()
            self._observer = Observer()
            self._observer.start()
            for root, identity in zip(self._roots, self._watched, strict=True):
                if identity is not None:
                    with suppress(FileNotFoundError):
                        self._observer.schedule(handler, str(root), recursive=True, event_filter=kinds)

    def stop(self) -> None:
        """Asks for no more notices."""
        with self._lock:
            if self._observer is not None and self._observer.is_alive():
                self._observer.stop()
                self._observer.join()
            self._observer = None

    def are_adrift(self) -> bool:
        """Whether a folder has gone, come or been replaced since `start`, so that notices would be of another."""
        alive = self._observer is not None and all(emitter.is_alive() for emitter in self._observer.emitters)
        return not alive or self._identities() != self._watched

    def touch(self, *paths: str) -> None:
        """Adds paths that were found to have changed."""
        with self.news:
            self.touched.update(paths)
            self.news.notify_all()

    def _identities(self) -> list[tuple[int, int] | None]:
        found: list[tuple[int, int] | None] = []
        for root in self._roots:
            try:
                info = root.stat()
            except OSError:
                found.append(None)
            else:
                found.append((info.st_dev, info.st_ino))
        return found

    def _notice(self, event: FileSystemEvent) -> None:
        paths = {os.fsdecode(path) for path in (event.src_path, event.dest_path) if path}
        with self.news:
            if event.event_type == "modified" and sys.platform == "linux":
                self.writing |= paths
            else:
                self.writing -= paths
        self.touch(*(path for path in paths if not self._is_passed_over(path)))
