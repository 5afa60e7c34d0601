"""Where the next site is made ready, out of readers' sight.

Where nothing forbids it, this is the whole next site, to change places with the one that is shown: files that stay are
hard links to those shown, and what it is made from is the site that was shown before. Else it is the new files alone.
Nothing is ever written into a file that is there, because the shown site may have the same one.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR

from briefing.disk import make_folder, remove_tree, write_new
from briefing.output.folder import Site
from briefing.output.in_place import NEW
from briefing.output.swap import CANNOT, can_swap_in, on_one_mount
from briefing.outputs import WORKPLACE, folders_of
from briefing.spool import Spool

_TWIN = "twin"


class Stage:
    """The new files of one publication."""

    def __init__(self, site: Site, wanted: frozenset[str], *, alone: bool = False) -> None:
        """Touches nothing yet.

        Args:
            wanted: the paths the next site has.
            alone: the new files are to stand alone, whatever else could be done.
        """
        self.new: dict[str, os.stat_result] = {}
        """What was put here, with its stat."""
        self.workplace = site.state
        """The folder on the site's disk that this one stands in."""
        self.folder = Path()
        """Where the new files stand."""
        self.is_whole = False
        """Whether this becomes the whole next site, to be shown at once."""
        self.is_alone = alone and site.exists
        self._site = site
        self.wanted = wanted
        """The paths the next site has."""
        self._linked: set[str] = set()
        """Files of the shown site that stand here as well."""
        self._folders = {""}

    def put(self, name: str, data: bytes | Spool) -> None:
        """Makes a new file ready."""
        if not self.folder.name:
            self._begin()
        path = f"{self.folder}/{name}"
        self._make_folder_of(name)
        if name in self._linked:
            os.unlink(path)  # noqa: PTH108
            self._linked.discard(name)
        self.new[name] = write_new(path, [data] if isinstance(data, bytes) else data)

    def want(self, names: Iterable[str]) -> None:
        """Adds to the paths that the next site has."""
        self.wanted = self.wanted.union(names)

    def read(self, name: str) -> bytes:
        """A file of the next site: new, or as it is shown now."""
        return Path(f"{self.folder if name in self.new else self._site.path}/{name}").read_bytes()

    def link_rest(self) -> bool:
        """Adds the files that stay as they are. False where this disk has no hard links."""
        for name in self.wanted - self._linked - self.new.keys():
            self._make_folder_of(name)
            try:
                os.link(f"{self._site.path}/{name}", f"{self.folder}/{name}")
            except OSError as error:
                if error.errno not in CANNOT:
                    raise
                return False
        return True

    def set_apart(self) -> None:
        """Moves the new files to where they stand alone."""
        whole, self.folder = self.folder, self._empty(NEW)
        self._folders = {""}
        for name in self.new:
            self._make_folder_of(name)
            (whole / name).rename(self.folder / name)

    def remove_shown_before(self, names: Collection[str]) -> None:
        """After the change of places: takes these files, and folders that were theirs alone, out of the old edition."""
        for name in names:
            with suppress(OSError):  # a file may stand where its folder was
                remove_tree(self.folder / name)
        for folder in sorted(folders_of(names), reverse=True):
            with suppress(OSError):
                (self.folder / folder).rmdir()

    def discard(self) -> None:
        """Clears up after a publication that failed."""
        with suppress(OSError):
            for name in self.new:
                (self.folder / name).unlink(missing_ok=True)
            if self.workplace != self._site.state:
                remove_tree(self.workplace)
                if not self._site.exists:
                    self._site.path.rmdir()

    def _begin(self) -> None:
        site = self._site
        above = site.path.parent
        make_folder(str(above))
        is_near = on_one_mount(site.state, site.path if site.exists else above)
        if not is_near:
            self.workplace = site.path / WORKPLACE
        if self.is_alone:
            self.folder = self._empty(NEW)
            return
        twin = site.state / _TWIN
        if twin.is_symlink() or not twin.is_dir():
            remove_tree(twin)
            make_folder(str(twin))
        self.is_whole = is_near and self._may_take_the_place(twin)
        if self.is_whole:
            self.folder = twin
            self._keep_what_is_shown()
        else:
            self.folder = self._empty(NEW)

    def _empty(self, name: str) -> Path:
        folder = self.workplace / name
        remove_tree(folder)
        make_folder(str(folder))
        return folder

    def _may_take_the_place(self, twin: Path) -> bool:
        site = self._site
        if not site.exists:
            return True
        if site.foreign or not os.access(site.path.parent, os.W_OK):
            return False
        # Someone who gave the folder another owner or mode wants it to keep them.
        shown, ready = site.path.stat(), twin.stat()
        is_alike = (shown.st_mode, shown.st_uid, shown.st_gid) == (ready.st_mode, ready.st_uid, ready.st_gid)
        return is_alike and can_swap_in(site.state)

    def _keep_what_is_shown(self) -> None:
        """Removes all that is not, at the same path, the same file as in the shown site."""
        inodes = self._site.inodes
        needed = folders_of(self.wanted)
        to_read = [""]
        while to_read:
            below = to_read.pop()
            with os.scandir(f"{self.folder}/{below}") as found:
                entries = list(found)
            for entry in entries:
                path = below + entry.name
                info = entry.stat(follow_symlinks=False)
                if S_ISDIR(info.st_mode) and path in needed:
                    self._folders.add(path)
                    to_read.append(path + "/")
                elif path in self.wanted and inodes.get(path) == info.st_ino:
                    self._linked.add(path)
                else:
                    remove_tree(Path(entry.path))

    def _make_folder_of(self, name: str) -> None:
        folder = name.rpartition("/")[0]
        if folder not in self._folders:
            make_folder(f"{self.folder}/{folder}")
            self._folders.add(folder)
