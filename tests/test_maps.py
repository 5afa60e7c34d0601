"""Maps in a built site: nothing of a position gets out that its record does not allow."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from building import build_site, read_tree, write_tree

RIVER = {"type": "LineString", "coordinates": [[31.5, 45.9], [33.5, 46.4]]}
BASE = json.dumps({"type": "FeatureCollection", "attribution": "A sketch", "features": [
    {"type": "Feature", "properties": {"kind": "river"}, "geometry": RIVER}]})  # fmt: skip


def content(folder: Path, place: str, base: str | None = BASE, config: str = "map: media/base.geojson") -> Path:
    files = {
        "briefing.yaml": f"title: The crossing\n{config}\n",
        "places.yaml": f"town: {{name: Overton, {place}}}\nford: {{name: The ford, lat: 46.3, lon: 33, precision: exact}}\n",
        "events/crossing.md": "---\ntitle: The crossing\nplace: town\n---\n",
        "articles/one.md": "---\ntitle: One\nevents: [crossing]\n---\nFourteen boats crossed.\n",
    }
    if base is not None:
        files["media/base.geojson"] = base
    return write_tree(folder, files)


def built(folder: Path, *args: str, **options: str) -> dict[str, bytes]:
    done = build_site(content(folder / "content", *args, **options), folder / "site")
    assert done.ok, done.problems
    return read_tree(folder / "site")


def test_two_positions_in_one_blurred_cell_give_the_same_site(tmp_path: Path) -> None:
    one = built(tmp_path / "1", "lat: 46.141, lon: 32.651, precision: exact, blur_km: 10")
    two = built(tmp_path / "2", "lat: 46.118, lon: 32.63, precision: exact, blur_km: 10")
    assert b"d-blurred" in one["places/town/index.html"]
    assert b"d-blurred" in one["places/index.html"]
    assert one == two


def test_two_positions_that_are_the_same_at_their_precision_give_the_same_site(tmp_path: Path) -> None:
    one = built(tmp_path / "1", "lat: 46.141, lon: 32.651, precision: region")
    two = built(tmp_path / "2", "lat: 46.118, lon: 32.689, precision: region")
    assert b"d-vague" in one["events/crossing/index.html"]
    assert one == two


def test_a_position_without_a_precision_is_no_point(tmp_path: Path) -> None:
    site = built(tmp_path, "lat: 46.1, lon: 32.6")
    assert b"d-vague" in site["events/crossing/index.html"]


def test_the_base_is_read_and_not_published(tmp_path: Path) -> None:
    site = built(tmp_path, "lat: 46.1, lon: 32.6, precision: near")
    assert not [path for path in site if "geojson" in path or path.startswith("media/")]
    assert b"Map: A sketch." in site["events/crossing/index.html"]


def test_the_editor_may_name_whose_map_it_is(tmp_path: Path) -> None:
    config = "map: {src: media/base.geojson, credit: 'Survey, CC BY'}"
    site = built(tmp_path, "lat: 46.1, lon: 32.6, precision: near", config=config)
    assert b"Map: Survey, CC BY." in site["places/town/index.html"]


@pytest.mark.parametrize("config", ["", "map: media/base.geojson"])
def test_without_a_base_or_a_position_there_is_no_map(tmp_path: Path, config: str) -> None:
    place = "lat: 46.1, lon: 32.6, precision: near" if not config else "precision: near"
    assert b"drawing_map_" not in built(tmp_path, place, config=config)["events/crossing/index.html"]


def test_a_base_that_is_not_there(tmp_path: Path) -> None:
    done = build_site(
        content(tmp_path / "content", "lat: 46.1, lon: 32.6", config="map: media/bse.geojson"), tmp_path / "site"
    )
    (problem,) = done.problems
    assert (problem.code, problem.path, problem.line, problem.column) == ("missing-media", "briefing.yaml", 2, 6)
    assert problem.help == "Did you mean `media/base.geojson`?"
    assert not (tmp_path / "site").exists()


def test_a_base_too_large(tmp_path: Path) -> None:
    done = build_site(content(tmp_path / "content", "lat: 46.1, lon: 32.6", base=" " * 5_000_000), tmp_path / "site")
    assert [(p.code, p.path) for p in done.problems] == [("file-too-large", "media/base.geojson")]


def test_a_base_is_mended_and_the_next_build_knows(tmp_path: Path) -> None:
    made = content(tmp_path / "content", "lat: 46.1, lon: 32.6, precision: near", base="{")
    done = build_site(made, tmp_path / "site", memory=True)
    assert [(p.code, p.path, p.line) for p in done.problems] == [("bad-map", "media/base.geojson", 1)]
    write_tree(made, {"media/base.geojson": BASE})
    assert build_site(made, tmp_path / "site", memory=True).ok
    first = read_tree(tmp_path / "site")
    write_tree(made, {"media/base.geojson": BASE.replace("45.9", "46.3")})
    written = build_site(made, tmp_path / "site", memory=True).written
    drawn = {"events/crossing/index.html", "places/index.html", "places/ford/index.html", "places/town/index.html"}
    assert {p for p in written if p.endswith(".html")} == drawn
    assert first != read_tree(tmp_path / "site")
