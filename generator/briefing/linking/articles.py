"""Articles linked: their reports and claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from briefing.config import Config
from briefing.linking.known import Known, Target
from briefing.linking.values import typed_value
from briefing.problems import Keys, Problem
from briefing.records import Article, Claim, Figure, FigureKind, Qualifier, Report, Span


class ArticleLinker:
    """Links one article after another; `problems` gathers what it finds."""

    def __init__(self, config: Config, known: Known, figures: Mapping[str, Figure]) -> None:
        self._config = config
        self._known = known
        self._figures = figures
        """Linked and published ones."""
        self.problems: list[Problem] = []

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
        via = self._via(report.via, article.path, keys)
        if event is None or said_by is None or via is None:
            return None
        return replace(report, event=event, said_by=said_by, via=via)

    def _via(self, via: tuple[str, ...], path: str, keys: Keys) -> tuple[str, ...] | None:
        """None where a link of the chain is missing: half a chain would be a false one."""
        ids = [
            self._take(self._known.find("actor", name, path, (*keys, "via", i), "what came through it is left out"))
            for i, name in enumerate(via)
        ]
        return tuple(i for i in ids if i is not None) if None not in ids else None

    def _claim(self, article: Article, number: int, claim: Claim) -> Claim | None:
        path, keys = article.path, ("claims", number)
        figure_id = self._take(
            self._known.find("figure", claim.figure, path, (*keys, "figure"), "this claim is left out")
        )
        said_by = self._take(self._known.origin(claim.said_by, path, (*keys, "said_by")))
        via = self._via(claim.via, path, keys)
        place = claim.place
        place_found = True
        if place is not None:
            place = self._take(self._known.find("place", place, path, (*keys, "place"), "this claim is left out"))
            place_found = place is not None
        figure = self._figures.get(figure_id) if figure_id is not None else None
        value_found, value = True, claim.value
        if figure is not None and value is not None:
            typed = typed_value(value, figure, path, (*keys, "value"))
            if isinstance(typed, Problem):
                self.problems.append(typed)
                value_found = False
            else:
                value = typed
            self._check_qualifier(claim, figure, path, keys)
        if value is None and not claim.disputes:
            help_ = "Give a `value`, or name in `disputes` the claims that it challenges."
            self.problems.append(
                Problem(
                    "value-missing", path, f"The claim `{claim.id}` gives no value and disputes nothing.", help_, keys
                )
            )
            value_found = False
        if figure is None or said_by is None or via is None or not place_found or not value_found:
            return None
        return replace(
            claim,
            figure=figure.id,
            said_by=said_by,
            via=via,
            value=value,
            unit=claim.unit or figure.unit,
            place=place or figure.place,
            scope=claim.scope or figure.scope,
        )

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
