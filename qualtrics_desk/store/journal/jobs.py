"""The list of jobs: what was asked for, by whom, where it stands."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.domain.collation import folded, words_of
from qualtrics_desk.domain.errors import StoreError
from qualtrics_desk.domain.ids import JobId
from qualtrics_desk.domain.outcomes import JobState, Keeping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualtrics_desk.store.database import Database

_COLUMNS = (
    "id, kind, state, parent, relation, created, finished, profile, base_url, brand, user_id,"
    " directory, list_id, list_name, source, recipe, options, header, result, problem,"
    " cancelled, keep"
)


_PIECE = 500


class NewJob(msgspec.Struct, frozen=True, kw_only=True):
    """What a job is pinned to when it is made (design.md 3, "Ownership").

    Attributes:
        kind: What it does, such as "contacts import".
        options: What was chosen besides the recipe; no secret.
        source: Path of the file it reads.
        recipe: The recipe as TOML text.
        parent: The job it retries or undoes.
        relation: "retry" or "undo", with `parent`.
    """

    kind: str
    base_url: str
    brand: str
    user_id: str
    profile: str | None = None
    directory: str | None = None
    list_id: str | None = None
    list_name: str | None = None
    source: str | None = None
    recipe: str | None = None
    options: dict[str, Any] = {}
    parent: int | None = None
    relation: str | None = None


class Job(NewJob, frozen=True, kw_only=True):
    """One line of the history.

    Attributes:
        created: UTC, ISO text.
        finished: UTC, ISO text, or None.
        header: The column names of the source file, once it was read.
        result: What the command that made it reported: counts, files, ids.
        problem: Why it stopped, as texts for a person, or None.
        cancelled: When a person said that nothing more of it shall be sent; UTC, ISO text.
        keep: How long it stays.
    """

    id: int
    state: JobState
    created: str
    finished: str | None = None
    header: list[str] | None = None
    result: dict[str, Any] | None = None
    problem: dict[str, Any] | None = None
    cancelled: str | None = None
    keep: Keeping = Keeping.USUAL


class Jobs:
    """Reads and writes the table of jobs."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, new: NewJob) -> JobId:
        """Write a job in state `planning` and return its id."""
        with self._database.transaction() as connection:
            cursor = connection.execute(
                "INSERT INTO jobs (kind, state, parent, relation, created, profile, base_url,"
                " brand, user_id, directory, list_id, list_name, source, recipe, options)"
                " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                (
                    new.kind,
                    JobState.PLANNING,
                    new.parent,
                    new.relation,
                    _now(),
                    new.profile,
                    new.base_url,
                    new.brand,
                    new.user_id,
                    new.directory,
                    new.list_id,
                    new.list_name,
                    new.source,
                    new.recipe,
                    msgspec.json.encode(new.options),
                ),
            )
            return JobId(int(cursor.lastrowid or 0))

    def get(self, job: int) -> Job:
        """One job.

        Raises:
            StoreError: When there is none with this id.
        """
        row = self._database.one(f"SELECT {_COLUMNS} FROM jobs WHERE id=?", (job,))  # noqa: S608
        if row is None:
            raise StoreError(
                f"There is no job {job} in the journal.",
                hint="`qualtrics-desk jobs list` shows the jobs there are.",
            )
        return _job(row)

    def newest(self, *, limit: int = 1000) -> list[Job]:
        """The newest jobs first."""
        rows = self._database.all(
            f"SELECT {_COLUMNS} FROM jobs ORDER BY id DESC LIMIT ?",  # noqa: S608
            (limit,),
        )
        return [_job(row) for row in rows]

    def matching(self, text: str, *, limit: int = 1000) -> list[Job]:
        """The newest jobs that have every word of a text in one of their texts, or as their id."""
        words = words_of(text)
        if not words:
            return self.newest(limit=limit)
        return list(islice((job for job in self.every() if _has(job, words)), limit))

    def every(self) -> Iterator[Job]:
        """All jobs, the newest first; they may be deleted meanwhile."""
        before = 2**62
        while rows := self._database.all(
            f"SELECT {_COLUMNS} FROM jobs WHERE id<? ORDER BY id DESC LIMIT ?",  # noqa: S608
            (before, _PIECE),
        ):
            before = int(rows[-1][0])
            yield from map(_job, rows)

    def children(self, job: int) -> list[Job]:
        """The jobs that retry or undo a job, oldest first."""
        rows = self._database.all(
            f"SELECT {_COLUMNS} FROM jobs WHERE parent=? ORDER BY id",  # noqa: S608
            (job,),
        )
        return [_job(row) for row in rows]

    def set_options(self, job: int, options: dict[str, Any]) -> None:
        """Write the options anew, as after another consent."""
        self._database.change(
            "UPDATE jobs SET options=? WHERE id=?", (msgspec.json.encode(options), job)
        )

    def set_state(self, job: int, state: JobState, problem: dict[str, Any] | None = None) -> None:
        """Move a job to another state; `problem` says why it stopped, None clears it."""
        self._database.change(
            "UPDATE jobs SET state=?, problem=?, finished=? WHERE id=?",
            (
                state,
                None if problem is None else msgspec.json.encode(problem),
                _now() if state is JobState.DONE else None,
                job,
            ),
        )

    def cancel(self, job: int) -> None:
        """Write that nothing more of a job shall be sent, whoever drives it."""
        self._database.change(
            "UPDATE jobs SET cancelled=COALESCE(cancelled, ?) WHERE id=?", (_now(), job)
        )

    def set_keep(self, job: int, keep: Keeping) -> None:
        """Write how long a job stays."""
        self._database.change("UPDATE jobs SET keep=? WHERE id=?", (int(keep), job))

    def set_header(self, job: int, header: list[str]) -> None:
        """Keep the column names of the source file, for the result files."""
        self._database.change(
            "UPDATE jobs SET header=? WHERE id=?", (msgspec.json.encode(header), job)
        )

    def set_result(self, job: int, result: dict[str, Any]) -> None:
        """Keep what the job reported."""
        self._database.change(
            "UPDATE jobs SET result=? WHERE id=?", (msgspec.json.encode(result), job)
        )

    def delete(self, job: int) -> None:
        """Forget a job with its rows, chunks and before-images."""
        self._database.change("DELETE FROM jobs WHERE id=?", (job,))


def _has(job: Job, words: list[str]) -> bool:
    texts = (job.kind, job.relation, job.list_name, job.list_id, job.source, job.profile)
    joined = folded("\n".join(text for text in (*texts, job.brand, job.state) if text))
    return all(word in joined or word == str(job.id) for word in words)


def _job(row: tuple[Any, ...]) -> Job:
    values = dict(zip(_COLUMNS.replace(" ", "").split(","), row, strict=True))
    for name in ("options", "header", "result", "problem"):
        if values[name] is not None:
            values[name] = msgspec.json.decode(values[name])
    values["state"] = JobState(values["state"])
    values["keep"] = Keeping(values["keep"])
    return Job(**values)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
