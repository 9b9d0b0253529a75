"""Requests about contacts, beside reading a list: who opened emails, and copies of lists."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualtrics_desk.services import copy_list
from qualtrics_desk.services.background import contact_messages as messages
from qualtrics_desk.services.openings import read_openings

if TYPE_CHECKING:
    from qualtrics_desk.services.engine.progress import Report, Stop
    from qualtrics_desk.services.session import Session

Request = messages.ReadOpenings | messages.WriteCopy | messages.BeginCopy


async def do(session: Session, request: Request, stop: Stop, report: Report) -> object:
    """Do what is asked for."""
    match request:
        case messages.ReadOpenings():
            return await read_openings(
                session,
                request.list_id,
                request.directory,
                request.view,
                stop=stop,
                report=report,
            )
        case messages.WriteCopy():
            return await copy_list.write_copy_of(
                session,
                request.list_id,
                request.directory,
                Path(request.path),
                stop=stop,
                report=report,
            )
        case messages.BeginCopy():
            return await copy_list.begin_copy(
                session,
                Path(request.path),
                request.name,
                request.directory,
                Path(request.results),
            )
