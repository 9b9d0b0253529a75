"""Responses come out whole, once, and under names that every system takes (D.13, P31)."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from qualtrics_desk.domain.errors import JobFailed, JobStopped, UsageError
from qualtrics_desk.domain.response_exports import ResponseExportOptions
from qualtrics_desk.services.engine.progress import Progress, Stop
from qualtrics_desk.services.responses.export import (
    ResponsesExport,
    export_responses,
    list_filters,
)
from qualtrics_desk.services.responses.queue import export_surveys

OpenRig = Callable[..., tuple[Any, Any]]
TITLE = 'A/B: "ü" ?'


def surveys_of(brand: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    page: dict[str, Any] = {"nextPage": f"{brand.sandbox.url}/surveys"}
    while page["nextPage"]:
        reply = httpx.get(page["nextPage"], headers={"X-API-TOKEN": brand.sandbox.token})
        page = reply.json()["result"]
        found |= {item["name"]: item["id"] for item in page["elements"]}
    return found


def call(brand: Any, method: str, path: str, **body: Any) -> None:
    address = brand.sandbox.url.removesuffix("/API/v3") + path
    headers = {"X-API-TOKEN": brand.sandbox.token}
    reply = httpx.request(method, address, headers=headers, json=body, timeout=30)
    reply.raise_for_status()


def made_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.is_file()]


def starts(brand: Any) -> int:
    lines = brand.sandbox.requests()
    return sum(line["method"] == "POST" and "export-responses" in line["path"] for line in lines)


def ids_in(path: Path) -> set[str]:
    return {json.loads(line)["responseId"] for line in path.read_bytes().splitlines()}


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


async def test_a_stopped_export_goes_on_with_the_same_job(
    open_rig: OpenRig, tmp_path: Path
) -> None:
    rig, brand = open_rig("job-time=1,cut=0.5,seed=10", seed="demo")
    survey = surveys_of(brand)["Customer satisfaction 2026"]
    out = tmp_path / "answers.csv"
    wish = ResponsesExport(survey=survey, out=out, options=ResponseExportOptions(use_labels=True))
    stop = Stop()

    def stop_at_once(progress: Progress) -> None:
        if progress.note == "percent":
            stop.request()

    async with rig.session() as session:
        with pytest.raises(JobStopped):
            await export_responses(session, wish, stop=stop, report=stop_at_once)
    assert (tmp_path / "answers.csv.part").exists()
    assert not out.exists()
    async with rig.session() as session:
        done = await export_responses(session, wish)

    assert starts(brand) == 1
    assert brand.state()["counts"]["fault cut"] == 1
    assert done.size == out.stat().st_size
    names, _, imports, *answers = rows(out)
    assert len(answers) > 100
    assert json.loads(imports[0])["timeZone"] == "Z"
    assert {row[names.index("Finished")] for row in answers} == {"True", "False"}
    assert made_in(tmp_path) == ["answers.csv"]


async def test_every_format_arrives_under_a_safe_name(open_rig: OpenRig, tmp_path: Path) -> None:
    rig, brand = open_rig("lag=0,job-time=0", seed="demo")
    survey = surveys_of(brand)["Exit interview"]
    call(brand, "PUT", f"/API/v3/survey-definitions/{survey}/metadata", SurveyName=TITLE)
    async with rig.session() as session:
        for kind, suffix in (
            ("csv", "csv"),
            ("tsv", "tsv"),
            ("json", "json"),
            ("ndjson", "ndjson"),
            ("xml", "xml"),
            ("spss", "sav"),
        ):
            options = ResponseExportOptions(format=kind)  # type: ignore[arg-type]
            wish = ResponsesExport(survey=survey, out=tmp_path, options=options)
            done = await export_responses(session, wish)
            name = f"A_B_ _ü_ _ {survey}.{suffix}"
            assert Path(done.file) == tmp_path / name
            assert (tmp_path / name).stat().st_size == done.size > 100
        assert [item.filter_name for item in await list_filters(session, survey)] == [
            "Finished only",
            "Last 30 days",
        ]
        options = ResponseExportOptions(format="json", use_labels=True)
        wish = ResponsesExport(survey=survey, out=tmp_path, options=options)
        with pytest.raises(UsageError, match="useLabels"):
            await export_responses(session, wish)


async def test_what_is_new_comes_by_token(open_rig: OpenRig, tmp_path: Path) -> None:
    rig, brand = open_rig("lag=0,job-time=0", seed="demo")
    survey = surveys_of(brand)["Employee pulse Q3"]
    async with rig.session() as session:
        options = ResponseExportOptions(format="ndjson", continuation=True)
        first = await export_responses(
            session, ResponsesExport(survey=survey, out=tmp_path / "1", options=options)
        )
        call(brand, "POST", "/sandbox/fill", survey=survey, responses=4)
        options = ResponseExportOptions(format="ndjson", continuation_token=first.token)
        second = await export_responses(
            session, ResponsesExport(survey=survey, out=tmp_path / "2", options=options)
        )
    known, new = (ids_in(tmp_path / name) for name in "12")
    assert len(new) == 4
    assert not new & known
    assert second.token != first.token


async def test_one_survey_that_fails_does_not_stop_the_others(
    open_rig: OpenRig, tmp_path: Path
) -> None:
    rig, brand = open_rig("lag=0,job-time=0", seed="demo")
    known = surveys_of(brand)
    good = [known["Exit interview"], known["Employee pulse Q3"]]
    bad = "SV_000000000000000"
    wishes = [ResponsesExport(survey=survey, out=tmp_path) for survey in (good[0], bad, good[1])]
    async with rig.session() as session:
        outcomes = await export_surveys(session, wishes)
        brand.use("lag=0,job-time=0,export-fail=1")
        with pytest.raises(JobFailed, match="could not export"):
            await export_responses(session, wishes[0])

    assert [bool(item.done) for item in outcomes] == [True, False, True]
    assert "SV_000" in str(outcomes[1].error)
    assert len([name for name in made_in(tmp_path) if name.endswith(".csv")]) == 2
