"""The outline of a survey, from the sandbox and from the cache."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from qualtrics_desk.api.connection import Connection
from qualtrics_desk.api.endpoints import surveys
from qualtrics_desk.domain.errors import Forbidden
from qualtrics_desk.services.session import open_session
from qualtrics_desk.services.survey_outlines import fetch_outline, last_outline
from qualtrics_desk.store.paths import open_home

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from qualtrics_desk.services.session import Session
    from tests.conftest import Sandbox


@asynccontextmanager
async def session_of(sandbox: Sandbox) -> AsyncIterator[Session]:
    connection = Connection(base_url=sandbox.url, token=sandbox.token)
    async with open_session(open_home(), connection, profile="Sandbox") as session:
        yield session


async def test_an_outline_is_kept_for_the_next_time(sandbox: Sandbox) -> None:
    async with session_of(sandbox) as session:
        pages = session.client.pages(surveys.list_surveys())
        found = [survey async for page in pages for survey in page.items]
        survey_id = next(survey.id for survey in found if "pulse" in (survey.name or ""))
        assert survey_id is not None
        assert await last_outline(session, survey_id) is None

        fetched = await fetch_outline(session, survey_id)
        known = await last_outline(session, survey_id)

        assert known is not None
        assert known.outline == fetched.outline
        assert known.seen_at == fetched.seen_at
        assert [block.name for block in known.outline.blocks][:2] == ["Pulse", "Closing"]
        again = await fetch_outline(session, survey_id, known)
        # Unchanged, so it is the very same: what is shown need not be drawn anew.
        assert again.outline is known.outline
        assert again.seen_at > known.seen_at


async def test_an_unknown_survey_is_forbidden(sandbox: Sandbox) -> None:
    async with session_of(sandbox) as session:
        with pytest.raises(Forbidden):
            await fetch_outline(session, "SV_000000000000000")

        assert await last_outline(session, "SV_000000000000000") is None
