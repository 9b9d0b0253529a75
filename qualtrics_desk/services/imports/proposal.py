"""Recipes for a file: proposed from its header, loaded, saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.domain import recipes
from qualtrics_desk.domain.contacts import KEY_FIELDS
from qualtrics_desk.domain.errors import RecipeError, UsageError
from qualtrics_desk.domain.mapping import auto_map
from qualtrics_desk.domain.sheet_options import SheetOptions
from qualtrics_desk.sheets.reading import open_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from qualtrics_desk.domain.recipes import Recipe


def propose_recipe(source: Path, list_id: str, directory: str | None = None) -> Recipe:
    """What the header of a file suggests; the surest key field it has decides who is who.

    Raises:
        SheetError: When the file cannot be read.
        RecipeError: When no column can be placed.
    """
    with open_sheet(source) as sheet:
        header = list(sheet.header)
        # What the file itself proves is left out, so that the recipe also fits next month's file.
        options = SheetOptions(encoding=None if sheet.encoding_certain else sheet.encoding or None)
    mapping = auto_map(header)
    if not mapping.rules:
        raise RecipeError(
            "No column of the file could be placed.",
            hint="Give a recipe with --mapping that says what goes where.",
        )
    key = next((field for field in KEY_FIELDS if field in mapping.targets()), KEY_FIELDS[0])
    return recipes.Recipe(
        list=recipes.ListChoice(id=list_id, directory=directory),
        sheet=options,
        mapping=mapping,
        key=(key,),
        columns=tuple(header),
    )


def with_key(recipe: Recipe, fields: tuple[str, ...]) -> Recipe:
    """The recipe with another key.

    Raises:
        UsageError: When a field cannot be a key.
    """
    wrong = [field for field in fields if field not in KEY_FIELDS]
    if wrong or not fields:
        raise UsageError(
            f"“{', '.join(wrong)}” cannot be a key.", hint=f"Use {', '.join(KEY_FIELDS)}."
        )
    return msgspec.structs.replace(recipe, key=fields)


def load_recipe(path: Path) -> Recipe:
    """Read a recipe file.

    Raises:
        RecipeError: When it cannot be read or does not fit together.
    """
    try:
        return recipes.from_toml(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise RecipeError(f"The recipe {path} cannot be read.", detail=str(error)) from error


def save_recipe(path: Path, recipe: Recipe) -> None:
    """Write a recipe file.

    Raises:
        RecipeError: When it cannot be written.
    """
    try:
        path.write_text(recipes.to_toml(recipe), "utf-8")
    except OSError as error:
        raise RecipeError(f"The recipe {path} cannot be written.", detail=str(error)) from error
