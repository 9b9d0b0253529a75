"""The distributions of one survey, or of all, in a table (qualtrics-api.md D.4).

One that cannot be read is a row that says so; a survey that cannot be asked is one, too. The list
itself always comes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from qualtrics_desk.api.endpoints import distributions, sms_distributions, surveys
from qualtrics_desk.api.records import whole
from qualtrics_desk.domain.dates import to_service
from qualtrics_desk.domain.errors import ApiError, StatusError
from qualtrics_desk.domain.marking import marked
from qualtrics_desk.domain.rows import ColumnKind, ColumnSpec, Value
from qualtrics_desk.services.concurrency import results_of
from qualtrics_desk.services.engine.progress import Progress, Report, Stop, silent
from qualtrics_desk.services.links.browse import list_choices
from qualtrics_desk.services.tables.places import distributions_name
from qualtrics_desk.services.tables.reading import TableRead, settle, turn
from qualtrics_desk.store.tables.reading import NewRow

if TYPE_CHECKING:
    from qualtrics_desk.api.client import Client
    from qualtrics_desk.api.endpoints.distributions import Distribution
    from qualtrics_desk.api.endpoints.sms_distributions import SmsDistribution
    from qualtrics_desk.services.session import Session

PROBLEM = "problem"
STATS = ("sent", "bounced", "failed", "blocked", "skipped", "opened", "started", "finished")
COLUMNS = (
    ColumnSpec("surveyName", marked("columns", "Survey")),
    ColumnSpec("kind", marked("columns", "Type")),
    ColumnSpec("status", marked("columns", "Status")),
    ColumnSpec(PROBLEM, marked("columns", "Problem")),
    ColumnSpec("listName", marked("columns", "List")),
    ColumnSpec("subject", marked("columns", "Subject")),
    ColumnSpec("sendDate", marked("columns", "Sent or made"), ColumnKind.MOMENT),
    ColumnSpec("expirationDate", marked("columns", "Links end"), ColumnKind.MOMENT),
    ColumnSpec("daysLeft", marked("columns", "Days left"), ColumnKind.NUMBER),
    ColumnSpec("sent", marked("columns", "Sent"), ColumnKind.NUMBER),
    ColumnSpec("bounced", marked("columns", "Bounced"), ColumnKind.NUMBER),
    ColumnSpec("failed", marked("columns", "Failed"), ColumnKind.NUMBER),
    ColumnSpec("blocked", marked("columns", "Blocked"), ColumnKind.NUMBER),
    ColumnSpec("skipped", marked("columns", "Skipped"), ColumnKind.NUMBER),
    ColumnSpec("opened", marked("columns", "Opened"), ColumnKind.NUMBER),
    ColumnSpec("started", marked("columns", "Started"), ColumnKind.NUMBER),
    ColumnSpec("finished", marked("columns", "Finished"), ColumnKind.NUMBER),
    ColumnSpec("id", marked("columns", "Id"), ColumnKind.CODE),
    ColumnSpec("surveyId", marked("columns", "Survey id"), ColumnKind.CODE),
    ColumnSpec("mailingListId", marked("columns", "List id"), ColumnKind.CODE),
    ColumnSpec("parentId", marked("columns", "Belongs to"), ColumnKind.CODE),
)
AT_ONCE = 6
"""Calls under way at once."""


class DistributionsRead(TableRead, frozen=True, kw_only=True):
    """What came out; `problems` counts the rows that are marked."""

    surveys: int
    problems: int


async def read_distributions(
    session: Session,
    survey: str | None = None,
    *,
    details: bool = False,
    stop: Stop | None = None,
    report: Report = silent,
) -> DistributionsRead:
    """Read the distributions into their table.

    Args:
        session: The profile at work.
        survey: One survey; None: all that the token sees.
        details: Whether each is also asked for alone, which tells more and finds those that the
            service cannot read.
        stop: The wish to stop.
        report: Told how far it is.

    Raises:
        ApiError: When the survey, or the list of surveys, cannot be asked for.
        JobStopped: On wish; what was there before stays.
    """
    stop = stop or Stop()
    found = await _surveys(session.client, survey)
    lists = {one.list_id: one.name for one in await _lists(session)}
    name = distributions_name(survey)
    warnings: list[str] = []
    async with turn(session, name) as ours:
        await asyncio.to_thread(
            ours.table.begin, COLUMNS, {"survey": survey}, resume_within=timedelta(0)
        )
        rows = problems = done = 0
        reader = _Reader(session.client, lists, warnings, details=details)
        for piece in _pieces(list(found.items()), 60):
            stop.check()
            if survey is not None:
                shaped = [await reader.of_survey(survey, found[survey])]
            else:
                shaped = await results_of(piece, lambda one: reader.or_problem(*one), AT_ONCE)
            for new in shaped:
                await asyncio.to_thread(ours.table.append, new, None)
                rows += len(new)
                problems += sum(row.values.get(PROBLEM) is not None for row in new)
            done += len(piece)
            report(Progress("Reading distributions", done, len(found)))
        facts = {"surveys": len(found), "problems": problems}
        await settle(ours.table, warnings=warnings, facts=facts, stop=stop, report=report)
    return DistributionsRead(name=name, rows=rows, warnings=warnings, **facts)


async def _surveys(client: Client, survey: str | None) -> dict[str, str]:
    """The names of the surveys by their ids."""
    found: dict[str, str] = {}
    async for page in client.pages(surveys.list_surveys(), parallel=AT_ONCE):
        found |= {item.id: item.name or item.id for item in page.items if item.id}
    return found if survey is None else {survey: found.get(survey, survey)}


async def _lists(session: Session) -> Sequence[Any]:
    try:
        return await list_choices(session)
    except ApiError:
        # Names are a help, no condition: without the right to the lists their ids stand there.
        return ()


def _pieces(items: list[Any], size: int) -> Iterator[list[Any]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


class _Reader:
    def __init__(
        self,
        client: Client,
        lists: Mapping[str, str],
        warnings: list[str],
        *,
        details: bool,
    ) -> None:
        self._client = client
        self._lists = lists
        self._warnings = warnings
        self._details = details
        self._now = datetime.now(UTC)

    async def or_problem(self, survey: str, name: str) -> list[NewRow]:
        """The rows of a survey, or one that says why there are none."""
        try:
            return await self.of_survey(survey, name)
        except StatusError as error:
            values: dict[str, Value] = {"surveyName": name, "surveyId": survey, "kind": "?"}
            return [NewRow(f"survey {survey}", values | {PROBLEM: problem_text(error)}, {})]

    async def of_survey(self, survey: str, name: str) -> list[NewRow]:
        """The rows of a survey."""
        listed: list[Distribution] = []
        async for page in self._client.pages(distributions.list_distributions(survey)):
            listed += page.items
        problems: dict[str, str] = {}
        if self._details:
            listed = await self._ask_each(survey, listed, problems)
        rows = [self._row(item, survey, name, problems.get(item.id or "")) for item in listed]
        return rows + await self._texts(survey, name)

    async def _ask_each(
        self, survey: str, listed: list[Distribution], problems: dict[str, str]
    ) -> list[Distribution]:
        async def one(item: Distribution) -> Distribution:
            try:
                request = distributions.get_distribution(item.id or "", survey)
                return (await self._client.send(request)).value
            except StatusError as error:
                problems[item.id or ""] = problem_text(error)
                return item

        return await results_of(listed, one, AT_ONCE)

    async def _texts(self, survey: str, name: str) -> list[NewRow]:
        rows: list[NewRow] = []
        try:
            async for page in self._client.pages(sms_distributions.list_sms(survey)):
                rows += [self._sms_row(item, survey, name) for item in page.items]
        except StatusError as error:
            said = f"Text messages cannot be read: {problem_text(error)}"
            if said not in self._warnings:
                self._warnings.append(said)
        return rows

    def _row(self, item: Distribution, survey: str, name: str, problem: str | None) -> NewRow:
        headers = item.headers or {}
        values = self._values(
            item.raw, survey, name, item.request_type, item.mailing_list_id, item.stats
        )
        values |= {
            "subject": _text(headers.get("subject")),
            "sendDate": _moment(item.send_date),
            "parentId": item.parent_distribution_id,
            PROBLEM: problem,
        }
        values |= self._end(item.expiration_date)
        return NewRow(item.id or repr(item.raw), values, item.raw)

    def _sms_row(self, item: SmsDistribution, survey: str, name: str) -> NewRow:
        kind = f"SMS {item.method or ''}".strip()
        values = self._values(item.raw, survey, name, kind, item.mailing_list_id, item.stats)
        values |= {
            "subject": item.name,
            "sendDate": _moment(item.moment("sendDate")),
            "parentId": item.parent_distribution_id,
        }
        values |= self._end(item.moment("surveyLinkExpirationDate"))
        return NewRow(item.id or repr(item.raw), values, item.raw)

    def _values(
        self,
        raw: Mapping[str, Any],
        survey: str,
        name: str,
        kind: str | None,
        list_id: str | None,
        stats: Mapping[str, Any] | None,
    ) -> dict[str, Value]:
        values: dict[str, Value] = {
            "id": _text(raw.get("id")),
            "surveyName": name,
            "surveyId": survey,
            "kind": kind,
            "status": _text(raw.get("requestStatus")),
            "mailingListId": list_id,
            "listName": self._lists.get(list_id or "", list_id),
        }
        return values | {key: whole((stats or {}).get(key)) for key in STATS}

    def _end(self, ends: datetime | None) -> dict[str, Value]:
        if ends is None:
            return {}
        return {"expirationDate": to_service(ends), "daysLeft": (ends - self._now).days}


def problem_text(error: ApiError) -> str:
    """What the service said, for a row that is marked."""
    said = (error.service_text or error.user_message).rstrip(".")
    numbers = " ".join(str(part) for part in (error.status, error.code) if part)
    return f"{said} ({numbers})" if numbers else said


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else to_service(moment)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
