from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.dates import Edtf, Resolved, Unresolved, parse_edtf, resolve_words
from briefing.dates.edtf import MONTHS, DatePrecision
from briefing.dates.phrases import Reason


def outcome(words: str, published: str | None, in_quotation: bool = False, language: str = "en") -> str:
    """The EDTF text the words mean, or the reason they do not."""
    result = resolve_words(words, parse_edtf(published) if published else None, in_quotation, language)
    return result.date.text if isinstance(result, Resolved) else result.reason.value


# 2022-11-12 is a Saturday.
ON_SATURDAY = [
    # weekdays
    ("on Friday", "2022-11-11"),
    ("On Thursday", "2022-11-10"),
    ("Saturday", "2022-11-12"),
    ("on SUNDAY", "2022-11-06"),
    ("Thursday morning", "2022-11-10"),
    ("on Thursday afternoon", "2022-11-10"),
    ("Thursday evening", "2022-11-10"),
    ("Thursday night", "2022-11-10/2022-11-11"),
    ("on Saturday night", "2022-11-12"),
    ("late on Thursday", "2022-11-10"),
    ("late Thursday", "2022-11-10"),
    ("early on Friday", "2022-11-11"),
    ("earlier on Friday,", "2022-11-11"),
    ("the morning of Thursday", "2022-11-10"),
    ("since Thursday", "2022-11-10"),
    ("by Friday", "../2022-11-11"),
    ("around Thursday", "2022-11-10~"),
    ("last Thursday", "ambiguous"),
    ("this past Thursday", "ambiguous"),
    ("next Thursday", "ambiguous"),
    ("last Thursday night", "ambiguous"),
    ("Thursdays", "not-understood"),
    ("Thursday week", "not-understood"),
    ("after Thursday", "only-a-bound"),
    ("until Thursday", "only-a-bound"),
    # counted days
    ("today", "2022-11-12"),
    ("Earlier today", "2022-11-12"),
    ("yesterday", "2022-11-11"),
    ("yesterday morning", "2022-11-11"),
    ("yesterday night", "2022-11-11/2022-11-12"),
    ("this morning", "2022-11-12"),
    ("early this morning", "2022-11-12"),
    ("this evening", "2022-11-12"),
    ("tonight", "2022-11-12"),
    ("last night", "2022-11-11/2022-11-12"),
    ("overnight", "2022-11-11/2022-11-12"),
    ("two days ago", "2022-11-10"),
    ("a day ago", "2022-11-11"),
    ("10 days ago", "2022-11-02"),
    ("twelve days ago", "2022-10-31"),
    ("tomorrow", "not-understood"),
    ("the day before yesterday", "only-a-bound"),
    ("the next day", "not-understood"),
    # days of the calendar
    ("on Nov. 11", "2022-11-11"),
    ("November 11", "2022-11-11"),
    ("11 November", "2022-11-11"),
    ("Nov 11th", "2022-11-11"),
    ("the 11th of November", "2022-11-11"),
    ("on November 12", "2022-11-12"),
    ("on November 13", "2021-11-13"),
    ("Dec. 25", "2021-12-25"),
    ("Sept. 30", "2022-09-30"),
    ("Sep 30", "2022-09-30"),
    ("on Feb. 29", "2020-02-29"),
    ("on Friday, Nov. 11", "2022-11-11"),
    ("Friday, 11 November", "2022-11-11"),
    ("on Thursday, Nov. 11", "no-such-day"),
    ("Nov. 31", "no-such-day"),
    ("Feb. 30", "no-such-day"),
    ("Nov. 0", "no-such-day"),
    ("Nov. 99", "no-such-day"),
    ("on the morning of Nov. 11", "2022-11-11"),
    ("the night of Nov. 10", "2022-11-10/2022-11-11"),
    ("late on the evening of Nov. 11", "2022-11-11"),
    ("around Nov. 11", "2022-11-11~"),
    ("on or about Nov. 11", "not-understood"),
    ("by Nov. 11", "../2022-11-11"),
    ("since Nov. 11", "2022-11-11"),
    ("before Nov. 11", "only-a-bound"),
    ("Nov. 11 and 12", "not-understood"),
    ("Nov. 11-14", "not-understood"),
    ("11.11", "not-understood"),
    ("11/11/2022", "not-understood"),
    ("11/12", "not-understood"),
    ("November '22", "not-understood"),
    ("the 11th", "not-understood"),
    # months and their thirds
    ("in February", "2022-02"),
    ("in November", "2022-11"),
    ("in December", "2021-12"),
    ("since February", "2022-02"),
    ("by February", "../2022-02"),
    ("around February", "2022-02~"),
    ("in early March", "2022-03-01/2022-03-10"),
    ("since early March", "2022-03-01/2022-03-10"),
    ("by early March", "../2022-03-10"),
    ("around early March", "2022-03-01~/2022-03-10~"),
    ("early in March", "2022-03-01/2022-03-10"),
    ("in mid-October", "2022-10-11/2022-10-20"),
    ("mid–October", "2022-10-11/2022-10-20"),
    ("late September", "2022-09-21/2022-09-30"),
    ("late February", "2022-02-21/2022-02-28"),
    ("in early November", "2022-11-01/2022-11-10"),
    ("in mid-November", "2022-11-11/2022-11-20"),
    ("in late November", "2021-11-21/2021-11-30"),
    ("last February", "ambiguous"),
    ("next March", "ambiguous"),
    ("since the initial invasion in February", "only-a-bound"),
    ("On the day after Russian forces invaded Ukraine in February", "only-a-bound"),
    ("at the end of March", "not-understood"),
    ("in February and March", "not-understood"),
    # weeks, months and years that are counted
    ("this week", "2022-11-07/2022-11-13"),
    ("earlier this week", "2022-11-07/2022-11-12"),
    ("last week", "2022-10-31/2022-11-06"),
    ("this month", "2022-11"),
    ("earlier this month", "2022-11-01/2022-11-12"),
    ("last month", "2022-10"),
    ("late last month", "2022-10-21/2022-10-31"),
    ("early this month", "2022-11-01/2022-11-10"),
    ("this year", "2022"),
    ("earlier this year", "2022-01-01/2022-11-12"),
    ("last year", "2021"),
    ("late last year", "not-understood"),
    ("next week", "not-understood"),
    ("a week ago", "2022-11-02/2022-11-08"),
    ("two weeks ago", "2022-10-26/2022-11-01"),
    ("three months ago", "2022-08~"),
    ("eleven months ago", "2021-12~"),
    ("about three months ago", "2022-08~"),
    ("about two weeks ago", "2022-10-26~/2022-11-01~"),
    ("a year ago", "2021~"),
    ("more than a week ago", "not-understood"),
    ("some days ago", "not-understood"),
    ("500 years ago", "1522~"),
    ("a few days ago", "not-understood"),
    # stretches up to publication
    ("For the last two weeks", "2022-10-29/2022-11-12"),
    ("Over the past two days", "2022-11-10/2022-11-12"),
    ("in the past three months", "2022-08-12/2022-11-12"),
    ("during the last 10 days", "2022-11-02/2022-11-12"),
    ("over the past week", "2022-11-05/2022-11-12"),
    ("in the last week", "2022-11-05/2022-11-12"),
    ("in last week", "2022-10-31/2022-11-06"),
    ("past two weeks", "2022-10-29/2022-11-12"),
    ("over the past month", "2022-10-12/2022-11-12"),
    ("over the past year", "2021-11-12/2022-11-12"),
    ("over the last days", "not-understood"),
    ("in recent days", "not-understood"),
    ("over the past 24 hours", "not-understood"),
    ("over the past several weeks", "not-understood"),
    ("for two weeks", "not-understood"),
    # clock times
    ("at 5am", "not-understood"),
    ("0500", "not-understood"),
    ("at 5am on Friday", "2022-11-11T05:00"),
    ("at 5 a.m. Friday", "2022-11-11T05:00"),
    ("on Friday at 5am", "2022-11-11T05:00"),
    ("5:30 p.m. on Friday", "2022-11-11T17:30"),
    ("at 12am on Friday", "2022-11-11T00:00"),
    ("at 12:15 pm on Friday", "2022-11-11T12:15"),
    ("0500 [Moscow time] this morning", "2022-11-12T05:00+03:00"),
    ("at 5 a.m. Kyiv time on Friday", "2022-11-11T05:00"),
    ("at 5am local time on Friday", "2022-11-11T05:00"),
    ("at 5am GMT on Friday", "2022-11-11T05:00Z"),
    ("Friday at 17:00 UTC", "2022-11-11T17:00Z"),
    ("today at 5am", "2022-11-12T05:00"),
    ("at 5am yesterday", "2022-11-11T05:00"),
    ("at 5am on Nov. 11", "2022-11-11T05:00"),
    ("at 5am on the morning of Nov. 11", "2022-11-11T05:00"),
    ("by 5am on Friday", "../2022-11-11T05:00"),
    ("since 5am on Friday", "2022-11-11T05:00"),
    ("1430 hours on Friday", "2022-11-11T14:30"),
    ("at 10:30 this morning", "2022-11-12T10:30"),
    ("at 10:30 on Friday", "ambiguous"),
    ("at 12:30 on Friday", "ambiguous"),
    ("at 13:30 on Friday", "2022-11-11T13:30"),
    ("at 5pm this morning", "ambiguous"),
    ("at 2am Thursday night", "ambiguous"),
    ("at 11pm Thursday night", "2022-11-10T23:00"),
    ("at 5 on Friday", "not-understood"),
    ("at 13pm on Friday", "not-understood"),
    ("at 25:00 on Friday", "not-understood"),
    ("Friday 2022", "not-understood"),
    ("around 5am on Friday", "not-understood"),
    ("after 5am on Friday", "only-a-bound"),
    ("at 5am in February", "not-understood"),
    ("at 5am Mars time on Friday", "not-understood"),
    # no dates at all
    ("", "not-understood"),
    (" . , ", "not-understood"),
    ("87% of", "not-understood"),
    ("the first", "not-understood"),
    ("one", "not-understood"),
    ("a second", "not-understood"),
    ("on", "not-understood"),
    ("the war", "not-understood"),
    ("Thursday " * 40, "not-understood"),
    ("500 000 days ago", "not-understood"),
]
ABSOLUTE = [
    ("in 2022", "2022"),
    ("since 2014", "2014"),
    ("around 2014", "2014~"),
    ("2022", "2022"),
    ("in 1987", "1987"),
    ("November 14, 2022", "2022-11-14"),
    ("Nov. 11, 2022", "2022-11-11"),
    ("11 November 2022", "2022-11-11"),
    ("on the 11th of November, 2022", "2022-11-11"),
    ("Friday, Nov. 11, 2022", "2022-11-11"),
    ("Thursday, Nov. 11, 2022", "no-such-day"),
    ("Feb. 29, 2023", "no-such-day"),
    ("the night of Nov. 10, 2022", "2022-11-10/2022-11-11"),
    ("2022-11-11", "2022-11-11"),
    ("2022-13-11", "no-such-day"),
    ("in November 2022", "2022-11"),
    ("November of 2022", "2022-11"),
    ("early November 2022", "2022-11-01/2022-11-10"),
    ("in late February 2024", "2024-02-21/2024-02-29"),
    ("by November 2022", "../2022-11"),
    ("at 5am on Nov. 11, 2022", "2022-11-11T05:00"),
    ("0500 Moscow time on Nov. 11, 2022", "2022-11-11T05:00+03:00"),
    ("0500 Moscow time on Oct. 26, 2014", "2014-10-26T05:00"),
    ("0500 Moscow time on Oct. 27, 2014", "2014-10-27T05:00+03:00"),
]


@pytest.mark.parametrize(("words", "expected"), ON_SATURDAY)
def test_words_against_a_day(words: str, expected: str) -> None:
    assert outcome(words, "2022-11-12") == expected


@pytest.mark.parametrize(("words", "expected"), ABSOLUTE)
@pytest.mark.parametrize(
    ("published", "quoted"), [(None, False), (None, True), ("2024-01-01", True), ("2022-11", False)]
)
def test_words_that_carry_their_year_stand_alone(
    words: str, expected: str, published: str | None, quoted: bool
) -> None:
    assert outcome(words, published, quoted) == expected


@pytest.mark.parametrize(
    ("words", "published", "expected"),
    [
        ("On Thursday", "2022-11-03", "2022-11-03"),  # the day of publication itself
        ("on Nov. 11", "2022-11-22", "2022-11-11"),
        ("For the last two weeks", "2022-11-03", "2022-10-20/2022-11-03"),
        ("Over the past two days", "2022-11-03", "2022-11-01/2022-11-03"),
        ("over the past month", "2022-03-31", "2022-02-28/2022-03-31"),
        ("earlier this month", "2022-11-01", "2022-11-01/2022-11-01"),
        ("last month", "2022-01-31", "2021-12"),
        ("last week", "2022-11-07", "2022-10-31/2022-11-06"),  # on a Monday
        ("this week", "2022-11-13", "2022-11-07/2022-11-13"),  # on a Sunday
        ("early March", "2022-03-01", "2022-03-01/2022-03-10"),
        ("mid-March", "2022-03-10", "2021-03-11/2021-03-20"),
        ("on Feb. 29", "1903-01-01", "1896-02-29"),
        # a time and a zone leave the written day
        ("today", "2022-11-12T00:30+03:00", "2022-11-12"),
        ("yesterday", "2022-11-12T23:30-11:00", "2022-11-11"),
        # published on no one day
        ("on Friday", "2022-11", "not-a-day"),
        ("today", "2022-11", "not-a-day"),
        ("on Nov. 11", "2022-11", "not-a-day"),
        ("on Nov. 11", "2022-12", "2022-11-11"),
        ("in February", "2022-11", "2022-02"),
        ("in November", "2022-11", "2022-11"),
        ("in early November", "2022-11", "2022-11-01/2022-11-10"),
        ("in late November", "2022-11", "not-a-day"),
        ("in February", "2022", "not-a-day"),
        ("last month", "2022-11", "2022-10"),
        ("last year", "2022-11", "2021"),
        ("on Thursday", "2022-11-11/2022-11-14", "2022-11-10"),
        ("on Thursday", "2022-11-01/2022-11-14", "not-a-day"),
        ("this week", "2022-11-12/2022-11-14", "not-a-day"),
        ("on Friday", "2022-11-12/..", "not-a-day"),
        ("in February", "2022-11-12~", "not-a-day"),
        ("in February", "2022-11-12?", "not-a-day"),
        # before the calendar began
        ("two days ago", "0001-01-01", "no-such-day"),
        ("in February", "0001-01-31", "no-such-day"),
        ("last week", "0001-01-01", "no-such-day"),
        ("in the past three months", "0001-01-31", "no-such-day"),
        ("999 years ago", "0999-06-01", "no-such-day"),
        ("999 years ago", "1002-06-01", "0003~"),
    ],
)
def test_published(words: str, published: str, expected: str) -> None:
    assert outcome(words, published) == expected


@pytest.mark.parametrize(
    ("words", "published", "quoted", "language", "expected"),
    [
        ("On Thursday", None, False, "en", "no-published"),
        ("For the last two weeks", None, False, "en", "no-published"),
        ("in February", None, False, "en", "no-published"),
        ("Today", "2022-11-12", True, "en", "in-quotation"),
        ("Today", None, True, "en", "in-quotation"),
        ("on Nov. 11", "2022-11-12", True, "en", "in-quotation"),
        ("0500 [Moscow time] this morning", "2022-11-12", True, "en", "in-quotation"),
        ("the first", None, True, "en", "not-understood"),
        ("last Thursday", None, True, "en", "ambiguous"),
        ("after Thursday", None, False, "en", "only-a-bound"),
        ("On Thursday", "2022-11-12", False, "en-GB", "2022-11-10"),
        ("On Thursday", "2022-11-12", False, "EN_us", "2022-11-10"),
        ("On Thursday", "2022-11-12", False, "uk", "no-language"),
        ("2022", None, False, "uk", "no-language"),
        ("On Thursday", "2022-11-12", False, "", "no-language"),
        ("On Thursday", "2022-11-12", False, "enm", "no-language"),
    ],
)
def test_the_reason(words: str, published: str | None, quoted: bool, language: str, expected: str) -> None:
    assert outcome(words, published, quoted, language) == expected


# ---- properties ---------------------------------------------------------------------------------------------------

VOCABULARY = """on in at by since about the of last this past for over early mid late two 12 0 a ago days week month
    years night morning today yesterday Thursday Friday November Nov. march 11 11th 31 2022 5am 0500 17:30 hours utc
    moscow time"""
phrases = st.lists(st.sampled_from(VOCABULARY.split()), max_size=7).map(" ".join)
known = st.sampled_from([words for words, _ in ON_SATURDAY + ABSOLUTE])
days = st.dates().map(str)
other_publications = st.one_of(
    days.map(lambda day: day[:7]), days.map(lambda day: day[:4]), days.map("{}?".format), days.map("../{}".format)
)
a_day = days.map(parse_edtf)
a_publication = st.none() | (days | other_publications).map(parse_edtf)

leads = st.sampled_from(["", "on ", "in ", "since ", "by ", "around "])
counts = st.sampled_from(["two", "twelve"]) | st.integers(2, 999).map(str)
months = st.sampled_from(MONTHS)


def said(pattern: str) -> st.SearchStrategy[str]:
    """Phrases made of a lead and a pattern with `n`, `month` or `weekday` in it."""
    weekdays = st.sampled_from(["Monday", "Friday", "Sunday night"])
    return st.builds(
        lambda lead, n, month, weekday: lead + pattern.format(n=n, month=month, weekday=weekday),
        *(leads, counts, months, weekdays),
    )


DAYS = ("{weekday}", "{n} days ago", "{month} 11", "the 11th of {month}", "yesterday", "today", "tonight")
SAID = [
    *((pattern, DatePrecision.DAY) for pattern in DAYS),
    *((pattern, DatePrecision.MONTH) for pattern in ("{month}", "{month} 2022", "last month", "{n} months ago")),
    *((pattern, DatePrecision.YEAR) for pattern in ("2022", "last year", "{n} years ago")),
]


@given(st.text() | phrases | known, a_publication, st.booleans(), st.sampled_from(["en", "en-GB"]) | st.text())
def test_any_words_have_an_outcome(words: str, published: Edtf | None, quoted: bool, language: str) -> None:
    result = resolve_words(words, published, quoted, language)
    assert isinstance(result, Resolved | Unresolved)


@pytest.mark.parametrize(("pattern", "precision"), SAID)
@settings(max_examples=30)
@given(st.data(), a_day)
def test_no_date_is_finer_than_said(
    pattern: str, precision: DatePrecision, data: st.DataObject, published: Edtf
) -> None:
    result = resolve_words(data.draw(said(pattern)), published, in_quotation=False)
    if isinstance(result, Resolved):
        assert {end.precision for end in (result.date.start, result.date.end) if end} == {precision}


@given(phrases | known, a_publication)
def test_a_clock_time_is_said_in_figures(words: str, published: Edtf | None) -> None:
    result = resolve_words(words, published, in_quotation=False)
    if isinstance(result, Resolved) and result.date.has_clock:
        assert re.search("[0-9] ?(am|pm|a.m|p.m)|[0-9]{2}:?[0-9]{2}", words)


@given(st.one_of(said(pattern) for pattern in (*DAYS, "past {n} days", "past {n} weeks", "past {n} months")), a_day)
def test_past_days_are_not_after_publication(words: str, published: Edtf) -> None:
    result = resolve_words(words, published, in_quotation=False)
    if isinstance(result, Resolved):
        assert result.date.last_day <= published.last_day


@given(phrases | known, a_day)
def test_what_is_past_began_before_publication(words: str, published: Edtf) -> None:
    result = resolve_words(words, published, in_quotation=False)
    absolute = isinstance(resolve_words(words, None, in_quotation=False), Resolved)
    if isinstance(result, Resolved) and result.date.first_day and not absolute:
        assert result.date.first_day <= published.first_day


@given(phrases | known, other_publications.map(parse_edtf), st.data())
def test_each_day_of_a_longer_publication_gives_the_same(words: str, published: Edtf, data: st.DataObject) -> None:
    result = resolve_words(words, published, in_quotation=False)
    if isinstance(result, Resolved) and published.first_day and published.last_day:
        day = data.draw(st.dates(published.first_day, published.last_day))
        assert resolve_words(words, parse_edtf(str(day)), in_quotation=False) == result


@given(phrases | known, a_day)
def test_only_what_stands_alone_is_resolved_inside_a_quotation(words: str, published: Edtf) -> None:
    inside = resolve_words(words, published, in_quotation=True)
    if isinstance(inside, Resolved):
        assert inside == resolve_words(words, None, in_quotation=False)


def test_reasons_are_kebab_case_names() -> None:
    assert {reason.value for reason in Reason} == {reason.name.lower().replace("_", "-") for reason in Reason}
