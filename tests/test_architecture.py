"""The house's rules: a lower row never imports a higher one, pure rooms do no input or output, and every room is on the plan."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import briefing

PACKAGE = Path(briefing.__file__).parent

ROWS: tuple[tuple[str, ...], ...] = (
    ("problems", "leaks", "fingerprint", "numerals", "dates", "disk", "catalogue", "parallel", "patience", "recall"),
    ("records",),
    ("base_map", "schema", "config"),
    ("hidden_characters", "yaml_events", "yaml_syntax", "yaml_tree", "frontmatter", "markdown", "evidence", "sources"),
    ("parsing", "parse", "reading", "version"),
    ("linking", "gate", "library", "relinking"),
    ("comparison", "figures", "timeline", "coverage", "findings"),
    ("checks", "language"),
    ("outputs", "drawings", "pages", "exporters", "plan"),
    (
        "theme_check",
        "theme_code",
        "theme",
        "theme_views",
        "card_pictures",
        "printer",
        "printing",
        "makers",
        "pictures",
        "svg_cleaner",
        "media",
        "proofs",
        "map_file",
        "search",
        "indexing",
        "state",
        "spool",
        "output",
        "workplace",
        "making",
        "project",
        "unchanged",
        "redacting",
        "kept",
    ),
    ("examining", "blueprint", "build"),
    (
        "verify",
        "leak_search",
        "file_notices",
        "file_stamps",
        "watch",
        "live_reload",
        "server_answers",
        "server_security",
        "server",
    ),
    ("cli", "__main__"),
)
"""From the ground up. A room may import rooms of its own row and of those below."""

PURE = frozenset(
    [
        "problems",
        "fingerprint",
        "recall",
        "numerals",
        "leaks",
        "dates",
        "records",
        "base_map",
        "schema",
        "config",
        "hidden_characters",
        "yaml_events",
        "yaml_syntax",
        "yaml_tree",
        "frontmatter",
        "markdown",
        "evidence",
        "parsing",
        "parse",
        "linking",
        "gate",
        "library",
        "relinking",
        "comparison",
        "figures",
        "timeline",
        "coverage",
        "findings",
        "checks",
        "outputs",
        "drawings",
        "pages",
        "exporters",
        "plan",
    ]
)

IO = frozenset(
    [
        "os",
        "io",
        "pathlib",
        "shutil",
        "socket",
        "subprocess",
        "tempfile",
        "urllib.request",
        "http",
        "sqlite3",
        "threading",
        "time",
        "random",
        "secrets",
        "uuid",
    ]
)
HARMLESS = {"io": {"BytesIO", "StringIO"}, "pathlib": {"PurePosixPath"}}
"""Names of an I/O module that do none."""

HEIGHT = {name: row for row, names in enumerate(ROWS) for name in names}


def rooms() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    top = path.relative_to(PACKAGE).parts[0]
    return top.removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each module that a file imports at run time, with the names taken from it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, ()
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: relative import"
            yield node.module or "", tuple(a.name for a in node.names)


@pytest.mark.parametrize(
    "path",
    [p for p in rooms() if p.name != "__init__.py" or p.parent != PACKAGE],
    ids=lambda p: str(p.relative_to(PACKAGE)),
)
def test_no_room_imports_a_higher_one(path: Path) -> None:
    own = room_of(path)
    assert own in HEIGHT, f"{own} is not on the plan: give it a row"
    for module, names in imports(path):
        if module == "briefing":
            others = [n for n in names if not n.startswith("__")]
        elif module.startswith("briefing."):
            others = [module.split(".")[1]]
        else:
            continue
        for other in others:
            assert HEIGHT[other] <= HEIGHT[own], f"{own} (row {HEIGHT[own]}) imports {other} (row {HEIGHT[other]})"


@pytest.mark.parametrize("path", [p for p in rooms() if room_of(p) in PURE], ids=lambda p: str(p.relative_to(PACKAGE)))
def test_pure_rooms_do_no_input_or_output(path: Path) -> None:
    for module, names in imports(path):
        if module in IO:
            assert names, f"{path.name} imports {module}"
            assert set(names) <= HARMLESS.get(module, set()), f"{path.name} takes {names} from {module}"
    calls = {
        n.func.id
        for n in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
    }
    assert not calls & {"open", "print", "input", "exec", "eval"}


def test_the_plan_names_no_room_that_is_gone() -> None:
    there = {room_of(p) for p in rooms()}
    assert set(HEIGHT) <= there


def test_rooms_can_be_read_in_one_sitting() -> None:
    long = {
        str(p.relative_to(PACKAGE)): lines
        for p in rooms()
        if (lines := len(p.read_text(encoding="utf-8").splitlines())) > 420
    }
    assert not long


@pytest.mark.parametrize("room", ["pages", "exporters"])
def test_what_pages_remember_is_remembered_by_recall(room: str) -> None:
    """In a running preview a `cached_property` would go on showing what was true before the edit."""
    for path in sorted((PACKAGE / room).rglob("*.py")):
        imported = {
            n.name
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.ImportFrom) and node.module == "functools"
            for n in node.names
        }
        assert not imported & {"cache", "cached_property", "lru_cache"}, path.name
