"""Evidence: a quote is found where it stands, whole and once; what is marked is what was found."""

from __future__ import annotations

import re
import unicodedata
from html import escape

import html5lib
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from briefing.evidence import (
    Ambiguous,
    Found,
    Missing,
    VisibleText,
    find,
    fold,
    in_quotation,
    mark_passages,
    occurrences,
    visible_text,
)
from briefing.evidence.excerpts import Sentences
from briefing.evidence.sentences import sentence_ends
from briefing.evidence.words import divides
from briefing.markdown import read_text
from briefing.markdown.html import to_body
from briefing.records import Body, Passage, Ref, Selector


def seen(text: str, body_line: int = 1) -> VisibleText:
    return visible_text(read_text(text, "articles/a.md", body_line))


def words_of(text: VisibleText, found: object) -> str:
    assert isinstance(found, Found), found
    return text.text[found.start : found.end]


def missing(text: str, exact: str, prefix: str = "", suffix: str = "") -> Missing:
    found = find(Selector(exact, prefix, suffix), seen(text))
    assert isinstance(found, Missing), found
    return found


def html(body: Body) -> str:
    return "".join(
        part
        if isinstance(part, str)
        else f'<a href="../{part.id}/">{escape(part.label or "￼")}</a>'
        if isinstance(part, Ref)
        else part.path
        for part in body.parts
    )


def parsed(page: str) -> html5lib.treebuilders.base.Node:
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), strict=True, namespaceHTMLElements=False)
    return parser.parseFragment(page)


# ---- random articles of known words -------------------------------------------------------------------------------

BARE = [
    "soldier",
    "Kherson’s",
    "“lot”",
    "30,000",
    "(AP)",
    "[Moscow",
    "time]",
    "5am",
    "nine-month",
    "п’ять",
    "naïve",
    "7.5",
    "cafe\u0301",
    "No.",
    "―",
]
DRESSES = [
    "{}",
    "{}",
    "{}",
    "*{}*",
    "**{}**",
    "***{}***",
    "[{}](https://a.b)",
    "`{}`",
    "{}[^1]",
    "{}<!-- note -->",
    "[[event:x|{}]]",
]
GAPS = [" ", " ", " ", " ", "\n", "\u00a0", " <!-- a\n\nb --> ", "  \n", "\n\n", "\n\n> ", "\n\n- ", "\n\n## "]


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Markdown, and the words that a reader sees in it, each but once."""
    count = draw(st.integers(1, 14))
    words, out = [], []
    for number in range(count):
        bare, dress = draw(st.sampled_from(BARE)), draw(st.sampled_from(DRESSES))
        if (dress in ("`{}`", "[{}](https://a.b)", "[[event:x|{}]]") and bare[-1:] in "]") or bare.startswith("["):
            bare = "soldier"
        word = f"{bare}{'' if bare[-1] in '.”)]―’' else '-'}{number}x" if bare != "―" else f"x{number}―"
        words.append(word)
        out += [draw(st.sampled_from(GAPS)) if number else "", dress.format(word)]
    return "".join(out) + "\n\n[^1]: Footnote.\n", words


@settings(deadline=None)
@given(articles(), st.data())
def test_every_run_of_words_is_found_where_it_stands(article: tuple[str, list[str]], data: st.DataObject) -> None:
    source, words = article
    text = seen(source)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    wanted = " ".join(words[first : last + 1])
    typed = wanted.translate({ord("’"): "'", ord("“"): '"', ord("”"): '"', ord("―"): "—"}).replace(
        " ", data.draw(st.sampled_from([" ", "\n", "\u2009 "]))
    )
    assert " ".join(words_of(text, find(Selector(typed), text)).split()) == wanted


@settings(deadline=None)
@given(articles(), st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=6))
def test_marking_changes_no_word_and_marks_the_right_ones(
    article: tuple[str, list[str]], shares: list[tuple[float, float]]
) -> None:
    text = seen(article[0])
    size = len(text.text)
    spans = [
        span
        for a, b in shares
        if (span := (min(int(a * size), int(b * size)), max(int(a * size), int(b * size))))
        and text.text[slice(*span)].strip()
    ]
    spans = [(s + len(w) - len(w.lstrip()), e - len(w) + len(w.rstrip())) for s, e in spans if (w := text.text[s:e])]
    marked = mark_passages(text, spans)
    plain = "".join(parsed(html(to_body(text.tree))).itertext())
    page = html(marked.body)
    tree = parsed(page)
    anchors = [e for e in tree.iter("a") if e.get("class") == "passage-mark"]
    assert [e.get("id") for e in anchors] == [p.anchor for p in marked.passages]
    for anchor in anchors:
        anchor.text = ""
    assert "".join(tree.itertext()) == plain
    assert len(marked.anchors) == len(spans)
    for span, name in zip(spans, marked.anchors, strict=True):
        exact = " ".join(text.text[slice(*span)].split())
        passage = next(p for p in marked.passages if p.anchor == name)
        assert passage.exact == exact
        for body in (page, html(marked.excerpts)):
            pieces = [e for e in parsed(body).iter("mark") if name in e.get("data-passages").split()]
            assert (
                "".join("".join("".join(e.itertext()) for e in pieces).split()) == "".join(exact.split())
                or "[[event" in article[0]
            )


# ---- folding ------------------------------------------------------------------------------------------------------

ODD = st.text(
    alphabet=st.sampled_from("ab1 \n\t\u00a0\u202f\u200b\u00ad…“”’-–—e\u0301\u0327\u212bо\u0308\u1100\u1161\u11a8。"),
    max_size=30,
)


@settings(deadline=None)
@given(st.one_of(ODD, st.text(max_size=60)))
def test_folding_knows_the_way_back(text: str) -> None:
    folded = fold(text)
    starts = [folded.start(i) for i in range(len(folded.text) + 1)]
    ends = [folded.end(i) for i in range(len(folded.text) + 1)]
    assert ends[0] == 0
    assert starts[-1] == len(text)
    for known in (starts, ends):
        real = [p for p in known if p is not None]
        assert real == sorted(real)
    for i, start in enumerate(starts):
        for j in range(i, len(folded.text) + 1):
            if start is not None and (end := ends[j]) is not None and start <= end:
                assert fold(text[start:end]).text == folded.text[i:j]


@settings(deadline=None)
@given(st.one_of(ODD, st.text(max_size=60)))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text).text
    assume(unicodedata.is_normalized("NFC", once))  # else a mark followed something invisible
    assert fold(once).text == once


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("„a“ “b” «c» ″d″", '"a" "b" "c" "d"'),
        ("it’s ‘a’ ‹b› 5′ пʼять", "it's 'a' 'b' 5' п'ять"),
        ("a‐b‑c‒d–e—f―g−h", "a-b-c-d-e-f-g-h"),
        ("well… no", "well... no"),
        ("a \n\t\u00a0\u202f\u2009 b", "a b"),
        ("so\u00adfar\u200b as\ufeff", "sofar as"),
        ("cafe\u0301", "café"),
    ],
)
def test_what_typography_spells_in_many_ways_folds_alike(one: str, other: str) -> None:
    assert fold(one).text == fold(other).text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("its", "it’s"),
        ("Us", "us"),
        ("[he]", "he"),
        ("“a”", "‘a’"),
        ("resume", "résumé"),
        ("5", "５"),
        ("well-known", "well known"),
    ],
)
def test_words_that_differ_stay_different(one: str, other: str) -> None:
    assert fold(one).text != fold(other).text


# ---- whole words --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("130,000 men", "30,000"), ("30,0001 men", "30,000"), ("15,000 men", "5,000"), ("7.5 km", "7"), ("7.5 km",
        "5 km"), ("7.5 km", ".5 km"), ("someone", "one"),
        ("someone", "some"), ("5am", "5"), ("at 5:30", "at 5"), ("30 000 men", "30"), ("30 000 men", "000 men"),
        ("30\u202f000 men", "said 30"), ("5–10 tanks", "10 tanks"),
        ("−5 degrees", "5 degrees"), ("T-72 tanks", "72 tanks"), ("non-military targets", "military targets"),
        ("twenty-five tanks", "five tanks"), ("they can’t", "they can"),
        ("l’armée", "armée"), ("it’s", "it"), ("п’ять танків", "ять танків"), ("word…", "word."), ("word...", "word."),
        ("1941—1945", "1945"), ("cafés", "café"),
        ("नमस्ते", "नमस"), ("30 000 000 men", "30 000"), ("2022-11-12", "11-12"), ("so\u00adfar", "so"), ("it’s",
        "'s"), ("half-past 5/6", "5"),
    ],
)  # fmt: skip
def test_parts_of_words_and_numbers_are_no_evidence(text: str, exact: str) -> None:
    result = missing(f"He said {text} there.", exact)
    assert result.closest
    assert result.difference


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("Thursday’s statement", "Thursday"), ("Kherson—the city", "the city"), ("(30,000)", "30,000"),
        ("“a lot” of it", "a lot"), ("30,000, he said", "30,000"),
        ("5%", "5"), ("$5 million", "5 million"), ("in 2022 300 men", "300 men"), ("in 2022 300 men", "in 2022"),
        ("soldiers’ food", "soldiers"), ("over.", "over"), ("a--b", "b"),
        ("俄军撤出赫尔松", "撤出"), ("共30000人", "30000"), ("กองทัพ", "ทัพ"), ("and/or", "or"), ("5. Then", "5"),
        ("The U.S. army", "army"), ("‘one’ thing", "one"),
        ("*some*one else", "someone else"), ("[Moscow time]", "Moscow time"), ("a…b", "b"),
    ],
)  # fmt: skip
def test_whole_words_are_evidence_whatever_stands_around_them(text: str, exact: str) -> None:
    assert words_of(seen(f"He said {text} there."), find(Selector(exact), seen(f"He said {text} there.")))


@settings(deadline=None)
@given(st.text(max_size=40), st.data())
def test_a_boundary_between_spaces_divides_no_word_of_letters(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    assert divides(f"{text[:at]} word {text[at:]}", at + 1, at + 5) is None or re.search(r"\d", text)


# ---- finding ------------------------------------------------------------------------------------------------------


def test_a_quote_is_cut_out_as_the_text_has_it() -> None:
    text = seen("They saw *“no end”* of\nhard\u00adship — [Moscow time](https://a.b) — “and then…”")
    assert (
        words_of(text, find(Selector('"no end" of hardship - Moscow time - "and then..."'), text))
        == "“no end” of\nhard\u00adship — Moscow time — “and then…”"
    )


def test_a_quote_crosses_notes_breaks_blocks_and_footnotes() -> None:
    text = seen(
        "The 30,000<!-- private --> men\nleft[^1] the  \nwest bank.\n\nThen *others*.\n\n[^1]: On Friday, they say."
    )
    assert isinstance(find(Selector("30,000 men left the west bank. Then others"), text), Found)
    assert isinstance(find(Selector("On Friday, they say"), text), Found)
    assert isinstance(find(Selector("private"), text), Missing)


def test_code_counts_and_the_words_for_an_image_do_not() -> None:
    text = seen("See `run me` and ![a tank](media/a.jpg) and [[event:capture]] and [[event:capture|the fall]].")
    assert text.text.strip() == "See run me and  and \ufffc and the fall."


def test_twice_is_ambiguous_until_prefix_or_suffix_decide() -> None:
    text = seen("On Thursday, some\nmen left. On “Thursday” some men came. Not on Thursdays.")
    found = find(Selector("Thursday"), text)
    assert isinstance(found, Ambiguous)
    assert found.count == 2
    assert found.contexts == (
        "… On [Thursday] , some men left. On “Thursday” some men …",
        "… On Thursday, some men left. On “ [Thursday] ” some men came. Not on Thursdays. …",
    )
    assert find(Selector("Thursday", suffix=","), text) == Found(3, 11)
    assert (
        find(Selector("Thursday", prefix='left. On "'), text)
        == find(Selector("Thursday", suffix='" some'), text)
        != find(Selector("Thursday", suffix=", some"), text)
    )
    assert isinstance(find(Selector("some men", prefix="Thursday,"), text), Found)
    assert occurrences("Thursday", text) == [(3, 11), (32, 40)]


def test_a_prefix_stands_right_before_and_divides_no_word() -> None:
    text = seen("The lathe worker and the worker left.")
    assert isinstance(find(Selector("worker", prefix="the"), text), Found)
    assert find(Selector("worker", prefix="the"), text) == find(Selector("worker", suffix="left"), text)
    wrong = find(Selector("left", prefix="they"), text)
    assert isinstance(wrong, Missing)
    assert "prefix" in wrong.difference
    assert "and the worker" in wrong.difference
    assert "suffix" in missing("The worker left.", "worker", suffix="came").difference


@pytest.mark.parametrize(
    ("exact", "closest", "difference"),
    [
        ("some 40,000 troops", "some 40,000 soldiers", "The text has `soldiers` where the quote has `troops`."),
        (
            "ukraine said some 40,000",
            "Ukraine said some 40,000",
            "Capital letters differ: the text has `Ukraine` where the quote has `ukraine`.",
        ),
        ("nearly 40,000 soldiers had", "some 40,000 soldiers had", "The text has `some` where the quote has `nearly`."),
        ("at 0500 Moscow time", "at 0500 [Moscow time]", "Brackets differ: the text has `at 0500 [Moscow time]`."),
        (
            "some soldiers had crossed",
            "some 40,000 soldiers had crossed",
            "The text has `40,000` after `some`, which the quote leaves out.",
        ),
        (
            "had not crossed the river",
            "had crossed the river",
            "The quote has `not`, which the text does not have there.",
        ),
        (
            "40,000 soldiers ... at 0500",
            None,
            "The quote leaves words out at `...`: quote either what stands before them or what stands after them.",
        ),
        (
            "some 40,000 soldires had",
            "some 40,000 soldiers had",
            "The text has `soldiers` where the quote has `soldires`.",
        ),
        (
            "000 soldiers",
            "40,000 soldiers",
            "The text has `40,000` where the quote has `000`: a quote takes words and numbers whole.",
        ),
        ("nothing like this at all here", "", "Nothing in the text comes close to it."),
        ("", "", "The quote is empty."),
        ("…", "", "Nothing in the text comes close to it."),
    ],
)
def test_what_is_missing_is_explained(exact: str, closest: str | None, difference: str) -> None:
    text = seen(
        "# A\n\nUkraine said some 40,000 soldiers had crossed the river.\n\nIt was over at 0500 [Moscow time].", 20
    )
    found = find(Selector(exact), text)
    assert isinstance(found, Missing)
    assert found.difference == difference
    if closest is not None:
        assert found.closest == closest
    if closest:
        assert found.line == (24 if "0500" in closest else 22)


@settings(deadline=None)
@given(st.text(max_size=80), st.text(max_size=120))
def test_whatever_is_asked_there_is_an_answer(exact: str, text: str) -> None:
    shown = seen(text)
    found = find(Selector(exact), shown)
    if isinstance(found, Found):
        assert fold(words_of(shown, found)).text == fold(exact).text.strip()
    elif isinstance(found, Missing):
        assert found.difference


def test_the_closest_passage_of_a_long_text_costs_no_quadratic_search() -> None:
    text = seen("the army of the north took the bridge over the river. " * 2000)
    assert isinstance(find(Selector("the army of the south took the bridge " * 40), text), Missing)


# ---- quotations ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“We left on @Thursday@,” he said.", True),
        ("“We left,” he said on @Thursday@.", False),
        ("“We left,” he said on @Thursday@. “All of us.”", False),
        ('“Come back," she said on @Thursday@. "Go."', False),
        ('"We left on @Thursday@," he said.', True),
        ('"We left," he said on @Thursday@. "All."', False),
        ('He said "no" on @Thursday@.', False),
        ('"He said "no" on @Thursday@," she said.', True),
        ('"He said "no" on @Thursday@.', True),
        ("Khlan’s men and the soldiers’ food on @Thursday@ weren’t there.", False),
        ("«On part @jeudi@», dit-il.", True),
        ("« On part », dit-il @jeudi@.", False),
        ("»Wir gehen @Donnerstag@«, sagte er.", True),
        ("»Wir gehen«, sagte er @Donnerstag@.", False),
        ("„Wir gehen @Donnerstag@“, sagte er.", True),
        ("„Wir gehen“, sagte er @Donnerstag@.", False),
        ("”Vi går på @torsdag@”, sade han.", True),
        ("”Vi går”, sade han på @torsdag@.", False),
        ("「@木曜日@に」と言った。", True),
        ("‘We left on @Thursday@,’ he said.", True),
        ("‘We left,’ he said on @Thursday@.", False),
        ("In the ‘90s and on @Thursday@ the men’s food.", False),
        ("'We left on @Thursday@,' he said.", True),
        ("The soldiers' food came on @Thursday@ by the officers' road.", False),
        ("“He said, ‘Go on @Thursday@,’ and left,” she said.", True),
        ("“We left.\n\n“We came on @Thursday@.\n\n“We went.”", True),
        ("“We left.\n\n“We came.”\n\nOn @Thursday@ they went.", False),
        ("went on @Thursday@ and came,” she said.", True),
        ("> We left on @Thursday@.", True),
        ("> We left.\n\nOn @Thursday@ they came.", False),
        ("> - We left on @Thursday@.", True),
        ("A photo (Flickr/“ By an artist ” by the office) of @Thursday@.", False),
        ("On Nov. 11 (“ By an artist ” on @Thursday@).", False),
        ("*“We left* on [@Thursday@](https://a.b),” he said.", True),
        ('A 5" gun on @Thursday@.', False),
        ("“We left", False),
    ],
)
def test_words_in_a_quotation(text: str, inside: bool) -> None:
    shown = seen(text.replace("@", ""))
    day = re.search(r"Thursday|jeudi|Donnerstag|torsdag|木曜日", shown.text)
    start, end = day.span() if day else (0, 0)
    assert in_quotation(shown, start, end) is inside


@settings(deadline=None)
@given(articles(), st.integers(0, 50), st.integers(0, 50))
def test_any_place_may_be_asked_for(article: tuple[str, list[str]], start: int, length: int) -> None:
    in_quotation(seen(article[0]), start, start + length)


# ---- sentences ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentences",
    [
        ["He came on Nov. 11.", "They left."],
        ["Mr. J. R. Smith of the U.S. Army, Gen. Petrov and St. Paul spoke.", "Then he left."],
        ["“It is over.”", "He left."],
        ["“It is over,” he said.", '"Go!"', "They went."],
        ["“Why?” he asked.", "Nobody spoke (not one).", "7.5 km away it rained."],
        ["No. 5 was hit at 5 a.m. on Friday.", "30,000 men left."],
        ["They left at 5 a.m.", "The city was empty."],
        ["No.", "He had left in Nov.", "Others stayed."],
        ["Well... he left.", "He left…", "And then?"],
        ["В. Путин приехал 11 нояб. вечером.", "Он уехал."],
        ["俄军撤出。", "他说“走吧。”", "完了！"],
        ["هل رحلوا؟", "نعم۔", "انتهى."],
        ["वे चले गए।", "फिर आए।"],
        ["The end"],
    ],
)
def test_sentences(sentences: list[str]) -> None:
    gap = "" if "。" in sentences[0] else " "
    text = gap.join(sentences)
    ends = [text.index(s) + len(s) for s in sentences]
    assert sentence_ends(text) == ends


def test_the_rest_of_the_sentence_stands_around_a_passage() -> None:
    text = seen("# Title\n\nFirst. He said *some\n40,000* men left on Nov. 11, and so on. Last.")
    marked = mark_passages(text, [(text.text.index("some"), text.text.index(" men"))])
    anchor = marked.anchors[0]
    assert marked.passages == (Passage(anchor, "some 40,000", "He said ", " men left on Nov. 11, and so on."),)


def test_sentences_end_with_their_block() -> None:
    text = seen("# Title\n\n- One item\n- Another\n\n| a | b |\n|---|---|\n| c d | e |")
    for words in ("Title", "item", "Another", "d"):
        start = text.text.index(words)
        low, high = Sentences(text).around((start, start + len(words)))
        assert "\n" not in text.text[low:high]


# ---- marking ------------------------------------------------------------------------------------------------------


def spans(text: VisibleText, *quotes: str) -> list[tuple[int, int]]:
    return [(f.start, f.end) for q in quotes if isinstance(f := find(Selector(q), text), Found)]


def short(page: str) -> str:
    """The HTML with an anchor as `#1 ` and marked words as `{1|words}`, so that it can be read."""
    anchor = re.compile(r'<a class="passage-mark" id="([^"]+)" href="#basis-\1" [^>]*aria-label="\[(\d+)\]">\2</a>')
    numbers = dict(anchor.findall(page))
    page = re.sub(
        r'<mark class="passage" data-passages="([^"]*)">',
        lambda m: f"{{{' '.join(numbers[name] for name in m[1].split())}|",
        anchor.sub(r"#\2 ", page),
    )
    return page.replace("</mark>", "}").replace('<p class="excerpt">', "<p>")


def test_a_passage_has_a_numbered_anchor_and_a_mark() -> None:
    text = seen("One two.")
    assert html(mark_passages(text, spans(text, "two")).body) == (
        '<p>One <a class="passage-mark" id="peb5fcbce97" href="#basis-peb5fcbce97" role="doc-noteref" aria-label="[1]">1</a>'
        '<mark class="passage" data-passages="peb5fcbce97">two</mark>.</p>\n'
    )


LONG = "the last of the soldiers crossed the river on boats of their own"


@pytest.mark.parametrize(
    ("one", "other", "quote"),
    [
        (f"Then {LONG}.", f"Nobody saw it. Others say {LONG}, at *night*.", LONG),
        (f"Then {LONG}.", f"Then {LONG.replace('the river', 'the   **river**')}.", LONG),
        (
            "He left on Friday.",
            "On Friday? He left on Friday. He came back on Friday.",
            {"exact": "on Friday", "prefix": "He left"},
        ),
        ("He’s “gone” – now.", 'He\'s "gone" - now.', "gone"),
    ],
)
def test_an_anchor_stands_on_the_words(one: str, other: str, quote: str | dict[str, str]) -> None:
    """Few words take their sentence along, many stand by themselves; typography makes no difference."""
    selector = Selector(quote) if isinstance(quote, str) else Selector(**quote)
    anchors = set()
    for text in map(seen, (one, f"Before.\n\n{other}\n\nAfter.")):
        found = find(selector, text)
        assert isinstance(found, Found)
        anchors.update(mark_passages(text, [(found.start, found.end)]).anchors)
    assert len(anchors) == 1
    assert re.fullmatch(r"p[0-9a-f]{10}", anchors.pop())


def test_an_anchor_is_the_same_on_every_machine() -> None:
    text = seen(f"Then {LONG}. Then he left. Then he left.\n\nThen {LONG}.")
    places = [(m.start(), m.end()) for m in re.finditer(f"{LONG}|left", text.text)]
    assert mark_passages(text, places).anchors == ("pa3993f7d76", "p3b6bda0441", "p3b6bda0441-2", "pa3993f7d76-2")
    # Which of two equal places is meant does not hang on whether something rests on the other.
    assert mark_passages(text, places[2:]).anchors == ("p3b6bda0441-2", "pa3993f7d76-2")


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["He left.", "He left", "On Friday he left", LONG, "a a a.", "\ufffc", "…"]), min_size=1),
    st.data(),
)
def test_no_other_passage_moves_an_anchor(sentences: list[str], data: st.DataObject) -> None:
    text = seen("\n\n".join(sentences))
    words = [m.span() for m in re.finditer(r"\S+", text.text)]
    ends = st.tuples(st.integers(0, len(words) - 1), st.integers(0, 30))
    spans = data.draw(
        st.lists(ends.map(lambda at: (words[at[0]][0], words[min(sum(at), len(words) - 1)][1])), unique=True)
    )
    anchors = mark_passages(text, spans).anchors
    assert len(set(anchors)) == len(spans)
    assert [mark_passages(text, [span]).anchors[0] for span in spans] == [*anchors]


@settings(deadline=None)
@given(st.lists(st.sampled_from(["He left. On Friday he came.", "It *was* cold.\n\n> Who?", "[^1]: Left."])), st.data())
def test_no_other_paragraph_moves_an_anchor(others: list[str], data: st.DataObject) -> None:
    """Nor does one that has the same words, where they are few: they stand in another sentence."""
    own = ["They left in the *morning*.", "On Friday nobody came; he had left.", f"Then {LONG}, it was cold."]
    paragraphs = [*own]
    for other in others:
        paragraphs.insert(data.draw(st.integers(0, len(paragraphs))), other)
    quotes = [
        Selector("left", "They"),
        Selector("On Friday", suffix="nobody"),
        Selector(LONG),
        Selector("cold", "it was"),
    ]
    alone, among = seen("\n\n".join(own)), seen("\n\n".join(paragraphs))
    anchors = [
        mark_passages(t, [(f.start, f.end) for q in quotes if isinstance(f := find(q, t), Found)]).anchors
        for t in (alone, among)
    ]
    assert anchors[0] == anchors[1]
    assert len(set(anchors[0])) == 4


def test_overlapping_passages_are_numbered_in_order_and_cut_at_every_edge() -> None:
    text = seen("One two *three four* five & six.")
    marked = mark_passages(text, spans(text, "three four five & six", "two three", "two three", "One"))
    first, second, third = (p.anchor for p in marked.passages)
    assert marked.anchors == (third, second, second, first)
    assert short(html(marked.body)) == (
        "<p>#1 {1|One} #2 {2|two }<em>#3 {2 3|three}{3| four}</em>{3| five &amp; six}.</p>\n"
    )


def test_an_anchor_is_never_inside_a_link_and_a_reference_is_marked_whole() -> None:
    text = seen("In [the *old* town](#a) and [[place:x|West Bank city]] now.")
    marked = mark_passages(text, spans(text, "old town", "Bank", "the old"))
    assert [short(part) if isinstance(part, str) else part for part in marked.body.parts] == [
        '<p>In #1 #2 <a href="#a">{1|the }<em>{1 2|old}</em>{2| town}</a> and #3 {3|',
        Ref("place", "x", "West Bank city", 1, 29),
        "} now.</p>\n",
    ]
    assert [p.exact for p in marked.passages] == ["the old", "old town", "Bank"]


def test_excerpts_are_whole_sentences_once_each() -> None:
    text = seen(
        "Before. He said *some 40,000* men[^1] left. And more. Last one.\n\n- Item\n\n[^1]: Note here. Not this."
    )
    marked = mark_passages(text, spans(text, "some 40,000", "men left", "Last", "Note", "40,000 men left. And"))
    assert short(html(marked.excerpts)) == (
        "<p>He said <em>#1 {1|some }#2 {1 2|40,000}</em>{2| }#3 {2 3|men left}{2|. And} more.</p>\n"
        "<p>#4 {4|Last} one.</p>\n<p>#5 {5|Note} here.</p>\n"
    )
    assert html(marked.excerpts).count('<p class="excerpt">') == 3
    assert html(marked.body).count("passage-mark") == 5


def test_excerpts_keep_links_and_leave_out_images_and_footnote_numbers() -> None:
    text = seen("See ![a tank](media/a.jpg) [the *town*](#a) and [[place:x]],  \nnow[^1].\n\n[^1]: Note.")
    assert short(html(mark_passages(text, spans(text, "the town")).excerpts)) == (
        '<p>See  #1 <a href="#a">{1|the }<em>{1|town}</em></a> and <a href="../x/">\ufffc</a>,<br>now.</p>\n'
    )


def test_a_passage_over_two_blocks_is_two_paragraphs_of_excerpts() -> None:
    text = seen("It ended. He left\n\n> on Friday. Then.")
    marked = mark_passages(text, spans(text, "left on Friday"))
    assert short(html(marked.excerpts)) == "<p>He #1 {1|left}</p>\n<p>{1|on Friday}.</p>\n"
    assert marked.passages[0].exact == "left on Friday"


def test_passages_that_meet_at_the_edge_of_a_block_leave_no_empty_marks() -> None:
    text = seen("He left\n\non Friday.")
    marked = mark_passages(text, spans(text, "left", "left on Friday"))
    assert short(html(marked.body)) == "<p>He #1 #2 {1 2|left}</p>\n<p>{2|on Friday}.</p>\n"


def test_sentences_without_spaces_between_them_are_excerpts_of_their_own() -> None:
    text = seen("俄军撤出。他说走。完了。")
    marked = mark_passages(text, spans(text, "撤出", "他说"))
    assert short(html(marked.excerpts)) == "<p>俄军#1 {1|撤出}。</p>\n<p>#2 {2|他说}走。</p>\n"


def test_without_passages_there_are_no_excerpts() -> None:
    marked = mark_passages(seen("One & two."), [])
    assert marked.body == Body(("<p>One &amp; two.</p>\n",))
    assert not marked.excerpts
    assert marked.passages == marked.anchors == ()


def test_a_text_that_could_not_be_read_has_no_words() -> None:
    text = seen("> " * 500)
    assert text.text == ""
    assert isinstance(find(Selector("a"), text), Missing)
    assert mark_passages(text, []).body == Body()
    assert not in_quotation(text, 0, 0)
