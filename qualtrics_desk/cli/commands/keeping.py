"""Keeping a command as a recipe, for `run RECIPE`."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.domain import command_recipes

if TYPE_CHECKING:
    from argparse import Namespace

    from qualtrics_desk.cli.output import Output

_SENDERS = ("from_name", "from_email", "reply_to")
_FIELDS = {"list": "list_id"}
"""Names of options whose place among the arguments is called otherwise."""


async def keep_recipe(arguments: Namespace, output: Output) -> None:
    """Write what a command was asked for as a recipe, if it says so."""
    path = getattr(arguments, "save_recipe", None)
    if path is None:
        return
    if any(getattr(arguments, name, None) for name in _SENDERS):
        output.warn("Names and addresses are not kept in a recipe: give them to `run` each time.")
    if getattr(arguments, "test", None):
        output.warn("The recipe goes to the whole list: whom a test went to is not kept.")
    text = command_recipes.to_toml(recipe_of(arguments))
    await asyncio.to_thread(path.write_text, text, encoding="utf-8")


def recipe_of(arguments: Namespace) -> command_recipes.CommandRecipe:
    """What a command was asked for, without consents and people."""
    kind = command_recipes.KINDS[arguments.kind]
    values: dict[str, Any] = {}
    for field in msgspec.structs.fields(kind):
        value = getattr(arguments, _FIELDS.get(field.name, field.name), None)
        if value is not None:
            # A path in a recipe is meant from where the recipe lies.
            values[field.name] = value.name if isinstance(value, Path) else value
    return kind(**values)
