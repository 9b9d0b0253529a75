"""Requests about links, distributions and who answered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.services.background import messages
from qualtrics_desk.services.distributions import sending
from qualtrics_desk.services.distributions.listing import read_distributions
from qualtrics_desk.services.distributions.status import read_status
from qualtrics_desk.services.links import missing
from qualtrics_desk.services.links.merge import LinksMerge, merge_links
from qualtrics_desk.services.links.reconcile import reconcile
from qualtrics_desk.services.tables.answered import read_answered

if TYPE_CHECKING:
    from qualtrics_desk.services.engine.progress import Report, Stop
    from qualtrics_desk.services.session import Session

Request = (
    messages.ReconcileLinks
    | messages.ReadAnswered
    | messages.MergeLinks
    | messages.GenerateMissing
    | messages.ReadDistributions
    | messages.ReadStatus
    | messages.CreateSending
)


async def do(session: Session, request: Request, stop: Stop, report: Report) -> object:
    """Do what is asked for."""
    match request:
        case messages.ReconcileLinks():
            return await reconcile(
                session,
                request.survey,
                request.list_id,
                request.directory,
                reread=request.reread,
                stop=stop,
                report=report,
            )
        case messages.ReadAnswered():
            return await read_answered(session, request.distribution, stop=stop, report=report)
        case messages.MergeLinks():
            merge = LinksMerge(
                survey=request.survey,
                distribution=request.distribution,
                source=Path(request.source),
                out=Path(request.out),
                by=request.by,
                column=request.column,
                title=request.title,
                encoding=request.encoding,
                delimiter=request.delimiter,
                excel_safe=request.excel_safe,
            )
            return await merge_links(session, merge, stop=stop, report=report)
        case messages.GenerateMissing():
            wish = msgspec.convert(request.request, missing.MissingRequest)
            return await missing.generate_missing(session, wish, stop=stop, report=report)
        case messages.ReadDistributions():
            return await read_distributions(
                session, request.survey, details=request.details, stop=stop, report=report
            )
        case messages.ReadStatus():
            return await read_status(
                session,
                request.survey,
                request.list_id,
                request.directory,
                stop=stop,
                report=report,
            )
        case messages.CreateSending():
            wish_ = msgspec.convert(request.request, sending.SendRequest)
            return await sending.create_sending(session, wish_)
