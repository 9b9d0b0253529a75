"""What people of the demo brand did, whom somebody drew a sample of, how often mails may go out."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from qualtrics_desk.sandbox import clock, ids
from qualtrics_desk.sandbox.seed.surveys import DAY

if TYPE_CHECKING:
    import sqlite3

    from qualtrics_desk.sandbox.brand import Brand

_SHOPS = ("Web shop", "Box office", "Phone", "Campus store")
_SAMPLES = (("Spring panel, tenth", 1, 240), ("Guests for the call-back", 3, 60))
# Samples carry CG_ ids as lists do, so their row numbers must stay clear of those of lists.
_FIRST_SAMPLE = 900_000


def plant(brand: Brand, db: sqlite3.Connection) -> None:
    """Make transactions, samples and rules."""
    dice = random.Random(11)  # noqa: S311
    now = clock.now()
    members = db.execute(
        "SELECT contact, list FROM members WHERE list IN (1, 2) ORDER BY id"
    ).fetchall()
    for contact, list_id in members:
        for _ in range(dice.choices((0, 1, 2, 4), (70, 18, 9, 3))[0]):
            moment = clock.iso(now - dice.randrange(1, 700) * DAY - dice.randrange(DAY)) or ""
            data = f'{{"amount":"{dice.randrange(5, 400)}.00","shop":"{dice.choice(_SHOPS)}"}}'
            db.execute(
                "INSERT INTO transactions VALUES (?, ?, ?, ?, ?)",
                (
                    brand.number(db, "transactions"),
                    contact,
                    list_id,
                    moment.replace("T", " ").removesuffix("Z"),
                    data,
                ),
            )
    for place, (name, list_id, size) in enumerate(_SAMPLES):
        number = _FIRST_SAMPLE + place
        db.execute(
            "INSERT INTO samples VALUES (?, 1, ?, ?, ?)",
            (number, name, ids.encode("CG_", list_id), now - 40 * DAY),
        )
        people = db.execute("SELECT contact FROM members WHERE list = ?", (list_id,)).fetchall()
        db.executemany(
            "INSERT INTO sampled VALUES (?, ?)",
            [(number, contact) for (contact,) in dice.sample(people, min(size, len(people)))],
        )
    for name, most, days in (("No more than 3 a month", 3, 30), ("One a day", 1, 1)):
        db.execute(
            "INSERT INTO frequency_rules VALUES (?, 1, ?, ?, ?)",
            (brand.number(db, "frequency rules"), name, most, days),
        )
