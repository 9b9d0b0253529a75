"""Users, groups with members, divisions and the organisation (qualtrics-api.md D.16, D.17)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualtrics_desk.api.endpoints import groups, users
from qualtrics_desk.domain.errors import Forbidden, NotFound
from qualtrics_desk.domain.fields import Field, FieldKind
from qualtrics_desk.domain.rows import ColumnKind, ColumnSpec
from qualtrics_desk.services.areas.area import Area

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from qualtrics_desk.services.areas.area import Raw
    from qualtrics_desk.services.session import Session

_CODE = ColumnKind.CODE
_USER_NAME = Field("username", "User name", required=True, hint="Often an e-mail address.")
_FIRST = Field("firstName", "First name", required=True)
_LAST = Field("lastName", "Last name", required=True)
_TYPE = Field(
    "userType",
    "User type",
    FieldKind.CHOICE,
    required=True,
    is_open=True,
    hint="The service cannot list user types: these are the ones that occur.",
)
_DIVISION = Field(
    "divisionId", "Division", is_open=True, hint="The id of a division, DV_…", blank=None
)
_PLACE = (
    _DIVISION,
    Field("language", "Language", hint="Such as EN or DE."),
    Field("timeZone", "Time zone", hint="Such as Europe/Zurich."),
    Field("accountExpirationDate", "Account ends", FieldKind.MOMENT, blank=None),
)

USERS = Area(
    name="users",
    one="user",
    columns=(
        ColumnSpec("id", "Id", _CODE),
        ColumnSpec("username", "User name"),
        ColumnSpec("firstName", "First name"),
        ColumnSpec("lastName", "Last name"),
        ColumnSpec("email", "E-mail"),
        ColumnSpec("userType", "User type", _CODE),
        ColumnSpec("divisionId", "Division", _CODE),
        ColumnSpec("accountStatus", "Account"),
    ),
    pages=lambda _: users.list_users(),
    show=lambda _, user: users.get_user(user),
    fields=(
        _USER_NAME,
        Field("email", "E-mail", required=True, hint="It cannot be changed later by this way."),
        _FIRST,
        _LAST,
        _TYPE,
        Field("password", "First password", FieldKind.SECRET, required=True),
        *_PLACE,
    ),
    create=lambda _, values: users.create_user(values),
    changeable=(
        _USER_NAME,
        _FIRST,
        _LAST,
        _TYPE,
        *_PLACE,
        Field(
            "status",
            "Account",
            FieldKind.CHOICE,
            choices=("active", "disabled"),
            reads="accountStatus",
        ),
    ),
    change=lambda _, user, __, values: users.update_user(user, values),
    delete=lambda _, user: users.delete_user(user),
    scope="users",
    lacks="The service changes neither the e-mail address nor the password of a user.",
)

MEMBERS = Area(
    name="members",
    one="member",
    of="group",
    columns=USERS.columns,
    pages=groups.list_members,
    show=lambda _, user: users.get_user(user),
    delete=groups.remove_member,
    scope="groups",
)

GROUPS = Area(
    name="groups",
    one="group",
    columns=(ColumnSpec("id", "Id", _CODE), ColumnSpec("name", "Name")),
    pages=lambda _: groups.list_groups(),
    show=lambda _, group: groups.get_group(group),
    fields=(
        Field("name", "Name", required=True),
        Field(
            "type",
            "Group type",
            FieldKind.CHOICE,
            required=True,
            is_open=True,
            hint="The service cannot list group types: it is read from a group that exists.",
        ),
        Field(
            "divisionId", "Division", is_open=True, hint="The id of a division, DV_…", blank=None
        ),
    ),
    create=lambda _, values: groups.create_group(
        values["name"], values["type"], values.get("divisionId")
    ),
    changeable=(
        Field("name", "Name", required=True),
        Field("type", "Group type", FieldKind.CHOICE, required=True, is_open=True),
        Field(
            "divisionId", "Division", is_open=True, hint="The id of a division, DV_…", blank=None
        ),
    ),
    change=lambda _, group, live, values: _changed_group(group, {**live, **values}),
    delete=lambda _, group: groups.delete_group(group),
    scope="groups",
)


def _changed_group(group: str, now: Raw) -> Any:  # noqa: ANN401 - a request
    return groups.update_group(
        group, str(now.get("name") or ""), str(now.get("type") or ""), now.get("divisionId")
    )


async def _divisions(
    session: Session, _: str, known: Sequence[Raw]
) -> AsyncGenerator[dict[str, Any]]:
    """Divisions that users are in, and those that were seen before: there is no list (D.17)."""
    wanted = {str(raw["id"]): dict(raw) for raw in known if raw.get("id")}
    async for page in session.client.pages(users.list_users(), parallel=4):
        for user in page.items:
            if user.division_id:
                wanted.setdefault(user.division_id, {})
    for division in wanted:
        try:
            found = (await session.client.send(groups.get_division(division))).value.raw
        except NotFound:
            continue
        except Forbidden:
            found = {"id": division}
        yield {**found, "id": division}


DIVISIONS = Area(
    name="divisions",
    one="division",
    columns=(
        ColumnSpec("id", "Id", _CODE),
        ColumnSpec("name", "Name"),
        ColumnSpec("status", "State"),
        ColumnSpec("creationDate", "Created", ColumnKind.MOMENT),
    ),
    gather=_divisions,
    is_remembered=True,
    show=lambda _, division: groups.get_division(division),
    fields=(Field("name", "Name", required=True),),
    create=lambda _, values: groups.create_division(values["name"]),
    changeable=(
        Field("name", "Name", required=True),
        Field("status", "State", FieldKind.CHOICE, choices=("Active", "Disabled")),
    ),
    change=lambda _, division, __, values: groups.update_division(division, values),
    scope="divisions",
    lacks="The service neither lists divisions nor deletes them: disable one instead.",
)


async def _organization(
    session: Session, _: str, __: Sequence[Raw]
) -> AsyncGenerator[dict[str, Any]]:
    me = await session.me()
    found = await session.client.send(groups.get_organization(me.brand_id or ""))
    yield found.value.raw


ORGANIZATION = Area(
    name="organization",
    one="organisation",
    columns=(
        ColumnSpec("id", "Id", _CODE),
        ColumnSpec("name", "Name"),
        ColumnSpec("status", "State"),
        ColumnSpec("creationDate", "Created", ColumnKind.MOMENT),
    ),
    gather=_organization,
    scope="organizations",
    lacks="The service changes nothing of the organisation.",
)
