"""Users, a group and directories of the brand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.sandbox.brand import BRAND_ID, Brand

if TYPE_CHECKING:
    import sqlite3

_USERS = (
    ("rosa.almqvist", "Rosa", "Almqvist"),
    ("tomasz.zielinski", "Tomasz", "Zieliński"),
    ("mei.tanaka", "Mei", "Tanaka"),
    ("amara.okafor", "Amara", "Okafor"),
    ("joao.pereira", "João", "Pereira"),
)


def plant(brand: Brand, db: sqlite3.Connection, *, demo: bool) -> None:
    """Make the accounts; the first user is the one behind the token."""
    for name, first, last in _USERS if demo else _USERS[:1]:
        db.execute(
            "INSERT INTO users VALUES (?, ?, ?, ?, ?)",
            (
                brand.number(db, "users"),
                f"{name}#{BRAND_ID}",
                first,
                last,
                f"{name}@example.com",
            ),
        )
    db.execute(
        "INSERT INTO groups VALUES (?, 'Panel team')",
        (brand.number(db, "groups"),),
    )
    # A directory may well have no name (qualtrics-api.md D.6).
    names: tuple[str | None, ...] = ("Meridian contacts", None) if demo else ("Contacts",)
    for position, directory in enumerate(names):
        db.execute(
            "INSERT INTO directories VALUES (?, ?, ?, 0)",
            (brand.number(db, "directories"), directory, position == 0),
        )
