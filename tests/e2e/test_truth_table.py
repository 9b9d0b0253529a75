"""Every value of the sandbox's truth table (design.md 5): both ways of each open question.

One file with every kind of row goes into one list, once as it is and once with the consents it
lacks. What is expected is the same for all dialects but one: a service that ignores "" keeps what
should have been emptied, and then the row has to say so.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

HEADER = (
    "Email",
    "FirstName",
    "LastName",
    "Phone",
    "ExternalDataReference",
    "Unsubscribed",
    "Team",
)
ROWS = (
    ("new@example.org", "Núria", "Ñ", "", "r1", "", "A"),
    ("called@example.org", "Cal", "Led", "+46701111111", "r2", "", "A"),
    ("same@example.org", "Sam", "Ek", "", "r3", "", "A"),
    ("changed@example.org", "Chan", "New", "", "r4", "", "A"),
    ("blanked@example.org", "Bea", "", "", "r5", "", "A"),
    ("opted@example.org", "Opal", "Ek", "", "r6", "no", "A"),
    ("twice@example.org", "First", "Ek", "", "r7", "", "A"),
    ("Twice@example.org", "Second", "Ek", "", "r8", "", "A"),
    ("twin@example.org", "Castor", "Ek", "", "r9", "", "A"),
    ("phone@example.org", "Pho", "Ek", "+46702222222", "r10", "", "A"),
    ("no address", "Inge", "Ek", "", "r11", "", "A"),
    ("out@example.org", "Olga", "Ek", "", "r12", "yes", "B"),
)
LIVE: tuple[dict[str, Any], ...] = (
    {"email": "same@example.org", "firstName": "Sam", "lastName": "Ek", "extRef": "r3"},
    {
        "email": "changed@example.org",
        "firstName": "Chan",
        "lastName": "Old",
        "extRef": "r4",
        "language": "SV",
        "privateEmbeddedData": {"Secret": "kept"},
        "embeddedData": {"Team": "A", "Other": "kept"},
    },
    {"email": "blanked@example.org", "firstName": "Bea", "lastName": "Old", "extRef": "r5"},
    {
        "email": "opted@example.org",
        "firstName": "Opal",
        "lastName": "Ek",
        "extRef": "r6",
        "unsubscribed": True,
    },
    {"email": "twin@example.org", "firstName": "Castor"},
    {"email": "twin@example.org", "firstName": "Pollux"},
    {
        "email": "phone@example.org",
        "firstName": "Pho",
        "lastName": "Ek",
        "extRef": "r10",
        "phone": "+46700000000",
        "privateEmbeddedData": {"Secret": "kept"},
    },
)
FILLER = 60
"""Contacts before the others, so that these are on a later page of the list."""

HARD = (
    "dedupe=off,put=replace,blank=ignore,phone=refuse,report-index=after,page-size=refuse,"
    "nextpage=absolute"
)
"""The side of each question that is harder for the client; what a dialect leaves open is so."""

FIRST = (
    "created",
    "created",
    "unchanged",
    "updated",
    "skipped(protected)",
    "skipped(protected)",
    "skipped(duplicate)",
    "created",
    "skipped(ambiguous)",
    "updated",
    "failed(invalid)",
    "created",
)
"""What becomes of each row without further consents."""


def write_file(path: Path, *others: tuple[str, ...]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *ROWS, *others])
    return path


def fill(brand: Any) -> str:
    """A list with the contacts that the file meets; returns its id."""
    target: str = brand.make_list()
    brand.fill(target, FILLER)
    for contact in LIVE:
        brand.add(target, {"embeddedData": {"Team": "A"}, **contact})
    return target


def expected(*, consents: bool = False, clears: bool = True) -> list[dict[str, Any]]:
    """The contacts that have to be there afterwards, without the filler."""
    live = {contact["email"]: as_cells(contact) for contact in LIVE[:4] + LIVE[6:]}
    for cells, outcome in zip(ROWS, FIRST, strict=True):
        if outcome == "created":
            live[cells[0]] = row_cells(cells)
    live["changed@example.org"]["lastName"] = "New"
    live["phone@example.org"]["phone"] = "+46702222222"
    if consents:
        del live["opted@example.org"]["unsubscribed"]
        if clears:
            del live["blanked@example.org"]["lastName"]
    return [*live.values(), *(as_cells(contact) for contact in LIVE[4:6])]


def as_cells(contact: dict[str, Any]) -> dict[str, Any]:
    cells: dict[str, Any] = {"embedded Team": "A"}
    for name, value in contact.items():
        if name == "embeddedData":
            cells.update((f"embedded {key}", text) for key, text in value.items())
        elif name != "privateEmbeddedData":
            cells[name] = value
    return cells


def row_cells(cells: tuple[str, ...]) -> dict[str, Any]:
    names = ("email", "firstName", "lastName", "phone", "extRef", "unsubscribed", "embedded Team")
    found: dict[str, Any] = {name: text for name, text in zip(names, cells, strict=True) if text}
    if "unsubscribed" in found:
        found["unsubscribed"] = True
    return found


def check_list(
    brand: Any, target: str, wanted: list[dict[str, Any]], *, merged: frozenset[str] = frozenset()
) -> None:
    """The list holds these contacts, each made once, and private data is where it was.

    `merged` are those that a bulk import, which is a creating call, may have changed.
    """
    assert by_text(brand.cells(target)[FILLER:]) == by_text(wanted)
    contacts = brand.contacts(target)[FILLER:]
    again = {contact["email"] for contact in contacts if contact["created"] != 1}
    assert again <= merged
    private = [contact["email"] for contact in contacts if contact["privateEmbeddedData"]]
    assert private == ["changed@example.org", "phone@example.org"]


def merged_by(dialect: str) -> frozenset[str]:
    """Contacts that bulk import changes, because the directory finds them by their address."""
    found = {"changed@example.org", "opted@example.org"} if "dedupe=on" in dialect else set()
    return frozenset(found)


def csv_rows(path: str) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def by_text(contacts: list[dict[str, Any]]) -> list[list[tuple[str, str]]]:
    return sorted(sorted((name, str(value)) for name, value in cells.items()) for cells in contacts)


def check_ids(brand: Any, target: str, told: list[dict[str, str]]) -> None:
    """Rows that name a contact name the one that holds them."""
    ids = {contact["extRef"]: contact["contactId"] for contact in brand.contacts(target)}
    for row in told:
        if row["_status"] in {"created", "updated", "unchanged"}:
            assert row["_contactId"] == ids[row["ExternalDataReference"]]


@pytest.mark.parametrize(
    "dialect",
    [
        HARD,
        "dedupe=on",
        "dedupe=on,blank=clear",
        "lag=0",
        "lag=1",
        "put=merge",
        "put=merge,blank=clear",
        "put=replace,blank=clear",
        "phone=accept",
        "report-index=before",
        "page-size=clamp",
        "nextpage=otherhost",
        "nextpage=relative",
        "nextpage=token",
    ],
)
def test_every_kind_of_row_ends_the_same_in_every_dialect(
    tmp_path: Path, open_desk: Callable[..., Any], dialect: str
) -> None:
    file = write_file(tmp_path / "mixed.csv")
    desk, brand = open_desk("job-time=0.05", absence_wait=3)
    target = fill(brand)
    brand.use(f"lag=0.1,job-time=0.05,{dialect}")

    first = desk.import_(file, target, "--allow-share", 100, code=4)

    told = desk.rows(first.document)
    assert tuple(row["_status"] for row in told) == FIRST
    assert desk.counts(first.document, len(ROWS))["created"] == FIRST.count("created")
    check_list(brand, target, expected(), merged=merged_by(dialect))
    check_ids(brand, target, told)

    brand.wait_until_shown(target)
    second = desk.import_(
        file,
        target,
        *("--allow-share", 100, "--allow-resubscribe", "--allow-blanking"),
        code=4,
    )

    # Where "" is ignored, a PUT that replaces empties what it leaves out.
    clears = "blank=clear" in dialect or "put=merge" not in dialect
    told = desk.rows(second.document)
    assert [row["_status"] for row in told] == [
        *["unchanged"] * 4,
        "updated" if clears else "failed(not kept)",
        "updated",
        "skipped(duplicate)",
        "unchanged",
        "skipped(ambiguous)",
        "unchanged",
        "failed(invalid)",
        "unchanged",
    ]
    assert clears or "lastName" in told[4]["_error"]
    wanted = expected(consents=True, clears=clears)
    check_list(brand, target, wanted, merged=merged_by(dialect))
    check_ids(brand, target, told)


@pytest.mark.slow
@pytest.mark.parametrize("applied", [0, 1])
@pytest.mark.parametrize("dedupe", ["on", "off"])
async def test_a_503_may_mean_both(
    tmp_path: Path, open_rig: Callable[..., Any], applied: int, dedupe: str
) -> None:
    others = [
        (f"other{number}@example.org", "O", "Ek", "", f"o{number}", "", "A") for number in range(15)
    ]
    file = write_file(tmp_path / "mixed.csv", *others)
    rig, brand = open_rig("job-time=0.05", absence_wait=0.8)
    target = fill(brand)
    brand.use(f"503=0.4,503-applied={applied},dedupe={dedupe},lag=0.3,job-time=0.02,seed=3")

    job = await rig.plan(file, target, piece=1)
    result = await rig.finish(job)

    told = csv_rows(result.files["all"])
    assert [row["_status"] for row in told] == [*FIRST, *["created"] * len(others)]
    lost = [
        entry
        for entry in brand.sandbox.requests()
        if entry["path"].endswith("/transactioncontacts") and entry["status"] == 503
    ]
    assert lost
    wanted = [*expected(), *map(row_cells, others)]
    check_list(brand, target, wanted, merged=merged_by(f"dedupe={dedupe}"))
    check_ids(brand, target, told)


@pytest.mark.parametrize("form", ["on", "off", "date"])
def test_too_many_requests_are_waited_out(
    tmp_path: Path, open_desk: Callable[..., Any], form: str
) -> None:
    file = tmp_path / "few.csv"
    file.write_text("Email,FirstName\na@example.org,Ann\nb@example.org,Bo\n", encoding="utf-8")
    desk, brand = open_desk("job-time=0.05")
    target = brand.make_list()
    # Slow enough that a process that takes seconds to start meets it all the same.
    brand.use(f"429=60/min,retry-after={form},job-time=0.05,lag=0")
    with httpx.Client(headers={"X-API-TOKEN": desk.token}) as client:
        while client.get(f"{desk.url}/whoami").status_code != 429:
            pass
    before = brand.state()["counts"]["fault 429"]

    ended = desk.import_(file, target, code=0)

    assert desk.counts(ended.document, 2)["created"] == 2
    assert brand.state()["counts"]["fault 429"] > before
    assert [contact["created"] for contact in brand.contacts(target)] == [1, 1]


@pytest.mark.parametrize("index", ["before", "after"])
async def test_reports_are_read_whichever_way_they_count(
    tmp_path: Path, open_rig: Callable[..., Any], index: str
) -> None:
    file = tmp_path / "people.csv"
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(["ExternalDataReference", "Email", "FirstName"])
        # A third has no address, and some share one: only the place in the report tells these.
        writer.writerows(
            [
                f"r{number}",
                "" if number % 3 == 0 else f"shared{number % 5}@example.org",
                f"Name {number}",
            ]
            for number in range(1, 61)
        )
    rig, brand = open_rig(
        f"dedupe=off,report-index={index},refuse=unprocessed:4/report:5/email:7,"
        "job-time=0.05,lag=0.3"
    )
    target = brand.make_list()

    job = await rig.plan(file, target, piece=15, key=("extRef",))
    result = await rig.finish(job)

    told = csv_rows(result.files["all"])
    held = {contact["extRef"]: contact for contact in brand.contacts(target)}
    assert {contact["created"] for contact in held.values()} == {1}
    for place, row in enumerate(told):
        position = place % 15 + 1
        refused = position % 4 == 0 or position % 5 == 0 or (position % 7 == 0 and row["Email"])
        reference = row["ExternalDataReference"]
        assert (reference in held) is not bool(refused)
        if refused:
            assert row["_status"].startswith("failed(")
            assert row["_error"]
        else:
            assert row["_status"] == "created"
            assert row["_contactId"] == held[reference]["contactId"]
    assert sum(result.counts.values()) == 60


@pytest.mark.parametrize("shown", ["on", "off"])
def test_links_of_people_who_opted_out(
    tmp_path: Path, open_desk: Callable[..., Any], shown: str
) -> None:
    file = write_file(tmp_path / "mixed.csv")
    desk, brand = open_desk(f"optout-links={shown},lag=0,job-time=0.05", seed="demo")
    target = brand.make_list()
    desk.import_(file, target, code=4)
    surveys = desk.run("surveys", "list", "--json", code=0).out.splitlines()
    survey = next(line for line in map(desk.read, surveys) if line["isActive"])["id"]
    made = desk.run(
        "links", "generate", "--survey", survey, "--list", target, "--json", code=0
    ).document
    out = tmp_path / "links.csv"

    desk.run(
        *("links", "export", "--survey", survey, "--distribution", made["distributionId"]),
        *("--out", out),
        code=0,
    )

    with out.open(encoding="utf-8-sig", newline="") as text:
        links = {row["email"]: row for row in csv.DictReader(text)}
    people = {contact["email"]: contact for contact in brand.contacts(target)}
    out_of_it = {email for email, c in people.items() if c["mailingListUnsubscribed"]}
    assert out_of_it == {"out@example.org"}
    assert set(links) == set(people) - (set() if shown == "on" else out_of_it)
    assert len({row["link"] for row in links.values()}) == len(links)
    if shown == "on":
        marks = {email: row["unsubscribed"].lower() for email, row in links.items()}
        assert {email for email, mark in marks.items() if mark == "true"} == out_of_it
