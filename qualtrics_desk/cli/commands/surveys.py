"""`surveys list`, `show`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.cli.connect import session_of
from qualtrics_desk.cli.exits import Exit
from qualtrics_desk.services import surveys

if TYPE_CHECKING:
    from argparse import Namespace

    from qualtrics_desk.api.endpoints.definitions import Definition
    from qualtrics_desk.cli.output import Output
    from qualtrics_desk.services.engine.progress import Stop

_COLUMNS = (
    ("id", "Id"),
    ("name", "Name"),
    ("isActive", "Active"),
    ("lastModified", "Last modified"),
    ("ownerId", "Owner"),
)


async def list_(arguments: Namespace, output: Output, stop: Stop) -> int:
    """List every survey the token sees."""
    async with session_of(arguments, output) as session:
        found = await surveys.list_surveys(
            session, stop=stop, report=output.progress, warn=output.warn
        )
        output.items(found, _COLUMNS)
    return Exit.DONE


async def show(arguments: Namespace, output: Output, _stop: Stop) -> int:
    """Show one survey with its blocks and questions."""
    async with session_of(arguments, output) as session:
        definition = await surveys.show_survey(session, arguments.survey)
        output.document(definition.raw, _text(definition))
    return Exit.DONE


def _text(definition: Definition) -> str:
    lines = [
        f"{definition.survey_name} ({definition.survey_id}), {definition.survey_status}",
        f"Owner {definition.owner_id}",
    ]
    questions = definition.questions or {}
    for block in (definition.blocks or {}).values():
        if not isinstance(block, dict):
            continue
        lines.append(f"\n{block.get('Description') or block.get('ID')} ({block.get('Type')})")
        for element in block.get("BlockElements") or []:
            question = questions.get(element.get("QuestionID"))
            if isinstance(question, dict):
                kind = "/".join(
                    str(part)
                    for part in (question.get("QuestionType"), question.get("Selector"))
                    if part
                )
                text = " ".join(str(question.get("QuestionDescription") or "").split())
                lines.append(f"  {question.get('DataExportTag')}  {text}  [{kind}]")
            elif element.get("Type") == "Page Break":
                lines.append("  ---")
    return "\n".join(lines)
