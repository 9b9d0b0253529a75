from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

OpenDesk = Callable[..., tuple[Any, Any]]


def survey_of(desk: Any, *, active: bool = True) -> str:
    found = [json.loads(line) for line in desk.run("surveys", "list", "--json").out.splitlines()]
    return next(str(survey["id"]) for survey in found if survey["isActive"] is active)


def generate(desk: Any, survey: str, list_id: str, *words: str) -> str:
    ended = desk.run(
        "links", "generate", "--survey", survey, "--list", list_id, "--json", *words, code=0
    )
    return str(ended.document["distributionId"])


def export(desk: Any, survey: str, distribution: str, out: Path, *words: str, code: int = 0) -> Any:
    return desk.run(
        "links", "export", "--survey", survey, "--distribution", distribution, "--out", out,
        "--json", *words, code=code,
    )  # fmt: skip


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def reads(brand: Any) -> list[str]:
    """The queries of the calls that read links and were answered, oldest first."""
    return [
        line["query"]
        for line in brand.sandbox.requests()
        if line["path"].endswith("/links") and line["status"] == 200
    ]


def distribution_of(brand: Any, kind: str) -> dict[str, Any]:
    return next(found for found in brand.state()["distributions"] if found["kind"] == kind)


def list_of(desk: Any, name: str) -> str:
    lists = [json.loads(line) for line in desk.run("lists", "list", "--json").out.splitlines()]
    return next(str(found["mailingListId"]) for found in lists if found["name"] == name)


@pytest.mark.slow
def test_thirty_thousand_links_with_faults_and_a_kill_in_the_middle(
    open_desk: OpenDesk, tmp_path: Path
) -> None:
    desk, brand = open_desk(seed="demo")
    panel = brand.make_list("Thirty thousand")
    brand.fill(panel, 30_000)
    survey = survey_of(desk)
    made = generate(desk, survey, panel)
    brand.use("504=0.01,500=0.005,reset=0.005,seed=5")
    whole, broken = tmp_path / "whole.csv", tmp_path / "broken.csv"

    done = export(desk, survey, made, whole).document
    first_run = len(reads(brand))

    people = brand.contacts(panel)
    rows = table(whole)
    assert done["rows"] == len(rows) == 30_000
    assert done["warnings"] == []
    assert [row["contactLookupId"] for row in rows] == [one["contactLookupId"] for one in people]
    assert [row["email"] for row in rows] == [one["email"] for one in people]
    bare = f"Q_DL={made.removeprefix('EMD_')}_{survey.removeprefix('SV_')}"
    assert all(f"{bare}_{row['contactLookupId']}&" in row["link"] for row in rows)
    assert brand.state()["counts"].get("fault 504", 0) > 0
    assert not (tmp_path / "whole.csv.part").exists()

    part = tmp_path / "broken.csv.part"
    words = ("links", "export", "--survey", survey, "--distribution", made, "--out", broken)
    with desk.start(*words) as process:
        while not part.exists() or part.stat().st_size < 2_000_000:
            assert process.poll() is None, process.communicate()
        process.kill()
    assert not broken.exists()
    kept = part.read_bytes().splitlines()[1:]
    pages = [json.loads(line) for line in kept if line.endswith(b"}")]
    assert 10 < len(pages) < 300
    before = len(reads(brand))

    export(desk, survey, made, broken)

    assert broken.read_bytes() == whole.read_bytes()
    assert not part.exists()
    again = reads(brand)[before:]
    in_the_part = [page["position"].partition("skipToken=")[2] for page in pages]
    # The last position is where the second run begins; all before it were read by the first one.
    tokens = [query.partition("skipToken=")[2] for query in again]
    assert tokens[0] == in_the_part[-1]
    assert not set(tokens) & {"", *in_the_part[:-1]}
    assert len(tokens) == 300 - len(pages)
    assert first_run == 300


def test_ctrl_c_keeps_what_was_read_and_says_how_to_go_on(
    open_desk: OpenDesk, tmp_path: Path
) -> None:
    desk, brand = open_desk(seed="demo", latency=30)
    survey, made = (distribution_of(brand, "GeneratedInvite")[key] for key in ("survey", "id"))
    out, part = tmp_path / "links.csv", tmp_path / "links.csv.part"
    words = ("links", "export", "--survey", survey, "--distribution", made, "--out", out)
    with desk.start(*words) as process:
        while not part.exists() or part.read_bytes().count(b"\n") < 4:
            assert process.poll() is None
        desk.interrupt(process)
        _out, err = process.communicate(timeout=60)

    assert process.returncode == 3
    assert "links.csv.part" in err
    assert "Run the same command again" in err
    assert "Traceback" not in err
    assert part.exists()
    assert not out.exists()
    other = desk.run(
        "contacts", "export", "--list", list_of(desk, "Alumni newsletter"), "--out", out, code=1
    )
    assert "belongs to another export" in other.err
    export(desk, survey, made, out)
    assert len(table(out)) == 2_400


def test_links_of_a_mailing_are_never_read_without_consent(
    open_desk: OpenDesk, tmp_path: Path
) -> None:
    desk, brand = open_desk(seed="demo")
    mailing = distribution_of(brand, "Invite")
    survey, invite = mailing["survey"], mailing["id"]
    other = distribution_of(brand, "GeneratedInvite")["id"]
    out = tmp_path / "links.csv"
    for words in ((), ("--reset-email-status", other), ("--reset-email-status", "yes")):
        refused = export(desk, survey, invite, out, *words, code=1)
        assert f"--reset-email-status {invite}" in refused.err
        assert "resets the e-mail status dates" in refused.err
    assert reads(brand) == []
    untouched = next(one for one in brand.state()["distributions"] if one["id"] == invite)
    assert (untouched["link_reads"], untouched["status_resets"]) == (0, 0)
    assert not out.exists()
    assert not (tmp_path / "links.csv.part").exists()

    export(desk, survey, invite, out, "--reset-email-status", invite)

    touched = next(one for one in brand.state()["distributions"] if one["id"] == invite)
    assert touched["link_reads"] == touched["status_resets"] == len(reads(brand)) == 24
    assert len(table(out)) == 2_400


COLUMNS = "link,email,Department,embeddedData.Plan,language,phone,extRef,Nonsense"


@pytest.mark.parametrize("dialect", ["core", "xm", "docs"])
def test_columns_are_joined_with_the_right_contact_or_none(
    open_desk: OpenDesk, tmp_path: Path, dialect: str
) -> None:
    desk, brand = open_desk(f"links={dialect}", seed="demo")
    mailing = distribution_of(brand, "GeneratedInvite")
    out = tmp_path / "links.csv"
    panel = list_of(desk, "Spring panel 2026")
    twin = brand.contacts(panel)[0]
    # Two people behind one address, and no reference: the old ids of links tell neither.
    brand.change(panel, twin["contactId"], {"email": "both@example.org"})
    brand.change(panel, brand.contacts(panel)[1]["contactId"], {"email": "Both@example.org"})

    ended = export(desk, mailing["survey"], mailing["id"], out, "--columns", COLUMNS)

    people, rows = brand.contacts(panel), table(out)
    assert len(rows) == len(people) == 2_400
    references = Counter((one["extRef"] or "").casefold() for one in people)
    addresses = Counter((one["email"] or "").casefold() for one in people)

    def is_known(one: dict[str, Any]) -> bool:
        reference, address = (one["extRef"] or "").casefold(), (one["email"] or "").casefold()
        return (
            dialect != "core"
            or (bool(reference) and references[reference] == 1)
            or (bool(address) and addresses[address] == 1)
        )

    for row, one in zip(rows, people, strict=True):
        held = one if is_known(one) else {"embeddedData": {}}
        assert row["Department"] == str(held["embeddedData"].get("Department", ""))
        assert row["embeddedData.Plan"] == str(held["embeddedData"].get("Plan", ""))
        for field in ("language", "phone", "extRef"):
            assert row[field] == (held.get(field) or "")
        assert row["email"] == (one["email"] or "")
        assert row["link"].startswith("http:" if dialect == "xm" else "https:")
        assert row["Nonsense"] == ""
    unknown = sum(not is_known(one) for one in people)
    assert ended.document["unmatched"] == unknown
    assert (unknown >= 2) is (dialect == "core")
    assert any(row["Department"] for row in rows)
    assert "“Nonsense” is empty" in ended.err


def test_rows_of_people_who_opted_out_stand_or_fall_with_the_service(
    open_desk: OpenDesk, tmp_path: Path
) -> None:
    desk, brand = open_desk("optout-links=on", seed="demo")
    mailing = distribution_of(brand, "GeneratedInvite")
    people = brand.contacts(list_of(desk, "Spring panel 2026"))
    out_of_it = [one["unsubscribed"] or one["mailingListUnsubscribed"] for one in people]
    assert any(out_of_it)
    out = tmp_path / "links.csv"

    export(desk, mailing["survey"], mailing["id"], out)
    told = [row["unsubscribed"] for row in table(out)]
    assert told == ["true" if gone else "false" for gone in out_of_it]

    brand.use("optout-links=off")
    ended = export(desk, mailing["survey"], mailing["id"], out)
    stay = [one["contactLookupId"] for one, gone in zip(people, out_of_it, strict=True) if not gone]
    assert [row["contactLookupId"] for row in table(out)] == stay
    assert "about 2,400" in ended.err


@pytest.mark.parametrize("form", ["absolute", "otherhost", "relative", "token"])
def test_every_form_of_next_page_leads_through_all_links(
    open_desk: OpenDesk, tmp_path: Path, form: str
) -> None:
    desk, brand = open_desk(f"nextpage={form}", seed="demo")
    mailing = distribution_of(brand, "GeneratedInvite")
    out = tmp_path / "links.xlsx" if form == "token" else tmp_path / "links.csv"
    assert export(desk, mailing["survey"], mailing["id"], out).document["rows"] == 2_400
    if out.suffix == ".csv":
        rows = table(out)
        assert len({row["link"] for row in rows}) == len(rows) == 2_400


def test_a_loop_of_pages_ends_with_a_warning(
    open_desk: OpenDesk, put_between: Callable[[Any], Any], tmp_path: Path
) -> None:
    desk, brand = open_desk(seed="demo")
    mailing = distribution_of(brand, "GeneratedInvite")
    between = put_between(desk)
    between.harm = lambda _m, path, count: (
        "again" if path.endswith("/links") and count > 3 else None
    )
    out = tmp_path / "links.csv"

    done = export(desk, mailing["survey"], mailing["id"], out)

    assert done.document["rows"] == len({row["link"] for row in table(out)}) == 300
    assert len(done.document["warnings"]) >= 2


def test_links_made_a_moment_ago_are_waited_for(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk, brand = open_desk("lag=5", seed="demo")
    panel = brand.make_list("Fresh")
    brand.add(panel, {"email": "one@example.org"})
    survey = survey_of(desk)
    made = generate(desk, survey, panel)
    out = tmp_path / "links.csv"
    assert export(desk, survey, made, out).document["rows"] == 1
    assert [row["email"] for row in table(out)] == ["one@example.org"]
    assert len(reads(brand)) > 1


def links_made(brand: Any, list_text: str = "Personal links made here") -> list[str]:
    return [one["id"] for one in brand.state()["distributions"] if one["description"] == list_text]


GENERATE = ("links", "generate", "--description", "Personal links made here", "--json")


@pytest.mark.parametrize("word", ["lost", "503-applied"])
def test_a_lost_answer_never_makes_a_second_set_of_links(
    open_desk: OpenDesk, put_between: Callable[[Any], Any], word: str
) -> None:
    desk, brand = open_desk(seed="demo")
    survey, panel = survey_of(desk), list_of(desk, "Alumni newsletter")
    between = put_between(desk)
    between.harm = lambda method, path, _: (
        word if method == "POST" and path.endswith("/distributions") else None
    )

    done = desk.run(*GENERATE, "--survey", survey, "--list", panel, code=0).document

    assert links_made(brand) == [done["distributionId"]]
    assert between.counts["POST", "/API/v3/distributions"] == 1
    assert set(done) == {"job", "state", "counts", "files", "distributionId"}
    assert (done["state"], done["counts"]["created"]) == ("done", 1)


def test_links_that_were_not_made_are_made_once_when_the_job_is_resumed(
    open_desk: OpenDesk, put_between: Callable[[Any], Any]
) -> None:
    desk, brand = open_desk(seed="demo", absence_wait=0.5)
    survey, panel = survey_of(desk), list_of(desk, "Alumni newsletter")
    between = put_between(desk)
    between.harm = lambda method, path, count: (
        "503" if method == "POST" and path.endswith("/distributions") and count == 1 else None
    )

    stopped = desk.run(*GENERATE, "--survey", survey, "--list", panel, code=3)

    assert "It cannot be told whether the links were made." in stopped.err
    assert "qualtrics-desk jobs resume 1" in stopped.err
    assert links_made(brand) == []
    done = desk.run("jobs", "resume", "1", "--json", code=0).document
    assert links_made(brand) == [done["distributionId"]]
    once_more = desk.run("jobs", "resume", "1", "--json", code=0).document
    assert once_more == done
    assert between.counts["POST", "/API/v3/distributions"] == 2


def test_a_killed_generation_is_found_again_by_jobs_resume(
    open_desk: OpenDesk, put_between: Callable[[Any], Any]
) -> None:
    desk, brand = open_desk(seed="demo")
    survey, panel = survey_of(desk), list_of(desk, "Alumni newsletter")
    between = put_between(desk)
    between.harm = lambda method, path, _: (
        "hang" if method == "POST" and path.endswith("/distributions") else None
    )
    with desk.start(*GENERATE, "--survey", survey, "--list", panel) as process:
        assert between.hanging.wait(60)
        busy = desk.run("jobs", "resume", "1")
        process.kill()
    assert busy.code == 3
    made = links_made(brand)
    assert len(made) == 1

    done = desk.run("jobs", "resume", "1", "--json", code=0).document

    assert done["distributionId"] == made[0]
    assert links_made(brand) == made


def test_an_inactive_survey_is_explained_before_anything_is_sent(open_desk: OpenDesk) -> None:
    desk, brand = open_desk(seed="demo")
    panel = list_of(desk, "Alumni newsletter")
    ended = desk.run(*GENERATE, "--survey", survey_of(desk, active=False), "--list", panel, code=1)
    assert "is inactive" in ended.err
    assert "Activate the survey" in ended.err
    unknown = desk.run(*GENERATE, "--survey", "SV_doesNotExist000", "--list", panel, code=1)
    assert "is not there" in unknown.err
    no_list = desk.run(*GENERATE, "--survey", survey_of(desk), "--list", "CG_none", code=1)
    assert "There is no list CG_none" in no_list.err
    assert [line for line in brand.sandbox.requests() if line["method"] == "POST"] == []
    assert desk.run("jobs", "list", "--json").out == ""


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("2027-01-31", "2027-02-01T04:59:00Z"),
        ("20270131", "2027-02-01T04:59:00Z"),
        ("2027-07-01T18:00", "2027-07-01T22:00:00Z"),
        ("2027-07-01 18:00:30", "2027-07-01T22:00:30Z"),
        ("2027-01-31T18:00+01:00", "2027-01-31T17:00:00Z"),
        ("2027-01-31T18:00Z", "2027-01-31T18:00:00Z"),
    ],
)
def test_an_expiry_is_meant_in_the_zone_of_the_person(
    open_desk: OpenDesk, text: str, sent: str
) -> None:
    desk, _brand = open_desk(seed="demo")
    desk.environment["TZ"] = "America/New_York"
    survey, panel = survey_of(desk), list_of(desk, "New joiners (empty)")
    made = generate(desk, survey, panel, "--expires", text)
    listed = desk.run("distributions", "list", "--survey", survey, "--json", code=0).out
    found = {one["id"]: one for one in map(json.loads, listed.splitlines())}
    assert found[made]["surveyLink"]["expirationDate"] == sent


def test_an_expiry_that_is_past_or_no_date_is_refused(open_desk: OpenDesk) -> None:
    desk, brand = open_desk(seed="demo")
    words = ("--survey", survey_of(desk), "--list", list_of(desk, "Alumni newsletter"))
    assert "no date" in desk.run(*GENERATE, *words, "--expires", "soon", code=1).err
    assert "already" in desk.run(*GENERATE, *words, "--expires", "2020-01-01", code=1).err
    assert links_made(brand) == []


def test_distributions_are_listed_in_full(open_desk: OpenDesk) -> None:
    desk, brand = open_desk(seed="demo")
    survey = survey_of(desk)
    ended = desk.run("distributions", "list", "--survey", survey, "--json", code=0)
    found = [json.loads(line) for line in ended.out.splitlines()]
    truth = [one for one in brand.state()["distributions"] if one["survey"] == survey]
    assert {(one["id"], one["requestType"]) for one in found} == {
        (one["id"], one["kind"]) for one in truth
    }
    assert found[0]["recipients"]["mailingListId"].startswith("CG_")
    shown = desk.run("distributions", "list", "--survey", survey, code=0).out.splitlines()
    assert shown[0].split()[:3] == ["Id", "Type", "Status"]
    assert len(shown) == len(found) + 1
    none = desk.run("distributions", "list", "--survey", "SV_doesNotExist000", code=0)
    assert "None." in none.out
