"""What the demo brand's respondents answered: those of its mailings, and anonymous ones."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from qualtrics_desk.sandbox import clock
from qualtrics_desk.sandbox.responses.landing import land
from qualtrics_desk.sandbox.seed.surveys import DAY

if TYPE_CHECKING:
    import sqlite3

    from qualtrics_desk.sandbox.brand import Brand

_MINUTE = 60_000


def plant(brand: Brand, db: sqlite3.Connection) -> None:
    """Make the responses."""
    asked = db.execute(
        "SELECT r.*, d.survey FROM recipients r JOIN distributions d ON d.id = r.distribution"
        " WHERE r.response IS NOT NULL ORDER BY r.started"
    ).fetchall()
    for row in asked:
        land(
            brand,
            db,
            survey=row["survey"],
            started=row["started"],
            ended=row["completed"],
            number=row["response"],
            distribution=row["distribution"],
            member=row["member"],
        )
    dice = random.Random(17)  # noqa: S311
    now = clock.now()
    for survey in db.execute("SELECT id, activated FROM surveys ORDER BY id").fetchall():
        begin = survey["activated"] or now - 200 * DAY
        moments = sorted(
            dice.randrange(begin, max(now - DAY, begin + 1)) for _ in range(survey["id"] * 37 % 300)
        )
        for started in moments:
            land(
                brand,
                db,
                survey=survey["id"],
                started=started,
                ended=started + dice.randrange(1, 20) * _MINUTE,
                status=dice.choices((0, 1, 8), (96, 3, 1))[0],
                finished=dice.random() < 0.9,
            )
