"""Imports that do not wait for Qt's look at every module's source.

Once PySide6 is loaded it reads and tokenizes the source of each module that is imported after it,
to see whether `__feature__` (snake_case, true_property) may be meant there. Nobody uses it here,
and the reading is a third of the time of our imports: 75 to 110 ms of the start (measured with
PySide6 6.11), and as much again in the window's thread where a room loads what it needs.
"""

from __future__ import annotations

import sys

import PySide6.QtCore  # noqa: F401 - brings the look with it

_MODULE, _LOOK = "shibokensupport.feature", "_mod_uses_pyside"


def load_plainly() -> None:
    """From now on every module counts as one that uses no `__feature__`.

    The name is not a public one: where a later PySide6 has another, imports are as slow as before.
    """
    feature = sys.modules.get(_MODULE)
    if hasattr(feature, _LOOK):
        setattr(feature, _LOOK, lambda _module: False)
