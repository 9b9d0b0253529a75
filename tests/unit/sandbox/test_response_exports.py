from __future__ import annotations

import csv
import io
import json
import struct
import time
import zipfile
from typing import Any
from xml.etree import ElementTree as Xml

import httpx
import pytest

CALM = "lag=0,job-time=0"
FORBIDDEN_IN_JSON = {
    "includeDisplayOrder": True,
    "useLabels": True,
    "formatDecimalAsComma": True,
    "seenUnansweredRecode": -99,
    "multiselectSeenUnansweredRecode": 0,
    "timeZone": "Europe/Berlin",
    "newlineReplacement": " ",
    "breakoutSets": False,
}


def survey_of(demo: Any, name: str = "Customer satisfaction 2026") -> str:
    found = demo.get("/surveys")["elements"]
    return next(str(item["id"]) for item in found if item["name"] == name)


def start(demo: Any, survey: str, **order: Any) -> httpx.Response:
    answer: httpx.Response = demo.send("POST", f"/surveys/{survey}/export-responses", order)
    return answer


def finish(demo: Any, survey: str, **order: Any) -> dict[str, Any]:
    started = start(demo, survey, **order)
    assert started.status_code == 200, started.text
    job = started.json()["result"]["progressId"]
    until = time.monotonic() + 20
    while time.monotonic() < until:
        state: dict[str, Any] = demo.get(f"/surveys/{survey}/export-responses/{job}")
        if state["status"] != "inProgress":
            return state
        assert "fileId" not in state
    raise AssertionError("the export did not end")


def fetch(demo: Any, survey: str, state: dict[str, Any]) -> httpx.Response:
    path = f"/surveys/{survey}/export-responses/{state['fileId']}/file"
    answer: httpx.Response = demo.call("GET", path)
    return answer


def content(demo: Any, survey: str, **order: Any) -> bytes:
    answer = fetch(demo, survey, finish(demo, survey, **order))
    assert answer.status_code == 200, answer.text
    if not order.get("compress", True):
        return answer.content
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        (entry,) = archive.namelist()
        return archive.read(entry)


def table(data: bytes, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline=""), delimiter=delimiter))


def test_text_has_three_header_rows_and_every_recorded_response(demo: Any) -> None:
    survey = survey_of(demo)
    data = content(demo, survey, format="csv", timeZone="America/Denver")

    assert not data.startswith(b"\xef\xbb\xbf")
    names, texts, imports, *rows = table(data)
    assert names[:3] == ["StartDate", "EndDate", "Status"]
    assert json.loads(imports[0]) == {"ImportId": "startDate", "timeZone": "America/Denver"}
    assert {"ImportId": "Department"} in [json.loads(cell) for cell in imports]
    assert texts[names.index("ResponseId")] == "Response ID"
    counts = demo.get(f"/surveys/{survey}")["responseCounts"]
    assert len(rows) == counts["auditable"] > 100
    assert len({row[names.index("ResponseId")] for row in rows}) == len(rows)
    assert table(content(demo, survey, format="tsv", timeZone="America/Denver"), "\t") == [
        names,
        texts,
        imports,
        *rows,
    ]
    bare = content(
        demo, survey, format="csv", questionIds=[], surveyMetadataIds=[], embeddedDataIds=[]
    )
    assert table(bare)[0] == ["SolutionRevision"]


def test_the_other_formats_hold_the_same_responses(demo: Any) -> None:
    survey = survey_of(demo)
    names, _, _, *rows = table(content(demo, survey, format="csv"))
    known = [row[names.index("ResponseId")] for row in rows]

    document = json.loads(content(demo, survey, format="json"))
    assert [item["responseId"] for item in document["responses"]] == known
    first = document["responses"][0]
    assert first["values"]["startDate"].endswith("Z")
    assert first["labels"]["status"] == "IP Address"
    lines = content(demo, survey, format="ndjson").splitlines()
    assert [json.loads(line) for line in lines] == document["responses"]
    tree = Xml.fromstring(content(demo, survey, format="xml", compress=False))  # noqa: S314
    told = [item.findtext("Field[@name='ResponseId']") for item in tree]
    assert told == known
    spss = content(demo, survey, format="spss")
    assert spss[:4] == b"$FL2"
    assert struct.unpack_from("<i", spss, 80) == (len(rows),)


def test_labels_unanswered_and_commas(demo: Any) -> None:
    survey = survey_of(demo)
    names, _, _, *plain = table(content(demo, survey, format="csv"))
    labelled = table(content(demo, survey, format="csv", useLabels=True))[3:]
    place = names.index("Q2")
    meaning = {row[place]: label[place] for row, label in zip(plain, labelled, strict=True)}
    assert {code: text for code, text in meaning.items() if code} == {"1": "Yes", "2": "No"}
    filled = table(content(demo, survey, format="csv", seenUnansweredRecode=-99))[3:]
    assert [row[place] or "-99" for row in plain] == [row[place] for row in filled]
    assert "-99" in {row[place] for row in filled}
    both = table(content(demo, survey, format="csv", includeLabelColumns=True))
    assert both[0][both[0].index("Q2") + 1] == "Q2 - Label"
    comma = table(content(demo, survey, format="csv", formatDecimalAsComma=True))
    assert "," in comma[3][names.index("LocationLatitude")]
    flat = content(demo, survey, format="csv", newlineReplacement=" / ")
    assert b"never again" in flat
    assert len(flat.split(b"\r\n")) == len(plain) + 4


def test_several_answers_stand_in_one_column_or_in_many(demo: Any) -> None:
    survey = survey_of(demo, "Alumni: where are they now?")
    apart = table(content(demo, survey, format="csv"))
    joined = table(content(demo, survey, format="csv", breakoutSets=False))
    assert {"Q1_1", "Q1_4", "Q1_4_TEXT"} <= set(apart[0])
    assert json.loads(apart[2][apart[0].index("Q1_4")]) == {"ImportId": "QID1", "choiceId": "4"}
    place = joined[0].index("Q1")
    ones = [
        ",".join(str(n) for n in range(1, 5) if row[apart[0].index(f"Q1_{n}")]) for row in apart[3:]
    ]
    assert ones == [row[place] for row in joined[3:]]


def test_windows_join_without_overlap(demo: Any) -> None:
    survey = survey_of(demo)

    def ids(**order: Any) -> list[str]:
        rows = table(
            content(
                demo,
                survey,
                format="csv",
                surveyMetadataIds=["_recordId", "recordedDate"],
                questionIds=[],
                embeddedDataIds=[],
                **order,
            )
        )
        return [row[1] for row in rows[3:]]

    every = ids()
    rows = table(content(demo, survey, format="csv"))
    middle = sorted(row[rows[0].index("RecordedDate")] for row in rows[3:])[len(every) // 2]
    cut = middle.replace(" ", "T") + "Z"
    assert sorted([*ids(endDate=cut), *ids(startDate=cut)]) == sorted(every)
    assert ids(limit=5) == every[:5]
    assert ids(limit=0) == []


def test_a_continuation_brings_what_came_since(demo: Any) -> None:
    survey = survey_of(demo, "Exit interview")
    state = finish(demo, survey, format="ndjson", allowContinuation=True)
    assert len(fetch(demo, survey, state).content) > 100
    fill = f"{demo.origin}/sandbox/fill"
    demo.client.post(fill, json={"survey": survey, "responses": 3}).raise_for_status()
    again = finish(
        demo, survey, format="ndjson", compress=False, continuationToken=state["continuationToken"]
    )
    assert len(fetch(demo, survey, again).content.splitlines()) == 3
    third = finish(
        demo, survey, format="ndjson", compress=False, continuationToken=again["continuationToken"]
    )
    assert fetch(demo, survey, third).content == b""


def test_unfinished_ones_have_another_kind_of_id(demo: Any) -> None:
    survey = survey_of(demo)
    rows = table(content(demo, survey, format="csv", exportResponsesInProgress=True))
    assert len(rows) > 3
    names = rows[0]
    assert {row[names.index("ResponseId")][:3] for row in rows[3:]} == {"FS_"}
    assert {row[names.index("RecordedDate")] for row in rows[3:]} == {""}


@pytest.mark.parametrize(
    "order",
    [
        *({"format": "json", name: value} for name, value in FORBIDDEN_IN_JSON.items()),
        *({"format": "ndjson", name: value} for name, value in FORBIDDEN_IN_JSON.items()),
        {"format": "xml", "newlineReplacement": " "},
        {"format": "csv", "useLabels": True, "includeLabelColumns": True},
        {"format": "csv", "filterId": "x", "allowContinuation": True},
        {"format": "csv", "filterId": "x", "continuationToken": "y"},
        {"format": "csv", "filterId": "x", "sortByLastModifiedDate": True},
        {"format": "csv", "continuationToken": "y", "allowContinuation": True},
        {"format": "csv", "continuationToken": "y"},
        {"format": "csv", "filterId": "x"},
        {"format": "csv", "timeZone": "Europe/Paris"},
        {"format": "csv", "limit": "all"},
        {"format": "csv", "limit": -1},
        {"format": "csv", "surveyMetadataIds": ["StartDate"]},
        {"format": "csv", "questionIds": ["QID999"]},
        {"format": "csv", "Format": "csv"},
        {"format": "csv2013"},
        {},
    ],
)
def test_what_does_not_go_together_is_refused(demo: Any, order: dict[str, Any]) -> None:
    assert start(demo, survey_of(demo), **order).status_code == 400


def test_filters_can_be_listed_and_used(demo: Any) -> None:
    survey = survey_of(demo)
    found = {
        item["filterName"]: item["filterId"]
        for item in demo.get(f"/surveys/{survey}/filters")["elements"]
    }
    rows = table(content(demo, survey, format="csv", filterId=found["Finished only"]))
    assert {row[rows[0].index("Finished")] for row in rows[3:]} == {"1"}


def test_ids_are_not_to_be_mixed_up(demo: Any) -> None:
    survey = survey_of(demo)
    job = start(demo, survey, format="csv").json()["result"]["progressId"]
    state = finish(demo, survey, format="csv")
    base = f"/surveys/{survey}/export-responses"
    assert demo.call("GET", f"{base}/{job}/file").status_code == 404
    assert demo.call("GET", f"{base}/{state['fileId']}").status_code == 404
    other = survey_of(demo, "Exit interview")
    assert demo.call("GET", f"/surveys/{other}/export-responses/{job}").status_code == 404


def test_files_break_off_and_jobs_fail_where_the_faults_say_so(demo: Any) -> None:
    survey = survey_of(demo)
    state = finish(demo, survey, format="csv")
    demo.faults(f"{CALM},cut=1")
    with pytest.raises(httpx.TransportError):
        fetch(demo, survey, state)
    assert demo.state()["counts"]["fault cut"] == 1
    demo.faults(f"{CALM},export-fail=1")
    assert finish(demo, survey, format="csv") == {
        "status": "failed",
        "fileId": None,
        "percentComplete": 100,
    }
    demo.faults(CALM)
