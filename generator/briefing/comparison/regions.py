"""For one of very many claims, all others by the verdict that the rules come to, found without looking at each.

No rule is written here a second time: the rules decide for each two *terms* (place, scope, unit, modality), and the
tables of `values` for each way that times and values lie. What is done here is to find at once all claims that lie so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing.comparison.intervals import Interval
from briefing.comparison.measures import Measure, Scale, on_scale, shared_scale
from briefing.comparison.meeting import Meeting, others
from briefing.comparison.outcome import Verdict, VerdictKind
from briefing.comparison.scope import Extent, extent
from briefing.comparison.sets import Bits, Calendar, NumberLine, gathered, ones
from briefing.comparison.sides import Ground, Side
from briefing.comparison.times import When, when
from briefing.comparison.values import OUTCOMES, looks_backward, reading
from briefing.comparison.verdict import BY_TERMS
from briefing.dates import Edtf
from briefing.records import Modality, OverTime, Value

Terms = tuple[bool, Modality | None, str | None, Measure]
"""What the rules before the values look at, beside the scope."""


def terms_of(side: Side) -> Terms:
    """What the rules before the values look at, beside the scope."""
    modality = side.claim.modality
    told = modality if modality in (Modality.FORECAST, Modality.ORDERED) else None
    return (side.claim.value is None, told, side.claim.place or None, side.measure)


def time_of(side: Side) -> Edtf | None:
    """When its value held, where that matters."""
    return None if side.figure.over_time is OverTime.FIXED else side.claim.as_of.date


def value_of(side: Side) -> Interval | Value | None:
    """Its value, in a form in which those that mean the same are equal."""
    return side.interval or side.claim.value


@dataclass(frozen=True, slots=True)
class _Against:
    """Some terms against those of all claims."""

    decided: Mapping[VerdictKind, Bits]
    open: Sequence[tuple[Extent, Measure, Bits]]
    """Those left to compare by their values: what covers what, and their measure."""


class Regions:
    """The claims of one figure, in the order given."""

    def __init__(self, sides: Sequence[Side], ground: Ground) -> None:
        self._ground = ground
        self._figure = sides[0].figure
        self._all = (1 << len(sides)) - 1
        self._sides = sides
        self._terms = gathered(map(terms_of, sides))
        self._scopes = gathered(side.scope for side in sides)
        self._against: dict[tuple[Terms, str | None], _Against] = {}
        times = gathered(map(time_of, sides))
        self._undated = times.pop(None, 0)
        self._dated = Calendar({time: bits for time, bits in times.items() if time})
        self._intervals = gathered((side.interval, side.measure) for side in sides)
        self._lines: dict[tuple[Scale, Measure], NumberLine] = {}
        values = gathered(side.claim.value for side in sides)
        self._dates = Calendar({value: bits for value, bits in values.items() if isinstance(value, Edtf)})
        self._choices = {value: bits for value, bits in values.items() if not isinstance(value, Edtf)}

    def of(self, side: Side) -> Mapping[VerdictKind, Bits]:
        """How `side` compares with each, itself and its equals included, leaving names and origins aside."""
        against = self._compare_terms(side)
        found: defaultdict[VerdictKind, Bits] = defaultdict(int, against.decided)
        times = self._times(time_of(side))
        for covers, measure, those in against.open:
            meetings = self._meetings(side, measure)
            for at, then in times.items():
                for lie, valued in meetings.items():
                    if met := those & then & valued:
                        found[self._outcome(covers, at, lie)] |= met
        return found

    def _outcome(self, covers: Extent, at: When, lie: Meeting) -> VerdictKind:
        if looks_backward(covers, at):
            covers, at, lie = covers.mirrored, at.mirrored, lie.mirrored
        return OUTCOMES[reading(self._figure, covers, at)][lie][0]

    def _compare_terms(self, side: Side) -> _Against:
        key = (terms_of(side), side.scope)
        if key not in self._against:
            decided: defaultdict[VerdictKind, Bits] = defaultdict(int)
            left_open = []
            for those in self._alike_to(side):
                other = self._sides[next(ones(those))]
                verdicts = (found for rule in BY_TERMS if isinstance(found := rule(side, other, self._ground), Verdict))
                first = next(verdicts, None)
                if first is None:
                    left_open.append((extent(side, other, self._ground), other.measure, those))
                else:
                    decided[first.kind] |= those
            self._against[key] = _Against(decided, left_open)
        return self._against[key]

    def _alike_to(self, side: Side) -> Iterator[Bits]:
        """All claims, in lots that no rule tells apart: of a scope it matters only whether it is `side`'s own."""
        own, none = self._scopes[side.scope], self._scopes.get(None, 0)
        for bits in self._terms.values():
            for lot in (bits & own, bits & none & ~own, bits & ~(own | none)):
                if lot:
                    yield lot

    def _times(self, time: Edtf | None) -> Mapping[When, Bits]:
        if time is None:
            return {When.NOT_STATED: self._all}
        lies = self._dated.lies(time, when, When.BEFORE, When.AFTER, When.SAME, When.UNSURE)
        return {When.NOT_STATED: self._undated, **lies}

    def _meetings(self, side: Side, measure: Measure) -> Mapping[Meeting, Bits]:
        if side.interval is not None:
            scale = shared_scale(side.measure, measure)
            assert scale is not None
            return self._line(scale, side.measure).meetings(on_scale(side.interval, side.measure, scale))
        value, exclusive = side.claim.value, side.figure.exclusive
        if isinstance(value, Edtf):
            apart = Meeting.APART
            return self._dates.lies(value, lambda x, y: others(x, y, exclusive)[0], apart, apart, Meeting.AGREE)
        found: defaultdict[Meeting, Bits] = defaultdict(int)
        for choice, bits in self._choices.items():
            found[others(value, choice, exclusive)[0]] |= bits
        return found

    def _line(self, scale: Scale, measure: Measure) -> NumberLine:
        """All intervals that lie on the scale which `measure` shares with some."""
        if (scale, measure) not in self._lines:
            placed: defaultdict[Interval, Bits] = defaultdict(int)
            for (interval, other), bits in self._intervals.items():
                if interval is not None and shared_scale(measure, other) in (scale, Scale.AS_IS):
                    placed[on_scale(interval, other, scale)] |= bits
            self._lines[scale, measure] = NumberLine(placed)
        return self._lines[scale, measure]
