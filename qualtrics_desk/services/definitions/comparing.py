"""Two states of a survey, or two surveys, side by side."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.api.endpoints import definitions, survey_details
from qualtrics_desk.domain.definition.comparing.surveys import compare
from qualtrics_desk.domain.definition.documents import QUOTAS, as_definition
from qualtrics_desk.domain.errors import Forbidden, NotFound, UsageError
from qualtrics_desk.services.definitions.backup import Backup
from qualtrics_desk.services.definitions.documents import read_json
from qualtrics_desk.services.surveys import unknown_survey

if TYPE_CHECKING:
    from qualtrics_desk.api.endpoints.survey_details import Version
    from qualtrics_desk.domain.definition.comparing.changes import Comparison
    from qualtrics_desk.services.session import Session


class State(msgspec.Struct, frozen=True, kw_only=True):
    """A survey at a moment, by where it is found.

    Attributes:
        survey: SV_…; "" where the file says it.
        version: The id of a version of it; "" is the survey as it is now.
        folder: A folder of backups.
        moment: When, in the folder; None is the last state saved there.
        file: A QSF or a definition as JSON.
    """

    survey: str = ""
    version: str = ""
    folder: str = ""
    moment: datetime | None = None
    file: str = ""


async def versions_of(session: Session, survey_id: str) -> list[Version]:
    """The versions of a survey, the newest first.

    Raises:
        ApiError: When they cannot be listed.
    """
    found: list[Version] = []
    async for page in session.client.pages(survey_details.list_versions(survey_id), urgent=True):
        found += page.items
    return sorted(found, key=lambda version: int(version.number or 0), reverse=True)


async def quotas_of(session: Session, survey_id: str) -> list[dict[str, Any]]:
    """The quotas of a survey as the service gives them; none where it does not let them be read."""
    found: list[dict[str, Any]] = []
    try:
        async for page in session.client.pages(survey_details.list_quotas(survey_id), urgent=True):
            found += [item.raw for item in page.items]
    except (Forbidden, NotFound):
        return []
    return found


async def load_state(session: Session, state: State) -> dict[str, Any]:
    """The definition of a state.

    Raises:
        UsageError: When it cannot be found, or is no survey.
        ApiError: When the service cannot be asked.
        StoreError: When a file cannot be read.
    """
    if state.file:
        return await asyncio.to_thread(lambda: as_definition(read_json(Path(state.file))))
    if state.folder:
        return await asyncio.to_thread(_saved, state)
    try:
        if state.version:
            request = survey_details.get_version(state.survey, state.version)
            return (await session.client.send(request, urgent=True)).value.raw
        qsf = await session.client.send(definitions.get_qsf(state.survey), urgent=True)
    except (Forbidden, NotFound) as error:
        raise unknown_survey(state.survey, error) from error
    return as_definition(qsf.value.to_raw())


def _saved(state: State) -> dict[str, Any]:
    backup = Backup(Path(state.folder))
    return as_definition(backup.document(backup.at(state.survey, state.moment)))


async def compare_states(session: Session, before: State, after: State) -> Comparison:
    """What differs between two states.

    Raises:
        UsageError: When one cannot be found.
        ApiError: When the service cannot be asked.
    """
    was, now = await load_state(session, before), await load_state(session, after)
    return await asyncio.to_thread(compare_alike, was, now)


def compare_alike(was: dict[str, Any], now: dict[str, Any]) -> Comparison:
    """Compare, leaving aside what only one of two kinds of document tells of.

    A definition has no description and no quotas; a QSF has no address of the brand.
    """
    for key in (QUOTAS, "SurveyDescription"):
        if key not in was or key not in now:
            was = {name: value for name, value in was.items() if name != key}
            now = {name: value for name, value in now.items() if name != key}
    shared = was.keys() & now.keys()
    return compare(
        {name: value for name, value in was.items() if name in shared},
        {name: value for name, value in now.items() if name in shared},
    )


def parse_state(text: str) -> State:
    """A state as it is written on the command line.

    `SV_…`, `SV_…@VERSION`, `FILE.qsf`, `FOLDER:SV_…` or `FOLDER:SV_…@2027-01-31`, where the folder
    is one of backups and a day means its end, here.

    Raises:
        UsageError: When it is none of these.
    """
    path = Path(text)
    if path.suffix.lower() in (".qsf", ".json"):
        return State(file=text)
    folder, parted, rest = text.rpartition(":")
    survey, _, when = rest.partition("@")
    if not survey.startswith("SV_"):
        raise UsageError(
            f"“{text}” is no state of a survey.",
            hint="Write SV_…, SV_…@VERSION, FILE.qsf, FOLDER:SV_… or FOLDER:SV_…@2027-01-31.",
        )
    if not parted:
        return State(survey=survey, version=when)
    return State(survey=survey, folder=folder, moment=_moment(when) if when else None)


def _moment(text: str) -> datetime:
    try:
        return datetime.combine(date.fromisoformat(text), time.max).astimezone()
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text).astimezone()
    except ValueError as error:
        raise UsageError(f"“{text}” is no date.", hint="Write 2027-01-31.") from error
