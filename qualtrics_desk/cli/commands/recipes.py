"""`run RECIPE`: whatever a recipe is of."""

from __future__ import annotations

import asyncio
import tomllib
from typing import TYPE_CHECKING

from qualtrics_desk.cli.commands import contacts, links
from qualtrics_desk.cli.exits import Exit
from qualtrics_desk.domain import command_recipes, link_layouts
from qualtrics_desk.domain.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from qualtrics_desk.cli.output import Output
    from qualtrics_desk.services.engine.progress import Stop

_GIVEN = ("profile", "base_url", "json", "yes", "from_name", "from_email", "reply_to")
"""What is said each time, to `run` itself."""


async def run_recipe(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Do again what a recipe says."""
    kind = await asyncio.to_thread(_kind_in, arguments.recipe)
    if kind in command_recipes.KINDS:
        return await _run_command(arguments, output, stop)
    if kind == link_layouts.KIND:
        return await links.run_recipe(arguments, output, stop)
    return await contacts.run_recipe(arguments, output, stop)


async def _run_command(arguments: Namespace, output: Output, stop: Stop) -> int:
    # The parser knows this module.
    from qualtrics_desk.cli.parser import parse

    text = await asyncio.to_thread(arguments.recipe.read_text, encoding="utf-8")
    recipe = command_recipes.from_toml(text)
    words = recipe.words()
    wish = parse(words)
    for name in _GIVEN:
        value = getattr(arguments, name, None)
        if value:
            setattr(wish, name, value)
    if getattr(wish, "out", None) is not None:
        folder = (await asyncio.to_thread(arguments.recipe.absolute)).parent
        wish.out = arguments.file or folder / wish.out
    elif arguments.file is not None:
        raise UsageError(f"A recipe of the kind “{command_recipes.kind_of(recipe)}” has no file.")
    if arguments.dry_run and not hasattr(wish, "dry_run"):
        told = " ".join(word for word in words if word != "--")
        output.document(
            {"command": words, "changes": False},
            f"Would run `qualtrics-desk {told}`, which reads and changes nothing.",
        )
        return Exit.DONE
    wish.dry_run = arguments.dry_run
    code: int = await wish.run(wish, output, stop)
    return code


def _kind_in(path: Path) -> object:
    """What a recipe is of; what cannot be read is told by who reads it."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig")).get("kind")
    except (OSError, ValueError):
        return None
