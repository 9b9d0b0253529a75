"""Users, groups and memberships by file: seen before, sent once, taken back, by any process."""

from __future__ import annotations

import asyncio
import csv
import json
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from qualtrics_desk.domain.errors import DeskError, JobFailed
from qualtrics_desk.services import job_runs, retry, undo
from qualtrics_desk.services.engine.judge import Consents
from qualtrics_desk.services.roster.jobs import create_roster_import
from qualtrics_desk.services.roster.rosters import RosterOptions
from tests.e2e.conftest import Rig, read_csv

if TYPE_CHECKING:
    from qualtrics_desk.services.session import Session

DYING = Path(__file__).with_name("dying.py")
can_kill = pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL")
Open = Callable[..., tuple[Any, Any]]
SECRET = "first-Secret-77"


def write(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def users(brand: Any) -> dict[str, dict[str, Any]]:
    listed = brand._call("GET", "/API/v3/users").json()["result"]["elements"]
    return {
        one["username"].partition("#")[0]: brand._call("GET", f"/API/v3/users/{one['id']}").json()[
            "result"
        ]
        for one in listed
    }


def members(brand: Any, group: str) -> set[str]:
    listed = brand._call("GET", "/API/v3/groups").json()["result"]["elements"]
    found = next(one["id"] for one in listed if one["name"] == group)
    reply = brand._call("GET", f"/API/v3/groups/{found}/members").json()
    return {one["username"].partition("#")[0] for one in reply["result"]["elements"]}


def writes(brand: Any) -> list[tuple[str, str]]:
    return [
        (line["method"], line["path"].rpartition("/v3")[2])
        for line in brand.sandbox.requests()
        if line["method"] != "GET" and "/v3/" in line["path"]
    ]


def written(folder: Path, but: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path != but
    }


async def planned(
    session: Session, file: Path, roster: str, **more: Any
) -> tuple[int, job_runs.JobPlan]:
    consents = more.pop("consents", Consents(allow_share=100.0))
    options = RosterOptions(roster=roster, consents=consents, **more)
    job = await create_roster_import(session, file, options)
    return job, await job_runs.plan_job(session, job)


async def sent(session: Session, job: int) -> job_runs.JobResult:
    await job_runs.confirm_job(session, job)
    result = await job_runs.run_job(session, job)
    assert isinstance(result, job_runs.JobResult)
    return result


USERS = (
    "User name,First name,Last name,E-mail,User type,Password,Language,Account status,Account ends",
    f"nora.berg,Nora,Berg,nora@example.org,UT_BRANDADMIN,{SECRET},EN,disabled,2031-01-31T00:00Z",
    "FARAH.HADDAD,Farah,Haddad-Li,,,,DE,,",
    "rosa.almqvist#meridian,Rosa,Almqvist,,,,,,",
    "mei.tanaka,,,other@example.org,,,,disabled,",
    "mei.tanaka,,,,,,,maybe,",
    "lone.wolf,Lone,Wolf,,,,,,",
    "farah.haddad,Farah,Haddad-Lund,,,,DE,,",
)


async def test_users_are_planned_sent_resumed_and_taken_back(
    open_rig: Callable[..., tuple[Rig, Any]], tmp_path: Path
) -> None:
    rig, brand = open_rig("lag=0", seed="demo")
    file = write(tmp_path / "staff.csv", *USERS)
    before = users(brand)

    async with rig.session() as session:
        job, plan = await planned(session, file, "users")
        assert plan.forecast.states == {
            "new": 1,
            "duplicate": 1,
            "unchanged": 1,
            "changed": 2,
            "invalid": 2,
        }
        assert any("signed in" in text for text in plan.forecast.undo_limits)
        assert writes(brand) == []
        result = await sent(session, job)

    assert result.counts == {
        "created": 1,
        "updated": 2,
        "unchanged": 1,
        "skipped": 1,
        "failed": 2,
        "unknown": 0,
    }
    now = users(brand)
    nora = now["nora.berg"]
    assert (nora["accountStatus"], nora["accountExpirationDate"]) == (
        "disabled",
        "2031-01-31T00:00:00Z",
    )
    assert (now["farah.haddad"]["lastName"], now["farah.haddad"]["language"]) == (
        "Haddad-Lund",
        "DE",
    )
    assert now["mei.tanaka"]["accountStatus"] == "disabled"
    assert now["mei.tanaka"]["email"] == before["mei.tanaka"]["email"]
    assert now["mei.tanaka"]["firstName"] == before["mei.tanaka"]["firstName"]
    rows = read_csv(result.files["all"])
    assert [row["_row"] for row in rows] == [str(number) for number in range(1, 8)]
    assert rows[1]["User name"] == "FARAH.HADDAD"
    assert rows[0]["_contactId"] == nora["id"]
    assert "cannot be “maybe”" in rows[4]["_error"]
    assert "E-mail, User type" in rows[5]["_error"]
    # The person's own file has the password; nothing that was written here does.
    kept = written(tmp_path, file)
    assert len(kept) > 3
    assert not [name for name, content in kept.items() if SECRET.encode() in content]

    # Sent again, nothing is left to do; the failed file says that it has no passwords.
    async with rig.session() as session:
        _, again = await planned(session, file, "users")
        assert again.forecast.sent == 0
        back = await undo.create_undo(session, job)
        undone = await job_runs.plan_job(session, back)
        assert undone.forecast.states == {"removed": 1, "changed": 2}
        assert any("deleted again" in note for note in undone.forecast.notes)
        ended = await sent(session, back)
    assert ended.counts["removed"] == 1
    assert ended.counts["updated"] == 2
    assert users(brand) == before


async def test_what_somebody_changed_meanwhile_is_left_alone(
    open_rig: Callable[..., tuple[Rig, Any]], tmp_path: Path
) -> None:
    rig, brand = open_rig("lag=0", seed="demo")
    file = write(tmp_path / "staff.csv", "username,lastName", "farah.haddad,One", "mei.tanaka,Two")
    known = users(brand)
    farah, mei = (known[name]["id"] for name in ("farah.haddad", "mei.tanaka"))

    async with rig.session() as session:
        job, _ = await planned(session, file, "users")
        brand._call("PUT", f"/API/v3/users/{farah}", json={"lastName": "Elsewhere"})
        result = await sent(session, job)
        assert (result.counts["updated"], result.counts["skipped"]) == (1, 1)
        # The conflict is tried again by nobody; the changed one is changed by somebody else.
        brand._call("PUT", f"/API/v3/users/{mei}", json={"lastName": "Third"})
        back = await undo.create_undo(session, job)
        plan = await job_runs.plan_job(session, back)
        assert plan.forecast.states == {"conflict": 1}
        ended = await sent(session, back)
    assert ended.counts["skipped"] == 1
    now = users(brand)
    assert [now[name]["lastName"] for name in ("farah.haddad", "mei.tanaka")] == [
        "Elsewhere",
        "Third",
    ]
    said = next(row for row in read_csv(result.files["all"]) if row["_row"] == "1")
    assert said["_status"] == "skipped(conflict)"
    assert "Somebody else changed this user" in said["_error"]


async def test_large_changes_and_blanks_wait_for_consent_and_rows_can_be_taken_out(
    open_rig: Callable[..., tuple[Rig, Any]], tmp_path: Path
) -> None:
    rig, brand = open_rig("lag=0", seed="demo")
    known = users(brand)
    me = brand._call("GET", "/API/v3/whoami").json()["result"]["userId"]
    mine = next(name for name, one in known.items() if one["id"] == me)
    placed = next(name for name, one in known.items() if one["divisionId"])
    names = [name for name in known if name not in (mine, placed)][:4]
    file = write(
        tmp_path / "staff.csv",
        "username,language,divisionId,status",
        f"{mine},,,disabled",
        f"{placed},,,",
        *(f"{name},FR,," for name in names),
    )

    async with rig.session() as session:
        job, plan = await planned(session, file, "users", consents=Consents())
        assert plan.forecast.states["invalid"] == 1
        assert plan.forecast.share_exceeded
        held = plan.forecast.states["protected"]
        assert plan.forecast.sent == 0
        allowed = await job_runs.plan_job(
            session, job, consents=Consents(allow_share=100.0), reread=False
        )
        blanking = sum(bool(known[name]["divisionId"]) for name in (*names, placed))
        assert allowed.forecast.states["protected"] == blanking >= 1
        both = Consents(allow_share=100.0, allow_blanking=True)
        first = 3
        out = await job_runs.plan_job(session, job, consents=both, reread=False, take_out=[first])
        assert out.forecast.states == {"invalid": 1, "changed": held - 1, "taken out": 1}
        result = await sent(session, job)
    now = users(brand)
    assert result.counts["updated"] == held - 1
    assert now[placed]["divisionId"] is None
    assert now[mine]["accountStatus"] == "active"
    assert now[names[0]] == known[names[0]]
    assert {now[name]["language"] for name in names[1:]} == {"FR"}


async def test_groups_and_memberships_come_and_go(
    open_rig: Callable[..., tuple[Rig, Any]], tmp_path: Path
) -> None:
    rig, brand = open_rig("lag=0", seed="demo")
    groups = write(tmp_path / "groups.csv", "Name,Group type", "Night shift,GT_team00000000001")
    before = members(brand, "Panel team")
    leaving = sorted(before)[0]
    who = write(
        tmp_path / "who.csv",
        "Group,User,Action",
        "Night shift,farah.haddad,",
        "night shift,mei.tanaka#meridian,add",
        f"Panel team,{leaving},remove",
        "Panel team,farah.haddad,remove",
        "Nowhere,farah.haddad,add",
        "Night shift,nobody,add",
    )

    async with rig.session() as session:
        made, _ = await planned(session, groups, "groups")
        assert (await sent(session, made)).counts["created"] == 1
        job, plan = await planned(session, who, "members")
        assert plan.forecast.states == {"new": 2, "removed": 1, "unchanged": 1, "invalid": 2}
        result = await sent(session, job)
    assert (result.counts["created"], result.counts["removed"]) == (2, 1)
    assert members(brand, "Night shift") == {"farah.haddad", "mei.tanaka"}
    assert members(brand, "Panel team") == before - {leaving}
    told = {row["_row"]: row["_error"] for row in read_csv(result.files["failed"])}
    assert "no group “Nowhere”" in told["5"]
    assert "no user “nobody”" in told["6"]

    async with rig.session() as session:
        # A group that has members by now is left; it goes once they are out of it.
        early = await undo.create_undo(session, made)
        await job_runs.plan_job(session, early)
        assert (await sent(session, early)).counts["skipped"] == 1
        back = await undo.create_undo(session, job)
        await job_runs.plan_job(session, back)
        assert (await sent(session, back)).counts["removed"] == 2
    assert members(brand, "Night shift") == set()
    assert members(brand, "Panel team") == before


@pytest.mark.parametrize("roster", ["users", "members"])
async def test_lost_answers_and_deaths_make_nothing_twice(
    open_rig: Callable[..., tuple[Rig, Any]], tmp_path: Path, roster: str
) -> None:
    """Answers are lost and the job is stopped again and again: each is made once, sums add up."""
    rig, brand = open_rig("lag=0", seed="demo")
    known = sorted(users(brand))
    count = 10
    if roster == "users":
        rows = [f"new{n},N,{n},n{n}@example.org,UT_BRANDADMIN,{SECRET}" for n in range(count)]
        head = "username,firstName,lastName,email,userType,password"
    else:
        rows = [f"Field team,{name}" for name in known[:count]]
        head = "group,user"
        groups = brand._call("GET", "/API/v3/groups").json()["result"]["elements"]
        rows = [row.replace("Field team", groups[0]["name"]) for row in rows]
    file = write(tmp_path / "many.csv", head, *rows)
    async with rig.session() as session:
        job, _ = await planned(session, file, roster)
        await job_runs.confirm_job(session, job)
    brand.use("lag=0,lost=0.25,503=0.2,reset=0.1,seed=5")

    result = None
    for start in range(40):
        async with rig.session() as session:
            running = asyncio.ensure_future(job_runs.run_job(session, job))
            if start < 3:
                # Killed in the middle, as a window that closes.
                await asyncio.sleep(0.15)
                running.cancel()
            with suppress(asyncio.CancelledError, DeskError):
                result = await running
                break
    brand.use("lag=0")
    assert isinstance(result, job_runs.JobResult)
    assert sum(result.counts.values()) == count
    if roster == "users":
        listed = brand._call("GET", "/API/v3/users").json()["result"]["elements"]
        names = [one["username"] for one in listed if one["username"].startswith("new")]
        assert len(names) == len(set(names)) == result.counts["created"]
        assert result.counts["created"] + result.counts["unknown"] == count
    else:
        there = members(brand, groups[0]["name"])
        assert set(known[:count]) <= there | set(known)
        made = result.counts["created"] + result.counts["unchanged"]
        assert len(there & set(known[:count])) >= made
    with (tmp_path / f"many.job{job}.all.csv").open(encoding="utf-8-sig") as file_:
        assert len(list(csv.DictReader(file_))) == count


@can_kill
def test_a_killed_command_is_gone_on_with_and_makes_nothing_twice(
    open_desk: Callable[..., tuple[Any, Any]], tmp_path: Path
) -> None:
    desk, brand = open_desk("lag=0", seed="demo")
    count = 12
    rows = [f"new{n},N,{n},n{n}@example.org,UT_BRANDADMIN,{SECRET}" for n in range(count)]
    file = write(
        tmp_path / "many.csv", "username,firstName,lastName,email,userType,password", *rows
    )

    # Behind a request whose answer nobody noted, before one, and at steps of the journal.
    begun = desk.as_program(sys.executable, DYING, "exchange:after:6")
    assert begun.run("users", "import", file, "--yes", "--json").code == -9
    (listed,) = desk.run("jobs", "list", "--json", code=0).out.splitlines()
    job = json.loads(listed)["job"]
    for death in ("exchange:before:5", "any:after:6", "any:before:9", "exchange:after:4"):
        dying = desk.as_program(sys.executable, DYING, death)
        assert dying.run("jobs", "resume", job, "--yes", "--json").code == -9, death
    ended = desk.run("jobs", "resume", job, "--yes", "--json", code=0).document

    assert ended["counts"]["created"] == count
    assert writes(brand).count(("POST", "/users")) == count
    assert {f"new{n}" for n in range(count)} <= set(users(brand))
    assert len(read_csv(tmp_path / f"many.job{job}.all.csv")) == count


async def test_refused_rows_are_tried_again_alone(
    open_rig: Callable[..., tuple[Rig, Any]], tmp_path: Path
) -> None:
    rig, brand = open_rig("lag=0", seed="demo")
    file = write(
        tmp_path / "staff.csv",
        "username,userType,firstName,lastName,email,password",
        f"new.one,wrong,A,B,a@example.org,{SECRET}",
        f"new.two,UT_BRANDADMIN,C,D,c@example.org,{SECRET}",
    )
    async with rig.session() as session:
        job, _ = await planned(session, file, "users")
        result = await sent(session, job)
        assert (result.counts["created"], result.counts["failed"]) == (1, 1)
        child = await retry.create_retry(session, job)
        plan = await job_runs.plan_job(session, child)
        assert plan.forecast.states == {"new": 1}
        before = len(writes(brand))
        again = await sent(session, child)
    assert again.counts["failed"] == 1
    assert [line[0] for line in writes(brand)[before:]] == ["POST"]
    assert "expected a user type" in read_csv(result.files["failed"])[0]["_error"]


def test_commands_show_the_plan_and_end_as_imports_do(
    open_here: Callable[..., tuple[Any, Any]], tmp_path: Path
) -> None:
    desk, brand = open_here("lag=0", seed="demo")
    staff = write(
        tmp_path / "staff.tsv",
        "Login\tGiven name\tSurname\tMail\tSecret",
        f"ole.vik\tOle\tVik\tole@example.org\t{SECRET}",
    )
    words = ("--map", "Secret=password", "--new", "userType=UT_BRANDADMIN", "--json")

    wrong = desk.run("users", "import", staff, "--map", "Secret=shoe", "--yes", code=1)
    assert "“shoe” is no field" in wrong.err
    dry = desk.run("users", "import", staff, *words, "--dry-run", code=0).document
    assert dry["forecast"]["states"] == {"new": 1}
    assert "There was no job yet" in desk.run("jobs", "list", code=0).out
    assert writes(brand) == []
    unsure = desk.run("users", "import", staff, *words, code=1)
    assert "--yes" in unsure.err
    done = desk.run("users", "import", staff, *words, "--yes", code=0).document
    assert done["counts"]["created"] == 1
    assert sorted(done["files"]) == ["all", "failed", "succeeded"]
    who = write(tmp_path / "who.csv", "team,login", "Panel team,ole.vik", "Panel team,ghost")
    some = desk.run("groups", "import", who, "--yes", "--json", code=4).document
    assert (some["counts"]["created"], some["counts"]["failed"]) == (1, 1)
    assert "ole.vik" in members(brand, "Panel team")
    # What an export of members or users writes can be brought in again: nothing is to be done.
    groups = [desk.read(line) for line in desk.run("groups", "list", "--json").out.splitlines()]
    panel = next(one["id"] for one in groups if one["name"] == "Panel team")
    out = tmp_path / "out.csv"
    for export, bring in (
        (("groups", "members", panel), ("groups", "import", out, "--set", "group=Panel team")),
        (("users", "list"), ("users", "import", out)),
    ):
        desk.run(*export, "--out", out, code=0)
        states = desk.run(*bring, "--dry-run", "--json", code=0).document["forecast"]["states"]
        assert states == {"unchanged": len(read_csv(out))}
    listed = desk.run("jobs", "list", "--json", code=0).out
    assert '"members import"' in listed
    desk.run("jobs", "undo", some["job"], "--yes", code=0)
    desk.run("jobs", "undo", done["job"], "--yes", code=0)
    assert "ole.vik" not in users(brand)
    assert SECRET not in brand.sandbox.log.read_text()


async def test_a_first_password_is_needed_from_the_file_and_only_when_a_user_is_made(
    open_rig: Callable[..., tuple[Rig, Any]], tmp_path: Path
) -> None:
    rig, brand = open_rig("lag=0", seed="demo")
    file = write(
        tmp_path / "staff.csv",
        "username,firstName,lastName,email,userType,password",
        f"new.one,A,B,a@example.org,UT_BRANDADMIN,{SECRET}",
    )
    text = file.read_text(encoding="utf-8")
    async with rig.session() as session:
        job, _ = await planned(session, file, "users")
        await job_runs.confirm_job(session, job)
        file.unlink()
        with pytest.raises(JobFailed, match="passwords are not at hand"):
            await job_runs.run_job(session, job)
        assert [line for line in writes(brand) if line[0] == "POST"] == []
        file.write_text(text.replace("new.one", "somebody.else"), encoding="utf-8")
        with pytest.raises(JobFailed, match="passwords are not at hand"):
            await job_runs.run_job(session, job)
        file.write_text(text, encoding="utf-8")
        result = await job_runs.run_job(session, job)
    assert isinstance(result, job_runs.JobResult)
    assert result.counts["created"] == 1
    # The result file is no way to make users: it has no passwords, and says so.
    copy = tmp_path / "copy.csv"
    copy.write_bytes((tmp_path / f"staff.job{job}.all.csv").read_bytes().replace(b"new", b"old"))
    async with rig.session() as session:
        _, plan = await planned(session, copy, "users")
    assert plan.forecast.states == {"invalid": 1}
