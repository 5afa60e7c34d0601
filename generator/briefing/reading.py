"""A file parsed with an end to it: one that would hang the build is named instead."""

from __future__ import annotations

from functools import partial
from pathlib import PurePosixPath

from briefing.config import CONFIG_FILE
from briefing.markdown import forget_engine
from briefing.parse import Broken, Parsed, parse
from briefing.patience import OutOfTime, within
from briefing.problems import Problem
from briefing.records import WHOLE_REGISTER
from briefing.sources import FOLDERS, REGISTERS, SourceFile

LONGEST = 20.0
"""Seconds of a processor for one file. What is refused for its work in steps is refused after one or two."""


def allows_html(config: bytes) -> bool:
    """Whether a `briefing.yaml` allows a few tags in texts; not where it cannot be read."""
    if b"html" not in config:
        return False
    parsed = parse(SourceFile(CONFIG_FILE, config))
    return parsed.config is not None and parsed.config.html


def parse_in_time(source: SourceFile, *, html: bool = False) -> Parsed:
    """`parse`, with a problem that names the file where that takes too long."""
    try:
        return within(LONGEST, partial(parse, html=html), source)
    except OutOfTime:
        forget_engine()
        message = f"Reading this file took more than {LONGEST:.0f} seconds, and was given up."
        help_ = "Divide it, and look for long runs of brackets, stars, quotes or spaces. Please report it as well."
        problem = Problem("takes-too-long", source.path, message, help_)
        return Parsed(source.path, problems=(problem,), broken=_broken(source.path))


def may_be_kept(parsed: Parsed) -> bool:
    """Whether the same bytes give the same again: another time the file may be read in time."""
    return all(p.code != "takes-too-long" for p in parsed.problems)


def _broken(path: str) -> tuple[Broken, ...]:
    folder = path.split("/", 1)[0]
    if folder in FOLDERS:
        return ((folder.removesuffix("s"), PurePosixPath(path).stem),)
    return ((path.removesuffix("s.yaml"), WHOLE_REGISTER),) if path in REGISTERS else ()
