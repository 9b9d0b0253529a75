"""Somebody leaves: what there is goes over step by step, resumable, and comes back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.services import job_runs, retry, undo
from qualtrics_desk.services.offboarding.jobs import Handover, create_offboarding

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.conftest import Rig


def get(brand: Any, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    while path:
        result = brand._call("GET", path).json()["result"]
        found += result["elements"]
        path = (result["nextPage"] or "").partition("://")[2].partition("/")[2]
        path = f"/{path}" if path else ""
    return found


def world(brand: Any, user: str, successor: str) -> dict[str, Any]:
    """Everything that an offboarding touches."""
    directory = get(brand, "/API/v3/directories")[0]["directoryId"]
    whose = {}
    for one in (user, successor):
        lists = get(brand, f"/API/v3/directories/{directory}/mailinglists?ownerId={one}")
        messages = get(brand, f"/API/v3/libraries/{one}/messages")
        whose[one] = (
            sorted(item["mailingListId"] for item in lists),
            sorted(item["description"] for item in messages),
        )
    groups = get(brand, "/API/v3/groups")
    status = brand._call("GET", f"/API/v3/users/{user}").json()["result"]["accountStatus"]
    return {
        "surveys": {one["id"]: one["ownerId"] for one in get(brand, "/API/v3/surveys")},
        "whose": whose,
        "groups": {
            group["name"]: {
                one["id"]
                for one in get(brand, f"/API/v3/groups/{group['id']}/members")
                if one["id"] in (user, successor)
            }
            for group in groups
        },
        "status": status,
    }


def settle_in(brand: Any, user: str) -> str:
    """Give somebody three surveys, a list, and a library with two messages; returns the list."""
    me = brand._call("GET", "/API/v3/whoami").json()["result"]["userId"]
    for survey in get(brand, "/API/v3/surveys")[:3]:
        share = {"userId": me, "permissions": {}}
        path = f"/API/v3/surveys/{survey['id']}/permissions/collaborations"
        brand._call("POST", path, json=share)
        brand._call("PUT", f"/API/v3/surveys/{survey['id']}", json={"ownerId": user})
    target = brand.make_list("Tomasz' panel")
    directory = get(brand, "/API/v3/directories")[0]["directoryId"]
    path = f"/API/v3/directories/{directory}/mailinglists/{target}"
    brand._call("PUT", path, json={"ownerId": user})
    # No call makes a library: a user has one.
    with sqlite3.connect(brand.sandbox.data / "sandbox.db") as database:
        database.execute("INSERT INTO libraries VALUES (90, ?, 'Tomasz')", (user,))
    database.close()
    for name in ("Invitation", "Reminder"):
        body = {"category": "invite", "description": name, "messages": {"en": f"<p>{name}</p>"}}
        brand._call("POST", f"/API/v3/libraries/{user}/messages", json=body)
    return target


def ids(brand: Any) -> dict[str, str]:
    return {one["username"].partition("#")[0]: one["id"] for one in get(brand, "/API/v3/users")}


async def test_all_of_a_user_goes_over_survives_deaths_and_comes_back(
    open_rig: Callable[..., tuple[Rig, Any]],
) -> None:
    rig, brand = open_rig("lag=0", seed="demo")
    people = ids(brand)
    leaver, heir = people["tomasz.zielinski"], people["rosa.almqvist"]
    target = settle_in(brand, leaver)
    before = world(brand, leaver, heir)
    written = len(writes(brand))

    async with rig.session() as session:
        job = await create_offboarding(session, Handover(user=leaver, successor=heir))
        plan = await job_runs.plan_job(session, job)
        owned = sum(owner == leaver for owner in before["surveys"].values())
        moved = owned + len(before["whose"][leaver][0])
        assert owned == 3
        assert target in before["whose"][leaver][0]
        assert plan.forecast.states == {
            "changed": moved + 1,
            "new": len(before["whose"][leaver][1]) + 1,
            "removed": 2,
        }
        assert any("cannot be handed over" in note for note in plan.forecast.notes)
        assert plan.forecast.undo_limits
        assert len(writes(brand)) == written
        await job_runs.confirm_job(session, job)
    # One survey is closed to the token, and answers are lost: the account stays open meanwhile.
    closed = next(key for key, owner in before["surveys"].items() if owner == leaver)
    brand.use(f"lag=0,forbid={closed},lost=0.1,503=0.1,seed=2")
    result = await rig.finish(job)
    half = world(brand_calm(brand), leaver, heir)
    assert half["status"] == "active"
    assert half["surveys"][closed] == leaver
    assert result.counts["failed"] + result.counts["unknown"] >= 2
    async with rig.session() as session:
        child = await retry.create_retry(
            session, job, await retry.rows_to_retry(session, job, unknown=True)
        )
        await job_runs.plan_job(session, child)
        await job_runs.confirm_job(session, child)
    ended = await rig.finish(child)
    assert ended.counts["failed"] == ended.counts["unknown"] == 0

    after = world(brand, leaver, heir)
    assert leaver not in after["surveys"].values()
    assert after["whose"][leaver][0] == []
    assert set(after["whose"][heir][0]) == set(before["whose"][leaver][0]) | set(
        before["whose"][heir][0]
    )
    copied = [name for name in after["whose"][heir][1] if "(from " in name]
    assert len(copied) == len(set(copied)) == len(before["whose"][leaver][1])
    assert leaver not in set().union(*after["groups"].values())
    assert {"Panel team", "Research, all"} <= {
        name for name, held in after["groups"].items() if heir in held
    }
    assert after["status"] == "disabled"

    for one in (child, job):
        async with rig.session() as session:
            back = await undo.create_undo(session, one)
            await job_runs.plan_job(session, back)
            await job_runs.confirm_job(session, back)
        assert (await rig.finish(back)).counts["failed"] == 0
    assert world(brand, leaver, heir) == before


def writes(brand: Any) -> list[dict[str, Any]]:
    return [line for line in brand.sandbox.requests() if line["method"] != "GET"]


def brand_calm(brand: Any) -> Any:
    brand.use("lag=0")
    return brand


async def test_nobody_locks_themselves_out_and_what_stays_is_said(
    open_rig: Callable[..., tuple[Rig, Any]],
) -> None:
    rig, brand = open_rig("lag=0", seed="demo")
    me = brand._call("GET", "/API/v3/whoami").json()["result"]["userId"]
    leaver = ids(brand)["tomasz.zielinski"]
    settle_in(brand, leaver)

    async with rig.session() as session:
        for wish, said in (
            (Handover(user=me), "your own user"),
            (Handover(user=leaver, successor=leaver), "Somebody else"),
        ):
            with pytest.raises(UsageError, match=said):
                await create_offboarding(session, wish)
        job = await create_offboarding(session, Handover(user=leaver))
        plan = await job_runs.plan_job(session, job)
    assert plan.forecast.states == {"changed": 1, "removed": 2}
    notes = " ".join(plan.forecast.notes)
    assert "surveys stay with the user" in notes
    assert "messages stay in the user's own library" in notes


def test_the_command_shows_the_steps_and_ends_as_every_job(
    open_here: Callable[..., tuple[Any, Any]], tmp_path: Path
) -> None:
    desk, brand = open_here("lag=0", seed="demo")
    people = ids(brand)
    leaver, heir = people["tomasz.zielinski"], people["rosa.almqvist"]
    settle_in(brand, leaver)
    before = len(writes(brand))

    dry = desk.run("users", "offboard", leaver, "--to", heir, "--dry-run", code=0).out
    assert "hand over survey" in dry
    assert "disable account" in dry
    assert len(writes(brand)) == before
    done = desk.run(
        *("users", "offboard", leaver, "--to", heir, "--keep-surveys", "--results", tmp_path),
        *("--yes", "--json"),
        code=0,
    ).document
    assert done["counts"]["failed"] == 0
    listed = json.loads(desk.run("jobs", "list", "--json", code=0).out.splitlines()[0])
    assert listed["kind"] == "user offboard"
    shown = desk.run("users", "show", leaver, "--json", code=0).document
    assert shown["accountStatus"] == "disabled"
    assert leaver in {one["ownerId"] for one in get(brand, "/API/v3/surveys")}
