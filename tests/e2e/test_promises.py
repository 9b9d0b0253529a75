"""Promises of an import that no other test names: what the plan warns of, keeps back and mends."""

from __future__ import annotations

import csv
import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.domain.recipes import Duplicates
from qualtrics_desk.services import job_runs
from qualtrics_desk.services.imports import contacts as imports
from qualtrics_desk.services.imports.proposal import propose_recipe, save_recipe
from qualtrics_desk.store.staging.mended import MendedCell

if TYPE_CHECKING:
    from collections.abc import Callable

CALM = "dedupe=off,lag=0,job-time=0.02"


def write(path: Path, rows: list[list[str]], header: list[str] | None = None) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header or ["Email", "FirstName", "LastName", "Team"])
        writer.writerows(rows)
    return path


def statuses(path: str) -> list[str]:
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        return [row["_status"] for row in csv.DictReader(file)]


async def planned(rig: Any, file: Path, target: str, **changes: Any) -> tuple[int, Any]:
    recipe = msgspec.structs.replace(propose_recipe(file, target), **changes)
    async with rig.session() as session:
        job = await imports.create_import(session, file, recipe, imports.ImportOptions())
        return job, await job_runs.plan_job(session, job)


async def test_rows_of_one_person_are_merged_and_a_retry_sends_all_they_say(
    tmp_path: Path, open_rig: Callable[..., Any]
) -> None:
    rig, brand = open_rig(f"{CALM},refuse=report:1")
    target = brand.make_list()
    rows = [
        ["ann@example.org", "Ann", "", "Red"],
        ["ANN@example.org", "", "Ek", ""],
        [" ann@example.org", "Anna", "", ""],
    ]
    file = write(tmp_path / "a.csv", rows)

    job = await rig.plan(file, target, piece=10, duplicates=Duplicates.MERGE)
    first = await rig.finish(job)

    assert statuses(first.files["all"]) == ["skipped(merged into row 3)"] * 2 + ["failed(refused)"]
    # The failed file imports again what the three say together.
    assert len(statuses(first.files["failed"])) == 3
    brand.use(CALM)
    from qualtrics_desk.services.retry import create_retry

    async with rig.session() as session:
        child = await create_retry(session, job)
        await job_runs.plan_job(session, child)
        await job_runs.confirm_job(session, child)
    again = await rig.finish(child)
    assert again.counts["created"] == 1
    (made,) = brand.cells(target)
    assert made == {
        "email": "ann@example.org", "firstName": "Anna", "lastName": "Ek", "embedded Team": "Red",
    }  # fmt: skip


async def test_rows_of_one_person_count_once_for_the_share_limit(
    tmp_path: Path, open_rig: Callable[..., Any]
) -> None:
    rig, brand = open_rig(CALM)
    target = brand.make_list()
    for number in range(8):
        brand.add(target, {"email": f"p{number}@example.org", "firstName": "Old"})
    rows = [["p0@example.org", "A", "", ""], ["p0@example.org", "B", "", ""]]
    _, plan = await planned(rig, write(tmp_path / "a.csv", rows), target)
    assert plan.forecast.changed_share == 12.5
    assert plan.forecast.states == {"duplicate": 1, "changed": 1}


async def test_a_row_that_is_taken_out_stands_for_no_other(
    tmp_path: Path, open_rig: Callable[..., Any]
) -> None:
    rig, brand = open_rig(CALM)
    target = brand.make_list()
    file = write(
        tmp_path / "a.csv", [["a@example.org", "A", "", ""], ["a@example.org", "B", "", ""]]
    )
    job, _ = await planned(rig, file, target)
    async with rig.session() as session:
        plan = await job_runs.plan_job(session, job, reread=False, take_out=[2])
        assert plan.forecast.states == {"new": 1, "taken out": 1}
        await job_runs.confirm_job(session, job)
    await rig.finish(job)
    assert [one["firstName"] for one in brand.contacts(target)] == ["A"]


async def test_the_plan_warns_where_the_directory_will_merge_what_the_key_tells_apart(
    tmp_path: Path, open_rig: Callable[..., Any]
) -> None:
    rig, brand = open_rig("dedupe=on,lag=0,job-time=0.02")
    target = brand.make_list()
    brand.add(target, {"email": "old@example.org", "extRef": "z"})
    rows = [["same@example.org", "r1"], ["same@example.org", "r2"], ["old@example.org", "r3"]]
    file = write(tmp_path / "a.csv", rows, ["Email", "ExternalDataReference"])

    _, plan = await planned(rig, file, target, key=("extRef",))
    assert any(note.startswith("3 rows have the same e-mail") for note in plan.forecast.notes)
    assert plan.forecast.undo_limits, "what an undo cannot restore is said before anything is sent"

    _, plain = await planned(rig, file, target, key=("email",))
    assert plain.forecast.notes == ()


async def test_mended_cells_survive_another_reading_unless_the_file_has_changed(
    tmp_path: Path, open_rig: Callable[..., Any]
) -> None:
    rig, brand = open_rig(CALM)
    target = brand.make_list()
    file = write(tmp_path / "a.csv", [["wrong", "A", "", ""], ["also wrong", "B", "", ""]])
    job, plan = await planned(rig, file, target)
    assert plan.forecast.states == {"invalid": 2}
    cells = [
        MendedCell(1, 0, "wrong", "a@example.org"),
        MendedCell(2, 0, "also wrong", "b@example.org"),
    ]
    async with rig.session() as session:
        mended = await job_runs.plan_job(session, job, reread=False, mended=cells)
        assert mended.forecast.states == {"new": 2}
        assert mended.intake is not None
        assert mended.intake.errors == {}
        write(file, [["wrong", "A", "", ""], ["other", "B", "", ""]])
        again = await job_runs.plan_job(session, job)
        assert again.forecast.states == {"new": 1, "invalid": 1}
        assert any(
            "1 cell that had been mended reads differently" in text
            for text in again.intake.warnings
        )
        taken_back = await job_runs.plan_job(session, job, reread=False, mended=[])
        assert taken_back.forecast.states == {"invalid": 2}


def test_a_failed_file_is_imported_unedited_and_leaves_unknown_rows_out(
    tmp_path: Path, open_desk: Callable[..., Any]
) -> None:
    desk, brand = open_desk(f"{CALM},refuse=report:3")
    target = brand.make_list()
    file = write(tmp_path / "a.csv", [[f"p{n}@example.org", "A", "", "x"] for n in range(9)])
    first = desk.import_(file, target, "--save-recipe", tmp_path / "r.toml", code=4)
    failed = Path(first.document["files"]["failed"])
    brand.use(CALM)

    # One of them is of unknown fate, as after a lost answer.
    text = failed.read_text(encoding="utf-8-sig")
    failed.write_text(text.replace("failed(refused)", "unknown(no answer)", 1), encoding="utf-8")
    second = desk.run("run", tmp_path / "r.toml", failed, "--yes", "--json", code=0)

    rows = desk.rows(second.document)
    assert [row["_status"] for row in rows] == ["skipped(taken out)", "created", "created"]
    # The columns of the first result are replaced, not doubled, and bring no new field.
    assert list(rows[0])[:4] == ["Email", "FirstName", "LastName", "Team"]
    assert len(rows[0]) == 4 + 8
    assert all(set(one["embeddedData"]) <= {"Team"} for one in brand.contacts(target))
    third = desk.run("run", tmp_path / "r.toml", failed, "--yes", "--unknown", "--json", code=0)
    assert third.document["counts"]["created"] == 1


def test_a_recipe_forecasts_what_the_import_does(
    tmp_path: Path, open_desk: Callable[..., Any]
) -> None:
    desk, brand = open_desk(CALM)
    target = brand.make_list()
    brand.add(target, {"email": "p0@example.org", "firstName": "Old"})
    brand.add(target, {"email": "p1@example.org", "firstName": "A"})
    rows = [[f"p{n}@example.org", "A", "", ""] for n in range(5)]
    file = write(tmp_path / "a.csv", [*rows, ["nobody", "", "", ""], rows[4]])
    recipe = tmp_path / "r.toml"
    save_recipe(recipe, propose_recipe(file, target))
    before = len(brand.sandbox.requests())

    by_recipe = desk.run("run", recipe, file, "--dry-run", "--json", code=0).document
    by_import = desk.run(
        "contacts", "import", file, "--list", target, "--mapping", recipe, "--dry-run", "--json",
        code=0,
    ).document  # fmt: skip

    assert by_recipe == by_import
    made = [one for one in brand.sandbox.requests()[before:] if one["method"] != "GET"]
    assert [one for one in made if not one["path"].startswith("/sandbox")] == []
    forecast = by_recipe["forecast"]["states"]
    done = desk.run(
        "run", recipe, file, "--yes", "--allow-share", "100", "--json", code=4
    ).document["counts"]
    assert (done["created"], done["unchanged"]) == (forecast["new"], forecast["unchanged"])
    assert done["updated"] == forecast.get("changed", 0) + forecast.get("protected", 0)


def test_a_storm_of_429_is_waited_out_and_nothing_is_asked_too_early(
    tmp_path: Path, open_desk: Callable[..., Any]
) -> None:
    desk, brand = open_desk(f"{CALM},429=60/min,retry-after=on", absence_wait=1.0)
    target = brand.make_list()
    # The minute's allowance is gone before the import begins.
    while brand.status_of("/API/v3/whoami") != 429:
        pass
    file = write(tmp_path / "a.csv", [[f"p{n}@example.org", "A", "", ""] for n in range(60)])
    before = len(brand.sandbox.requests())

    ended = desk.import_(file, target, code=0)

    assert ended.document["counts"]["created"] == 60
    log = [one for one in brand.sandbox.requests()[before:] if "/sandbox" not in one["path"]]
    refused = [place for place, one in enumerate(log) if one["status"] == 429]
    assert refused
    for place in refused:
        waited = moment(log[place + 1]) - moment(log[place])
        assert waited >= 0.95, "Retry-After is a second or more"


def moment(entry: dict[str, Any]) -> float:
    return datetime.fromisoformat(entry["time"]).timestamp()


def test_a_job_is_cancelled_kept_and_wiped_from_the_command_line(
    tmp_path: Path, open_desk: Callable[..., Any], open_rig_for: Callable[..., Any]
) -> None:
    import asyncio

    desk, brand = open_desk(CALM)
    target = brand.make_list()
    file = write(tmp_path / "a.csv", [[f"p{n}@example.org", "A", "", ""] for n in range(20)])
    job = asyncio.run(open_rig_for(desk).plan(file, target, piece=5))

    ended = desk.run("jobs", "cancel", job, "--json", code=0).document
    assert ended["counts"]["skipped"] == 20
    assert brand.contacts(target) == []
    desk.run("jobs", "keep", job, "always", code=0)
    shown = json.loads(desk.run("jobs", "show", job, "--json", code=0).out)
    assert shown["keep"] == "always"
    assert shown["cancelled"]

    wiped = desk.run("jobs", "wipe", job, "--results", "--yes", "--json", code=0).document

    assert wiped["wiped"] == [job]
    assert len(wiped["files"]) == 3
    assert not any(Path(path).exists() for path in wiped["files"])
    assert not list((desk.home / "staging").glob("*.db*"))
    assert file.exists()
    everything = b"".join(path.read_bytes() for path in desk.home.rglob("*") if path.is_file())
    assert b"p7@example.org" not in everything
    assert json.loads(desk.run("jobs", "list", "--json", code=0).out or "null") in (None, [])


def test_an_export_right_after_an_import_has_its_rows_although_the_list_lags(
    tmp_path: Path, open_desk: Callable[..., Any]
) -> None:
    desk, brand = open_desk("dedupe=off,job-time=0.02,lag=4", absence_wait=30.0)
    target = brand.make_list()
    file = write(tmp_path / "a.csv", [[f"p{n}@example.org", "A", "", ""] for n in range(7)])
    desk.import_(file, target, code=0)

    desk.run("contacts", "export", "--list", target, "--out", tmp_path / "out.csv", code=0)

    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as text:
        assert len(list(csv.DictReader(text))) == 7
