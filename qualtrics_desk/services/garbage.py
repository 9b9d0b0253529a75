"""How often Python looks for objects that hold each other, in a process without a window."""

from __future__ import annotations

import gc

_MADE = 50_000
"""Objects made, beyond those given up, before the newest are looked through; usually 700."""


def look_rarely() -> None:
    """Look for such objects seldom, and not at all among what is loaded by now.

    Jobs make millions of small objects that end with their last user, and hold ten thousands of
    them at a time: looking through these, in vain, took a tenth of the time of an import. What does
    hold itself in a circle is found later and by the megabyte.
    """
    gc.freeze()
    gc.set_threshold(_MADE)
