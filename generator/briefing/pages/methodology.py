"""`/methodology/`: the rules and conventions, written from the code's own tables."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from briefing.comparison.outcome import VerdictKind
from briefing.comparison.tables import ROUND_FROM, ROUND_SHARE, UNITS, VAGUE
from briefing.figures import STATUSES
from briefing.outputs import Output
from briefing.pages import addresses
from briefing.pages.output import page_output
from briefing.pages.page_views import MethodologyView, Rule, Table
from briefing.pages.site import Site
from briefing.pages.views import Html
from briefing.pages.wording import unit_words
from briefing.records import Qualifier

RULES = 12
"""Rules of the comparison, numbered from 0 as in the content model."""


def plan(site: Site) -> Iterator[Output]:
    """The one page."""
    own = site.library.pages.get("methodology")
    title = own.title if own else site.say("nav.methodology")
    shell = site.shells.shell(
        "methodology", addresses.METHODOLOGY, title, description=site.say("methodology.description")
    )
    yield page_output(
        "methodology.html",
        MethodologyView(
            shell=shell,
            introduction=site.presenter.html(own.body, shell.root) if own else Html(),
            conventions=(_tolerance(site), *site.library.config.notes),
            rules=tuple(_rule(site, n) for n in range(RULES)),
            tables=(_verdicts(site), _statuses(site), _vague_words(site), _qualifiers(site), _units(site)),
        ),
    )


def _tolerance(site: Site) -> str:
    return site.say("methodology.tolerance", share=_percent(site, site.library.config.tolerance))


def _percent(site: Site, share: Decimal) -> str:
    return site.say("value.percent", number=site.language.number((share * 100).normalize()))


def _rule(site: Site, number: int) -> Rule:
    text = site.say(
        f"rule.{number}.text",
        round_from=site.language.number(Decimal(ROUND_FROM)),
        round_share=_percent(site, ROUND_SHARE),
    )
    return Rule(str(number), site.say(f"rule.{number}.title"), text)


def _table(site: Site, name: str, rows: Iterator[tuple[str, ...]]) -> Table:
    heads = tuple(site.say(f"methodology.{name}.{column}") for column in ("first", "second"))
    return Table(site.say(f"methodology.{name}.caption"), heads, tuple(rows))


def _verdicts(site: Site) -> Table:
    return _table(
        site,
        "verdicts",
        ((site.say(f"verdict.{k.value}"), site.say(f"meaning.verdict.{k.value}")) for k in VerdictKind),
    )


def _statuses(site: Site) -> Table:
    return _table(
        site, "statuses", ((site.say(f"status.{s.value}"), site.say(f"meaning.status.{s.value}")) for s in STATUSES)
    )


def _vague_words(site: Site) -> Table:
    def rows() -> Iterator[tuple[str, str]]:
        for word, (least, most) in VAGUE.items():
            if most is None:
                meaning = site.say("methodology.vague.open", least=site.language.number(Decimal(least)))
            elif least == most:
                meaning = site.language.number(Decimal(least))
            else:
                meaning = site.say(
                    "value.range", low=site.language.number(Decimal(least)), high=site.language.number(Decimal(most))
                )
            yield site.say(f"value.vague.{word.replace(' ', '-')}"), meaning

    return _table(site, "vague", rows())


def _qualifiers(site: Site) -> Table:
    kinds = (q for q in Qualifier if q is not Qualifier.EXACT)
    return _table(
        site,
        "qualifiers",
        ((site.say(f"qualifier.{q.value}", value="n"), site.say(f"meaning.qualifier.{q.value}")) for q in kinds),
    )


def _units(site: Site) -> Table:
    families: dict[str, list[str]] = {}
    for unit in UNITS.values():
        families.setdefault(unit.family, []).append(unit_words(unit.name, Decimal(1), site.language))
    return _table(
        site,
        "units",
        ((site.say(f"methodology.family.{f}"), site.language.join(names)) for f, names in families.items()),
    )
