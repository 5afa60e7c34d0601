"""What is installed is whole: a wheel in an empty environment, in another folder, builds a briefing."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

from building import EXAMPLE, ROOT

IMPORT_NAMES = {
    "babel": "babel",
    "click": "click",
    "jinja2": "jinja2",
    "markdown": "markdown",
    "pydantic": "pydantic",
    "pyyaml": "yaml",
    "watchdog": "watchdog",
    "pillow": "PIL",
    "weasyprint": "weasyprint",
}
NOT_IMPORTED = frozenset({"ttf-opensans", "pagefind"})
"""A font and a program: what is used of them are files."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        str(folder),
        str(ROOT),
    ]
    subprocess.run(command, check=True, timeout=120, cwd=folder)
    (made,) = folder.glob("*.whl")
    return made


def test_the_wheel_holds_the_theme_and_all_that_is_no_code(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, below in ((ROOT / "generator/briefing", "briefing"), (ROOT / "themes", "briefing/themes")):
        for file in folder.rglob("*"):
            if file.is_file() and "__pycache__" not in file.parts:
                assert f"{below}/{file.relative_to(folder).as_posix()}" in names


def test_a_wheel_in_an_empty_environment_builds_a_briefing(wheel: Path, tmp_path: Path) -> None:
    env = tmp_path / "env"
    venv.create(env, with_pip=False)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(env)}))
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(site)
    # The dependencies are this environment's, so that the test needs no network; that they are declared is tested below.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    (tmp_path / "work").mkdir()
    (tmp_path / "work/content").symlink_to(EXAMPLE, target_is_directory=True)
    python = env / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    script = "import briefing, sys; sys.path[:] = [p for p in sys.path if 'generator' not in p]; from briefing.cli import main; main()"
    command = [python, "-c", script, "build", "--output", "elsewhere/site", "--content", "content"]
    done = subprocess.run(command, cwd=tmp_path / "work", text=True, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "work/elsewhere/site/disputed/index.html").is_file()
    where = subprocess.run(
        [python, "-c", "import briefing; print(briefing.__file__)"],
        text=True,
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert str(env) in where.stdout


def test_every_library_that_is_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    declared = [*project["dependencies"], *(d for extra in ("images", "pdf", "search") for d in extras[extra])]
    names = {re.split(r"[<>=\[ ]", d)[0].lower() for d in declared}
    names = {IMPORT_NAMES[name] for name in names - NOT_IMPORTED}
    imported = set()
    for file in (ROOT / "generator/briefing").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {a.name.split(".")[0] for a in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add((node.module or "").split(".")[0])
    foreign = imported - set(sys.stdlib_module_names) - {"briefing"}
    # Jinja2 brings MarkupSafe, pydantic its core: both are their parents' own.
    assert foreign - {"markupsafe", "pydantic_core"} == names


def test_the_readme_names_every_dependency_and_command() -> None:
    from briefing.cli import COMMANDS

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for dependency in project["dependencies"]:
        assert f"| {re.split(r'[<>=]', dependency)[0]} |" in readme.lower(), dependency
    for command in COMMANDS:
        assert f"`briefing {command.name}" in readme
