"""What a form asks for: one description for the window's dialogs and the command's options."""

from __future__ import annotations

import enum

import msgspec


class FieldKind(enum.StrEnum):
    """How a value is asked for and written."""

    TEXT = "text"
    SECRET = "secret"  # noqa: S105 - a kind
    """Never shown, never kept."""
    CHOICE = "choice"
    MOMENT = "moment"
    """A date or date and time; "" is none."""
    FLAG = "flag"
    TEXTS = "texts"
    """HTML by language."""


class Field(msgspec.Struct, frozen=True):
    """One value of a thing.

    Attributes:
        key: The service's key when it is written.
        title: For people.
        choices: Values to choose from; with `is_open`, others can be typed.
        hint: What is expected, in a sentence.
        reads: The key under which the service reads it back, where that is another.
        blank: What an empty field means to the service: None is null, "" stays "".
    """

    key: str
    title: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    is_open: bool = False
    hint: str = ""
    reads: str = ""
    blank: str | None = ""

    @property
    def read_key(self) -> str:
        """Where its value stands in what the service answers."""
        return self.reads or self.key
