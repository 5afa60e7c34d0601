"""A browser, and sites to look at with it."""

from __future__ import annotations

import http.server
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from briefing import blueprint
from briefing.search import installed
from building import EXAMPLE, ROOT, build_site

CONTENTS = {"example": EXAMPLE, "beside": ROOT.parent / "shared/kherson/content"}
"""The project's own example, and a larger one where it lies beside the project."""

_KIND = re.compile(r'<body class="page-([a-z-]+)"')

Pages = dict[str, Path]
Open = Callable[..., Any]


@pytest.fixture(scope="session", params=CONTENTS)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    content = CONTENTS[request.param]
    if not content.is_dir():
        pytest.skip("there is no larger content beside the project")
    return built(content, tmp_path_factory)


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(EXAMPLE, tmp_path_factory)


@pytest.fixture(scope="session")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example as if it were written in Arabic."""
    content = tmp_path_factory.mktemp("arabic") / "content"
    shutil.copytree(EXAMPLE, content)
    file = content / "briefing.yaml"
    text = re.sub(r"^language:.*\n", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    file.write_text(f"{text.rstrip()}\nlanguage: ar\n", encoding="utf-8")
    return built(content, tmp_path_factory)


@pytest.fixture(scope="session")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example in the theme for paper."""
    return built(EXAMPLE, tmp_path_factory, "dossier")


def built(
    content: Path,
    folders: pytest.TempPathFactory,
    theme: str = "default",
    done: dict[tuple[Path, str], Path] = {},  # noqa: B006
) -> Path:
    """The site of a content in a theme, built once."""
    if (content, theme) not in done:
        done[content, theme] = folders.mktemp("sites") / "site"
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(blueprint, "installed", installed)
            assert build_site(content, done[content, theme], theme=theme).ok
    return done[content, theme]


def pages_of(site: Path) -> Pages:
    """The heaviest page of each type."""
    found: Pages = {}
    for file in sorted(site.rglob("*.html"), key=lambda f: (f.stat().st_size, f)):
        kind = _KIND.search(file.read_text(encoding="utf-8"))
        assert kind, f"{file} does not say of which type it is"
        found[kind[1]] = file
    return found


@pytest.fixture
def pages(site: Path) -> Pages:
    return pages_of(site)


@pytest.fixture
def open_tab(chromium: Any) -> Iterator[Open]:
    """Opens a tab in a window of its own, with the settings of a browser's context."""
    contexts = []

    def opened(width: int = 1280, height: int = 900, **settings: Any) -> Any:
        contexts.append(chromium.new_context(viewport={"width": width, "height": height}, **settings))
        contexts[-1].set_default_timeout(20_000)
        return contexts[-1].new_page()

    yield opened
    for context in contexts:
        context.close()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def served(site: Path) -> Iterator[str]:
    """The site over http, below a path."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=site.parent)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{site.name}/"
        server.shutdown()
