"""What a check says about a cell, and the exception-free way of saying it."""

from __future__ import annotations

import enum

import msgspec


class Level(enum.IntEnum):
    """How much a finding matters: a row with an error is not sent."""

    INFO = 1
    WARNING = 2
    ERROR = 3


class Finding(msgspec.Struct, frozen=True):
    """One remark about a row.

    Attributes:
        rule: Name of the rule, stable: recipes, tests and result files may rely on it.
        target: The mapped target, or "" for the row as a whole.
        level: How much it matters.
        message: What is wrong, in words for the person whose file it is.
    """

    rule: str
    target: str
    level: Level
    message: str
