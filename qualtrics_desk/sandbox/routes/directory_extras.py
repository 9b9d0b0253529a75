"""Transactions of people, samples, frequency rules (qualtrics-api.md D.11).

The keys of samples and rules are not documented; those here are guesses that no client may need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.sandbox import ids, paging, people
from qualtrics_desk.sandbox.calls import Answer, Call, not_found, read
from qualtrics_desk.sandbox.routes.directory_contacts import contact_of
from qualtrics_desk.sandbox.routes.lists import directory_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable


def _page(call: Call, query: str, values: tuple[Any, ...], render: Callable[..., Any]) -> Answer:
    """One page of a query that takes a position and a size and orders by `place`."""
    size = paging.page_size(call)
    rows = call.db.execute(query, (*values, paging.position(call), size + 1)).fetchall()
    shown = rows[:size]
    token = paging.token_of(shown[-1]["place"]) if len(rows) > size else None
    return paging.by_token(call, [render(row) for row in shown], token)


def _transaction(row: sqlite3.Row) -> dict[str, Any]:
    return {
        "transactionId": ids.encode("CTR_", row["id"]),
        "contactId": ids.encode("CID_", row["contact"]),
        "mailingListId": ids.encode("CG_", row["list"]) if row["list"] else None,
        "transactionDate": row["moment"],
        "data": msgspec.Raw(row["data"].encode()),
    }


def transactions(call: Call) -> Answer:
    """List the transactions of one person."""
    contact = contact_of(call)["id"]
    return _page(
        call,
        "SELECT id AS place, * FROM transactions WHERE contact = ? AND id > ? ORDER BY id LIMIT ?",
        (contact,),
        _transaction,
    )


def _sample(row: sqlite3.Row) -> dict[str, Any]:
    return {
        "sampleId": ids.encode("CG_", row["id"]),
        "name": row["name"],
        "parentId": row["parent"],
        "contactCount": row["people"],
        "creationDate": row["created"],
    }


_SAMPLES = (
    "SELECT id AS place, *, (SELECT count(*) FROM sampled WHERE sample = samples.id) AS people"
    " FROM samples WHERE directory = ? AND id > ? ORDER BY id LIMIT ?"
)


def samples(call: Call) -> Answer:
    """List the samples of a directory."""
    return _page(call, _SAMPLES, (directory_of(call),), _sample)


def _person(row: sqlite3.Row) -> dict[str, Any]:
    return {
        "contactId": ids.encode("CID_", row["id"]),
        **{field: row[column] for field, column in people.COLUMNS.items()},
        "unsubscribed": bool(row["unsubscribed"]),
    }


def sample_people(call: Call) -> Answer:
    """List the people of a sample."""
    directory = directory_of(call)
    number = ids.decode("CG_", call.params["sample"])
    found = call.db.execute(
        "SELECT 1 FROM samples WHERE id = ? AND directory = ?", (number, directory)
    ).fetchone()
    if found is None:
        not_found("Resource not found", "UNF_9")
    return _page(
        call,
        "SELECT c.id AS place, c.* FROM sampled s JOIN contacts c ON c.id = s.contact"
        " WHERE s.sample = ? AND c.id > ? ORDER BY c.id LIMIT ?",
        (number,),
        _person,
    )


def _rule(row: sqlite3.Row) -> dict[str, Any]:
    return {
        "ruleId": ids.encode("CFR_", row["id"]),
        "name": row["name"],
        "maxContacts": row["most"],
        "period": row["days"],
        "periodUnit": "day",
        "channel": "email",
    }


def frequency_rules(call: Call) -> Answer:
    """List the rules of a directory."""
    return _page(
        call,
        "SELECT id AS place, * FROM frequency_rules WHERE directory = ? AND id > ?"
        " ORDER BY id LIMIT ?",
        (directory_of(call),),
        _rule,
    )


ENDPOINTS = (
    read(
        "/directories/{directory}/contacts/{contact}/transactions",
        transactions,
        "contact_transactions",
    ),
    read("/directories/{directory}/samples", samples, "samples"),
    read("/directories/{directory}/samples/{sample}/contacts", sample_people, "samples"),
    read("/directories/{directory}/frequencyrules", frequency_rules, "contact_frequency_rules"),
)
