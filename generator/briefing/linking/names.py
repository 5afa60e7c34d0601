"""What an editor may call a record: its id, its name, or one of its aliases."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from briefing.problems import Keys, Problem, did_you_mean

DidYouMean = Callable[[str, Collection[str], str], str]
"""`problems.did_you_mean`, or what stands for it."""


def fold_name(name: str) -> str:
    """The form in which two spellings of one name are equal."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


@dataclass(frozen=True)
class Names:
    """All names of one kind of record."""

    kind: str
    """What the record is called in messages: `actor`, `place` …"""
    ids: frozenset[str]
    by_name: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spellings: tuple[str, ...] = ()

    @staticmethod
    def of_ids(kind: str, ids: Iterable[str]) -> Names:
        """Records that have an id and no other name."""
        return Names(kind, frozenset(ids))

    @staticmethod
    def of(kind: str, named: Iterable[tuple[str, str, tuple[str, ...]]]) -> Names:
        """Records with an id, a name and aliases each."""
        ids: set[str] = set()
        by_name: defaultdict[str, dict[str, None]] = defaultdict(dict)
        spellings: list[str] = []
        for id_, name, aliases in named:
            ids.add(id_)
            for spelling in (name, *aliases):
                by_name[fold_name(spelling)][id_] = None
                spellings.append(spelling)
        return Names(kind, frozenset(ids), {k: tuple(sorted(v)) for k, v in by_name.items()}, tuple(spellings))

    def resolve(self, text: str, path: str, keys: Keys, did_you_mean: DidYouMean = did_you_mean) -> str | Problem:
        """The id that is meant, or the problem with it."""
        if text in self.ids:
            return text
        found = self.by_name.get(fold_name(text), ()) if self.by_name else ()
        if len(found) == 1:
            return found[0]
        if found:
            listed = " or ".join(f"`{i}`" for i in found)
            return Problem(
                "ambiguous-name",
                path,
                f"`{text}` is the name of more than one {self.kind}.",
                f"Write the id: {listed}.",
                keys,
            )
        article = "an" if self.kind[0] in "aeiou" else "a"
        help_ = did_you_mean(
            text, (*self.ids, *self.spellings), f"Add {article} {self.kind} of this id, or mend the name."
        )
        return Problem("unknown-reference", path, f"There is no {self.kind} `{text}`.", help_, keys)
