"""The only writer of `site/`: everything that is new is made first, then shown all at once.

Kill the process at any moment, and the site is the last one or the next one; where two folders cannot change places
(see `stage.py`), the next build completes what was begun. New files are flushed to the disk before they are shown; what
a power cut does beyond that is for the next build to mend. Nothing that we did not write is ever touched.
"""

from briefing.output.folder import OutputRefused, Site, open_site
from briefing.output.publication import Published, publish

__all__ = ["OutputRefused", "Published", "Site", "open_site", "publish"]
