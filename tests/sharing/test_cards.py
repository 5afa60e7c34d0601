"""The picture that goes with a link: right or not there, the same bytes every time, and cheap."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest

from briefing import blueprint
from building import build_site, read_tree, write_tree
from sharing.content import FILES

pytest.importorskip("PIL")
from PIL import Image

from briefing.card_pictures import BOLD, REGULAR, CardMaker, _font
from briefing.pages.share_cards import _LETTERS, HEIGHT, WIDTH, CardView, settable

SIDES = (("The mayor of Arden", "3 people"), ("Arden police", "12 people"))
CARD = CardView("How many people were injured?", "disputed", "Disputed", SIDES, "2 origins", "The bridge at Arden")


def built(folder: Path, files: dict[str, str]) -> dict[str, bytes]:
    done = build_site(write_tree(folder / "content", files), folder / "site")
    assert done.ok, done.problems
    return read_tree(folder / "site")


def pictures(site: dict[str, bytes]) -> set[str]:
    return {p.removesuffix("/card.png") for p in site if p.endswith(".png")}


def test_events_and_disputed_figures_have_one(tmp_path: Path) -> None:
    site = built(tmp_path, FILES)
    assert pictures(site) == {
        *(f"events/{e}" for e in ("closed", "opened", "raid", "fire")),
        *(f"figures/{f}" for f in ("injured", "date-of-closed", "date-of-opened")),
    }
    for path, data in site.items():
        if path.endswith(".html"):
            page = data.decode()
            named = f"https://example.org/arden/{path.removesuffix('index.html')}card.png"
            has = path.removesuffix("index.html") + "card.png" in site
            assert (f'<meta property="og:image" content="{named}">' in page) == has, path
            assert ('content="summary_large_image"' in page) == has, path


def test_letters_are_all_in_the_font() -> None:
    for name in (BOLD, REGULAR):
        font = _font(name, 24)
        missing = bytes(font.getmask("\ufffe"))
        for first, last in _LETTERS:
            for code in range(first, last + 1):
                if chr(code).isprintable() and not chr(code).isspace():
                    assert bytes(font.getmask(chr(code))) != missing, hex(code)


@pytest.mark.parametrize(
    "text",
    ["Plain", "Ґанок, їжак і єнот: щось із 30 %", "Съешь ещё этих мягких булок", "Œuvre, Straße, Łódź, şığ", "Αθήνα"],
)
def test_what_can_be_set(text: str) -> None:
    assert settable(text) == text


@pytest.mark.parametrize("text", ["الجسر", "A الجسر", "הגשר", "桥", "पुल", "🌉", "e\u0332", "a\u202eb", "\x07", ""])
def test_what_cannot_is_left_out(text: str) -> None:
    assert settable(text) == ""


def test_letters_in_parts_are_put_together() -> None:
    assert settable("и\u0306ти\n  \u2068е\u0308лка\u2069") == "йти ёлка"


def test_a_title_in_another_script_has_no_card(tmp_path: Path) -> None:
    files = FILES | {"events/raid.md": FILES["events/raid.md"].replace("A house is searched", "تفتيش منزل")}
    site = built(tmp_path, files)
    assert "events/raid" not in pictures(site)
    assert "events/fire" in pictures(site)
    page = site["events/raid/index.html"].decode()
    assert "og:image" not in page
    assert '<meta name="twitter:card" content="summary">' in page


def test_no_side_is_missing_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, CardView] = {}
    make = CardMaker.make

    def spied(self: CardMaker, view: object) -> bytes:
        assert isinstance(view, CardView)
        seen[view.title] = view
        return make(self, view)

    monkeypatch.setattr(CardMaker, "make", spied)
    built(tmp_path / "one", FILES)
    names = [name for name, _ in seen["How many people were injured?"].rows]
    assert set(names) == {"The mayor of Arden", "Arden police", "Witnesses"}
    built(tmp_path / "two", FILES | {"actors.yaml": FILES["actors.yaml"].replace("Arden police", "الشرطة")})
    assert seen["How many people were injured?"].rows == ()
    assert seen["How many people were injured?"].status_words == "Disputed"


@pytest.mark.parametrize("missing", ["library", "address"])
def test_without_the_library_or_an_address_there_is_none(
    missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = dict(FILES)
    if missing == "library":
        monkeypatch.setattr(blueprint, "can_draw", lambda: False)
    else:
        files["briefing.yaml"] = "title: A briefing\n"
    site = built(tmp_path, files)
    assert not pictures(site)
    assert not any(b"og:image" in data for data in site.values())


def test_the_same_bytes_every_time() -> None:
    first = CardMaker().make(CARD)
    _font.cache_clear()
    assert CardMaker().make(CARD) == first
    with Image.open(io.BytesIO(first)) as image:
        assert (image.format, image.size, image.mode) == ("PNG", (WIDTH, HEIGHT), "P")
        assert set(image.info) <= {"transparency"}
    assert len(first) < 60_000


def test_another_library_or_font_makes_it_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    digest = CardMaker().digest
    monkeypatch.setattr("PIL.__version__", "0.0.1")
    assert CardMaker().digest != digest


@pytest.mark.parametrize("seed", range(12))
def test_nothing_leaves_the_margins(seed: int) -> None:
    dice = random.Random(seed)

    def words(most: int) -> str:
        return " ".join(
            "Wörterщ"[: dice.randint(1, 7)] * dice.choice((1, 1, 1, 12)) for _ in range(dice.randint(1, most))
        )

    rows = tuple((words(12), words(9)) for _ in range(dice.randint(0, 5)))
    card = CardView(words(40), "disputed", words(20), rows, words(4), words(20))
    with Image.open(io.BytesIO(CardMaker().make(card))) as image:
        plain = image.convert("RGB")
    paper = plain.getpixel((2, HEIGHT - 2))
    for box in ((0, 15, 70, HEIGHT), (WIDTH - 70, 15, WIDTH, HEIGHT), (0, HEIGHT - 30, WIDTH, HEIGHT)):
        assert plain.crop(box).getcolors() == [((box[2] - box[0]) * (box[3] - box[1]), paper)], box
