"""Search in every definition that is kept; works without the service."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from qualtrics_desk.domain.rows import Sort, View
from qualtrics_desk.services.definitions.keeping import opened
from qualtrics_desk.services.tables.places import surveys_table
from qualtrics_desk.sheets.writing import open_writer
from qualtrics_desk.store.definitions import Found, Hit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qualtrics_desk.store.definitions import Reused
    from qualtrics_desk.store.paths import Home

HIT_HEADER = ("Survey id", "Survey", "What", "Place", "Export tag", "Text", "Read")
REUSE_HEADER = ("Question", "Asked in surveys", "Survey id", "Survey", "Question id", "Export tag")
MOST_HITS = 100_000
"""Rows of a report."""
MOST_NAMES = 50
"""Surveys that are found by the list alone, because their definition was never read."""


async def search(
    home: Home, profile: str, text: str, *, kinds: Sequence[str] = (), limit: int = 200
) -> Found:
    """Texts in which every word occurs; see `DefinitionStore.search`.

    Surveys of the list whose definition is not kept are found by name and id, too.
    """

    def look() -> Found:
        with opened(home, profile) as store:
            found = store.search(text, kinds=kinds, limit=limit)
            if kinds and "name" not in kinds:
                return found
            known = store.stamps()
        return _with_names(
            found, [row for row in _named(home, profile, text) if row[0] not in known]
        )

    return await asyncio.to_thread(look)


def _named(home: Home, profile: str, text: str) -> list[tuple[str, str]]:
    """Ids and names of the surveys of the list that fit a search."""
    if not text.strip():
        return []
    table = surveys_table(home, profile)
    try:
        with table.moment() as now:
            view = View(text=text.replace('"', " "), sort=Sort("name"))
            raws = now.raws(now.ids(view)[:MOST_NAMES])
    finally:
        table.close()
    return [(str(raw.get("id") or ""), str(raw.get("name") or "")) for raw in raws]


def _with_names(found: Found, named: Sequence[tuple[str, str]]) -> Found:
    hits = [
        Hit(
            survey=survey,
            survey_name=name,
            kind="name",
            place="",
            tag="",
            text=" ".join(name.split()),
            seen_at="",
        )
        for survey, name in named
    ]
    return Found(hits=[*hits, *found.hits], total=found.total + len(hits), is_more=found.is_more)


async def reused(home: Home, profile: str, text: str = "") -> list[Reused]:
    """Questions that more than one survey asks; see `DefinitionStore.reused`."""

    def look() -> list[Reused]:
        with opened(home, profile) as store:
            return store.reused(text)

    return await asyncio.to_thread(look)


def write_hits(path: Path, hits: Sequence[Hit]) -> int:
    """Write hits to a sheet, one a row; blocks.

    Returns:
        How many rows were written.

    Raises:
        SheetError: When the file cannot be written.
    """
    with open_writer(path, HIT_HEADER, excel_safe=True) as sheet:
        sheet.write_rows(
            (hit.survey, hit.survey_name, hit.kind, hit.place, hit.tag, hit.text, hit.seen_at)
            for hit in hits
        )
    return len(hits)


def write_reused(path: Path, found: Sequence[Reused]) -> int:
    """Write reused questions to a sheet, one row for each survey that asks; blocks."""
    rows = [
        (one.text, str(one.surveys), hit.survey, hit.survey_name, hit.place, hit.tag)
        for one in found
        for hit in one.hits
    ]
    with open_writer(path, REUSE_HEADER, excel_safe=True) as sheet:
        sheet.write_rows(rows)
    return len(rows)
