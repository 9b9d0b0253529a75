"""What can be done to many cells at once: pure rules from an old value to a new one."""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.domain.contacts import OPT_OUTS, as_boolean, scalar_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualtrics_desk.domain.rows import Value


class How(enum.StrEnum):
    """One way to change a cell."""

    SET = "set"
    CLEAR = "clear"
    REPLACE = "replace"
    TRIM = "trim"
    UPPER = "upper"
    LOWER = "lower"
    TITLE = "title"
    BEFORE = "before"
    AFTER = "after"
    COPY = "copy"


class Which(enum.StrEnum):
    """Which cells are touched at all."""

    ALL = "all"
    EMPTY = "empty"
    FILLED = "filled"


class Transform(msgspec.Struct, frozen=True, kw_only=True):
    """A change for many cells.

    Attributes:
        how: What is done.
        text: What is set, put before or after, or put in the place of `find`.
        find: What is looked for by `REPLACE`.
        match_case: Whether `find` has the case of what it finds.
        whole_cell: Whether `find` is a whole cell and no part of it.
        source: The column whose value `COPY` takes.
        which: Only empty cells, only filled ones, or all.
    """

    how: How
    text: str = ""
    find: str = ""
    match_case: bool = False
    whole_cell: bool = False
    source: str = ""
    which: Which = Which.ALL

    @property
    def is_ready(self) -> bool:
        """Whether all that it needs is given."""
        if self.how is How.REPLACE:
            return bool(self.find)
        if self.how in (How.SET, How.BEFORE, How.AFTER):
            return bool(self.text)
        return self.how is not How.COPY or bool(self.source)


def changer(transform: Transform, target: str) -> Callable[[Value, Value], Value]:
    """A function from the old value of a cell, and that of the source column, to the new one.

    It gives the old value back where nothing is to be changed. Text stays text: "00123" is never
    taken for a number.
    """
    work = _WORK[transform.how](transform)
    is_flag = target in OPT_OUTS

    def change(old: Value, source: Value) -> Value:
        if is_flag:
            wanted = work(scalar_text(old), scalar_text(source))
            flag = as_boolean(_FLAG_WORDS.get(wanted.strip().casefold(), wanted))
            return old if flag is None or flag == bool(as_boolean(old)) else flag
        text = scalar_text(old)
        if transform.which is Which.EMPTY and text.strip():
            return old
        if transform.which is Which.FILLED and not text.strip():
            return old
        new = work(text, scalar_text(source))
        return old if new == text else new

    return change


_FLAG_WORDS = {"yes": "true", "no": "false", "x": "true", "": "false"}


def _replacer(transform: Transform) -> Callable[[str, str], str]:
    flags = re.NOFLAG if transform.match_case else re.IGNORECASE
    pattern = re.compile(re.escape(transform.find), flags)
    if transform.whole_cell:
        return lambda old, _: transform.text if pattern.fullmatch(old.strip()) else old
    return lambda old, _: pattern.sub(lambda _found: transform.text, old)


def _affix(transform: Transform) -> Callable[[str, str], str]:
    if transform.how is How.BEFORE:
        return lambda old, _: transform.text + old if old else old
    return lambda old, _: old + transform.text if old else old


_WORK: dict[How, Callable[[Transform], Callable[[str, str], str]]] = {
    How.SET: lambda one: lambda _old, _source: one.text,
    How.CLEAR: lambda _: lambda _old, _source: "",
    How.REPLACE: _replacer,
    How.TRIM: lambda _: lambda old, _source: " ".join(old.split()),
    How.UPPER: lambda _: lambda old, _source: old.upper(),
    How.LOWER: lambda _: lambda old, _source: old.lower(),
    How.TITLE: lambda _: lambda old, _source: old.title(),
    How.BEFORE: _affix,
    How.AFTER: _affix,
    How.COPY: lambda _: lambda _old, source: source,
}
