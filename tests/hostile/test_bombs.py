"""Texts made to keep a reader busy: each is read, or refused with a reason, in the time of any other text.

Time is the processor's own, and bounded by the product's own watchdog, well above what each takes on a slow machine.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing.examining import examine
from briefing.parse import parse
from briefing.patience import within
from briefing.sources import SourceFile
from literate import project

ENOUGH = 12.0
"""Seconds of a processor, four times what is promised of an ordinary machine, because tests run on any."""


def art(fm: dict[str, object], body: str) -> bytes:
    return ("---\n" + json.dumps({"title": "x", **fm}, ensure_ascii=False) + "\n---\n" + body).encode()


def claim(quote: object) -> dict[str, object]:
    return {"figure": "f", "value": 1, "said_by": "x", "quote": quote}


WORDS = "The spokesman said that fourteen boats crossed the river on Friday evening near the bridge. "


BOMBS = {
    "missing long quote in 1MB": art(
        {"claims": [claim("these words are nowhere to be found in any way " * 5)]}, (WORDS * 10 + "\n\n") * 1000
    ),
    "200 missing quotes in 1MB": art(
        {"claims": [claim(f"these words number {n} are nowhere to be found in any way") for n in range(200)]},
        (WORDS * 10 + "\n\n") * 1000,
    ),
    "near misses": art(
        {"claims": [claim(f"the spokesman said that {n} boats crossed the river") for n in range(200)]},
        (WORDS * 10 + "\n\n") * 1000,
    ),
    "ambiguous": art({"claims": [claim("a a a")]}, "a " * 400000),
    "ambiguous prefix": art({"claims": [claim({"exact": "a", "prefix": "b", "suffix": "c"})]}, "a " * 400000),
    "10000 quotes": art(
        {"claims": [claim(f"number {n} here") for n in range(10000)]},
        "\n\n".join(f"This is number {n} here." for n in range(10000)),
    ),
    "5000 overlapping": art(
        {"claims": [claim(" ".join(f"w{m}" for m in range(n, n + 20))) for n in range(5000)]},
        " ".join(f"w{m}" for m in range(5100)),
    ),
    "long quote 500KB": art({"claims": [claim("boats and " * 50000)]}, "boats and " * 50000),
    "long missing 500KB": art({"claims": [claim("boats and " * 50000 + "x")]}, "boats and " * 50000),
    "one word 1MB": art({"claims": [claim("a" * 1000)]}, "a" * 1000000),
    "quotes open": art(
        {"events": [{"event": "e", "date_words": "on Friday"}]}, "“" * 200000 + " on Friday " + "”" * 100000
    ),
    "quotes straight": art({"events": [{"event": "e", "date_words": "on Friday"}]}, ('" ' * 100000) + " on Friday "),
    "date words often": art({"events": [{"event": "e", "date_words": "on Friday"}] * 500}, "“on Friday” " * 50000),
    "sentence ends": art({"claims": [claim("end here")]}, "Mr. " * 200000 + " end here " + "U.S. " * 100000),
    "no spaces": art({"claims": [claim("end")]}, "x" * 500000 + " end " + "y" * 500000),
    "combining": art({"claims": [claim("end")]}, "e" + "\u0301" * 500000 + " end"),
    "combining2": art({"claims": [claim("end")]}, "e\u0301" * 300000 + " end"),
    "hangul": art({"claims": [claim("end")]}, "\u1100\u1161\u11a8" * 200000 + " end"),
    "invisible": art({"claims": [claim("end")]}, "a\u200b" * 300000 + " end"),
    "ellipsis": art({"claims": [claim("...")]}, "…" * 300000),
    "digits": art({"claims": [claim("1,000")]}, "1," * 300000),
    "digits spaced": art({"claims": [claim("000 000")]}, "000 " * 300000),
    "hyphens": art({"claims": [claim("a")]}, "a-" * 300000),
    "possessive": art({"claims": [claim("A")]}, "A's " * 200000),
    "date words long": art(
        {"published": "2024-05-04", "events": [{"event": "e", "date_words": "on " * 20000}]}, "on " * 20000
    ),
    "date": art({"published": "2" * 100000}, ""),
    "date2": art({"published": "2024-05-04/" * 20000}, ""),
    "date3": art({"published": "[" * 100 + "2024"}, ""),
    "url": art({"url": "https://" + "a" * 500000 + "@"}, ""),
    "title": art({"title": "a " * 400000}, ""),
    "unknown keys": art({f"k{n}": 1 for n in range(20000)}, ""),
    "unknown keys long": art({"k" * n: 1 for n in range(1, 1200)}, ""),
    "wrong claims": art({"claims": [{"figure": "F!", "value": [], "said_by": 1, "x": 1}] * 3000}, ""),
    "dup claims": art({"claims": [claim("x")] * 8000}, "x"),
    "events": art({"events": ["e"] * 50000}, "x"),
    "deep tag": art({}, "<" * 100000 + "a" * 10 + ">" * 100000),
    "tags": art({}, "<a " * 100000),
    "comments": art({}, "<!-- " * 100000),
    "comments2": art({}, "<!-- --> a `" * 100000),
    "entity": art({}, "&#x202e;" * 100000),
    "amp": art({}, "&" * 500000 + "#" * 500000),
    "refs": art({}, "[[event:e]] " * 50000),
    "refs bad": art({}, "[[event:E!]] " * 50000),
    "refs open": art({}, "[[event:e " * 50000),
    "autolinks": art({}, "<https://a.b/> " * 50000),
    "unsafe": art({}, "[x](javascript:a) " * 50000),
    "imgs": art({}, "![](media/a.png) " * 50000),
    "fences": art({}, "```\n" * 200000),
    "fences2": art({}, "~~~~\na\n```\n" * 60000),
    "ticks": art({}, ("`" * 50 + "a ") * 20000),
    "hr": art({}, "- - - " * 100000),
    "setext": art({}, "a\n" * 300000 + "==="),
    "indent": art({}, "    a\n\n" * 100000),
    "bq lines": art({}, "> a\n" * 200000),
    "bq nest": art({}, "".join("> " * (n % 40) + "a\n" for n in range(20000))),
    "ol": art({}, "".join(f"{n}. a\n" for n in range(100000))),
    "tablewide": art({}, "|a" * 50000 + "\n" + "|-" * 50000 + "\n" + "|b" * 50000),
    "table sep": art({}, "a\n|" + "-" * 500000),
    "footn": art({}, "[^1]" * 50000 + "\n\n[^1]: x"),
    "stars": art({}, "*" * 500000),
    "underscores": art({}, "_" * 500000),
    "mix": art({}, "*_" * 200000),
    "star word": art({}, "**a" * 50000),
    "backslash": art({}, "\\" * 500000),
    "trailing": art({}, ("a  \n") * 100000),
    "bangs": art({}, "![" * 50000),
    "parens": art({}, "[a]" + "(" * 100000),
    "paren2": art({}, "[a](<" * 50000),
    "title quotes": art({}, '[a](b "' * 30000),
    "refdef": art({}, "[a]: b\n" * 50000 + "[a]" * 50000),
    "nl": art({}, "\r\n" * 400000),
    "tabs": art({}, "\t" * 100000),
    "spaces": art({}, "a" + " " * 1000000 + "b"),
    "spaces2": art({}, ("a" + " " * 1000 + "\n") * 900),
    "hash": art({}, "#" * 500000),
    "hash2": art({}, "# a " * 100000),
    "pipes": art({}, "|" * 500000),
    "colon": art({}, ":" * 500000),
    "nbsp": art({}, "\u00a0" * 500000),
    "ls": art({}, "\u2028a" * 200000),
    "astral": art({}, "\U0001f600" * 200000),
    "key colon": b"---\n" + b"a: b: c\n" * 20000 + b"---\n",
    "flow": b"---\na: [" + b"1, " * 200000 + b"]\n---\n",
    "folded": b"---\na: >\n" + b"  a\n\n" * 100000 + b"---\n",
    "long key": b"---\n" + b"k" * 500000 + b": x\n---\n",
    "quoted": b"---\na: '" + b"''" * 200000 + b"'\n---\n",
    "unicode esc": b'---\na: "' + b"\\u0041" * 80000 + b'"\n---\n',
    "dashes": b"---\n" + b"- " * 300000 + b"\n---\n",
    "nearly fences": b"---\n" + b"--\n" * 200000,
    "comment": b"---\n" + b"# x\n" * 200000 + b"---\n",
    "many files of quotes": art(
        {"claims": [claim({"exact": "boats", "prefix": "x" * 5000, "suffix": "y" * 5000})] * 300}, WORDS * 5000
    ),
}


SLOW = {
    "10000 quotes", "date words often", "quotes open", "ellipsis", "hyphens", "possessive", "digits spaced", "refdef", "footn",
    "200 missing quotes in 1MB", "5000 overlapping", "long missing 500KB", "long quote 500KB", "fences", "tablewide", "one word 1MB",
    "ambiguous", "ambiguous prefix", "missing long quote in 1MB", "near misses",
}  # fmt: skip
"""Seconds each on a busy machine: in the long form only, but for those that a test below looks at more closely."""


@pytest.mark.parametrize("name", [pytest.param(n, marks=pytest.mark.long) if n in SLOW else n for n in BOMBS])
def test_a_file_is_read_or_refused_in_time(name: str) -> None:
    parsed = within(ENOUGH, parse, SourceFile("articles/a.md", BOMBS[name]))
    assert parsed.records or parsed.problems
    assert all(p.message and p.code for p in parsed.problems)


def events(count: int) -> dict[str, str]:
    return {f"events/event-number-{i}.md": f"---\ntitle: Event {i}\n---\n" for i in range(count)}


def text(fm: dict[str, object], body: str = "") -> str:
    return art(fm, body).decode()


def register(**entries: object) -> str:
    return json.dumps(entries)


WHOLE = {
    "events nobody knows": {**events(500), "articles/a.md": text({"events": [f"event-numbre-{i}x" for i in range(1500)]})},
    "links nobody knows": {**events(500), "articles/a.md": text({}, " ".join(f"[[event:event-numbre-{i}x]]" for i in range(1500)))},
    "pictures nobody has": {
        "articles/a.md": text({}, " ".join(f"![x](media/picture-number-{i}.png)" for i in range(2000))),
        **{f"media/picture-numbre-{i}.png": "x" for i in range(500)},
    },
    "places in places": {"places.yaml": register(**{f"p-{i}": {"name": f"P{i}", "part_of": f"p-{i + 1}"} for i in range(2000)}, **{"p-2000": {"name": "x"}})},
    "places in a circle": {"places.yaml": register(**{f"p-{i}": {"name": f"P{i}", "part_of": f"p-{(i + 1) % 1500}"} for i in range(1500)})},
    "one name for all": {"actors.yaml": register(**{f"actor-{i}": {"name": "Same", "aliases": ["Same too"] * 50} for i in range(2000)})},
    "all against all": {
        "figures/f.md": text({"kind": "number", "unit": "x"}),
        "articles/a.md": text({"claims": [
            {"id": f"c-{i}", "figure": "f", "value": i, "said_by": "article", "disputes": [f"c-{j}" for j in range(200) if j != i]}
            for i in range(200)
        ]}),
    },
}  # fmt: skip


@pytest.mark.parametrize("name", WHOLE)
def test_a_briefing_is_examined_in_time(name: str, tmp_path: Path) -> None:
    assert within(3 * ENOUGH, examine, project(WHOLE[name], tmp_path)).problems is not None


def test_a_text_without_full_stops_does_not_fill_every_card() -> None:
    parsed = parse(SourceFile("articles/a.md", BOMBS["5000 overlapping"]))
    (article,) = parsed.records
    assert max(len(p.before) + len(p.after) for p in article.passages) < 2100  # type: ignore[union-attr]
    shown = next(p for p in article.passages if p.before.startswith("…"))  # type: ignore[union-attr]
    assert shown.before.split()[1].startswith("w")


def test_what_stands_in_too_many_places_is_refused_with_that_reason() -> None:
    parsed = parse(SourceFile("articles/a.md", BOMBS["one word 1MB"]))
    assert [p.code for p in parsed.problems] == ["quote-not-found"]
    assert "20,000 places" in parsed.problems[0].message


def test_hints_end_where_too_much_is_amiss() -> None:
    parsed = parse(SourceFile("articles/a.md", BOMBS["near misses"]))
    helps = [p.help.startswith("The closest") for p in parsed.problems]
    assert helps[0]
    assert not helps[-1]
    assert len(helps) == 200
