"""Drawings of figures and of the timeline: inline SVG made by pure functions, each with the same facts as a table.

Shape and words carry the meaning; colour only repeats it. No computed interval is ever written out: axes carry round
numbers and dates, and beside a mark stand the claim's own words.
"""

from briefing.drawings.claim_rows import PlotRow
from briefing.drawings.figure_plot import figure_plot
from briefing.drawings.strip import StripEntry, timeline_strip

__all__ = ["PlotRow", "StripEntry", "figure_plot", "timeline_strip"]
