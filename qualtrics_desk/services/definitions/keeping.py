"""Definitions as last seen: read in numbers, marked as stale, kept within a size."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.api.endpoints import definitions
from qualtrics_desk.domain.definition.pieces import PieceKind, pieces_of, question_key
from qualtrics_desk.domain.errors import Forbidden, NotFound
from qualtrics_desk.domain.rows import View
from qualtrics_desk.services.concurrency import both, each
from qualtrics_desk.services.engine.progress import Progress, Report, Stop, silent
from qualtrics_desk.services.tables.places import profile_of, surveys_table
from qualtrics_desk.services.tables.surveys import refresh_surveys
from qualtrics_desk.store.definitions import StoredPiece, open_definitions
from qualtrics_desk.store.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.definitions import DefinitionStore
    from qualtrics_desk.store.paths import Home

TABLE = "definitions"
PARALLEL = 6
"""Definitions on their way at once; the pool has 8 connections."""


class DefinitionsRead(msgspec.Struct, frozen=True, kw_only=True):
    """What reading the definitions brought.

    Attributes:
        surveys: How many surveys the list has.
        read: Definitions that were fetched.
        fresh: Definitions that were known already.
        refused: Names of surveys whose definition this token may not read.
    """

    surveys: int
    read: int
    fresh: int
    refused: list[str] = []


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """How much of the list a search looks through.

    Attributes:
        surveys: How many the list has.
        kept: How many of them can be searched.
        stale: How many of those have changed at the service since.
    """

    surveys: int
    kept: int
    stale: int


@contextmanager
def opened(home: Home, profile: str) -> Iterator[DefinitionStore]:
    """The definitions of a profile; blocks."""
    store = open_definitions(home.table(profile, TABLE))
    try:
        yield store
    finally:
        store.close()


def most_bytes(home: Home) -> int:
    """How much of definitions a profile may keep, as the settings say now; blocks.

    Raises:
        SettingsError: When they cannot be read.
    """
    return load_settings(home.settings).definition_megabytes * 1_000_000


def trim_all(home: Home) -> int:
    """Let every profile keep no more than the settings allow, and give the room back; blocks.

    Returns:
        How many definitions were forgotten; they can be read again.

    Raises:
        SettingsError: When the settings cannot be read.
        StoreError: When a file cannot be used.
    """
    forgotten = 0
    for profile in load_settings(home.settings).profiles:
        if home.table(profile.name, TABLE).exists():
            with opened(home, profile.name) as store:
                gone = store.trim(most_bytes(home))
                if gone:
                    store.shrink()
                forgotten += len(gone)
    return forgotten


def keep(
    store: DefinitionStore, survey_id: str, raw: dict[str, Any], stamp: str, seen_at: datetime
) -> None:
    """Keep a definition with its texts; blocks for some milliseconds."""
    pieces = [
        StoredPiece(
            kind=piece.kind.value,
            place=piece.place,
            tag=piece.tag,
            text=piece.text,
            alike=question_key(piece.text) if piece.kind is PieceKind.QUESTION else "",
        )
        for piece in pieces_of(raw)
    ]
    name = str(raw.get("SurveyName") or "")
    store.put(survey_id, name, raw, pieces, stamp=stamp, seen_at=seen_at)


def listed(home: Home, profile: str) -> dict[str, Mapping[str, Any]]:
    """The surveys of the list as last read, by their ids; blocks."""
    table = surveys_table(home, profile)
    try:
        with table.moment() as now:
            raws = now.raws(now.ids(View()))
    finally:
        table.close()
    return {str(raw["id"]): raw for raw in raws if raw.get("id")}


def listed_survey(home: Home, profile: str, survey_id: str) -> Mapping[str, Any] | None:
    """One survey of the list as last read; blocks."""
    table = surveys_table(home, profile)
    try:
        row = table.id_of(survey_id)
        return None if row is None else table.raw(row)
    finally:
        table.close()


def stamp_of(raw: Mapping[str, Any] | None) -> str:
    """When the service says that a survey of the list last changed."""
    return str((raw or {}).get("lastModified") or "")


async def fetch_described(
    session: Session, survey_id: str, *, urgent: bool = False
) -> dict[str, Any]:
    """A definition with the survey's description, which only its metadata tells (D.3).

    Raises:
        Forbidden: When the survey is not there or not shared (F.6).
        ApiError: When the service cannot be asked.
    """
    found, about = await both(
        session.client.send(definitions.get_definition(survey_id), urgent=urgent),
        session.client.send(definitions.get_metadata(survey_id), urgent=urgent),
    )
    return {**found.value.raw, "SurveyDescription": about.value.survey_description or ""}


async def coverage(session: Session) -> Coverage:
    """What a search would look through; asks nobody."""
    return await asyncio.to_thread(coverage_of, session.home, profile_of(session))


def coverage_of(home: Home, profile: str) -> Coverage:
    """As `coverage`, of a profile that is not open; blocks."""
    rows = listed(home, profile)
    with opened(home, profile) as store:
        stamps = store.stamps()
    kept = [survey for survey in rows if survey in stamps]
    stale = sum(stamps[survey] != stamp_of(rows[survey]) for survey in kept)
    return Coverage(surveys=len(rows), kept=len(kept), stale=stale)


async def read_definitions(
    session: Session,
    surveys: Sequence[str] | None = None,
    *,
    is_listed: bool = False,
    stop: Stop | None = None,
    report: Report = silent,
) -> DefinitionsRead:
    """Read the definitions that are not known or have changed since, and let them be searched.

    Args:
        session: The profile at work.
        surveys: Only these; None is every survey of the list.
        is_listed: Whether the list as last read will do.
        stop: The wish to stop; what was read until then stays.
        report: Told how far it is.

    Raises:
        ApiError: When the list or a definition cannot be fetched.
        JobStopped: On wish.
    """
    stop = stop or Stop()
    home, profile = session.home, profile_of(session)
    if not is_listed:
        await refresh_surveys(session, stop=stop, report=report)
    rows = await asyncio.to_thread(listed, home, profile)
    store = await asyncio.to_thread(open_definitions, home.table(profile, TABLE))
    try:
        stamps = await asyncio.to_thread(store.stamps)
        if surveys is None:
            await asyncio.to_thread(store.remove, [key for key in stamps if key not in rows])
        wanted = list(rows) if surveys is None else list(dict.fromkeys(surveys))
        due = [
            key for key in wanted if stamps.get(key) != stamp_of(rows.get(key)) or key not in stamps
        ]
        refused: list[str] = []
        done = 0

        async def read(survey_id: str) -> None:
            nonlocal done
            stop.check()
            try:
                raw = await fetch_described(session, survey_id)
            except (Forbidden, NotFound):
                refused.append(str((rows.get(survey_id) or {}).get("name") or survey_id))
            else:
                stamp = stamp_of(rows.get(survey_id))
                await asyncio.to_thread(keep, store, survey_id, raw, stamp, datetime.now(UTC))
            done += 1
            report(Progress("Reading definitions", done, len(due)))

        report(Progress("Reading definitions", 0, len(due)))
        await each(due, read, PARALLEL)
        await asyncio.to_thread(lambda: store.trim(most_bytes(home)))
    finally:
        await asyncio.to_thread(store.close)
    return DefinitionsRead(
        surveys=len(wanted),
        read=len(due) - len(refused),
        fresh=len(wanted) - len(due),
        refused=sorted(refused),
    )
