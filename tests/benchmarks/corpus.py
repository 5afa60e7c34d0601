"""A seeded briefing of any size, for measuring: `python corpus.py FOLDER ARTICLES [SEED]`.

N articles of some 700 words, each on one to three of N/10 events and with nought to four claims on N/20 figures, said
by a hundred actors. Every quotation stands in its article.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

_WORDS = re.findall(
    r"\w+",
    "the a of to in on at by from with over under after before near along across between river bridge road town village district "
    "council mayor police doctors residents officials engineers drivers teachers farmers witnesses spokesman statement report "
    "morning evening night week month hospital school market station depot harbour field border column convoy shelter water power "
    "said told asked saw heard found counted closed opened reached left returned crossed repaired damaged moved waited promised "
    "denied confirmed slowly quickly again already still only also heavily partly largely nearly several other many few first last "
    "new old main local central northern southern eastern western",
)

SENTENCES = 50
WORDS = (10, 18)


@dataclass(frozen=True)
class Corpus:
    """How much there is of everything."""

    articles: int
    events: int
    figures: int
    actors: int = 100
    claims: tuple[int, int] = (0, 4)
    """Of one article: at least, at most."""

    @classmethod
    def of(cls, articles: int) -> Corpus:
        """The proportions of a briefing of that many articles."""
        return cls(articles, events=max(1, articles // 10), figures=max(1, articles // 20))


@dataclass(frozen=True)
class Report:
    """What an article says of an event."""

    event: int
    date: date
    quote: str


@dataclass(frozen=True)
class Claim:
    """What an article says of a figure."""

    figure: int
    value: int
    actor: int
    line: int

    @property
    def quote(self) -> str:
        """The words it rests on."""
        return f"{self.value} were counted for figure {self.figure} in line {self.line}"


@dataclass(frozen=True)
class Article:
    """One article, in no tool's format yet."""

    number: int
    title: str
    published: date
    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    body: str

    @property
    def id(self) -> str:
        """The stem of its file."""
        return f"report-{self.number}"

    def saying(self, words: str) -> Article:
        """The same with one more sentence at its end."""
        return replace(self, body=f"{self.body} {words}")

    def counting(self, value: int) -> Article:
        """The same with another value for its first claim, in the text as well."""
        old, *others = self.claims
        new = replace(old, value=value)
        return replace(self, claims=(new, *others), body=self.body.replace(f"Some {old.quote}", f"Some {new.quote}"))


def _sentence(rng: random.Random) -> str:
    words = rng.choices(_WORDS, k=rng.randint(*WORDS))
    return " ".join(words).capitalize() + "."


def _paragraphs(sentences: list[str]) -> str:
    return "\n\n".join(" ".join(sentences[i : i + 4]) for i in range(0, len(sentences), 4))


def _article(corpus: Corpus, number: int, rng: random.Random) -> Article:
    day = date(2023, 1, 1) + timedelta(days=rng.randrange(700))
    sentences = [_sentence(rng) for _ in range(SENTENCES)]
    title = f"Report {number} from the {rng.choice(_WORDS)}"
    places = iter(rng.sample(range(SENTENCES), 7))
    reports = []
    for event in rng.sample(range(corpus.events), min(corpus.events, rng.randint(1, 3))):
        quote = f"the event numbered {event} took place"
        said = day - timedelta(days=rng.randrange(5))
        sentences[next(places)] = f"On {said:%B} {said.day} {quote}, report {number} says."
        reports.append(Report(event, day - timedelta(days=rng.randrange(5)), quote))
    claims = []
    for line in range(rng.randint(*corpus.claims)):
        claim = Claim(rng.randrange(corpus.figures), rng.randint(1, 60), rng.randrange(corpus.actors), line)
        sentences[next(places)] = f"Some {claim.quote}, according to speaker {claim.actor}."
        claims.append(claim)
    return Article(number, title, day, tuple(reports), tuple(claims), _paragraphs(sentences))


def articles(corpus: Corpus, seed: int = 1) -> Iterator[Article]:
    """All articles; the same for the same arguments."""
    rng = random.Random(seed)
    return (_article(corpus, n, rng) for n in range(corpus.articles))


def text(article: Article) -> str:
    """The file of an article, as `briefing` reads it."""
    lines = ["---", f"title: {article.title}", f"published: {article.published}", "show: full", "events:"]
    for r in article.reports:
        lines += [f"  - event: event-{r.event}", f"    date: {r.date}", f"    quote: {r.quote}"]
    if article.claims:
        lines.append("claims:")
    for c in article.claims:
        lines += [
            f"  - figure: figure-{c.figure}",
            f"    value: {c.value}",
            f"    said_by: actor-{c.actor}",
            f"    quote: {c.quote}",
        ]
    return "\n".join([*lines, "---", "", article.body, ""])


def surroundings(corpus: Corpus) -> dict[str, str]:
    """All files of the content folder but the articles."""
    actors = "".join(f"actor-{n}: {{name: Speaker {n}, type: person}}\n" for n in range(corpus.actors))
    files = {
        # Without an address there are no pictures to be shared; the others make neither these nor an index.
        "briefing.yaml": "title: A briefing for measuring\nsearch: false\n",
        "actors.yaml": actors,
    }
    for n in range(corpus.events):
        files[f"events/event-{n}.md"] = f"---\ntitle: Event {n}\n---\nWhat is known of event {n}.\n"
    for n in range(corpus.figures):
        files[f"figures/figure-{n}.md"] = (
            f"---\ntitle: How many were counted for figure {n}?\nkind: number\nunit: person\n"
            f"event: event-{n % corpus.events}\n---\n"
        )
    return files


def write(folder: Path, corpus: Corpus, seed: int = 1) -> Path:
    """Writes the content folder of a briefing; the same bytes for the same arguments."""
    files = surroundings(corpus) | {f"articles/{a.id}.md": text(a) for a in articles(corpus, seed)}
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(data, encoding="utf-8")
    return folder


if __name__ == "__main__":
    write(Path(sys.argv[1]), Corpus.of(int(sys.argv[2])), int(sys.argv[3]) if len(sys.argv) > 3 else 1)
