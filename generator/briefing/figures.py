"""What the claims on a figure amount to: its status, its origins, and the verdict on each two of its claims.

What may be a conflict and no editor has decided is kept apart, so that nothing public shows it by accident.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby, islice, product
from math import comb

from briefing.comparison.alike import Comparison
from briefing.comparison.crowd import crowd, named_pairs
from briefing.comparison.outcome import Pair, VerdictKind
from briefing.comparison.pairs import Weighed, each_pair, in_order, pair_of
from briefing.comparison.sets import ones
from briefing.comparison.sides import Ground, Side, side_of
from briefing.comparison.verdict import compare
from briefing.records import UNKNOWN, Claim, Event, Figure, FigureKind, Report

ALL_LISTED = 2_000
"""Up to so many pairs, every one is listed."""


class Status(Enum):
    """What a figure's claims come to."""

    DISPUTED = "disputed"
    SELF_INCONSISTENT = "self-inconsistent"
    POSSIBLE_CONFLICT = "possible-conflict"
    CHANGED_OVER_TIME = "changed-over-time"
    AGREED = "agreed"
    COMPATIBLE = "compatible"
    INTERPRETATION = "interpretation"
    NOT_COMPARABLE = "not-comparable"
    SINGLE_ORIGIN = "single-origin"
    RESOLVED = "resolved"
    """By an editor, whatever the claims come to."""


STATUSES = tuple(Status)
"""The gravest first; `resolved` apart."""

_STATUS_OF: Mapping[VerdictKind, Status] = {
    VerdictKind.CONFLICT: Status.DISPUTED,
    VerdictKind.DENIED: Status.DISPUTED,
    VerdictKind.CHALLENGED: Status.DISPUTED,
    VerdictKind.SELF_INCONSISTENT: Status.SELF_INCONSISTENT,
    VerdictKind.POSSIBLE_CONFLICT: Status.POSSIBLE_CONFLICT,
    VerdictKind.CHANGED_OVER_TIME: Status.CHANGED_OVER_TIME,
    VerdictKind.AGREE: Status.AGREED,
    VerdictKind.COMPATIBLE: Status.COMPATIBLE,
    VerdictKind.INTERPRETATION: Status.INTERPRETATION,
    VerdictKind.FORECAST_AND_OUTCOME: Status.NOT_COMPARABLE,
    VerdictKind.NOT_COMPARABLE: Status.NOT_COMPARABLE,
    VerdictKind.REPEATS: Status.SINGLE_ORIGIN,
}
"""What a verdict makes of its figure; an agreement does so only between two known origins."""


@dataclass(frozen=True, slots=True)
class Origins:
    """How many voices there are. Origins are counted, never articles."""

    known: int
    """Distinct known origins; an article's own voice is one."""
    unknown: int
    """Claims whose origin is not known."""
    articles: int
    """Distinct articles that carry the claims."""


@dataclass(frozen=True, slots=True)
class OriginClaims:
    """An origin with all it says on one figure."""

    origin: str
    """An actor's id, `article:<id>`, or `unknown`: then of one claim alone, for no two are known to be one."""
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class FigureFinding:
    """What the claims on one figure amount to."""

    figure: str
    status: Status
    status_before: Status | None
    """Where an editor resolved the figure, what it was."""
    claims: tuple[Claim, ...]
    """By origin, unknown ones last, then by id."""
    groups: tuple[OriginClaims, ...]
    """The same claims in the same order."""
    origins: Origins
    pairs: Sequence[Pair]
    """By ids. Of a figure with more than `ALL_LISTED` pairs: those denied, challenged or decided, and of those in
    conflict one for each two groups of equal claims (`crowd.LISTED` at the most)."""
    pair_counts: Mapping[VerdictKind, int]
    """How many pairs there are of each verdict, listed or not; without the undecided."""
    undecided: Sequence[Pair]
    """For editors only: pairs that may conflict, listed as `pairs` are."""
    undecided_count: int
    """For editors only."""
    status_for_editors: Status
    """For editors only: the status with the undecided pairs."""


def analyse_figure(
    figure: Figure, claims: Iterable[Claim], ground: Ground, comparison: Comparison | None = None
) -> FigureFinding:
    """What the linked claims on a figure of the ground amount to; their order does not matter.

    Args:
        comparison: what was found before, on this ground or one of the same places and decisions.
    """
    sides = sorted((side_of(claim, ground) for claim in claims), key=_order)
    if comb(len(sides), 2) <= ALL_LISTED:
        weighed = each_pair(sides, comparison or Comparison(ground))
    else:
        weighed = crowd(sides, ground)
    origins = Origins(
        len({side.origin for side in sides if side.origin is not None}),
        sum(side.origin is None for side in sides),
        len({side.claim.article for side in sides}),
    )
    status, for_editors = (
        _status(figure, origins, weighed, public=True),
        _status(figure, origins, weighed, public=False),
    )
    return FigureFinding(
        figure=figure.id,
        status=Status.RESOLVED if figure.resolved else status,
        status_before=status if figure.resolved else None,
        claims=tuple(side.claim for side in sides),
        groups=tuple(_groups(sides)),
        origins=origins,
        pairs=weighed.listed,
        pair_counts=weighed.counts,
        undecided=weighed.listed_undecided,
        undecided_count=weighed.undecided,
        status_for_editors=Status.RESOLVED if figure.resolved else for_editors,
    )


def _order(side: Side) -> tuple[bool, str, str]:
    return (side.origin is None, side.origin or "", side.claim.id)


def _groups(sides: Iterable[Side]) -> Iterator[OriginClaims]:
    for origin, said in groupby(sides, key=lambda side: side.origin):
        claims = tuple(side.claim for side in said)
        if origin is not None:
            yield OriginClaims(origin, claims)
        else:
            yield from (OriginClaims(UNKNOWN, (claim,)) for claim in claims)


def _status(figure: Figure, origins: Origins, weighed: Weighed, *, public: bool) -> Status:
    found = {_STATUS_OF[kind] for kind in weighed.counts if kind is not VerdictKind.AGREE}
    if VerdictKind.AGREE in weighed.counts:
        found.add(Status.AGREED if weighed.agreements else Status.COMPATIBLE)
    if weighed.undecided and not public:
        found.add(Status.POSSIBLE_CONFLICT)
    if figure.kind is FigureKind.INTERPRETATION:
        found.add(Status.INTERPRETATION)
    # Of several origins it may be that nothing is left to publish, or only what one of them repeats.
    found.add(
        Status.SINGLE_ORIGIN
        if origins.known + origins.unknown == 1 and not weighed.undecided
        else Status.NOT_COMPARABLE
    )
    return min(found, key=STATUSES.index)


def related_pairs(claims: Sequence[Claim], others: Sequence[Claim], ground: Ground) -> tuple[Pair, ...]:
    """The claims of two figures that look alike, against each other.

    Beyond `ALL_LISTED` pairs only those denied, challenged or decided are given, and one more to say why the rest is
    not compared.
    """
    sides = [side_of(claim, ground) for claim in (*claims, *others)]
    numbers: Iterable[tuple[int, int]] = product(range(len(claims)), range(len(claims), len(sides)))
    if len(claims) * len(others) > ALL_LISTED:
        named = named_pairs(sides, ground)
        by_name = [(n, m) for n in range(len(claims)) for m in ones(named.get(n, 0)) if m >= len(claims)]
        unnamed = (pair for pair in numbers if not named.get(pair[0], 0) >> pair[1] & 1)
        numbers = (*by_name, *islice(unnamed, 1))
    return in_order(pair_of(sides[n], sides[m], compare(sides[n], sides[m], ground)) for n, m in numbers)


@dataclass(frozen=True, slots=True)
class EventDates:
    """The dates that reports give for one event, as claims on a figure of its own."""

    figure: Figure
    """`date-of-<event>`, of kind date."""
    claims: tuple[Claim, ...]
    """`<article>-date-of-<event>`, numbered where an article reports the event more than once."""
    finding: FigureFinding

    @property
    def is_disputed(self) -> bool:
        """Whether two of the dates cannot both hold: only then is the figure shown."""
        return bool({VerdictKind.CONFLICT, VerdictKind.SELF_INCONSISTENT} & self.finding.pair_counts.keys())


def date_figure_id(event: str) -> str:
    """The id of the figure that the dates of an event's reports make."""
    return f"date-of-{event}"


def event_dates(event: Event, reports: Iterable[Report], comparison: Comparison | None = None) -> EventDates:
    """What the dates of an event's reports come to; a report without a date takes no side.

    Args:
        comparison: what was found before on other events' dates.
    """
    id_ = date_figure_id(event.id)
    figure = Figure(id_, event.path, event.title, FigureKind.DATE, event=event.id, derived=True)
    claims = []
    times: Counter[str] = Counter()
    for report in reports:
        if report.dating.date is None:
            continue
        times[report.article] += 1
        number = times[report.article]
        claim = Claim(
            f"{report.article}-{id_}" + (f"-{number}" if number > 1 else ""),
            report.article,
            id_,
            report.said_by,
            report.dating.date,
            via=report.via,
            passage=report.date_passage or report.passage,
            derived=True,
        )
        claims.append(claim)
    return EventDates(figure, tuple(claims), analyse_figure(figure, claims, Ground.of((figure,)), comparison))
