"""A build without a content: plans of plain bytes, published the way a build publishes them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from briefing.fingerprint import digest_bytes
from briefing.output import Published, open_site, publish
from briefing.outputs import MARK, SUMS, listing, sha256
from briefing.state import Reason, Row, load_manifest, project_lock, save_manifest, why_stale

Plan = Mapping[str, bytes]
Tree = dict[str, bytes | str]

MAKER = digest_bytes(b"a maker")
STATE_AT_REST = {".gitignore", "clock", "lock", "manifest", "seen-site", "twin"}
"""All that may be left in the state folder after a build."""


def project(folder: Path) -> Path:
    """A project with an empty content folder."""
    (folder / "content").mkdir(parents=True)
    return folder


def build(root: Path, plan: Plan, site: Path | None = None) -> tuple[Published, dict[str, Reason]]:
    """Publishes the plan below `root`; what changed, and why each stale output was made."""
    with project_lock(root) as state:
        last = load_manifest(state)
        opened = open_site(site or root / "site", root / "content", state, last)
        views = {path: (("body", digest_bytes(data)),) for path, data in plan.items()}
        reasons = {path: why_stale(MAKER, view, last.get(path), opened.files.get(path)) for path, view in views.items()}
        stale = {path: reason for path, reason in reasons.items() if reason is not None}
        published = publish(opened, plan, ((path, plan[path]) for path in sorted(stale)))
        save_manifest(state, {path: Row(MAKER, view, published.sums[path]) for path, view in views.items()})
    return published, stale


def tree(folder: Path) -> Tree:
    """All that stands in a folder: bytes of files, targets of links, empty folders."""
    found: Tree = {}
    for at, folders, files in os.walk(folder):
        for name in files + [f for f in folders if (Path(at) / f).is_symlink()]:
            path = Path(at) / name
            key = path.relative_to(folder).as_posix()
            found[key] = f"link to {path.readlink()}" if path.is_symlink() else path.read_bytes()
        if not folders and not files and Path(at) != folder:
            found[Path(at).relative_to(folder).as_posix()] = "empty folder"
    return found


def site_of(plan: Plan) -> Tree:
    """The tree a build of this plan alone gives."""
    return {**plan, SUMS: listing({path: sha256(data) for path, data in plan.items()})}


def plan_of(word: str, pages: int = 5) -> dict[str, bytes]:
    """A plan in which every page has the word."""
    made = {f"events/e{n}/index.html": f"<p>{word} {n}".encode() for n in range(pages)}
    return {MARK: f"{{{word}}}".encode(), "index.html": word.encode() * 50, "assets/style.css": b"p {}", **made}
