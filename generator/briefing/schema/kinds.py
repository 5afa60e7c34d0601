"""The kinds of value that front matter may hold, each with the words for what is wrong with another.

Validators raise `PydanticCustomError` whose type is a code of the catalogue and whose context carries the help.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from briefing.dates import DateError, Edtf, parse_edtf
from briefing.numerals import thousands_hint
from briefing.problems import nearest

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(10))})
_MAX_ID = 100


def wrong(code: str, message: str, help_: str = "") -> PydanticCustomError:
    """An error that becomes a `Problem` of this code."""
    # The message goes through the context: pydantic would read braces in it as fields.
    return PydanticCustomError(code, "{message}", {"message": message, "help": help_})


def described(value: object) -> str:
    """A value as an editor would call it."""
    match value:
        case None:
            return "nothing"
        case bool():
            return f"`{str(value).lower()}`"
        case int() | Decimal():
            return f"the number {value}"
        case str():
            return f"`{value}`" if len(value) <= 60 else f"`{value[:57]}…`"
        case list():
            return "a list"
        case _:
            return "a mapping"


def is_id(text: str) -> bool:
    """Whether this may be an id: lower-case ASCII letters, digits and single hyphens, and a safe file name anywhere."""
    return ID.match(text) is not None and len(text) <= _MAX_ID and text not in _RESERVED


def _text(value: object) -> str:
    if not isinstance(value, str):
        help_ = f'Put it in quotes: "{value}".' if isinstance(value, int | Decimal) else "Write words here."
        raise wrong("wrong-type", f"Words are expected here, not {described(value)}.", help_)
    text = value.strip()
    if not text:
        raise wrong("bad-value", "This is empty.", "Write the words, or leave the key out.")
    return text


def _optional_text(value: object) -> str:
    return "" if value is None else _text(value)


def _identifier(value: object) -> str:
    text = _text(value)
    if not is_id(text):
        raise wrong(
            "bad-id",
            f"`{text}` is not an id.",
            "Use lower-case letters a–z, digits and hyphens, as in `capture-of-the-city`.",
        )
    return text


def _date(value: object) -> Edtf:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise wrong(
            "bad-date", f"A date is expected here, not {described(value)}.", "Write it as 2022-11-11, 2022-11 or 2022."
        )
    try:
        return parse_edtf(value.strip())
    except DateError as error:
        raise wrong("bad-date", error.message, error.help) from None


def _as_of(value: object) -> Edtf | str:
    return "published" if value == "published" else _date(value)


def _instant(value: object) -> Edtf:
    date = _date(value)
    if date.is_interval or not date.zoned:
        raise wrong(
            "bad-date",
            f"`{date.text}` is not an instant: an embargo needs a clock time and a zone.",
            "Write it as 2022-11-20T06:00+02:00.",
        )
    return date


def _url(value: object) -> str:
    text = _text(value)
    if not re.match(r"https?://[^\s/@<>\"\\]+(?:[/?#][^\s<>\"\\]*)?\Z", text, re.IGNORECASE):
        raise wrong("bad-url", f"`{text}` is not a web address.", "Write it whole, as in https://example.org/page.")
    return text


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise wrong(
            "wrong-type",
            f"Either true or false is expected here, not {described(value)}.",
            "Write `true` or `false`, without quotes.",
        )
    return value


def plain_number(value: object) -> Decimal:
    """A number as it is written."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise _not_a_number(value)
    return Decimal(value)


def _not_a_number(value: object) -> PydanticCustomError:
    hint = thousands_hint(value) if isinstance(value, str) else None
    help_ = f"Write {hint}, without separators." if hint else "Write digits, as in 30000 or 2.5."
    return wrong(
        "thousands-separator" if hint else "wrong-type", f"A number is expected here, not {described(value)}.", help_
    )


def _share(value: object) -> Decimal:
    """`10 %`, `10%` or `10`: a share, 0.1."""
    if isinstance(value, str) and (match := re.fullmatch(r"(\d+(?:\.\d+)?)\s*%", value.strip())):
        number = Decimal(match[1])
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        number = Decimal(value)
    else:
        raise wrong(
            "bad-value", f"A share in per cent is expected here, not {described(value)}.", "Write it as `10 %`."
        )
    if not 0 <= number <= 100:
        raise wrong("bad-value", f"{number} % is not between 0 and 100 %.", "Write it as `10 %`.")
    return number / 100


def _sequence(value: object) -> object:
    """A lone string stands for a list of one; null for an empty list."""
    if value is None:
        return []
    return [value] if isinstance(value, str) else value


Text = Annotated[str, PlainValidator(_text), WithJsonSchema({"type": "string", "minLength": 1})]
OptionalText = Annotated[str, PlainValidator(_optional_text), WithJsonSchema({"type": ["string", "null"]})]
Id = Annotated[
    str, PlainValidator(_identifier), WithJsonSchema({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"})
]
_DATE_SCHEMA = {
    "type": ["string", "integer"],
    "description": "EDTF: 2022-11-11, 2022-11, 2022, 2022-11-11T05:00+03:00, a/b",
}
Date = Annotated[Edtf, PlainValidator(_date), WithJsonSchema(_DATE_SCHEMA)]
AsOf = Annotated[Edtf | str, PlainValidator(_as_of), WithJsonSchema(_DATE_SCHEMA)]
# A key that was written and left empty is no instant: nobody means to publish at once with it.
Embargo = Annotated[Edtf | None, PlainValidator(_instant), WithJsonSchema({"type": "string"})]
Url = Annotated[str, PlainValidator(_url), WithJsonSchema({"type": "string", "format": "uri"})]
Flag = Annotated[bool, PlainValidator(_flag), WithJsonSchema({"type": "boolean"})]
Number = Annotated[Decimal, PlainValidator(plain_number), WithJsonSchema({"type": "number"})]
Share = Annotated[Decimal, PlainValidator(_share), WithJsonSchema({"type": ["string", "number"]})]

T = TypeVar("T")
ListOf = Annotated[list[T], BeforeValidator(_sequence), Field(default_factory=list)]


@cache
def word_of(kind: type[Enum]) -> Any:
    """The type of a key that takes one of an enum's words."""
    words = [str(member.value) for member in kind]

    def choose(value: object) -> Enum:
        for member in kind:
            if value == member.value:
                return member
        near = nearest(value, words) if isinstance(value, str) else None
        listed = ", ".join(f"`{w}`" for w in words)
        raise wrong(
            "unknown-choice",
            f"{described(value)[0].upper()}{described(value)[1:]} is not one of the words for this.",
            f"Did you mean `{near}`? The words are {listed}." if near else f"The words are {listed}.",
        )

    return Annotated[kind, PlainValidator(choose), WithJsonSchema({"enum": words})]
