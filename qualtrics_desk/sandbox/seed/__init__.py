"""What a new sandbox holds: the believable brand `demo`, always the same, or next to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from qualtrics_desk.sandbox.seed import (
    accounts,
    contacts,
    directory_extras,
    distributions,
    library,
    responses,
    surveys,
)
from qualtrics_desk.sandbox.seed.accounts import fill_users
from qualtrics_desk.sandbox.seed.bulk import (
    fill_contacts,
    fill_groups,
    fill_messages,
    fill_responses,
    fill_subscriptions,
    fill_surveys,
)

if TYPE_CHECKING:
    import sqlite3

    from qualtrics_desk.sandbox.brand import Brand

__all__ = [
    "fill_contacts",
    "fill_groups",
    "fill_messages",
    "fill_responses",
    "fill_subscriptions",
    "fill_surveys",
    "fill_users",
    "plant",
]


def plant(brand: Brand, db: sqlite3.Connection, which: Literal["demo", "empty"]) -> None:
    """Fill an empty database."""
    demo = which == "demo"
    accounts.plant(brand, db, demo=demo)
    surveys.plant(brand, db, demo=demo)
    contacts.plant(brand, db, demo=demo)
    library.plant(brand, db, demo=demo)
    if demo:
        distributions.plant(brand, db)
        responses.plant(brand, db)
        directory_extras.plant(brand, db)
    db.execute("INSERT INTO facts VALUES ('seed', ?)", (which,))
