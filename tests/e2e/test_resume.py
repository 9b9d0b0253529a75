"""A job that dies, is stopped, or is wanted twice: nothing is lost, nothing is done twice."""

from __future__ import annotations

import asyncio
import csv
import json
import sqlite3
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = 44
PIECE = 10
HEADER = ("Email", "FirstName", "LastName", "Phone", "ExternalDataReference")
DYING = Path(__file__).with_name("dying.py")
can_kill = pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL and SIGINT")

DEATHS = [
    ("mark_sending:before:1",),
    ("mark_sending:after:2",),
    ("exchange:after:6", "mark_sending:after:1"),
    ("mark_accepted:before:1", "mark_accepted:before:1", "replace_chunk:before:1"),
    ("mark_accepted:before:3", "replace_chunk:before:1", "replace_chunk:after:1"),
    ("mark_accepted:after:2", "poll:before:1"),
    ("poll:after:1", "report:after:1", "settle:before:1"),
    ("settle:after:1", "mark_accepted:before:1", "put:before:2"),
    ("settle:after:2", "put:after:1", "put:after:2"),
    ("mark_sending:after:4", "put:after:3", "result files:before:1"),
    ("report:before:3", "result files:after:1", "set_result:after:1"),
    ("exchange:before:9", "exchange:after:12", "exchange:before:7", "set_state:before:1"),
]
"""Steps at which one process after the other dies, in the order of the processes."""


def write_file(path: Path, rows: int = ROWS) -> Path:
    """Rows of which some want a phone number, and two change contacts that are there."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for number in range(1, rows + 1):
            phone = f"+4670{number:07d}" if number % 9 == 0 else ""
            writer.writerow([f"p{number}@example.org", "Ann", f"Ek {number}", phone, f"r{number}"])
    return path


def fill(brand: Any) -> str:
    target: str = brand.make_list()
    for number in (5, 40):
        brand.add(
            target,
            {"email": f"p{number}@example.org", "lastName": "Old", "embeddedData": {"Own": "1"}},
        )
    return target


def check(desk: Any, brand: Any, target: str, document: dict[str, Any], rows: int = ROWS) -> None:
    """Each row is there once, as the file has it, written no oftener than it had to be."""
    counts = desk.counts(document, rows)
    assert counts == {**dict.fromkeys(counts, 0), "created": rows - 2, "updated": 2}
    held = {contact["email"]: contact for contact in brand.contacts(target)}
    assert len(held) == len(brand.contacts(target)) == rows
    for number in range(1, rows + 1):
        contact = held[f"p{number}@example.org"]
        assert (contact["firstName"], contact["lastName"]) == ("Ann", f"Ek {number}")
        assert contact["extRef"] == f"r{number}"
        was_there = number in (5, 40)
        assert contact["phone"] == (f"+4670{number:07d}" if number % 9 == 0 else None)
        assert contact["embeddedData"] == ({"Own": "1"} if was_there else {})
        assert contact["created"] == 1
        assert contact["written"] == (2 if was_there or number % 9 == 0 else 1)


@can_kill
@pytest.mark.parametrize("deaths", DEATHS, ids="|".join)
async def test_a_killed_job_goes_on_where_it_died(
    tmp_path: Path,
    open_desk: Callable[..., Any],
    open_rig_for: Callable[..., Any],
    deaths: tuple[str, ...],
) -> None:
    file = write_file(tmp_path / "people.csv")
    desk, brand = open_desk("dedupe=off,job-time=0.05,lag=0.3", absence_wait=1)
    target = fill(brand)
    job = await open_rig_for(desk).plan(file, target, piece=PIECE)

    for death in deaths:
        dying = desk.as_program(sys.executable, DYING, death)
        assert dying.run("jobs", "resume", job, "--yes", "--json").code == -9, death
    ended = desk.run("jobs", "resume", job, "--yes", "--json", code=0)

    check(desk, brand, target, ended.document)


@can_kill
@pytest.mark.parametrize("requests", [5, 8, 11, 14])
def test_a_command_killed_from_outside_is_resumed(
    tmp_path: Path, open_desk: Callable[..., Any], requests: int
) -> None:
    file = write_file(tmp_path / "people.csv")
    desk, brand = open_desk("dedupe=off,lag=0.2", absence_wait=1, latency=30)
    target = fill(brand)
    before = len(brand.sandbox.requests())

    with desk.start(
        *("contacts", "import", file, "--list", target, "--yes", "--json", "--allow-share", 100)
    ) as process:
        while len(brand.sandbox.requests()) < before + requests:
            assert process.poll() is None
        process.kill()
        process.communicate()
    job = json.loads(desk.run("jobs", "list", "--json", code=0).out.splitlines()[0])["id"]
    ended = desk.run("jobs", "resume", job, "--yes", "--json", code=0)

    check(desk, brand, target, ended.document)


def test_only_one_of_two_processes_resumes_a_job(
    tmp_path: Path, open_desk: Callable[..., Any], open_rig_for: Callable[..., Any]
) -> None:
    file = write_file(tmp_path / "people.csv")
    # The first request outlasts the start of the second process, however slow that is.
    desk, brand = open_desk("dedupe=off,job-time=12", absence_wait=1)
    target = fill(brand)
    job = asyncio.run(open_rig_for(desk).plan(file, target, piece=PIECE))

    with desk.start("jobs", "resume", job, "--yes", "--json") as first:
        wait_for(lambda: holder(desk, job) == first.pid)
        second = desk.run("jobs", "resume", job, "--yes", "--json")
        brand.use("dedupe=off,job-time=0.05")
        out, err = first.communicate()

    assert second.code == 3
    assert f"process {first.pid}" in second.err
    assert second.out == ""
    assert first.returncode == 0, err
    check(desk, brand, target, json.loads(out))


def test_two_processes_at_the_same_moment_do_the_work_once(
    tmp_path: Path, open_desk: Callable[..., Any], open_rig_for: Callable[..., Any]
) -> None:
    file = write_file(tmp_path / "people.csv")
    desk, brand = open_desk("dedupe=off,job-time=0.4", absence_wait=1)
    target = fill(brand)
    job = asyncio.run(open_rig_for(desk).plan(file, target, piece=PIECE))

    processes = [desk.start("jobs", "resume", job, "--yes", "--json") for _ in range(3)]
    ended = [(process.communicate(), process.returncode, process.pid) for process in processes]

    winners = [(out, pid) for (out, _), code, pid in ended if code == 0]
    assert len(winners) == 1
    (out, pid) = winners[0]
    assert [code for _, code, _ in ended if code] == [3, 3]
    assert all(f"process {pid}" in err for (_, err), code, _ in ended if code)
    check(desk, brand, target, json.loads(out))


async def test_a_token_of_another_brand_does_not_resume(
    tmp_path: Path, open_desk: Callable[..., Any], open_rig_for: Callable[..., Any]
) -> None:
    file = write_file(tmp_path / "people.csv")
    desk, brand = open_desk("job-time=0.05", absence_wait=1)
    target = fill(brand)
    job = await open_rig_for(desk).plan(file, target, piece=PIECE)
    # All sandboxes are one brand, so the job is made to be of another one.
    with sqlite3.connect(desk.home / "journal.db") as journal:
        journal.execute("UPDATE jobs SET brand='hooli' WHERE id=?", (job,))
    journal.close()

    ended = desk.run("jobs", "resume", job, "--yes", "--json")

    assert ended.code == 1
    assert "hooli" in ended.err
    assert "meridian" in ended.err
    assert [entry["path"] for entry in brand.sandbox.requests() if is_import(entry)] == []
    assert len(brand.contacts(target)) == 2


@can_kill
def test_ctrl_c_stops_cleanly_and_says_how_to_go_on(
    tmp_path: Path, open_desk: Callable[..., Any]
) -> None:
    file = write_file(tmp_path / "people.csv")
    desk, brand = open_desk("dedupe=off,job-time=1.5", absence_wait=1)
    target = fill(brand)

    with desk.start(
        *("contacts", "import", file, "--list", target, "--yes", "--json", "--allow-share", 100)
    ) as process:
        wait_for(lambda: bool(brand.state()["jobs"]))
        desk.interrupt(process)
        out, err = process.communicate()

    job = json.loads(desk.run("jobs", "list", "--json", code=0).out.splitlines()[0])
    assert (process.returncode, out) == (3, "")
    assert f"qualtrics-desk jobs resume {job['id']}" in err
    assert "Traceback" not in err
    assert (job["state"], job["process"]) == ("stopped", None)
    ended = desk.run("jobs", "resume", job["id"], "--yes", "--json", code=0)
    check(desk, brand, target, ended.document)


@can_kill
def test_a_killed_dry_run_is_not_sent_by_resuming_it(
    tmp_path: Path, open_desk: Callable[..., Any]
) -> None:
    file = write_file(tmp_path / "people.csv")
    desk, brand = open_desk("dedupe=off", absence_wait=1)
    target = fill(brand)
    dying = desk.as_program(sys.executable, DYING, "exchange:after:4")
    ended = dying.run("contacts", "import", file, "--list", target, "--dry-run", "--json")
    assert ended.code == -9
    job = json.loads(desk.run("jobs", "list", "--json", code=0).out.splitlines()[0])["id"]

    resumed = desk.run("jobs", "resume", job, "--yes", "--json", code=0)

    assert resumed.document["state"] == "planned"
    assert not [entry for entry in brand.sandbox.requests() if is_import(entry)]
    assert desk.run("jobs", "list", "--json", code=0).out == ""


@can_kill
def test_a_second_ctrl_c_stops_at_once_and_says_how_to_go_on(
    tmp_path: Path, open_desk: Callable[..., Any]
) -> None:
    file = write_file(tmp_path / "people.csv")
    desk, brand = open_desk("dedupe=off,job-time=0.05", absence_wait=1)
    target = fill(brand)
    brand.use("dedupe=off,job-time=0.05,429=30/min")

    with desk.start(
        *("contacts", "import", file, "--list", target, "--yes", "--json", "--allow-share", 100)
    ) as process:
        wait_for(lambda: any(map(is_import, brand.sandbox.requests())))
        desk.interrupt(process)
        desk.interrupt(process)
        _, err = process.communicate()
    brand.use("dedupe=off,job-time=0.05")

    job = json.loads(desk.run("jobs", "list", "--json", code=0).out.splitlines()[0])["id"]
    assert process.returncode == 3
    assert f"qualtrics-desk jobs resume {job}" in err
    assert "Traceback" not in err
    check(desk, brand, target, desk.run("jobs", "resume", job, "--yes", "--json", code=0).document)


async def test_a_job_whose_working_copy_was_deleted_sends_nothing(
    tmp_path: Path, open_desk: Callable[..., Any], open_rig_for: Callable[..., Any]
) -> None:
    file = write_file(tmp_path / "people.csv")
    desk, brand = open_desk("job-time=0.05", absence_wait=1)
    target = fill(brand)
    job = await open_rig_for(desk).plan(file, target, piece=PIECE)
    for path in (desk.home / "staging").iterdir():
        path.unlink()

    ended = desk.run("jobs", "resume", job, "--yes", "--json")

    assert ended.code == 3
    assert f"holds 0 of its {ROWS} rows" in ended.err
    assert not any(map(is_import, brand.sandbox.requests()))
    shown = json.loads(desk.run("jobs", "show", job, "--json", code=0).out)
    assert (shown["state"], shown["counts"]["failed"]) == ("stopped", 0)
    again = desk.import_(file, target, "--allow-share", 100, code=0)
    check(desk, brand, target, again.document)


@can_kill
@pytest.mark.parametrize("kilobytes", [4, 24, 60, 100, 140])
async def test_a_full_disk_stops_the_job_and_loses_nothing(
    tmp_path: Path,
    open_desk: Callable[..., Any],
    open_rig_for: Callable[..., Any],
    kilobytes: int,
) -> None:
    # No file may grow beyond a size, which SQLite meets as it would meet a full disk.
    file = write_file(tmp_path / "people.csv")
    desk, brand = open_desk("dedupe=off,job-time=0.05,lag=0.3", absence_wait=1)
    target = fill(brand)
    job = await open_rig_for(desk).plan(file, target, piece=5)
    limit = (
        "import os, resource, sys; size = int(sys.argv[1]) * 1024;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (size, size));"
        "os.execv(sys.executable, [sys.executable, '-m', 'qualtrics_desk', *sys.argv[2:]])"
    )
    full = desk.as_program(sys.executable, "-c", limit, kilobytes)

    ended = full.run("jobs", "resume", job, "--yes", "--json")

    assert ended.code in (1, 3)
    assert "Traceback" not in ended.err
    assert "could not be" in ended.err
    ended = desk.run("jobs", "resume", job, "--yes", "--json", code=0)
    check(desk, brand, target, ended.document)


def wait_for(condition: Callable[[], bool]) -> None:
    """Wait until something is so; a test that never gets there is ended by the suite's limit."""
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline


def holder(desk: Any, job: int) -> int | None:
    shown = json.loads(desk.run("jobs", "show", job, "--json", code=0).out)
    found: int | None = shown["process"]
    return found


def is_import(entry: dict[str, Any]) -> bool:
    return entry["method"] == "POST" and entry["path"].endswith("/transactioncontacts")
