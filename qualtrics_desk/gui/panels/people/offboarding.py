"""Somebody leaves: who takes over, the steps with what cannot be done, then as a job."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QCoreApplication

from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.domain.fields import Field, FieldKind
from qualtrics_desk.gui.dialogs.fields_dialog import ask_fields
from qualtrics_desk.gui.dialogs.plan_dialog import see_rows_through
from qualtrics_desk.gui.dialogs.planned_job import PlannedJob
from qualtrics_desk.services.areas.people import USERS
from qualtrics_desk.services.background.people_messages import CreateOffboarding
from qualtrics_desk.services.offboarding.jobs import Handover

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.gui.desk import Desk


def _tr(text: str) -> str:
    return QCoreApplication.translate("Offboarding", text)


async def offboard(parent: QWidget, desk: Desk, user: str, name: str) -> bool:
    """Hand over what a user has; whether anything was sent.

    Raises:
        DeskError: When what the user has cannot be read, or the job cannot be planned or sent.
    """
    from qualtrics_desk.services.areas.reading import list_area

    people = {
        _told(one): USERS.id_of(one)
        for one in await list_area(desk.session, USERS)
        if USERS.id_of(one) != user
    }

    async def create(values: dict[str, Any]) -> int:
        successor = str(values.get("to") or "")
        if successor and successor not in people:
            raise UsageError(_tr("Choose one of the users, or nobody."))
        wish = Handover(
            user=user,
            successor=people.get(successor, ""),
            surveys=not values.get("surveys"),
            lists=not values.get("lists"),
            messages=not values.get("messages"),
            groups=not values.get("groups"),
            disable=not values.get("account"),
        )
        request = CreateOffboarding(handover=msgspec.to_builtins(wish))
        return await desk.worker.call(request, int)

    flag, title = FieldKind.FLAG, _tr("Offboard {0}").format(name)
    job = await ask_fields(
        parent,
        title,
        _tr("See the steps"),
        (
            Field("to", _tr("Who takes over"), FieldKind.CHOICE, is_open=True),
            Field("surveys", _tr("Leave the surveys with the user"), flag),
            Field("lists", _tr("Leave the mailing lists with the user"), flag),
            Field("messages", _tr("Do not copy the messages of the own library"), flag),
            Field("groups", _tr("Leave the groups as they are"), flag),
            Field("account", _tr("Do not disable the account"), flag),
        ),
        create,
        hint=_tr(
            "Surveys and mailing lists get another owner, messages are copied into the library of"
            " who takes over, who also joins the groups. The account is disabled last, and only"
            " when every step before it is done. Nothing is sent before you have seen the steps."
        ),
        choices={"to": sorted(people)},
    )
    if job is None:
        return False
    return await see_rows_through(parent, desk, PlannedJob(job, title, "", room="people"))


def _told(user: dict[str, Any]) -> str:
    name = f"{user.get('firstName') or ''} {user.get('lastName') or ''}".strip()
    return f"{name} · {user.get('username') or USERS.id_of(user)}".strip(" ·")
