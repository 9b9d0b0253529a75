"""What the demo brand has sent: e-mail with its fates, links, one set that is expired."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from qualtrics_desk.sandbox import clock, ids
from qualtrics_desk.sandbox.brand import USER, Brand
from qualtrics_desk.sandbox.seed.surveys import DAY

if TYPE_CHECKING:
    import sqlite3

_HOUR = 3_600_000
_FATES = (
    ("Success", 52),
    ("Opened", 18),
    ("SurveyStarted", 8),
    ("SurveyFinished", 14),
    ("HardBounce", 2),
    ("SoftBounce", 2),
    ("Skipped", 2),
    ("Failure", 1),
    ("Blocked", 1),
)
_BOUNCES = {
    "HardBounce": (("5.1.1", "550 5.1.1 The e-mail account does not exist", 1),
                   ("5.1.2", "550 5.1.2 Host unknown", 1)),
    "SoftBounce": (("4.2.2", "452 4.2.2 The mailbox is full", 0),
                   ("4.4.7", "421 4.4.7 Delivery time expired", 0)),
}  # fmt: skip
_HEADERS = (
    '{"fromEmail":"noreply@example.com","replyToEmail":"panel@example.com",'
    '"fromName":"Meridian panel","subject":"Your opinion, please"}'
)
_MESSAGE = '{"libraryId":"%s","messageId":"%s","messageType":"Library"}'


def plant(brand: Brand, db: sqlite3.Connection) -> None:
    """Make the distributions."""
    now = clock.now()
    dice = random.Random(7)  # noqa: S311
    _links(brand, db, survey=1, list_id=1, created=now - 10 * DAY, expires=now + 50 * DAY)
    _links(brand, db, survey=2, list_id=2, created=now - 200 * DAY, expires=now - 140 * DAY)
    _links(brand, db, survey=4, list_id=3, created=now - 2 * DAY, expires=now + 58 * DAY)
    invite = _mail(brand, db, dice, survey=1, list_id=1, sent=now - 30 * DAY)
    _mail(brand, db, dice, survey=1, list_id=1, sent=now - 23 * DAY, parent=invite)
    _mail(brand, db, dice, survey=3, list_id=2, sent=now - 90 * DAY)
    _mail(brand, db, dice, survey=6, list_id=3, sent=now + 14 * DAY)
    test = _mail(brand, db, dice, survey=1, list_id=3, sent=now - 31 * DAY)
    # Somebody tried the mailing out: what is asked of this one alone is answered with 400 (D.4).
    db.execute("UPDATE distributions SET description = 'Test e-mail' WHERE id = ?", (test,))
    db.execute(
        "DELETE FROM recipients WHERE distribution = ? AND member NOT IN"
        " (SELECT min(member) FROM recipients WHERE distribution = ?)",
        (test, test),
    )


def _links(
    brand: Brand, db: sqlite3.Connection, *, survey: int, list_id: int, created: int, expires: int
) -> None:
    number = brand.number(db, "distributions")
    db.execute(
        "INSERT INTO distributions (id, survey, list, list_text, owner, kind, created, send_at,"
        " expires, link_type, description)"
        " VALUES (?, ?, ?, ?, ?, 'GeneratedInvite', ?, ?, ?, 'Individual', 'Personal links')",
        (number, survey, list_id, ids.encode("CG_", list_id), USER, created, created, expires),
    )
    db.execute(
        "INSERT INTO recipients (distribution, member, contact, status)"
        " SELECT ?, id, contact, 'Pending' FROM members WHERE list = ?",
        (number, list_id),
    )


def _mail(
    brand: Brand,
    db: sqlite3.Connection,
    dice: random.Random,
    *,
    survey: int,
    list_id: int,
    sent: int,
    parent: int | None = None,
) -> int:
    number = brand.number(db, "distributions")
    created = min(sent, clock.now()) - _HOUR
    message = _MESSAGE % (USER, ids.encode("MS_", 1))
    db.execute(
        "INSERT INTO distributions (id, survey, list, list_text, parent, owner, kind, created,"
        " send_at, expires, link_type, headers, message)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'Individual', ?, ?)",
        (
            number,
            survey,
            list_id,
            ids.encode("CG_", list_id),
            parent,
            USER,
            "Reminder" if parent else "Invite",
            created,
            sent,
            sent + 60 * DAY,
            _HEADERS,
            message,
        ),
    )
    members = db.execute("SELECT id, contact FROM members WHERE list = ? ORDER BY id", (list_id,))
    fates = [fate for fate, _ in _FATES]
    weights = [weight for _, weight in _FATES]
    rows = []
    bounces = []
    for member, contact in members.fetchall():
        fate = dice.choices(fates, weights)[0] if sent < clock.now() else "Pending"
        reached = fate in {"Success", "Opened", "SurveyStarted", "SurveyFinished"}
        opened = sent + dice.randrange(1, 60) * _HOUR if reached and fate != "Success" else None
        started = opened + 60_000 if opened and fate.startswith("Survey") else None
        completed = started + 400_000 if started and fate == "SurveyFinished" else None
        response = brand.number(db, "responses") if started else None
        when = sent if reached else None
        rows.append((number, member, contact, fate, when, opened, started, completed, response))
        if fate in _BOUNCES:
            bounces.append((number, member, fate, *dice.choice(_BOUNCES[fate])))
    db.executemany("INSERT INTO recipients VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    db.executemany("INSERT INTO bounces VALUES (?, ?, ?, ?, ?, ?)", bounces)
    return number
