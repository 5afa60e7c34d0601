"""What an entry of a list of redactions finds, and what it does not."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.leaks import Redaction, TermError, read_list
from briefing.leaks.folding import BREAK, Folded, Kind, with_places
from briefing.leaks.redaction import MASK

FOUND = [
    ("Maria Kovalenko", "said Maria Kovalenko, who"),
    ("Maria Kovalenko", "MARIA  KOVALENKO"),
    ("Maria Kovalenko", "maria-kovalenko.jpg"),
    ("Maria Kovalenko", "mariakovalenko@example.org"),
    ("Maria Kovalenko", "María Kovalénko"),
    ("Maria Kovalenko", "Maria Kova\u00adlen\u200bko"),
    ("Maria Kovalenko", "Maria Kova\nlenko"),
    ("Maria Kovalenko", "\u202eMaria\u202c \ufeffKovalenko"),
    ("Maria Kovalenko", "Ｍａｒｉａ Ｋｏｖａｌｅｎｋｏ"),
    ("Maria Kovalenko", "ℳaria 𝐊𝐨𝐯𝐚𝐥𝐞𝐧𝐤𝐨"),
    ("Maria Kovalenko", "IMG_2022MariaKovalenko2.jpg"),
    ("Maria Kovalenko", f"Maria{BREAK}Kovalenko"),
    ("Ann", "Ann."),
    ("Ann", "Ann's"),
    ("Ann", "ann2.jpg"),
    ("Åsa", "A\u030asa"),
    ("Strauß", "STRAUSS"),
    ("O'Brien", "OBrien"),
    ("O'Brien", "O’Brien"),
    ("O'Brien", "o brien"),
    ("al-Ali", "alali"),
    ("Коваленко", "КОВАЛЕ́НКО"),
    ("Ковален*", "Коваленкові"),
    ("*sky", "Zelensky"),
    ("Quay Street 17", "quay-street-17"),
    ("محمد", "مُحَمَّد"),
    ("30000", "30000"),
    ("30000", "30,000"),
    ("30000", "30\u202f000"),
    ("30000", "30.000"),
    ("30000", "30'000"),
    ("30000", "٣٠٬٠٠٠"),
    ("30000", "３００００"),
    ("30,000", "30000"),
    ("30 000", "30000km"),
    ("30000", "5, 30 000"),
    ("46.6354", "46.6354"),
    ("46.6354", "46,6354"),
    ("+38 (067) 123-45-67", "380671234567"),
    ("+38 (067) 123-45-67", "38 067 1234567"),
]
NOT_FOUND = [
    ("Ann", "annexed"),
    ("Ann", "Joann"),
    ("Asa", "as a whole"),
    ("Berg", "Bergman"),
    ("Kovalenko", "Kovalenkova"),
    ("30000", "130000"),
    ("30000", "300000"),
    ("30000", "3 0000"),
    ("30000", f"30{BREAK}000"),
    ("30000", "a0b30000c1d2e3f4a5b6c7d8e9f0a1b2"),
    ("1234", "12:34"),
    ("20221111", "2022"),
]


@pytest.mark.parametrize(("entry", "text"), FOUND)
def test_an_entry_is_found(entry: str, text: str) -> None:
    redaction = Redaction(["something else", entry])
    assert redaction.entries_in(text) == (2,)
    assert redaction.entries_in(f"{'x y ' * 1000}{text} — {'z ' * 1000}") == (2,)
    assert [f.entry for f in redaction.find(text)] == [2]
    assert MASK in redaction.masked(text)
    assert redaction.entries_in(redaction.masked(text)) == ()


@pytest.mark.parametrize(("entry", "text"), NOT_FOUND)
def test_an_entry_is_not_found_in_another_word(entry: str, text: str) -> None:
    redaction = Redaction([entry])
    assert redaction.entries_in(text) == ()
    assert redaction.find(text) == ()
    assert redaction.masked(text) == text


@pytest.mark.parametrize("entry", ["", "A", " ", "…", "*", "17", "1,2", "A*"])
def test_what_is_too_short_is_refused_without_being_shown(entry: str) -> None:
    with pytest.raises(TermError) as refused:
        Redaction([entry])
    assert not entry.strip() or not re.search(rf"(?<!\w){re.escape(entry)}(?!\w)", str(refused.value))


def test_masking_keeps_the_place_of_the_caret() -> None:
    redaction = Redaction(["Maria Kovalenko"])
    line = "by: Maria Kovalenko, on: yesterday"
    for place in range(len(line)):
        masked, at = redaction.masked_at(line, place)
        assert masked == f"by: {MASK}, on: yesterday"
        assert masked[at] == (MASK[0] if 4 <= place < 19 else line[place])


def test_a_list_of_many_is_searched_as_fast_as_one_of_few() -> None:
    names = [f"{a}{b}ovsky {c}arenko" for a in "bcdfghjklm" for b in "aeiou" for c in "pqrstvwxyz"]
    redaction = Redaction(names)
    text = "All quiet on the river, said the mayor. " * 5000
    redaction.entries_in("warm")
    began = time.process_time()
    assert redaction.entries_in(text) == ()
    assert time.process_time() - began < 2  # seconds; a search for each of the 500 names takes some ten times as long
    assert redaction.entries_in(text + names[321]) == (322,)


def test_the_digest_tells_nothing_without_the_salt() -> None:
    one = Redaction(["Ann"])
    assert one.digest(b"salt") == Redaction(["Ann"]).digest(b"salt")
    assert len({one.digest(b"salt"), one.digest(b"other"), Redaction(["Anna"]).digest(b"salt")}) == 3


def test_a_list_in_a_file() -> None:
    assert read_list("\ufeff# who\n\nAnn Berg\r\n  30 000 \n") == ((3, "Ann Berg"), (4, "30 000"))


@given(st.text(), st.sampled_from(list(Kind)))
def test_both_ways_to_fold_agree(text: str, kind: Kind) -> None:
    """The fast one over a whole file, and the one that knows where everything comes from."""
    text = unicodedata.normalize("NFKD", text)
    fast, slow = Folded(text).of(kind), with_places(text, kind)[0]
    parts = [re.sub(rf" ?{BREAK}[ {BREAK}]*", BREAK, form).strip(f" {BREAK}") for form in (fast, slow)]
    assert parts[0] == parts[1]


@given(st.text(min_size=1), st.integers(0, 200))
def test_masking_never_fails(text: str, place: int) -> None:
    redaction = Redaction(["ab", "1111", "Maria Kovalenko"])
    masked, at = redaction.masked_at(text, min(place, len(text)))
    assert 0 <= at <= len(masked)
