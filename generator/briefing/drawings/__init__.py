"""Drawings of figures, of the timeline and of places: inline SVG made by pure functions, each with the
same facts as a table.

Shape and words carry the meaning; colour only repeats it. No computed interval is ever written out: axes carry round
numbers and dates, and beside a mark stand the claim's own words.
"""

from briefing.drawings.claim_rows import PlotRow
from briefing.drawings.figure_plot import figure_plot
from briefing.drawings.locator import locator_map
from briefing.drawings.map_ground import Located
from briefing.drawings.places_map import places_map
from briefing.drawings.strip import StripEntry, timeline_strip

__all__ = ["Located", "PlotRow", "StripEntry", "figure_plot", "locator_map", "places_map", "timeline_strip"]
