"""Every area by the command line: list, search, show, make, change, delete, export; what fails."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import httpx
import pytest

if TYPE_CHECKING:
    from pathlib import Path

OpenDesk = Callable[..., tuple[Any, Any]]


class Case(NamedTuple):
    """An area: its words, how one is made and changed, and how that shows."""

    command: str
    key: str
    search: str
    make: Sequence[str]
    change: Sequence[str]
    shows: dict[str, Any]
    piece: str
    of: str = ""


CASES = (
    Case(
        "users",
        "id",
        "TANAKA mei",
        (
            *("--username", "nora.berg", "--first-name", "Nora", "--last-name", "Berg"),
            *(
                "--user-type",
                "UT_BRANDADMIN",
                "--email",
                "n@example.com",
                "--password-file",
                "{pw}",
            ),
        ),
        ("--last-name", "Dahl", "--account-expiration-date", "2031-01-31T00:00Z"),
        {"lastName": "Dahl", "firstName": "Nora", "accountExpirationDate": "2031-01-31T00:00:00Z"},
        "users",
    ),
    Case(
        "groups",
        "id",
        "field",
        ("--name", "Night shift", "--type", "GT_team00000000001"),
        ("--name", "Day shift"),
        {"name": "Day shift", "type": "GT_team00000000001"},
        "groups",
    ),
    Case(
        "messages",
        "id",
        "first reminder",
        ("--category", "invite", "--description", "Wave 2", "--text", "en={html}"),
        ("--text", "fr={html}", "--description", "Wave 3"),
        {
            "description": "Wave 3",
            "messages": {"en": "<p>${m://FirstName}</p>", "fr": "<p>${m://FirstName}</p>"},
        },
        "libraries",
        "library",
    ),
    Case(
        "events",
        "id",
        "",
        ("--topics", "controlpanel.activateSurvey", "--publication-url", "https://example.org/x"),
        (),
        {"topics": "controlpanel.activateSurvey", "publicationUrl": "https://example.org/x"},
        "eventsubscriptions",
    ),
)


def lines(ended: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ended.out.splitlines()]


def library_of(desk: Any) -> str:
    return str(lines(desk.run("messages", "libraries", "--json", code=0))[0]["libraryId"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.command)
def test_one_is_made_found_shown_changed_and_deleted(
    open_here: OpenDesk, tmp_path: Path, case: Case
) -> None:
    desk, brand = open_here("lag=0", seed="demo")
    files = {"pw": tmp_path / "password", "html": tmp_path / "text.html"}
    files["pw"].write_text("secret\n", encoding="utf-8")
    files["html"].write_text("<p>${m://FirstName}</p>", encoding="utf-8")
    of = (f"--{case.of}", library_of(desk)) if case.of else ()

    def run(verb: str, *words: str, code: int = 0) -> Any:
        found = [
            word.format(**files) if "={" in word or word[:1] == "{" else word for word in words
        ]
        return desk.run(case.command, verb, *of, *found, "--json", code=code)

    before = lines(run("list"))
    if case.search:
        assert len(lines(run("list", "--search", case.search))) == 1 < len(before)
    made = run("create", *case.make).document["id"]
    listed = {one[case.key]: one for one in lines(run("list"))}
    assert set(listed) == {*(one[case.key] for one in before), made}
    if case.change:
        dry = run("change", made, *case.change, "--dry-run").document
        assert dry
        assert not any(line["method"] == "PUT" for line in brand.sandbox.requests())
        done = run("change", made, *case.change).document
        assert set(done["changed"]) == set(dry)
        # The same again sends nothing.
        writes = [line for line in brand.sandbox.requests() if line["method"] == "PUT"]
        assert run("change", made, *case.change).document["changed"] == []
        assert [line for line in brand.sandbox.requests() if line["method"] == "PUT"] == writes
    shown = run("show", made).document
    assert {key: shown[key] for key in case.shows} == case.shows
    asked = desk.run(case.command, "delete", made, *of, code=1)
    assert "--yes" in asked.err
    assert run("delete", made, "--yes").document["deleted"] is True
    assert run("delete", made, "--yes").document["deleted"] is False
    assert [one[case.key] for one in lines(run("list"))] == [one[case.key] for one in before]
    assert files["pw"].read_text().strip() not in brand.sandbox.log.read_text()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.command)
def test_what_may_not_be_seen_says_so_and_nothing_is_an_answer(
    open_here: OpenDesk, case: Case
) -> None:
    desk, brand = open_here("lag=0", seed="empty")
    of = (f"--{case.of}", library_of(desk)) if case.of else ()
    if case.command in ("messages", "events"):
        assert desk.run(case.command, "list", *of, code=0).out.strip() == "None."
    brand.use(f"forbid={case.piece}")

    refused = desk.run(case.command, "list", *of, code=2)

    assert "Your user may not do this." in refused.err
    assert "403, request " in refused.err


def test_a_thousand_of_each_area_come_once_each_and_go_into_a_file(
    open_here: OpenDesk, tmp_path: Path
) -> None:
    desk, brand = open_here("lag=0,nextpage=otherhost", seed="empty")
    for kind in ("users", "groups", "messages", "subscriptions"):
        brand._call("POST", "/sandbox/fill", json={kind: 1_000})
    out = tmp_path / "things.csv"

    for command, column, first, one in (
        ("users", "username", "user00001#meridian", "user00999"),
        ("groups", "name", "Bulk group 00001", "group 00999"),
        ("messages", "description", "Bulk message 00001", "message 00999"),
        ("events", "publicationUrl", "https://example.org/hook/00001", "hook/00999"),
    ):
        of = ("--library", library_of(desk)) if command == "messages" else ()
        written = desk.run(command, "list", *of, "--out", out, "--json", code=0).document
        with out.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        own = 1 if command == "users" else len(rows) - 1_000
        assert written["rows"] == len(rows) == len({row["id"] for row in rows}) == 1_000 + own
        assert own <= 1, command
        assert first in {row[column] for row in rows}
        few = desk.run(
            command, "list", *of, "--search", one, "--out", out, "--json", code=0
        ).document
        assert few["rows"] == 1, command


def test_members_divisions_tokens_and_the_organisation(open_here: OpenDesk) -> None:
    desk, _ = open_here("lag=0", seed="demo")
    group = lines(desk.run("groups", "list", "--json", code=0))[0]["id"]
    user = lines(desk.run("users", "list", "--search", "Haddad", "--json", code=0))[0]["id"]

    def members() -> list[str]:
        found = lines(desk.run("groups", "members", group, "--json", code=0))
        return [str(one["id"]) for one in found]

    before = members()
    desk.run("groups", "add", group, user, code=0)
    assert set(members()) - set(before) == {user}
    desk.run("groups", "remove", group, user, code=0)
    assert members() == before

    # Divisions are known from users, and from what was made or looked up.
    made = desk.run("divisions", "create", "--name", "Labs", "--json", code=0).document["id"]
    known = {one["id"]: one for one in lines(desk.run("divisions", "list", "--json", code=0))}
    assert {one["name"] for one in known.values()} == {"Research", "Operations", "Labs"}
    desk.run("divisions", "change", made, "--status", "Disabled", code=0)
    shown = desk.run("divisions", "show", made, "--json", code=0).document
    assert (shown["name"], shown["status"]) == ("Labs", "Disabled")

    desk.run("users", "disable", user, code=0)
    assert desk.run("users", "show", user, "--json").document["accountStatus"] == "disabled"
    assert desk.run("users", "enable", user, "--json", code=0).document["changed"] is True
    desk.run("users", "token", user, code=1)
    assert desk.run("users", "token", user, "--new", code=1).out == ""
    token = desk.run("users", "token", user, "--new", "--yes", code=0).out.strip()
    assert desk.run("users", "token", user, code=0).out.strip() == token
    home = [path for path in desk.home.rglob("*") if path.is_file()]
    assert not [path for path in home if token.encode() in path.read_bytes()]
    stats = desk.run("organization", "show", "--json", code=0).document["stats"]
    assert stats["loginActivity"]["totalUsers"] == 12


def test_what_a_user_has_is_known_before_one_leaves(open_here: OpenDesk) -> None:
    desk, brand = open_here("lag=0", seed="demo")
    users = lines(desk.run("users", "list", "--json", code=0))
    ids = {one["username"].partition("#")[0]: one["id"] for one in users}

    rosa = desk.run("users", "holdings", ids["rosa.almqvist"], "--json", code=0).document
    farah = desk.run("users", "holdings", ids["farah.haddad"], "--json", code=0).document

    owned = lines(desk.run("surveys", "list", "--json", code=0))
    mine = {one["id"] for one in owned if one["ownerId"] == ids["rosa.almqvist"]}
    assert {one["id"] for one in rosa["surveys"]} == mine
    assert [one["name"] for one in rosa["groups"]] == ["Panel team"]
    assert len(rosa["messages"]) == 4
    assert [len(farah[kind]) for kind in ("surveys", "groups", "messages")] == [0, 0, 0]
    assert len(rosa["lists"]) == 5
    assert rosa["name"] == "rosa.almqvist#meridian"
    assert len(rosa["steps"]) == 5
    assert farah["steps"][0].startswith("Disable the account")
    assert {line["method"] for line in brand.sandbox.requests()} == {"GET"}

    brand.use("lag=0,forbid=members")
    refused = desk.run("users", "holdings", ids["rosa.almqvist"], code=2)
    assert "Traceback" not in refused.err
    assert "permission" in refused.err


def test_what_libraries_hold_is_listed_searched_and_written(
    open_here: OpenDesk, tmp_path: Path
) -> None:
    desk, brand = open_here("lag=0", seed="demo")
    listed = desk.run("messages", "libraries", "--json", code=0).out.splitlines()
    (shared,) = [
        one["libraryId"] for one in map(json.loads, listed) if "brand" in one["libraryName"]
    ]
    words = ("messages", "contents", "--library", shared)
    held = lines(desk.run(*words, "--json", code=0))
    assert {one["kind"] for one in held} == {"survey", "block", "question"}
    assert len(held) == 6
    out = tmp_path / "held.csv"
    desk.run(*words, "--search", "HOUSEHOLD", "--out", out, code=0)
    with out.open(encoding="utf-8-sig") as file:
        assert [row["name"] for row in csv.DictReader(file)] == ["Household"]
    brand.use("lag=0,forbid=libraries")
    assert "may not see libraries" in desk.run(*words, code=2).err


def test_graphics_are_remembered_and_what_is_none_is_not_sent(
    open_here: OpenDesk, tmp_path: Path
) -> None:
    desk, brand = open_here("lag=0", seed="demo")
    library = library_of(desk)
    good, bad = tmp_path / "a.png", tmp_path / "b.png"
    good.write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 40)
    bad.write_bytes(b"GIF89a")

    refused = desk.run("graphics", "upload", bad, "--library", library, code=1)
    assert "no picture" in refused.err
    made = lines(desk.run("graphics", "upload", good, "--library", library, "--json", code=0))
    listed = lines(desk.run("graphics", "list", "--library", library, "--json", code=0))
    assert [(one["id"], one["name"], one["size"]) for one in listed] == [
        (made[0]["id"], "a.png", 48)
    ]
    posts = [line for line in brand.sandbox.requests() if line["method"] == "POST"]
    assert len(posts) == 1
    desk.run("graphics", "delete", made[0]["id"], "--library", library, "--yes", code=0)
    assert desk.run("graphics", "list", "--library", library, "--json", code=0).out == ""


def test_what_the_service_delivers_is_read_and_checked(open_here: OpenDesk, tmp_path: Path) -> None:
    desk, brand = open_here("lag=0", seed="demo")
    key = tmp_path / "key"
    key.write_text("k-1", encoding="utf-8")
    words = ("events", "listen", "--count", 3, "--shared-key-file", key, "--json")
    with desk.start(*words) as listening:
        address = listening.stderr.readline().split()[2].rstrip(".")
        make = ("--topics", "surveyengine.completedResponse.*", "--publication-url", address)
        desk.run("events", "create", *make, "--shared-key-file", key, code=0)
        distribution = next(one for one in brand.state()["distributions"] if one["survey"])
        links = brand._call(
            "GET",
            f"/API/v3/distributions/{distribution['id']}/links?surveyId={distribution['survey']}",
        ).json()["result"]["elements"]
        body = {
            "distributionId": distribution["id"],
            "contactLookupId": links[0].get("contactLookupId") or links[0]["contactId"],
        }
        response = brand._call("POST", "/sandbox/respond", json=body).json()["responseId"]
        delivered = json.loads(listening.stdout.readline())
        httpx.post(
            address,
            content=b"\xff\xfe",
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        )
        broken = json.loads(listening.stdout.readline())
        httpx.post(address, data={"Topic": "a.b", "MSG": "{}", "HMAC": "00"})
        forged = json.loads(listening.stdout.readline())
        assert listening.wait(30) == 0

    assert delivered["fields"]["ResponseID"] == response
    assert delivered["message"]["SurveyID"] == distribution["survey"]
    assert (delivered["signature"], delivered["way"]) == (
        "signature fits",
        "HMAC-SHA512, hexadecimal",
    )
    assert broken["problem"]
    assert broken["fields"] == {}
    assert forged["signature"] == "signature does not fit"


def test_a_lost_answer_is_not_repeated_and_named(open_here: OpenDesk) -> None:
    desk, brand = open_here("lag=0,lost=1,seed=3", seed="demo")
    group = ("groups", "create", "--name", "Once", "--type", "GT_team00000000001")
    ended = desk.run(*group, code=3)

    assert "cannot be told whether the group was made" in ended.err
    brand.use("lag=0")
    found = lines(desk.run("groups", "list", "--search", "Once", "--json", code=0))
    assert len(found) == 1


def test_help_names_what_each_area_can_do(open_here: OpenDesk) -> None:
    desk, _ = open_here(seed="empty")
    found = {case.command: desk.run(case.command, "--help", code=0).out for case in CASES}

    assert "change" not in found["events"].split("topics")[0].split("commands:")[1]
    assert all(word in found["users"] for word in ("disable", "token", "create"))


def test_responses_of_many_surveys_arrive_and_one_that_fails_says_why(
    open_here: OpenDesk, tmp_path: Path
) -> None:
    desk, _ = open_here("lag=0,job-time=0", seed="demo")
    surveys = [one["id"] for one in lines(desk.run("surveys", "list", "--json", code=0))][:3]
    out = tmp_path / "files"
    unknown = "SV_000000000000000"

    ended = desk.run("responses", "export", *surveys, unknown, "--out", out, "--json", code=4)

    told = {one["surveyId"]: one for one in lines(ended)}
    assert [told[one]["size"] > 0 for one in surveys] == [True] * 3
    assert told[unknown]["file"] is None
    assert f"The survey {unknown} is not there" in ended.err
    assert len(list(out.iterdir())) == 3

    new = ("responses", "export", surveys[0], "--only-new", "--format", "ndjson", "--out", out)
    first = lines(desk.run(*new, "--json", code=0))[0]
    second = lines(desk.run(*new, "--json", code=0))[0]
    assert first["size"] > second["size"] == 0
    refused = desk.run(*new, "--labels", code=1)
    assert "useLabels" in refused.err
    assert len(lines(desk.run("responses", "filters", surveys[0], "--json", code=0))) == 2


def test_one_response_is_looked_up_corrected_where_it_stands_and_deleted(
    open_here: OpenDesk, tmp_path: Path
) -> None:
    desk, _ = open_here("lag=0,job-time=0", seed="demo")
    surveys = lines(desk.run("surveys", "list", "--json", code=0))
    survey = next(one["id"] for one in surveys if one["name"] == "Customer satisfaction 2026")
    export = ("responses", "export", survey, "--format", "ndjson", "--limit", 2, "--out", tmp_path)
    desk.run(*export, code=0)
    with next(tmp_path.glob("*.ndjson")).open(encoding="utf-8") as answers:
        response = json.loads(answers.readline())["responseId"]
    fields = lines(desk.run("responses", "fields", survey, "--json", code=0))
    name = next(one["field"] for one in fields if one["dataType"] == "embeddedData")
    one = ("responses", "show", survey, response, "--json")
    before = desk.run(*one, code=0).document["values"]

    done = desk.run(
        "responses", "correct", survey, response, f"{name}=Other", "--json", code=0
    ).document
    assert done["changed"] == [name]
    after = desk.run(*one, code=0).document["values"]
    assert after == {**before, name: "Other"}
    # The date stays: the response does not come again in exports by date.
    assert after["recordedDate"] == before["recordedDate"]
    refused = desk.run("responses", "correct", survey, response, "QID1=2", code=1)
    assert "QID1 cannot be corrected" in refused.err
    desk.run("responses", "delete", survey, response, code=1)
    assert desk.run("responses", "delete", survey, response, "--yes", "--json").document["deleted"]
    assert "There is no response" in desk.run(*one, code=1).err


def test_responses_are_rehearsed_and_imported_once(open_here: OpenDesk, tmp_path: Path) -> None:
    desk, brand = open_here("lag=0,job-time=0", seed="demo")
    surveys = lines(desk.run("surveys", "list", "--json", code=0))
    survey = next(one["id"] for one in surveys if one["name"] == "Exit interview")
    out = tmp_path / "out"
    export = ("responses", "export", survey, "--limit", 3, "--out", out)
    desk.run(*export, code=0)
    pattern = next(out.glob("*.csv")).read_text(encoding="utf-8")
    rows = list(csv.reader(pattern.splitlines(keepends=True)))
    heads, first = rows[:3], rows[3]
    paper = tmp_path / "paper.csv"
    with paper.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*heads[0], "Room"])
        writer.writerow([*heads[1], "Which room"])
        writer.writerow([*heads[2], '{"ImportId":"QID9999"}'])
        writer.writerows([[*first, f"R{n}"] for n in range(40)])

    def count() -> int:
        found = desk.run("responses", "export", survey, "--format", "ndjson", "--out", out, code=0)
        assert found
        return len(next(out.glob("*.ndjson")).read_text(encoding="utf-8").splitlines())

    before = count()
    bring = ("responses", "import", paper, "--survey", survey)
    check = desk.run(*bring, "--dry-run", "--json", code=0).document
    assert (check["rows"], check["dropped"]) == (40, ["QID9999"])
    assert "finished" in check["taken"]
    assert "_recordId" in check["own"]
    rehearsed = desk.run(*bring, "--rehearse", "--yes", "--json").document
    assert rehearsed["deleted"] is True
    assert "finished" in rehearsed["kept"]
    assert count() == before
    desk.run(*bring, code=1)
    assert count() == before
    assert desk.run(*bring, "--yes", "--json", code=0).document == {"rows": 40, "parts": 1}
    # The same file again is taken once: its key says so.
    desk.run(*bring, "--yes", code=0)
    assert count() == before + 40
    posts = [one for one in brand.sandbox.requests() if "import-responses" in one["path"]]
    assert len([one for one in posts if one["method"] == "POST"]) == 2


def test_a_file_beyond_the_limit_goes_in_parts_with_the_heads_in_each(
    open_here: OpenDesk, tmp_path: Path
) -> None:
    desk, brand = open_here("lag=0,job-time=0", seed="demo")
    surveys = lines(desk.run("surveys", "list", "--json", code=0))
    survey = next(one["id"] for one in surveys if one["name"] == "Exit interview")
    out = tmp_path / "out"
    desk.run("responses", "export", survey, "--limit", 1, "--out", out, code=0)
    pattern = next(out.glob("*.csv")).read_text(encoding="utf-8")
    heads = list(csv.reader(pattern.splitlines(keepends=True)))[:3]
    imports = [json.loads(cell)["ImportId"] for cell in heads[2]]
    place = next(n for n, name in enumerate(imports) if name.endswith("_TEXT"))
    paper = tmp_path / "paper.csv"
    with paper.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows(heads)
        for n in range(30):
            # Three bytes a letter: the limit is one of bytes.
            cells = [""] * len(heads[0])
            cells[place] = f"{n} " + "語" * 100_000
            writer.writerow(cells)
    assert paper.stat().st_size > 9_000_000

    done = desk.run(
        "responses", "import", paper, "--survey", survey, "--yes", "--json", code=0
    ).document

    assert done == {"rows": 30, "parts": 2}
    posts = [
        one
        for one in brand.sandbox.requests()
        if one["method"] == "POST" and "import-responses" in one["path"]
    ]
    assert [one["status"] for one in posts] == [200, 200]
    again = tmp_path / "again"
    desk.run("responses", "export", survey, "--format", "ndjson", "--out", again, code=0)
    stored = next(again.glob("*.ndjson")).read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["values"].get(imports[place], "") for line in stored]
    assert sorted(int(text.split()[0]) for text in texts if "語" * 9 in text) == list(range(30))
