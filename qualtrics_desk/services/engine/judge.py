"""Pure rules of the plan: what would change, what needs consent, which way a row goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.domain.contacts import (
    CellChange,
    changed_cells,
    embedded_key,
    embedded_name,
    embedded_of,
    embedded_target,
    identity_key,
    opted_out,
    scalar_text,
)
from qualtrics_desk.domain.findings import Level
from qualtrics_desk.domain.outcomes import Outcome, PlanState, Route
from qualtrics_desk.store.journal.records import PlannedRow
from qualtrics_desk.store.staging.records import Judged, Match, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Consents(msgspec.Struct, frozen=True, kw_only=True):
    """What a person allows in one job, after having seen its plan.

    Attributes:
        allow_resubscribe: To take opt-outs back.
        allow_blanking: To empty filled fields; an edit that empties a cell needs no consent.
        allow_share: Percentage of the list that may change, or None for the usual limit.
    """

    allow_resubscribe: bool = False
    allow_blanking: bool = False
    allow_share: float | None = None


class PlanRules(msgspec.Struct, frozen=True, kw_only=True):
    """What the person and the directory decide for a plan.

    Attributes:
        key: Fields that say who a row is; empty: every row is new.
        duplicates: "first", "last", "skip" (send none of them), "merge" (the last row, with what
            the others say where it says nothing) or "send all".
        blanks: "protect" (a blank cell over a filled field needs consent) or "keep" (it says
            nothing).
        share_limit: Percentage of the list that may change without consent, 0 to 100.
        allow_resubscribe: Consent to take opt-outs back.
        allow_blanking: Consent to empty filled fields.
        deduplication: Fields the directory matches imported people by; empty: it does not.
    """

    key: tuple[str, ...] = ("email",)
    duplicates: str = "last"
    blanks: str = "protect"
    share_limit: float = 20.0
    allow_resubscribe: bool = False
    allow_blanking: bool = False
    deduplication: tuple[str, ...] = ()


def judge(match: Match, rules: PlanRules) -> Verdict:
    """Compare a row with the one live contact that has its key."""
    live: dict[str, Any] = msgspec.json.decode(match.image)
    wanted = wanted_contact(match.payload, match.extra)
    changes = changed_cells(wanted, live)
    emptied: list[CellChange] = []
    if match.blanks is not None and rules.blanks != "keep":
        emptied = blanked_cells(msgspec.json.decode(match.blanks), live)
    cells = [*changes, *emptied]
    if not cells:
        return Verdict(match.row, PlanState.UNCHANGED, None, match.contact_id, None, False)
    resubscribes = wanted.get("unsubscribed") is False and opted_out(live)
    state, reason = PlanState.CHANGED, None
    if resubscribes and not rules.allow_resubscribe:
        state, reason = PlanState.PROTECTED, "would re-subscribe"
    elif emptied and not rules.allow_blanking:
        state, reason = PlanState.PROTECTED, "would blank"
    needs_put = (
        bool(emptied)
        or any(change.target == "phone" for change in changes)
        or not _bulk_finds(wanted, live, rules.deduplication)
    )
    return Verdict(
        match.row, state, reason, match.contact_id, msgspec.json.encode(cells), needs_put
    )


def wanted_contact(payload: bytes, extra: bytes | None) -> dict[str, Any]:
    """The whole contact a row asks for: what bulk carries, and what it cannot."""
    wanted: dict[str, Any] = msgspec.json.decode(payload)
    if extra is not None:
        wanted.update(msgspec.json.decode(extra))
    return wanted


def blanked_cells(blanks: Sequence[str], live: Mapping[str, Any]) -> list[CellChange]:
    """The filled cells of a live contact that the blank cells of a row would empty."""
    held = {embedded_key(name): value for name, value in embedded_of(live).items()}
    cells = []
    for target in blanks:
        name = embedded_name(target)
        if target == "unsubscribed":
            continue
        old = live.get(target) if name is None else held.get(embedded_key(name))
        if scalar_text(old):
            cells.append(CellChange(target if name is None else embedded_target(name), old, ""))
    return cells


def _bulk_finds(
    wanted: Mapping[str, Any], live: Mapping[str, Any], deduplication: tuple[str, ...]
) -> bool:
    """Whether bulk import would merge the row into this very contact (design.md 3.3)."""
    if not deduplication:
        return False
    # `phone` never travels in bulk, so a directory that matches by it cannot find the contact.
    if "phone" in deduplication:
        return False
    return all(
        identity_key(wanted, (field,)) is not None
        and identity_key(wanted, (field,)) == identity_key(live, (field,))
        for field in deduplication
    )


def decide(row: Judged, rules: PlanRules, *, share_exceeded: bool) -> PlannedRow:
    """The plan state of a row, its way, and its outcome if it is not sent."""
    if row.is_invalid:
        return PlannedRow(
            row.row,
            PlanState.INVALID,
            Route.NONE,
            None,
            None,
            Outcome.FAILED,
            "invalid",
            *_words(row.findings),
        )
    # Nearly all rows are alone with their key: the first question spares the call.
    if row.first_row is not None and (twin := _twin(row, rules.duplicates)) is not None:
        reason = f"{MERGED_INTO}{twin}" if rules.duplicates == "merge" else "duplicate"
        return _skipped(row, PlanState.DUPLICATE, reason, f"Same person as row {twin}.")
    if row.live_matches > 1:
        return _skipped(
            row,
            PlanState.AMBIGUOUS,
            "ambiguous",
            f"{row.live_matches} contacts of the list have this key; none was touched.",
        )
    if row.verdict == PlanState.UNCHANGED:
        return PlannedRow(
            row.row, PlanState.UNCHANGED, Route.NONE, None, row.contact_id, Outcome.UNCHANGED
        )
    if row.verdict == PlanState.PROTECTED:
        return _skipped(row, PlanState.PROTECTED, "protected", PROTECTED[row.reason or ""])
    if row.verdict == PlanState.CHANGED:
        if share_exceeded:
            return _skipped(row, PlanState.PROTECTED, "protected", PROTECTED["share"])
        route = Route.PUT if row.needs_put else Route.BULK
        return PlannedRow(row.row, PlanState.CHANGED, route, None, row.contact_id)
    route = Route.BULK_THEN_PUT if row.has_extra else Route.BULK
    return PlannedRow(row.row, PlanState.NEW, route, None, None)


def left_out(row: Judged) -> PlannedRow:
    """The plan of a row that a person took out, whatever else would become of it."""
    return _skipped(row, PlanState.TAKEN_OUT, "taken out", "Taken out of the plan.")


MERGED_INTO = "merged into row "
"""Begins the reason of a row that another one stands for; the number of that row follows."""

PROTECTED = {
    "would re-subscribe": "Would subscribe somebody again who opted out; allow it to send the row.",
    "would blank": "A blank cell would empty a filled field; allow it to send the row.",
    "share": "More of the list would change than the limit allows; allow it to send the row.",
}


def stands_for(reason: str | None) -> int | None:
    """The row that a merged one was merged into, by the reason of its outcome."""
    if reason is None or not reason.startswith(MERGED_INTO):
        return None
    return int(reason.removeprefix(MERGED_INTO))


def _skipped(row: Judged, state: PlanState, reason: str, message: str) -> PlannedRow:
    return PlannedRow(
        row.row,
        state,
        Route.NONE,
        None,
        row.contact_id,
        Outcome.SKIPPED,
        reason,
        None,
        message,
    )


def _twin(row: Judged, duplicates: str) -> int | None:
    """The row that stands for this one because both have the same key, or None."""
    if row.first_row is None or row.last_row is None or duplicates == "send all":
        return None
    if duplicates == "skip":
        return row.last_row if row.row == row.first_row else row.first_row
    kept = row.first_row if duplicates == "first" else row.last_row
    return None if row.row == kept else kept


def _words(findings: bytes | None) -> tuple[str | None, str | None]:
    """Rule names and messages of the findings that make a row invalid."""
    if findings is None:
        return None, None
    errors = [found for found in msgspec.json.decode(findings) if found["level"] == Level.ERROR]
    rules = ", ".join(dict.fromkeys(found["rule"] for found in errors))
    texts = [
        f"{found['target']}: {found['message']}" if found.get("target") else found["message"]
        for found in errors
    ]
    return rules or None, " ".join(texts) or None
