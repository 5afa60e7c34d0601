"""The same work on many things, on several processors; the results in the order of the things."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Self, TypeVar

T = TypeVar("T")
R = TypeVar("R")

WORTH_IT = 200
"""Things below which a second process costs more than it brings."""

_work: tuple[Callable[[Any], Any], Sequence[Any]] | None = None


def jobs_available() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def ordered_map(function: Callable[[T], R], things: Sequence[T], jobs: int) -> Iterator[R]:
    """`map`, on up to `jobs` processes.

    The processes are forked, so that things and function need no pickling; results do. Where there is no fork, or the
    work is small, it is done here.
    """
    if jobs < 2 or len(things) < WORTH_IT or sys.platform == "win32":
        yield from map(function, things)
        return
    global _work
    _work = (function, things)
    size = max(1, min(64, len(things) // (jobs * 4)))
    chunks = [range(i, min(i + size, len(things))) for i in range(0, len(things), size)]
    try:
        with _Helpers(jobs) as helpers:
            for results in helpers.do(chunks):
                yield from results
    finally:
        _work = None


class _Helpers:
    """Forked processes, each with a pipe of its own.

    The pools of the standard library share one pipe under a lock: where a helper is killed while it holds that (as by a
    service that stops, which tells all processes at once), they wait for ever.
    """

    def __init__(self, number: int) -> None:
        self._number = number
        self._pipes: list[Any] = []
        self._processes: list[Any] = []

    def __enter__(self) -> Self:
        import multiprocessing

        context = multiprocessing.get_context("fork")
        # Helpers hear neither Ctrl-C, which a terminal sends to all, nor a request to end: who forked them ends them.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
        try:
            for _ in range(self._number):
                ours, theirs = context.Pipe()
                self._pipes.append(ours)
                process = context.Process(target=_help, args=(theirs, tuple(self._pipes)), daemon=True)
                process.start()
                theirs.close()
                self._processes.append(process)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            process.kill()
        for process in self._processes:
            process.join()
        for pipe in self._pipes:
            pipe.close()

    def do(self, chunks: Sequence[range]) -> Iterator[list[Any]]:
        """The results of each chunk, in order. A helper has the next one waiting while it works on one."""
        waiting = iter(enumerate(chunks))
        given: dict[Any, deque[int]] = {pipe: deque() for pipe in self._pipes}
        for pipe in (*self._pipes, *self._pipes):
            self._give(pipe, given, waiting)
        done: dict[int, list[Any]] = {}
        for number in range(len(chunks)):
            while number not in done:
                self._take(given, waiting, done, None)
            yield done.pop(number)
            # What has been finished in the meantime is fetched, so that nobody waits with full hands.
            self._take(given, waiting, done, 0)

    def _give(self, pipe: Any, given: dict[Any, deque[int]], waiting: Iterator[tuple[int, range]]) -> None:
        if (following := next(waiting, None)) is not None:
            number, chunk = following
            given[pipe].append(number)
            pipe.send(chunk)

    def _take(
        self,
        given: dict[Any, deque[int]],
        waiting: Iterator[tuple[int, range]],
        done: dict[int, list[Any]],
        timeout: float | None,
    ) -> None:
        from multiprocessing.connection import wait

        ready: list[Any] = list(wait([pipe for pipe in self._pipes if given[pipe]], timeout))
        for pipe in ready:
            try:
                results, error = pipe.recv()
            except EOFError:
                raise OSError(errno.ENOMEM, "A process that helped was ended by the system") from None
            if error is not None:
                raise error
            done[given[pipe].popleft()] = results
            self._give(pipe, given, waiting)


def _help(pipe: Any, ends: Sequence[Any]) -> None:
    """What a helper does until it is killed, or its pipe is closed because there is nobody left to help."""
    for end in ends:
        end.close()
    assert _work is not None
    function, things = _work
    while True:
        try:
            numbers = pipe.recv()
        except EOFError:
            return
        answer: tuple[list[Any], Exception | None]
        try:
            answer = ([function(things[n]) for n in numbers], None)
        except Exception as error:  # whatever it is, it is raised where the result is wanted
            answer = ([], error)
        try:
            pipe.send(answer)
        except OSError:
            return
