"""What the site says in the language of the briefing: labels, sentences, plurals, numbers and dates.

The words are the catalogues' (`locale/<language>/*.yaml`), the rules are CLDR's by way of Babel. A tag with a region or
a script speaks the words of its base language. A language without a catalogue, which `briefing check` warns of, speaks
English around the editor's text, with its own numbers and dates. Digits are Western in every language, as Babel writes
them, so that text, drawings and scripts agree.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping
from datetime import date as Day  # noqa: N812 - a method is called `date`
from decimal import Decimal, localcontext
from functools import cache, cached_property
from importlib import resources
from typing import TYPE_CHECKING

import yaml

from briefing.dates import Edtf
from briefing.dates.edtf import DatePrecision, Moment
from briefing.fingerprint import Digest, digest_bytes

if TYPE_CHECKING:
    from babel import Locale

LANGUAGES = ("ar", "de", "en", "es", "fr", "ru", "uk")
"""Those with a catalogue."""
FALLBACK = "en"
Forms = str | Mapping[str, str]

_RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur", "ps", "sd", "ug", "yi", "dv", "ckb"})
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"arab", "hebr", "thaa", "syrc", "nkoo", "adlm", "rohg"})
_AGAINST = {
    "ltr": re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001eeff]"),
    "rtl": re.compile("[A-Za-z\u00c0-\u024f\u0370-\u058f\u1e00-\u1fff]"),
}
"""By direction: a letter that is written the other way."""
_SOUNDS_LIKE_Y = re.compile(r"\W*h?[ií](?![ae])", re.IGNORECASE)
"""Before such a word Spanish says “e” for “and”, which CLDR leaves to whoever joins."""
_ISOLATE, _END = "\u2068", "\u2069"
_MARKS = {"ltr": "\u200e", "rtl": "\u200f"}
WITHOUT_MARKS = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u200e\u200f"))
"""For `str.translate`: takes from a text what keeps its directions apart, for programs that would print it."""


class Language:
    """One language's words. Instances are shared: `Language.load`."""

    def __init__(self, code: str, words: Mapping[str, Forms], digest: Digest) -> None:
        self.code = code
        self._words = words
        self.digest = digest
        """Of the catalogue: what is made with its words is stale when they change."""

    @staticmethod
    @cache
    def load(code: str) -> Language:
        """The language of a BCP 47 tag, or the nearest there is."""
        words, data = _catalogue(FALLBACK)
        base = base_of(code)
        if base != FALLBACK and base in LANGUAGES and _folder(base).is_dir():
            own, own_data = _catalogue(base)
            words, data = {**words, **own}, data + own_data
        return Language(code, words, digest_bytes(code.encode(), data))

    def say(self, key: str, **params: object) -> str:
        """The words of `key`; `n` picks the plural form and is written as a number.

        What is put in keeps its own direction: a name from right to left does not turn the sentence around it.

        Raises:
            KeyError: where the catalogue has no such key.
        """
        forms = self._words[key]
        if not isinstance(forms, str):
            count = params["n"]
            assert isinstance(count, int | Decimal)
            forms = forms.get(self._plural(count)) or forms["other"]
            params["n"] = self.number(Decimal(count))
        if not params:
            return forms
        said = forms.format(**params)
        if (said.isascii() and self.direction == "ltr") or not _AGAINST[self.direction].search(said):
            return said
        said = forms.format(**{k: self.isolated(v) if isinstance(v, str) else v for k, v in params.items()})
        # HTML takes the direction of a text from its first letter, even where that is isolated.
        return _MARKS[self.direction] + said if said.startswith(_ISOLATE) else said

    label = say

    def has(self, key: str) -> bool:
        """Whether the catalogue has words for `key`."""
        return key in self._words

    @cached_property
    def locale(self) -> Locale:
        """Babel's locale: the nearest that CLDR has."""
        from babel import Locale, UnknownLocaleError

        # English that names no country is the world's: day before month.
        own = "en-001" if self.code.lower() == "en" else self.code
        for tag in (own, base_of(self.code), FALLBACK):
            try:
                return Locale.parse(tag, sep="-")
            except (UnknownLocaleError, ValueError):
                continue
        raise AssertionError

    @cached_property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return direction_of(self.code)

    def _plural(self, count: int | Decimal) -> str:
        if self.is_english:  # saves loading Babel where nothing else needs it
            return "one" if count == 1 else "other"
        with localcontext(prec=_digits_of(Decimal(count))):
            return str(self.locale.plural_form(count))

    @cached_property
    def is_english(self) -> bool:
        """Whether the words are English and the briefing's as well."""
        return base_of(self.code) == FALLBACK

    def number(self, number: Decimal) -> str:
        """A number with the language's separators, its digits as given."""
        if self.is_english:
            return f"{number:,f}"
        from babel.numbers import format_decimal

        # Babel rounds within the context's precision, and fails where that is less than the number has digits.
        with localcontext(prec=_digits_of(number)):
            return str(format_decimal(number, locale=self.locale, decimal_quantization=False))

    def join(self, items: Iterable[str]) -> str:
        """`a, b and c`."""
        from babel.lists import format_list

        listed = [self.isolated(item) for item in items]
        if base_of(self.code) == "es" and len(listed) > 1 and _SOUNDS_LIKE_Y.match(listed[-1]):
            return f"{', '.join(listed[:-1])} e {listed[-1]}"
        return format_list(listed, locale=self.locale) if listed else ""

    def commas(self, items: Iterable[str]) -> str:
        """`a, b, c`: one thing after another, of which the last is not the sum."""
        return self.say("list.comma").join(self.isolated(item) for item in items)

    def semicolons(self, items: Iterable[str]) -> str:
        """`a; b`: parts that hold commas of their own."""
        return self.say("list.semicolon").join(self.isolated(item) for item in items)

    def quoted(self, text: str) -> str:
        """A title in quotation marks."""
        return self.say("quoted", text=text)

    def dotted(self, items: Iterable[str]) -> str:
        """`a · b`: particulars of one thing; empty ones are left out."""
        return " · ".join(self.isolated(item) for item in items if item)

    def isolated(self, text: str) -> str:
        """The text, kept apart from what is around it where its letters run the other way."""
        if text.isascii() and self.direction == "ltr":
            return text
        return f"{_ISOLATE}{text}{_END}" if _AGAINST[self.direction].search(text) else text

    def sentences(self, parts: Iterable[str]) -> str:
        """Several sentences in a row; empty ones are left out."""
        return " ".join(p for p in parts if p)

    # ---- dates ----------------------------------------------------------------------------------------------------

    def date(self, value: Edtf) -> str:
        """A date at its own precision: never more exact than it was given."""
        return _date_words(self, value)

    def day(self, value: Day) -> str:
        """One calendar day."""
        return _day_words(self, value)

    def short_day(self, value: Day) -> str:
        """One day of a year that stands beside it."""
        return _day_words(self, value, "short-")

    def month(self, value: Day) -> str:
        """A month with its year."""
        return _month_words(self, value)


@cache
def _day_words(language: Language, value: Day, form: str = "") -> str:
    from babel.dates import format_date

    pattern = language.say(f"date.pattern.{form}{'first-day' if value.day == 1 else 'day'}")
    return str(format_date(value, pattern, locale=language.locale))


@cache
def _month_words(language: Language, value: Day, *, part: bool = False) -> str:
    from babel.dates import format_date

    pattern = language.say("date.pattern.part-of-month" if part else "date.pattern.month")
    return str(format_date(value, pattern, locale=language.locale))


def base_of(code: str) -> str:
    """The language of a tag without its script, region and variants: `fr` of `fr-CH`."""
    return code.split("-")[0].lower()


@cache
def direction_of(code: str) -> str:
    """The direction of a language's script: `rtl` or `ltr`."""
    base, *rest = code.lower().split("-")
    script = rest[0] if rest and len(rest[0]) == 4 and rest[0].isalpha() else ""
    return "rtl" if script in _RIGHT_TO_LEFT_SCRIPTS or (base in _RIGHT_TO_LEFT and not script) else "ltr"


def _digits_of(number: Decimal) -> int:
    """How many digits it has at the most when it is written out, and some that Babel's patterns ask for."""
    _, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)
    return len(digits) + abs(exponent) + 6


def _folder(code: str) -> resources.abc.Traversable:
    return resources.files("briefing") / "locale" / code


@cache
def _catalogue(code: str) -> tuple[dict[str, Forms], bytes]:
    words: dict[str, Forms] = {}
    data = b""
    for file in sorted(_folder(code).iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yaml"):
            text = file.read_bytes()
            data += text
            _flatten("", yaml.load(text, Loader=yaml.CSafeLoader), words)
    return words, data


_PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})


def _flatten(prefix: str, tree: Mapping[str, object], out: dict[str, Forms]) -> None:
    for key, value in tree.items():
        name = f"{prefix}{key}"
        if isinstance(value, str):
            out[name] = value
        elif isinstance(value, Mapping) and "other" in value and set(value) <= _PLURALS:
            out[name] = {str(k): str(v) for k, v in value.items()}
        else:
            assert isinstance(value, Mapping), f"{name} is not words"
            _flatten(f"{name}.", value, out)


@cache
def _date_words(language: Language, value: Edtf) -> str:
    if not value.is_interval:
        assert value.start is not None
        return _moment_words(language, value.start)
    if value.start is None or value.end is None:
        key, end = ("date.until", value.end) if value.start is None else ("date.from", value.start)
        assert end is not None
        return language.say(key, date=_moment_words(language, end))
    if (third := _third_of_month(value)) is not None:
        return language.say(f"date.{third}-month", month=_month_words(language, value.start.first_day, part=True))
    return language.say(
        "date.range", start=_moment_words(language, value.start), end=_moment_words(language, value.end)
    )


def _third_of_month(value: Edtf) -> str | None:
    """`early`, `mid` or `late` where an interval of days is just that: nobody means "from the 1st to the 10th"."""
    start, end = value.start, value.end
    assert start is not None
    assert end is not None
    first, last = start.first_day, end.last_day
    if start.precision is not DatePrecision.DAY or (first.year, first.month) != (last.year, last.month):
        return None
    length = calendar.monthrange(first.year, first.month)[1]
    return {(1, 10): "early", (11, 20): "mid", (21, length): "late"}.get((first.day, last.day))


def _moment_words(language: Language, moment: Moment) -> str:
    day = moment.first_day
    match moment.precision:
        case DatePrecision.YEAR:
            words = str(day.year)
        case DatePrecision.MONTH:
            words = language.month(day)
        case DatePrecision.DAY:
            words = language.day(day)
        case _:
            words = language.say("date.day-and-time", day=language.day(day), time=moment.clock)
            words = f"{words} {_zone_words(language, moment.offset)}"
    if moment.approximate:
        words = language.say("date.about", date=words)
    return language.say("date.uncertain", date=words) if moment.uncertain else words


def _zone_words(language: Language, offset: int | None) -> str:
    if offset is None:
        return language.say("date.zone-not-stated")
    sign, minutes = ("+" if offset >= 0 else "−"), abs(offset)
    zone = "UTC" if offset == 0 else f"UTC{sign}{minutes // 60}" + (f":{minutes % 60:02}" if minutes % 60 else "")
    return language.isolated(zone)
