"""Whatever stands in a file, what comes of it is a record or a problem of our own with a place: never an exception.

A few hundred examples each here; thousands with `--long`; and `python tests/hostile/fuzz.py` for as long as one likes.
"""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzzing import TARGETS, mutated, seeds

LONG = 20_000
SHORT = 120


def check(name: str, data: bytes) -> None:
    TARGETS[name](data)


@pytest.mark.parametrize("name", TARGETS)
def test_any_bytes(name: str) -> None:
    @settings(deadline=None, max_examples=SHORT, suppress_health_check=list(HealthCheck))
    @given(st.binary(max_size=200) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "surrogatepass")))
    def run(data: bytes) -> None:
        check(name, data)

    run()


@pytest.mark.parametrize("name", TARGETS)
def test_files_with_mistakes_in_them(name: str) -> None:
    """Good files, cut, doubled, joined, and with pieces of others in them."""
    chance = random.Random(name)
    for _ in range(SHORT):
        check(name, mutated(seeds(name), chance))


@pytest.mark.long
@pytest.mark.parametrize("name", TARGETS)
def test_many_more_files_with_mistakes_in_them(name: str) -> None:
    chance = random.Random(f"{name} long")
    for _ in range(LONG):
        check(name, mutated(seeds(name), chance))
