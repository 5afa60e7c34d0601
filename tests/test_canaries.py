"""Nothing that is not published is in a site, in whatever form; and each step of the gate is one that counts.

A canary stands in every place that is not published: `canaries.py`. The mutants below take the steps that keep things
back away, one at a time, and each time canaries must be found.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

import briefing.build
import briefing.gate
import briefing.library
import briefing.linking.disputes
import briefing.markdown
import briefing.relinking
from briefing import gate, parse
from briefing.build import build
from briefing.examining import examine
from briefing.leaks import Redaction, legible
from briefing.markdown import source
from briefing.project import Built, Project
from briefing.schema.model import Mapping_
from briefing.schema.subjects import ActorModel, EventModel, FigureModel, PageModel, PlaceModel
from building import NOW, read_tree
from canaries import NUMBER, found_in, plant


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Mapping[str, str]]:
    """A folder that is a canary itself, and the canaries in its content."""
    folder = tmp_path_factory.mktemp("quapath")
    return folder, plant(folder)


def _project(folder: Path, site: str = "site") -> Project:
    return Project(folder / "content", folder / site, NOW, jobs=1, memory=False)


def _errors(built: Built) -> list[str]:
    return [f"{p.path}:{p.line} {p.code} {p.message}" for p in built.problems if p.severity.value == "error"]


def test_no_canary_is_in_the_site(planted: tuple[Path, dict[str, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    folder, canaries = planted
    monkeypatch.setenv("QUAENVIRONMENT", "quaenvironment")
    monkeypatch.setenv("USER", "quauser")
    built = build(_project(folder))
    assert built.ok, _errors(built)
    more = {
        "environment": "quaenvironment",
        "user": "quauser",
        "folder": "quapath",
        "number": NUMBER,
        "date of drafts": "1987",
    }
    if len(host := socket.gethostname().casefold()) > 5:  # two letters stand in any picture
        more["host"] = host
    assert len(canaries) >= 110
    assert found_in(folder / "site", {**canaries, **more}) == []


def test_the_product_finds_none_either(planted: tuple[Path, dict[str, str]]) -> None:
    """Its own search reads every file of the site; the other one above is ours."""
    folder, canaries = planted
    assert build(_project(folder, "searched")).ok
    redaction = Redaction([*canaries.values(), NUMBER])
    for path, data in read_tree(folder / "searched").items():
        text, unread = legible(path, data)
        assert redaction.entries_in(text + " " + path) == (), path
        assert unread == ()


def test_no_canary_gets_past_the_gate(planted: tuple[Path, dict[str, str]]) -> None:
    """What no page shows today is not there to be shown by a page of tomorrow."""
    folder, canaries = planted
    library = examine(_project(folder)).library
    assert library is not None
    everything = repr(replace(library, media=frozenset()))
    kept = {place for place, word in canaries.items() if word in everything}
    # The editor is told that these words are not resolved to a date.
    assert kept == {"words for a date in a withheld text"}
    assert NUMBER not in everything


def test_both_searches_would_find_each(planted: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    """The content itself, taken for a site, is full of them."""
    folder, canaries = planted
    assert {hit.partition(":")[0] for hit in found_in(folder / "content", canaries)} == canaries.keys()
    redaction = Redaction(canaries.values())
    entries: set[int] = set()
    for path, data in read_tree(folder / "content").items():
        entries |= {*redaction.entries_in(f"{legible(path, data)[0]} {path}")}
    assert [place for n, place in enumerate(canaries, 1) if n not in entries] == []


def test_every_field_of_a_record_is_decided_on() -> None:
    for kind, public in gate.PUBLIC.items():
        named = public | gate.KEPT_BACK[kind]
        assert {f.name for f in fields(kind)} == named, kind  # type: ignore[arg-type]
        assert not public & gate.KEPT_BACK[kind]


# ---- without one of the steps -------------------------------------------------------------------------------------


def _private_as(kind: str, field: str) -> Callable[[pytest.MonkeyPatch], None]:
    """A parser that lets `private` through, in some field of a record."""

    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        plain = getattr(parse, f"{kind}_of")

        def leaking(*given: Any) -> Any:
            made, private = plain(*given), next(g.private for g in given if isinstance(g, Mapping_))
            return replace(made, **{field: str(private)}) if private else made

        if kind == "article":
            monkeypatch.setattr(parse, "article_of", leaking)
        elif kind in ("actor", "place"):
            model = ActorModel if kind == "actor" else PlaceModel
            monkeypatch.setitem(parse._WHOLE, f"{kind}s.yaml", parse._register(kind, model, leaking))  # type: ignore[arg-type]
        else:
            model = {"event": EventModel, "figure": FigureModel, "page": PageModel}[kind]
            monkeypatch.setitem(parse._READERS, kind, parse._subject(kind, model, leaking))  # type: ignore[arg-type]

    return patch


def _instead(target: str, what: object) -> Callable[[pytest.MonkeyPatch], None]:
    return lambda monkeypatch: monkeypatch.setattr(target, what)


def _drafts_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = gate.is_withheld
    monkeypatch.setattr(gate, "is_withheld", lambda record, now, drafts: plain(record, now, True))


def _embargoes_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "is_withheld", lambda record, now, drafts: record.withholding.draft and not drafts)


def _one_kind_passes(kind: str) -> Callable[[pytest.MonkeyPatch], None]:
    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        plain = gate.withheld

        def withheld(records: Mapping[str, Any], now: object, *, drafts: bool) -> frozenset[str]:
            own = any(type(r).__name__ == kind for r in records.values())
            return frozenset() if own else plain(records, now, drafts=drafts)  # type: ignore[arg-type]

        monkeypatch.setattr(gate, "withheld", withheld)

    return patch


def _references_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = briefing.library._known
    monkeypatch.setattr(briefing.library, "_known", lambda collected, withheld: plain(collected, {}))


def _withheld_claims_are_disputed(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = briefing.linking.disputes.DisputeLinker._find

    def found(self: Any, claim: str, path: str, keys: Any, consequence: str) -> str | None:
        return plain(self, claim, path, keys, consequence) or claim

    monkeypatch.setattr(briefing.linking.disputes.DisputeLinker, "_find", found)
    monkeypatch.setattr(briefing.linking.disputes.DisputeLinker, "_figure", lambda self, figure: figure)


def _all_media(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = briefing.relinking.assemble

    def assemble(parsed: Any, config: Any, media: Any, now: Any, **how: Any) -> Any:
        made = plain(parsed, config, media, now, **how)
        return replace(made, library=replace(made.library, media=frozenset(media)))

    monkeypatch.setattr(briefing.relinking, "assemble", assemble)


def _comments_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = source.regions
    monkeypatch.setattr(source, "regions", lambda text: (r for r in plain(text) if not r.note))
    monkeypatch.setattr(briefing.markdown, "hide_comments", lambda root: None)


def _every_field(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "public", lambda record: record)


STEPS: tuple[tuple[str, Callable[[pytest.MonkeyPatch], None]], ...] = (
    ("drafts are kept back", _drafts_pass),
    ("what is under an embargo is kept back", _embargoes_pass),
    *(
        (f"a withheld {kind.lower()} is kept back", _one_kind_passes(kind))
        for kind in ("Article", "Event", "Figure", "Actor", "Place", "Page")
    ),
    ("only public fields go on", _every_field),
    ("references to what is withheld go", _references_pass),
    ("decisions on withheld claims go", _withheld_claims_are_disputed),
    (
        "passages of withheld claims are not marked",
        _instead("briefing.library.only_passages", lambda article, live: article),
    ),
    ("a text is shown as far as its article says", _instead("briefing.gate.only_shown", lambda article: article)),
    ("blurred places are moved", _instead("briefing.gate.blurred", lambda place: place)),
    ("media are published that something shows", _all_media),
    ("pictures are cleaned", _instead("briefing.media.written", lambda path, data, width: data)),
    ("comments are taken out of texts", _comments_stay),
    ("`private` of an actor is dropped", _private_as("actor", "role")),
    ("`private` of a place is dropped", _private_as("place", "name")),
    ("`private` of an article is dropped", _private_as("article", "note")),
    ("`private` of an event is dropped", _private_as("event", "summary")),
    ("`private` of a figure is dropped", _private_as("figure", "title")),
    ("`private` of a page is dropped", _private_as("page", "title")),
)


@pytest.mark.parametrize(("step", "without"), STEPS, ids=[name for name, _ in STEPS])
def test_without_this_step_something_leaks(
    step: str,
    without: Callable[[pytest.MonkeyPatch], None],
    planted: tuple[Path, dict[str, str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder, canaries = planted
    without(monkeypatch)
    made = replace(_project(folder), output=tmp_path / "site")
    lost = None
    try:
        library = examine(made).library
    except KeyError as error:
        lost = error.args[0]
    if lost is not None:
        # Nobody finds what a reference leads to: there is no site at all.
        assert lost in canaries.values()
        return
    everything = repr(library and replace(library, media=frozenset()))
    past = {place for place, word in {**canaries, "number": NUMBER}.items() if word in everything}
    past -= {"words for a date in a withheld text"}
    if not past:
        assert build(made).ok
        assert found_in(made.output, canaries), step


# ---- later --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("becomes", ["draft: true", "embargo: 2030-01-01T00:00Z", "gone"])
def test_what_becomes_a_draft_later_leaves_nothing_behind(becomes: str, tmp_path: Path) -> None:
    """Neither in the site nor in the edition that was shown before."""
    canaries = plant(tmp_path)
    content, word = tmp_path / "content", "quaafterwards"
    event = f"---\ntitle: The {word} landing\n{{}}\nimage: {{{{src: media/{word}.png, alt: Boats}}}}\n---\n"
    (content / f"events/{word}.md").write_text(event.format("status: reported"), encoding="utf-8")
    (content / "media" / f"{word}.png").write_bytes((content / "media/boats.png").read_bytes())
    about = content / "pages/about.md"
    about.write_text(about.read_text() + f"\nAnd [[event:{word}|then]].\n", encoding="utf-8")
    made = Project(content, tmp_path / "site", NOW, jobs=1)
    assert build(made).ok
    assert found_in(made.output, {"later": word})
    if becomes == "gone":
        (content / f"events/{word}.md").unlink()
        about.write_text("---\ntitle: About\n---\n", encoding="utf-8")
    else:
        (content / f"events/{word}.md").write_text(event.format(becomes), encoding="utf-8")
    built = build(made)
    assert built.ok, _errors(built)
    assert found_in(made.output, {**canaries, "later": word}) == []
    twins = [twin for twin in (tmp_path / ".briefing").rglob("twin") if twin.is_dir()]
    for twin in twins:
        assert found_in(twin, {**canaries, "later": word}) == []
        assert not [p for p in twin.rglob("*") if word in p.name]


def test_an_embargo_ends_by_the_clock_that_is_given(planted: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    from click.testing import CliRunner

    from briefing.cli import main

    folder, canaries = planted
    late = {place: word for place, word in canaries.items() if place.startswith("title of a")}
    for now, shown in [
        ("2029-12-31T21:59:59Z", set()),
        ("2029-12-31T22:00:00Z", {"embargoed"}),
        ("2030-01-01T00:00+02:00", {"embargoed"}),
    ]:
        site = tmp_path / now.replace(":", "")
        result = CliRunner().invoke(
            main, ["build", "--content", str(folder / "content"), "--output", str(site), "--now", now]
        )
        assert result.exit_code == 0, result.output
        assert {hit.split()[3] for hit in found_in(site, late)} == shown
    result = CliRunner().invoke(main, ["check", "--content", str(folder / "content"), "--now", "2030-01-01T00:00"])
    assert (result.exit_code, "is not an instant" in result.output) == (2, True)
