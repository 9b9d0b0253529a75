"""The main job: a large, awkward file into a list, over the command line and over a faulty service.

What is expected is worked out here from the file and the documented ways of the service, not from
what the product says.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from qualtrics_desk.domain.outcomes import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HEADER = ("Email", "FirstName", "LastName", "ExternalDataReference", "Language", "Team", "Note")
NAMES = (
    ("Åsa", "Öberg"),
    ("Дмитрий", "Щукин"),
    ("美咲", "渡辺"),
    ("محمد", "العلي"),
    ("Ελένη", "Παπαδοπούλου"),
    ("Nguyễn", "Thị Hương"),
    ("O’Neil; Jr.", 'the "Ox"'),
    ("Zoë", "d'Arc"),
)
LANGUAGES = ("EN", "DE", "JA", "PT-BR", "")
UNPROCESSED, EMAIL, REPORT = 997, 1013, 1511
PER_JOB = 10_000


class Row(NamedTuple):
    """A row of the file, and the first line it stands on."""

    number: int
    line: int
    cells: tuple[str, ...]
    is_valid: bool

    @property
    def contact(self) -> dict[str, Any]:
        """What the list has to hold of it."""
        email, first, last, reference, language, team, note = self.cells
        cells = {
            "email": email,
            "firstName": first,
            "lastName": last,
            "extRef": reference,
            "language": language,
            "embedded Team": team,
            "embedded Note": note,
        }
        return {name: text for name, text in cells.items() if text}


def make_rows(count: int, broken_every: int) -> Iterator[Row]:
    """Rows in several scripts; every `broken_every`th is one that the checks refuse."""
    line = 2
    for number in range(1, count + 1):
        first, last = NAMES[number % len(NAMES)]
        note = "one line"
        if number % 3 == 0:
            note = f"first; line {number}\nsecond “line”\n\nlast"
        elif number % 7 == 0:
            note = ""
        cells = [
            f"person{number}@example{number % 97}.org",
            first,
            f"{last} {number}",
            f"ref-{number:06d}",
            LANGUAGES[number % len(LANGUAGES)],
            f"Team {number % 11}",
            note,
        ]
        is_valid = number % broken_every != 0
        if not is_valid:
            if number % (2 * broken_every):
                cells[0] = f"person{number}.example.org"
            else:
                cells[6] = "x" * 1025
        yield Row(number, line, tuple(cells), is_valid)
        line += 1 + cells[6].count("\n")


def write_file(path: Path, rows: list[Row]) -> None:
    """Semicolons, quoted line breaks, UTF-16 with its mark, as a spreadsheet program saves it."""
    with path.open("w", encoding="utf-16", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(row.cells for row in rows)


def refusal(position: int) -> str | None:
    """Which way the sandbox turns down the row at this place of a request."""
    ways = ((UNPROCESSED, "unprocessed"), (EMAIL, "invalid e-mail"), (REPORT, "refused"))
    return next((word for every, word in ways if (position + 1) % every == 0), None)


@pytest.mark.slow
def test_fifty_thousand_rows_end_where_they_belong(
    tmp_path: Path, open_desk: Callable[..., Any]
) -> None:
    rows = list(make_rows(50_000, broken_every=250))
    file = tmp_path / "people.csv"
    write_file(file, rows)
    refuse = f"refuse=unprocessed:{UNPROCESSED}/email:{EMAIL}/report:{REPORT}"
    desk, brand = open_desk(f"dedupe=off,{refuse}", absence_wait=2)
    target = brand.make_list()
    before = len(brand.sandbox.requests())

    ended = desk.import_(file, target, code=4)

    valid = [row for row in rows if row.is_valid]
    assert len(rows) - len(valid) == 200
    refused = {
        row.number: word
        for place, row in enumerate(valid)
        if (word := refusal(place % PER_JOB)) is not None
    }
    assert set(refused.values()) == {"unprocessed", "invalid e-mail", "refused"}
    expected = [row.contact for row in valid if row.number not in refused]
    held = brand.cells(target)
    by_reference = {contact["extRef"]: contact for contact in held}
    assert len(by_reference) == len(held)
    assert by_reference == {contact["extRef"]: contact for contact in expected}
    counts = desk.counts(ended.document, len(rows))
    failed = 200 + len(refused)
    assert counts["created"] == len(expected)
    assert counts["failed"] == failed
    ids = {contact["extRef"]: contact["contactId"] for contact in brand.contacts(target)}
    for row, told in zip(rows, desk.rows(ended.document), strict=True):
        assert tuple(told[name] for name in HEADER) == row.cells
        assert told["_line"] == str(row.line)
        if not row.is_valid:
            assert told["_status"] == "failed(invalid)"
            assert told["_error"]
        elif row.number in refused:
            assert told["_status"] == f"failed({refused[row.number]})"
            assert told["_error"]
            assert told["_importId"]
        else:
            assert (told["_status"], told["_contactId"]) == ("created", ids[row.cells[3]])
    writes = [
        (entry["path"].rpartition("/")[2], entry["status"])
        for entry in brand.sandbox.requests()[before:]
        if entry["method"] != "GET" and not entry["path"].startswith("/sandbox/")
    ]
    assert writes == [("transactioncontacts", 202)] * 5
    assert all(job["total"] <= PER_JOB for job in brand.state()["jobs"])


def test_requests_stay_below_the_limit_of_bytes(
    tmp_path: Path, open_desk: Callable[..., Any]
) -> None:
    file = tmp_path / "long.csv"
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(["Email", "One", "Two", "Three"])
        long = "ж" * 1000
        writer.writerows([f"p{n}@example.org", long, long, long] for n in range(1200))
    desk, brand = open_desk("dedupe=off")
    target = brand.make_list()

    ended = desk.import_(file, target, code=0)

    assert desk.counts(ended.document, 1200)["created"] == 1200
    posts = [
        entry["status"]
        for entry in brand.sandbox.requests()
        if entry["path"].endswith("/transactioncontacts")
    ]
    # Each row has 6 kB: the sandbox answers 413 to more than 5 MB, and fewer cannot hold them.
    assert posts == [202, 202]
    assert {len(contact["embedded Two"]) for contact in brand.cells(target)} == {1000}


@pytest.mark.slow
@pytest.mark.parametrize("applied", [0, 1])
async def test_a_failing_service_loses_and_doubles_nothing(
    tmp_path: Path, open_rig: Callable[..., Any], applied: int
) -> None:
    rows = list(make_rows(900, broken_every=90))
    file = tmp_path / "people.csv"
    write_file(file, rows)
    rig, brand = open_rig(
        f"dedupe=off,503=0.05,503-applied={applied},reset=0.02,lost=0.02,429=300/min,job-time=0.02,"
        "lag=0.1,refuse=unprocessed:7/email:11/report:13,seed=5",
        absence_wait=0.8,
    )
    target = brand.make_list()

    job = await rig.plan(file, target, piece=20)
    result = await rig.finish(job)

    check_against_truth(rows, result, brand.contacts(target))
    faults = brand.state()["counts"]
    name = "503-applied" if applied else "503"
    assert faults[f"fault {name}"] > 0
    assert faults["fault lost"] + faults["fault reset"] > 0


def check_against_truth(rows: list[Row], result: Any, held: list[dict[str, Any]]) -> None:
    """Every row is in the list once, or is told to be not in it."""
    with Path(result.files["all"]).open(encoding="utf-8-sig", newline="") as file:
        told = {row["ExternalDataReference"]: row for row in csv.DictReader(file)}
    assert len(told) == len(rows) == sum(result.counts.values())
    times = Counter(contact["extRef"] for contact in held)
    assert set(times.values()) == {1}
    assert {contact["created"] for contact in held} == {1}
    assert {contact["written"] for contact in held} == {1}
    ids = {contact["extRef"]: contact["contactId"] for contact in held}
    for row in rows:
        status, reference = told[row.cells[3]]["_status"], row.cells[3]
        if not row.is_valid:
            assert (status, reference in ids) == ("failed(invalid)", False)
        elif reference in ids:
            assert (status, told[reference]["_contactId"]) == ("created", ids[reference])
        else:
            assert status in {
                "failed(unprocessed)",
                "failed(invalid e-mail)",
                "failed(refused)",
            }
            assert told[reference]["_error"]
    assert result.counts[Outcome.UNKNOWN] == 0


@pytest.mark.parametrize("lag", [0, 2])
def test_the_same_file_twice_at_once_creates_nobody_twice(
    tmp_path: Path, open_desk: Callable[..., Any], lag: int
) -> None:
    # The list lags behind the first import when the second one reads it.
    rows = list(make_rows(120, broken_every=1000))
    file = tmp_path / "people.csv"
    write_file(file, rows)
    desk, brand = open_desk(f"dedupe=off,lag={lag},job-time=0.05", absence_wait=30)
    target = brand.make_list()

    first = desk.import_(file, target, code=0)
    second = desk.import_(file, target, code=0)

    assert desk.counts(first.document, 120)["created"] == 120
    assert desk.counts(second.document, 120)["unchanged"] == 120
    assert len(brand.contacts(target)) == 120


def test_a_contact_that_somebody_removed_does_not_hold_up_the_next_import(
    tmp_path: Path, open_desk: Callable[..., Any]
) -> None:
    rows = list(make_rows(3, broken_every=1000))
    file = tmp_path / "people.csv"
    write_file(file, rows)
    desk, brand = open_desk("dedupe=off,lag=0,job-time=0.05", absence_wait=2)
    target = brand.make_list()
    desk.import_(file, target, code=0)
    for contact in brand.contacts(target):
        brand.remove(target, contact["contactId"])

    again = desk.import_(file, target, code=0)

    assert desk.counts(again.document, 3)["created"] == 3
