"""What a claim's value looks like on an axis. The shapes follow the source's own bounds, not the slack of comparing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from briefing.comparison.intervals import interval_of
from briefing.comparison.measures import Scale, measure_of, shared_scale
from briefing.comparison.tables import TOLERANCE, Unit
from briefing.dates import Edtf
from briefing.dates.edtf import DatePrecision, Moment
from briefing.dates.zones import EASTERNMOST, WESTERNMOST
from briefing.records import Amount, Claim, Figure, Qualifier, Span, Vague

VAST = Decimal("1e30")
TINY = Decimal("1e-30")
"""Numbers beyond these are not drawn."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A value in the axis' own units: numbers in the figure's unit, dates in seconds."""

    low: float
    high: float
    open_low: bool = False
    """It goes on below: an arrow."""
    open_high: bool = False
    bound_left_out: bool = False
    """ "More than" and "less than": a ring in place of a point."""
    vague: bool = False
    """A word that names no number."""
    whisker_low: float | None = None
    """How far "about" may reach below."""
    whisker_high: float | None = None
    small: bool = False
    """A day or less: a point where it is too short for a bar."""

    @property
    def ends(self) -> tuple[float, ...]:
        """What of it must have a place on the axis."""
        if self.vague and self.open_high:
            return (self.low,)
        low = self.low if self.whisker_low is None else self.whisker_low
        return (low, self.high if self.whisker_high is None else self.whisker_high)


# ---- numbers ------------------------------------------------------------------------------------------------------


def number_mark(claim: Claim, figure: Figure, factor: Decimal) -> Mark | None:
    """The mark of a number; `factor` leads from its unit to the axis'. None for what is no number, or a vast one."""
    value, qualifier = claim.value, claim.qualifier
    interval = interval_of(value, qualifier, TOLERANCE if figure.tolerance is None else figure.tolerance)
    if interval is None:
        return None
    if interval.word:
        open_high = interval.high[0].is_infinite()
        low = _float(interval.low[0], factor)
        high = low if open_high else _float(interval.high[0], factor)
        return None if low is None or high is None else Mark(low, high, open_high=open_high, vague=True)
    match value:
        case Amount(number):
            ends = number, number
        case Span():
            ends = value.low, value.high
        case _:  # none
            ends = Decimal(0), Decimal(0)
    low, high = _float(ends[0], factor), _float(ends[1], factor)
    if low is None or high is None:
        return None
    soft = qualifier in (Qualifier.ABOUT, Qualifier.NEARLY) and not isinstance(value, Vague)
    return Mark(
        low,
        high,
        open_low=qualifier in (Qualifier.AT_MOST, Qualifier.LESS_THAN),
        open_high=qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN),
        bound_left_out=qualifier in (Qualifier.MORE_THAN, Qualifier.LESS_THAN),
        whisker_low=_float(interval.low[0], factor) if soft else None,
        whisker_high=_float(interval.high[0], factor) if soft and qualifier is Qualifier.ABOUT else None,
    )


def _float(number: Decimal, factor: Decimal) -> float | None:
    if number and not TINY <= number.copy_abs() <= VAST:
        return None
    return float(number * factor)


def factor_between(unit: str | None, axis: str | None) -> Decimal | None:
    """What turns a number of one unit into one of the axis'; None where nothing does."""
    own, wanted = measure_of(unit), measure_of(axis)
    scale = shared_scale(own, wanted)
    if scale is None:
        return None
    if scale is Scale.AS_IS:
        return Decimal(1)
    assert isinstance(own, Unit)
    assert isinstance(wanted, Unit)
    if scale is Scale.MONTHS:
        return Decimal(own.months) / wanted.months
    return (own.least + own.most) / (wanted.least + wanted.most)


# ---- dates --------------------------------------------------------------------------------------------------------


def shared_offset(dates: Iterable[Edtf]) -> int | None:
    """The zone of an axis of time, in minutes east of UTC: that of all dates which give one, else UTC.

    None where no date gives one.
    """
    offsets = {m.offset for d in dates for m in (d.start, d.end) if m is not None and m.offset is not None}
    return None if not offsets else offsets.pop() if len(offsets) == 1 else 0


def date_mark(date: Edtf, offset: int | None, hours: bool) -> Mark:
    """The mark of a date on an axis whose zone is `offset`.

    Args:
        hours: the dates are so close that a zone which is not stated makes a difference.
    """
    start, end = date.start or date.end, date.end or date.start
    assert start is not None
    assert end is not None
    low, high = _second(start, start.first, offset), _second(end, end.last, offset)
    return Mark(
        low,
        high,
        open_low=date.start is None,
        open_high=date.end is None,
        whisker_low=low - before if (before := _slack(start, offset, hours)[0]) else None,
        whisker_high=high + after if (after := _slack(end, offset, hours)[1]) else None,
        small=not date.is_interval and start.precision not in (DatePrecision.YEAR, DatePrecision.MONTH),
    )


def _second(moment: Moment, second: int, offset: int | None) -> int:
    return second if moment.offset is None else second + 60 * ((offset or 0) - moment.offset)


def _slack(moment: Moment, offset: int | None, hours: bool) -> tuple[int, int]:
    """How far a moment may lie before and after what is written: its precision once more, or any zone."""
    unit = moment.last - moment.first if moment.approximate else 0
    if hours and offset is not None and moment.has_clock and moment.offset is None:
        return max(unit, 60 * (EASTERNMOST - offset)), max(unit, 60 * (offset - WESTERNMOST))
    return unit, unit
