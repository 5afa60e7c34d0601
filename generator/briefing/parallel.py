"""The same work on many things, on several processors; the results in the order of the things."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

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
    import multiprocessing

    global _work
    _work = (function, things)
    size = max(1, min(64, len(things) // (jobs * 4)))
    chunks = [range(i, min(i + size, len(things))) for i in range(0, len(things), size)]
    try:
        with multiprocessing.get_context("fork").Pool(jobs) as pool:
            for results in pool.imap(_do, chunks):
                yield from results
    finally:
        _work = None


def _do(numbers: range) -> list[Any]:
    assert _work is not None
    function, things = _work
    return [function(things[n]) for n in numbers]
