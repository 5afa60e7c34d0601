"""What JSON can hold, and what of it is worth writing."""

from __future__ import annotations

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


def without_empty(data: dict[str, Json]) -> dict[str, Json]:
    """The same without keys that have nothing to say."""
    return {k: v for k, v in data.items() if v not in ("", [], {}) and v is not None}
