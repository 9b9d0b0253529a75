"""Responses arriving: `landed` numbers them in the order in which they were recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    import sqlite3

    from qualtrics_desk.sandbox.brand import Brand


def land(
    brand: Brand,
    db: sqlite3.Connection,
    *,
    survey: int,
    started: int,
    ended: int | None,
    number: int | None = None,
    distribution: int | None = None,
    member: int | None = None,
    status: int = 0,
    finished: bool = True,
    given: dict[str, Any] | None = None,
) -> int:
    """Store a response.

    Args:
        brand: The brand.
        db: Inside the writing transaction.
        survey: Row number of the survey.
        started: Epoch milliseconds.
        ended: When it was recorded, finished or not; None while it is in progress.
        number: Its row number, where it has one.
        distribution: Where it came from, and
        member: who answered.
        status: 0 normal, 1 preview, 4 imported ... (D.13).
        finished: Whether the end was reached.
        given: Answers that are not to be made up, by ImportId.
    """
    if number is None:
        number = brand.number(db, "responses")
    landed = None if ended is None else brand.number(db, "landed responses")
    db.execute(
        "INSERT OR REPLACE INTO responses (id, survey, distribution, member, status, started,"
        " ended, recorded, modified, finished, landed, given)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            survey,
            distribution,
            member,
            status,
            started,
            ended,
            ended,
            ended or started,
            finished and ended is not None,
            landed,
            msgspec.json.encode(given or {}).decode(),
        ),
    )
    return number
