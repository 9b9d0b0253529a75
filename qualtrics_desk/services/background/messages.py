"""What the window and its worker say to each other: JSON, one message a line.

The token travels in `Open`, over the pipe; never in arguments, environment or files (design.md 4).
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from qualtrics_desk.domain.rows import View
from qualtrics_desk.services.background.contact_messages import BeginCopy, ReadOpenings, WriteCopy
from qualtrics_desk.services.background.people_messages import CreateOffboarding, CreateRoster
from qualtrics_desk.services.background.response_messages import (
    CountResponses,
    ExportResponses,
    LookAtResponses,
)


class Open(msgspec.Struct, frozen=True, kw_only=True, tag="open"):
    """Who the worker works for; the first message, and again when the secret changes."""

    base_url: str
    token: str | None = None
    client_id: str | None = None
    client_secret: str | None = None
    scopes: tuple[str, ...] = ()
    client_certificate: str | None = None
    client_key: str | None = None
    extra_ca: str | None = None
    proxy: str | None = None
    read_only: bool = False
    profile: str | None = None
    absence_wait: float = 120.0
    rows_per_job: int | None = None
    share_percent: float = 20.0
    patience: float | None = None

    def __repr__(self) -> str:
        return f"Open({self.base_url!r}, …)"


class CreateImport(msgspec.Struct, frozen=True, kw_only=True, tag="create import"):
    """Make a job; answered with its id."""

    source: str
    recipe: str
    options: dict[str, Any] = {}


class CreateEdit(msgspec.Struct, frozen=True, kw_only=True, tag="create edit"):
    """Make a job of what is staged for a list of this profile; answered with its id."""

    list_id: str
    directory: str | None = None
    options: dict[str, Any] = {}


class CreateUndo(msgspec.Struct, frozen=True, kw_only=True, tag="create undo"):
    """Make a job that takes another one back; answered with its id."""

    job: int
    results: str | None = None


class CreateRetry(msgspec.Struct, frozen=True, kw_only=True, tag="create retry"):
    """Make a job of the failed rows of another one; answered with its id."""

    job: int
    rows: list[int] | None = None
    cells: dict[int, dict[int, str]] | None = None
    invalid: bool = False


class PlanJob(msgspec.Struct, frozen=True, kw_only=True, tag="plan"):
    """See what a job would do; answered with a `JobPlan`.

    Attributes:
        consents: Fields of `Consents`, or None for what was allowed before.
        reread: Whether file and list are read again; if not, the plan of an import that was planned
            before is made anew from what was read then.
        take_out: Rows of that import that shall not be sent.
        put_back: Rows that were taken out and shall be sent again.
        mended: All cells of that import that are mended: row, place, old text, new text; None: as
            before.
    """

    job: int
    consents: dict[str, Any] | None = None
    reread: bool = True
    take_out: list[int] = []
    put_back: list[int] = []
    mended: list[tuple[int, int, str, str]] | None = None


class ConfirmJob(msgspec.Struct, frozen=True, kw_only=True, tag="confirm"):
    """The person has seen the plan."""

    job: int


class CancelJob(msgspec.Struct, frozen=True, kw_only=True, tag="cancel"):
    """Send nothing more of a job; answered with whether a process drives it, which settles it."""

    job: int


class DiscardJob(msgspec.Struct, frozen=True, kw_only=True, tag="discard"):
    """Forget a job that was only planned."""

    job: int


class RunJob(msgspec.Struct, frozen=True, kw_only=True, tag="run"):
    """Send, or go on; answered with a `JobResult`."""

    job: int


class RefreshSurveys(msgspec.Struct, frozen=True, kw_only=True, tag="refresh surveys"):
    """Read the surveys into their table; answered with a `TableRead`."""


class ReadDefinitions(msgspec.Struct, frozen=True, kw_only=True, tag="read definitions"):
    """Read definitions that are not known or stale; answered with a `DefinitionsRead`."""

    surveys: list[str] | None = None
    is_listed: bool = False


class BackUpSurveys(msgspec.Struct, frozen=True, kw_only=True, tag="back up surveys"):
    """Save what has changed of surveys into a folder; answered with a `BackupDone`."""

    surveys: list[str]
    folder: str


class ExportQsf(msgspec.Struct, frozen=True, kw_only=True, tag="export qsf"):
    """Write surveys as QSF files into a folder; answered with a `QsfExport`."""

    surveys: list[str]
    folder: str


class WriteCodebook(msgspec.Struct, frozen=True, kw_only=True, tag="write codebook"):
    """Write the code book of surveys to a sheet; answered with a `CodebookWritten`."""

    surveys: list[str]
    path: str


class ChangeSurveys(msgspec.Struct, frozen=True, kw_only=True, tag="change surveys"):
    """Do a `SurveyChange`; answered with `ChangesDone`."""

    change: dict[str, Any]


class ReadArea(msgspec.Struct, frozen=True, kw_only=True, tag="read area"):
    """Read the things of an area into their table; answered with a `TableRead`.

    Attributes:
        area: Its name in `services.areas.known`.
        of: What the things belong to; "" for nothing.
    """

    area: str
    of: str = ""


class ReadContacts(msgspec.Struct, frozen=True, kw_only=True, tag="read contacts"):
    """Read a list into its table; answered with a `TableRead`."""

    list_id: str
    directory: str | None = None


class ReadLinks(msgspec.Struct, frozen=True, kw_only=True, tag="read links"):
    """Read links into their table, on a person's wish only; answered with a `LinksRead`.

    Attributes:
        consent: Id of the distribution whose e-mail dates may be reset by reading (D.5).
    """

    survey: str
    distribution: str
    consent: str | None = None
    join: bool = True


class ReadAnswered(msgspec.Struct, frozen=True, kw_only=True, tag="read answered"):
    """Mark links that were read with who has answered; answered with an `AnsweredRead`."""

    distribution: str


class MergeLinks(msgspec.Struct, frozen=True, kw_only=True, tag="merge links"):
    """Write a file anew with a link in each row; answered with a `LinksMerged`.

    Attributes:
        source: The file; it is not changed.
        out: The file to make.
        by: What says who is who.
        column: The column of the file that holds it.
        title: The name of the column that is added.
    """

    survey: str
    distribution: str
    source: str
    out: str
    by: Literal["email", "extRef"]
    column: str
    title: str
    encoding: str = "utf-8-sig"
    delimiter: str | None = None
    excel_safe: bool = False


class ReconcileLinks(msgspec.Struct, frozen=True, kw_only=True, tag="reconcile links"):
    """Compare a list with all its links of a survey; answered with a `Reconciled`.

    Attributes:
        reread: Whether links that were read before are read anew, which counts as a contact.
    """

    survey: str
    list_id: str
    directory: str | None = None
    reread: bool = False


class GenerateMissing(msgspec.Struct, frozen=True, kw_only=True, tag="generate missing"):
    """Make links for those that have none, as a `MissingRequest`; answered with a `MissingMade`."""

    request: dict[str, Any]


class ReadDistributions(msgspec.Struct, frozen=True, kw_only=True, tag="read distributions"):
    """Read distributions into their table; answered with a `DistributionsRead`.

    Attributes:
        survey: One survey, or None for all.
        details: Whether each is also asked for alone.
    """

    survey: str | None = None
    details: bool = False


class ReadStatus(msgspec.Struct, frozen=True, kw_only=True, tag="read status"):
    """Make the status sheet of a list; answered with a `StatusRead`."""

    survey: str
    list_id: str
    directory: str | None = None


class CreateSending(msgspec.Struct, frozen=True, kw_only=True, tag="create sending"):
    """Make a job of a `SendRequest`; answered with its id, to be run by `RunJob`."""

    request: dict[str, Any]


class GenerateLinks(msgspec.Struct, frozen=True, kw_only=True, tag="generate links"):
    """Make a job of a `LinksRequest`; answered with its id, to be run by `RunJob`."""

    request: dict[str, Any]


class ExportRows(msgspec.Struct, frozen=True, kw_only=True, tag="export rows"):
    """Write rows of a table, or of a job, to a file; answered with `ExportedRows`.

    Attributes:
        path: The file to make or replace.
        columns: Key and title of each column.
        table: Name of the table, or None for the rows of the job.
        shows: What the state of a row of a job is.
    """

    path: str
    view: View
    columns: list[tuple[str, str]]
    table: str | None = None
    job: int | None = None
    shows: Literal["plan", "outcome"] = "plan"
    encoding: str = "utf-8-sig"
    delimiter: str | None = None
    excel_safe: bool = False


class StopCall(msgspec.Struct, frozen=True, kw_only=True, tag="stop"):
    """Stop another call cleanly; that call then fails with `JobStopped`."""

    call: int


class Outlive(msgspec.Struct, frozen=True, kw_only=True, tag="outlive"):
    """The person chose to let running jobs finish when the window closes."""


Request = (
    Open
    | CreateImport
    | CreateEdit
    | CreateRoster
    | CreateOffboarding
    | CreateUndo
    | CreateRetry
    | PlanJob
    | ConfirmJob
    | CancelJob
    | DiscardJob
    | RunJob
    | RefreshSurveys
    | ReadDefinitions
    | BackUpSurveys
    | ExportQsf
    | WriteCodebook
    | ChangeSurveys
    | ReadArea
    | ExportResponses
    | LookAtResponses
    | CountResponses
    | ReadContacts
    | ReadOpenings
    | WriteCopy
    | BeginCopy
    | ReadLinks
    | ReadAnswered
    | GenerateLinks
    | ReconcileLinks
    | MergeLinks
    | GenerateMissing
    | ReadDistributions
    | ReadStatus
    | CreateSending
    | ExportRows
    | StopCall
    | Outlive
)


class Call(msgspec.Struct, frozen=True):
    """A request with the number its answers will carry."""

    call: int
    request: Request


class Progressed(msgspec.Struct, frozen=True, tag="progress"):
    """A sign of progress of a call.

    Attributes:
        calls: Calls to the service in the last minute, of the whole worker.
    """

    call: int
    phase: str
    done: int
    total: int | None
    note: str
    calls: int = 0


class Answered(msgspec.Struct, frozen=True, tag="answer"):
    """The end of a call that went well."""

    call: int
    result: Any


class Failed(msgspec.Struct, frozen=True, tag="failure"):
    """The end of a call that did not: a problem as the journal keeps it."""

    call: int
    problem: dict[str, Any]


Message = Progressed | Answered | Failed
