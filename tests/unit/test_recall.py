"""Answers kept through changes equal answers made from nothing."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from briefing.recall import Recall, differs, observe, recalled, replace_observed


@dataclass(frozen=True)
class Shelf:
    books: Mapping[str, Decimal]
    lent: Mapping[str, str]
    label: str = "shelf"


@dataclass
class Reader:
    shelf: Shelf
    recall: Recall
    made: list[str] = field(default_factory=list)

    @recalled
    def price(self, book: str) -> Decimal:
        self.made.append(f"price {book}")
        return self.shelf.books[book]

    @recalled
    def is_dear(self, book: str) -> bool:
        self.made.append(f"is_dear {book}")
        return self.price(book) > 5

    @recalled
    def dear(self) -> tuple[str, ...]:
        self.made.append("dear")
        return tuple(b for b in self.shelf.books if self.is_dear(b))

    @recalled
    def borrower(self, book: str) -> str:
        self.made.append(f"borrower {book}")
        return self.shelf.lent.get(book, "nobody") if book in self.shelf.books else "gone"

    @recalled
    def page(self, book: str) -> str:
        self.made.append(f"page {book}")
        others = len(self.dear()) - self.is_dear(book)
        return f"{book} {self.price(book)} {self.borrower(book)} {others} {self.shelf.label}"

    @recalled
    def total(self) -> Decimal:
        self.made.append("total")
        return sum(self.shelf.books.values(), Decimal(0))


def watching(shelf: Shelf) -> Reader:
    recall = Recall(observes=True)
    return Reader(observe(recall, "shelf", shelf), recall)


def change(reader: Reader, shelf: Shelf) -> None:
    reader.made.clear()
    reader.recall.renew(replace_observed(reader.shelf, shelf))


def everything(reader: Reader) -> list[object]:
    pages: list[object] = [reader.page(b) for b in list(reader.shelf.books)]
    return [*pages, reader.dear(), reader.total()]


BOOKS = Shelf({"atlas": Decimal(9), "bible": Decimal(3)}, {"atlas": "Ann"})


def test_a_second_question_is_answered_from_memory() -> None:
    reader = Reader(BOOKS, Recall())
    assert everything(reader) == everything(reader)
    assert len(reader.made) == len(set(reader.made))


def test_only_what_looked_at_the_change_is_made_again() -> None:
    reader = watching(BOOKS)
    everything(reader)
    change(reader, Shelf(BOOKS.books, {"atlas": "Ben"}))
    assert reader.made == ["borrower atlas", "page atlas"]
    assert reader.page("atlas") == "atlas 9 Ben 0 shelf"
    assert reader.made == ["borrower atlas", "page atlas"]


def test_an_answer_that_comes_out_equal_stops_the_change() -> None:
    reader = watching(BOOKS)
    everything(reader)
    change(reader, Shelf({"atlas": Decimal(8), "bible": Decimal(3)}, BOOKS.lent))
    assert "dear" not in reader.made
    assert "page bible" not in reader.made
    assert reader.made.count("page atlas") == 1


def test_equal_numbers_that_are_written_otherwise_are_a_change() -> None:
    reader = watching(BOOKS)
    everything(reader)
    change(reader, Shelf({"atlas": Decimal("9.00"), "bible": Decimal(3)}, BOOKS.lent))
    assert reader.page("atlas") == "atlas 9.00 Ann 0 shelf"


def test_a_field_that_is_no_mapping_is_observed() -> None:
    reader = watching(BOOKS)
    everything(reader)
    change(reader, Shelf(BOOKS.books, BOOKS.lent, "case"))
    assert reader.page("bible") == "bible 3 nobody 1 case"


def test_another_order_is_a_change_to_who_goes_through_the_keys() -> None:
    reader = watching(Shelf({"a": Decimal(9), "b": Decimal(8)}, {}))
    assert reader.dear() == ("a", "b")
    change(reader, Shelf({"b": Decimal(8), "a": Decimal(9)}, {}))
    assert reader.dear() == ("b", "a")


def test_what_is_gone_is_forgotten_with_all_that_only_it_wanted() -> None:
    reader = watching(BOOKS)
    everything(reader)
    reader.recall.settle()
    change(reader, Shelf({"bible": Decimal(3)}, {}))
    everything(reader)
    reader.recall.settle()
    assert not [key for key in reader.recall.answers if "atlas" in key]
    with pytest.raises(KeyError):
        reader.page("atlas")


def test_what_is_no_longer_asked_for_is_forgotten() -> None:
    reader = watching(BOOKS)
    everything(reader)
    reader.recall.settle()
    reader.total()
    reader.recall.settle()
    assert [key[0].__name__ for key in reader.recall.answers] == ["total"]  # type: ignore[attr-defined]


SHELVES = st.builds(
    Shelf,
    st.dictionaries(st.sampled_from("abcdef"), st.sampled_from([Decimal(n) for n in ("1", "5", "5.0", "6", "9")])),
    st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["Ann", "Ben"])),
    st.sampled_from(["shelf", "case"]),
)


@given(st.lists(SHELVES, min_size=2, max_size=8))
def test_after_any_history_all_answers_are_as_if_made_from_nothing(history: list[Shelf]) -> None:
    reader = watching(history[0])
    for shelf in history:
        change(reader, shelf)
        fresh = Reader(shelf, Recall())
        assert list(map(str, everything(reader))) == list(map(str, everything(fresh)))
        reader.recall.settle()
        live = set(reader.recall.answers)
        assert live <= {(key[0], *key[1:]) for key in fresh.recall.answers}


@dataclass(frozen=True)
class Web:
    cells: Mapping[int, tuple[int, int]]
    """By answer: which of its choices of other answers it looks at, and what it adds to them."""


Choices = list[list[tuple[int, ...]]]


@dataclass
class Spider:
    """Answers that look at others, now at these and now at those."""

    web: Web
    recall: Recall
    choices: Choices

    @recalled
    def answer(self, number: int) -> int:
        choice, own = self.web.cells[number]
        looked_at = self.choices[number][choice % len(self.choices[number])]
        return (own + sum([self.answer(n) for n in looked_at])) % 3


@st.composite
def webs(draw: st.DrawFn) -> tuple[Choices, list[dict[int, tuple[int, int]]]]:
    size = draw(st.integers(2, 9))
    lower = [
        st.lists(st.integers(0, n - 1), max_size=3, unique=True).map(tuple) if n else st.just(()) for n in range(size)
    ]
    choices = [draw(st.lists(one, min_size=1, max_size=3)) for one in lower]
    cell = st.tuples(st.integers(0, 2), st.integers(0, 2))
    # An answer without a cell cannot be given, and none that looks at it.
    states = st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(range(size), cell)), min_size=2, max_size=5)
    return choices, draw(states)


def answers(spider: Spider) -> list[int | None]:
    found: list[int | None] = []
    for number in range(len(spider.choices)):
        try:
            found.append(spider.answer(number))
        except KeyError:
            found.append(None)
    return found


@settings(max_examples=300, deadline=None)
@given(webs(), st.data())
def test_whatever_looks_at_what_a_change_reaches_everyone(
    web: tuple[Choices, list[dict[int, tuple[int, int]]]], data: st.DataObject
) -> None:
    choices, (first, *states) = web
    recall = Recall(observes=True)
    spider = Spider(observe(recall, "web", Web(first)), recall, choices)
    answers(spider)
    for state in states:
        recall.renew(replace_observed(spider.web, Web(state)))
        if data.draw(st.booleans()):
            recall.settle()
        assert answers(spider) == answers(Spider(Web(state), Recall(), choices))


def test_an_answer_asked_for_from_below_tells_all_who_looked_at_it() -> None:
    """0 is high above 1 to 3 by a chain; 4 lies low and begins to look at it in the very change that moves it."""
    choices: Choices = [[()], [(0,)], [(1,)], [(2,)], [(), (3,)], [(3,)]]
    before = dict.fromkeys(range(6), (0, 0))
    recall = Recall(observes=True)
    spider = Spider(observe(recall, "web", Web(before)), recall, choices)
    answers(spider)
    recall.renew(replace_observed(spider.web, Web({**before, 3: (0, 1), 4: (1, 0)})))
    assert answers(spider) == [0, 0, 0, 1, 1, 1]


@dataclass(frozen=True)
class Row:
    words: str
    value: object = None
    parts: tuple[object, ...] = ()


@dataclass(frozen=True)
class Lone:
    value: object


@dataclass(frozen=True, eq=False)
class Unlike:
    value: object


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Decimal("1.0"), Decimal("1.00")),
        (True, 1),
        (1, 1.0),
        ("a", Markup("a")),
        ((1, 2), (1, 2, 3)),
        ((), None),
        (Row("a"), Lone("a")),
        (Unlike(1), Unlike(1)),
        ({"a": Decimal("1.0")}, {"a": Decimal("1.00")}),
    ],
)
def test_what_a_page_could_tell_apart(one: object, other: object) -> None:
    assert differs(one, other)
    assert differs(Lone(one), Lone(other))
    assert differs(Row("a", one), Row("a", other))
    assert differs((Row("a", 1, (one,)),), (Row("a", 1, (other,)),))


@pytest.mark.parametrize(
    "one", [Decimal("1.00"), "words", ("a", 1), Row("a", Decimal("1.0"), (Lone("b"),)), {"a": (1,)}]
)
def test_what_no_page_could_tell_apart(one: object) -> None:
    assert not differs(one, deepcopy(one))
    assert not differs(Lone(one), Lone(deepcopy(one)))
