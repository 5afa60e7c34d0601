"""The same content gives the same bytes, wherever, whenever and by whomever it is built."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from building import EXAMPLE, read_tree

BUILD = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
os.umask(int(sys.argv[4], 8))
if sys.argv[3] == "shuffled":
    plain = os.scandir
    class Shuffled:
        def __init__(self, path): self.entries = sorted(plain(path), key=lambda e: hash(e.name) ^ 0x5555)
        def __enter__(self): return self
        def __exit__(self, *_): pass
        def __iter__(self): return self
        def __next__(self):
            if not self.entries: raise StopIteration
            return self.entries.pop()
        def close(self): pass
    os.scandir = Shuffled
from briefing.build import build
from briefing.project import Project
when = datetime.fromisoformat(sys.argv[6])
built = build(Project(Path(sys.argv[1]), Path(sys.argv[2]), when, jobs=int(sys.argv[5]), memory=False))
sys.exit(not built.ok)
"""

PLAIN = {"walk": "plain", "umask": "022", "jobs": "1", "now": "2026-11-21T12:00:00+00:00"}
VARIANTS: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "another hash seed": ({}, {"PYTHONHASHSEED": "7"}),
    "another time zone": ({}, {"TZ": "Pacific/Kiritimati"}),
    "another language": ({}, {"LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"}),
    "another umask": ({"umask": "077"}, {}),
    "another order of folders": ({"walk": "shuffled"}, {}),
    "four processes": ({"jobs": "4"}, {}),
    "another day": ({"now": "2031-01-01T00:00:00+14:00"}, {}),
    "another user and home": ({}, {"HOME": "/nonexistent", "USER": "someone", "LOGNAME": "someone"}),
}


def built(folder: Path, how: dict[str, str], environment: dict[str, str]) -> dict[str, bytes]:
    folder.mkdir(parents=True)
    shutil.copytree(EXAMPLE, folder / "content")
    settings = {**PLAIN, **how}
    command = [
        sys.executable,
        "-c",
        BUILD,
        str(folder / "content"),
        str(folder / "site"),
        *(settings[k] for k in PLAIN),
    ]
    env = {**os.environ, "PYTHONHASHSEED": "1", **environment}
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return read_tree(folder / "site")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return built(tmp_path_factory.mktemp("plain") / "a", {}, {})


@pytest.mark.parametrize("name", VARIANTS)
def test_same_bytes(name: str, plain: dict[str, bytes], tmp_path: Path) -> None:
    assert built(tmp_path / "quite another folder", *VARIANTS[name]) == plain


def test_no_byte_tells_of_the_machine(plain: dict[str, bytes]) -> None:
    import getpass
    import socket

    told = {
        str(Path.home()),
        str(EXAMPLE),
        sys.prefix,
        "/tmp/",
        getpass.getuser() if len(getpass.getuser()) > 4 else "/home/",
        socket.gethostname() if len(socket.gethostname()) > 4 else "/home/",  # two letters stand in any packed file
    }
    for path, data in plain.items():
        if path.startswith("pagefind/wasm.") or path == "pagefind/pagefind.js":
            continue  # programs, as they come
        is_packed = data.startswith(b"\x1f\x8b")
        seen = gzip.decompress(data) if is_packed else data
        for word in told:
            # Two letters stand in a packed index by chance.
            if len(word) > 4 or not is_packed:
                assert word.encode() not in seen, f"{path} tells {word}"


def test_the_sums_are_right(plain: dict[str, bytes]) -> None:
    listed = dict(reversed(line.split("  ", 1)) for line in plain["SHA256SUMS"].decode().splitlines())
    assert listed == {path: hashlib.sha256(data).hexdigest() for path, data in plain.items() if path != "SHA256SUMS"}
