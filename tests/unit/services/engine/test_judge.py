"""The plan's rules: consents, routes, duplicates."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from qualtrics_desk.domain.outcomes import Outcome, PlanState, Route
from qualtrics_desk.services.engine.judge import PlanRules, decide, judge
from qualtrics_desk.store.staging.records import Judged, Match, Verdict

LIVE: dict[str, Any] = {
    "contactId": "CID_1",
    "firstName": "Ann",
    "lastName": "Ek",
    "email": "ann@example.com",
    "phone": "+46701234567",
    "extRef": "7",
    "unsubscribed": False,
    "embeddedData": {"Dept": "IT"},
}
DEDUPLICATES = PlanRules(deduplication=("email",))


def verdict(
    payload: dict[str, Any],
    rules: PlanRules = DEDUPLICATES,
    *,
    live: dict[str, Any] | None = None,
    extra: dict[str, Any] | None = None,
    blanks: tuple[str, ...] = (),
) -> Verdict:
    encode = msgspec.json.encode
    return judge(
        Match(
            1,
            encode(payload),
            encode(extra) if extra else None,
            encode(blanks) if blanks else None,
            "CID_1",
            encode(LIVE | (live or {})),
        ),
        rules,
    )


def judged(**values: Any) -> Judged:
    plain = {
        "row": 5,
        "size": 10,
        "has_extra": False,
        "findings": None,
        "is_invalid": False,
        "key": "k",
        "first_row": None,
        "last_row": None,
        "live_matches": 0,
        "verdict": None,
        "reason": None,
        "contact_id": None,
        "needs_put": False,
    }
    return Judged(**(plain | values))


def test_a_row_that_says_what_is_there_is_unchanged() -> None:
    found = verdict(
        {"email": "ANN@example.com", "firstName": "Ann", "embeddedData": {"dept": "IT"}}
    )

    assert found.state == PlanState.UNCHANGED


def test_a_change_goes_in_bulk_only_where_the_directory_would_find_the_contact() -> None:
    change = {"email": "ann@example.com", "firstName": "Anna"}

    assert not verdict(change).needs_put
    assert verdict(change, PlanRules(deduplication=())).needs_put
    assert verdict(change, PlanRules(deduplication=("email", "extRef"))).needs_put
    assert verdict({"firstName": "Anna", "extRef": "7"}, DEDUPLICATES).needs_put


def test_a_changed_phone_is_a_single_call() -> None:
    found = verdict({"email": "ann@example.com"}, extra={"phone": "+46709999999"})

    assert found.state == PlanState.CHANGED
    assert found.needs_put
    assert msgspec.json.decode(found.cells or b"") == [
        {"target": "phone", "old": "+46701234567", "new": "+46709999999"}
    ]


def test_taking_back_an_opt_out_needs_consent() -> None:
    row = {"email": "ann@example.com", "unsubscribed": False}
    live = {"unsubscribed": True}

    assert verdict(row, live=live).state == PlanState.PROTECTED
    allowed = PlanRules(deduplication=("email",), allow_resubscribe=True)
    assert verdict(row, allowed, live=live).state == PlanState.CHANGED


def test_blanking_needs_consent_and_is_a_single_call() -> None:
    row = {"email": "ann@example.com"}

    assert verdict(row, blanks=("lastName",)).state == PlanState.PROTECTED
    allowed = PlanRules(deduplication=("email",), allow_blanking=True)
    assert verdict(row, allowed, blanks=("lastName",)).needs_put
    assert verdict(row, PlanRules(blanks="keep"), blanks=("lastName",)).state == PlanState.UNCHANGED
    assert verdict(row, live={"lastName": ""}, blanks=("lastName",)).state == PlanState.UNCHANGED


@pytest.mark.parametrize(
    ("rule", "sent"),
    [("first", {1}), ("last", {9}), ("skip", set()), ("send all", {1, 5, 9})],
)
def test_duplicates_in_the_file(rule: str, sent: set[int]) -> None:
    rules = PlanRules(duplicates=rule)
    plans = {
        row: decide(judged(row=row, first_row=1, last_row=9), rules, share_exceeded=False)
        for row in (1, 5, 9)
    }

    assert {row for row, plan in plans.items() if plan.plan is PlanState.NEW} == sent
    for plan in plans.values():
        assert plan.plan is PlanState.NEW or (plan.outcome, plan.reason) == (
            Outcome.SKIPPED,
            "duplicate",
        )


def test_several_live_contacts_are_left_alone() -> None:
    plan = decide(judged(live_matches=2), PlanRules(), share_exceeded=False)

    assert (plan.plan, plan.outcome) == (PlanState.AMBIGUOUS, Outcome.SKIPPED)


def test_past_the_share_limit_changed_rows_wait_and_new_ones_go() -> None:
    changed = judged(live_matches=1, verdict="changed", contact_id="CID_1")

    held = decide(changed, PlanRules(), share_exceeded=True)
    new = decide(judged(), PlanRules(), share_exceeded=True)

    assert (held.plan, held.outcome) == (PlanState.PROTECTED, Outcome.SKIPPED)
    assert (new.plan, new.outcome, new.route) == (PlanState.NEW, None, Route.BULK)


def test_a_new_row_with_a_phone_is_created_in_bulk_and_then_completed() -> None:
    assert decide(judged(has_extra=True), PlanRules(), share_exceeded=False).route is (
        Route.BULK_THEN_PUT
    )
