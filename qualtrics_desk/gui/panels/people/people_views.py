"""How users, groups, divisions and the organisation look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from qualtrics_desk.gui import words
from qualtrics_desk.gui.areas.area_view import AreaView, Warned
from qualtrics_desk.gui.panels.people.holdings_view import HoldingsView
from qualtrics_desk.gui.panels.people.members_view import MembersView
from qualtrics_desk.gui.panels.people.usage_view import UsageView
from qualtrics_desk.gui.widgets.facts_view import Fact
from qualtrics_desk.services.areas import people

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.gui.areas.area_page import AreaPage
    from qualtrics_desk.gui.areas.area_view import Raw


def _tr(text: str) -> str:
    return QCoreApplication.translate("People", text)


def _text(raw: Raw, key: str) -> str:
    value = raw.get(key)
    return "" if value is None else str(value)


def user_name(raw: Raw) -> str:
    """What a user is called."""
    name = f"{_text(raw, 'firstName')} {_text(raw, 'lastName')}".strip()
    return name or _text(raw, "username") or _text(raw, "id")


def _user_facts(page: AreaPage, raw: Raw) -> Sequence[Fact]:
    division = _text(raw, "divisionId")
    counts: Any = raw.get("responseCounts")
    answers = counts.get("auditable") if isinstance(counts, dict) else None
    return (
        Fact(_tr("User name"), _text(raw, "username")),
        Fact(_tr("E-mail"), _text(raw, "email")),
        Fact(_tr("User type"), _text(raw, "userType"), "code"),
        Fact(
            _tr("Division"),
            division,
            act=lambda: page.desk.visit("people", area="divisions", thing=division),
        ),
        Fact(_tr("Language"), _text(raw, "language")),
        Fact(_tr("Time zone"), _text(raw, "timeZone")),
        Fact(_tr("Account made"), words.moment(_text(raw, "accountCreationDate"))),
        Fact(_tr("Account ends"), words.moment(_text(raw, "accountExpirationDate"))),
        Fact(_tr("Last signed in"), _signed_in(page, raw)),
        Fact(_tr("Password changed"), words.moment(_text(raw, "passwordLastChangedDate"))),
        Fact(_tr("Responses"), words.number(answers) if isinstance(answers, int) else ""),
        Fact(_tr("Permissions off"), _switched_off(raw.get("permissions"))),
    )


def _signed_in(page: AreaPage, raw: Raw) -> str:
    when = words.moment(_text(raw, "lastLoginDate"))
    if when or not page.ui.detail.is_whole:
        return when
    return _tr("never")


def _switched_off(tree: object, path: str = "") -> str:
    """The permissions of a tree that are off: the names are the service's own (D.17)."""
    if not isinstance(tree, dict):
        return ""
    state = tree.get("calculatedState") or tree.get("state")
    if isinstance(state, str):
        return path if state == "off" else ""
    found = [_switched_off(held, name) for name, held in tree.items()]
    return ", ".join(name for name in found if name)


def _account(raw: Raw) -> tuple[str, str]:
    status = _text(raw, "accountStatus").casefold()
    if status == "active":
        return _tr("Active"), "success"
    return (_tr("Disabled"), "warning") if status == "disabled" else (status, "muted")


def _warn_user(raw: Raw) -> Warned:
    return Warned(
        _tr("Delete {0}?").format(user_name(raw)),
        _tr(
            "The user can sign in no more, and the token of the user stops working. What becomes "
            "of the surveys, lists and libraries of the user is not documented: hand them over "
            "first, or disable the account instead. This cannot be taken back."
        ),
        (
            _tr("User name: {0}").format(_text(raw, "username")),
            _tr("Id: {0}").format(_text(raw, "id")),
        ),
        _text(raw, "username"),
    )


def _only_admin() -> str:
    return _tr("Only a brand administrator's token opens it: ask one of yours for the right.")


USERS = AreaView(
    area=people.USERS,
    title=lambda: _tr("Users"),
    noun=lambda n: words.users(n),
    icon="people",
    empty=lambda: (_tr("No users"), _tr("The service lists nobody of this brand.")),
    forbidden=lambda: (_tr("Your user may not list users."), _only_admin()),
    name_of=user_name,
    facts=_user_facts,
    state_of=_account,
    new=lambda: _tr("New user…"),
    creates=lambda: _tr("Create user"),
    changes=lambda: _tr("Change user…"),
    deletes=lambda: _tr("Delete user…"),
    warn=_warn_user,
    actions=("people.disable", "people.token", "people.offboard"),
    more=HoldingsView,
    form={"userType": ("users", "userType"), "divisionId": ("users", "divisionId")},
    hidden=("id", "divisionId", "userType", "email"),
    formats={"accountStatus": lambda value: _account({"accountStatus": value})[0]},
)


def _group_facts(page: AreaPage, raw: Raw) -> Sequence[Fact]:
    division, creator = _text(raw, "divisionId"), _text(raw, "creatorId")
    return (
        Fact(_tr("Group type"), _text(raw, "type"), "code"),
        Fact(
            _tr("Division"),
            division,
            act=lambda: page.desk.visit("people", area="divisions", thing=division),
        ),
        Fact(_tr("Made"), words.moment(_text(raw, "creationDate"))),
        Fact(
            _tr("Made by"),
            creator,
            act=lambda: page.desk.visit("people", area="users", thing=creator),
        ),
        Fact(_tr("Members join by themselves"), _tr("yes") if raw.get("autoMembership") else ""),
    )


def _warn_group(raw: Raw) -> Warned:
    return Warned(
        _tr("Delete the group “{0}”?").format(_text(raw, "name")),
        _tr(
            "Its members stay users. They lose what was shared with the group, and the library of "
            "the group goes with it. This cannot be taken back."
        ),
        (_tr("Id: {0}").format(_text(raw, "id")),),
        _text(raw, "name"),
    )


GROUPS = AreaView(
    area=people.GROUPS,
    title=lambda: _tr("Groups"),
    noun=lambda n: words.groups(n),
    icon="people",
    empty=lambda: (
        _tr("No groups"),
        _tr("A group shares surveys, lists and a library among its members."),
    ),
    forbidden=lambda: (_tr("Your user may not list groups."), _only_admin()),
    name_of=lambda raw: _text(raw, "name") or _text(raw, "id"),
    facts=_group_facts,
    new=lambda: _tr("New group…"),
    creates=lambda: _tr("Create group"),
    changes=lambda: _tr("Change group…"),
    deletes=lambda: _tr("Delete group…"),
    warn=_warn_group,
    more=MembersView,
    hidden=("id",),
    widths={"name": 48},
    form={"divisionId": ("users", "divisionId")},
)


def _division_facts(page: AreaPage, raw: Raw) -> Sequence[Fact]:
    creator = _text(raw, "creatorId")
    counts: Any = raw.get("responseCounts")
    answers = counts.get("auditable") if isinstance(counts, dict) else None
    return (
        Fact(_tr("Made"), words.moment(_text(raw, "creationDate"))),
        Fact(
            _tr("Made by"),
            creator,
            act=lambda: page.desk.visit("people", area="users", thing=creator),
        ),
        Fact(_tr("Responses"), words.number(answers) if isinstance(answers, int) else ""),
        Fact(_tr("Permissions off"), _switched_off(raw.get("permissions"))),
    )


def _division_state(raw: Raw) -> tuple[str, str]:
    status = _text(raw, "status")
    if status == "Active":
        return _tr("Active"), "success"
    return (_tr("Disabled"), "warning") if status == "Disabled" else (status, "muted")


DIVISIONS = AreaView(
    area=people.DIVISIONS,
    title=lambda: _tr("Divisions"),
    noun=lambda n: words.divisions(n),
    icon="directory",
    empty=lambda: (
        _tr("No divisions are known"),
        _tr(
            "The service does not list divisions: those that users are in stand here, and those "
            "you looked up or made."
        ),
    ),
    forbidden=lambda: (_tr("Your user may not see divisions."), _only_admin()),
    name_of=lambda raw: _text(raw, "name") or _text(raw, "id"),
    facts=_division_facts,
    state_of=_division_state,
    new=lambda: _tr("New division…"),
    creates=lambda: _tr("Create division"),
    changes=lambda: _tr("Change division…"),
    actions=("people.look_up",),
    hidden=("id",),
    widths={"name": 32},
    formats={"status": lambda value: _division_state({"status": value})[0]},
)


def _organization_facts(_page: AreaPage, raw: Raw) -> Sequence[Fact]:
    return (
        Fact(_tr("Address"), _text(raw, "baseUrl")),
        Fact(_tr("Kind"), _text(raw, "type")),
        Fact(_tr("Made"), words.moment(_text(raw, "creationDate"))),
        Fact(_tr("Ends"), words.moment(_text(raw, "expirationDate")) or _tr("no end is set")),
    )


ORGANIZATION = AreaView(
    area=people.ORGANIZATION,
    title=lambda: _tr("Organisation"),
    noun=lambda n: words.rows(n),
    icon="globe",
    empty=lambda: (_tr("Nothing is known"), _tr("The service says nothing of this brand.")),
    forbidden=lambda: (_tr("Your user may not see the organisation."), _only_admin()),
    name_of=lambda raw: _text(raw, "name") or _text(raw, "id"),
    facts=_organization_facts,
    state_of=_division_state,
    more=UsageView,
    is_single=True,
)
