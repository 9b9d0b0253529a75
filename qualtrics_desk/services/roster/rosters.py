"""What can be brought in by file: users, groups, and who is in which group (D.16, D.17).

A roster is its columns and its area; reading, comparing, sending and taking back are the same for
all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.domain.fields import Field, FieldKind
from qualtrics_desk.domain.header_synonyms import normalised_header
from qualtrics_desk.domain.mapping import column_names, is_result_column
from qualtrics_desk.services.areas.area import Area
from qualtrics_desk.services.areas.people import GROUPS, MEMBERS, USERS
from qualtrics_desk.services.edits.planning import OrderOptions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

UNDO = "people undo"
"""Kind of a job that takes an import of a roster back."""


class Roster(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of file.

    Attributes:
        name: As the command line calls it.
        kind: Of the job that brings one in.
        area: Where its things are made, changed and deleted.
        fields: What columns can fill.
        name_field: The field that names a thing; a row without an id is recognised by it.
        words: What else a column may be called, by field.
        can_clear: Whether the service takes null for what shall be empty (D.16); of a group it is
            not said how its division is taken away (D.17).
    """

    name: str
    kind: str
    area: Area
    fields: tuple[Field, ...]
    name_field: str = ""
    words: dict[str, tuple[str, ...]] = {}
    can_clear: bool = False

    @property
    def is_memberships(self) -> bool:
        """Whether a row puts a user into a group or takes one out."""
        return self.area is MEMBERS

    @property
    def clearable(self) -> frozenset[str]:
        """The fields that a blank cell may empty."""
        fields = self.area.changeable if self.can_clear else ()
        return frozenset(field.key for field in fields if field.blank is None)

    @property
    def unlisted(self) -> frozenset[str]:
        """The fields that the list does not show: a thing must be read singly to compare them."""
        listed = {column.key for column in self.area.columns}
        return frozenset(
            field.key for field in self.area.changeable if field.read_key not in listed
        )


class RosterOptions(OrderOptions, frozen=True, kw_only=True):
    """What a job of a roster keeps beside its rows; never a secret.

    Attributes:
        roster: Name of the roster.
        columns: Field by name of the column.
        constants: Value by field, for every row.
        for_new: Value by field, for things that are made and have none of their own; things that
            are there already keep theirs.
        keep_blanks: Whether a blank cell says nothing.
    """

    roster: str
    columns: dict[str, str] = msgspec.field(default_factory=dict)
    constants: dict[str, str] = msgspec.field(default_factory=dict)
    for_new: dict[str, str] = msgspec.field(default_factory=dict)
    keep_blanks: bool = False


def _by_key(fields: Sequence[Field]) -> dict[str, Field]:
    return {field.key: field for field in fields}


_ID = Field("id", "Id", hint="The service's own id; it counts before the name.")
_STATUS = _by_key(USERS.changeable)["status"]

USER_ROSTER = Roster(
    name="users",
    kind="users import",
    area=USERS,
    fields=(_ID, *USERS.fields, _STATUS),
    name_field="username",
    can_clear=True,
    words={
        "id": ("user id", "userId"),
        "username": ("login", "user"),
        "email": ("mail", "e-mail address", "email address"),
        "firstName": ("given name", "forename", "vorname", "prénom", "nombre"),
        "lastName": ("surname", "family name", "nachname", "nom", "apellido"),
        "userType": ("role", "type"),
        "divisionId": ("division",),
        "timeZone": ("time zone", "timezone"),
        "accountExpirationDate": ("expires", "expiration date", "account ends"),
        "status": ("account status", "accountStatus", "state"),
        "password": ("first password", "initial password"),
    },
)
GROUP_ROSTER = Roster(
    name="groups",
    kind="groups import",
    area=GROUPS,
    fields=(_ID, *GROUPS.fields),
    name_field="name",
    words={
        "id": ("group id", "groupId"),
        "name": ("group", "group name"),
        "type": ("group type", "groupType"),
        "divisionId": ("division",),
    },
)
MEMBER_ROSTER = Roster(
    name="members",
    kind="members import",
    area=MEMBERS,
    fields=(
        Field("group", "Group", required=True, hint="Its name, or its id, GR_…"),
        Field("user", "User", required=True, hint="The user name, or the id, UR_…"),
        Field("action", "Action", FieldKind.CHOICE, choices=("add", "remove")),
    ),
    words={
        "group": ("group id", "groupId", "group name", "team"),
        "user": ("user id", "userId", "username", "user name", "login", "member"),
        "action": ("what", "change"),
    },
)
ROSTERS = {roster.name: roster for roster in (USER_ROSTER, GROUP_ROSTER, MEMBER_ROSTER)}
IMPORTS = tuple(roster.kind for roster in ROSTERS.values())
KINDS = (*IMPORTS, UNDO)


def roster_of(options: Mapping[str, object]) -> Roster:
    """The roster of a job, by its options."""
    return ROSTERS[str(options["roster"])]


def columns_of(roster: Roster, header: Sequence[str]) -> dict[str, str]:
    """Which field each column names, by the name of the column; two of one field name none."""
    known: dict[str, str] = {}
    for field in roster.fields:
        for word in (*roster.words.get(field.key, ()), field.title, field.key):
            known[normalised_header(word)] = field.key
    found: dict[str, list[str]] = {}
    for name, text in zip(column_names(header), header, strict=True):
        field_key = known.get(normalised_header(text))
        if field_key is not None and not is_result_column(text):
            found.setdefault(field_key, []).append(name)
    return {names[0]: key for key, names in found.items() if len(names) == 1}
