"""Definitions in numbers, against a real sandbox: kept, searched, saved, compared, changed."""

from __future__ import annotations

import json
import os
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import msgspec
import pytest

from qualtrics_desk.api.connection import Connection
from qualtrics_desk.domain.errors import ApiError, StoreError, UsageError
from qualtrics_desk.domain.survey_rights import Rights, permissions_of
from qualtrics_desk.services.definitions import making
from qualtrics_desk.services.definitions.backup import Backup, back_up
from qualtrics_desk.services.definitions.codebook import write_codebook
from qualtrics_desk.services.definitions.comparing import (
    State,
    compare_states,
    parse_state,
    versions_of,
)
from qualtrics_desk.services.definitions.documents import export_qsf
from qualtrics_desk.services.definitions.keeping import coverage, opened, read_definitions
from qualtrics_desk.services.definitions.searching import reused, search
from qualtrics_desk.services.session import open_session
from qualtrics_desk.services.survey_changes import SurveyChange, change_surveys, saved_folder
from qualtrics_desk.services.survey_outlines import fetch_outline
from qualtrics_desk.services.surveys import list_surveys
from qualtrics_desk.sheets.reading import open_sheet
from qualtrics_desk.store.paths import open_home
from qualtrics_desk.store.settings import change_settings
from tests.conftest import sandbox_process
from tests.definitions import as_qsf, every_kind

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from qualtrics_desk.services.session import Session
    from tests.conftest import Sandbox, SandboxStarter

CALM = "lag=0,job-time=0"
SATISFACTION = "Customer satisfaction 2026"


@pytest.fixture(scope="module")
def brand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """A brand that the tests of this file change; each of them leaves the surveys it found."""
    with sandbox_process(tmp_path_factory.mktemp("brand"), {"faults": CALM}) as process:
        yield process


@asynccontextmanager
async def session_of(sandbox: Sandbox) -> AsyncIterator[Session]:
    connection = Connection(base_url=sandbox.url, token=sandbox.token)
    async with open_session(open_home(), connection, profile="Sandbox") as session:
        yield session


async def ids(session: Session) -> dict[str, str]:
    return {str(raw["name"]): str(raw["id"]) for raw in await list_surveys(session)}


def reads(sandbox: Sandbox) -> int:
    return sum("/survey-definitions/" in one["path"] for one in sandbox.requests())


def fill_surveys(sandbox: Sandbox, amount: int) -> None:
    address = sandbox.url.removesuffix("/API/v3") + "/sandbox/fill"
    headers = {"X-API-TOKEN": sandbox.token}
    httpx.post(address, headers=headers, json={"surveys": amount}, timeout=60).raise_for_status()


async def test_every_survey_is_searched_also_without_the_service(
    start_sandbox: SandboxStarter,
) -> None:
    sandbox = start_sandbox(seed="demo", faults=CALM)
    async with session_of(sandbox) as session:
        first = await read_definitions(session)
        assert (first.surveys, first.read, first.refused) == (12, 12, [])
        before = reads(sandbox)
        again = await read_definitions(session)
        assert (again.read, again.fresh) == (0, 12)
        assert reads(sandbox) == before

        by_name = await ids(session)
        await change_surveys(
            session,
            SurveyChange(change="rename", surveys=[by_name["Exit interview"]], name="Farewell"),
        )
        known = await coverage(session)
        assert (known.surveys, known.kept, known.stale) == (12, 12, 1)
        assert (await read_definitions(session)).read == 1
        home = session.home
    sandbox.stop()

    found = await search(home, "Sandbox", "recommend friend")
    assert [(hit.survey_name, hit.kind, hit.tag) for hit in found.hits] == [
        (SATISFACTION, "question", "Q5")
    ]
    assert (await search(home, "Sandbox", "farewell")).hits[0].kind == "name"
    assert (await search(home, "Sandbox", "kundin")).hits[0].place == "QID2"
    assert (await search(home, "Sandbox", "department")).hits[0].kind == "field"
    assert (await search(home, "Sandbox", "contract")).hits[0].kind != "name"
    groups = await reused(home, "Sandbox", "recommend us")
    assert [group.surveys for group in groups] == [2]


async def test_the_limit_of_the_settings_holds_when_reading_and_when_looking(
    brand: Sandbox,
) -> None:
    async with session_of(brand) as session:
        change_settings(
            session.home.settings, lambda was: msgspec.structs.replace(was, definition_megabytes=1)
        )
        survey = (await ids(session))[SATISFACTION]

        def fill() -> None:
            with opened(session.home, "Sandbox") as store:
                for place in range(2):
                    raw = {"noise": os.urandom(600_000).hex()}
                    then = datetime(2020, 1, 1 + place, tzinfo=UTC)
                    store.put(f"SV_old{place}", "Old", raw, (), stamp="1", seen_at=then)

        def kept() -> set[str]:
            with opened(session.home, "Sandbox") as store:
                assert store.size() <= 1_000_000
                return set(store.stamps())

        fill()
        await read_definitions(session, [survey], is_listed=True)
        assert kept() == {"SV_old1", survey}
        fill()
        await fetch_outline(session, survey)
        assert kept() == {"SV_old1", survey}


async def test_two_hundred_surveys_are_saved_and_only_the_changed_one_is_written_again(
    start_sandbox: SandboxStarter, tmp_path: Path
) -> None:
    sandbox = start_sandbox(seed="empty", faults=CALM)
    # One is there already.
    fill_surveys(sandbox, 199)
    folder = tmp_path / "backup"

    def written() -> dict[str, tuple[int, int, bytes]]:
        return {
            path.parent.name: (path.stat().st_ino, path.stat().st_mtime_ns, path.read_bytes())
            for path in sorted(folder.rglob("*.qsf"), key=lambda path: path.stat().st_mtime_ns)
        }

    def listed_in(manifest: str) -> set[str]:
        entries = json.loads(Path(manifest).read_text(encoding="utf-8"))["surveys"]
        return {entry["id"] for entry in entries if (folder / entry["file"]).is_file()}

    async with session_of(sandbox) as session:
        surveys = list((await ids(session)).values())
        assert len(surveys) == 200
        first = await back_up(session, surveys, folder)
        assert (first.new, first.changed, first.same, first.refused) == (200, 0, 0, [])
        assert listed_in(first.manifest) == set(surveys)
        before = written()
        assert set(before) == set(surveys)

        renamed = SurveyChange(change="rename", surveys=[surveys[7]], name="Another name")
        await change_surveys(session, renamed)
        second = await back_up(session, surveys, folder)

    assert (second.new, second.changed, second.same) == (0, 1, 199)
    after = written()
    assert {survey for survey in surveys if after[survey] != before[survey]} == {surveys[7]}
    assert len(list(folder.rglob("*.qsf"))) == 201
    assert listed_in(second.manifest) == set(surveys)


async def test_a_backup_writes_only_what_changed(brand: Sandbox, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    async with session_of(brand) as session:
        by_name = await ids(session)
        survey = by_name[SATISFACTION]
        surveys = list(by_name.values())
        first = await back_up(session, surveys, folder)
        assert (first.new, first.changed, first.same) == (len(surveys), 0, 0)
        files = {path: path.stat().st_mtime_ns for path in folder.rglob("*.qsf")}
        assert len(files) == len(surveys)

        # Opened and closed is not changed; renamed is.
        for change in ("deactivate", "activate"):
            await change_surveys(session, SurveyChange(change=change, surveys=[survey]))
        renamed = await change_surveys(
            session, SurveyChange(change="rename", surveys=[survey], name="Other name")
        )
        second = await back_up(session, surveys, folder)
        assert (second.new, second.changed, second.same) == (0, 1, len(surveys) - 1)
        after = {path: path.stat().st_mtime_ns for path in folder.rglob("*.qsf")}
        assert {path: after[path] for path in files} == files
        assert len(after) == len(files) + 1

        backup = Backup(folder)
        made = [moment for moment, _ in backup.states(survey)]
        before = State(survey=survey, folder=str(folder), moment=made[0])
        found = await compare_states(session, before, State(survey=survey))
        assert [str(change.what) for change in found.changes] == ["Name of the survey"]

        restored = await making.import_survey(
            session,
            "s.qsf",
            making.check_survey_file(
                "s.qsf",
                json.dumps(backup.document(backup.at(survey, made[0]))).encode(),
                making.KINDS[".qsf"],
            ),
            SATISFACTION,
        )
        now = await compare_states(session, before, State(survey=restored))
        assert not now.changes
        assert restored in (await ids(session)).values()

        await change_surveys(session, renamed.back[0])
        await change_surveys(session, SurveyChange(change="delete", surveys=[restored]))

        entry = backup.at(survey)
        (folder / entry.file).write_bytes(b'{"SurveyElements": []}')
        with pytest.raises(StoreError):
            backup.document(entry)
        with pytest.raises(UsageError):
            backup.at(survey, datetime(2000, 1, 1, tzinfo=UTC))


async def test_qsf_files_and_code_books_of_many(brand: Sandbox, tmp_path: Path) -> None:
    async with session_of(brand) as session:
        surveys = list((await ids(session)).values())
        every = sorted(raw["id"] for raw in await list_surveys(session))
        done = await export_qsf(session, [*every, "SV_000000000000000"], tmp_path / "qsf")
        assert (done.surveys, done.refused) == (len(every), ["SV_000000000000000"])
        manifest = json.loads((tmp_path / "qsf" / "manifest.json").read_text(encoding="utf-8"))
        # Two surveys have one name: their files are two all the same.
        assert len({one["file"] for one in manifest["surveys"]}) == len(every)
        for one in manifest["surveys"]:
            document = json.loads((tmp_path / "qsf" / one["file"]).read_text(encoding="utf-8"))
            assert document["SurveyEntry"]["SurveyID"] == one["id"]

        for name in ("book.xlsx", "book.csv"):
            book = await write_codebook(session, surveys, tmp_path / name)
            assert book.rows > 200
            with open_sheet(tmp_path / name) as sheet:
                rows = [record.cells for record in sheet.rows()]
            assert len(rows) == book.rows
            assert {row[0] for row in rows} <= set(surveys)


async def test_states_are_compared(brand: Sandbox) -> None:
    async with session_of(brand) as session:
        survey = (await ids(session))[SATISFACTION]
        versions = await versions_of(session, survey)
        assert [version.number for version in versions] == ["2", "1"]
        found = await compare_states(
            session, State(survey=survey, version=versions[1].id or ""), State(survey=survey)
        )
        said = [str(change.what) for change in found.changes]
        assert "Wording of Q3 “Overall, how satisfied are you?”" in said
        assert "Question Q8 “How old are you?” added" in said
        assert not (
            await compare_states(
                session, State(survey=survey, version=versions[0].id or ""), State(survey=survey)
            )
        ).changes
    assert parse_state("SV_1@7") == State(survey="SV_1", version="7")
    assert parse_state("a/b.qsf") == State(file="a/b.qsf")
    assert parse_state("C:/x:SV_1").folder == "C:/x"
    for wrong in ("x", "folder:x", "folder:SV_1@never"):
        with pytest.raises(UsageError):
            parse_state(wrong)


async def test_many_are_changed_and_changed_back(brand: Sandbox) -> None:
    async with session_of(brand) as session:
        rows = await list_surveys(session)
        every = [str(raw["id"]) for raw in rows]
        was = {str(raw["id"]): raw["isActive"] for raw in rows}
        wish = SurveyChange(change="deactivate", surveys=[*every, "SV_000000000000000"])
        done = await change_surveys(session, wish)
        assert sorted(done.done) == sorted(key for key, active in was.items() if active)
        assert sorted(done.same) == sorted(key for key, active in was.items() if not active)
        assert [one.survey for one in done.failed] == ["SV_000000000000000"]
        assert not any(raw["isActive"] for raw in await list_surveys(session))
        for back in done.back:
            await change_surveys(session, back)
        assert {str(r["id"]): r["isActive"] for r in await list_surveys(session)} == was


async def test_dates_are_set_and_put_back(brand: Sandbox) -> None:
    async with session_of(brand) as session:
        survey = (await ids(session))[SATISFACTION]
        ends = datetime(2030, 1, 1, tzinfo=UTC)
        done = await change_surveys(
            session, SurveyChange(change="dates", surveys=[survey], ends=ends)
        )
        assert done.back == [SurveyChange(change="dates", surveys=[survey])]
        again = await change_surveys(session, done.back[0])
        assert again.back == [SurveyChange(change="dates", surveys=[survey], ends=ends)]
        with pytest.raises(UsageError):
            await change_surveys(
                session, SurveyChange(change="dates", surveys=[survey], starts=ends, ends=ends)
            )


async def test_sharing_says_every_flag(brand: Sandbox) -> None:
    # What is left out is on at the service (F.87).
    for rights in Rights:
        flags = permissions_of(rights)
        assert sum(map(len, flags.values())) == 29
    assert not permissions_of(Rights.EDIT)["surveyManagement"]["deleteSurveys"]
    assert not permissions_of(Rights.VIEW)["result"]["viewPersonalData"]
    async with session_of(brand) as session:
        survey = (await ids(session))[SATISFACTION]
        me = (await session.me()).user_id or ""
        wish = SurveyChange(change="share", surveys=[survey], user=me)
        assert (await change_surveys(session, wish)).done == [survey]
        nobody = await change_surveys(
            session, SurveyChange(change="share", surveys=[survey], user="UR_000000000000000")
        )
        assert nobody.failed


async def test_a_survey_is_saved_before_it_is_deleted(brand: Sandbox) -> None:
    async with session_of(brand) as session:
        source = (await ids(session))[SATISFACTION]
        survey = await making.copy_survey(session, source, "To be deleted")
        await read_definitions(session, [survey])
        assert (await search(session.home, "Sandbox", "to be deleted")).total == 1
        done = await change_surveys(session, SurveyChange(change="delete", surveys=[survey]))
        assert done.done == [survey]
        assert "To be deleted" not in await ids(session)
        assert (await search(session.home, "Sandbox", "to be deleted")).total == 0

        backup = Backup(saved_folder(session.home, "Sandbox"))
        content = json.dumps(backup.document(backup.at(survey))).encode()
        file = making.check_survey_file("s.qsf", content, making.KINDS[".qsf"])
        assert (file.name, file.questions) == ("To be deleted", 11)
        order = [one["method"] for one in brand.requests() if survey in one["path"]]
        assert order.index("DELETE") > order.index("GET")


async def test_what_cannot_be_saved_is_not_deleted(
    brand: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(Backup, "save", full)
    async with session_of(brand) as session:
        survey = (await ids(session))[SATISFACTION]
        done = await change_surveys(session, SurveyChange(change="delete", surveys=[survey]))
        assert [one.survey for one in done.failed] == [survey]
        assert SATISFACTION in await ids(session)


async def test_a_file_of_every_kind_of_question_is_imported(brand: Sandbox, tmp_path: Path) -> None:
    definition = every_kind()
    path = tmp_path / "every.qsf"
    path.write_text(json.dumps(as_qsf(definition)), encoding="utf-8")
    file = making.read_survey_file(path)
    assert file.questions == len(definition["Questions"])
    async with session_of(brand) as session:
        made = await making.import_survey(session, path.name, file, "Every kind")
        found = await compare_states(session, State(file=str(path)), State(survey=made))
        # The service drops notes and elements of the future that it does not know.
        assert not [c for c in found.changes if c.area.value not in ("survey", "options")]
        await change_surveys(session, SurveyChange(change="delete", surveys=[made]))


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", b""), ("a.qsf", b"{}"), ("a.qsf", b"x"), ("a.txt", b"x" * 5_000_001)],
)
def test_bad_files_are_refused_before_anything_is_sent(
    tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UsageError):
        making.read_survey_file(path)


async def test_a_copy_whose_answer_was_lost_is_found_and_never_made_twice(
    brand: Sandbox,
) -> None:
    async with session_of(brand) as session:
        survey = (await ids(session))[SATISFACTION]
        send, calls = session.client.send, 0

        async def lose(request: Any, **keys: Any) -> Any:
            nonlocal calls
            reply = await send(request, **keys)
            if request.method == "POST":
                calls += 1
                raise _lost()
            return reply

        session.client.send = lose  # type: ignore[method-assign]
        made = await making.copy_survey(session, survey, "The copy")
        assert calls == 1
        named = [raw["id"] for raw in await list_surveys(session) if raw["name"] == "The copy"]
        assert named == [made]
        await change_surveys(session, SurveyChange(change="delete", surveys=[made]))


def _lost() -> ApiError:
    from qualtrics_desk.domain.errors import ConnectionLost, Fate

    return ConnectionLost("The answer was lost.", method="POST", path="/surveys", fate=Fate.UNKNOWN)
