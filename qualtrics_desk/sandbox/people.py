"""Contacts: one person in a directory, member of any number of lists (qualtrics-api.md D.8-D.10).

Name, address and embedded data belong to the person and show in every list; private data and the
list opt-out belong to the membership.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.sandbox import checks, clock

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from qualtrics_desk.sandbox.brand import Brand
    from qualtrics_desk.sandbox.faults import Faults

COLUMNS = {
    "firstName": "first_name",
    "lastName": "last_name",
    "email": "email",
    "phone": "phone",
    "extRef": "ext_ref",
    "language": "language",
}

BODY: dict[str, checks.Check] = {
    "firstName": checks.text(),
    "lastName": checks.text(),
    "email": checks.email,
    "phone": checks.text(),
    "extRef": checks.text(),
    "language": checks.text(),
    "unsubscribed": checks.boolean,
    "embeddedData": checks.embedded,
}
LIST_BODY: dict[str, checks.Check] = {**BODY, "privateEmbeddedData": checks.embedded}


class Outcome(msgspec.Struct, frozen=True):
    """What storing one contact did."""

    contact: int
    member: int | None
    created: bool


def identity(criteria: tuple[str, ...], values: Mapping[str, Any]) -> str | None:
    """Return what the directory compares, case-folded; None where a part is blank (D.9)."""
    parts = [values.get(name) for name in criteria]
    if not parts or not all(parts):
        return None
    return "\x1f".join(str(part).casefold() for part in parts)


def row_identity(criteria: tuple[str, ...], row: Mapping[str, Any]) -> str | None:
    """As `identity`, for a row of the table."""
    return identity(criteria, {name: row[COLUMNS[name]] for name in criteria})


def settle_criteria(brand: Brand, db: sqlite3.Connection) -> None:
    """Work the identities of all contacts out anew where the matching fields have changed."""
    wanted = "+".join(brand.faults.dedupe)
    row = db.execute("SELECT value FROM facts WHERE name = 'criteria'").fetchone()
    if row is not None and row["value"] == wanted:
        return
    columns = [COLUMNS[name] for name in brand.faults.dedupe]
    db.create_function("fold", 1, str.casefold, deterministic=True)
    if columns:
        parts = " || char(31) || ".join(f"fold({name})" for name in columns)
        # A function of Python cannot take NULL, hence the guard.
        guard = " AND ".join(f"nullif({name}, '') IS NOT NULL" for name in columns)
        db.execute(
            f"UPDATE contacts SET identity = CASE WHEN {guard} THEN {parts} END"  # noqa: S608
        )
    else:
        db.execute("UPDATE contacts SET identity = NULL WHERE identity IS NOT NULL")
    db.execute("INSERT OR REPLACE INTO facts VALUES ('criteria', ?)", (wanted,))


def merge_data(
    faults: Faults, old: Mapping[str, str], given: Mapping[str, Any], *, replace: bool
) -> dict[str, str]:
    """Merge embedded data; names that differ only in case are one field (F.24)."""
    spellings = {name.casefold(): name for name in old}
    merged = {} if replace else dict(old)
    for name, value in given.items():
        spelling = spellings.setdefault(name.casefold(), name)
        text = checks.as_text(value)
        if text or faults.blank == "clear":
            merged[spelling] = text
        elif spelling in old:
            merged[spelling] = old[spelling]
    return merged


def merge_contact(
    faults: Faults, old: Mapping[str, Any], body: Mapping[str, Any], *, replace: bool
) -> dict[str, Any]:
    """Return the columns of a contact after `body` was written over it (D.8, disputed there).

    Under `replace` a key that is left out is blanked; opt-outs are never touched by omission.
    """
    columns: dict[str, Any] = {}
    for field, column in COLUMNS.items():
        if field in body:
            value = body[field]
            kept = old.get(column) if faults.blank == "ignore" else None
            columns[column] = value or kept
        else:
            columns[column] = None if replace else old.get(column)
    data: dict[str, str] = msgspec.json.decode(old.get("embedded") or "{}")
    if "embeddedData" in body or replace:
        data = merge_data(faults, data, body.get("embeddedData", {}), replace=replace)
    columns["embedded"] = msgspec.json.encode(data).decode()
    return columns


def match(
    brand: Brand, db: sqlite3.Connection, directory: int, list_id: int | None, key: str | None
) -> int | None:
    """Return the contact a new one would be merged into. On Lite only inside the list (D.6)."""
    if key is None:
        return None
    query = "SELECT id FROM contacts WHERE directory = ? AND identity = ?"
    values: list[Any] = [directory, key]
    if brand.faults.lite and list_id is not None:
        query += (
            " AND EXISTS (SELECT 1 FROM members m WHERE m.contact = contacts.id AND m.list = ?)"
        )
        values.append(list_id)
    row = db.execute(query + " ORDER BY id LIMIT 1", values).fetchone()
    return None if row is None else int(row["id"])


def join(
    brand: Brand, db: sqlite3.Connection, list_id: int, contact: int, *, job: int | None = None
) -> tuple[int, bool]:
    """Make a contact a member of a list; return the membership and whether it is new."""
    row = db.execute(
        "SELECT id FROM members WHERE contact = ? AND list = ?", (contact, list_id)
    ).fetchone()
    if row is not None:
        return int(row["id"]), False
    member = brand.number(db, "members")
    db.execute(
        "INSERT INTO members (id, list, contact, job) VALUES (?, ?, ?, ?)",
        (member, list_id, contact, job),
    )
    db.execute("UPDATE lists SET members = members + 1 WHERE id = ?", (list_id,))
    return member, True


def create(
    brand: Brand,
    db: sqlite3.Connection,
    directory: int,
    list_id: int | None,
    body: Mapping[str, Any],
) -> Outcome:
    """Store one contact by a single call, merged where the directory deduplicates."""
    criteria = brand.faults.dedupe
    found = match(brand, db, directory, list_id, identity(criteria, body))
    if found is None:
        columns = merge_contact(brand.faults, {}, body, replace=True)
        contact = brand.number(db, "contacts")
        moment = clock.now()
        columns |= {"id": contact, "directory": directory, "created": moment, "modified": moment}
        columns["identity"] = row_identity(criteria, columns)
        names = ", ".join(columns)
        marks = ", ".join(f":{name}" for name in columns)
        db.execute(f"INSERT INTO contacts ({names}) VALUES ({marks})", columns)  # noqa: S608
        db.execute(
            "UPDATE directories SET contact_count = contact_count + 1 WHERE id = ?", (directory,)
        )
    else:
        contact = found
        update(brand, db, contact, body, replace=False, creation=True)
    member = None
    if list_id is not None:
        member, _ = join(brand, db, list_id, contact)
        update_member(brand, db, member, body, replace=False)
    elif "unsubscribed" in body:
        opt_out(db, "contacts", contact, out=body["unsubscribed"])
    return Outcome(contact, member, found is None)


def update(
    brand: Brand,
    db: sqlite3.Connection,
    contact: int,
    body: Mapping[str, Any],
    *,
    replace: bool,
    creation: bool = False,
) -> None:
    """Write over one person."""
    old = dict(db.execute("SELECT * FROM contacts WHERE id = ?", (contact,)).fetchone())
    columns = merge_contact(brand.faults, old, body, replace=replace)
    columns["identity"] = row_identity(brand.faults.dedupe, columns)
    columns["modified"] = clock.now()
    changes = ", ".join(f"{name} = :{name}" for name in columns)
    db.execute(
        f"UPDATE contacts SET {changes}, writes = writes + 1,"  # noqa: S608
        " creations = creations + :creation WHERE id = :id",
        {**columns, "id": contact, "creation": int(creation)},
    )
    brand.views.forget(contact)


def update_member(
    brand: Brand, db: sqlite3.Connection, member: int, body: Mapping[str, Any], *, replace: bool
) -> None:
    """Write the part of a body that belongs to the list: private data and the list opt-out."""
    if "privateEmbeddedData" in body or replace:
        row = db.execute("SELECT private FROM members WHERE id = ?", (member,)).fetchone()
        data = merge_data(
            brand.faults,
            msgspec.json.decode(row["private"]),
            body.get("privateEmbeddedData", {}),
            replace=replace,
        )
        text = msgspec.json.encode(data).decode()
        db.execute("UPDATE members SET private = ? WHERE id = ?", (text, member))
    if "unsubscribed" in body:
        opt_out(db, "members", member, out=body["unsubscribed"])


def opt_out(db: sqlite3.Connection, table: str, number: int, *, out: bool) -> None:
    """Opt a person out of the directory (`contacts`) or of one list (`members`), or in again."""
    db.execute(
        f"UPDATE {table} SET unsubscribed = ?, unsubscribed_at ="  # noqa: S608
        " CASE WHEN ? THEN coalesce(unsubscribed_at, ?) END WHERE id = ?",
        (out, out, clock.now(), number),
    )


def leave(db: sqlite3.Connection, members: Iterable[sqlite3.Row]) -> None:
    """End memberships; personal links made from them die with them (D.7, D.8)."""
    for member in members:
        db.execute("DELETE FROM members WHERE id = ?", (member["id"],))
        db.execute("UPDATE lists SET members = members - 1 WHERE id = ?", (member["list"],))


def delete(db: sqlite3.Connection, contact: int) -> None:
    """Take a person out of the directory and of every list (D.10)."""
    leave(db, db.execute("SELECT id, list FROM members WHERE contact = ?", (contact,)).fetchall())
    for table in ("recipients", "sampled", "transactions"):
        db.execute(f"DELETE FROM {table} WHERE contact = ?", (contact,))  # noqa: S608
    db.execute(
        "UPDATE directories SET contact_count = contact_count - 1"
        " WHERE id = (SELECT directory FROM contacts WHERE id = ?)",
        (contact,),
    )
    db.execute("DELETE FROM contacts WHERE id = ?", (contact,))
