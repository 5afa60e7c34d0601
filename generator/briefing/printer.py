"""Whether a PDF can be made here, and if not, what to install. Light to import."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager


class PrintError(Exception):
    """There can be no PDF here. The one line is fit to be shown."""


def need_printer() -> None:
    """Asks for WeasyPrint and what it stands on.

    Raises:
        PrintError: with what to install.
    """
    try:
        with quiet():
            import weasyprint  # noqa: F401
    except ImportError:
        raise PrintError("A PDF needs WeasyPrint: install it with `pip install 'briefing[pdf]'`.") from None
    except OSError:
        raise PrintError(
            "WeasyPrint lacks the library Pango: install it (Debian: `apt install libpango-1.0-0 libpangoft2-1.0-0`; "
            "macOS: `brew install pango`)."
        ) from None


@contextmanager
def quiet() -> Iterator[None]:
    """WeasyPrint tells of every property it passes over; that is for those who write themes, not for an editor."""
    logger = logging.getLogger("weasyprint")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)
