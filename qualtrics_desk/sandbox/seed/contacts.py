"""Lists and their people: several scripts, opt-outs, people in two lists, untidy extra data."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from qualtrics_desk.sandbox.brand import GROUP, USER, Brand
from qualtrics_desk.sandbox.seed.names import TONGUES
from qualtrics_desk.sandbox.seed.surveys import DAY, START

if TYPE_CHECKING:
    import sqlite3

_DOMAINS = ("example.com", "example.org", "example.net", "mail.example.com")
_DEPARTMENTS = ("IT", "Sales", "Human Resources", "Finance", "Légal", "Operations", "it", "sales ")
_PLANS = ("Basic", "Plus", "Premium", "premium", "PLUS")


class _List(NamedTuple):
    name: str
    owner: str
    directory: int
    size: int
    department_key: str
    borrowed: int = 0


_LISTS = (
    _List("Spring panel 2026", USER, 1, 2400, "Department"),
    _List("Alumni newsletter", USER, 1, 1500, "department", borrowed=300),
    _List("Conference guests", USER, 1, 600, "Dept.", borrowed=80),
    _List("New joiners (empty)", USER, 1, 0, "Department"),
    _List("Faculty panel, shared", GROUP, 1, 320, "Abteilung"),
    _List("Archive 2019", USER, 2, 120, "Department"),
)


def plant(brand: Brand, db: sqlite3.Connection, *, demo: bool) -> None:
    """Make the lists with their people; without `demo` one list without people."""
    if not demo:
        _make_list(brand, db, _List("Empty list", USER, 1, 0, ""), START)
        return
    dice = random.Random(2026)  # noqa: S311
    known: list[int] = []
    for position, plan in enumerate(_LISTS):
        list_id = _make_list(brand, db, plan, START + position * 250 * DAY)
        people = [
            _make_person(brand, db, dice, plan, number)
            for number in range(plan.size - plan.borrowed)
        ]
        people += dice.sample(known, plan.borrowed)
        for contact in people:
            out = dice.random() < 0.03
            db.execute(
                "INSERT INTO members (id, list, contact, unsubscribed, unsubscribed_at, private)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    brand.number(db, "members"),
                    list_id,
                    contact,
                    out,
                    START + dice.randrange(900) * DAY if out else None,
                    f'{{"Table":"{dice.randrange(1, 40)}"}}' if dice.random() < 0.05 else "{}",
                ),
            )
        db.execute("UPDATE lists SET members = ? WHERE id = ?", (len(people), list_id))
        db.execute(
            "UPDATE directories SET contact_count = contact_count + ? WHERE id = ?",
            (plan.size - plan.borrowed, plan.directory),
        )
        if plan.directory == 1:
            known += people[: plan.size - plan.borrowed]


def _make_list(brand: Brand, db: sqlite3.Connection, plan: _List, created: int) -> int:
    number = brand.number(db, "lists")
    db.execute(
        "INSERT INTO lists (id, directory, name, owner, created, modified)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (number, plan.directory, plan.name, plan.owner, created, created + 3 * DAY),
    )
    return number


def _make_person(
    brand: Brand, db: sqlite3.Connection, dice: random.Random, plan: _List, position: int
) -> int:
    tongue = dice.choices(TONGUES, [tongue.weight for tongue in TONGUES])[0]
    number = brand.number(db, "contacts")
    created = START + dice.randrange(1500) * DAY
    out = dice.random() < 0.02
    first = None if position % 211 == 7 else dice.choice(tongue.first)
    mail = f"{dice.choice(('p', 'mail', 'hello', 'k'))}{number}@{dice.choice(_DOMAINS)}"
    db.execute(
        "INSERT INTO contacts (id, directory, first_name, last_name, email, phone, ext_ref,"
        " language, unsubscribed, unsubscribed_at, embedded, created, modified)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            plan.directory,
            first,
            dice.choice(tongue.last),
            mail.title() if position % 97 == 5 else mail,
            f"+1555{number:07d}" if dice.random() < 0.4 else None,
            f"{100_000 + number}" if dice.random() < 0.8 else None,
            None
            if dice.random() < 0.1
            else dice.choice((tongue.language, tongue.language.lower())),
            out,
            created + 200 * DAY if out else None,
            msgspec.json.encode(_extras(dice, plan)).decode(),
            created,
            created + dice.randrange(300) * DAY,
        ),
    )
    return number


def _extras(dice: random.Random, plan: _List) -> dict[str, Any]:
    extras: dict[str, Any] = {}
    if dice.random() < 0.9:
        extras[plan.department_key] = dice.choice(_DEPARTMENTS)
    if dice.random() < 0.6:
        extras["Plan"] = dice.choice(_PLANS)
    if dice.random() < 0.5:
        extras["joined_on"] = f"20{dice.randrange(15, 26)}-{dice.randrange(1, 13):02d}-01"
    if dice.random() < 0.3:
        extras["VIP"] = dice.choice(("true", "1", "yes", "0", "false"))
    if dice.random() < 0.2:
        extras["Stadt / Ville"] = dice.choice(
            ("Zürich", "Genève", "Łódź", "Αθήνα", "京都", "Malmö")
        )
    return extras
