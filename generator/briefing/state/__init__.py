"""What builds leave for the next one, in `.briefing/` beside the content: all of it disposable.

One build at a time holds the folder (`project_lock`). In it: what each output was made from (`Manifest`), what each
source was parsed to (`Memo`), and the digests of files known by their times (`Seen`).
"""

from briefing.state.lock import STATE, Locked, project_lock
from briefing.state.manifest import Cause, Manifest, Reason, Row, load_manifest, save_manifest, why_stale
from briefing.state.memo import Memo, memo_key
from briefing.state.salt import salt_of
from briefing.state.sealed import freeze, thaw
from briefing.state.seen import Seen

__all__ = [
    "STATE",
    "Cause",
    "Locked",
    "Manifest",
    "Memo",
    "Reason",
    "Row",
    "Seen",
    "freeze",
    "load_manifest",
    "memo_key",
    "project_lock",
    "salt_of",
    "save_manifest",
    "thaw",
    "why_stale",
]
