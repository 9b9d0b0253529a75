"""The job an import became: what was planned, what is allowed, what came out."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from qualtrics_desk.domain import recipes
from qualtrics_desk.domain.errors import RecipeError
from qualtrics_desk.domain.outcomes import ChunkState, JobState, PlanState
from qualtrics_desk.services import consents
from qualtrics_desk.services.engine.judge import Consents
from qualtrics_desk.services.jobs import History
from qualtrics_desk.store.journal.records import Chunk

if TYPE_CHECKING:
    from qualtrics_desk.domain.mending import Mends
    from qualtrics_desk.domain.recipes import Recipe
    from qualtrics_desk.services.engine.plan import Forecast
    from qualtrics_desk.services.job_runs import JobPlan, JobResult
    from qualtrics_desk.services.jobs import Entry
    from qualtrics_desk.store.journal.jobs import Job
    from qualtrics_desk.store.journal.journal import Journal

_UNKNOWN_CHUNK_MINUTES: Final = 0.5
_UNDER_WAY: Final = (ChunkState.SENDING, ChunkState.ACCEPTED, ChunkState.UNKNOWN)
_MOST_CHUNK_MINUTES: Final = 15.0


@dataclass
class JobRoom:
    """One job of an import.

    Attributes:
        recipe: What it was planned with.
        plan: What would happen, once that is known.
        planned_at: When the list was read for it.
        consents: What the person allows; the plan says what that changes.
        asked: Rows each consent was last asked for.
        result: What came out, once it is done.
        is_started: Whether it was confirmed: from then on nothing about it can be changed.
        mends: Cells of a retry that were mended; those of a file are kept by its draft.
        planned_cells: The mended cells that the plan was made with.
        to_send: Rows that are sent, once that was looked up in the journal.
    """

    job: int
    source: Path
    recipe: Recipe
    list_id: str
    directory: str
    list_name: str
    relation: str | None = None
    plan: JobPlan | None = None
    planned_at: datetime | None = None
    consents: Consents = field(default_factory=Consents)
    asked: dict[str, int] = field(default_factory=dict)
    result: JobResult | None = None
    is_started: bool = False
    mends: Mends = field(default_factory=dict)
    planned_cells: list[tuple[int, int, str, str]] = field(default_factory=list)
    to_send: int | None = None

    @property
    def forecast(self) -> Forecast | None:
        """What the plan foresees."""
        return None if self.plan is None else self.plan.forecast

    def is_plan_of(self, source: Path | None, recipe: Recipe) -> bool:
        """Whether this is what the person has chosen, so that no other plan has to be made."""
        return (
            not self.is_started
            and self.relation is None
            and self.plan is not None
            and source == self.source
            and recipe == self.recipe
        )

    def held_back(self) -> dict[str, int]:
        """Rows that wait for consent, by what would be allowed."""
        held = {} if self.forecast is None else consents.held_back(self.forecast)
        self.asked.update({what: count for what, count in held.items() if count})
        return held

    def allows(self, what: str) -> bool:
        """Whether this consent was given."""
        return consents.allows(self.consents, what)

    def allow(self, what: str, allowed: bool) -> None:
        """Give a consent or take it back; the plan must be made again then."""
        self.consents = consents.with_consent(self.consents, what, allowed=allowed)


def room_of(job: Job) -> JobRoom | None:
    """The room of a job of the journal; None where its recipe cannot be read any more."""
    try:
        recipe = recipes.from_toml(job.recipe or "")
    except RecipeError:
        return None
    return JobRoom(
        job=job.id,
        source=Path(job.source or ""),
        recipe=recipe,
        list_id=job.list_id or "",
        directory=job.directory or "",
        list_name=job.list_name or job.list_id or "",
        relation=job.relation,
        is_started=job.state is not JobState.PLANNING,
    )


async def unfinished_import(journal: Journal, profile: str | None, base_url: str) -> Entry | None:
    """The newest import of this profile that ended before its end and that nobody drives."""
    jobs = await asyncio.to_thread(journal.jobs.newest)
    for job in jobs:
        is_ours = job.profile == profile and job.base_url == base_url
        if job.kind != recipes.KIND or not is_ours or not job.state.is_resumable:
            continue
        entry = await History(journal).get(job.id)
        if entry.process is None and entry.undone_by is None:
            return entry
    return None


def minutes_for(journal: Journal, profile: str | None, forecast: Forecast) -> float:
    """About how long sending takes: import requests as in the last import of the profile. Blocks.

    How long the service takes for one is documented nowhere, so it is taken from what was seen.
    """
    return forecast.minutes + forecast.chunks * _minutes_a_chunk(journal, profile)


def _minutes_a_chunk(journal: Journal, profile: str | None) -> float:
    for job in journal.jobs.newest(limit=200):
        if job.kind != recipes.KIND or job.profile != profile or job.state is not JobState.DONE:
            continue
        sent = [
            one for one in journal.ledger.chunks(job.id, *ChunkState) if one.sent_at is not None
        ]
        if not sent or job.finished is None:
            continue
        began = min(one.sent_at or 0.0 for one in sent)
        took = datetime.fromisoformat(job.finished).timestamp() - began
        return min(_MOST_CHUNK_MINUTES, max(0.0, took / 60.0 / len(sent)))
    return _UNKNOWN_CHUNK_MINUTES


class Picture(msgspec.Struct, frozen=True):
    """A job under way, as the journal knows it.

    Attributes:
        counts: Rows by outcome; "open" for those without one.
        chunks: Its import requests that were sent at least once, in the order of sending.
    """

    counts: dict[str, int]
    chunks: tuple[Chunk, ...]

    @property
    def done(self) -> int:
        """Rows that have their outcome."""
        return sum(self.counts.values()) - self.counts.get("open", 0)

    @property
    def under_way(self) -> int:
        """Rows that the service has, or may have, and that are not settled."""
        return sum(one.size for one in self.chunks if one.state in _UNDER_WAY)

    @property
    def rows(self) -> int:
        """All rows."""
        return sum(self.counts.values())


def rows_to_send(journal: Journal, job: int) -> int:
    """Rows that the plan of a job sends. Blocks."""
    plans = journal.ledger.plans(job)
    return plans.get(PlanState.NEW, 0) + plans.get(PlanState.CHANGED, 0)


def picture_of(journal: Journal, job: int) -> Picture:
    """Look at a job while another process drives it. Blocks."""
    sent = [one for one in journal.ledger.chunks(job, *ChunkState) if one.sent_number is not None]
    return Picture(
        counts=journal.ledger.counts(job),
        chunks=tuple(sorted(sent, key=lambda one: one.sent_number or 0)),
    )
