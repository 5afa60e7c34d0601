"""A source that vanishes, grows or is swapped while a build reads: an error, or one consistent state."""

from __future__ import annotations

import itertools
import threading
from pathlib import Path

from building import build_site, read_tree, write_tree

BASE = {
    "briefing.yaml": "title: Race\nshow: full\n",
    "events/landing.md": "---\ntitle: Landing\n---\n",
    "figures/boats.md": "---\ntitle: How many boats?\nkind: number\nunit: boat\nevent: landing\n---\n",
    "actors.yaml": "mayor: {name: Mayor}\n",
}


def version(value: int) -> str:
    """An article whose claim, quotation and text all say one number; long, so that a read can fall into a write."""
    filler = "Nothing else was seen on the river that day. " * 2000
    return (
        f"---\ntitle: Report {value}\nevents: [landing]\nclaims:\n  - figure: boats\n    value: {value}\n    said_by: mayor\n"
        f"    quote: the mayor counted {value} boats\n---\nOn the river the mayor counted {value} boats. {filler}\n"
    )


def test_every_build_is_of_one_version_or_of_none(tmp_path: Path) -> None:
    content = write_tree(tmp_path / "content", {**BASE, "articles/report.md": version(111)})
    article = content / "articles/report.md"
    stop = threading.Event()

    def disturb() -> None:
        for value in itertools.cycle((111, 222, 333)):
            if stop.is_set():
                return
            match value:
                case 111:
                    article.unlink(missing_ok=True)
                    article.write_text(version(value), encoding="utf-8")
                case 222:
                    beside = article.with_name("_report.new")
                    beside.write_text(version(value), encoding="utf-8")
                    beside.replace(article)
                case _:
                    with article.open("w", encoding="utf-8") as half:
                        text = version(value)
                        half.write(text[: len(text) // 2])
                        half.flush()
                        half.write(text[len(text) // 2 :])

    writer = threading.Thread(target=disturb)
    writer.start()
    ends = {"ok": 0, "problems": 0, "error": 0}
    try:
        for number in range(12):
            site = tmp_path / f"site-{number}"
            try:
                built = build_site(content, site)
            except OSError:
                ends["error"] += 1
                assert not site.exists()
                continue
            if not built.ok:
                ends["problems"] += 1
                assert not site.exists()
                continue
            ends["ok"] += 1
            data = b"".join(d for p, d in read_tree(site).items() if p.endswith((".json", ".csv", "report/index.html")))
            said = {v for v in (111, 222, 333) if f"counted {v} boats".encode() in data}
            # A version of none is right too: the article was not there at that moment.
            assert len(said) <= 1
    finally:
        stop.set()
        writer.join()
    assert sum(ends.values()) == 12
