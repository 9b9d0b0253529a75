"""Marks a text for translation where it stands in a table, long before it is shown."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - lupdate looks for this name
    """The text itself; PySide6's own function of this name is declared to give any object.

    Args:
        context: Under which it is translated later, with `QCoreApplication.translate`.
        text: In English.
    """
    del context
    return text
