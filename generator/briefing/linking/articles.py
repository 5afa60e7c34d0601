"""Articles linked: their reports and claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from briefing.config import Config
from briefing.linking.known import Known, Target
from briefing.linking.values import typed_value
from briefing.problems import Keys, Problem
from briefing.records import (
    UNREADABLE,
    Article,
    Claim,
    DateBasis,
    Dating,
    Figure,
    FigureKind,
    Qualifier,
    Report,
    Span,
    Value,
    Written,
)


class ArticleLinker:
    """Links one article after another; `problems` gathers what it finds."""

    def __init__(self, config: Config, known: Known, figures: Mapping[str, Figure]) -> None:
        self._config = config
        self._known = known
        self._figures = figures
        """Linked and published ones."""
        self.problems: list[Problem] = []
        self.withheld_claims: set[str] = set()
        """Ids of claims left out because they rest on something that is not published."""

    def link(self, article: Article) -> Article:
        """The article with ids for names; without what refers to something withheld, or to nothing at all."""
        publisher = (
            self._take(self._known.find("actor", article.publisher, article.path, ("publisher",)))
            if article.publisher
            else None
        )
        return replace(
            article,
            publisher=publisher,
            language=article.language or self._config.language,
            show=article.show or self._config.show,
            reports=tuple(
                r for i, report in enumerate(article.reports) if (r := self._report(article, i, report)) is not None
            ),
            claims=tuple(
                c for i, claim in enumerate(article.claims) if (c := self._claim(article, i, claim)) is not None
            ),
        )

    def _take(self, target: Target) -> str | None:
        if target.problem is not None:
            self.problems.append(target.problem)
        return target.id

    def _report(self, article: Article, number: int, report: Report) -> Report | None:
        keys: Keys = ("events", number)
        event = self._take(
            self._known.find("event", report.event, article.path, (*keys, "event"), "this report of it is left out")
        )
        said_by = self._take(self._known.origin(report.said_by, article.path, (*keys, "said_by")))
        via = [self._take(t) for t in self._via(report.via, article.path, keys)]
        if event is None or said_by is None or None in via:
            return None
        dating = report.dating
        if dating.basis is DateBasis.WORDS and not article.language and self._config.language.split("-")[0] != "en":
            # Without a language of its own the article was read as English, and it is the briefing's.
            dating = Dating(None, dating.words, DateBasis.UNRESOLVED, "no-language")
        return replace(report, dating=dating, event=event, said_by=said_by, via=tuple(v for v in via if v is not None))

    def _via(self, via: tuple[str, ...], path: str, keys: Keys) -> tuple[Target, ...]:
        return tuple(
            self._known.find("actor", name, path, (*keys, "via", i), "what came through it is left out")
            for i, name in enumerate(via)
        )

    def _claim(self, article: Article, number: int, claim: Claim) -> Claim | None:
        path, keys, known = article.path, ("claims", number), self._known
        left_out = "this claim is left out"
        figure_at = known.find("figure", claim.figure, path, (*keys, "figure"), left_out)
        said_by = known.origin(claim.said_by, path, (*keys, "said_by"))
        via = self._via(claim.via, path, keys)
        places = [] if claim.place is None else [known.find("place", claim.place, path, (*keys, "place"), left_out)]
        targets = (figure_at, said_by, *via, *places)
        for target in targets:
            self._take(target)
        figure = self._figures.get(figure_at.id) if figure_at.id is not None else None
        value, value_found = self._value(claim, figure, path, keys)
        gone = [t for t in targets if t.id is None]
        if gone and all(t.is_withheld for t in gone):
            self.withheld_claims.add(claim.id)
        # Half a chain would be a false one, and so would be a claim without its place.
        if gone or figure is None or not value_found:
            return None
        place = places[0].id if places else figure.place
        return replace(
            claim,
            figure=figure.id,
            said_by=said_by.id or claim.said_by,
            via=tuple(t.id for t in via if t.id is not None),
            value=value,
            unit=claim.unit or figure.unit,
            place=place,
            scope=claim.scope or figure.scope,
        )

    def _value(self, claim: Claim, figure: Figure | None, path: str, keys: Keys) -> tuple[Value | None, bool]:
        """The value as its figure has it, and whether there is what must be there."""
        if claim.value == Written(UNREADABLE):
            return None, False
        if claim.value is None:
            if not claim.disputes:
                message = f"The claim `{claim.id}` gives no value and disputes nothing."
                help_ = "Give a `value`, or name in `disputes` the claims that it challenges."
                self.problems.append(Problem("value-missing", path, message, help_, keys))
            return None, bool(claim.disputes)
        if figure is None:
            return None, False
        self._check_qualifier(claim, figure, path, keys)
        typed = typed_value(claim.value, figure, path, (*keys, "value"))
        if isinstance(typed, Problem):
            self.problems.append(typed)
            return None, False
        return typed, True

    def _check_qualifier(self, claim: Claim, figure: Figure, path: str, keys: Keys) -> None:
        if claim.qualifier is Qualifier.EXACT:
            return
        word = claim.qualifier.value
        if figure.kind is not FigureKind.NUMBER:
            message = f"`qualifier: {word}` bounds a number, and `{figure.id}` takes none."
            self.problems.append(Problem("value-kind", path, message, "Leave the qualifier out.", (*keys, "qualifier")))
        elif isinstance(claim.value, Span) and claim.qualifier is not Qualifier.ABOUT:
            message = f"`qualifier: {word}` does not go with a range."
            self.problems.append(
                Problem("value-kind", path, message, "Use `about`, or give one number.", (*keys, "qualifier"))
            )
