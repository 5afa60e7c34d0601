"""What a reader can check: the digest of each article's text, the digests of all files, proofs and where texts came from."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from briefing.build import build
from briefing.proofs import MAX_BYTES
from building import EXAMPLE, build_site, read_tree
from literate import project

STAMP = b"\x00OpenTimestamps\x00\x00Proof\x00\xbf\x89\xe2\xe8\x84\xe8\x92\x94\x01\x08" + bytes(range(256))
TEXT = "Fourteen boats crossed the river.\n\n<!-- a note -->\nÄnderung.\n"
ARTICLE = f"""---
title: Boats cross the river
url: https://example.org/boats
archived: https://archive.example/boats
retrieved: 2022-11-13
proof: media/boats.ots
---
{TEXT}"""


def _by_hand(path: Path) -> str:
    """As the documentation says: what stands below the second `---`, lines ended by LF, no byte order mark."""
    lines = path.read_bytes().removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").split(b"\n")
    below = lines.index(b"---", 1) + 1
    return hashlib.sha256(b"\n".join(lines[below:])).hexdigest()


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_the_digest_of_a_text(ends: str, tmp_path: Path) -> None:
    made = project({}, tmp_path)
    file = made.content / "articles/a.md"
    file.write_bytes(
        b"\xef\xbb\xbf" * (ends != "\n") + ARTICLE.replace("proof: media/boats.ots\n", "").replace("\n", ends).encode()
    )
    assert build(made).ok
    expected = hashlib.sha256(TEXT.encode()).hexdigest()
    assert _by_hand(file) == expected
    data = json.loads((made.output / "data/briefing.json").read_bytes())
    assert {a["id"]: a["sha256"] for a in data["articles"]}["a"] == expected
    page = (made.output / "articles/a/index.html").read_text(encoding="utf-8")
    assert f'<code class="sum">{expected}</code>' in page


def test_every_article_of_the_example_has_its_digest(tmp_path: Path) -> None:
    assert build_site(EXAMPLE, tmp_path / "site").ok
    articles = json.loads((tmp_path / "site/data/briefing.json").read_bytes())["articles"]
    assert articles
    for article in articles:
        assert article["sha256"] == _by_hand(EXAMPLE / f"articles/{article['id']}.md")
        assert article["sha256"] in (tmp_path / "site" / article["url"] / "index.html").read_text(encoding="utf-8")


def test_the_list_of_all_files_is_what_sha256sum_takes(tmp_path: Path) -> None:
    assert build_site(EXAMPLE, tmp_path / "site").ok
    listed = (tmp_path / "site/SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert {line[66:] for line in listed} == read_tree(tmp_path / "site").keys() - {"SHA256SUMS"}
    if shutil.which("sha256sum"):
        check = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
        assert subprocess.run(check, cwd=tmp_path / "site", capture_output=True, check=False).returncode == 0
        (tmp_path / "site/index.html").write_text("changed", encoding="utf-8")
        assert subprocess.run(check, cwd=tmp_path / "site", capture_output=True, check=False).returncode == 1


def _with_proof(folder: Path, data: bytes, name: str = "boats.ots") -> tuple[list[tuple[str, str]], Path]:
    made = project({"articles/a.md": ARTICLE.replace("boats.ots", name)}, folder)
    (made.content / "media").mkdir(exist_ok=True)
    (made.content / "media" / name).write_bytes(data)
    built = build(made)
    return [(p.code, p.path) for p in built.problems if p.severity.value == "error"], made.output


def test_where_a_text_came_from_and_its_proof_are_carried(tmp_path: Path) -> None:
    errors, site = _with_proof(tmp_path, STAMP)
    assert errors == []
    assert (site / "media/boats.ots").read_bytes() == STAMP
    page = (site / "articles/a/index.html").read_text(encoding="utf-8")
    assert '<a href="../../media/boats.ots">' in page
    assert "https://archive.example/boats" in page
    assert "13 November 2022" in page
    article = next(a for a in json.loads((site / "data/briefing.json").read_bytes())["articles"] if a["id"] == "a")
    assert article["proof"] == "media/boats.ots"
    assert article["archived"] == "https://archive.example/boats"
    assert article["retrieved"] == "2022-11-13"
    import jsonschema

    schema = json.loads((site / "data/briefing.schema.json").read_bytes())
    jsonschema.validate(json.loads((site / "data/briefing.json").read_bytes()), schema)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.asc", b"-----BEGIN PGP SIGNATURE-----\n\niHUE\n-----END PGP SIGNATURE-----\n"),
        ("a.sig", b"\x88\x75\x04\x00"),
        ("a.sig", b"untrusted comment: verify with key.pub\nRWQ\n"),
        ("a.tsr", b"\x30\x82\x01\x00"),
        ("a.p7s", b"\x30\x82\x01\x00"),
    ],
)
def test_kinds_of_proofs(name: str, data: bytes, tmp_path: Path) -> None:
    errors, site = _with_proof(tmp_path, data, name)
    assert errors == []
    assert (site / "media" / name).read_bytes() == data


@pytest.mark.parametrize(
    ("name", "data", "where"),
    [
        ("boats.ots", b"Names of everybody", "media/boats.ots"),
        ("boats.ots", STAMP + bytes(MAX_BYTES), "media/boats.ots"),
        ("boats.ots", b"", "media/boats.ots"),
        ("boats.asc", b"-----BEGIN PGP PRIVATE KEY BLOCK-----\n", "media/boats.asc"),
        ("boats.asc", b"-----BEGIN PGP SIGNATURE-----\n-----BEGIN PGP PRIVATE KEY BLOCK-----\n", "media/boats.asc"),
        ("boats.html", b"<script>", "articles/a.md"),
        ("boats.zip", b"PK\x03\x04", "articles/a.md"),
    ],
)
def test_what_is_no_proof_is_refused(name: str, data: bytes, where: str, tmp_path: Path) -> None:
    errors, site = _with_proof(tmp_path, data, name)
    assert errors == [("proof-refused", where)]
    assert not site.exists()


def test_a_proof_that_is_not_there_is_told(tmp_path: Path) -> None:
    made = project({"articles/a.md": ARTICLE}, tmp_path)
    assert [(p.code, p.path, p.line) for p in build(made).problems if p.severity.value == "error"] == [
        ("missing-media", "articles/a.md", 6)
    ]


def test_the_proof_of_a_draft_is_not_published(tmp_path: Path) -> None:
    made = project({"articles/a.md": ARTICLE.replace("proof:", "draft: true\nproof:")}, tmp_path)
    (made.content / "media").mkdir()
    (made.content / "media/boats.ots").write_bytes(STAMP)
    assert build(made).ok
    assert not [path for path in read_tree(made.output) if "boats.ots" in path]
