"""Pure rules: what a row of a roster asks of the thing it means, and how an order fits it now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from qualtrics_desk.domain.contacts import CellChange
from qualtrics_desk.domain.outcomes import Outcome, PlanState, Route
from qualtrics_desk.services.areas.writing import differences, is_same
from qualtrics_desk.services.engine.judge import PROTECTED
from qualtrics_desk.services.engine.orders import Cells, Fit, cells_of, told
from qualtrics_desk.services.roster.intake import MASK
from qualtrics_desk.store.journal.records import PlannedRow
from qualtrics_desk.store.staging.records import Order

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualtrics_desk.services.areas.area import Raw
    from qualtrics_desk.services.roster.rosters import Roster


class Verdict(NamedTuple):
    """What a row asks for.

    Attributes:
        action: "add", "change", "remove", or "" for nothing.
        cells: New value and base by field; no secret.
        protected: Why it waits for consent, or "".
        notes: What the person should know of it.
        wrong: Why it cannot be sent, or "".
        conflict: What somebody else did to what an undo is about, or "".
    """

    action: str
    cells: Cells
    protected: str = ""
    notes: tuple[str, ...] = ()
    wrong: str = ""
    conflict: str = ""


def judge_new(roster: Roster, values: Mapping[str, Any]) -> Verdict:
    """A row whose thing is not there."""
    if values.get("id"):
        return Verdict("", {}, wrong=f"There is no {roster.area.one} with the id {values['id']}.")
    missing = [
        field.title for field in roster.area.fields if field.required and not values.get(field.key)
    ]
    if missing:
        return Verdict(
            "",
            {},
            wrong=f"There is no such {roster.area.one} yet, and a new one needs:"
            f" {', '.join(missing)}.",
        )
    cells = {key: (value, None) for key, value in values.items() if value != MASK and key != "id"}
    return Verdict("add", cells)


def judge_known(
    roster: Roster,
    values: Mapping[str, Any],
    blanks: Sequence[str],
    live: Raw,
    *,
    is_me: bool,
    allow_blanking: bool,
) -> Verdict:
    """A row whose thing is there."""
    wanted = {**values, **{key: _blank(roster, key) for key in blanks}}
    if not values.get("id"):
        # It was recognised by this name, however it is written.
        wanted.pop(roster.name_field, None)
    found = differences(roster.area.changeable, live, wanted)
    changeable = {field.key for field in roster.area.changeable}
    notes = [
        f"{field.title} cannot be changed and stays as it is."
        for field in roster.area.fields
        if field.key in values
        and field.key not in changeable
        and (
            values[field.key] == MASK or not is_same(field, live.get(field.key), values[field.key])
        )
    ]
    cells = {one.field.key: (one.new, one.old) for one in found}
    if is_me and cells.get("status", ("", ""))[0] == "disabled":
        return Verdict("", {}, wrong="This is your own user: you could not sign in any more.")
    if not cells:
        return Verdict("", {}, notes=tuple(notes))
    emptied = [key for key in blanks if key in cells]
    protected = "would blank" if emptied and not allow_blanking else ""
    return Verdict("change", cells, protected, tuple(notes))


def judge_membership(action: str, *, is_member: bool) -> Verdict:
    """A row of a user and a group."""
    wants = action != "remove"
    if wants == is_member:
        return Verdict("", {})
    return Verdict("add" if wants else "remove", {})


def judge_order(roster: Roster, order: Order, image: bytes | None) -> Verdict:
    """A row of an undo beside what is there, as staged (JSON)."""
    if roster.is_memberships:
        return judge_membership(order.action, is_member=image is not None)
    cells = cells_of(order)
    if order.action != "change":
        return Verdict(order.action, cells)
    if image is None:
        return Verdict("", cells, conflict=f"The {roster.area.one} is not there any more.")
    found = fit(roster, cells, msgspec.json.decode(image))
    if found.conflicts and not found.changes:
        text = f"Changed since, and left as it is: {told(found.conflicts)}"
        return Verdict("", cells, conflict=text)
    return Verdict("change" if found.changes else "", cells)


def _blank(roster: Roster, key: str) -> str | None:
    return next(field.blank for field in roster.area.changeable if field.key == key)


def fit(roster: Roster, cells: Cells, live: Raw) -> Fit:
    """What an order still changes in a thing, and what stands against it."""
    fields = {field.key: field for field in roster.area.changeable}
    found = Fit([], [])
    for key, (new, base) in cells.items():
        field = fields.get(key)
        if field is None:
            continue
        old = live.get(field.read_key)
        if is_same(field, old, new):
            continue
        change = CellChange(key, old, new)
        (found.changes if is_same(field, old, base) else found.conflicts).append(change)
    return found


def why_it_stays(roster: Roster, cells: Cells, live: Raw, members: int) -> str:
    """Why a thing that a job has made is not deleted again, or ""."""
    if live.get("lastLoginDate"):
        return "The user has signed in since: it is left as it is. Disable it by hand if need be."
    if members:
        return f"The group has {members:,} members by now: it is left as it is."
    # What it was made with is what must still be there.
    fields = {field.key for field in roster.area.changeable}
    changed = [key for key in cells if key in fields and not _stands(roster, key, cells, live)]
    return f"Changed since, and left as it is: {', '.join(changed)}." if changed else ""


def _stands(roster: Roster, key: str, cells: Cells, live: Raw) -> bool:
    field = next(field for field in roster.area.changeable if field.key == key)
    if key == roster.name_field:
        name, given = str(live.get(key) or "").casefold(), str(cells[key][0]).casefold()
        # The service adds the brand to user names (D.16).
        return name == given or (roster.name == "users" and name.rpartition("#")[0] == given)
    return is_same(field, live.get(field.read_key), cells[key][0])


def planned(row: int, verdict: Verdict, thing: str | None, *, exceeded: bool) -> PlannedRow:
    """A row as the plan leaves it."""
    told = " ".join(verdict.notes) or None
    if verdict.wrong:
        return left(row, PlanState.INVALID, Outcome.FAILED, "invalid", verdict.wrong, thing)
    if verdict.conflict:
        return left(
            row, PlanState.CONFLICT, Outcome.SKIPPED, "changed since", verdict.conflict, thing
        )
    if not verdict.action:
        return PlannedRow(
            row,
            PlanState.UNCHANGED,
            Route.NONE,
            None,
            thing,
            Outcome.UNCHANGED,
            "as it is" if told else None,
            None,
            told,
        )
    if verdict.action == "add":
        return PlannedRow(row, PlanState.NEW, Route.POST, None, thing, message=told)
    if verdict.protected or exceeded:
        text = PROTECTED[verdict.protected or "share"]
        return left(row, PlanState.PROTECTED, Outcome.SKIPPED, "protected", text, thing)
    if verdict.action == "remove":
        return PlannedRow(row, PlanState.REMOVED, Route.DELETE, None, thing, message=told)
    return PlannedRow(row, PlanState.CHANGED, Route.PUT, None, thing, message=told)


def left(
    row: int, state: PlanState, outcome: Outcome, reason: str, message: str, thing: str | None
) -> PlannedRow:
    """A row that is not sent."""
    return PlannedRow(row, state, Route.NONE, None, thing, outcome, reason, None, message)


def order_of(row: int, verdict: Verdict, group: str | None, thing: str | None) -> Order:
    """A row as it is sent; `key` is the group of a membership."""
    return Order(row, verdict.action or "none", group, thing, msgspec.json.encode(verdict.cells))
