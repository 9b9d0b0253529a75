"""What every use case needs: one profile's client, the journal, and who is asking."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from qualtrics_desk.api.client import PATIENCE, Client
from qualtrics_desk.api.endpoints import account
from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.domain.numbers import several
from qualtrics_desk.store.journal.jobs import NewJob
from qualtrics_desk.store.journal.journal import Journal
from qualtrics_desk.store.settings import WriteLimits
from qualtrics_desk.store.staging.staging import Staging

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from qualtrics_desk.api.connection import Connection
    from qualtrics_desk.api.endpoints.account import Me
    from qualtrics_desk.api.requests import Wait
    from qualtrics_desk.store.journal.jobs import Job
    from qualtrics_desk.store.paths import Home

ABSENCE_WAIT = 120.0
"""Seconds without change after which a row that was sent counts as absent (design.md 3.3)."""


class Session:
    """One profile at work.

    Attributes:
        home: Where files are kept.
        journal: The journal of this user.
        client: The client of the profile.
        profile: Its name, or None when an address was given instead.
        absence_wait: Seconds; a setting.
        limits: What one job may write.
    """

    def __init__(
        self,
        home: Home,
        journal: Journal,
        client: Client,
        *,
        profile: str | None = None,
        absence_wait: float = ABSENCE_WAIT,
        limits: WriteLimits | None = None,
    ) -> None:
        self.home = home
        self.journal = journal
        self.client = client
        self.profile = profile
        self.absence_wait = absence_wait
        self.limits = limits or WriteLimits()
        self._me: Me | None = None

    @property
    def calls_lately(self) -> int:
        """Calls to the service in the last minute."""
        return self.client.budget.calls_lately()

    async def me(self) -> Me:
        """Who the token belongs to; asked once."""
        if self._me is None:
            self._me = (await self.client.send(account.whoami(), urgent=True)).value
        return self._me

    @asynccontextmanager
    async def staging(self, job: int) -> AsyncIterator[Staging]:
        """The staging database of a job, open."""
        staging = await asyncio.to_thread(Staging, self.home.staging(job))
        try:
            yield staging
        finally:
            await asyncio.to_thread(staging.close)

    def require_within_limits(self, rows: int) -> None:
        """Refuse a job that would write more rows than the profile allows in one.

        Raises:
            UsageError: When it would; nothing was sent.
        """
        most = self.limits.rows_per_job
        if most is not None and rows > most:
            raise UsageError(
                f"This job would write {several(rows, 'row')}; the profile “{self.profile}”"
                f" allows {most:,} in one job.",
                detail="Nothing was sent.",
                hint="Do it in smaller parts, or raise the limit in the settings of the profile.",
            )

    async def create_job(
        self,
        kind: str,
        options: dict[str, Any],
        *,
        directory: str | None = None,
        list_id: str | None = None,
        list_name: str | None = None,
        source: str | None = None,
        recipe: str | None = None,
    ) -> int:
        """Write a job that belongs to this brand, user and profile; returns its id.

        Raises:
            ApiError: When the service does not say who is asking.
        """
        me = await self.me()
        new = NewJob(
            kind=kind,
            base_url=self.client.connection.base_url,
            brand=me.brand_id or "",
            user_id=me.user_id or "",
            profile=self.profile,
            directory=directory,
            list_id=list_id,
            list_name=list_name,
            source=source,
            recipe=recipe,
            options=options,
        )
        return await asyncio.to_thread(self.journal.jobs.create, new)

    async def create_job_after(
        self, parent: Job, kind: str, relation: str, options: dict[str, Any]
    ) -> int:
        """Write a job that retries or undoes another one, and belongs where that does.

        One of the same kind is about the same file and its recipe, too.
        """
        is_again = kind == parent.kind
        new = NewJob(
            kind=kind,
            base_url=parent.base_url,
            brand=parent.brand,
            user_id=parent.user_id,
            profile=self.profile,
            directory=parent.directory,
            list_id=parent.list_id,
            list_name=parent.list_name,
            source=parent.source if is_again else None,
            recipe=parent.recipe if is_again else None,
            parent=parent.id,
            relation=relation,
            options=options,
        )
        return await asyncio.to_thread(self.journal.jobs.create, new)

    async def require_same_brand(self, job: Job) -> None:
        """Refuse to go on with a job of another brand (design.md 3, "Ownership").

        Raises:
            UsageError: When the token belongs to another brand than the job.
        """
        me = await self.me()
        if me.brand_id != job.brand:
            raise UsageError(
                f"Job {job.id} belongs to the brand {job.brand}, this token to {me.brand_id}.",
                hint="Use the profile or token the job was started with.",
            )


@asynccontextmanager
async def open_session(
    home: Home,
    connection: Connection,
    *,
    profile: str | None = None,
    absence_wait: float = ABSENCE_WAIT,
    limits: WriteLimits | None = None,
    share: float = 1.0,
    on_wait: Callable[[Wait], None] | None = None,
    patience: float = PATIENCE,
) -> AsyncIterator[Session]:
    """Open journal and client, and close both in order."""
    journal = await asyncio.to_thread(Journal, home.journal)
    try:
        async with Client(connection, share=share, on_wait=on_wait, patience=patience) as client:
            yield Session(
                home, journal, client, profile=profile, absence_wait=absence_wait, limits=limits
            )
    finally:
        await asyncio.to_thread(journal.close)
