"""How links are written to a file, as something to be kept: columns, names, which links, format."""

from __future__ import annotations

import tomllib
from typing import Any, Final, Literal

import msgspec
import tomli_w

from qualtrics_desk.domain.errors import RecipeError, UsageError

KIND: Final = "links export"
Only = Literal["unanswered", "opted out", "not opted out", "not expired"]
ONLY: tuple[str, ...] = ("unanswered", "opted out", "not opted out", "not expired")


class LayoutColumn(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A column: a field of the links, of the list or of the embedded data, and its name."""

    field: str
    title: str = ""

    @property
    def shown(self) -> str:
        """Its name in the file."""
        return self.title or self.field


class Where(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Only links whose field has one of these values; case does not matter."""

    field: str
    values: tuple[str, ...]


class LinkLayout(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """A layout.

    Attributes:
        columns: In their order; empty: the usual ones.
        only: Which links are written; all of these hold.
        where: Further conditions; all of them hold.
        encoding: Of a text file.
        delimiter: Of a text file; None: as the suffix of the file says.
        excel_safe: Put an apostrophe before cells that a spreadsheet program would run.
        survey: Where the layout is a recipe, the survey,
        distribution: the links,
        out: and the file to make, as seen from where the recipe lies.
    """

    columns: tuple[LayoutColumn, ...] = ()
    only: tuple[Only, ...] = ()
    where: tuple[Where, ...] = ()
    encoding: str = "utf-8-sig"
    delimiter: str | None = None
    excel_safe: bool = False
    survey: str | None = None
    distribution: str | None = None
    out: str | None = None


def read_columns(text: str) -> tuple[LayoutColumn, ...]:
    """Read `email,link=Your link`: fields in their order, each with a name if it has another.

    Raises:
        UsageError: When no column is named.
    """
    found = []
    for part in text.split(","):
        field, _, title = part.partition("=")
        if field.strip():
            found.append(LayoutColumn(field.strip(), title.strip()))
    if not found:
        raise UsageError("No column is named.", hint="Write email,link or email,link=Your link.")
    return tuple(found)


def to_toml(layout: LinkLayout) -> str:
    """The layout as a file."""
    document: dict[str, Any] = {"kind": KIND, **msgspec.to_builtins(layout)}
    return tomli_w.dumps(document)


def from_toml(text: str) -> LinkLayout:
    """Read a layout.

    Raises:
        RecipeError: When it is none.
    """
    try:
        document = tomllib.loads(text)
        kind = document.pop("kind", None)
        if kind != KIND:
            raise RecipeError(
                "This is no layout of links.", detail=f"Its kind is {kind!r}, not {KIND!r}."
            )
        return msgspec.convert(document, LinkLayout)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise RecipeError("The layout cannot be read.", detail=str(error)) from error
