"""The exporter's file: columns, names, filters, layouts, formats, and merging into another file."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

OpenDesk = Callable[..., tuple[Any, Any]]


@pytest.fixture
def made(open_desk: OpenDesk) -> tuple[Any, Any, str, str, list[dict[str, Any]]]:
    """Links for fifty people, of whom three have answered and two opted out."""
    desk, brand = open_desk("lag=0,job-time=0", seed="demo")
    panel = brand.make_list("Fifty")
    brand.fill(panel, 48)
    for place in range(2):
        brand.add(panel, {"email": f"out{place}@example.org", "unsubscribed": True})
    surveys = [json.loads(line) for line in desk.run("surveys", "list", "--json").out.splitlines()]
    survey = next(one["id"] for one in surveys if one["isActive"])
    links = desk.run(
        "links", "generate", "--survey", survey, "--list", panel, "--json", code=0
    ).document["distributionId"]
    people = brand.contacts(panel)
    for person in people[:3]:
        reply = httpx.post(
            brand.sandbox.url.removesuffix("/API/v3") + "/sandbox/respond",
            headers={"X-API-TOKEN": brand.sandbox.token},
            json={"distributionId": links, "contactLookupId": person["contactLookupId"]},
            timeout=30,
        )
        reply.raise_for_status()
    return desk, brand, survey, links, people


def export(made: Any, out: Path, *words: object, code: int = 0) -> Any:
    desk, _brand, survey, links, _people = made
    return desk.run(
        "links", "export", "--survey", survey, "--distribution", links, "--out", out, *words,
        "--json", code=code,
    )  # fmt: skip


def test_columns_filters_and_formats_can_be_kept_and_used_again(made: Any, tmp_path: Path) -> None:
    desk, _brand, _survey, _links, people = made
    out, layout = tmp_path / "out.csv", tmp_path / "layout.toml"

    done = export(
        made, out, "--columns", "link=Your link,Department=Abteilung,email", "--only", "unanswered",
        "--only", "not-opted-out", "--where", "wave=1|2", "--delimiter", ";", "--encoding", "utf-8",
        "--excel-safe", "--save-layout", layout,
    ).document  # fmt: skip

    wanted = [
        person
        for person in people[3:]
        if person["embeddedData"].get("Wave") in {"1", "2"} and not person["unsubscribed"]
    ]
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert list(rows[0]) == ["Your link", "Abteilung", "email"]
    assert [row["email"] for row in rows] == [person["email"] for person in wanted]
    assert [row["Abteilung"] for row in rows] == [
        person["embeddedData"]["Department"] for person in wanted
    ]
    assert (done["rows"], done["left_out"]) == (len(wanted), len(people) - len(wanted))
    assert done["warnings"] == []
    first = out.read_bytes()
    out.unlink()
    desk.run("run", layout, "--json", code=0)
    assert out.read_bytes() == first
    again = tmp_path / "again.csv"
    export(made, again, "--layout", layout)
    assert again.read_bytes() == first


def test_a_workbook_and_what_cannot_be(made: Any, tmp_path: Path) -> None:
    from qualtrics_desk.sheets.reading import open_sheet

    export(made, tmp_path / "out.xlsx", "--columns", "email,link", "--only", "opted-out")
    with open_sheet(tmp_path / "out.xlsx") as sheet:
        rows = [row.cells for row in sheet.rows()]
    assert [cells[0] for cells in rows] == ["out0@example.org", "out1@example.org"]
    for words, said in (
        (("--encoding", "klingon"), "no encoding klingon"),
        (("--delimiter", ";;"), "one character"),
        (("--where", "Department"), "is no condition"),
        (("--columns", ","), "No column"),
    ):
        assert said in export(made, tmp_path / "no.csv", *words, code=1).err
    assert not (tmp_path / "no.csv").exists()


def test_links_come_into_a_file_that_is_there(made: Any, tmp_path: Path) -> None:
    desk, brand, survey, links, people = made
    source, out = tmp_path / "mine.csv", tmp_path / "with links.csv"
    source.write_text(
        "Nr;E-Mail;Note\r\n"
        f"007;{people[5]['email'].upper()} ;keep me\r\n"
        "008;stranger@example.org;=1+1\r\n"
        f"009;{people[6]['email']};\r\n",
        encoding="cp1252",
        newline="",
    )
    words = ("links", "merge", source, "--survey", survey, "--distribution", links)

    done = desk.run(*words, "--out", out, "--json", code=4).document

    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["Nr"] for row in rows] == ["007", "008", "009"]
    assert rows[0]["Note"] == "keep me"
    assert people[5]["contactLookupId"] in rows[0]["link"]
    assert people[6]["contactLookupId"] in rows[2]["link"]
    assert rows[1]["link"] == ""
    assert (done["matched"], done["unmatched"], done["unmatched_rows"]) == (2, [3], 1)
    reads = [line for line in brand.sandbox.requests() if line["path"].endswith("/links")]
    by_reference = tmp_path / "r.csv"
    source.write_text(f"id,who\nX1,{people[7]['extRef']}\n", encoding="utf-8")
    desk.run(*words, "--by", "extRef", "--key-column", "who", "--out", by_reference, code=0)
    assert people[7]["contactLookupId"] in by_reference.read_text("utf-8-sig")
    # Read once, kept since.
    assert [line for line in brand.sandbox.requests() if line["path"].endswith("/links")] == reads
    refused = desk.run(*words, "--out", source, code=1)
    assert "not written over" in refused.err
