"""The respondent status sheet: one row for each contact of a list, what became of it in a survey.

It joins the contacts with the links that were read of them (no link is read for it), with the
histories of all distributions of the survey to this list, with the histories of those whose e-mail
came back, and with the responses. Whatever the brand does not let be read (XM Directory Lite, a
missing right) leaves its columns empty, and they are named.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from qualtrics_desk.domain.contacts import as_boolean, opted_out
from qualtrics_desk.domain.marking import marked
from qualtrics_desk.domain.respondents import Stage, further
from qualtrics_desk.domain.rows import ColumnKind, ColumnSpec, Value, View
from qualtrics_desk.services.distributions.status_sources import Known, Sources
from qualtrics_desk.services.engine.progress import Progress, Report, Stop, silent
from qualtrics_desk.services.lists import find_list
from qualtrics_desk.services.tables.contacts import key_of, read_place
from qualtrics_desk.services.tables.places import contacts_name, status_name
from qualtrics_desk.services.tables.reading import TableRead, opened, settle, turn
from qualtrics_desk.store.scratch import Scratch
from qualtrics_desk.store.tables.reading import NewRow

if TYPE_CHECKING:
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.tables.moment import Moment
    from qualtrics_desk.store.tables.table import Table

STAGE = "stage"
COLUMNS = (
    ColumnSpec(STAGE, marked("columns", "Stage")),
    ColumnSpec("firstName", marked("columns", "First name")),
    ColumnSpec("lastName", marked("columns", "Last name")),
    ColumnSpec("email", marked("columns", "E-mail")),
    ColumnSpec("extRef", marked("columns", "External reference")),
    ColumnSpec("status", marked("columns", "Status")),
    ColumnSpec("link", marked("columns", "Link"), ColumnKind.CODE),
    ColumnSpec("linkExpiration", marked("columns", "Link ends"), ColumnKind.MOMENT),
    ColumnSpec("sentAt", marked("columns", "Sent"), ColumnKind.MOMENT),
    ColumnSpec("openedAt", marked("columns", "Opened"), ColumnKind.MOMENT),
    ColumnSpec("startedAt", marked("columns", "Started"), ColumnKind.MOMENT),
    ColumnSpec("finishedAt", marked("columns", "Finished"), ColumnKind.MOMENT),
    ColumnSpec("bounceReason", marked("columns", "Why it bounced")),
    ColumnSpec("responseId", marked("columns", "Response id"), ColumnKind.CODE),
    ColumnSpec("unsubscribed", marked("columns", "Opted out"), ColumnKind.FLAG),
    ColumnSpec("distributions", marked("columns", "Distributions"), ColumnKind.CODE),
    ColumnSpec("contactId", marked("columns", "Contact id"), ColumnKind.CODE),
    ColumnSpec("contactLookupId", marked("columns", "Look-up id"), ColumnKind.CODE),
)
_PIECE = 1_000


class StatusRead(TableRead, frozen=True, kw_only=True):
    """What came out; `rows` are contacts.

    Attributes:
        stages: How many have come to each stage and no further.
        missing: Columns that could not be filled, with the reason.
    """

    stages: dict[str, int]
    missing: dict[str, str]


async def read_status(
    session: Session,
    survey: str,
    list_id: str,
    directory: str | None = None,
    *,
    stop: Stop | None = None,
    report: Report = silent,
) -> StatusRead:
    """Make the sheet of a list for a survey.

    Raises:
        UsageError: When there is no such list.
        ApiError: When the contacts or the distributions cannot be read.
        JobStopped: On wish; the sheet before stays.
    """
    stop = stop or Stop()
    place = await find_list(session.client, list_id, directory)
    await read_place(session, place, stop=stop, report=report)
    name = status_name(survey, list_id)
    async with turn(session, name) as ours, opened(session, contacts_name(list_id)) as people:
        with people.moment() as now, Scratch() as scratch, Scratch() as known:
            sources = Sources(session, survey, place, scratch, known)
            for ids in _pieces(now):
                stop.check()
                await asyncio.to_thread(_hold, sources, now, ids)
            await sources.read_all(stop, report)
            await asyncio.to_thread(
                ours.table.begin,
                COLUMNS,
                {"survey": survey, "list": list_id},
                resume_within=timedelta(0),
            )
            stages: Counter[str] = Counter({stage.value: 0 for stage in Stage})
            done = 0
            for ids in _pieces(now):
                stop.check()
                stages.update(await asyncio.to_thread(_write, ours.table, sources, now, ids))
                done += len(ids)
                report(Progress("Writing the sheet", done, now.count))
            facts = {"stages": dict(stages), "missing": sources.missing}
            await settle(
                ours.table, warnings=sources.warnings, facts=facts, stop=stop, report=report
            )
            return StatusRead(
                name=name,
                rows=now.count,
                warnings=sources.warnings,
                stages=dict(stages),
                missing=sources.missing,
            )


def _hold(sources: Sources, now: Moment, ids: Sequence[int]) -> None:
    sources.hold_people(now.raws(ids))


def _write(table: Table, sources: Sources, now: Moment, ids: Sequence[int]) -> list[str]:
    rows = [_row(raw, sources.known(raw)) for raw in now.raws(ids)]
    table.append(rows, None)
    return [str(row.values[STAGE]) for row in rows]


def _row(contact: dict[str, Any], known: Known) -> NewRow:
    stage = Stage(known.stage) if known.stage else Stage.NO_LINK
    if known.link and stage is Stage.NO_LINK:
        stage = Stage.NOT_SENT
    if known.started:
        stage = further(stage, Stage.STARTED)
    if known.finished:
        stage = Stage.FINISHED
    out = opted_out(contact) or as_boolean(contact.get("unsubscribed")) is True or known.out
    values: dict[str, Value] = {
        STAGE: stage.value,
        "status": known.status,
        "link": known.link,
        "linkExpiration": known.ends,
        "sentAt": known.sent,
        "openedAt": known.opened,
        "startedAt": known.started,
        "finishedAt": known.finished,
        "bounceReason": known.bounce,
        "responseId": known.response,
        "unsubscribed": out,
        "distributions": " ".join(known.distributions) or None,
    }
    for name in ("firstName", "lastName", "email", "extRef", "contactId", "contactLookupId"):
        values[name] = contact.get(name)
    return NewRow(key_of(contact), values, contact)


def _pieces(moment: Moment) -> Iterator[Sequence[int]]:
    ids = moment.ids(View())
    for start in range(0, len(ids), _PIECE):
        yield ids[start : start + _PIECE]
