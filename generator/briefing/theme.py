"""Themes: finds one, checks it, and renders a view with it.

A template sees `page` and the function `t`, nothing else, so that a page is made of its view alone; what it prints is
always escaped. A theme is refused before the first page as far as reading can tell, and a page that fails says where.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, is_dataclass
from functools import lru_cache
from pathlib import Path
from types import CodeType, MappingProxyType
from typing import TYPE_CHECKING, Any

import jinja2
import yaml
from jinja2 import BaseLoader, Environment, StrictUndefined, Template, TemplateError, UndefinedError, nodes
from jinja2.utils import missing

from briefing import __version__
from briefing.fingerprint import Digest, digest_bytes
from briefing.frontmatter import locate
from briefing.pages import document_views, list_views, page_views
from briefing.problems import Problem, did_you_mean
from briefing.theme_check import Reading, Source, check_names, inherited_names, no_field, parsed, read_template
from briefing.theme_code import KEPT, SYNTAX, QuickEnvironment

if TYPE_CHECKING:
    from briefing.language import Language

VIEWS: Mapping[str, type] = MappingProxyType(
    {
        "404.html": page_views.NotFoundView,
        "actor.html": page_views.ActorView,
        "article.html": page_views.ArticleView,
        "changes.html": page_views.ChangesView,
        "coverage.html": list_views.CoverageView,
        "disputed.html": list_views.DisputedView,
        "document.html": document_views.DocumentView,
        "embed.html": page_views.EmbedView,
        "event.html": page_views.EventView,
        "figure.html": page_views.FigureView,
        "front.html": page_views.FrontView,
        "index.html": list_views.IndexView,
        "methodology.html": page_views.MethodologyView,
        "page.html": page_views.PlainView,
        "place.html": page_views.PlaceView,
        "search.html": list_views.SearchView,
        "timeline.html": list_views.TimelineView,
    }
)
"""The templates a theme must have, itself or from the theme it extends, and the view each gets as `page`."""

_PACKAGE = Path(__file__).parent
BUILT_IN_ROOTS = (_PACKAGE / "themes", _PACKAGE.parents[1] / "themes")
"""Where the product's own themes are: in the installed package, else beside the checkout."""

_MANIFEST = "theme.yaml"
_MANIFEST_KEYS = ("name", "title", "extends")
# `random` is not a function of its input; `safe` would print what nobody has escaped.
_NO_FILTERS = frozenset({"random", "safe"})


class ThemeError(Exception):
    """A template failed on one page; `problem` says where and why, for the editor."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class _Layer:
    """One theme folder, without what it extends."""

    place: str
    """The folder as problems name it: `themes/default`."""
    directory: Path
    name: str
    title: str
    extends: str


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme that has passed its checks."""

    name: str
    title: str
    _quick: Environment
    _plain: Environment
    """Says what is wrong where the quick one fails, or finds that nothing is."""
    _readings: Mapping[str, Reading]
    _digests: Mapping[str, Digest]
    _assets: tuple[tuple[str, bytes], ...]
    grounds: object
    """All of it that stands on a disk."""
    _plain_ones: set[str] = field(default_factory=set)
    """Templates that the quick environment does not manage."""

    def maker_digest(self, template: str) -> Digest:
        """Digest of all that a page made with `template` depends on besides its view."""
        return self._digests[template]

    def render(self, template: str, page: object) -> bytes:
        """The page, in UTF-8.

        Raises:
            ThemeError: where the template fails on this view.
        """
        if template not in self._plain_ones:
            with suppress(Exception):
                return self._quick.get_template(template).render(page=page).encode()
        try:
            rendered = self._plain.get_template(template).render(page=page).encode()
        except Exception as error:  # a template can raise anything, and an editor never sees a traceback
            paths = {reading.source.path for reading in self._readings.values()}
            raise ThemeError(_render_problem(error, self._readings[template].source.path, paths)) from error
        self._plain_ones.add(template)
        return rendered

    def assets(self) -> tuple[tuple[str, bytes], ...]:
        """Each file to publish as it is: its path below the site (`assets/…`) and its bytes, sorted by path."""
        return self._assets


def load_theme(
    name_or_dir: str | Path, roots: Sequence[Path], language: Language, before: Theme | None = None
) -> tuple[Theme | None, tuple[Problem, ...]]:
    """Finds a theme, reads it with all it extends, and checks it.

    Args:
        name_or_dir: a theme's name, or its folder (anything with a slash in it).
        roots: folders that hold themes, searched before the product's own.
        language: whose words `t` gives.
        before: given again where nothing of it has changed.

    Returns:
        The theme, or None and the problems (`bad-theme`).
    """
    layers, problems = _layers(str(name_or_dir), (*roots, *BUILT_IN_ROOTS))
    if problems:
        return None, problems
    sources: dict[str, Source] = {}
    assets: dict[str, bytes] = {}
    found: set[Problem] = set()
    for layer in layers:
        for name, path in _files(layer.directory / "templates"):
            shown = f"{layer.place}/templates/{name}"
            try:
                source = Source(shown, path.read_text("utf-8"))
            except UnicodeDecodeError as error:
                found.add(_not_text(shown, error))
                continue
            sources.setdefault(name, source)
            # So that a template can extend the one that it replaces; of two themes of one name, the farther is meant.
            sources[f"{layer.name}/{name}"] = source
        for name, path in _files(layer.directory / "assets"):
            assets.setdefault(f"assets/{name}", path.read_bytes())
    grounds = (layers, sources, assets, language.code)
    if before is not None and before.grounds == grounds and not found:
        return before, ()
    readings: dict[str, Reading] = {}
    plain, quick = (_environment(kind, readings, language) for kind in (Environment, QuickEnvironment))
    digests, wrong = _check(plain, sources, readings, language, layers[0])
    if found := found | wrong:
        return None, tuple(sorted(found, key=lambda p: p.sort_key))
    top = layers[0]
    return Theme(top.name, top.title, quick, plain, readings, digests, tuple(sorted(assets.items())), grounds), ()


# ---- finding and reading ------------------------------------------------------------------------------------------


def _layers(start: str, roots: Sequence[Path]) -> tuple[tuple[_Layer, ...], tuple[Problem, ...]]:
    """The theme and all it extends, nearest first.

    A folder is used once, so that a project's own `default` can extend the product's.
    """
    layers: list[_Layer] = []
    wanted = start
    while wanted:
        named = "/" not in wanted
        folders = [root / wanted for root in roots] if named else [Path(wanted)]
        used = {layer.directory for layer in layers}
        folder = next((f for f in folders if f not in used and (f / _MANIFEST).is_file()), None)
        if folder is None:
            return (), (_not_found(wanted, layers, roots),)
        layer, problems = _read_manifest(folder, f"themes/{wanted}" if named else wanted.rstrip("/"))
        if layer is None:
            return (), problems
        layers.append(layer)
        wanted = layer.extends
    return tuple(layers), ()


def _not_found(wanted: str, layers: Sequence[_Layer], roots: Sequence[Path]) -> Problem:
    names = {f.parent.name for root in roots for f in root.glob(f"*/{_MANIFEST}")} - {wanted}
    message = f"There is no theme `{wanted}`."
    help_ = did_you_mean(wanted, names, f"A theme is a folder with a `{_MANIFEST}` in it.")
    if not layers:
        return Problem("bad-theme", "", message, help_)
    way = [layer.directory.name for layer in layers]
    if Path(wanted).name in way:
        message = f"Themes extend one another in a circle: {' → '.join(f'`{n}`' for n in (*way, Path(wanted).name))}."
        help_ = "Let the last of them extend `default`, or nothing."
    problem = Problem("bad-theme", f"{layers[-1].place}/{_MANIFEST}", message, help_, ("extends",))
    return locate(problem, (layers[-1].directory / _MANIFEST).read_bytes())


def _not_text(path: str, error: UnicodeDecodeError) -> Problem:
    before = bytes(error.object[: error.start])
    line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
    return Problem("bad-theme", path, "This template is not UTF-8.", "Save it as UTF-8.", (), line, column)


def _read_manifest(folder: Path, place: str) -> tuple[_Layer | None, tuple[Problem, ...]]:
    path, data = f"{place}/{_MANIFEST}", (folder / _MANIFEST).read_bytes()
    try:
        written = yaml.load(data, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        help_ = str(getattr(error, "problem", "") or "")
        return None, (Problem("bad-theme", path, "This is not YAML that can be read.", help_, (), line, column),)

    def wrong(message: str, help_: str, *keys: str) -> Problem:
        return locate(Problem("bad-theme", path, message, help_, keys), data)

    if not isinstance(written, dict):
        return None, (wrong("A theme is described by keys with words.", "Write `name: …`.", "name"),)
    problems = []
    for key, value in written.items():
        if key not in _MANIFEST_KEYS:
            help_ = did_you_mean(str(key), _MANIFEST_KEYS, f"A theme has {', '.join(_MANIFEST_KEYS)}.")
            problems.append(wrong(f"`{key}` is not a key of a theme.", help_, str(key)))
        elif not isinstance(value, str):
            problems.append(wrong(f"`{key}` must be words.", f"Write `{key}: …`, in quotes if need be.", key))
    if problems:
        return None, tuple(problems)
    words: dict[str, str] = written
    if not re.fullmatch(r"[a-z0-9-]+", name := words.get("name", "")):
        help_ = "Write `name:` with lower-case letters, digits and hyphens."
        return None, (wrong("The theme has no proper name.", help_, "name"),)
    return _Layer(place, folder, name, words.get("title", name), words.get("extends", "")), ()


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every regular file below a folder with its POSIX path there; links and hidden files are left out."""
    for path in sorted(folder.rglob("*")):
        below = path.relative_to(folder)
        linked = any((folder / part).is_symlink() for part in (below, *below.parents))
        if path.is_file() and not linked and not any(part.startswith(".") for part in below.parts):
            yield below.as_posix(), path


# ---- the environment ----------------------------------------------------------------------------------------------


class _Loader(BaseLoader):
    """Compiles what the checks have read, when it is first needed."""

    def __init__(self, readings: Mapping[str, Reading]) -> None:
        self._readings = readings

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002
    ) -> Template:
        reading = self._readings[name]
        code = _compiled(reading.source, name, quick=isinstance(environment, QuickEnvironment))
        return Template.from_code(environment, code, globals or {})


@lru_cache(maxsize=2 * KEPT)
def _compiled(source: Source, name: str, *, quick: bool) -> CodeType:
    environment = QuickEnvironment(**SYNTAX) if quick else Environment(**SYNTAX)  # noqa: S701 it does escape
    return environment.compile(parsed(source, name), name, source.path)


def _environment(kind: type[Environment], readings: Mapping[str, Reading], language: Language) -> Environment:
    environment = kind(**SYNTAX, undefined=_Unknown, auto_reload=False, cache_size=-1, loader=_Loader(readings))
    environment.globals = {"t": language.label}
    environment.filters = {k: v for k, v in environment.filters.items() if k not in _NO_FILTERS}
    return environment


class _UnknownFieldError(UndefinedError):
    """A template asked a view for what it does not have."""

    def __init__(self, kind: type, name: str) -> None:
        message, self.help = no_field(kind, name)
        super().__init__(message)


class _Unknown(StrictUndefined):
    """StrictUndefined that knows our views, so that its message can name their fields."""

    def __init__(self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = None) -> None:
        if name is not None and is_dataclass(obj):
            super().__init__(hint, obj, name, lambda _: _UnknownFieldError(type(obj), name))  # type: ignore[arg-type]
        else:
            super().__init__(hint, obj, name, exc or UndefinedError)


def _render_problem(error: Exception, path: str, paths: set[str]) -> Problem:
    """What went wrong, at the innermost line that belongs to a template; `path` where none does."""
    line, trace = 0, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in paths:
            path, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    if isinstance(error, TemplateError):
        message = error.message or "The template fails."
    elif isinstance(error, KeyError):
        message = f"There is no label {error}."
    else:
        message = f"The template fails: {error} ({type(error).__name__})."
    return Problem("bad-theme", path, message, getattr(error, "help", ""), (), line)


# ---- checking -----------------------------------------------------------------------------------------------------


def _check(
    environment: Environment,
    sources: Mapping[str, Source],
    readings: dict[str, Reading],
    language: Language,
    top: _Layer,
) -> tuple[dict[str, Digest], set[Problem]]:
    """Reads what the pages reach into `readings`; gives the pages' digests, and what is wrong."""
    problems: set[Problem] = set()

    def read(name: str) -> None:
        readings[name], found = read_template(name, sources[name], environment, language, sources.keys())
        problems.update(found)

    digests: dict[str, Digest] = {}
    versions = f"{__version__} {jinja2.__version__} {language.digest}".encode()
    imported: set[str] = set()
    for page, view in VIEWS.items():
        if page not in sources:
            path, help_ = f"{top.place}/templates/{page}", "Write it, or extend a theme that has it."
            problems.add(Problem("bad-theme", path, f"The theme has no template `{page}`.", help_))
            continue
        how = _closure(page, readings, read)
        parts = (part for name in sorted(how) for part in (name.encode(), sources[name].text.encode()))
        digests[page] = digest_bytes(versions, *parts)
        family = [readings[name] for name, statement in how.items() if statement is nodes.Extends]
        inherited = inherited_names(family, view)
        for reading in family:
            problems.update(check_names(reading, inherited, view))
        # An included template has all that stands around it: what it lacks shows when a page is made.
        imported.update(name for name, statement in how.items() if statement not in (nodes.Extends, nodes.Include))
    for name in imported:
        problems.update(check_names(readings[name], {}, None))
    return digests, problems


def _closure(page: str, readings: Mapping[str, Reading], read: Callable[[str], None]) -> dict[str, type[nodes.Node]]:
    """Every template that `page` reaches, itself among them, and by which statement it was reached first."""
    how: dict[str, type[nodes.Node]] = {page: nodes.Extends}
    waiting = [page]
    while waiting:
        if (name := waiting.pop()) not in readings:
            read(name)
        for target, statement in readings[name].references:
            if target not in how:
                how[target] = statement
                waiting.append(target)
    return how
