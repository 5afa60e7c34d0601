"""A site as it is planned takes the place of the site as it is."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.disk import DiskError, disk_errors, disk_time, flush, settled
from briefing.output import in_place
from briefing.output.folder import Site, check_free
from briefing.output.stage import Stage
from briefing.output.swap import CANNOT, swap
from briefing.outputs import MARK, SUMS, Sha256, folders_of, listing, sha256
from briefing.spool import Spool, sum_of


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication changed."""

    written: tuple[str, ...]
    """Sorted; files whose bytes were already right are not among them."""
    removed: tuple[str, ...]
    """Sorted."""
    sums: dict[str, Sha256]
    """Of every planned file: `Row.output` of the next manifest."""
    site: Site
    """What now stands there."""


Further = Callable[[Mapping[str, Sha256], Callable[[str], bytes]], Iterable[tuple[str, bytes | None]]]
"""What a site is to hold beside what is planned, made from it: gets the digest of every planned file, and a function
that reads one; gives path and bytes, or None for a file of ours that stays as it stands."""


def publish(
    site: Site,
    planned: Collection[str],
    made: Iterable[tuple[str, bytes | Spool]],
    further: Further | None = None,
    *,
    few: bool = False,
) -> Published:
    """Makes the site hold exactly the planned files and what is foreign in it, all at once.

    `made` may be a generator: each file is put aside as it comes, and none is seen before the last one is there.
    Where nothing differs, nothing is touched.

    Args:
        site: as `open_site` found it in this build.
        planned: every path of the site; they have passed `outputs.check_paths`.
        made: path and bytes, at least of those planned paths that are not in `site.files`; the others stay.
        further: called once all that is made is ready, out of readers' sight.
        few: show file by file what is expected to be a handful, without waiting for the disk: for a preview.

    Raises:
        OutputRefused: where something foreign stands on a planned path; before `made` is asked for anything.
        DiskError: where the disk fails; the site is what it was.
        ValueError: for a plan without `data/briefing.json`, a path made twice or not planned.
        KeyError: for a planned path that is neither made nor there.
    """
    wanted = frozenset(planned)
    if MARK not in wanted:
        raise ValueError(f"a site needs {MARK}: by it we know it again")
    check_free(site, wanted | {SUMS})
    stage = Stage(site, wanted, alone=few)
    with disk_errors("The site was not changed"):
        try:
            published = _publish(site, stage, wanted, made, further)
        except DiskError:
            raise
        except BaseException:
            stage.discard()
            raise
    if not few:
        site.seen.save()
    return published


def _publish(
    site: Site, stage: Stage, wanted: frozenset[str], made: Iterable[tuple[str, bytes | Spool]], further: Further | None
) -> Published:
    sums: dict[str, Sha256] = {}
    for name, data in made:
        if name not in wanted or name in sums:
            raise ValueError(f"{name} is made twice, or not planned")
        sums[name] = sum_of(data)
        if site.files.get(name) != sums[name]:
            stage.put(name, data)
    sums = {name: site.files[name] for name in wanted if name not in sums} | sums
    if further is not None:
        more = dict(further(dict(sums), stage.read))
        if not wanted.isdisjoint(more):
            raise ValueError("what is made from the plan is planned itself")
        check_free(site, frozenset(more))
        stage.want(more)
        wanted |= more.keys()
        for name, given in more.items():
            sums[name] = site.files[name] if given is None else sha256(given)
            if given is not None and site.files.get(name) != sums[name]:
                stage.put(name, given)
    written = tuple(sorted(stage.new))
    removed = tuple(sorted((site.files.keys() | site.spoilt) - wanted - {SUMS}))
    listed = listing(sums)
    if written or removed or site.listing != listed:
        stage.put(SUMS, listed)
        now = disk_time(site.state)
        _show(site, stage, sorted({*removed, *(site.lost - wanted)}))
        for name in written:
            site.seen.remember(name, stage.new[name], sums[name], now)
    inodes = {name: site.inodes.get(name, 0) for name in sums} | {n: stage.new[n].st_ino for n in written}
    shown = replace(site, exists=True, files=sums, inodes=inodes, spoilt=set(), lost=set(), listing=listed)
    return Published(written, removed, sums, shown)


def _show(site: Site, stage: Stage, removed: Sequence[str]) -> None:
    is_complete = stage.is_whole and stage.link_rest()
    if not stage.is_alone:
        flush([f"{stage.folder}/{name}" for name in stage.new], str(stage.folder))
    if is_complete and _take_the_place(site, stage):
        return
    if stage.is_whole:
        stage.set_apart()
    # What a page needs comes before the page, and the list of all comes last.
    written = sorted(stage.new, key=lambda name: (name == SUMS, name.endswith(".html"), name))
    in_place.apply(in_place.Change(site.path, stage.workplace, written, removed), site.state)


def _take_the_place(site: Site, stage: Stage) -> bool:
    """False where this cannot be done here after all."""
    if not site.exists:
        stage.folder.rename(site.path)
        return True
    try:
        swap(stage.folder, site.path)
    except OSError as error:
        if error.errno not in CANNOT:
            raise
        return False
    with disk_errors(f"The site is published, but something new in it was left in `{stage.folder}`"):
        _bring_along(site, stage)
        # What is no longer shown is no longer anywhere.
        stage.remove_shown_before({*stage.new, *(site.files.keys() | site.spoilt) - stage.wanted})
    return True


def _bring_along(site: Site, stage: Stage) -> None:
    """Moves what someone has put into the site since we looked at it from the old folder to the new one."""
    ours = site.files.keys() | site.spoilt
    known = folders_of(ours | site.lost)
    for folder in ("", *folders_of(ours)):
        old = f"{stage.folder}/{folder}"
        if settled(os.stat(old).st_mtime_ns, site.seen.now):  # noqa: PTH116
            continue
        for name in os.listdir(old):  # noqa: PTH208
            path = f"{folder}/{name}" if folder else name
            if path in ours or path in known or path == SUMS:
                continue
            target = site.path / path
            if not os.path.lexists(target):
                target.parent.mkdir(parents=True, exist_ok=True)
                (stage.folder / path).rename(target)
