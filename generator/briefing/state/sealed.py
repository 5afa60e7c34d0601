"""Values kept in files of the state folder: whatever is not as it was sealed is absent, and never an error.

Values are pickled, and read back by an unpickler that makes our own records and nothing else.
"""

from __future__ import annotations

import importlib
import io
import pickle
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from briefing import __version__
from briefing.disk import replace_file
from briefing.fingerprint import digest_bytes

_OURS = ("briefing.records", "briefing.problems", "briefing.parse", "briefing.dates", "briefing.config")
_OTHERS = frozenset({("decimal", "Decimal"), ("datetime", "date"), ("datetime", "datetime")})


def freeze(value: object) -> bytes:
    """The value as bytes.

    Raises:
        TypeError: for a type that `thaw` would not make: only records, problems, dates and built-in values are kept.
    """
    out = io.BytesIO()
    _Pickler(out, protocol=5).dump(value)
    return out.getvalue()


def thaw(data: bytes) -> object | None:
    """The value that was frozen, or None where these bytes are no such thing."""
    try:
        value: object = _Unpickler(io.BytesIO(data)).load()
    except Exception:  # whatever it is, it is not what was frozen
        return None
    return value


def write_sealed(path: Path, kind: str, value: object) -> None:
    """Replaces the file at once.

    Raises:
        OSError: where the disk fails.
    """
    data = freeze(value)
    replace_file(path, _seal(kind, data) + data)


def read_sealed(path: Path, kind: str) -> object | None:
    """The value, or None where the file is missing, unreadable, damaged, of another kind or of another version."""
    try:
        raw = path.read_bytes()
    except OSError:
        return None
    seal = raw[: len(_seal(kind, b""))]
    data = raw[len(seal) :]
    return thaw(data) if seal == _seal(kind, data) else None


def _seal(kind: str, data: bytes) -> bytes:
    return f"briefing {__version__} {kind} {digest_bytes(data)}\n".encode()


class _Pickler(pickle.Pickler):
    def reducer_override(self, value: object) -> Any:
        if isinstance(value, type):
            return NotImplemented
        kind: type = type(value)
        if not _is_allowed(kind):
            raise TypeError(f"a {kind.__module__}.{kind.__qualname__} is not kept between builds")
        if is_dataclass(value):
            # Made again by its constructor: half the time of setting field after field from outside.
            return kind, tuple(getattr(value, name) for name in _field_names(kind))
        return NotImplemented


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        return _allowed(module, name)


@cache
def _allowed(module: str, name: str) -> type:
    found = getattr(importlib.import_module(module), name) if _is_known(module, name) else None
    if not isinstance(found, type) or not _is_allowed(found):
        raise pickle.UnpicklingError(f"{module}.{name} is not kept between builds")
    return found


@cache
def _is_allowed(kind: type) -> bool:
    module, name = kind.__module__, kind.__qualname__
    is_value = is_dataclass(kind) or issubclass(kind, Enum)
    return (module, name) in _OTHERS or (is_value and _is_known(module, name))


def _is_known(module: str, name: str) -> bool:
    ours = any(module == own or module.startswith(own + ".") for own in _OURS)
    return (ours and "." not in name) or (module, name) in _OTHERS


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))
