"""A seeded briefing of any size, for measuring: `python corpus.py FOLDER ARTICLES [SEED]`.

N articles of some 700 words, each on one to three of N/10 events and with nought to four claims on N/20 figures, said by
a hundred actors. Every quotation stands in its article.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

_WORDS = (
    "the a of to in on at by from with over under after before near along across between river bridge road town village district "
    "council mayor police doctors residents officials engineers drivers teachers farmers witnesses spokesman statement report "
    "morning evening night week month hospital school market station depot harbour field border column convoy shelter water power "
    "said told asked saw heard found counted closed opened reached left returned crossed repaired damaged moved waited promised "
    "denied confirmed slowly quickly again already still only also heavily partly largely nearly several other many few first last "
    "new old main local central northern southern eastern western"
).split()

SENTENCES = 50
WORDS = (10, 18)


@dataclass(frozen=True)
class Corpus:
    """How much there is of everything."""

    articles: int

    @property
    def events(self) -> int:
        """N/10."""
        return max(1, self.articles // 10)

    @property
    def figures(self) -> int:
        """N/20."""
        return max(1, self.articles // 20)

    actors: int = 100


def _sentence(rng: random.Random) -> str:
    words = rng.choices(_WORDS, k=rng.randint(*WORDS))
    return " ".join(words).capitalize() + "."


def _paragraphs(sentences: list[str]) -> str:
    return "\n\n".join(" ".join(sentences[i : i + 4]) for i in range(0, len(sentences), 4))


def article(corpus: Corpus, number: int, rng: random.Random) -> str:
    """The text of one article's file."""
    day = date(2023, 1, 1) + timedelta(days=rng.randrange(700))
    sentences = [_sentence(rng) for _ in range(SENTENCES)]
    lines = [
        "---",
        f"title: Report {number} from the {rng.choice(_WORDS)}",
        f"published: {day}",
        "show: full",
        "events:",
    ]
    places = iter(rng.sample(range(SENTENCES), 7))
    for event in rng.sample(range(corpus.events), min(corpus.events, rng.randint(1, 3))):
        at = next(places)
        sentences[at] = (
            f"On {day - timedelta(days=rng.randrange(5)):%B %-d} the event numbered {event} took place, report {number} says."
        )
        lines += [
            f"  - event: event-{event}",
            f"    date: {day - timedelta(days=rng.randrange(5))}",
            f"    quote: the event numbered {event} took place",
        ]
    claims = rng.randint(0, 4)
    if claims:
        lines.append("claims:")
    for claim in range(claims):
        figure, value, actor = rng.randrange(corpus.figures), rng.randint(1, 60), rng.randrange(corpus.actors)
        at = next(places)
        sentences[at] = f"Some {value} were counted for figure {figure} in line {claim}, according to speaker {actor}."
        lines += [
            f"  - figure: figure-{figure}",
            f"    value: {value}",
            f"    said_by: actor-{actor}",
            f"    quote: {value} were counted for figure {figure} in line {claim}",
        ]
    return "\n".join([*lines, "---", "", _paragraphs(sentences), ""])


def write(folder: Path, articles: int, seed: int = 1) -> Path:
    """Writes the content folder of a briefing; the same bytes for the same arguments."""
    corpus, rng = Corpus(articles), random.Random(seed)
    for name in ("articles", "events", "figures"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "briefing.yaml").write_text(
        "title: A briefing for measuring\nurl: https://example.org/briefing\n", encoding="utf-8"
    )
    actors = "".join(f"actor-{n}: {{name: Speaker {n}, type: person}}\n" for n in range(corpus.actors))
    (folder / "actors.yaml").write_text(actors, encoding="utf-8")
    for n in range(corpus.events):
        (folder / f"events/event-{n}.md").write_text(
            f"---\ntitle: Event {n}\n---\nWhat is known of event {n}.\n", encoding="utf-8"
        )
    for n in range(corpus.figures):
        event = n % corpus.events
        text = f"---\ntitle: How many were counted for figure {n}?\nkind: number\nunit: person\nevent: event-{event}\n---\n"
        (folder / f"figures/figure-{n}.md").write_text(text, encoding="utf-8")
    for n in range(corpus.articles):
        (folder / f"articles/report-{n}.md").write_text(article(corpus, n, rng), encoding="utf-8")
    return folder


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1)
