"""Fuzzes for as long as it is asked to: `python tests/hostile/fuzz.py --minutes 60 [TARGET …]`.

With atheris installed, inputs are led by which code they reach; else they are spoilt at random, from a seed that is said,
so that a failure can be had again. What fails is written to the folder `fuzz-failures/`.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from fuzzing import TARGETS, mutated, seeds

FAILURES = Path("fuzz-failures")


def keep(name: str, data: bytes, error: BaseException) -> Path:
    FAILURES.mkdir(exist_ok=True)
    file = FAILURES / f"{name}-{sha256(data).hexdigest()[:12]}"
    file.write_bytes(data)
    file.with_suffix(".txt").write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    return file


def at_random(names: list[str], minutes: float, seed: int) -> int:
    chance = random.Random(seed)
    until = time.monotonic() + 60 * minutes
    tried, failed = dict.fromkeys(names, 0), 0
    while time.monotonic() < until:
        name = chance.choice(names)
        data = mutated(seeds(name), chance)
        tried[name] += 1
        try:
            TARGETS[name](data)
        except KeyboardInterrupt:
            break
        except BaseException as error:  # OutOfTime is none of Exception's
            failed += 1
            print(f"{name}: {type(error).__name__}: {keep(name, data, error)}")
    print(f"seed {seed}: {failed} failed of {sum(tried.values())}:", ", ".join(f"{n} {t}" for n, t in tried.items()))
    return 1 if failed else 0


def by_coverage(names: list[str], minutes: float) -> None:
    import atheris

    atheris.instrument_all()

    def one(data: bytes) -> None:
        if data:
            TARGETS[names[data[0] % len(names)]](data[1:])

    corpus = FAILURES / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(names):
        for n, seed in enumerate(seeds(name)):
            (corpus / f"{name}-{n}").write_bytes(bytes([number]) + seed)
    limits = [f"-max_total_time={int(60 * minutes)}", f"-artifact_prefix={FAILURES}/", "-timeout=60", "-max_len=20000"]
    atheris.Setup([sys.argv[0], *limits, str(corpus)], one)
    atheris.Fuzz()


def main() -> int:
    parser = argparse.ArgumentParser(description="Fuzzes what reads an editor's files.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--random", action="store_true", help="even where atheris is installed")
    asked = parser.parse_args()
    names = asked.targets or list(TARGETS)
    if asked.random or find_spec("atheris") is None:
        return at_random(names, asked.minutes, asked.seed)
    by_coverage(names, asked.minutes)
    return 0


if __name__ == "__main__":
    sys.exit(main())
