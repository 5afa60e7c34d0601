"""What all mappings of front matter have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from briefing.schema.kinds import Embargo, Flag


class Mapping_(BaseModel):  # noqa: N801 - `Mapping` is taken by typing
    """A mapping: unknown keys are errors, `private:` is allowed and goes no further than this."""

    STAND_INS: ClassVar[Mapping[str, Any]] = {}
    """For keys that must be there: what stands in for one that is missing or wrong, to look at the rest."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False, arbitrary_types_allowed=True)

    private: Any = Field(default=None, exclude=True)


class Withholdable(Mapping_):
    """A record that may be kept out of the output."""

    draft: Flag = False
    embargo: Embargo = None
