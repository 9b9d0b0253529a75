"""`contacts import`, `contacts export`, and a recipe of an import."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.cli.commands.exporting import exported
from qualtrics_desk.cli.connect import session_of
from qualtrics_desk.cli.exits import Exit
from qualtrics_desk.cli.output import Output, table
from qualtrics_desk.cli.planned import confirm_and_run, existing, folder_of, plan_job
from qualtrics_desk.domain import recipes
from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.domain.mapping import column_names
from qualtrics_desk.domain.numbers import several
from qualtrics_desk.services import export_contacts
from qualtrics_desk.services.imports import contacts, proposal

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from qualtrics_desk.domain.recipes import Recipe
    from qualtrics_desk.services.engine.progress import Stop


async def import_(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Bring a file of contacts into a list."""
    source = await asyncio.to_thread(existing, arguments.file)
    if arguments.mapping is not None:
        recipe = await asyncio.to_thread(proposal.load_recipe, arguments.mapping)
        recipe = msgspec.structs.replace(
            recipe, list=recipes.ListChoice(id=arguments.list_id, directory=arguments.directory)
        )
    else:
        recipe = await asyncio.to_thread(
            proposal.propose_recipe, source, arguments.list_id, arguments.directory
        )
        output.say(_mapping_text(recipe))
    if arguments.key is not None:
        fields = tuple(field.strip() for field in arguments.key.split(","))
        recipe = proposal.with_key(recipe, fields)
    if arguments.keep_blanks:
        recipe = msgspec.structs.replace(recipe, blanks=recipes.Blanks.KEEP)
    if arguments.save_recipe is not None:
        await asyncio.to_thread(proposal.save_recipe, arguments.save_recipe, recipe)
    if arguments.mapping is None:
        # Nobody chose a limit of this import: that of the profile counts.
        recipe = msgspec.structs.replace(recipe, share_limit=100.0)
    return await _import(arguments, output, stop, source, recipe)


async def run_recipe(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Do again what a recipe says, with its own file or another one."""
    recipe = await asyncio.to_thread(proposal.load_recipe, arguments.recipe)
    named = arguments.file
    if named is None:
        if recipe.source is None:
            raise UsageError("The recipe names no file.", hint="Name one behind the recipe.")
        # A path in a recipe is meant from where the recipe lies.
        named = arguments.recipe.parent / recipe.source
    source = await asyncio.to_thread(existing, named)
    return await _import(arguments, output, stop, source, recipe)


async def export(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Write the contacts of a list to a file."""
    out = await asyncio.to_thread(arguments.out.absolute)
    async with session_of(arguments, output) as session:
        with exported(out, output):
            done = await export_contacts.export_contacts(
                session,
                arguments.list_id,
                out,
                directory=arguments.directory,
                by_job=arguments.by_job,
                stop=stop,
                report=output.progress,
            )
    for warning in done.warnings:
        output.warn(warning)
    output.document(
        msgspec.to_builtins(done), f"Wrote {several(done.rows, 'contact')} to {done.file}."
    )
    return Exit.DONE


async def _import(
    arguments: Namespace, output: Output, stop: Stop, source: Path, recipe: Recipe
) -> int:
    options = contacts.ImportOptions(
        results=await asyncio.to_thread(folder_of, arguments.results),
        allow_resubscribe=arguments.allow_resubscribe,
        allow_blanking=arguments.allow_blanking,
        allow_share=arguments.allow_share,
        dry_run=arguments.dry_run,
        take_unknown=arguments.unknown,
    )
    async with session_of(arguments, output) as session:
        job = await contacts.create_import(session, source, recipe, options)
        plan = await plan_job(session, job, output, stop)
        return await confirm_and_run(session, plan, output, stop, arguments)


def _mapping_text(recipe: Recipe) -> str:
    rows = [
        (" + ".join(rule.columns) or f"“{rule.constant}”", rule.target)
        for rule in recipe.mapping.rules
    ]
    left = f"\nLeft out: {', '.join(recipe.mapping.ignored)}" if recipe.mapping.ignored else ""
    placed = {column for rule in recipe.mapping.rules for column in rule.columns}
    unclear = [
        name
        for name in column_names(recipe.columns)
        if name not in placed and name not in recipe.mapping.ignored
    ]
    if unclear:
        left += (
            f"\nNot placed, and not sent: {', '.join(unclear)}. Several columns could mean the same"
            " field; a recipe (--mapping) or the window says which one does."
        )
    key = f"\nRows are matched by {' and '.join(recipe.key)}."
    return table(("Column", "Goes to"), rows) + left + key
