"""`surveys activate`, `deactivate`, `copy`: what changes surveys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.cli.connect import require_writable, session_of
from qualtrics_desk.cli.exits import Exit
from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.domain.numbers import several
from qualtrics_desk.services.definitions.making import copy_survey
from qualtrics_desk.services.survey_changes import SurveyChange, change_surveys

if TYPE_CHECKING:
    from argparse import Namespace

    from qualtrics_desk.cli.output import Output
    from qualtrics_desk.services.engine.progress import Stop


async def activate(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Let respondents in."""
    return await _set(arguments, output, stop, is_active=True)


async def deactivate(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Let respondents in no more."""
    return await _set(arguments, output, stop, is_active=False)


async def _set(arguments: Namespace, output: Output, stop: Stop, *, is_active: bool) -> int:
    verb, state = ("activate", "active") if is_active else ("deactivate", "inactive")
    count = several(len(set(arguments.surveys)), "survey")
    async with session_of(arguments, output) as session:
        require_writable(session)
        brand = (await session.me()).brand_id
        if not arguments.yes:
            answer = output.ask(f"{verb.capitalize()} {count} of the brand {brand}? [y/N] ")
            if answer.lower() not in ("y", "yes"):
                raise UsageError("Nothing was changed.", hint="Add --yes to change without asking.")
        change = SurveyChange(
            change="activate" if is_active else "deactivate", surveys=arguments.surveys
        )
        done = await change_surveys(session, change, stop=stop, report=output.progress)
    for failed in done.failed:
        output.warn(f"{failed.survey}: {failed.problem.get('message', '')}")
    output.document(
        msgspec.to_builtins(done),
        f"{several(len(done.done), 'survey')} {state} now, {len(done.same):,} already"
        f" {state}, {len(done.failed):,} failed.",
    )
    return Exit.ROWS_FAILED if done.failed else Exit.DONE


async def copy(arguments: Namespace, output: Output, _stop: Stop) -> int:
    """Copy a survey, to oneself or to another owner."""
    async with session_of(arguments, output) as session:
        require_writable(session)
        made = await copy_survey(session, arguments.survey, arguments.name, arguments.owner)
    output.document({"id": made, "name": arguments.name}, f"Made the survey {made}.")
    return Exit.DONE
