"""Where a build keeps its state: beside the content, one folder for each place that the site is built to."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefing.disk import disk_errors, remove_tree, replace_file
from briefing.fingerprint import digest_bytes
from briefing.state import project_lock

_TARGET = "target"
"""In a site's state folder: the path that it belongs to."""


@contextmanager
def workplace(content: Path, output: Path, *, lasting: bool = True) -> Iterator[tuple[Path, Path]]:
    """Holds the project; gives its state folder and the one for this output.

    A project that may only be read is built without a memory: nothing is written beside it. So is one whose state is
    not to be `lasting`.

    Raises:
        Locked, DiskError: see `project_lock`.
    """
    project = content.absolute().parent
    if lasting and _may_write(project):
        with project_lock(project) as state:
            yield state, _for_output(state, output.absolute())
    else:
        with tempfile.TemporaryDirectory(prefix="briefing-") as folder, project_lock(Path(folder)) as state:
            yield state, _for_output(state, output.absolute())


def _may_write(folder: Path) -> bool:
    # The superuser may write everywhere; a folder that nobody is meant to write is left alone all the same.
    return os.access(folder, os.W_OK) and bool(folder.stat().st_mode & 0o222)


def _for_output(state: Path, output: Path) -> Path:
    sites = state / "sites"
    own = sites / digest_bytes(os.fsencode(output))
    with disk_errors("Nothing was built"):
        own.mkdir(parents=True, exist_ok=True)
        replace_file(own / _TARGET, os.fsencode(output))
        for other in sites.iterdir():
            # A site that is gone needs no memory.
            target = other / _TARGET
            if other != own and not (target.is_file() and Path(os.fsdecode(target.read_bytes())).exists()):
                remove_tree(other)
    return own
