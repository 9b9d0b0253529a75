"""Several rows of one person become one: of each cell the last one that is filled counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.domain.contacts import embedded_name, embedded_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.store.staging.records import Draft
    from qualtrics_desk.store.staging.staging import Staging

PIECE = 1_000


def merge_repeated(staging: Staging) -> None:
    """Merge the rows of each repeated key; the last of them is what is sent."""
    staging.merged.clear()
    piece: list[Draft] = []
    for group in staging.merged.groups():
        piece.append(merged_draft(group))
        if len(piece) == PIECE:
            staging.merged.add(piece)
            piece = []
    staging.merged.add(piece)


def merged_draft(group: Sequence[Draft]) -> Draft:
    """The draft of the last row of a group with what the others say where it says nothing."""
    contact: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    blanks: dict[str, None] = {}
    for draft in group:
        said: dict[str, Any] = msgspec.json.decode(draft.payload or b"{}")
        embedded = {**embedded_of(contact), **embedded_of(said)}
        contact.update(said)
        if embedded:
            contact["embeddedData"] = embedded
        if draft.extra is not None:
            extra.update(msgspec.json.decode(draft.extra))
        if draft.blanks is not None:
            blanks.update(dict.fromkeys(msgspec.json.decode(draft.blanks)))
    empty = [target for target in blanks if not _fills(target, contact, extra)]
    return group[-1]._replace(
        payload=msgspec.json.encode(contact),
        extra=msgspec.json.encode(extra) if extra else None,
        blanks=msgspec.json.encode(empty) if empty else None,
    )


def _fills(target: str, contact: dict[str, Any], extra: dict[str, Any]) -> bool:
    name = embedded_name(target)
    return target in contact or target in extra if name is None else name in embedded_of(contact)
