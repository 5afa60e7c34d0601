"""What is too large to be held is put aside on the disk, and nothing of it is left there."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.spool import Spool, sum_of


@given(st.lists(st.binary(max_size=50)))
def test_gives_what_it_was_given_as_often_as_asked(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes]
) -> None:
    spool = Spool(pieces, tmp_path_factory.getbasetemp())
    whole = b"".join(pieces)
    assert b"".join(spool) == b"".join(spool) == whole
    assert sum_of(spool) == sum_of(whole) == hashlib.sha256(whole).hexdigest()


def test_more_than_a_chunk_comes_in_several(tmp_path: Path) -> None:
    spool = Spool([b"x" * 700_000] * 4, tmp_path)
    chunks = list(spool)
    assert len(chunks) == 3
    assert sum(map(len, chunks)) == 2_800_000


def test_has_no_name(tmp_path: Path) -> None:
    spool = Spool([b"secret"], tmp_path)
    assert b"".join(spool) == b"secret"
    assert not list(tmp_path.iterdir())
