"""Users, groups, divisions and directories of the brand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from qualtrics_desk.sandbox import clock
from qualtrics_desk.sandbox.brand import BRAND_ID, Brand

if TYPE_CHECKING:
    import sqlite3

_DAY = 86_400_000
_ADMIN, _STANDARD, _VIEWER = "UT_BRANDADMIN", "UT_4SjjZmbPphZGKDq", "UT_viewer0000000001"
_PANEL, _RESEARCH, _OPERATIONS = 1, 2, 3


class _User(NamedTuple):
    name: str
    first: str
    last: str
    type: str = _STANDARD
    division: int | None = None
    language: str = "EN"
    zone: str = "Europe/Zurich"
    seen: int | None = 3
    is_active: bool = True
    expires: int | None = None


_USERS = (
    _User("rosa.almqvist", "Rosa", "Almqvist", _ADMIN, seen=0),
    _User("tomasz.zielinski", "Tomasz", "Zieliński", division=1, language="PL"),
    _User("mei.tanaka", "Mei", "Tanaka", division=1, language="JA", zone="Asia/Tokyo"),
    _User("amara.okafor", "Amara", "Okafor", _ADMIN, zone="Africa/Lagos", seen=1),
    _User("joao.pereira", "João", "Pereira", division=2, language="PT-BR", seen=41),
    _User("lena.hoffmann", "Lena", "Hoffmann", division=2, language="DE", expires=60),
    _User("samuel.adeyemi", "Samuel", "Adeyemi", division=2, seen=12),
    _User("ines.marchetti", "Ines", "Marchetti", division=1, language="IT", seen=130),
    _User("oskar.nyberg", "Oskar", "Nyberg", _VIEWER, 2, "SV", seen=400, is_active=False),
    _User("farah.haddad", "Farah", "Haddad", _VIEWER, None, "AR", "Asia/Amman", None),
    _User("daniel.osei", "Daniel", "Osei", _STANDARD, 1, seen=8),
    _User("yuki.sato", "Yuki", "Sato", _VIEWER, 1, "JA", "Asia/Tokyo", 20),
)
_GROUPS = (
    ("Panel team", _PANEL, None, (1, 2, 3, 8, 11)),
    ("Research, all", _RESEARCH, 1, (2, 3, 8, 11, 12)),
    ("Field operations", _OPERATIONS, 2, (5, 6, 7, 9)),
)
_DIVISIONS = ("Research", "Operations")
_PERMISSIONS = {
    "controlPanel": {
        "accountPermissions": {"useAPI": {"calculatedState": "on", "state": "on"}},
        "surveyPermissions": {
            "activateSurveys": {"calculatedState": "on", "state": "on"},
            "createSurveys": {"calculatedState": "on", "state": "on"},
            "deleteSurveys": {"calculatedState": "off", "state": "off"},
            "editSurveys": {"calculatedState": "on", "state": "on"},
        },
    }
}


def plant(brand: Brand, db: sqlite3.Connection, *, demo: bool) -> None:
    """Make the accounts; the first user is the one behind the token."""
    for user in _USERS if demo else _USERS[:1]:
        _plant_user(brand, db, user)
    now = clock.now()
    for name, kind, division, members in _GROUPS if demo else _GROUPS[:1]:
        number = brand.number(db, "groups")
        db.execute(
            "INSERT INTO groups (id, name, type, division, created) VALUES (?, ?, ?, ?, ?)",
            (number, name, f"GT_team{kind:011d}", division, now - (900 - 90 * number) * _DAY),
        )
        db.executemany(
            "INSERT INTO group_members (grp, user) VALUES (?, ?)",
            [(number, member) for member in (members if demo else (1,))],
        )
    for name in _DIVISIONS if demo else ():
        db.execute(
            "INSERT INTO divisions (id, name, created, permissions) VALUES (?, ?, ?, ?)",
            (brand.number(db, "divisions"), name, now - 1_200 * _DAY, _json(_PERMISSIONS)),
        )
    # A directory may well have no name (qualtrics-api.md D.6).
    names: tuple[str | None, ...] = ("Meridian contacts", None) if demo else ("Contacts",)
    for position, directory in enumerate(names):
        db.execute(
            "INSERT INTO directories VALUES (?, ?, ?, 0)",
            (brand.number(db, "directories"), directory, position == 0),
        )


def _plant_user(brand: Brand, db: sqlite3.Connection, user: _User) -> None:
    now, number = clock.now(), brand.number(db, "users")
    counts = {"auditable": number * 211 % 1_900, "generated": number * 17 % 60, "deleted": 0}
    db.execute(
        "INSERT INTO users (id, user_name, first_name, last_name, email, user_type, division,"
        " language, time_zone, status, created, expires, last_login, counts, permissions)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            f"{user.name}#{BRAND_ID}",
            user.first,
            user.last,
            f"{user.name}@example.com",
            user.type,
            user.division,
            user.language,
            user.zone,
            "active" if user.is_active else "disabled",
            now - (1_500 - 40 * number) * _DAY,
            None if user.expires is None else now + user.expires * _DAY,
            None if user.seen is None else now - user.seen * _DAY - 3_600_000,
            _json(counts),
            _json(_PERMISSIONS),
        ),
    )


def fill_users(brand: Brand, db: sqlite3.Connection, amount: int) -> None:
    """Add `amount` users."""
    for place in range(amount):
        user = _User(f"user{place + 1:05d}", f"First{place % 97}", f"Last{place % 811}")
        _plant_user(brand, db, user)


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
