"""Claims that name other claims: disputes, and editors' decisions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from briefing.linking.known import Known
from briefing.linking.withholding import withheld_note
from briefing.problems import Keys, Problem
from briefing.records import Article, Claim, Decision, Figure


class DisputeLinker:
    """Keeps the disputes and decisions whose claims are all published; `problems` names those that lead nowhere."""

    def __init__(
        self,
        known: Known,
        withheld: Collection[str],
        written: Iterable[Article],
        articles: Mapping[str, Article],
        figures: Mapping[str, Figure],
    ) -> None:
        """`written` are the articles as they were parsed: in them a claim's number is that of the file.

        Args:
            withheld: ids of the claims that are not published.
        """
        self._known = known
        self._withheld = withheld
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
                message = f"`{other}` disputes itself."
                self.problems.append(Problem("disputes-itself", path, message, "Name the claim that it denies.", keys))
            else:
                bare = claim.value is None and len(claim.disputes) == 1
                self._find(other, path, keys, "this challenge is left out" if bare else "this dispute is left out")

    def _find(self, claim: str, path: str, keys: Keys, consequence: str) -> str | None:
        target = self._known.find("claim", claim, path, keys, consequence)
        if target.problem is not None:
            self.problems.append(target.problem)
        if target.id is not None and target.id in self._withheld:
            self.problems.append(withheld_note("claim", target.id, path, keys, consequence))
            return None
        return target.id

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
        kept: dict[frozenset[str], Decision] = {}
        for number, decision in enumerate(figure.decisions):
            keys: Keys = ("decisions", number, "between")
            found = [
                self._find(c, figure.path, (*keys, i), "this decision is left out")
                for i, c in enumerate(decision.between)
            ]
            claims = [self._claims.get(c) for c in found if c is not None]
            if len(claims) < 2 or None in claims:
                continue
            pair = frozenset(decision.between)
            if not any(c is not None and c.figure == figure.id for c in claims):
                message = f"Neither claim of this decision is on `{figure.id}`."
                help_ = "Move the decision to the figure of its claims."
                self.problems.append(Problem("decision-outside", figure.path, message, help_, keys))
            elif pair in kept:
                message = "There is a decision on these two claims already."
                help_ = "Keep the one that holds; a decision that was changed says so in its `because`."
                self.problems.append(Problem("decision-twice", figure.path, message, help_, keys))
            else:
                kept[pair] = decision
        return replace(figure, decisions=tuple(kept.values()))
