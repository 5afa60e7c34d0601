"""What must not leave: a list of names and numbers, and the usual traces of a desk, looked for in files of any kind.

Nothing here knows how a site is built; it works on bytes.
"""

from briefing.leaks.legible import Unread, legible
from briefing.leaks.redaction import Found, Redaction, Term, TermError, read_list, term_of

__all__ = ["Found", "Redaction", "Term", "TermError", "Unread", "legible", "read_list", "term_of"]
