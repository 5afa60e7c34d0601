"""What never ends is ended: in the main thread, in others, and in the middle of one regular expression."""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Callable

import pytest

from briefing.patience import OutOfTime, within


def loop(_: object) -> None:
    while True:
        try:
            list(range(1000))
        except Exception:
            continue


def backtrack(_: object) -> None:
    re.match(r"(?:a|a?)+$", "a" * 60 + "b")


@pytest.mark.parametrize("work", [loop, backtrack])
def test_what_never_ends_is_given_up(work: Callable[[object], None]) -> None:
    with pytest.raises(OutOfTime):
        within(0.05, work, None)
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGVTALRM) is signal.SIG_DFL


def test_a_mistake_inside_comes_out_as_it_is() -> None:
    with pytest.raises(ZeroDivisionError):
        within(5, lambda n: 1 // n, 0)


def test_in_another_thread_too() -> None:
    ended: list[object] = []

    def work() -> None:
        for function in (loop, lambda n: n + 1, loop):
            try:
                ended.append(within(0.05, function, 1))  # type: ignore[arg-type]
            except OutOfTime:
                ended.append("given up")

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(30)
    assert ended == ["given up", 2, "given up"]
