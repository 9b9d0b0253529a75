"""Requests that concern surveys and their definitions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.services.background import messages
from qualtrics_desk.services.definitions.backup import back_up
from qualtrics_desk.services.definitions.codebook import write_codebook
from qualtrics_desk.services.definitions.documents import export_qsf
from qualtrics_desk.services.definitions.keeping import read_definitions
from qualtrics_desk.services.survey_changes import SurveyChange, change_surveys

if TYPE_CHECKING:
    from qualtrics_desk.services.engine.progress import Report, Stop
    from qualtrics_desk.services.session import Session


async def do(
    session: Session,
    request: messages.ReadDefinitions
    | messages.BackUpSurveys
    | messages.ExportQsf
    | messages.WriteCodebook
    | messages.ChangeSurveys,
    stop: Stop,
    report: Report,
) -> object:
    """Do one of them."""
    match request:
        case messages.ReadDefinitions(surveys=surveys, is_listed=is_listed):
            return await read_definitions(
                session, surveys, is_listed=is_listed, stop=stop, report=report
            )
        case messages.BackUpSurveys(surveys=surveys, folder=folder):
            return await back_up(session, surveys, Path(folder), stop=stop, report=report)
        case messages.ExportQsf(surveys=surveys, folder=folder):
            return await export_qsf(session, surveys, Path(folder), stop=stop, report=report)
        case messages.WriteCodebook(surveys=surveys, path=path):
            return await write_codebook(session, surveys, Path(path), stop=stop, report=report)
        case messages.ChangeSurveys(change=change):
            wish = msgspec.convert(change, SurveyChange)
            return await change_surveys(session, wish, stop=stop, report=report)
