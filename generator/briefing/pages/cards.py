"""Figures as pages show them: who says what, how it compares, and in which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from briefing.comparison.outcome import Pair, VerdictKind
from briefing.dates import parse_edtf
from briefing.drawings import PlotRow, figure_plot
from briefing.figures import FigureFinding, Status
from briefing.pages.addresses import address
from briefing.pages.presenting import Presenter
from briefing.pages.sentences import note_sentences, verdict_sentence
from briefing.pages.views import DecisionNote, Drawing, FigureCard, Html, OriginRows, PairLine, ResolvedNote
from briefing.pages.wording import claim_words, value_words
from briefing.recall import recalled
from briefing.records import Claim, Figure

LISTED_PAIRS = 40
"""Comparisons that one card lists; the rest is counted."""
BRIEF_ROWS = 12
"""Rows of a drawing's table that a brief card has; where there are more, the figure's own page has the table."""
SUMMED_UP = 6
"""Origins that a summary names before it counts the rest."""

CONFLICTING = frozenset({VerdictKind.CONFLICT, VerdictKind.DENIED, VerdictKind.SELF_INCONSISTENT})
"""Verdicts that a drawing marks."""

DISPUTED = frozenset({Status.DISPUTED, Status.SELF_INCONSISTENT})
"""What a reader should see first."""


class Cards:
    """Makes figure cards, each once for a distance from the root."""

    def __init__(self, presenter: Presenter) -> None:
        self._presenter = presenter
        self.recall = presenter.recall

    @recalled
    def card(self, figure_id: str, root: str) -> FigureCard:
        """The card of a figure for a page at this distance from the root (its texts hold links)."""
        body = self._presenter.figure(figure_id).body
        assessment = self._presenter.html(body, root) if body else Html()
        return replace(self._without_text(figure_id), assessment=assessment)

    @recalled
    def brief(self, figure_id: str) -> FigureCard:
        """The card without its rows, verdicts and texts: the question, who says what, and the drawing."""
        drawing = self._drawing(figure_id)
        if drawing is not None and len(drawing.rows) > BRIEF_ROWS:
            drawing = replace(drawing, head=(), rows=())
        return replace(self._head(figure_id), drawing=drawing)

    def briefs(self, figure_ids: Iterable[str]) -> tuple[FigureCard, ...]:
        """Brief cards, one below the other: what a drawing needs to be read is said where it is needed first."""
        known: set[str] = set()
        cards = []
        for figure_id in figure_ids:
            card = self.brief(figure_id)
            if card.drawing is not None:
                new = [note for note in card.drawing.notes if note not in known]
                known.update(new)
                if new != list(card.drawing.notes):
                    caption = self._presenter.language.sentences(new)
                    card = replace(card, drawing=replace(card.drawing, caption=caption))
            cards.append(card)
        return tuple(cards)

    @recalled
    def line(self, figure_id: str) -> FigureCard:
        """The brief card without its drawing: for lists."""
        return replace(self._head(figure_id), event=None, resolved=None)

    @recalled
    def is_disputed(self, figure_id: str) -> bool:
        """Whether a figure belongs to what a reader should see first."""
        return self._presenter.findings.figures[figure_id].status in DISPUTED

    @recalled
    def _without_text(self, figure_id: str) -> FigureCard:
        presenter = self._presenter
        finding = presenter.findings.figures[figure_id]
        pairs = _by_gravity(finding)
        more = sum(finding.pair_counts.values()) - min(len(pairs), LISTED_PAIRS)
        return replace(
            self._head(figure_id),
            by_origin=self._by_origin(finding),
            verdicts=self.pairs(pairs[:LISTED_PAIRS]),
            more_verdicts=presenter.language.say("counts.more-pairs", n=more) if more else "",
            drawing=self._drawing(figure_id),
        )

    @recalled
    def _head(self, figure_id: str) -> FigureCard:
        """What is said of a figure in a few lines."""
        presenter = self._presenter
        figure, finding = presenter.figure(figure_id), presenter.findings.figures[figure_id]
        telling = _telling(finding)
        return FigureCard(
            id=figure.id,
            url=address("figure", figure.id),
            question=presenter.title_of("figure", figure.id),
            status=finding.status.value,
            status_words=presenter.language.say(f"status.{finding.status.value}"),
            summary=self._summary(figure, finding, telling),
            verdict=verdict_sentence(presenter, telling) if telling else "",
            origins=self._origins(finding),
            kind=figure.kind.value,
            event=presenter.link("event", figure.event) if figure.event else None,
            by_origin=(),
            verdicts=(),
            more_verdicts="",
            drawing=None,
            assessment=Html(),
            resolved=self._resolved(figure, finding),
            foreign=presenter.foreign_names(self._named(finding, telling)),
        )

    def _named(self, finding: FigureFinding, telling: Pair | None) -> Iterator[Claim]:
        """Claims whose origins a summary names."""
        yield from (group.claims[0] for group in finding.groups[:SUMMED_UP])
        if telling is not None:
            yield from map(self._presenter.claim, (telling.a, telling.b))

    def pairs(self, pairs: Iterable[Pair]) -> tuple[PairLine, ...]:
        """The verdicts on pairs of claims in order; those that read alike share a line, where the first stands."""
        lines: dict[PairLine, list[PairLine]] = {}
        for line in map(self.pair, pairs):
            words = replace(line, a=replace(line.a, url=""), b=replace(line.b, url=""))
            lines.setdefault(words, []).append(line)
        return tuple(replace(first, also=tuple((p.a, p.b) for p in rest)) for first, *rest in lines.values())

    def saying_more(self, pairs: Iterable[Pair], most: int) -> tuple[PairLine, ...]:
        """The verdicts on claims of two look-alikes that say more than that these are two questions."""
        return self.pairs(islice((p for p in pairs if p.decided or p.verdict.reasons[1:]), most))

    @recalled
    def pair(self, pair: Pair) -> PairLine:
        """The verdict on two claims."""
        presenter = self._presenter
        decision = None
        if pair.decided:
            params = dict(pair.verdict.reasons[0].params)
            on = presenter.language.date(parse_edtf(params["on"]))
            decision = DecisionNote(params["because"], params["by"], on)
        return PairLine(
            presenter.claim_link(pair.a),
            presenter.claim_link(pair.b),
            pair.kind.value,
            presenter.language.say(f"verdict.{pair.kind.value}"),
            verdict_sentence(presenter, pair),
            note_sentences(presenter, pair),
            decision,
            foreign=presenter.foreign_names(map(presenter.claim, (pair.a, pair.b))),
        )

    @recalled
    def _drawing(self, figure_id: str) -> Drawing | None:
        presenter = self._presenter
        figure, finding = presenter.figure(figure_id), presenter.findings.figures[figure_id]
        conflicting = {c for p in finding.pairs if p.kind in CONFLICTING for c in (p.a, p.b)}
        rows = [
            PlotRow(c, row.value, origin.name, row.url, c.id in conflicting, origin.foreign)
            for c in finding.claims
            for row, origin in ((presenter.row(c.id), presenter.origin(c)),)
        ]
        return figure_plot(figure, rows, presenter.language)

    def _by_origin(self, finding: FigureFinding) -> tuple[OriginRows, ...]:
        presenter = self._presenter
        groups = []
        for group in finding.groups:
            first = group.claims[0]
            groups.append(OriginRows(presenter.origin(first), tuple(presenter.row(c.id) for c in group.claims)))
        return tuple(groups)

    def _origins(self, finding: FigureFinding) -> str:
        language, origins = self._presenter.language, finding.origins
        words = language.say("counts.origins", n=origins.known)
        if origins.unknown:
            unknown = language.say("counts.unknown-origins", n=origins.unknown)
            words = language.say("and-unknown", origins=words, unknown=unknown) if origins.known else unknown
        return language.say(
            "origins-in-articles", origins=words, articles=language.say("counts.articles", n=origins.articles)
        )

    def _summary(self, figure: Figure, finding: FigureFinding, telling: Pair | None) -> str:
        presenter, language = self._presenter, self._presenter.language
        parts = []
        for group in finding.groups[:SUMMED_UP]:
            values = dict.fromkeys(w for c in group.claims if (w := claim_words(c, figure, language)))
            if values:
                parts.append(
                    language.say("says", who=presenter.origin(group.claims[0]).name, what=language.join(values))
                )
        if (rest := len(finding.groups) - SUMMED_UP) > 0:
            parts.append(language.say("counts.more-origins", n=rest) + ".")
        if telling is not None:
            brief = f"summary.{telling.kind.value}"
            is_brief = language.has(brief) and not telling.decided
            parts.append(language.say(brief) if is_brief else verdict_sentence(presenter, telling))
        return language.sentences(p[:1].upper() + p[1:] for p in parts)

    def _resolved(self, figure: Figure, finding: FigureFinding) -> ResolvedNote | None:
        if figure.resolved is None:
            return None
        language, resolved = self._presenter.language, figure.resolved
        was = language.say(f"status.{finding.status_before.value}") if finding.status_before else ""
        value = value_words(resolved.value, figure.unit, language)
        return ResolvedNote(value, resolved.because, resolved.by, language.date(resolved.on), was)


def _telling(finding: FigureFinding) -> Pair | None:
    """The pair that tells most of a figure: an express denial, else the gravest, the first by its ids."""
    found = (next((p for p in finding.pairs if p.kind is k), None) for k in _TELLING if k in finding.pair_counts)
    return next((pair for pair in found if pair is not None), None)


def _by_gravity(finding: FigureFinding) -> list[Pair]:
    # They are in the order of their ids already.
    return sorted(finding.pairs, key=lambda p: _GRAVITY[p.kind])


GRAVITY = (
    VerdictKind.CONFLICT,
    VerdictKind.DENIED,
    VerdictKind.CHALLENGED,
    VerdictKind.SELF_INCONSISTENT,
    VerdictKind.CHANGED_OVER_TIME,
    VerdictKind.FORECAST_AND_OUTCOME,
    VerdictKind.AGREE,
    VerdictKind.COMPATIBLE,
    VerdictKind.NOT_COMPARABLE,
    VerdictKind.REPEATS,
    VerdictKind.INTERPRETATION,
    VerdictKind.POSSIBLE_CONFLICT,
)
"""The order in which verdicts are listed."""
_GRAVITY = {kind: rank for rank, kind in enumerate(GRAVITY)}
_TELLING = tuple(dict.fromkeys((VerdictKind.DENIED, VerdictKind.CHALLENGED, *GRAVITY)))
