"""Changes of surveys as projects: state, name, dates, sharing, deletion; one or many at a time.

Each change is one call that sets what it says, so a repeat does no harm (C.3). What was before is
handed back, so that a change can be taken back; a deletion cannot, so its survey is saved first.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from qualtrics_desk.api.endpoints import definitions, survey_changes
from qualtrics_desk.api.endpoints.surveys import Survey
from qualtrics_desk.domain.dates import to_service
from qualtrics_desk.domain.errors import DeskError, NotFound, UsageError
from qualtrics_desk.domain.survey_rights import Rights, permissions_of
from qualtrics_desk.services.concurrency import each
from qualtrics_desk.services.definitions.backup import Backup, Manifest
from qualtrics_desk.services.definitions.keeping import listed, opened
from qualtrics_desk.services.definitions.making import require_name
from qualtrics_desk.services.engine.problems import problem_of
from qualtrics_desk.services.engine.progress import Progress, Report, Stop, silent
from qualtrics_desk.services.tables.places import profile_of, surveys_table
from qualtrics_desk.services.tables.surveys import row_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from qualtrics_desk.api.requests import Request
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.paths import Home

PARALLEL = 4

ChangeName = Literal["activate", "deactivate", "rename", "dates", "share", "delete"]


class SurveyChange(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be done with surveys.

    Attributes:
        surveys: Ids; one for "rename".
        name: The new name.
        starts: When respondents may begin; None is from now on. For "dates".
        ends: When they no longer may; None is never. For "dates".
        user: UR_ or GR_ of whom to share with.
        rights: How far they may go.
    """

    change: ChangeName
    surveys: list[str]
    name: str = ""
    starts: datetime | None = None
    ends: datetime | None = None
    user: str = ""
    rights: Rights = Rights.VIEW


class Unchanged(msgspec.Struct, frozen=True, kw_only=True):
    """A survey with which it could not be done, and why: a problem as the journal keeps it."""

    survey: str
    problem: dict[str, Any]


class ChangesDone(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a change.

    Attributes:
        done: Surveys that are now as was asked for, and were not before.
        same: Surveys that were so already: nothing was sent for them.
        failed: The others.
        back: What takes it back, as far as that can be.
        saved: The folder where deleted surveys were saved.
    """

    done: list[str]
    same: list[str] = []
    failed: list[Unchanged] = []
    back: list[SurveyChange] = []
    saved: str = ""


def saved_folder(home: Home, profile: str) -> Path:
    """Where surveys are saved before they are deleted."""
    return home.saved_surveys(profile)


async def change_surveys(
    session: Session, change: SurveyChange, *, stop: Stop | None = None, report: Report = silent
) -> ChangesDone:
    """Do it, survey by survey; a survey that fails keeps none of the others back.

    Raises:
        UsageError: When it cannot be meant; nothing was sent.
        JobStopped: On wish, between two surveys.
    """
    _require(session, change)
    stop = stop or Stop()
    work = _Work(session, change)
    await asyncio.to_thread(work.look)
    done = 0

    async def one(survey_id: str) -> None:
        nonlocal done
        stop.check()
        await work.change(survey_id)
        done += 1
        report(Progress("Changing surveys", done, len(change.surveys)))

    try:
        await each(dict.fromkeys(change.surveys), one, PARALLEL)
    finally:
        await asyncio.to_thread(work.finish)
    return work.result()


def _require(session: Session, change: SurveyChange) -> None:
    session.require_within_limits(len(set(change.surveys)))
    if not change.surveys:
        raise UsageError("No survey is named.")
    if change.change == "rename":
        if len(change.surveys) != 1:
            raise UsageError("One survey is renamed at a time.")
        require_name(change.name)
    if change.change == "share" and not change.user.startswith(("UR_", "GR_")):
        raise UsageError(
            f"“{change.user}” is neither a user nor a group.",
            hint="An id begins with UR_ or GR_.",
        )
    if (
        change.change == "dates"
        and change.starts is not None
        and change.ends is not None
        and change.ends <= change.starts
    ):
        raise UsageError("The survey would end before it begins.")


class _Work:
    def __init__(self, session: Session, change: SurveyChange) -> None:
        self._session, self._change = session, change
        self._home, self._profile = session.home, profile_of(session)
        self._rows: Mapping[str, Mapping[str, Any]] = {}
        self._done: dict[str, dict[str, Any]] = {}
        self._quiet: dict[str, dict[str, Any]] = {}
        self._same: list[str] = []
        self._failed: list[Unchanged] = []
        self._back: list[SurveyChange] = []
        self._backup: Backup | None = None
        self._entries: list[Any] = []

    def look(self) -> None:
        """Read what is known of the surveys."""
        self._rows = listed(self._home, self._profile)

    async def change(self, survey_id: str) -> None:
        """Do it with one survey, and remember what was before."""
        work = {
            "activate": self._activate,
            "deactivate": self._deactivate,
            "rename": self._rename,
            "dates": self._dates,
            "share": self._share,
            "delete": self._delete,
        }
        try:
            await work[self._change.change](survey_id)
        except DeskError as error:
            self._failed.append(Unchanged(survey=survey_id, problem=problem_of(error)))

    async def _send(self, request: Request[None]) -> None:
        await self._session.client.send(request)

    async def _set_active(self, survey_id: str, active: bool) -> None:
        # The list may be old: what is so now is asked for.
        known = (await self._session.client.send(definitions.get_metadata(survey_id))).value
        was = known.survey_status == "Active"
        if was == active:
            self._same.append(survey_id)
        else:
            await self._send(survey_changes.update_survey(survey_id, is_active=active))
        self._keep(survey_id, isActive=active, is_same=was == active)

    async def _activate(self, survey_id: str) -> None:
        await self._set_active(survey_id, active=True)

    async def _deactivate(self, survey_id: str) -> None:
        await self._set_active(survey_id, active=False)

    async def _rename(self, survey_id: str) -> None:
        known = (await self._session.client.send(definitions.get_metadata(survey_id))).value
        await self._send(survey_changes.update_survey(survey_id, name=self._change.name))
        self._keep(survey_id, name=self._change.name)
        if known.survey_name:
            self._back.append(
                SurveyChange(change="rename", surveys=[survey_id], name=known.survey_name)
            )

    async def _dates(self, survey_id: str) -> None:
        known = (await self._session.client.send(definitions.get_metadata(survey_id))).value
        starts, ends = self._change.starts, self._change.ends
        await self._send(survey_changes.update_survey(survey_id, starts=starts, ends=ends))
        self._keep(survey_id)
        self._back.append(
            SurveyChange(
                change="dates",
                surveys=[survey_id],
                starts=known.moment("SurveyStartDate"),
                ends=known.moment("SurveyExpirationDate"),
            )
        )

    async def _share(self, survey_id: str) -> None:
        flags = permissions_of(self._change.rights)
        await self._send(survey_changes.share_survey(survey_id, self._change.user, flags))
        self._keep(survey_id)

    async def _delete(self, survey_id: str) -> None:
        document = (await self._session.client.send(definitions.get_qsf(survey_id))).value.to_raw()
        await asyncio.to_thread(self._save, survey_id, document)
        # A repeated DELETE whose first answer was lost is answered 404 (C.3).
        with suppress(NotFound):
            await self._send(survey_changes.delete_survey(survey_id))
        self._done[survey_id] = {}

    def _save(self, survey_id: str, document: Mapping[str, Any]) -> None:
        backup = self._backup or Backup(saved_folder(self._home, self._profile))
        self._backup = backup
        self._entries.append(backup.save(survey_id, document, {}))
        # The manifest is there before the survey goes: a state without one is hard to find.
        backup.finish(
            Manifest(
                made=datetime.now(UTC),
                host=self._session.client.connection.host,
                surveys=self._entries[-1:],
            )
        )

    def _keep(self, survey_id: str, *, is_same: bool = False, **changed: object) -> None:
        row = self._rows.get(survey_id)
        new = {**(row or {}), "id": survey_id, **changed}
        if not is_same:
            new["lastModified"] = to_service(datetime.now(UTC))
            self._done[survey_id] = new
        else:
            self._quiet[survey_id] = new

    def finish(self) -> None:
        """Let the list say what is so now, without reading it anew."""
        table = surveys_table(self._home, self._profile)
        try:
            if table.shown is None:
                return
            if self._change.change == "delete":
                table.drop(list(self._done))
            else:
                known = {**self._done, **self._quiet}
                rows = [raw for key, raw in known.items() if key in self._rows]
                table.put([row_of(Survey.from_raw(raw)) for raw in rows])
        finally:
            table.close()
        if self._change.change == "delete":
            with opened(self._home, self._profile) as store:
                store.remove(self._done)

    def result(self) -> ChangesDone:
        """What became of it."""
        back = list(self._back)
        if self._change.change in ("activate", "deactivate") and self._done:
            other: ChangeName = "deactivate" if self._change.change == "activate" else "activate"
            back = [SurveyChange(change=other, surveys=list(self._done))]
        return ChangesDone(
            done=list(self._done),
            same=self._same,
            failed=self._failed,
            back=back,
            saved="" if self._backup is None else str(self._backup.folder),
        )
