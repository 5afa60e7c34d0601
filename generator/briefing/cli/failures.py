"""What goes wrong outside the content, in one line each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click


@contextmanager
def one_line(format_: str = "text") -> Iterator[None]:
    """Turns what the disk, the lock and the output folder have to say into one line and exit code 1."""
    from briefing.disk import DiskError
    from briefing.output import OutputRefused
    from briefing.printer import PrintError
    from briefing.search import SearchError
    from briefing.state import Locked

    try:
        yield
    except OutputRefused as error:
        problem = error.problem
        _end(f"{problem.message} {problem.help}".strip(), problem.code, format_)
    except Locked as error:
        _end(str(error), "locked", format_)
    except DiskError as error:
        _end(str(error), "disk", format_)
    except PrintError as error:
        _end(str(error), "no-printer", format_)
    except SearchError as error:
        _end(str(error), "search-failed", format_)
    except OSError as error:
        name = f"`{error.filename}`: " if error.filename else ""
        _end(f"{name}{error.strerror or error}.", "disk", format_)


def _end(message: str, code: str, format_: str) -> None:
    import json

    if format_ == "json":
        problem = {
            "code": code,
            "severity": "error",
            "path": "",
            "line": None,
            "column": None,
            "message": message,
            "help": None,
        }
        click.echo(json.dumps({"ok": False, "problems": [problem]}, ensure_ascii=False, indent=2))
    else:
        click.echo(f"briefing: {message}", err=True)
    raise SystemExit(1)
