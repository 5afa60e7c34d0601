"""What is on the list of redactions is published nowhere, and shown nowhere else: not in reports, not in the state."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing.build import build
from briefing.cli import main
from briefing.cli.serve import _builder
from briefing.kept import Kept
from briefing.leaks.redaction import MASK
from briefing.project import Built, Project
from briefing.unchanged import last_build
from briefing.watch import Watcher
from building import NOW, read_tree, write_tree

NAME = "Maren Holmqvist"
ARTICLE = """\
---
title: Boats cross the river{title}
publisher: wire
authors: [{author}]
note: A note{note}
events: [{{event: crossing, date_words: on 11 November, quote: Fourteen boats, note: Seen{report}}}]
claims: [{{figure: boats, value: 14, said_by: {said_by}, quote: Fourteen boats crossed{quote}, note: Counted{claim}}}]
corrections: [{{date: 2022-12-01, what: The number{what}}}]
private: {{source: {private}}}
---
Fourteen boats crossed{quote} on 11 November.{text} <!-- {comment} -->
"""
WHERE = {
    "title": ("articles/a.md", 2),
    "author": ("articles/a.md", 4),
    "note": ("articles/a.md", 5),
    "report": ("articles/a.md", 6),
    "claim": ("articles/a.md", 7),
    "what": ("articles/a.md", 8),
    "text": ("articles/a.md", 11),
    "briefing": ("briefing.yaml", 2),
    "actor": ("actors.yaml", 1),
    "role": ("actors.yaml", 2),
    "place": ("places.yaml", 1),
    "event": ("events/crossing.md", 2),
    "summary": ("events/crossing.md", 3),
    "alt": ("events/crossing.md", 4),
    "body": ("events/crossing.md", 6),
    "figure": ("figures/boats.md", 2),
    "decision": ("figures/boats.md", 6),
    "page": ("pages/about.md", 2),
    "link": ("pages/about.md", 4),
}
"""Places of a content that the site shows, and where the name stands if it stands there."""
NOWHERE = ("private", "comment", "safety", "draft", "yaml_comment", "unshown")
"""Places of which it shows nothing."""


def content(folder: Path, listed: str = f"redact: [{NAME}]", **at: str) -> Path:
    """A whole content; `at`: words for its places."""
    names = [*WHERE, *NOWHERE, "said_by", "quote"]
    words = {n: f" {at[n]}" if n in at else "" for n in names}
    words |= {"author": at.get("author", "A desk"), "said_by": "mayor", "private": at.get("private", "none")}
    article = ARTICLE.format(**words)
    decision = (
        "{between: [a-boats, b-boats], verdict: compatible, because: They say so%s, by: Anna Editor, on: 2022-12-01}"
    )
    files = {
        "briefing.yaml": f"title: The crossing\ndescription: Who crossed{words['briefing']}\nshow: full\n{listed}\n",
        "actors.yaml": f"mayor: {{name: Anna Berg{words['actor']}}}\nwire: {{name: Wire, role: agency{words['role']}}}\n"
        f"resident: {{name: A resident, safety: Do not name{words['safety']}}} #{words['yaml_comment']}\n",
        "places.yaml": f"town: {{name: Overton{words['place']}}}\n",
        "articles/a.md": article,
        "articles/b.md": "---\ntitle: Another\nshow: none\nclaims: [{figure: boats, value: 15, said_by: wire, quote: Fifteen}]\n---\n"
        f"Fifteen boats.\n\nNobody sees this{words['unshown']}.\n",
        "events/crossing.md": f"---\ntitle: The crossing{words['event']}\nsummary: Boats{words['summary']}\n"
        f"image: {{src: media/boats.png, alt: Boats{words['alt']}}}\n---\nIt was night.{words['body']}\n",
        "events/landing.md": f"---\ntitle: The landing{words['draft']}\ndraft: true\n---\n",
        "figures/boats.md": f"---\ntitle: How many boats crossed{words['figure']}?\nkind: number\nevent: crossing\ndecisions:\n"
        f"  - {decision % words['decision']}\n---\n",
        "pages/about.md": f"---\ntitle: About{words['page']}\n---\nSee [the desk](https://example.org/{words['link'].strip() or 'x'}).\n",
    }
    write_tree(folder / "content", files)
    from PIL import Image

    (folder / "content" / "media").mkdir(exist_ok=True)
    Image.new("RGB", (4, 3)).save(folder / "content" / "media" / "boats.png")
    return folder / "content"


def project(folder: Path, **how: object) -> Project:
    """Of a content in this folder."""
    return Project(folder / "content", folder / "site", NOW, jobs=1, **how)  # type: ignore[arg-type]


def places(built: Built) -> set[tuple[str, int]]:
    """Where it was said to stand; there must be no other error."""
    errors = [p for p in built.problems if p.severity.value == "error"]
    assert {p.code for p in errors} <= {"redacted"}, errors
    return {(p.path, p.line) for p in errors}


def unseen(text: str) -> None:
    """Asserts that no part of the name is in a text."""
    folded = text.casefold()
    assert "maren" not in folded
    assert "holmqvist" not in folded


def nothing_kept(folder: Path) -> None:
    """Asserts that no file of the state has the name."""
    for data in read_tree(folder / ".briefing").values():
        unseen(data.decode("latin-1"))


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built without the name anywhere in public, and with it in every other place."""
    folder = tmp_path_factory.mktemp("clean")
    content(folder, **dict.fromkeys(NOWHERE, NAME))
    return folder


def test_the_name_may_stand_where_nothing_is_published(clean: Path) -> None:
    built = build(project(clean))
    assert built.ok, built.problems
    for data in read_tree(clean / "site").values():
        unseen(data.decode("latin-1"))
    nothing_kept(clean)


@pytest.mark.parametrize("place", WHERE)
def test_the_name_is_found_and_its_place_told(place: str, tmp_path: Path) -> None:
    written = "m%61ren-holm%71vist" if place == "link" else NAME
    content(tmp_path, **{place: written})
    built = build(project(tmp_path))
    assert not built.ok
    assert not (tmp_path / "site").exists()
    # What is written in an address in another way is found in the text of the page as a whole.
    assert places(built) == {WHERE[place]}
    assert all(p.column for p in built.problems if p.code == "redacted")
    for problem in built.problems:
        unseen(repr(problem))
    nothing_kept(tmp_path)


def test_a_quotation_is_found_in_the_text_and_in_the_front_matter(tmp_path: Path) -> None:
    content(tmp_path, quote=f"with **Maren** {NAME.split()[1]}")
    article = tmp_path / "content/articles/a.md"
    article.write_text(
        article.read_text().replace("crossed with **Maren** Holmqvist, note", "crossed with Maren Holmqvist, note")
    )
    assert places(build(project(tmp_path))) == {("articles/a.md", 7), ("articles/a.md", 11)}


@pytest.mark.parametrize(
    "written",
    [
        "MAREN  HOLMQVIST",
        "Maren-Holmqvist",
        "Ma\u200bren Holm\u00adqvist",
        "Márën Holmqvïst",
        "Ｍａｒｅｎ Ｈｏｌｍｑｖｉｓｔ",
        "M<b></b>aren Holmqvist",
    ],
)
def test_other_spellings_are_masked_as_well(written: str, tmp_path: Path) -> None:
    content(tmp_path, body=f"Said {written}, twice.")
    result = CliRunner().invoke(main, _arguments(tmp_path, "build"))
    assert result.exit_code == 1
    assert "error[redacted]" in result.output
    assert MASK in result.output or "help: Take it out" in result.output
    assert written not in result.output
    unseen(result.output)


def test_a_file_named_after_it(tmp_path: Path) -> None:
    made = content(tmp_path)
    (made / "events" / "maren-holmqvist.md").write_text("---\ntitle: A meeting\n---\n", encoding="utf-8")
    built = build(project(tmp_path))
    assert ("events/███.md", 0) in places(built)
    for problem in built.problems:
        unseen(repr(problem))


def _arguments(folder: Path, command: str, *more: str) -> list[str]:
    site = [] if command == "check" else ["--output", str(folder / "site")]
    return [command, "--content", str(folder / "content"), *site, *more]


@pytest.mark.parametrize("command", ["build", "check", "verify"])
@pytest.mark.parametrize("form", [[], ["--format", "json"]], ids=["text", "json"])
def test_reports_do_not_show_it(command: str, form: list[str], tmp_path: Path) -> None:
    """Nor do reports of other problems that quote the same line."""
    if command == "verify" and form:
        pytest.skip("verify reports in one way only")
    made = content(tmp_path, body=NAME, role=NAME)
    result = CliRunner().invoke(main, _arguments(tmp_path, command, *form))
    assert result.exit_code == 1
    assert "redacted" in result.output
    assert "crossing.md" in result.output
    unseen(result.output)
    article = made / "articles/a.md"
    article.write_text(article.read_text().replace("quote: Fourteen boats crossed", f"quote: Fourteen said {NAME}"))
    result = CliRunner().invoke(main, _arguments(tmp_path, command, *form))
    assert "quote-not-found" in result.output
    unseen(result.output)
    if (tmp_path / ".briefing").exists():
        nothing_kept(tmp_path)


def test_a_list_that_cannot_be_read_is_not_shown(tmp_path: Path) -> None:
    for listed in (
        f"redact: [{NAME}, 'x",
        f"redact: [{NAME}]\nredact: [{NAME}]",
        f"redact: {{a: {NAME}}}",
        "redact: [M]",
    ):
        content(tmp_path, listed=listed)
        result = CliRunner().invoke(main, _arguments(tmp_path, "build"))
        assert result.exit_code == 1, listed
        unseen(result.output)


def test_the_preview_does_not_show_it(tmp_path: Path) -> None:
    content(tmp_path, body=NAME)
    made = project(tmp_path)
    result = _builder(made, Kept(), Watcher([made.content], ignore=[made.output], poll=True, warn=print))()
    assert not result.ok
    assert "error[redacted]" in result.problems_text
    unseen(result.problems_text)


def test_a_list_in_a_file_of_its_own(tmp_path: Path) -> None:
    content(tmp_path, listed="", body="+46 (70) 123 45 67", title=NAME)
    file = tmp_path / "names.txt"
    file.write_text(f"# sources\n{NAME}\n\n+46701234567\n", encoding="utf-8")
    built = build(project(tmp_path, redact=file))
    assert places(built) == {("articles/a.md", 2), ("events/crossing.md", 6)}
    told = {p.message.split(".")[0] for p in built.problems if p.code == "redacted"}
    assert told == {"Here stands line 2 of the list of redactions", "Here stands line 4 of the list of redactions"}
    file.write_text("17\n", encoding="utf-8")
    assert [p.code for p in build(project(tmp_path, redact=file)).problems if p.severity.value == "error"] == [
        "bad-redaction"
    ]


def test_the_list_is_kept_outside_the_content(tmp_path: Path) -> None:
    content(tmp_path)
    for file in ("content/_names.txt", "gone.txt"):
        if file != "gone.txt":
            (tmp_path / file).write_text(NAME, encoding="utf-8")
        result = CliRunner().invoke(main, _arguments(tmp_path, "build", "--redact", str(tmp_path / file)))
        assert result.exit_code == 2


# ---- again and again ----------------------------------------------------------------------------------------------


def test_what_was_read_under_the_same_list_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content(tmp_path, **dict.fromkeys(NOWHERE, NAME))
    read: list[str] = []
    import briefing.making as making

    monkeypatch.setattr(making, "legible", lambda path, data: read.append(path) or ("", ()))
    first = build(project(tmp_path))
    assert first.ok
    assert sorted(read) == sorted(first.files)
    read.clear()
    assert not build(project(tmp_path)).written
    assert read == []
    (tmp_path / "content/pages/about.md").write_text("---\ntitle: About\n---\nAnother text.\n", encoding="utf-8")
    written = build(project(tmp_path)).written
    assert sorted(read) == sorted(written)
    assert "pages/about/index.html" in read
    assert "events/crossing/index.html" not in read


def test_a_new_entry_has_everything_read_again(tmp_path: Path) -> None:
    file = tmp_path / "names.txt"
    file.write_text("Somebody Else\n", encoding="utf-8")
    content(tmp_path, listed="", event=NAME)
    made = project(tmp_path, redact=file)
    assert build(made).ok
    before = read_tree(tmp_path / "site")
    file.write_text(f"Somebody Else\n{NAME}\n", encoding="utf-8")
    assert last_build(made) is None
    built = build(made)
    assert places(built) == {("events/crossing.md", 2)}
    assert read_tree(tmp_path / "site") == before
    content(tmp_path, listed="")
    assert build(made).ok
    for data in read_tree(tmp_path / "site").values():
        unseen(data.decode("latin-1"))
    nothing_kept(tmp_path)
    assert not build(made).written
    # Without the list, and with it again, the bytes are the same.
    assert not build(replace(made, redact=None)).written
    assert not build(made).written


def test_a_build_with_nothing_to_do_knows_the_list(tmp_path: Path) -> None:
    import time

    content(tmp_path, listed="")
    file = tmp_path / "names.txt"
    file.write_text("Somebody Else\n", encoding="utf-8")
    time.sleep(0.1)  # what was written a moment ago could change unseen
    made = project(tmp_path, redact=file)
    assert build(made).ok
    assert last_build(made) is not None
    assert last_build(replace(made, redact=None)) is None
    file.write_text("Somebody Elsa\n", encoding="utf-8")
    assert last_build(made) is None


# ---- a finished site ----------------------------------------------------------------------------------------------


def _search(folder: Path, *more: str) -> tuple[int, list[tuple[str, str, int]], str]:
    result = CliRunner().invoke(
        main, ["check", "--leaks", str(folder), "--format", "json", "--content", str(folder / "none"), *more]
    )
    found = json.loads(result.stdout)["problems"]
    return result.exit_code, [(p["code"], p["path"], p["line"] or 0) for p in found], result.output


def test_a_finished_site_is_searched_whoever_built_it(tmp_path: Path) -> None:
    import gzip

    site = write_tree(
        tmp_path / "site",
        {
            "index.html": "<p>Nothing</p>",
            "a/maren-holmqvist.html": "<p>x</p>",
            "b.html": "<p>one</p>\n<p>Maren Holmqvist</p>",
            "b2.html": "<p>one</p>\n<p>Ma<b>ren</b> Holmqvist</p>",
            "c.css": "/* //# sourceMappingURL=c.css.map */",
            "d.html~": "",
            ".git/HEAD": "ref: refs/heads/main",
        },
    )
    (site / "search.gz").write_bytes(gzip.compress(b"maren holmqvist"))
    (site / "e.html").symlink_to(tmp_path / "nowhere")
    names = tmp_path / "names.txt"
    names.write_text(f"{NAME}\n", encoding="utf-8")
    leaks = [("leak", ".git/HEAD", 0), ("leak", "c.css", 1), ("leak", "d.html~", 0), ("leak", "e.html", 0)]
    assert _search(site)[:2] == (1, leaks)
    code, found, output = _search(site, "--redact", str(names))
    assert code == 1
    assert [f for f in found if f[0] == "redacted"] == [
        ("redacted", "a/███.html", 0),
        ("redacted", "b.html", 2),
        ("redacted", "b2.html", 0),
        ("redacted", "search.gz", 0),
    ]
    assert [f for f in found if f[0] == "leak"] == leaks
    unseen(output)


def test_our_own_site_has_no_traces(clean: Path) -> None:
    assert build(project(clean)).ok
    assert _search(clean / "site") == (0, [], '{\n  "ok": true,\n  "problems": []\n}\n')
    result = CliRunner().invoke(main, ["check", "--leaks", str(clean / "site"), "--content", str(clean / "content")])
    assert (result.exit_code, "nothing of the list" in result.output) == (0, True)
    assert CliRunner().invoke(main, ["check", "--leaks", str(clean / "nowhere")]).exit_code == 2
