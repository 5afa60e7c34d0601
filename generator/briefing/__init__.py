"""briefing: a static-site generator for investigative briefings."""

__version__ = "0.1.0"
