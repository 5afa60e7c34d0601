"""`data/claims.csv`: one claim a row (RFC 4180)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO

from briefing.exporters.text import text_output
from briefing.outputs import Output
from briefing.pages import addresses
from briefing.pages.site import Site
from briefing.records import Claim

HEAD = (
    "id", "figure", "question", "value", "qualifier", "unit", "place", "scope", "as_of", "said_by", "said_by_name",
    "anonymous", "via", "article", "article_title", "published", "modality", "hedged", "wording", "attribution",
    "disputes", "quote", "url",
)  # fmt: skip

_FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
_NUMBER = re.compile(r"[+-]?[\d.,]+\Z")


def plan(site: Site) -> Iterator[Output]:
    """The one file."""
    text = StringIO(newline="")
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(HEAD)
    for claims in site.library.claims_of.values():
        for claim in claims:
            rows.writerow(_harmless(cell) for cell in _row(site, claim))
    yield text_output(addresses.CLAIMS, text.getvalue())


def _row(site: Site, claim: Claim) -> tuple[str, ...]:
    row = site.presenter.row(claim.id)
    article = site.library.articles[claim.article]
    return (
        claim.id,
        claim.figure,
        row.figure.text,
        row.value,
        claim.qualifier.value,
        claim.unit or "",
        claim.place or "",
        claim.scope or "",
        claim.as_of.date.text if claim.as_of.date else "",
        claim.said_by,
        row.chain.origin.name,
        "yes" if row.chain.origin.anonymous else "no",
        " > ".join(claim.via),
        claim.article,
        article.title,
        article.published.text if article.published else "",
        claim.modality.value,
        "yes" if claim.hedged else "no",
        claim.wording.value if claim.wording else "",
        claim.attribution.value,
        " ".join(claim.disputes),
        row.quotation.exact if row.quotation else "",
        addresses.public(addresses.address("figure", claim.figure)) + f"#{claim.id}",
    )


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.match(cell) else cell
