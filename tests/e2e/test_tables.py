"""Tables of the window: what the service has, read and read again, looked at and written."""

from __future__ import annotations

import asyncio
import csv
import os
import signal
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from qualtrics_desk.domain.errors import JobStopped, UsageError
from qualtrics_desk.domain.rows import (
    ColumnKind,
    ColumnSpec,
    Comparison,
    Filter,
    Row,
    RowSource,
    Sort,
    View,
)
from qualtrics_desk.services import job_runs
from qualtrics_desk.services.background.link import WorkerLink
from qualtrics_desk.services.background.messages import (
    ExportRows,
    GenerateLinks,
    Open,
    ReadContacts,
    ReadLinks,
    RefreshSurveys,
    RunJob,
)
from qualtrics_desk.services.engine.progress import Progress, Stop
from qualtrics_desk.services.links.export import LinksExport, export_links
from qualtrics_desk.services.links.generate import (
    LinksRequest,
    LinksResult,
    create_generation,
    run_generation,
)
from qualtrics_desk.services.tables.contacts import read_contacts
from qualtrics_desk.services.tables.export import (
    ExportColumn,
    ExportedRows,
    ExportFormat,
    export_rows,
)
from qualtrics_desk.services.tables.links import LinksRead, LinksReading, read_links
from qualtrics_desk.services.tables.places import (
    contacts_table,
    links_table,
    profile_of,
    surveys_table,
)
from qualtrics_desk.services.tables.plan import open_plan_rows
from qualtrics_desk.services.tables.reading import TableRead
from qualtrics_desk.services.tables.surveys import refresh_surveys
from qualtrics_desk.store.paths import Home
from qualtrics_desk.store.tables.reading import NewRow
from qualtrics_desk.store.tables.table import open_table
from qualtrics_desk.worker import table_calls

OpenRig = Callable[..., tuple[Any, Any]]


def everything(source: RowSource, view: View | None = None) -> list[dict[str, Any]]:
    keys = [column.key for column in source.columns]
    rows = source.rows(source.ids(view or View()))
    return [dict(zip(keys, row.values, strict=True)) for row in rows]


def list_of(brand: Any, name: str) -> str:
    return next(str(found["id"]) for found in brand.state()["lists"] if found["name"] == name)


def asked(brand: Any, ending: str) -> list[str]:
    return [
        line["query"]
        for line in brand.sandbox.requests()
        if line["path"].endswith(ending) and line["status"] == 200
    ]


async def stopped_after(rows: int, read: Callable[[Stop, Callable[[Progress], None]], Any]) -> None:
    stop = Stop()

    def report(progress: Progress) -> None:
        if progress.done >= rows and progress.phase.startswith("Reading"):
            stop.request()

    with pytest.raises(JobStopped):
        await read(stop, report)


def as_cells(row: dict[str, Any]) -> dict[str, Any]:
    """A row of contacts as the inspection of the sandbox tells it."""
    fields = ("firstName", "lastName", "email", "phone", "extRef", "language")
    cells = {name: row[name] for name in fields if row[name]}
    for key, value in row.items():
        if key.startswith("embeddedData.") and value:
            cells[key.replace("embeddedData.", "embedded ")] = value
    if row["unsubscribed"] or row["directoryUnsubscribed"]:
        cells["unsubscribed"] = True
    return cells


# --- surveys -----------------------------------------------------------------------------------


async def test_surveys_are_read_into_a_table_and_replaced(open_rig: OpenRig) -> None:
    rig, brand = open_rig(seed="demo")
    async with rig.session() as session:
        first = await refresh_surveys(session)
        brand._call("POST", "/sandbox/fill", json={"surveys": 240})
        second = await refresh_surveys(session)
        table = surveys_table(session.home, profile_of(session))
    assert (first.rows, second.rows) == (12, 252)
    rows = everything(table)
    assert len({row["id"] for row in rows}) == 252
    assert {type(row["isActive"]) for row in rows} == {bool}
    assert all(str(row["lastModified"]).endswith("Z") for row in rows)
    found = everything(table, View(text="konferenz ZÜRICH"))
    assert [row["name"] for row in found] == ["Konferenz-Rückmeldung („Zürich“)"]
    names = [str(row["name"]) for row in everything(table, View(text="bulk", sort=Sort("name")))]
    assert len(names) == 240
    table.close()


async def test_who_asks_while_a_reading_is_under_way_gets_what_it_brings(
    open_rig: OpenRig,
) -> None:
    rig, brand = open_rig(seed="demo", latency=20)
    alumni = list_of(brand, "Alumni newsletter")
    async with rig.session() as session:
        surveys = await asyncio.gather(refresh_surveys(session), refresh_surveys(session))
        contacts = await asyncio.gather(
            read_contacts(session, None, alumni), read_contacts(session, None, alumni)
        )
    assert [read.rows for read in surveys] == [12, 12]
    assert [read.rows for read in contacts] == [1_500, 1_500]
    assert len(asked(brand, "/API/v3/surveys")) == 1
    assert len([q for q in asked(brand, f"{alumni}/contacts") if "pageSize=50" in q]) == 30


# --- contacts ----------------------------------------------------------------------------------


async def test_contacts_come_with_every_cell(open_rig: OpenRig) -> None:
    rig, brand = open_rig(seed="demo")
    alumni = list_of(brand, "Alumni newsletter")
    async with rig.session() as session:
        read = await read_contacts(session, None, alumni)
        table = contacts_table(session.home, profile_of(session), alumni)
    truth = brand.cells(alumni)
    assert read.rows == len(truth)
    # Spellings of one embedded field that differ in case only are one column.
    folded = [{name.lower(): value for name, value in cells.items()} for cells in truth]
    rows = [as_cells(row) for row in everything(table)]
    assert [{name.lower(): value for name, value in cells.items()} for cells in rows] == folded
    shown = table.shown
    assert shown is not None
    assert shown.is_indexed
    assert shown.facts == {"name": "Alumni newsletter"}
    person = brand.contacts(alumni)[3]
    row_id = table.id_of(person["contactId"])
    assert row_id is not None
    raw = table.raw(row_id)
    assert raw is not None
    assert raw["email"] == person["email"]
    table.close()


async def test_a_stopped_reading_goes_on_and_reads_no_page_twice(open_rig: OpenRig) -> None:
    rig, brand = open_rig(faults="504=0.02,reset=0.02,seed=3")
    panel = brand.make_list("Panel")
    brand.fill(panel, 1_000)
    async with rig.session() as session:

        async def read(stop: Stop, report: Callable[[Progress], None]) -> None:
            await read_contacts(session, None, panel, stop=stop, report=report)

        await stopped_after(400, read)
        table = contacts_table(session.home, profile_of(session), panel)
        shown = table.shown
        assert shown is not None
        assert not shown.is_complete
        assert 400 <= shown.rows < 600
        again = await read_contacts(session, None, panel)
    assert again.rows == 1_000
    emails = [row["email"] for row in everything(table)]
    assert emails == [person["email"] for person in brand.contacts(panel)]
    pages = [query for query in asked(brand, f"{panel}/contacts") if "pageSize=50" in query]
    # One page was on its way when the reading was stopped; the second one asks for it again.
    assert len(pages) - len(set(pages)) <= 1
    table.close()


async def test_the_old_rows_stay_until_the_list_was_read_anew(open_rig: OpenRig) -> None:
    rig, brand = open_rig()
    panel = brand.make_list("Panel")
    brand.fill(panel, 300)
    async with rig.session() as session:
        await read_contacts(session, None, panel)
        table = contacts_table(session.home, profile_of(session), panel)
        before = everything(table)
        brand.add(panel, {"firstName": "New", "email": "new@example.com"})
        brand.wait_until_shown(panel)
        seen: list[int] = []
        await read_contacts(
            session, None, panel, report=lambda _: seen.append(len(everything(table)))
        )
    assert set(seen[:-1]) <= {300, 301}
    assert seen[0] == 300
    assert len(before) == 300
    assert [row["firstName"] for row in everything(table)][-1] == "New"
    table.close()


async def test_an_unknown_list_is_told_before_anything_is_made(open_rig: OpenRig) -> None:
    rig, _brand = open_rig()
    async with rig.session() as session:
        with pytest.raises(UsageError):
            await read_contacts(session, None, "CG_0000000000000AB")
        assert not session.home.table(profile_of(session), "contacts-CG_0000000000000AB").exists()


# --- links -------------------------------------------------------------------------------------


async def made_links(session: Any, survey: str, panel: str) -> str:
    job = await create_generation(session, LinksRequest(survey=survey, list_id=panel))
    return str((await run_generation(session, job)).distribution)


async def active_survey(session: Any) -> str:
    await refresh_surveys(session)
    table = surveys_table(session.home, profile_of(session))
    active = Filter("isActive", Comparison.IS, ("true",))
    survey = str(everything(table, View(filters=(active,)))[0]["id"])
    table.close()
    return survey


async def test_links_are_joined_as_in_the_export_and_the_missing_stand_by(
    open_rig: OpenRig, tmp_path: Path
) -> None:
    rig, brand = open_rig(seed="demo")
    alumni = list_of(brand, "Alumni newsletter")
    columns = ("contactLookupId", "email", "link", "linkExpiration", "unsubscribed", "phone")
    out = tmp_path / "export.csv"
    async with rig.session() as session:
        survey = await active_survey(session)
        made = await made_links(session, survey, alumni)
        brand.add(alumni, {"firstName": "Late", "email": "late@example.com"})
        brand.wait_until_shown(alumni)
        read = await read_links(session, LinksReading(survey=survey, distribution=made))
        table = links_table(session.home, profile_of(session), made)
        embedded = [c.key for c in table.columns if c.key.startswith("embeddedData.")]
        assert embedded
        wanted = (*columns, *embedded)
        await export_links(
            session, LinksExport(survey=survey, distribution=made, out=out, columns=wanted)
        )
        ready = Filter("linkState", Comparison.IS_NOT, ("missing",))
        ours = await export_rows(
            table,
            View(filters=(ready,)),
            [ExportColumn(key, key) for key in wanted],
            tmp_path / "table.csv",
        )
    people = brand.contacts(alumni)
    assert (read.contacts, read.missing, read.unmatched, read.expired) == (len(people), 1, 0, 0)
    assert read.rows == ours.rows == len(people) - 1
    assert (tmp_path / "table.csv").read_bytes() == out.read_bytes()
    missing = everything(table, View(filters=(Filter("linkState", Comparison.IS, ("missing",)),)))
    assert [(row["firstName"], row["link"]) for row in missing] == [("Late", None)]
    shown = table.shown
    assert shown is not None
    assert shown.facts["missing"] == 1
    table.close()


async def test_links_of_a_mailing_are_read_with_consent_only(open_rig: OpenRig) -> None:
    rig, brand = open_rig(seed="demo")
    mailing = next(found for found in brand.state()["distributions"] if found["kind"] == "Invite")
    wish = LinksReading(survey=mailing["survey"], distribution=mailing["id"])
    other = LinksReading(survey=wish.survey, distribution=wish.distribution, consent="EMD_other")
    async with rig.session() as session:
        for refused in (wish, other):
            with pytest.raises(UsageError, match="not made as personal links"):
                await read_links(session, refused)
        assert asked(brand, "/links") == []
        read = await read_links(
            session,
            LinksReading(
                survey=wish.survey, distribution=wish.distribution, consent=wish.distribution
            ),
        )
    assert read.rows > 0


async def test_a_stopped_reading_of_links_asks_for_no_link_twice(open_rig: OpenRig) -> None:
    rig, brand = open_rig(seed="demo")
    panel = brand.make_list("Panel")
    brand.fill(panel, 1_200)
    async with rig.session() as session:
        survey = await active_survey(session)
        made = await made_links(session, survey, panel)
        wish = LinksReading(survey=survey, distribution=made)
        stop = Stop()

        def report(progress: Progress) -> None:
            if progress.phase == "Reading links" and progress.done >= 500:
                stop.request()

        with pytest.raises(JobStopped):
            await read_links(session, wish, stop=stop, report=report)
        people_pages = len(asked(brand, f"{panel}/contacts"))
        read = await read_links(session, wish)
        table = links_table(session.home, profile_of(session), made)
    assert (read.rows, read.missing) == (1_200, 0)
    pages = asked(brand, "/links")
    # The page on its way when the wish came, and the one asked for behind it, were not kept.
    assert len(pages) - len(set(pages)) <= 2
    # The contacts were read for this very reading; they are not read once more.
    assert len(asked(brand, f"{panel}/contacts")) == people_pages
    assert [row["email"] for row in everything(table)] == [
        person["email"] for person in brand.contacts(panel)
    ]
    table.close()


# --- plan rows ---------------------------------------------------------------------------------


def import_file(folder: Path) -> Path:
    source = folder / "people.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["First name", "Last name", "Email", "Department"])
        writer.writerow(["Ada", "Lovelace", "ada@example.com", "IT"])
        writer.writerow(["Bob", 'Straße, "Groß"', "bob@example.com", "Sales"])
        writer.writerow(["No", "Address", "not an address", ""])
        writer.writerow(["Cleo", "Ünal", "cleo@example.com", "10"])
        writer.writerow(["Dan", "Same", "dan@example.com", "9"])
    return source


async def test_rows_of_a_plan_show_what_changes_and_then_what_became_of_them(
    open_rig: OpenRig, tmp_path: Path
) -> None:
    rig, brand = open_rig()
    panel = brand.make_list("Panel")
    live = [("Robert", 'Straße, "Groß"', "bob", "Sales"), ("Dan", "Same", "dan", "9")]
    for first, last, name, department in live:
        person = {"firstName": first, "lastName": last, "email": f"{name}@example.com"}
        brand.add(panel, {**person, "embeddedData": {"Department": department}})
    brand.wait_until_shown(panel)
    job = await rig.plan(import_file(tmp_path), panel, 100)
    async with rig.session() as session:
        rows = open_plan_rows(session.home, session.journal, job)
        shown = rows.rows(rows.ids(View()))
        assert [row.state for row in shown] == ["new", "changed", "invalid", "new", "unchanged"]
        assert rows.counts() == {"new": 2, "changed": 1, "invalid": 1, "unchanged": 1}
        assert [column.title for column in rows.columns][-4:] == [
            "First name", "Last name", "Email", "Department",
        ]  # fmt: skip
        place = [column.key for column in rows.columns].index("cell0")
        assert shown[1].values[place] == "Bob"
        assert shown[1].old == {place: "Robert"}
        assert "mail" in shown[2].note
        assert shown[0].old == {}

        def found(view: View) -> list[int]:
            return list(rows.ids(view))

        assert found(View(text="ADA")) == [1]
        assert found(View(text="strasse bob")) == [2]
        assert found(View(text='"groß"')) == [2]
        assert found(View(text=",")) == [2]
        assert found(View(text="unal")) == []
        assert found(View(text="ÜNAL")) == [4]
        assert found(View(text=shown[2].note.split()[-1])) == [3]
        changed = Filter("state", Comparison.IS, ("changed", "new"))
        assert found(View(filters=(changed,))) == [1, 2, 4]
        assert found(View(filters=(changed,), text="example", sort=Sort("cell0", True))) == [
            4,
            2,
            1,
        ]
        assert found(View(sort=Sort("cell3"))) == [5, 4, 1, 2, 3]
        assert found(View(sort=Sort("plan"))) == [2, 3, 1, 4, 5]
        assert found(View(sort=Sort("line", True))) == [5, 4, 3, 2, 1]
        empty = Filter("cell3", Comparison.IS_EMPTY)
        assert found(View(filters=(empty,))) == [3]
        ruled = Filter("rule", Comparison.IS_NOT_EMPTY)
        assert found(View(filters=(ruled,)))[:1] == [3]
        rule = str(shown[2].values[[c.key for c in rows.columns].index("rule")])
        one = Filter("rule", Comparison.IS, (rule.split(", ")[0],))
        assert 3 in found(View(filters=(one,)))

        before = rows.revision
        assert rows.revision == before
        result = await job_runs.run_job(session, job)
        assert rows.revision != before
        rows.close()
        ended = open_plan_rows(session.home, session.journal, job, shows="outcome")
        told = [row.state for row in ended.rows(ended.ids(View()))]
        assert told == ["created", "updated", "failed", "created", "unchanged"]
        counts = {name: count for name, count in result.counts.items() if count}
        assert ended.outcomes() == counts
        failed = Filter("state", Comparison.IS, ("failed", "unknown"))
        assert list(ended.ids(View(filters=(failed,)))) == [3]
        written = await export_rows(
            ended,
            View(filters=(failed,)),
            [ExportColumn("cell2", "Email"), ExportColumn("state", "Outcome"),
             ExportColumn("note", "Why")],
            tmp_path / "failed.csv",
        )  # fmt: skip
        assert written.rows == 1
        with (tmp_path / "failed.csv").open(encoding="utf-8-sig", newline="") as file:
            (line,) = csv.DictReader(file)
        assert (line["Email"], line["Outcome"]) == ("not an address", "failed")
        assert line["Why"]
        ended.close()


async def test_rows_can_be_looked_at_while_outcomes_are_written(
    open_rig: OpenRig, tmp_path: Path
) -> None:
    rig, brand = open_rig()
    panel = brand.make_list("Panel")
    source = tmp_path / "people.csv"
    lines = [f"Person {n},p{n}@example.com" for n in range(400)]
    source.write_text("\n".join(["First name,Email", *lines]), encoding="utf-8")
    job = await rig.plan(source, panel, 20)
    async with rig.session() as session:
        rows = open_plan_rows(session.home, session.journal, job, shows="outcome")
        seen: set[int] = set()
        is_over = asyncio.Event()

        async def look() -> None:
            while not is_over.is_set():
                view = View(filters=(Filter("state", Comparison.IS, ("open",)),))
                ids = await asyncio.to_thread(rows.ids, view)
                shown: list[Row] = await asyncio.to_thread(rows.rows, ids[:60])
                assert all(row.state in ("open", "created") for row in shown)
                seen.add(len(ids))

        async with asyncio.TaskGroup() as group:
            group.create_task(look())
            await job_runs.run_job(session, job)
            is_over.set()
        assert rows.outcomes() == {"created": 400}
        assert max(seen) > min(seen)
        rows.close()


async def test_an_export_of_rows_is_whole_or_not_there(open_rig: OpenRig, tmp_path: Path) -> None:
    rig, brand = open_rig()
    panel = brand.make_list("Panel")
    brand.fill(panel, 50)
    columns = [ExportColumn("email", "Mail"), ExportColumn("firstName", "Name")]
    async with rig.session() as session:
        await read_contacts(session, None, panel)
        table = contacts_table(Home(rig.home), profile_of(session), panel)
        stop = Stop()
        stop.request()
        with pytest.raises(JobStopped):
            await export_rows(table, View(), columns, tmp_path / "out.csv", stop=stop)
        with pytest.raises(UsageError):
            await export_rows(table, View(), [], tmp_path / "out.csv")
        with pytest.raises(UsageError):
            await export_rows(
                table, View(), columns, tmp_path / "out.csv", ExportFormat(encoding="no such")
            )
        assert not (await asyncio.to_thread(lambda: list(tmp_path.glob("out*"))))
        format_ = ExportFormat(encoding="utf-16", delimiter=";")
        await export_rows(
            table, View(sort=Sort("email", True)), columns, tmp_path / "out.csv", format_
        )
    told = (tmp_path / "out.csv").read_text(encoding="utf-16").splitlines()
    assert told[0] == "Mail;Name"
    emails = [line.partition(";")[0] for line in told[1:]]
    assert len(emails) == 50
    assert set(emails) == {person["email"] for person in brand.contacts(panel)}
    table.close()


# --- in the worker -----------------------------------------------------------------------------


async def test_a_reading_outlives_the_worker_and_what_was_read_is_written(
    open_rig: OpenRig, tmp_path: Path
) -> None:
    rig, brand = open_rig(latency=5)
    panel = brand.make_list("Panel")
    brand.fill(panel, 2_000)
    link = WorkerLink(Open(base_url=rig.url, token=rig.token, profile="Test"))
    deaths: list[int] = []

    def report(progress: Progress) -> None:
        if progress.phase == "Reading contacts" and progress.done > 600 * (len(deaths) + 1):
            pid = link.process_id
            if pid is not None and len(deaths) < 2:
                deaths.append(pid)
                os.kill(pid, signal.SIGKILL)

    read = await link.to_the_end(ReadContacts(list_id=panel), TableRead, report)
    out = tmp_path / "people.csv"
    written = await link.to_the_end(
        ExportRows(
            table=read.name,
            view=View(filters=(Filter("email", Comparison.IS_NOT_EMPTY),), sort=Sort("email")),
            columns=[("email", "E-Mail"), ("firstName", "Vorname")],
            path=str(out),
        ),
        ExportedRows,
    )
    await link.close()

    assert len(deaths) == 2
    assert (read.name, read.rows) == (f"contacts-{panel}", 2_000)
    assert written.rows == 2_000
    with out.open(encoding="utf-8-sig", newline="") as file:
        emails = [row["E-Mail"] for row in csv.DictReader(file)]
    assert sorted(emails) == sorted(person["email"] for person in brand.contacts(panel))
    pages = [query for query in asked(brand, f"{panel}/contacts") if "pageSize=50" in query]
    assert len(pages) <= 2_000 // 50 + 3 * len(deaths) + 1


async def test_links_are_made_and_read_in_the_worker(open_rig: OpenRig) -> None:
    rig, brand = open_rig(seed="demo")
    panel = brand.make_list("Panel")
    brand.fill(panel, 150)
    link = WorkerLink(Open(base_url=rig.url, token=rig.token, profile="Test"))
    surveys = await link.to_the_end(RefreshSurveys(), TableRead)
    table = surveys_table(Home(rig.home), "Test")
    active = View(filters=(Filter("isActive", Comparison.IS, ("true",)),))
    survey = str(everything(table, active)[0]["id"])
    table.close()
    job = await link.call(GenerateLinks(request={"survey": survey, "list_id": panel}), int)
    made = await link.to_the_end(RunJob(job=job), LinksResult)
    assert made.distribution is not None
    wish = ReadLinks(survey=survey, distribution=made.distribution)
    read = await link.to_the_end(wish, LinksRead)
    await link.close()
    assert (surveys.rows, read.rows, read.contacts, read.missing) == (12, 150, 150, 0)


async def test_what_is_written_is_the_table_as_it_was_asked_for(
    open_rig: OpenRig, tmp_path: Path
) -> None:
    rig, _ = open_rig()
    people = 5_000

    def fill(profile: str) -> None:
        columns = (ColumnSpec("contactId", "Id", ColumnKind.CODE),)
        table = open_table(Home(rig.home).table(profile, "contacts-CG_1"))
        table.begin(columns, {}, resume_within=timedelta(0))
        table.append([NewRow(f"{n}", {"contactId": f"{n}"}, {}) for n in range(people)], None)
        table.finish()
        # What was shown before is dropped.
        for _ in table.prepare():
            pass
        table.close()

    again: list[Progress] = []
    out = tmp_path / "people.csv"
    wish = ExportRows(
        table="contacts-CG_1", view=View(), columns=[("contactId", "Id")], path=str(out)
    )
    async with rig.session() as session:
        fill(profile_of(session))

        def report(progress: Progress) -> None:
            if not again:
                again.append(progress)
                fill(profile_of(session))

        written = await table_calls.export(session, wish, Stop(), report)

    assert again
    assert again[0].done < people == written.rows
    with out.open(encoding="utf-8-sig", newline="") as file:
        assert [row["Id"] for row in csv.DictReader(file)] == [f"{n}" for n in range(people)]
