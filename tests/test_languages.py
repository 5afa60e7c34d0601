"""Every language's catalogue is whole, agrees with the English one, and leaves no English on a page.

`languages/<code>.txt` holds what a language makes of every verdict, reason, number and date. `pytest --update-golden`
writes it anew: read the difference as its editor would.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from string import Formatter

import pytest
import yaml
from babel import Locale

import briefing
from briefing.dates import parse_edtf
from briefing.language import LANGUAGES, Language, base_of, direction_of
from briefing.pages.wording import unit_name, value_words
from briefing.records import Amount, Qualifier, Span, Vague
from building import EXAMPLE, build_site, read_tree

LOCALE = Path(briefing.__file__).parent / "locale"
EXPECTED = Path(__file__).parent / "languages"
OTHERS = tuple(code for code in LANGUAGES if code != "en")
FILES = ("drawings.yaml", "labels.yaml", "sentences.yaml")
PLURALS = {"zero", "one", "two", "few", "many", "other"}

Forms = str | Mapping[str, str]

SAME_AS_ENGLISH = {
    "ar": set(), "ru": set(), "uk": set(),
    "de": {"actor.type.organization", "drawing.kilometres", "actor.type.person", "provenance.original"},
    "es": {
        "drawing.kilometres", "place.blurred", "provenance.original", "section.compatible.heading", "status.compatible", "unit.acre",
        "verdict.compatible",
    },
    "fr": {
        "actor.type.organization", "counts.articles", "drawing.head.date", "drawing.kilometres", "list.page",
        "methodology.verdicts.first", "nav.articles", "nav.changes", "nav.pages", "noun.articles", "provenance.original",
        "section.compatible.heading", "status.compatible", "ui.corrections", "ui.n-articles", "ui.n-pages",
        "unit.acre", "unit.hectare", "unit.minute", "unit.tonne", "unit.yard", "verdict.compatible",
    },
}  # fmt: skip
"""Words that a language shares with English, each looked at."""
LATIN = {"JSON", "CSV", "Atom", "SHA", "BibTeX", "RIS", "PDF", "JavaScript"}
"""What other scripts leave in Latin letters."""


@cache
def words(code: str, file: str) -> dict[str, Forms]:
    """By key: the words, or the words by plural category."""
    found: dict[str, Forms] = {}

    def walk(prefix: str, tree: Mapping[str, object]) -> None:
        for key, value in tree.items():
            if isinstance(value, Mapping) and not ("other" in value and set(value) <= PLURALS):
                walk(f"{prefix}{key}.", value)
            else:
                found[f"{prefix}{key}"] = value  # type: ignore[assignment]

    walk("", yaml.safe_load((LOCALE / code / file).read_text()))
    return found


def forms_of(entry: Forms) -> dict[str, str]:
    return {"": entry} if isinstance(entry, str) else dict(entry)


def parameters(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def literals(entry: Forms) -> Iterator[str]:
    for text in forms_of(entry).values():
        yield from (part for part, _, _, _ in Formatter().parse(text))


def test_the_languages_are_those_that_have_a_catalogue() -> None:
    assert {p.name for p in LOCALE.iterdir()} == set(LANGUAGES)
    assert all({p.name for p in (LOCALE / code).iterdir()} == set(FILES) for code in LANGUAGES)


# ---- catalogues ---------------------------------------------------------------------------------------------------

EACH = pytest.mark.parametrize("code", OTHERS)


@EACH
@pytest.mark.parametrize("file", FILES)
def test_a_catalogue_has_the_keys_of_english(code: str, file: str) -> None:
    own, english = words(code, file), words("en", file)
    assert english.keys() - own.keys() == set(), "not translated yet"
    assert own.keys() - english.keys() == set(), "English has no such key"
    assert list(own) == list(english), "in another order, which makes the two hard to read side by side"


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("file", FILES)
def test_a_catalogue_has_the_plurals_that_cldr_demands(code: str, file: str) -> None:
    demanded = Locale.parse(code).plural_form.tags | {"other"}
    for key, entry in words(code, file).items():
        is_plural = isinstance(words("en", file)[key], Mapping)
        assert isinstance(entry, Mapping) == is_plural, key
        if isinstance(entry, Mapping):
            assert set(entry) == demanded, key


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("file", FILES)
def test_a_catalogue_is_given_the_same_things_to_say(code: str, file: str) -> None:
    for key, entry in words(code, file).items():
        wanted = set().union(*map(parameters, forms_of(words("en", file)[key]).values()))
        for category, text in forms_of(entry).items():
            # Arabic has words for none, one and two of a thing, which say the number.
            optional = {"n"} if code == "ar" and category in ("zero", "one", "two") else set()
            assert parameters(text) | optional == wanted | optional, f"{key} {category}"


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("file", FILES)
def test_a_catalogue_has_no_empty_words(code: str, file: str) -> None:
    for key, entry in words(code, file).items():
        for text in forms_of(entry).values():
            assert isinstance(text, str), f"{key} is no text for YAML: put it in quotes"
            assert text.strip(), key
            spaced = key.startswith("list.") or key in ("ui.and", "ui.comma", "ui.semicolon", "ui.colon")
            assert spaced or text == text.strip(), key
            assert "  " not in text, key
            assert text.count("«") == text.count("»"), key


@EACH
@pytest.mark.parametrize("file", FILES)
def test_nothing_is_left_in_english(code: str, file: str) -> None:
    left = set()
    for key, entry in words(code, file).items():
        if key.startswith("date.pattern."):
            continue
        english = {t.strip() for t in literals(words("en", file)[key]) if re.search("[A-Za-z]{2}", t)}
        own = {t.strip() for t in literals(entry)}
        if english & own and not all(t.split() and set(t.split()) <= LATIN for t in english):
            left.add(key)
        if Language.load(code).locale.script in ("Arab", "Cyrl") or code in ("uk", "ru", "ar"):
            assert {w for t in own for w in re.findall("[A-Za-z]+", t)} <= LATIN, key
    assert left <= SAME_AS_ENGLISH[code], "the same as in English: translate it, or add it to the list"


@EACH
def test_typography(code: str) -> None:
    for file in FILES:
        for key, entry in words(code, file).items():
            for text in forms_of(entry).values():
                assert '"' not in text, key
                assert "'" not in text or key.startswith("date.pattern."), key
                if code == "fr":
                    assert not re.search("[^\u00a0\u202f][:;?!»]|«[^\u00a0\u202f]", text.strip()), (
                        f"{key}: no-break spaces"
                    )
                if code == "ar" and key != "place.position":
                    assert not re.search("[,;?]", text), f"{key}: Arabic has its own marks"


def test_no_english_verb_has_to_agree_with_a_name() -> None:
    """A name may be of one (`Arden police`) or of many (`The residents`): the past tense fits both."""
    present = re.compile(r"\{(?:a|b|by|who)\}(?: \w+ly)? (?:is|are|was|were|has|have|does|do|\w+[^s\W]s)\b")
    wrong = {
        k: t for file in FILES for k, e in words("en", file).items() for t in forms_of(e).values() if present.search(t)
    }
    assert not wrong
    assert present.search("{a} expressly denies it")


# ---- what they say ------------------------------------------------------------------------------------------------

NAMES = {
    "a": "Arden police", "b": "The residents", "by": "A. Editor", "on": "2024-05-04", "because": "The list was checked.",
    "place_a": "Old Town", "place_b": "Arden", "scope_a": "civilians", "scope_b": "soldiers", "unit_a": "mile", "unit_b": "hour",
    "title": "Bridge closed", "titles": "Bridge closed", "event": "Bridge closed", "value": "3", "section": "…", "km": "5",
    "lat": "46.6", "lon": "32.6", "places": "Arden", "number": "2", "share": "10", "round_from": "20", "round_share": "5",
    "least": "0", "origins": "2", "articles": "3", "unknown": "1", "who": "Arden police", "what": "3", "text": "Bridge closed",
}  # fmt: skip


def said(code: str) -> Iterator[str]:
    """Every verdict sentence with two values, the numbers on which plurals turn, and dates of every form."""
    language = Language.load(code)
    given = dict(NAMES, on=language.date(parse_edtf("2024-05-04")))
    given |= {f"unit_{s}": unit_name(NAMES[f"unit_{s}"], language) for s in "ab"}
    given |= {f"as_of_{s}": language.date(parse_edtf(d)) for s, d in (("a", "2024-05"), ("b", "2024-05-03/2024-06"))}
    catalogue = words("en", "sentences.yaml")
    prefixes = (
        "reason.",
        "summary.",
        "status.",
        "verdict.",
        "event.status.",
        "look-alike.",
        "origins-in",
        "says",
        "and-",
    )
    for key in catalogue:
        if key.startswith(prefixes):
            dates = key.startswith(("reason.date", "reason.less"))
            values = [Span(Decimal(3), Decimal(5)), Amount(Decimal(40000))]
            if dates:
                values = [parse_edtf("2024-05-11/2024-05-20"), parse_edtf("2024-05-12")]
            for side, value, qualifier in zip("ab", values, (Qualifier.EXACT, Qualifier.AT_LEAST), strict=True):
                bound = Qualifier.EXACT if dates else qualifier
                given[f"value_{side}"] = value_words(value, "person", language, bound)
            yield f"{key}: {language.say(key, **given)}"
    for qualifier in Qualifier:
        yield f"{qualifier.value}: {value_words(Amount(Decimal(21)), 'kilometre', language, qualifier)}"
    for word in ("none", "some", "a few", "several", "dozens", "hundreds", "thousands", "many", "a lot"):
        yield f"{word}: {value_words(Vague(word), None, language)}"
    for number in ("0", "1", "2", "3", "5", "11", "21", "100", "1.5", "1000000"):
        amount = Amount(Decimal(number))
        units = ", ".join(value_words(amount, unit, language) for unit in ("day", "women", "km", "%"))
        counted = language.say("counts.claims", n=int(amount.number)) if "." not in number else ""
        yield f"{number}: {units}; {counted}"
    for date in (
        "2024", "2024-05", "2024-05-01", "2024-05-03", "2024-05-03T10:00+02:00", "2024-05-03T10:00", "2024-05~", "2024-05-03?",
        "2024-05-03/2024-06", "2024-05-03/..", "../2024-05", "2024-05-01/2024-05-10", "2024-05-11/2024-05-20", "2024-05-21/2024-05-31",
    ):  # fmt: skip
        yield f"{date}: {language.date(parse_edtf(date))}"
    yield f"join: {language.join(['Anna', 'Boris', 'Irina'])}; {language.commas(['Arden', 'Anna'])}"
    yield f"quoted: {language.quoted('Arden')}"


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_verdict_is_said(code: str, request: pytest.FixtureRequest) -> None:
    found = "\n".join(said(code)) + "\n"
    file = EXPECTED / f"{code}.txt"
    if request.config.getoption("--update-golden"):
        file.write_text(found, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == found
    assert "{" not in found


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("number", ["1E+30", "123456789012345678901234567890.55", "1E-40", "-0." + "1" * 60])
def test_a_number_keeps_its_digits_however_many(code: str, number: str) -> None:
    language = Language.load(code)
    written = re.sub(r"\D", "", language.number(Decimal(number)))
    assert written == re.sub(r"\D", "", f"{Decimal(number):f}")
    assert language.say("counts.claims", n=10**40)


def test_a_region_speaks_its_language_and_counts_its_own_way() -> None:
    ukrainian = Language.load("uk-UA").say("nav.events")
    assert ukrainian == Language.load("uk").say("nav.events") != Language.load("en").say("nav.events")
    assert Language.load("de-CH").number(Decimal(40000)) != Language.load("de").number(Decimal(40000))
    assert Language.load("AR").direction == "rtl"
    assert [direction_of(c) for c in ("ar-EG", "ku-Arab", "ar-Latn", "he", "uk", "sr-Latn")] == [
        "rtl",
        "rtl",
        "ltr",
        "rtl",
        "ltr",
        "ltr",
    ]
    assert base_of("zh-Hant-TW") == "zh"


def test_a_name_does_not_turn_the_sentence_around_it() -> None:
    assert Language.load("en").say("says", who="شرطة", what="3") == "\u200e\u2068شرطة\u2069: 3."
    assert Language.load("en").say("says", who="Поліція", what="3") == "Поліція: 3."
    assert "\u2068Arden\u2069" in Language.load("ar").say("says", who="Arden", what="3")
    assert "\u2068" not in Language.load("ar").say("says", who="الشرطة", what="3")
    assert Language.load("ar").dotted(("2022", "", "Kherson", "مقال")) == "2022 · \u2068Kherson\u2069 · مقال"


def test_what_an_article_says_in_its_own_language_is_marked(tmp_path: Path) -> None:
    content = in_language(EXAMPLE, tmp_path / "content", "ar")
    assert build_site(content, tmp_path / "site").ok
    files = read_tree(tmp_path / "site")
    assert not [path for path, data in files.items() if path.endswith((".bib", ".ris")) and "\u2068" in data.decode()]
    site = {path: data.decode() for path, data in files.items() if path.endswith(".html")}
    title = re.search(r"^title: \"?(.*?)\"?$", (content / "articles" / "west-bank-left.md").read_text(), re.M)
    assert title
    written = re.escape(title[1])
    links = [m for page in site.values() for m in re.findall(rf"(<bdi[^>]*>){written}</bdi>", page)]
    assert links
    assert set(links) == {'<bdi lang="en" dir="ltr">'}
    event, article = site["events/withdrawal-complete/index.html"], site["articles/west-bank-left/index.html"]
    assert f'<h1 lang="en" dir="ltr">{title[1]}</h1>' in article
    assert '<q lang="en" dir="ltr">' in event
    quoted = re.findall(r'<blockquote class="words">\s*<p>(.{21})', event)
    assert quoted
    assert set(quoted) == {'<span lang="en" dir="'}
    # Nor does a title stand unmarked in a name (`Title (in its own voice)`), in a sentence or where a style sheet reads it.
    # What a head holds and what is drawn cannot be marked in parts.
    titles = [re.search(r"^title: \"?(.*?)\"?$", p.read_text(), re.M) for p in (content / "articles").iterdir()]
    known = [t[1] for t in titles if t]
    assert len(known) >= 8
    for path, page in site.items():
        body = re.sub(r"<head>.*?</head>|<svg\b.*?</svg>", "", page, flags=re.S)
        unmarked = [text for text in Page(body, "ar").words if any(title in text for title in known)]
        assert not unmarked, f"{path}: {unmarked[0]}"
    embedded = site["figures/occupation-length/embed/index.html"]
    assert re.search(r'<bdi>[^<]*<bdi lang="en" dir="ltr">[^<]+</bdi>[^<]*\(كلام المقال نفسه\)</bdi>', embedded)


# ---- on pages -----------------------------------------------------------------------------------------------------

_SPOKEN = ("aria-label", "title", "alt", "data-words", "data-article")
_SPOKEN_META = {"description", "og:title", "og:description", "og:site_name"}


class Page(HTMLParser):
    """The words of a page in its own language: texts and spoken attributes, without what has a language of its own."""

    def __init__(self, markup: str, code: str) -> None:
        super().__init__()
        self._code = code
        self._open: list[tuple[str, bool]] = []
        self.words: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        foreign = given.get("lang") not in (None, self._code) or tag in ("script", "style") or self._is_foreign
        if not foreign:
            self.words += [given[name] or "" for name in _SPOKEN if name in given]
            if {given.get("name"), given.get("property")} & _SPOKEN_META:
                self.words.append(given["content"] or "")
        if tag not in ("meta", "link", "br", "img", "input"):
            self._open.append((tag, foreign))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self._is_foreign and data.strip():
            self.words.append(data)

    @property
    def _is_foreign(self) -> bool:
        return bool(self._open) and self._open[-1][1]


def in_language(content: Path, folder: Path, code: str) -> Path:
    """A copy of some content whose briefing is in another language, and its articles still in their own."""
    shutil.copytree(content, folder)
    own = re.search(r"^language: (\S+)", (folder / "briefing.yaml").read_text(), re.M)
    text = re.sub(r"^language:.*\n", "", (folder / "briefing.yaml").read_text(), flags=re.M)
    (folder / "briefing.yaml").write_text(f"{text}language: {code}\n")
    for article in (folder / "articles").iterdir():
        text = article.read_text()
        if "\nlanguage:" not in text:
            article.write_text(text.replace("---\n", f"---\nlanguage: {own[1] if own else 'en'}\n", 1))
    return folder


@cache
def english_phrases() -> tuple[frozenset[str], frozenset[str]]:
    """What the English catalogue says: whole texts, and phrases of at least three words."""
    entries = [
        entry for file in FILES for key, entry in words("en", file).items() if not key.startswith("date.pattern.")
    ]
    parts = {part.strip(" .,:;()“”") for entry in entries for part in literals(entry)}
    return (
        frozenset(p for p in parts if re.fullmatch("[A-Za-z][a-z]{2,}.*", p)),
        frozenset(p for p in parts if len(p.split()) >= 3),
    )


@EACH
def test_no_english_is_left_on_the_pages_of_the_example(code: str, tmp_path: Path) -> None:
    content = in_language(EXAMPLE, tmp_path / "content", code)
    built = build_site(content, tmp_path / "site")
    assert built.ok, built.problems
    own = "\n".join(" ".join(p.read_text().split()) for p in content.rglob("*.*"))
    whole, phrases = english_phrases()
    pages = {path: data.decode() for path, data in read_tree(tmp_path / "site").items() if path.endswith(".html")}
    assert len(pages) > 20
    shared = {
        t.strip() for key in SAME_AS_ENGLISH[code] for file in FILES for t in literals(words("en", file).get(key, ""))
    }
    for path, page in pages.items():
        assert f'<html lang="{code}" dir="{direction_of(code)}">' in page, path
        for text in Page(page, code).words:
            told = " ".join(text.split()).strip(" .,:;()“”")
            assert told not in whole - shared or told in own, f"{path}: {told}"
            left = [p for p in phrases if p in told and p not in own]
            assert not left, f"{path}: {left[0]}"


@pytest.mark.parametrize("code", [c for c in ("ar", "ru", "uk") if c in LANGUAGES])
def test_a_site_without_latin_content_has_no_latin_words(code: str, tmp_path: Path) -> None:
    content = in_language(Path(__file__).parent / "sites" / "multilingual" / "content", tmp_path / "content", code)
    assert build_site(content, tmp_path / "site").ok
    for path, data in read_tree(tmp_path / "site").items():
        if path.endswith(".html"):
            for text in Page(data.decode(), code).words:
                if not re.fullmatch(r"[0-9a-f]{64}", text.strip()):
                    latin = set(re.findall("[A-Za-z]{2,}", text)) - LATIN
                    assert not latin, f"{path}: {text}"
