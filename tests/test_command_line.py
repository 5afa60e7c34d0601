"""The command as a user meets it: in a process of its own."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[1]


def briefing(*arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, **environment}
    command = [sys.executable, "-m", "briefing", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, env=env, text=True, capture_output=True, timeout=120, check=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    content = tmp_path / "content"
    for path, text in {
        "briefing.yaml": "title: Bridge\n",
        "actors.yaml": "mayor: {name: The mayor}\npolice: {name: Police, type: organization}\n",
        "events/bridge-closed.md": "---\ntitle: The bridge is closed\n---\n",
        "figures/injured.md": "---\ntitle: How many were injured?\nkind: number\nunit: person\nevent: bridge-closed\n---\n",
        "articles/first.md": (
            "---\ntitle: First report\npublished: 2024-05-03\nevents:\n  - event: bridge-closed\n    date_words: on Friday\n"
            "claims:\n  - figure: injured\n    value: 3\n    said_by: mayor\n    quote: three people were injured\n"
            "  - figure: injured\n    value: 12\n    said_by: police\n    quote: twelve\n"
            "---\nThe bridge was closed on Friday. The mayor said three people were injured, the police counted twelve.\n"
        ),
    }.items():
        file = content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_build_publishes_and_says_so_on_stderr_alone(project: Path) -> None:
    done = briefing("build", cwd=project)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert re.search(r"^site: \d+ files, \d+ written", done.stderr, re.M)
    data = json.loads((project / "site/data/briefing.json").read_text(encoding="utf-8"))
    assert [f["status"] for f in data["figures"]] == ["disputed"]


def test_a_second_build_has_nothing_to_do(project: Path) -> None:
    briefing("build", cwd=project)
    before = {p: p.stat().st_mtime_ns for p in (project / "site").rglob("*")}
    done = briefing("build", cwd=project)
    assert "nothing to do" in done.stderr
    assert {p: p.stat().st_mtime_ns for p in (project / "site").rglob("*")} == before


def test_problems_stop_the_build_before_the_first_write(project: Path) -> None:
    briefing("build", cwd=project)
    before = tree(project / "site")
    article = project / "content/articles/first.md"
    article.write_text(article.read_text(encoding="utf-8").replace("quote: twelve", "quote: eleven"), encoding="utf-8")
    done = briefing("build", cwd=project)
    assert done.returncode == 1
    assert re.search(r"content/articles/first\.md:15:12: error\[quote-not-found\]", done.stderr)
    assert "   15 |     quote: eleven\n      |            ^" in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(project / "site") == before


def test_five_mistakes_are_five_problems_in_one_run(project: Path) -> None:
    briefing("build", cwd=project)
    before = tree(project / "site")
    article = project / "content/articles/first.md"
    text = article.read_text(encoding="utf-8")
    text = text.replace("quote: three people were injured", "quote: three people were hurt").replace(
        "value: 12", "value: 12,000"
    )
    text = text.replace("figure: injured", "figure: injures", 1).replace(
        "published: 2024-05-03", "published: 2022-02-30"
    )
    article.write_text(text, encoding="utf-8")
    (project / "content/events/bridge-closed.md").write_text("---\ntitle: The bridge is closed\n", encoding="utf-8")
    done = briefing("build", "--format", "json", cwd=project)
    report = json.loads(done.stdout)
    assert done.returncode == 1
    assert not report["ok"]
    assert [(p["code"], p["path"], p["line"]) for p in report["problems"]] == [
        ("bad-date", "articles/first.md", 3),
        ("unknown-reference", "articles/first.md", 8),
        ("quote-not-found", "articles/first.md", 11),
        ("thousands-separator", "articles/first.md", 13),
        ("front-matter-unclosed", "events/bridge-closed.md", 1),
    ]
    helps = {p["code"]: p["help"] for p in report["problems"]}
    assert "`injured`" in helps["unknown-reference"]
    assert "12000" in helps["thousands-separator"]
    assert "three people were injured" in helps["quote-not-found"]
    assert tree(project / "site") == before


def test_check_writes_nothing(project: Path) -> None:
    before = tree(project)
    done = briefing("check", cwd=project)
    assert done.returncode == 0, done.stderr
    assert tree(project) == before


def test_strict_lets_warnings_stop_the_build(project: Path) -> None:
    (project / "content/events/unreported.md").write_text("---\ntitle: Nobody reports this\n---\n", encoding="utf-8")
    assert briefing("build", cwd=project).returncode == 0
    strict = briefing("build", "--strict", cwd=project)
    assert strict.returncode == 1
    assert "event-without-reports" in strict.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("bild",), "Did you mean"),
        (("build", "--content", "nowhere"), "There is no folder `nowhere`"),
        (("build", "--jobs", "0"), "--jobs"),
        (("build", "--base-url", "example.org"), "is not a web address"),
        (("explain", "quote-not-fond"), "quote-not-found"),
    ],
)
def test_wrong_usage_ends_with_two_and_says_what_is_meant(
    project: Path, arguments: tuple[str, ...], words: str
) -> None:
    done = briefing(*arguments, cwd=project)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_no_colour_where_it_is_not_wanted(project: Path) -> None:
    (project / "content/briefing.yaml").write_text("titel: Bridge\n", encoding="utf-8")
    done = briefing("build", cwd=project, NO_COLOR="1", FORCE_COLOR="1")
    assert "\x1b[" not in done.stderr


def test_help_needs_nothing_heavy() -> None:
    code = (
        "import sys, briefing.cli; from click.testing import CliRunner; "
        "assert CliRunner().invoke(briefing.cli.main, ['--help']).exit_code == 0; "
        "print(sorted(set(sys.modules) & {'pydantic', 'jinja2', 'markdown', 'yaml', 'babel', 'watchdog', 'PIL', 'multiprocessing'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], text=True, capture_output=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_a_build_has_no_use_for_the_network() -> None:
    code = "import sys, briefing.build; print(sorted(set(sys.modules) & {'ssl', 'http.client', 'urllib.request', 'asyncio'}))"
    done = subprocess.run([sys.executable, "-c", code], text=True, capture_output=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_output_that_is_not_ours_is_refused_and_left_alone(project: Path) -> None:
    foreign = project / "site"
    foreign.mkdir()
    (foreign / "thesis.txt").write_text("years of work", encoding="utf-8")
    done = briefing("build", cwd=project)
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert tree(foreign) == {"thesis.txt": b"years of work"}


def test_explain_lists_and_tells() -> None:
    listed = briefing("explain", cwd=ROOT)
    assert "quote-not-found" in listed.stdout
    told = briefing("explain", "quote-not-found", cwd=ROOT)
    assert "## Why it matters" in told.stdout


def test_schema_is_json_schema() -> None:
    import jsonschema

    for kind in ("article", "event", "figure", "page", "actors", "places", "briefing"):
        schema = json.loads(briefing("schema", kind, cwd=ROOT).stdout)
        jsonschema.Draft202012Validator.check_schema(schema)


def test_a_closed_pipe_is_no_traceback(project: Path) -> None:
    done = subprocess.run(
        f"{sys.executable} -m briefing explain | head -n 1",
        shell=True,
        text=True,
        capture_output=True,
        cwd=project,
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stderr


def test_serve_shows_edits_lives_through_mistakes_and_ends_on_ctrl_c(project: Path) -> None:
    command = [sys.executable, "-u", "-m", "briefing", "serve", "--port", "0"]
    served = subprocess.Popen(command, cwd=project, stderr=subprocess.PIPE, text=True)
    assert served.stderr is not None
    try:
        url = re.search(r"http://\S+", served.stderr.readline())
        assert url
        event = project / "content/events/bridge-closed.md"
        page = f"{url[0]}events/bridge-closed/"

        def shows(words: str) -> bool:
            deadline = time.monotonic() + 30
            while time.monotonic() < deadline:
                with suppress(OSError), urlopen(page, timeout=5) as answer:
                    if words in answer.read().decode():
                        return True
                time.sleep(0.05)
            return False

        assert shows("The bridge is closed")
        event.write_text("---\ntitle: The bridge is shut\n---\n", encoding="utf-8")
        assert shows("The bridge is shut")
        event.write_text("---\ntitel: The bridge is broken\n---\n", encoding="utf-8")
        assert any("unknown-key" in line for line in served.stderr)  # said on the terminal
        assert shows("The bridge is shut")
        event.write_text("---\ntitle: The bridge is mended\n---\n", encoding="utf-8")
        assert shows("The bridge is mended")
        served.send_signal(signal.SIGINT)
        assert served.wait(timeout=20) == 130
        assert "Traceback" not in served.stderr.read()
    finally:
        served.kill()
        served.wait()


def test_ctrl_c_ends_with_130_and_without_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    import briefing.catalogue
    from briefing.cli import main

    def interrupted(code: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(briefing.catalogue, "entry", interrupted)
    done = CliRunner().invoke(main, ["explain", "quote-not-found"])
    assert (done.exit_code, done.output) == (130, "")
