"""The literate cases: every section of every file below `cases/` is a test."""

from __future__ import annotations

from pathlib import Path

import pytest

from literate import CASES, Section, base, hold, problems, sections

KNOWN_DEFECTS = {
    "dates/words.md: A briefing in another language": "an article without a language is taken to be English",
    "disputes/decisions-and-denials.md: Two decisions on one pair": "the last one wins without a word",
    "disputes/terms.md: A number converted by a reporter is no conflict": "a converted number has no room for rounding",
    "links/claims.md: An id that the date of an event would take": "two claims become one",
    "links/claims.md: An id that the page has for something else": "two elements have one id",
    "problems/quotes.md: An empty quote": "what is wrong is reported as missing as well",
    "problems/run.md: One mistake is one problem": "what is wrong is reported as missing as well",
    "problems/run.md: A mistake in a claim does not hide the quote beside it": "a claim without a key is cut out",
    "problems/run.md: Claims keep their numbers where one of them is wrong": "one that is cut out moves the others",
    "problems/run.md: What refers to a claim with a mistake is right": "the default id of such a claim is not known",
    "problems/run.md: A register that cannot be read is not also unknown to everybody": "each reference is an error",
    "problems/schema.md: Words to choose from": "what is wrong is reported as missing as well",
    "problems/schema.md: Values of the wrong kind for their figure": "what is wrong is reported as missing as well",
    "problems/schema.md: A decision between a claim and itself, or of three": "wrong is reported as missing as well",
    "problems/texts.md: Links that lead nowhere good": "a link without an address is placed at the first link",
    "problems/texts.md: Pictures": "`missing-media` has no line",
    "problems/texts.md: An event's picture comes from `media/` too": "`missing-media` has no line",
    "problems/yaml.md: A title that is a number must be in quotes": "what is wrong is reported as missing as well",
    "timeline/corrections.md: A correction needs its day and what was corrected": "wrong is reported as missing too",
    "timeline/order.md: A figure of the name that an event's dates would take": "the written figure is lost",
    "withholding/drafts-and-embargoes.md: References to drafts are harmless, and noted": "no note for claims",
    "withholding/private.md: A range takes `private` as well": "`private` is refused in a range",
    "withholding/private.md: An anonymous source is marked as such everywhere": "not in `claims.csv`",
    "withholding/private.md: A blur that is no distance": "a blur below nothing publishes the exact place",
}
"""What is known to be wrong, by case: a line goes with its defect."""


def _case(path: Path, section: Section) -> object:
    id_ = f"{path.relative_to(CASES)}: {section.title}"
    known = [pytest.mark.xfail(reason=KNOWN_DEFECTS[id_], strict=True)] if id_ in KNOWN_DEFECTS else []
    return pytest.param(section, id=id_, marks=known)


FOUND = [_case(path, section) for path in sorted(CASES.glob("*/*.md")) for section in sections(path.read_text())[1:]]


@pytest.mark.parametrize("section", FOUND)
def test_case(section: Section, tmp_path: Path) -> None:
    hold(section, tmp_path)


def test_nothing_is_wrong_with_the_base(tmp_path: Path) -> None:
    assert base()
    assert problems({}, tmp_path) == ()
