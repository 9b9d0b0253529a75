"""Plain data in large numbers, for measurements: a million contacts, ten thousand surveys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.sandbox import clock, people
from qualtrics_desk.sandbox.responses.landing import land
from qualtrics_desk.sandbox.seed import surveys

if TYPE_CHECKING:
    import sqlite3

    from qualtrics_desk.sandbox.brand import Brand

_STEP = 50_000


def fill_contacts(
    brand: Brand, db: sqlite3.Connection, directory: int, list_id: int, amount: int
) -> None:
    """Add `amount` people to a list."""
    moment = clock.now()
    criteria = brand.faults.dedupe
    contacts = brand.numbers(db, "contacts", amount)
    members = brand.numbers(db, "members", amount)
    for start in range(0, amount, _STEP):
        rows = []
        joins = []
        for _ in range(min(_STEP, amount - start)):
            number = next(contacts)
            person = {
                "firstName": f"First{number % 977}",
                "lastName": f"Last{number % 7919}",
                "email": f"person{number}@example.com",
                "extRef": f"X{number}",
            }
            data = f'{{"Department":"D{number % 23}","Wave":"{number % 5}"}}'
            key = people.identity(criteria, person)
            rows.append((number, directory, *person.values(), "EN", data, moment, moment, key))
            joins.append((next(members), list_id, number))
        db.executemany(
            "INSERT INTO contacts (id, directory, first_name, last_name, email, ext_ref, language,"
            " embedded, created, modified, identity) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
            rows,
        )
        db.executemany("INSERT INTO members (id, list, contact) VALUES (?, ?, ?)", joins)
    db.execute("UPDATE lists SET members = members + ? WHERE id = ?", (amount, list_id))
    db.execute(
        "UPDATE directories SET contact_count = contact_count + ? WHERE id = ?", (amount, directory)
    )


def fill_surveys(brand: Brand, db: sqlite3.Connection, amount: int) -> None:
    """Add `amount` small surveys."""
    for place in range(amount):
        surveys.make(brand, db, surveys.plain(f"Bulk survey {place + 1:05d}", place))


def fill_responses(brand: Brand, db: sqlite3.Connection, survey: int, amount: int) -> None:
    """Add `amount` anonymous responses to a survey, recorded now."""
    moment = clock.now()
    for _ in range(amount):
        land(brand, db, survey=survey, started=moment - 60_000, ended=moment)


def fill_groups(brand: Brand, db: sqlite3.Connection, amount: int) -> None:
    """Add `amount` groups without members."""
    for place in range(1, amount + 1):
        db.execute(
            "INSERT INTO groups (id, name, type, created) VALUES (?, ?, ?, ?)",
            (
                brand.number(db, "groups"),
                f"Bulk group {place:05d}",
                "GT_team00000000001",
                clock.now(),
            ),
        )


def fill_messages(brand: Brand, db: sqlite3.Connection, amount: int) -> None:
    """Add `amount` messages to the first library."""
    (library,) = db.execute("SELECT id FROM libraries ORDER BY id LIMIT 1").fetchone()
    for place in range(1, amount + 1):
        db.execute(
            "INSERT INTO messages (id, library, category, description, texts)"
            " VALUES (?, ?, 'invite', ?, ?)",
            (
                brand.number(db, "messages"),
                library,
                f"Bulk message {place:05d}",
                '{"en": "<p>Hello</p>"}',
            ),
        )


def fill_subscriptions(brand: Brand, db: sqlite3.Connection, amount: int) -> None:
    """Add `amount` event subscriptions to an address that answers nobody."""
    for place in range(1, amount + 1):
        db.execute(
            "INSERT INTO subscriptions (id, topics, url, encrypted) VALUES (?, ?, ?, 0)",
            (
                brand.number(db, "subscriptions"),
                "controlpanel.activateSurvey",
                f"https://example.org/hook/{place:05d}",
            ),
        )
