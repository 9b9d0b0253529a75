"""A recipe: everything about an import but its rows, as one TOML file without secrets.

It names its list by id and name, keeps mapping, key and rules, and can be run on next month's
file. Consents (re-subscribing, blanking, passing the share limit) are never part of it: they are
given to one job at a time.
"""

from __future__ import annotations

import enum
import tomllib
from collections.abc import Sequence
from typing import Any, Final, Literal

import msgspec
import tomli_w

from qualtrics_desk.domain.checks import CheckOptions
from qualtrics_desk.domain.contacts import KEY_FIELDS
from qualtrics_desk.domain.errors import RecipeError
from qualtrics_desk.domain.mapping import Mapping, header_fingerprint, problems
from qualtrics_desk.domain.sheet_options import SheetOptions

VERSION: Final = 1
KIND: Final = "contacts import"


class Duplicates(enum.StrEnum):
    """What happens to rows of one file that have the same key."""

    FIRST = "first"
    LAST = "last"
    SKIP = "skip"
    """None of them is sent."""
    MERGE = "merge"
    """They become one contact: of each cell the last one that is filled counts."""
    SEND_ALL = "send all"


class Blanks(enum.StrEnum):
    """What a blank cell means where the live contact has a value."""

    PROTECT = "protect"
    """The row waits for consent to blank it."""
    KEEP = "keep"
    """The live value stays."""
    CLEAR = "clear"
    """The live value goes."""


class ListChoice(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The list that a recipe writes to: the id decides, the name is for people."""

    id: str
    name: str = ""
    directory: str | None = None


class Recipe(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How a file of contacts goes into a list.

    Attributes:
        version: Format of the file.
        kind: What the recipe does.
        source: Path of the file, if it is always the same one.
        list: Where the rows go.
        sheet: How the file is read.
        mapping: What goes where.
        key: The fields that say who a row is.
        duplicates: See `Duplicates`.
        blanks: See `Blanks`.
        share_limit: Percentage of the list's contacts that a job may change without asking.
        phone_region: Two-letter country of phone numbers without country code.
        columns: The header that the recipe was made for.
    """

    version: Literal[1] = VERSION
    kind: Literal["contacts import"] = KIND
    list: ListChoice
    source: str | None = None
    sheet: SheetOptions = SheetOptions()
    mapping: Mapping = Mapping()
    key: tuple[str, ...] = ("email",)
    duplicates: Duplicates = Duplicates.LAST
    blanks: Blanks = Blanks.PROTECT
    share_limit: float = 20.0
    phone_region: str | None = None
    columns: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Of the header that the recipe was made for; equal for a file that it fits."""
        return header_fingerprint(self.columns)

    def check_options(self) -> CheckOptions:
        """What the checks take from the recipe."""
        return CheckOptions(key=self.key, phone_region=self.phone_region)

    def new_columns(self, header: Sequence[str]) -> tuple[str, ...]:
        """Columns of a file that the recipe did not know."""
        known = {text.strip() for text in self.columns}
        return tuple(
            dict.fromkeys(t.strip() for t in header if t.strip() and t.strip() not in known)
        )


def to_toml(recipe: Recipe) -> str:
    """The text of the recipe file."""
    return tomli_w.dumps(_without_none(msgspec.to_builtins(recipe)), multiline_strings=False)


def from_toml(text: str) -> Recipe:
    """Read a recipe file.

    Raises:
        RecipeError: The text is no TOML, comes from a newer version, or holds what does not belong
            into a recipe. Columns are not looked at: the file comes later.
    """
    try:
        raw = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise RecipeError("The recipe is not a valid TOML file.", detail=str(error)) from error
    _require_known(raw)
    try:
        recipe = msgspec.convert(raw, Recipe)
    except msgspec.ValidationError as error:
        raise RecipeError(
            "The recipe holds something that does not belong there.",
            detail=str(error),
            hint="Correct the file, or save the recipe again from the import.",
        ) from error
    _require_sound(recipe)
    return recipe


def _require_known(raw: dict[str, Any]) -> None:
    version = raw.get("version")
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        raise RecipeError(
            f"The recipe has version {version}; this program knows version {VERSION}.",
            hint="Update the program.",
        )
    if "version" not in raw or "kind" not in raw:
        raise RecipeError("This is not a recipe: it says neither version nor kind of one.")
    if raw["kind"] != KIND:
        raise RecipeError(f"A recipe of the kind “{raw['kind']}” is not known.")


def _require_sound(recipe: Recipe) -> None:
    found = problems(recipe.mapping) if recipe.mapping.rules else []
    if not recipe.key:
        found.append("The key names no field.")
    found += [
        f"“{field}” cannot be a key; use {', '.join(KEY_FIELDS)}."
        for field in recipe.key
        if field not in KEY_FIELDS
    ]
    if not 0 <= recipe.share_limit <= 100:
        found.append("The share limit is a percentage from 0 to 100.")
    if recipe.sheet.delimiter is not None and len(recipe.sheet.delimiter) != 1:
        found.append("The delimiter is one character.")
    if recipe.sheet.header_row is not None and recipe.sheet.header_row < 1:
        found.append("The header row counts from 1.")
    if found:
        raise RecipeError("The recipe does not fit together.", detail=" ".join(found))


def _without_none(value: Any) -> Any:  # noqa: ANN401 - any TOML value
    if isinstance(value, dict):
        return {key: _without_none(item) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [_without_none(item) for item in value]
    return value
