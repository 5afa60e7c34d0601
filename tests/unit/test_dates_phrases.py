from __future__ import annotations

from datetime import date

import pytest

from briefing.dates.periods import Reading
from briefing.dates.phrases import Reason, read

SATURDAY = date(2022, 11, 12)


@pytest.mark.parametrize(
    ("words", "expected", "absolute"),
    [
        ("On Thursday", "2022-11-10", False),
        ("  on\n Thursday, ", "2022-11-10", False),
        ("“Thursday”", "2022-11-10", False),
        ("Nov.11", "2022-11-11", False),
        ("Thursday night", "2022-11-10/2022-11-11", False),
        ("by Thursday night", "../2022-11-11", False),
        ("around Thursday night", "2022-11-10~/2022-11-11~", False),
        ("Friday, Nov. 11, 2022", "2022-11-11", True),
        ("0500 [GMT] on Nov. 11, 2022", "2022-11-11T05:00Z", True),
        ("11 p.m. last night", "2022-11-11T23:00", False),
        ("in mid‑October", "2022-10-11/2022-10-20", False),
        ("over the past two days", "2022-11-10/2022-11-12", False),
    ],
)
def test_what_words_mean_on_a_day(words: str, expected: str, absolute: bool) -> None:
    reading = read(words)
    assert isinstance(reading, Reading)
    assert (reading.on(SATURDAY), reading.absolute) == (expected, absolute)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("", Reason.NOT_UNDERSTOOD),
        ("on Thursday in Kherson", Reason.NOT_UNDERSTOOD),
        ("on" + " " * 10_000 + "Thursday", Reason.NOT_UNDERSTOOD),
        ("at 5am", Reason.NOT_UNDERSTOOD),
        ("5.30pm on Friday", Reason.NOT_UNDERSTOOD),
        ("2am last night", Reason.AMBIGUOUS),
        ("last May", Reason.AMBIGUOUS),
        ("10:30 on Friday", Reason.AMBIGUOUS),
        ("prior to Friday", Reason.ONLY_A_BOUND),
        ("this afternoon and beyond", Reason.NOT_UNDERSTOOD),
    ],
)
def test_words_that_mean_no_date_on_any_day(words: str, reason: Reason) -> None:
    assert read(words) is reason


@pytest.mark.parametrize("words", ["Nov. 31", "Feb. 30, 2022", "Thursday, Nov. 11"])
def test_no_such_day(words: str) -> None:
    reading = read(words)
    assert isinstance(reading, Reading)
    with pytest.raises(ValueError):
        reading.on(SATURDAY)
