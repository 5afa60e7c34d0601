"""`content/briefing.yaml` as a value."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from briefing.base_map import BaseMap
from briefing.dates import Edtf
from briefing.problems import Problem
from briefing.records import Show

if TYPE_CHECKING:
    from briefing.schema.subjects import BriefingModel

CONFIG_FILE = "briefing.yaml"
DEFAULT_TOLERANCE = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Config:
    """What holds for the whole briefing."""

    title: str
    description: str = ""
    language: str = "en"
    timezone: str = "UTC"
    """An IANA name: the desk's own zone."""
    url: str = ""
    """Where the site will stand, without a trailing slash; `""` where it is not known."""
    editors: tuple[str, ...] = ()
    theme: str = "default"
    edition: Edtf | None = None
    tolerance: Decimal = DEFAULT_TOLERANCE
    """For `about`, as a share; a figure may set its own."""
    notes: tuple[str, ...] = ()
    """The desk's conventions in words, for the methodology page."""
    show: Show = Show.EXCERPTS
    html: bool = False
    """Whether a few HTML tags are obeyed in texts."""
    search: bool = True
    """Whether the site has a search, where what makes its index is installed."""
    map_file: str = ""
    """The base of locator maps, below the content folder."""
    map_credit: str = ""
    """Whom to name for it; `""` for whom the file names."""
    base_map: BaseMap | None = None
    """What `map_file` holds, once it has been read."""


def config_of(model: BriefingModel) -> tuple[Config, tuple[Problem, ...]]:
    """The configuration that a validated `briefing.yaml` stands for."""
    conventions = model.conventions
    config = Config(
        title=model.title,
        description=model.description,
        language=model.language,
        timezone=model.timezone,
        url=(model.url or "").rstrip("/"),
        editors=tuple(model.editors),
        theme=model.theme,
        edition=model.edition,
        tolerance=conventions.tolerance if conventions and conventions.tolerance is not None else DEFAULT_TOLERANCE,
        notes=tuple(conventions.notes) if conventions else (),
        show=model.show,
        html=model.html,
        search=model.search,
        map_file=model.map.src if model.map else "",
        map_credit=model.map.credit if model.map else "",
    )
    return config, tuple(_problems(config))


def _problems(config: Config) -> list[Problem]:
    import re
    from zoneinfo import ZoneInfo, available_timezones

    from briefing.problems import did_you_mean

    found = []
    try:
        ZoneInfo(config.timezone)
    except (KeyError, ValueError, OSError):
        help_ = did_you_mean(config.timezone, available_timezones(), "Write an IANA name such as Europe/Kyiv or UTC.")
        found.append(
            Problem("bad-config", CONFIG_FILE, f"`{config.timezone}` is not a time zone.", help_, ("timezone",))
        )
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", config.language):
        help_ = "Write a language tag such as en, uk or pt-BR."
        found.append(
            Problem("bad-config", CONFIG_FILE, f"`{config.language}` is not a language tag.", help_, ("language",))
        )
    return found
