"""The index behind the search page, made by Pagefind from the pages that are published, and from nothing else.

Pagefind is the one foreign program that a build starts: only where the extra `search` is installed, and not for a
briefing with `search: false`. It runs in its package's own folder, is given the pages through a pipe, in order, and
gives the index back through another: it opens no file of the project and writes none, so that the index is published
like everything else, and a build that is killed leaves nothing of it behind.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module, metadata
from pathlib import Path
from threading import Thread
from typing import IO, Any

from briefing.fingerprint import Digest, digest_bytes

FOLDER = "pagefind/"
"""Where the index stands below the site."""

LARGEST = 8_000
"""Pages of which an index is made: Pagefind takes some 0.3 MB of memory for each."""

_PACKAGES = ("pagefind_bin_extended", "pagefind_bin")
"""The extended one also cuts Chinese and Japanese into words."""

_SAME_EVERYWHERE = (
    "section > h2", "dt", ".label", ".hidden", ".drawn", ".fold > summary", ".onward", ".permalink", ".citation",
    ".passage-mark", ".passage-number",
)  # fmt: skip
"""Selectors of what a theme says on every page: no find. A search for its words is one for what was written."""

_ENTRY = f"{FOLDER}pagefind-entry.json"
_NEEDED = (f"{FOLDER}pagefind.js", _ENTRY, ".pf_meta", ".pf_index", ".pf_fragment", ".pf_filter")
"""How the names end of the files that a search needs; Pagefind's own interface is left out."""


class SearchError(Exception):
    """Pagefind failed. The one line is fit to be shown."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"The search index could not be made: {why}. The site was not changed. Install the extra `search` anew, or "
            "write `search: false` in `briefing.yaml`."
        )


@dataclass(frozen=True, slots=True)
class Engine:
    """An installed Pagefind."""

    program: Path
    digest: Digest
    """Of all that an index depends on besides the pages."""

    def index(self, pages: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
        """The files of the index, by path below the site.

        Args:
            pages: path below the site and bytes; their order has a say in the index.

        Raises:
            SearchError: where the program does not do its work.
        """
        answer = _last_answer(self.program, _questions(pages))
        files = {f"{FOLDER}{f['path']}": base64.b64decode(f["content"]) for f in answer["files"]}
        entry = json.loads(files[_ENTRY])
        # It lists several languages in another order each time. All else has one: filters have none, and are not used.
        files[_ENTRY] = json.dumps(entry, ensure_ascii=False, sort_keys=True).encode()
        # What takes a word apart, for the languages there are; without rules for one, as it stands.
        programs = {f"{FOLDER}wasm.{one.get('wasm') or 'unknown'}.pagefind" for one in entry["languages"].values()}
        return {path: files[path] for path in sorted(files) if path.endswith(_NEEDED) or path in programs}


def installed() -> Engine | None:
    """The Pagefind among this Python's packages; what else is on the machine is not looked for."""
    for name in _PACKAGES:
        with suppress(ImportError, FileNotFoundError, metadata.PackageNotFoundError):
            program: Path = import_module(name).get_executable()
            # This file's bytes too: what is asked for, and what is kept of it.
            return Engine(program, digest_bytes(metadata.version(name).encode(), Path(__file__).read_bytes()))
    return None


def _questions(pages: Iterable[tuple[str, bytes]]) -> Iterator[dict[str, object]]:
    yield {"type": "NewIndex", "config": {"exclude_selectors": _SAME_EVERYWHERE}}
    for path, data in pages:
        yield {"type": "AddFile", "index_id": 0, "file_path": path, "file_contents": data.decode()}
    yield {"type": "GetFiles", "index_id": 0}


def _last_answer(program: Path, questions: Iterable[Mapping[str, object]]) -> dict[str, Any]:
    """Puts all questions, and waits. Each message is JSON in base64, ended by a comma: as Pagefind's packages do it."""
    # No settings but ours: it would take them from the environment, and from the folder it runs in.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PAGEFIND")}
    answers: list[dict[str, Any]] = []
    try:
        process = subprocess.Popen(  # noqa: S603 - a program of an installed package, without arguments of anyone's
            [program, "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=program.parent,
            env=environment,
        )
    except OSError as error:
        raise SearchError(f"Pagefind cannot be run ({error.strerror})") from error
    reader = Thread(target=_read, args=(process, answers), name="search", daemon=True)
    with process:
        assert process.stdin is not None
        try:
            reader.start()
            for number, question in enumerate(questions, 1):
                if not _put(process.stdin, {"message_id": number, "payload": question}):
                    break
            reader.join()
        finally:
            process.kill()
            with suppress(OSError):
                process.stdin.close()
    last = answers[-1] if answers else {"type": "Error"}
    if last["type"] != "GetFiles":
        raise SearchError(f"Pagefind says “{last['message']}”" if "message" in last else "Pagefind ended too early")
    return last


def _put(stdin: IO[bytes], message: Mapping[str, object]) -> bool:
    """False where nobody listens any more; the answers tell why."""
    try:
        stdin.write(base64.b64encode(json.dumps(message).encode()) + b",")
        stdin.flush()
    except OSError:
        return False
    return True


def _read(process: subprocess.Popen[bytes], answers: list[dict[str, Any]]) -> None:
    """Collects the answers up to the one that counts: the files, or what went wrong."""
    stdout: Any = process.stdout
    unread = b""
    while data := stdout.read1(1 << 20):
        *whole, unread = (unread + data).split(b",")
        for one in whole:
            with suppress(ValueError):
                answers[:] = [json.loads(base64.b64decode(one))["payload"]]
            if answers and answers[-1]["type"] in ("GetFiles", "Error"):
                process.kill()
                return
