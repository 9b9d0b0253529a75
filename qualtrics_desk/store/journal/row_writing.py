"""How the rows of a job are written: a million of them, most with nothing to tell.

What costs is handing values over to SQLite. So rows that have only what all have are put together
by that, and go by the hundred; the others go whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.store.database import change_rows, insert_rows

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from qualtrics_desk.domain.outcomes import Outcome
    from qualtrics_desk.store.journal.records import PlannedRow, RowOutcome

_NO_WORDS = (None,) * 4
_NOTHING_TOLD = (None,) * 5


def write_planned(connection: sqlite3.Connection, job: int, rows: Iterable[PlannedRow]) -> None:
    """Write planned rows; they must not be there yet."""
    bare: dict[tuple[str, str], list[tuple[int, int | None]]] = {}
    told = []
    for one in rows:
        way = (str(one.plan), str(one.route))
        told_of = (one.contact_id, _text(one.outcome), one.reason, one.code, one.message)
        if told_of == _NOTHING_TOLD:
            bare.setdefault(way, []).append((one.row, one.chunk))
        else:
            told.append((one.row, *way, one.chunk, *told_of))
    for way, found in bare.items():
        insert_rows(connection, "job_rows (job, plan, route, row, chunk)", found, same=(job, *way))
    insert_rows(
        connection,
        "job_rows (job, row, plan, route, chunk, contact_id, outcome, reason, code, message)",
        told,
        same=(job,),
    )


def write_outcomes(
    connection: sqlite3.Connection, job: int, outcomes: Iterable[RowOutcome]
) -> None:
    """Write what became of rows, each row once. Most have nothing to tell but their contact."""
    plain: dict[str | None, list[tuple[int, str]]] = {}
    told = []
    for one in outcomes:
        words = (one.reason, one.code, one.message, one.request_id)
        if one.contact_id is not None and words == _NO_WORDS:
            plain.setdefault(_text(one.outcome), []).append((one.row, one.contact_id))
        else:
            told.append((_text(one.outcome), one.contact_id, *words, job, one.row))
    for outcome, found in plain.items():
        change_rows(
            connection,
            "UPDATE job_rows SET outcome=?2, contact_id=found.column2, reason=NULL, code=NULL,"
            " message=NULL, request_id=NULL FROM (VALUES {rows}) AS found"
            " WHERE job=?1 AND row=found.column1",
            found,
            same=(job, outcome),
        )
    connection.executemany(
        "UPDATE job_rows SET outcome=?, contact_id=COALESCE(?, contact_id), reason=?, code=?,"
        " message=?, request_id=? WHERE job=? AND row=?",
        told,
    )


def _text(outcome: Outcome | None) -> str | None:
    return None if outcome is None else str(outcome)
