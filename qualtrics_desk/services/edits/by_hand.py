"""Changes of a few contacts without a grid: staged in a file of their own and made a job at once.

The same job as a commit of the window: plan, journal, read-back, undo.
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualtrics_desk.domain.contacts import (
    DIRECTORY_OPT_OUT,
    FIELDS,
    KEY_FIELDS,
    OPT_OUTS,
    TEXT_FIELDS,
    CellChange,
    as_boolean,
    embedded_of,
    embedded_target,
    is_editable,
    scalar_text,
)
from qualtrics_desk.domain.errors import NotFound, UsageError
from qualtrics_desk.domain.header_synonyms import (
    NEVER,
    guess_words,
    match_words,
    normalised_header,
)
from qualtrics_desk.services import people
from qualtrics_desk.services.edits.commit import EditOptions, create_edit_job
from qualtrics_desk.services.engine import orders
from qualtrics_desk.services.engine.reach import Reach
from qualtrics_desk.store.edits.edit_set import EditSet
from qualtrics_desk.store.edits.records import CellEdit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from qualtrics_desk.domain.rows import Value
    from qualtrics_desk.services.engine.progress import Stop
    from qualtrics_desk.services.places import Place
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.staging.records import Order

_SPELLINGS = {name.casefold(): name for name in (*FIELDS, *OPT_OUTS)}


def cells_of(pairs: Sequence[str]) -> dict[str, Value]:
    """`FIELD=VALUE` pairs as cells; a name that is no field of contacts is embedded data.

    A field of embedded data cannot be removed any more. So a name that looks like a field of
    contacts is refused, unless `embeddedData.` stands before it.

    Raises:
        UsageError: When a pair has no "=", a name is said twice or is not to be set, or an opt-out
            is neither yes nor no.
    """
    cells: dict[str, Value] = {}
    for pair in pairs:
        name, sign, text = pair.partition("=")
        name = name.strip()
        if not sign or not name:
            raise UsageError(f"“{pair}” is no FIELD=VALUE.", hint="An empty value clears a field.")
        target = _target_of(name)
        if target in cells:
            raise UsageError(f"{name} is said twice.", hint="Say each field once.")
        if target in OPT_OUTS:
            flag = as_boolean({"yes": "true", "no": "false"}.get(text.casefold(), text))
            if flag is None:
                raise UsageError(f"{target} is yes or no, not “{text}”.")
            cells[target] = flag
        else:
            cells[target] = text
    return cells


def _target_of(name: str) -> str:
    target = _SPELLINGS.get(name.casefold(), name)
    if is_editable(target):
        return target
    folded = normalised_header(name)
    if folded == "mailinglistunsubscribed":
        # What answers of the service call the opt-out of a list (D.8).
        return "unsubscribed"
    if folded in NEVER:
        raise UsageError(
            f"{name} is kept by the service and cannot be set.",
            hint=f"embeddedData.{name}=… makes a field of your own with that name.",
        )
    meant = match_words(name) or guess_words(name)
    if meant in FIELDS:
        raise UsageError(
            f"{name} is no field of contacts.",
            hint=f"Say {meant}=… if that is meant, or embeddedData.{name}=… for embedded data.",
        )
    return embedded_target(name)


async def create_change(
    session: Session,
    place: Place,
    who: Sequence[str],
    cells: Mapping[str, Value],
    options: EditOptions,
    stop: Stop,
) -> int | None:
    """A job that sets cells of contacts; each is a contact id, or what `look_up` finds one by.

    Returns:
        The job; None where everything stands there already.

    Raises:
        UsageError: When nothing is asked for, or somebody is not to be found or not the only one.
        JobStopped: On wish; nothing was made.
    """
    _require_change(place)
    if not cells:
        raise UsageError("Say what to set: FIELD=VALUE.")
    if "unsubscribed" in cells and not place.kind.can_add:
        # The service would take it for the opt-out from everything (D.10).
        raise UsageError(
            "unsubscribed is the opt-out of one list, and this is a whole directory.",
            hint=f"Name the list, or say {DIRECTORY_OPT_OUT}=yes to opt out of everything.",
        )
    found = [await _one(session, place, text, stop) for text in who]

    def stage(edits: EditSet) -> None:
        edits.set_cells(
            CellEdit(str(live["contactId"]), target, new, orders.value_of(target, live))
            for live in found
            for target, new in cells.items()
        )

    return await _job(session, place, stage, options)


async def create_addition(
    session: Session, place: Place, cells: Mapping[str, Value], options: EditOptions
) -> int | None:
    """A job that adds one contact to a list."""
    if not place.kind.can_add:
        raise UsageError("Contacts are added to a list.", hint="`lists list` shows the lists.")
    return await _job(session, place, lambda edits: edits.add_rows([cells]), options)


async def create_removal(
    session: Session,
    place: Place,
    who: Sequence[str],
    options: EditOptions,
    stop: Stop,
    *,
    everywhere: bool = False,
) -> int | None:
    """A job that takes contacts out of the list, or out of the directory and every list.

    Raises:
        UsageError: When somebody is not to be found or not the only one.
        JobStopped: On wish; nothing was made.
    """
    _require_change(place)
    if not place.kind.can_add and not everywhere:
        raise UsageError(
            "Nobody can leave a whole directory as if it were a list.",
            hint="--from-directory deletes people from it and from every list.",
        )
    found = [await _one(session, place, text, stop) for text in who]
    seen = [(str(live["contactId"]), _seen(live)) for live in found]
    return await _job(
        session, place, lambda edits: edits.remove_rows(seen, everywhere=everywhere), options
    )


def _seen(live: Mapping[str, Any]) -> dict[str, Value]:
    targets = [*TEXT_FIELDS, *OPT_OUTS, *(embedded_target(name) for name in embedded_of(live))]
    return {target: orders.value_of(target, live) for target in targets}


async def changes_of(session: Session, job: int, most: int) -> tuple[list[str], int]:
    """What a job asks for, old and new of each cell, a line a contact; and how many more there are.

    Args:
        session: The profile at work.
        job: One of this module.
        most: Contacts that are told.
    """
    async with session.staging(job) as staging:
        first = await asyncio.to_thread(staging.orders_between, 1, most)
        counts = await asyncio.to_thread(staging.order_counts)
    lines = [_WORDS[order.action].format(_told(order)) for order in first.values()]
    return lines, sum(counts.values()) - len(lines)


_WORDS = {
    "add": "new: {0}",
    "change": "{0}",
    "remove": "leaves the list: {0}",
    "erase": "deleted from the directory: {0}",
}


def _told(order: Order) -> str:
    cells = orders.cells_of(order)
    if order.action in ("remove", "erase"):
        seen = (scalar_text(cells[name][1]) for name in KEY_FIELDS if name in cells)
        return " · ".join(text for text in (order.contact_id or "", *seen) if text)
    changes = [CellChange(target, base, new) for target, (new, base) in cells.items()]
    who = f"{order.contact_id}: " if order.contact_id else ""
    return who + orders.told(changes)


def _require_change(place: Place) -> None:
    if not place.kind.can_change:
        raise UsageError("This can only be looked at and exported.")


async def _one(session: Session, place: Place, text: str, stop: Stop) -> dict[str, Any]:
    stop.check()
    list_id = place.list.mailing_list_id or ""
    reach = Reach.of(place.directory.directory_id or "", list_id)
    if not text.startswith("CID_"):
        found = await people.look_up(
            session.client, place.directory, text, list_id=reach.list_id, stop=stop
        )
        if len(found.people) != 1:
            many = f"{len(found.people):,} contacts are" if found.people else "Nobody is"
            raise UsageError(
                f"{many} known as “{text}” in {place.list.name or list_id}.",
                hint="Name the contact by its id: `qualtrics-desk contacts search` shows it.",
            )
        text = str(found.people[0]["contactId"])
    try:
        raw: dict[str, Any] = (await session.client.send(reach.read(text))).value.raw
    except NotFound:
        raise UsageError(f"{text} is not in {place.list.name or list_id}.") from None
    return raw


async def _job(
    session: Session, place: Place, stage: Callable[[EditSet], object], options: EditOptions
) -> int | None:
    with tempfile.TemporaryDirectory(prefix="qualtrics-desk-") as folder:
        edits = await asyncio.to_thread(EditSet, Path(folder) / "edits.db")
        try:
            await asyncio.to_thread(stage, edits)
            if not edits.counts().total:
                return None
            return await create_edit_job(session, place, edits, options)
        finally:
            await asyncio.to_thread(edits.close)
