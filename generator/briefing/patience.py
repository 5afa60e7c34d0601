"""An end to how long one piece of work may take.

It stands behind the bounds that are counted in steps, for what they do not foresee: a hang becomes an answer. Time is
the processor's own, so that a busy machine does not make a difference.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

_AGAIN = 0.1


class OutOfTime(BaseException):
    """The work took too long. No `except Exception` on the way keeps it."""


def within(seconds: float, function: Callable[[T], R], thing: T) -> R:
    """`function(thing)`, given up after so many seconds of this process's own work.

    In a process's main thread even a single regular expression is interrupted; in other threads, and on Windows, what
    runs between two steps of Python is not.

    Raises:
        OutOfTime: where it took longer. What the function was changing is then to be thrown away.
    """
    if sys.platform != "win32" and threading.current_thread() is threading.main_thread():
        return _by_alarm(seconds, function, thing)
    return _by_thread(seconds, function, thing)


def _by_alarm(seconds: float, function: Callable[[T], R], thing: T) -> R:
    working = True

    def ring(*_: object) -> None:
        if working:
            raise OutOfTime

    before = signal.signal(signal.SIGVTALRM, ring)
    try:
        # Again and again: what is raised while an object is thrown away goes nowhere.
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN)
        return function(thing)
    finally:
        working = False
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _by_thread(seconds: float, function: Callable[[T], R], thing: T) -> R:
    import ctypes

    raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
    own = ctypes.c_ulong(threading.get_ident())
    turn = threading.Lock()
    working = True

    def ring() -> None:
        with turn:
            if working:
                raise_in(own, ctypes.py_object(OutOfTime))

    timer = threading.Timer(seconds, ring)
    timer.daemon = True
    timer.start()
    try:
        return function(thing)
    finally:
        with turn:
            working = False
            raise_in(own, None)  # one that is still on its way
        timer.cancel()
