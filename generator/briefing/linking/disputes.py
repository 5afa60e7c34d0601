"""Claims that name other claims: disputes, and editors' decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from briefing.linking.names import Names
from briefing.problems import Keys, Problem
from briefing.records import Article, Claim, Figure


class DisputeLinker:
    """Keeps the disputes and decisions whose claims are all published; `problems` names those that lead nowhere."""

    def __init__(
        self, names: Names, written: Iterable[Article], articles: Mapping[str, Article], figures: Mapping[str, Figure]
    ) -> None:
        """`written` are the articles as they were parsed: in them a claim's number is that of the file."""
        self._names = names
        self._articles = articles
        self._figures = figures
        self.problems: list[Problem] = []
        for article in written:
            for number, claim in enumerate(article.claims):
                self._check(article.path, claim, number)
        self._claims = self._standing()

    def _check(self, path: str, claim: Claim, number: int) -> None:
        for i, other in enumerate(claim.disputes):
            keys: Keys = ("claims", number, "disputes", i)
            if other == claim.id:
                self.problems.append(
                    Problem(
                        "disputes-itself", path, f"`{other}` disputes itself.", "Name the claim that it denies.", keys
                    )
                )
            elif isinstance(found := self._names.resolve(other, path, keys), Problem):
                self.problems.append(found)

    def _standing(self) -> dict[str, Claim]:
        """The claims without disputes of what is not published; a challenge whose object is gone goes with it."""
        claims = {c.id: c for a in self._articles.values() for c in a.claims}
        while True:
            kept = {}
            for claim in claims.values():
                disputes = tuple(d for d in claim.disputes if d in claims and d != claim.id)
                if disputes or claim.value is not None:
                    kept[claim.id] = claim if disputes == claim.disputes else replace(claim, disputes=disputes)
            if len(kept) == len(claims):
                return kept
            claims = kept

    def articles(self) -> dict[str, Article]:
        """The articles with the claims that stand."""
        return {
            i: replace(a, claims=tuple(self._claims[c.id] for c in a.claims if c.id in self._claims)) if a.claims else a
            for i, a in self._articles.items()
        }

    def figures(self) -> dict[str, Figure]:
        """The figures with the decisions that are on published claims."""
        return {i: self._figure(f) if f.decisions else f for i, f in self._figures.items()}

    def _figure(self, figure: Figure) -> Figure:
        kept = []
        for number, decision in enumerate(figure.decisions):
            keys: Keys = ("decisions", number, "between")
            unknown = [
                p
                for i, c in enumerate(decision.between)
                if isinstance(p := self._names.resolve(c, figure.path, (*keys, i)), Problem)
            ]
            self.problems += unknown
            claims = [self._claims.get(c) for c in decision.between]
            if unknown or None in claims:
                continue
            if not any(c is not None and c.figure == figure.id for c in claims):
                message = f"Neither claim of this decision is on `{figure.id}`."
                self.problems.append(
                    Problem(
                        "decision-outside", figure.path, message, "Move the decision to the figure of its claims.", keys
                    )
                )
                continue
            kept.append(decision)
        return replace(figure, decisions=tuple(kept))
