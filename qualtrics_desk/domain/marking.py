"""Marks texts for translation in rooms that know no window (`packaging/collect_texts.py`)."""

from __future__ import annotations

from typing import TypeVar

_Texts = TypeVar("_Texts")


def marked(context: str, texts: _Texts) -> _Texts:
    """The texts themselves: one, or a table whose values and entries are texts.

    Args:
        context: Under which the window translates them when it shows them.
        texts: In English, written out where this is called.
    """
    del context
    return texts
