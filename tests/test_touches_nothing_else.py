"""The build opens no connection, starts no program, reads and writes nowhere but where it is told to, and tells of none of it.

What it does is told by the interpreter itself (`sys.addaudithook`), in a process of its own that has no network.
"""

from __future__ import annotations

import getpass
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import zoneinfo
from html.parser import HTMLParser
from pathlib import Path

import pytest

import briefing
from building import EXAMPLE, ROOT, read_tree
from canaries import found_in

WATCHED = """
import json, os, sys
told = []
CALLS = ("os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "os.fork", "os.forkpty", "pty.spawn")
CHANGES = ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.chmod", "os.chown", "os.truncate",
           "os.utime", "os.setxattr", "shutil.rmtree", "shutil.copyfile", "shutil.move", "tempfile.mkdtemp", "tempfile.mkstemp")
def hook(name, given):
    if name == "open":
        writes = bool(given[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND)) if given[2] else False
        told.append(("write" if writes else "read", given[0] if isinstance(given[0], (int, str)) else os.fsdecode(given[0])))
    elif name in ("os.listdir", "os.scandir"):
        told.append(("read", os.fsdecode(given[0]) if not isinstance(given[0], int) else given[0]))
    elif name.partition(".")[0] in ("socket", "urllib", "http", "ftplib", "smtplib", "ssl", "webbrowser") or name in CALLS:
        told.append(("call", name))
    elif name == "subprocess.Popen":
        told.append(("program", os.fsdecode(given[0])))
    elif name in CHANGES:
        told.extend([("write", os.fsdecode(one)) for one in given[:2] if isinstance(one, (str, bytes, os.PathLike))])
sys.addaudithook(hook)
code = 0
try:
    exec(sys.argv[1])
except SystemExit as end:
    code = end.code or 0
told = [(what, os.path.abspath(where) if isinstance(where, str) and what in ("read", "write") else where) for what, where in dict.fromkeys(told)]
print(json.dumps([code, told]))
"""
BUILD = "from briefing.cli import main; main(sys.argv[2:])"

INTERPRETER = {str(Path(p).resolve()) for p in (sys.prefix, sys.base_prefix)} | {sys.prefix, sys.base_prefix}
TOOL = {str(Path(briefing.__file__).parents[1]), str(ROOT / "themes")}
DEVICES = {"/dev/null", "/dev/urandom"}
_NO_NETWORK = ["unshare", "--map-root-user", "--net", "--"]


def _without_network() -> list[str]:
    if shutil.which("unshare") is None:
        return []
    done = subprocess.run([*_NO_NETWORK, "true"], capture_output=True, check=False)
    return _NO_NETWORK if done.returncode == 0 else []


def _watched(code: str, *arguments: object, home: Path, cwd: Path) -> list[tuple[str, str]]:
    env = {**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [*_without_network(), sys.executable, "-c", WATCHED, code, *map(str, arguments)]
    done = subprocess.run(command, env=env, cwd=cwd, capture_output=True, text=True, timeout=180, check=False)
    assert done.stdout, done.stderr
    ended, told = json.loads(done.stdout.splitlines()[-1])
    assert ended == 0, done.stderr
    return [(what, where) for what, where in told]


def _is_in(path: str, *folders: str | Path) -> bool:
    return any(path == str(f) or path.startswith(f"{f}{os.sep}") for f in folders)


def _elsewhere(told: list[tuple[str, str]], project: Path) -> list[tuple[str, str]]:
    """What was done outside of the project, of the interpreter and of the tool."""
    ours = [project / "site", project / ".briefing"]
    found = []
    for what, where in told:
        if what == "read" and isinstance(where, int):
            continue  # a file that was opened before
        if what == "read" and _is_in(where, *INTERPRETER, *TOOL, *zoneinfo.TZPATH, project / "content", *ours):
            continue
        if what == "write" and (isinstance(where, int) or _is_in(where, *ours)):
            continue
        if where in DEVICES:
            continue
        found.append((what, where))
    return found


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The example, and beside it what is nobody's business."""
    made = tmp_path / "project"
    shutil.copytree(EXAMPLE, made / "content")
    for path in ("home/.config/briefing.yaml", "home/.gitconfig", "neighbour.md", "project/.env", "project/notes.txt"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("secret", encoding="utf-8")
    return made


def _without_search(project: Path) -> None:
    config = project / "content" / "briefing.yaml"
    config.write_text(config.read_text(encoding="utf-8") + "search: false\n", encoding="utf-8")


@pytest.mark.parametrize("again", [False, True], ids=["the first time", "again"])
def test_a_build_touches_nothing_else(project: Path, again: bool) -> None:
    _without_search(project)
    arguments = ["build", "--content", project / "content", "--output", project / "site", "--jobs", "1"]
    home = project.parent / "home"
    told = _watched(BUILD, *arguments, home=home, cwd=project)
    if again:
        about = project / "content/pages/about.md"
        about.write_text(about.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
        told = _watched(BUILD, *arguments, home=home, cwd=project)
    assert ("read", str(project / "content/briefing.yaml")) in told
    assert any(
        what == "write" and _is_in(where, project / ".briefing") for what, where in told if isinstance(where, str)
    )
    # The folder of the project is looked at for what stands where the site is to go; its own parent is made, if need be.
    harmless = {("read", str(project)), ("write", str(project)), ("read", str(project / "themes"))}
    # Whether two folders can change places here is learnt by asking it of one that is not there.
    harmless.add(("write", str(project / "no-such-file")))
    assert set(_elsewhere(told, project)) <= harmless


def test_the_one_program_is_that_of_the_search(project: Path) -> None:
    pytest.importorskip("pagefind")
    arguments = ["build", "--content", project / "content", "--output", project / "site", "--jobs", "1"]
    told = _watched(BUILD, *arguments, home=project.parent / "home", cwd=project)
    programs = [where for what, where in told if what == "program"]
    assert len(programs) == 1
    assert _is_in(programs[0], *INTERPRETER)
    assert Path(programs[0]).name.startswith("pagefind")
    assert not [one for one in told if one[0] == "call"]


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("open('/etc/hostname').read()", "read"),
        ("open(os.path.expanduser('~/.gitconfig')).read()", "read"),
        ("os.listdir('..')", "read"),
        ("open('site.txt', 'w').close()", "write"),
        ("os.rename('notes.txt', 'other.txt')", "write"),
        ("import subprocess; subprocess.run(['true'])", "program"),
        ("os.system('true')", "call"),
        ("import socket; socket.socket().close()", "call"),
        ("import socket; socket.gethostname()", "call"),
    ],
)
def test_what_a_build_must_not_do_would_be_told(code: str, what: str, project: Path) -> None:
    told = _elsewhere(_watched(code, home=project.parent / "home", cwd=project), project)
    assert what in {one for one, _ in told}


# ---- what the files tell ------------------------------------------------------------------------------------------


def test_no_byte_tells_where_when_and_by_whom_it_was_made(tmp_path: Path) -> None:
    """Decoded and unpacked: in pictures and in the index of the search as well."""
    folder = tmp_path / "quafolderwok" / "project"
    shutil.copytree(EXAMPLE, folder / "content")
    env = {
        **os.environ,
        "USER": "quauserwok",
        "LOGNAME": "quauserwok",
        "HOME": "/home/quahomewok",
        "QUA": "quaenvironwok",
        "HOSTNAME": "quahostwok",
    }
    command = [sys.executable, "-m", "briefing", "build", "--content", folder / "content", "--output", folder / "site"]
    done = subprocess.run(
        [*command, "--now", "2031-07-19T03:14:15.926+00:00"],
        env=env,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    words = {w: w for w in ("quafolderwok", "quauserwok", "quahomewok", "quaenvironwok", "quahostwok")}
    words |= {
        "build time": "2031-07-19",
        "build hour": "03:14:15",
        "tool": str(ROOT),
        "interpreter": sys.prefix,
        "tmp": str(tmp_path),
    }
    words |= {name: name for name in (socket.gethostname(), getpass.getuser()) if len(name) > 5}
    assert found_in(folder / "site", words) == []
    dates = {
        m
        for data in read_tree(folder / "site").values()
        for m in re.findall(rb"20[2-9]\d-\d\d-\d\dT\d\d:\d\d:\d\d", data)
    }
    written = b"".join(read_tree(EXAMPLE).values())
    assert not [d for d in dates if d[:10] not in written], "a time that nobody wrote"


class _References(HTMLParser):
    """Addresses that a browser asks for by itself."""

    ASKED = frozenset({"src", "srcset", "poster", "data", "background", "action", "formaction", "ping", "manifest"})
    RELS = frozenset({"stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "manifest"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.policy = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {k: v or "" for k, v in attrs}
        self.found += [v for k, v in given.items() if k in self.ASKED]
        if tag == "link" and set(given.get("rel", "").split()) & self.RELS:
            self.found.append(given.get("href", ""))
        if tag in ("use", "image", "base"):
            self.found += [v for k, v in given.items() if k.endswith("href")]
        if tag == "meta" and given.get("http-equiv", "").lower() == "content-security-policy":
            self.policy = given["content"]
        if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            self.found.append(given.get("content", ""))
        self.found += re.findall(r"url\(([^)]*)\)", given.get("style", ""))


def test_no_file_asks_for_anything_of_anybody_else(tmp_path: Path) -> None:
    from building import build_site

    assert build_site(EXAMPLE, tmp_path / "site").ok
    for path, data in read_tree(tmp_path / "site").items():
        if path.endswith((".html", ".svg")):
            page = _References()
            page.feed(data.decode())
            outside = [
                a
                for a in page.found
                if re.match(r"\s*(?:[a-z][a-z0-9+.-]*:|//)", a, re.I) and not a.startswith("data:")
            ]
            assert not outside, path
            if path.endswith(".html"):
                assert page.policy.startswith("default-src 'none'"), path
                assert not re.search(r"https?:|\*|unsafe-eval", page.policy), path
        elif path.endswith(".css"):
            assert not re.search(rb"@import|url\(\s*[\"']?(?:[a-z]+:)?//", data), path
        elif path.endswith(".js") and not path.startswith("pagefind/"):
            assert not re.search(rb"[\"'`](?:https?:)?//|importScripts|sendBeacon|WebSocket", data), path
