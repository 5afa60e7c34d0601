from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.dates import DateError, parse_edtf
from briefing.dates.mistakes import recognised, shown


@pytest.mark.parametrize(
    ("text", "message", "help_"),
    [
        ("", "The date is empty.", "Leave the key out"),
        ("   ", "The date is empty.", "Leave the key out"),
        ("11.11.2022", "not in the order year-month-day", "Write `2022-11-11`."),
        ("11/11/2022", "not in the order year-month-day", "Write `2022-11-11`."),
        ("22/11/2022", "not in the order year-month-day", "Write `2022-11-22`."),
        ("11-22-2022", "not in the order year-month-day", "Write `2022-11-22`."),
        ("3/4/2022", "not in the order year-month-day", "Write `2022-04-03` or `2022-03-04`, whichever is meant."),
        ("99/99/2022", "not in the order year-month-day", "Write a year, month or day"),
        ("11/2022", "not in the order year-month", "Write `2022-11`."),
        ("Nov 11", "`Nov 11` is in words", "an article's own words for it go into `date_words`"),
        ("today", "is in words", "in figures"),
        ("2022-11-11/Nov 14", "`Nov 14` is in words", "in figures"),
        ("2022-11-11T05:00/Nov 14", "`Nov 14` is in words", "in figures"),
        ("11 листопада", "is in words", "in figures"),
        ("2022-1-5", "with hyphens and two digits", "Write `2022-01-05`."),
        ("2022/11/11", "with hyphens and two digits", "Write `2022-11-11`."),
        ("2022/11", "with hyphens and two digits", "Write `2022-11`."),
        ("2022.2.30", "with hyphens and two digits", "Write a year, month or day"),
        ("20221111", "has no hyphens", "Write `2022-11-11`."),
        ("2022-11-11 05:00", "no T between", "Write `2022-11-11T05:00`."),
        ("2022-11-11 05:00+03:00", "no T between", "Write `2022-11-11T05:00+03:00`."),
        ("2022-11-11t05:00", "no T between", "Write `2022-11-11T05:00`."),
        ("2022-11-11Z", "a zone without a time", "or only `2022-11-11`"),
        ("2022-11-11+03:00", "a zone without a time", "or only `2022-11-11`"),
        ("2022-11Z", "a zone without a time", "or only `2022-11`"),
        ("2022-11-11T05:00+0300", "its zone as an offset", "with a colon"),
        ("2022-11-11T05:00+03", "its zone as an offset", "with a colon"),
        ("2022-11-11T05:00 EET", "its zone as an offset", "with a colon"),
        ("2022-11-11T5:00", "its time as hours and minutes", "two digits each"),
        ("2022-11-11T05", "its time as hours and minutes", "two digits each"),
        ("2022-11-11T0500", "its time as hours and minutes", "two digits each"),
        ("2022-11-11T05:00:30.5", "its time as hours and minutes", "two digits each"),
        ("2022-11-11 - 2022-11-14", "with a slash alone", "Write `2022-11-11/2022-11-14`."),
        ("2022-11-11–2022-11-14", "with a slash alone", "Write `2022-11-11/2022-11-14`."),
        ("2022-11-11..2022-11-14", "with a slash alone", "Write `2022-11-11/2022-11-14`."),
        ("2022-11-11 / 2022-11-14", "with a slash alone", "Write `2022-11-11/2022-11-14`."),
        ("2022-11-11/14", "shortens the end", "Write both ends in full, as in `2022-11-11/…`."),
        ("2022-11-11/2022-11-12/2022-11-14", "more than one slash", "two ends"),
        ("~2022", "its mark in front", "`2022-11~` is about"),
        ("-0044", "a year of four digits", "from 0001 to 9999"),
        ("12022", "a year of four digits", "from 0001 to 9999"),
        ("10000-01-01", "a year of four digits", "from 0001 to 9999"),
        ("22-11-11", "a year of four digits", "from 0001 to 9999"),
        ("2022-1X", "is not a date this site can read", "Write a year, month or day"),
        ("..", "is not a date this site can read", "Write a year, month or day"),
        ("٢٠٢٢", "is not a date this site can read", "Write a year, month or day"),
    ],
)
def test_the_editor_is_told_what_to_write(text: str, message: str, help_: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_edtf(text)
    assert message in caught.value.message
    assert help_ in caught.value.help


@given(
    st.from_regex(r"\A[0-9]{1,4}([-./ ][0-9]{1,4}){0,2}\Z")
    | st.from_regex(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}[ t.].{0,9}\Z")
)
def test_a_date_is_suggested_only_where_it_can_be_read(text: str) -> None:
    try:
        parse_edtf(text)
    except DateError as error:
        if error.help.startswith("Write `"):
            for suggestion in error.help.split("`")[1::2]:
                if suggestion != "Z":
                    parse_edtf(suggestion)


def test_nothing_is_recognised_in_what_is_not_usual() -> None:
    assert recognised("%%%") is None


def test_a_long_text_is_quoted_in_part() -> None:
    with pytest.raises(DateError) as caught:
        parse_edtf("word " * 100_000)
    assert len(caught.value.message) < 120
    assert shown("2022") == "`2022`"
