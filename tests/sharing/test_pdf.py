"""The whole briefing as one document: nothing is missing, links lead somewhere, and the same bytes every time."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zlib
from html import unescape
from pathlib import Path

import html5lib
import pytest
from click.testing import CliRunner
from PIL import Image

from briefing.cli import main
from briefing.language import Language
from briefing.printer import PrintError, need_printer
from briefing.printing import PdfMaker, prepared
from briefing.theme import load_theme
from building import EXAMPLE, build_site, write_tree
from sharing.content import FILES

try:
    need_printer()
except PrintError as error:
    pytest.skip(f"NO PDF WAS MADE: {error}", allow_module_level=True)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """By content: the page that is set."""
    seen = []

    def kept(self: PdfMaker, view: object) -> bytes:
        seen.append(prepared(self.theme.render(self.template, view).decode(), view.shell.canonical))  # type: ignore[attr-defined]
        return b"%PDF"

    folder = tmp_path_factory.mktemp("printed")
    own = write_tree(folder / "content", FILES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PdfMaker, "make", kept)
        assert build_site(own, folder / "own", pdf=True).ok
        assert build_site(EXAMPLE, folder / "example", pdf=True).ok
    return dict(zip(("own", "example"), seen, strict=True))


def test_everything_is_in_it(printed: dict[str, str]) -> None:
    tree = html5lib.HTMLParser(namespaceHTMLElements=False, strict=True).parse(printed["own"])
    words = " ".join("".join(tree.find("body").itertext()).split())
    for part in (
        "How many people were injured?",
        "three people were injured",
        "How many cars were there?",
        "The bridge </script><script>alert(1)</script> is closed & shut",
        "A fire breaks out",
        "Bridge closed after crash",
        "Settled: 2.",
        "Methodology",
        "Vague",
    ):
        assert part.casefold() in words.casefold(), part
    assert "canary" not in printed["own"]
    assert "vier Verletzte" not in words, "its words are not published"


@pytest.mark.parametrize("name", ["own", "example"])
def test_links_lead_somewhere(name: str, printed: dict[str, str]) -> None:
    ids = [unescape(i) for i in re.findall(r'\sid="([^"]*)"', printed[name])]
    assert len(set(ids)) == len(ids), [i for i in ids if ids.count(i) > 1]
    targets = [unescape(t) for t in re.findall(r'\shref="([^"]*)"', printed[name])]
    within = [t[1:] for t in targets if t.startswith("#")]
    assert len(within) > 30
    assert {*within} <= {*ids}
    outward = {t for t in targets if not t.startswith("#")}
    assert all(t.startswith("https://") for t in outward), outward
    if name == "own":
        assert "https://example.org/arden/actors/police/" in outward
        assert "figures/injured/index.html#police-count" in within


def test_what_a_mask_would_hide_is_drawn(printed: dict[str, str]) -> None:
    assert "<mask" in printed["example"]
    assert not re.search(r'<(?:rect|circle|path)[^>]* mask="', printed["example"])
    assert printed["example"].count("stroke-dasharray") >= 3


def test_a_drawing_with_letters_that_have_to_be_joined_is_left_out() -> None:
    drawn = "<figure>\n<svg viewBox='0 0 1 1'><text>{}</text></svg>\n<figcaption>What it shows</figcaption>\n</figure>"
    assert prepared(f"<p>الجسر</p>{drawn.format('الجسر')}<p>x</p>", "") == "<p>الجسر</p><p>x</p>"
    assert "What it shows" in prepared(drawn.format("Міст"), "")


def test_another_theme_has_it_too() -> None:
    digests = set()
    for name in ("default", "dossier"):
        theme, problems = load_theme(name, (), Language.load("ar"))
        assert theme is not None, problems
        digests.add(PdfMaker(theme, "document.html", EXAMPLE).digest)
    assert len(digests) == 2, "with a look of its own"


def pdf(folder: Path, **environment: str) -> bytes:
    command = [sys.executable, "-m", "briefing", "build", "--pdf", "-q", "--content", "content", "--output", "site"]
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return (folder / "site/briefing.pdf").read_bytes()


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    files = {f"content/{path}": text for path, text in FILES.items()}
    first = pdf(write_tree(tmp_path / "a", files), PYTHONHASHSEED="1", TZ="Asia/Tokyo", LANG="C")
    second = pdf(write_tree(tmp_path / "elsewhere/b", files), PYTHONHASHSEED="2", TZ="UTC", SOURCE_DATE_EPOCH="1")
    assert first == second
    assert first.startswith(b"%PDF-")
    objects = b"".join(
        zlib.decompress(part) for part in re.findall(rb"FlateDecode.*?stream\n(.*?)\nendstream", first, re.S)
    )
    assert b"/Title" in objects
    assert b"/Outlines" in objects, "a reader has the contents at hand"
    assert b"Date" not in objects
    assert str(tmp_path).encode() not in objects


def test_the_pictures_of_events_are_in_it(tmp_path: Path) -> None:
    event = FILES["events/closed.md"].split("---", 2)
    head = f"---{event[1]}image: {{src: media/the bridge ’24.jpg, alt: The bridge, credit: By the desk}}\n---"
    content = write_tree(
        tmp_path / "content", {**FILES, "events/closed.md": f"{head}{event[2]}\n![B](media/plan.png)\n"}
    )
    (content / "media").mkdir()
    Image.new("RGB", (1600, 900), (90, 120, 150)).save(content / "media/the bridge ’24.jpg")
    Image.new("RGB", (40, 30), (10, 20, 30)).save(content / "media/plan.png")

    def images() -> tuple[bytes, set[tuple[int, int]]]:
        assert build_site(content, tmp_path / "site", pdf=True).ok
        data = (tmp_path / "site/briefing.pdf").read_bytes()
        parts = [zlib.decompress(p) for p in re.findall(rb"FlateDecode.*?stream\n(.*?)\nendstream", data, re.S)]
        whole = b"".join([data, *(part for part in parts if len(part) < 1 << 20)])
        sizes = re.findall(rb"/Subtype ?/Image.*?/Width (\d+).*?/Height (\d+)", whole, re.S)
        return data, {(int(w), int(h)) for w, h in sizes}

    before, sizes = images()
    assert (40, 30) in sizes
    assert any(w >= 1000 and abs(w / h - 16 / 9) < 0.01 for w, h in sizes)
    Image.new("RGB", (1600, 900), (200, 20, 20)).save(content / "media/the bridge ’24.jpg")
    after, _ = images()
    assert after != before, "another picture is another document"


def test_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A theme that asks for a file or for another site gets neither."""
    opened = []
    monkeypatch.setattr("urllib.request.OpenerDirector.open", lambda self, *args, **_: opened.append(args))
    theme = write_tree(
        tmp_path / "themes/curious",
        {
            "theme.yaml": "name: curious\nextends: default\n",
            "templates/print.css": "@import 'https://evil.example/x.css'; body { background: url(file:///etc/hostname) }",
        },
    )
    content = write_tree(tmp_path / "content", FILES)
    assert build_site(content, tmp_path / "site", pdf=True, theme=str(theme)).ok
    assert (tmp_path / "site/briefing.pdf").read_bytes().startswith(b"%PDF-")
    assert not opened


def test_without_the_library_nothing_is_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    content = write_tree(tmp_path / "content", FILES)
    arguments = ["build", "--content", str(content), "--output", str(tmp_path / "site")]
    done = CliRunner().invoke(main, [*arguments, "--pdf"])
    assert done.exit_code == 1
    assert done.output == "briefing: A PDF needs WeasyPrint: install it with `pip install 'briefing[pdf]'`.\n"
    assert not (tmp_path / "site").exists()
    assert CliRunner().invoke(main, arguments).exit_code == 0
    assert not (tmp_path / "site/briefing.pdf").exists()
    assert "briefing.pdf" not in (tmp_path / "site/index.html").read_text("utf-8")


def test_a_site_with_it_is_verified_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PdfMaker, "make", lambda self, view: b"%PDF")
    content = write_tree(tmp_path / "content", FILES)
    arguments = ["--content", str(content), "--output", str(tmp_path / "site")]
    assert CliRunner().invoke(main, ["build", "--pdf", *arguments]).exit_code == 0
    assert 'href="briefing.pdf"' in (tmp_path / "site/index.html").read_text("utf-8")
    done = CliRunner().invoke(main, ["verify", *arguments])
    assert done.exit_code == 0, done.output
