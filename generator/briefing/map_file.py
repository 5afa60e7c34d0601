"""The file that holds the base of the maps: found among the media, and read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from briefing.base_map import MAX_BYTES, SIMPLIFY, read_base_map
from briefing.config import CONFIG_FILE, Config
from briefing.problems import Problem, did_you_mean
from briefing.sources import read_file


def with_base_map(config: Config, content: Path, media: Collection[str]) -> tuple[Config, tuple[Problem, ...]]:
    """The configuration with the base of its maps, where it names one.

    Args:
        media: paths below the content folder.

    Raises:
        OSError: where the disk fails.
    """
    path = config.map_file
    if not path:
        return config, ()
    if path not in media:
        help_ = did_you_mean(path, media, "Put the GeoJSON file into `media/`.")
        return config, (Problem("missing-media", CONFIG_FILE, f"There is no file `{path}`.", help_, ("map",)),)
    data = read_file(content, path, MAX_BYTES, SIMPLIFY)
    base = read_base_map(path, data) if isinstance(data, bytes) else data
    if isinstance(base, Problem):
        return config, (base,)
    return replace(config, base_map=replace(base, credit=config.map_credit or base.credit)), ()
