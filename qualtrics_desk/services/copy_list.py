"""A list copied to another brand, or to another place of the same: read here, imported there.

The file of the import's results says which contact became which: it has the columns of the source
with the contact id, and the id the new brand gave.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from qualtrics_desk.domain.contacts import (
    TEXT_FIELDS,
    embedded_of,
    embedded_target,
    opted_out,
    opted_out_of_all,
    scalar_text,
)
from qualtrics_desk.services.engine.progress import Progress, Report, Stop
from qualtrics_desk.services.tables.contacts import contact_pages
from qualtrics_desk.sheets.writing import open_writer

if TYPE_CHECKING:
    from pathlib import Path

    from qualtrics_desk.services.places import Place
    from qualtrics_desk.services.session import Session


async def write_copy(
    session: Session, place: Place, out: Path, *, stop: Stop, report: Report
) -> int:
    """Write the contacts of a list as an import takes them; returns how many there are.

    Whoever opted out of the list or of everything is opted out of the copy: nobody is written to
    who did not want it.

    Raises:
        ApiError: When a page cannot be fetched.
        JobStopped: On wish.
    """
    people: list[dict[str, Any]] = []
    async for page in contact_pages(session.client, place):
        stop.check()
        people.extend(page)
        report(Progress("Reading contacts", len(people), place.list.contact_count))
    await asyncio.to_thread(_write, people, out)
    return len(people)


def _write(people: list[dict[str, Any]], out: Path) -> None:
    names = list(dict.fromkeys(name for person in people for name in embedded_of(person)))
    columns = ["contactId", *TEXT_FIELDS, "unsubscribed", *map(embedded_target, names)]
    with open_writer(out, columns) as writer:
        for person in people:
            held = embedded_of(person)
            is_out = opted_out(person) or opted_out_of_all(person)
            writer.write_row(
                [
                    scalar_text(person.get("contactId")),
                    *(scalar_text(person.get(field)) for field in TEXT_FIELDS),
                    "true" if is_out else "false",
                    *(scalar_text(held.get(name)) for name in names),
                ]
            )
