"""New surveys: from a file, from a backup, as a copy. Never made twice (qualtrics-api.md C.3)."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.api.endpoints import survey_changes, surveys
from qualtrics_desk.domain.definition.documents import as_definition, is_qsf
from qualtrics_desk.domain.errors import ApiError, Fate, StoreError, UsageError
from qualtrics_desk.domain.system_refusals import reason_of
from qualtrics_desk.services.definitions.keeping import listed
from qualtrics_desk.services.tables.places import profile_of

if TYPE_CHECKING:
    from pathlib import Path

    from qualtrics_desk.api.records import Created
    from qualtrics_desk.api.requests import Request
    from qualtrics_desk.services.session import Session

KINDS = {
    ".qsf": survey_changes.QSF,
    ".json": survey_changes.QSF,
    ".txt": survey_changes.TXT,
    ".docx": survey_changes.DOCX,
}
LOOKS = (0.0, 1.0, 2.0, 4.0)
"""Seconds between looks for a survey whose making was not answered (F.90)."""
_SKEW = timedelta(minutes=10)
"""How far the clocks of this machine and the service may be apart."""
LONGEST_NAME = 200


class SurveyFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file that can become a survey.

    Attributes:
        name: What the survey is called in it, "" where it does not say.
        questions: How many it holds; None where that cannot be told before.
    """

    content: bytes
    content_type: str
    name: str
    questions: int | None


def read_survey_file(path: Path) -> SurveyFile:
    """Read and check a file before anything is sent; blocks.

    Raises:
        UsageError: When it is of no known kind, too large, or no survey.
        StoreError: When it cannot be read.
    """
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise UsageError(
            f"{path.name} is of no kind that can be imported.",
            hint="Surveys come as .qsf, as .txt in the advanced format, or as .docx.",
        )
    try:
        content = path.read_bytes()
    except OSError as error:
        raise StoreError(f"{path.name} cannot be read.", detail=reason_of(error)) from error
    return check_survey_file(path.name, content, kind)


def check_survey_file(filename: str, content: bytes, kind: str) -> SurveyFile:
    """As `read_survey_file`, of content that is there already."""
    if len(content) > survey_changes.LARGEST_FILE:
        raise UsageError(
            f"{filename} is too large to be imported: {len(content) / 1e6:.1f} MB.",
            detail="The service takes 5 MB at most.",
        )
    if kind != survey_changes.QSF:
        return SurveyFile(content=content, content_type=kind, name="", questions=None)
    try:
        document = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{filename} is no QSF.", detail=str(error)) from error
    if not is_qsf(document):
        raise UsageError(
            f"{filename} is no QSF.",
            hint="A QSF has the keys SurveyEntry and SurveyElements; a definition has not.",
        )
    known = as_definition(document)
    return SurveyFile(
        content=content,
        content_type=kind,
        name=str(known.get("SurveyName") or ""),
        questions=len(known["Questions"]),
    )


async def import_survey(session: Session, filename: str, file: SurveyFile, name: str) -> str:
    """Make a survey of a file; it is inactive and the caller's own.

    Returns:
        The id of the new survey.

    Raises:
        ApiError: When the service refuses it, or its fate cannot be told.
    """
    require_name(name)
    call = survey_changes.import_survey(name, filename, file.content, file.content_type)
    return await _made(session, call, name)


async def copy_survey(
    session: Session, survey_id: str, name: str, owner_id: str | None = None
) -> str:
    """Copy a survey to an owner, or to the caller; returns the id of the copy.

    Raises:
        ApiError: When the service refuses it, or its fate cannot be told.
    """
    require_name(name)
    owner = owner_id or (await session.me()).user_id or ""
    return await _made(session, survey_changes.copy_survey(survey_id, owner, name), name)


def require_name(name: str) -> None:
    """Refuse a name that no survey can have.

    Raises:
        UsageError: When it is blank or too long.
    """
    if not name.strip() or len(name) > LONGEST_NAME:
        raise UsageError(f"The name of a survey has 1 to {LONGEST_NAME} characters.")


async def _made(session: Session, call: Request[Created], name: str) -> str:
    known = await asyncio.to_thread(listed, session.home, profile_of(session))
    began = datetime.now(UTC) - _SKEW
    try:
        made = (await session.client.send(call, urgent=True)).value.id or ""
    except ApiError as error:
        if error.fate is Fate.NOT_APPLIED:
            raise
        made = await _look(session, name, set(known), began)
        if not made:
            error.hint = "Refresh the list before you try again: the survey may have been made."
            raise
    return made


async def _look(session: Session, name: str, known: set[str], began: datetime) -> str:
    """The one survey with this name that was not there before; "" where there is none."""
    for wait in LOOKS:
        await asyncio.sleep(wait)
        found = []
        async for page in session.client.pages(surveys.list_surveys(), urgent=True):
            found += [
                item.id
                for item in page.items
                if item.id
                and item.name == name
                and item.id not in known
                and (item.creation_date is None or item.creation_date >= began)
            ]
        if len(found) == 1:
            return str(found[0])
    return ""
