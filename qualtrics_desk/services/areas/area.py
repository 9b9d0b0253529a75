"""What an area is: its columns, its calls and its forms. The rest is the same for all of them."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.api.families import Page
from qualtrics_desk.api.records import Created
from qualtrics_desk.api.requests import Request
from qualtrics_desk.domain.contacts import scalar_text
from qualtrics_desk.domain.fields import Field
from qualtrics_desk.domain.rows import ColumnKind, ColumnSpec, Value
from qualtrics_desk.store.tables.reading import NewRow

if TYPE_CHECKING:
    from qualtrics_desk.services.session import Session

Raw = Mapping[str, Any]
Gather = Callable[["Session", str, Sequence[Raw]], AsyncGenerator[dict[str, Any]]]


class Area(msgspec.Struct, frozen=True, kw_only=True):
    """A list of things of one kind.

    Attributes:
        name: As the command line calls it, "users"; also the name of its table.
        one: One of them, for sentences: "user".
        columns: What the list shows; the first is the key.
        of: What the things belong to and must be named, such as "library"; "" for nothing.
        pages: The list, of what it belongs to.
        gather: Finds the things where the service has no list: given the session, what they belong
            to, and those that were known before.
        is_remembered: Whether one that was met is kept, because no list leads to it.
        is_local: They are known on this machine only: nothing is asked of the service.
        show: One of them: of what, and its id.
        fields: What a new one is made of.
        create: Makes one of values by key.
        changeable: What can be changed.
        change: Changes one: of what, its id, how it is now, and the values that differ.
        delete: Deletes one.
        scope: The OAuth scope's noun (A.2).
        lacks: What the service does not offer here, in a sentence.
    """

    name: str
    one: str
    columns: tuple[ColumnSpec, ...]
    of: str = ""
    pages: Callable[[str], Request[Page[Any]]] | None = None
    gather: Gather | None = None
    is_remembered: bool = False
    is_local: bool = False
    show: Callable[[str, str], Request[Any]] | None = None
    fields: tuple[Field, ...] = ()
    create: Callable[[str, Raw], Request[Created]] | None = None
    changeable: tuple[Field, ...] = ()
    change: Callable[[str, str, Raw, Raw], Request[None]] | None = None
    delete: Callable[[str, str], Request[None]] | None = None
    scope: str = ""
    lacks: str = ""

    @property
    def key(self) -> str:
        """The column that tells one from another."""
        return self.columns[0].key

    def table(self, of: str = "") -> str:
        """The name of the table of these things."""
        return f"{self.name}-{of}" if of else self.name

    def gathered(
        self, session: Session, of: str, known: Sequence[Raw]
    ) -> AsyncGenerator[dict[str, Any]]:
        """The things of an area that the service does not list."""
        if self.gather is None:
            message = f"{self.name} are listed by the service"
            raise ValueError(message)
        return self.gather(session, of, known)

    def row(self, raw: Raw) -> NewRow:
        """A thing as the table takes it."""
        values: dict[str, Value] = {}
        for column in self.columns:
            value = raw.get(column.key)
            if column.kind in (ColumnKind.FLAG, ColumnKind.NUMBER) and isinstance(
                value, bool | int | float
            ):
                values[column.key] = value
            else:
                values[column.key] = None if value is None else scalar_text(value)
        return NewRow(self.id_of(raw), values, dict(raw))

    def id_of(self, raw: Raw) -> str:
        """The id of a thing; some answers of users say `userId` for `id` (D.16)."""
        found = raw.get(self.key) or raw.get("userId")
        return str(found) if found else msgspec.json.encode(raw).decode()
