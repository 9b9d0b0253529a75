from __future__ import annotations

from typing import Any

import httpx
import pytest

CALM = "lag=0,job-time=0"


def _error(answer: httpx.Response) -> tuple[int, str | None]:
    return answer.status_code, answer.json()["meta"]["error"].get("errorCode")


def test_lists_are_made_renamed_and_deleted(sandbox: Any) -> None:
    path = f"{sandbox.lists}/{sandbox.list}"
    person = sandbox.add(firstName="Ann")

    sandbox.send("PUT", path, {"name": "Renamed"})
    assert sandbox.get(path)["name"] == "Renamed"
    assert sandbox.get(path)["contactCount"] == 0
    assert sandbox.get(path, includeCount="true")["contactCount"] == 1
    assert "result" not in sandbox.call("DELETE", path).json()

    assert _error(sandbox.call("GET", path)) == (404, "PACC_6")
    stayed = sandbox.get(f"/directories/{sandbox.directory}/contacts/{person['id']}")
    assert stayed["mailingListMembership"] == {}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "RP_10"),
        ({"name": "a", "colour": "b"}, "RP_9"),
        ({"name": None}, None),
        ({"name": "x" * 101}, None),
        ({"name": "a", "ownerId": "somebody"}, None),
        ({"name": "a", "prioritizeListMetadata": "yes"}, None),
    ],
)
def test_bad_list_bodies_are_refused(sandbox: Any, body: Any, code: str | None) -> None:
    assert _error(sandbox.send("POST", sandbox.lists, body)) == (400, code)


def test_shared_lists_show_by_owner_only_and_not_singly(demo: Any) -> None:
    own = demo.get(demo.lists, includeCount="true")["elements"]
    group = next(item for item in demo.state()["lists"] if item["owner"].startswith("GR_"))

    shared = demo.get(demo.lists, ownerId=group["owner"])["elements"]

    assert {item["ownerId"] for item in own} == {demo.get("/whoami")["userId"]}
    assert [item["mailingListId"] for item in shared] == [group["id"]]
    assert demo.call("GET", f"{demo.lists}/{group['id']}").status_code == 404
    assert demo.get(f"{demo.lists}/{group['id']}/contacts")["elements"]


@pytest.mark.parametrize(
    "body",
    [
        {"email": None},
        {"language": None},
        {"email": "no address"},
        {"firstName": 7},
        {"unsubscribed": "false"},
        {"embeddedData": {"a": {"b": "c"}}},
        {"embeddedData": {"a": None}},
        {"embeddedData": {"a": "x" * 1025}},
        {"embeddedData": {"x" * 201: "a"}},
        {"contactId": "CID_000000000000000"},
        {"mailingListUnsubscribed": False},
    ],
)
def test_bad_contact_bodies_are_refused(sandbox: Any, body: Any) -> None:
    path = f"{sandbox.lists}/{sandbox.list}/contacts"

    assert sandbox.send("POST", path, body).status_code == 400
    assert sandbox.contacts() == []


def test_one_contact_shows_more_than_the_list(sandbox: Any) -> None:
    made = sandbox.add(firstName="Ann", email="ann@example.org", privateEmbeddedData={"seat": 4})
    path = f"{sandbox.lists}/{sandbox.list}/contacts"

    (plain,) = sandbox.get(path)["elements"]
    (full,) = sandbox.get(path, includeEmbedded="true")["elements"]
    one = sandbox.get(sandbox.contact_path(made["id"]))

    assert "embeddedData" not in plain
    assert full["embeddedData"] == {}
    assert full["contactLookupId"] == made["contactLookupId"]
    assert one["privateEmbeddedData"] == {"seat": "4"}
    assert one["emailDomain"] == "example.org"
    assert isinstance(one["creationDate"], int)


@pytest.mark.parametrize("form", ["merge", "replace"])
def test_put_merges_or_replaces(sandbox: Any, form: str) -> None:
    sandbox.faults(f"{CALM},put={form}")
    made = sandbox.add(firstName="Ann", lastName="Ek", embeddedData={"a": "1", "b": "2"})

    sandbox.send("PUT", sandbox.contact_path(made["id"]), {"firstName": "Eva"})
    first = sandbox.get(sandbox.contact_path(made["id"]))
    sandbox.send("PUT", sandbox.contact_path(made["id"]), {"embeddedData": {"B": "3"}})
    second = sandbox.get(sandbox.contact_path(made["id"]))

    merged = form == "merge"
    assert (first["firstName"], first["lastName"]) == ("Eva", "Ek" if merged else None)
    assert first["embeddedData"] == ({"a": "1", "b": "2"} if merged else {})
    assert second["embeddedData"] == ({"a": "1", "b": "3"} if merged else {"B": "3"})


@pytest.mark.parametrize("form", ["clear", "ignore"])
def test_put_blank_clears_or_is_ignored(sandbox: Any, form: str) -> None:
    sandbox.faults(f"{CALM},blank={form}")
    made = sandbox.add(firstName="Ann", embeddedData={"a": "1"})

    body = {"firstName": "", "embeddedData": {"a": ""}}
    sandbox.send("PUT", sandbox.contact_path(made["id"]), body)

    after = sandbox.get(sandbox.contact_path(made["id"]))
    assert after["firstName"] == (None if form == "clear" else "Ann")
    assert after["embeddedData"] == {"a": "" if form == "clear" else "1"}


def test_person_is_shared_between_lists_but_private_data_and_opt_out_are_not(sandbox: Any) -> None:
    sandbox.faults(f"{CALM},dedupe=on")
    email = "shared@example.com"
    made = sandbox.add(firstName="Ann", email=email, privateEmbeddedData={"seat": "1"})
    first = sandbox.list
    sandbox.new_list()
    again = sandbox.add(email=email, lastName="Ek", unsubscribed=True)

    assert again["id"] == made["id"]
    assert again["contactLookupId"] != made["contactLookupId"]
    before = sandbox.get(f"{sandbox.lists}/{first}/contacts/{made['id']}")
    after = sandbox.get(sandbox.contact_path(made["id"]))
    assert (before["lastName"], after["firstName"]) == ("Ek", "Ann")
    assert (before["privateEmbeddedData"], after["privateEmbeddedData"]) == ({"seat": "1"}, {})
    assert (before["mailingListUnsubscribed"], after["mailingListUnsubscribed"]) == (False, True)
    assert after["directoryUnsubscribed"] is False


def test_removed_from_the_list_is_not_deleted_from_the_directory(sandbox: Any) -> None:
    made = sandbox.add(firstName="Ann")
    person = f"/directories/{sandbox.directory}/contacts/{made['id']}"

    assert sandbox.call("DELETE", sandbox.contact_path(made["id"])).status_code == 200
    assert sandbox.call("DELETE", sandbox.contact_path(made["id"])).status_code == 404
    assert sandbox.get(person)["mailingListMembership"] == {}
    assert sandbox.call("DELETE", person).status_code == 200
    assert sandbox.call("GET", person).status_code == 404


def test_directory_contacts_are_made_changed_and_opted_out(sandbox: Any) -> None:
    path = f"/directories/{sandbox.directory}/contacts"
    assert sandbox.send("POST", path, {"privateEmbeddedData": {}}).status_code == 400
    made = sandbox.send("POST", path, {"firstName": "Ann"}).json()["result"]["id"]

    sandbox.send("PUT", f"{path}/{made}", {"firstName": "Eva", "unsubscribed": True})

    one = sandbox.get(f"{path}/{made}")
    assert (one["firstName"], one["directoryUnsubscribed"]) == ("Eva", True)
    out = sandbox.get(f"{path}/optedOutContacts")["elements"]
    assert made in {person["contactId"] for person in out}


def test_core_view_shows_the_same_people(sandbox: Any) -> None:
    sandbox.add(firstName="Ann", extRef="7")
    core = sandbox.list.replace("CG_", "ML_")
    names = {item["name"] for item in sandbox.get("/mailinglists")["elements"]}

    (person,) = sandbox.get(f"/mailinglists/{sandbox.list}/contacts")["elements"]

    assert "A list" in names
    assert (person["externalDataReference"], person["language"]) == ("7", "null")
    assert person["id"].startswith("MLRP_")
    assert sandbox.call("GET", f"/mailinglists/{core}").status_code == 404


def _export(sandbox: Any, **body: Any) -> httpx.Response:
    path = f"/directories/{sandbox.directory}/export-contacts"
    job = sandbox.send("POST", path, body).json()["result"]["progressId"]
    while (status := sandbox.get(f"{path}/{job}/status"))["status"] == "IN_PROGRESS":
        pass
    assert status["status"] == "COMPLETED"
    file = sandbox.get(f"{path}/{status['fileId']}/file")
    assert httpx.get(file["url"]).status_code == 403
    assert httpx.get(file["url"], headers={"X-JWT": file["jwt"] + "x"}).status_code == 403
    return httpx.get(file["url"], headers={"X-JWT": file["jwt"]})


def test_export_is_a_signed_file_with_everybody(sandbox: Any) -> None:
    sandbox.add(firstName='Ann "A", B', embeddedData={"dept": "IT"})
    sandbox.add(firstName="Ζωή")

    lines = _export(
        sandbox, format="csv", embeddedData="all", contactListId=sandbox.list
    ).text.splitlines()

    header = "contactId,firstName,lastName,email,phone,extRef,language,unsubscribed,dept"
    assert lines[0] == header
    assert '"Ann ""A"", B"' in lines[1]
    assert lines[1].endswith(",IT")
    assert "Ζωή" in lines[2]
    tsv = _export(sandbox, format="tsv", embeddedData=["x"], contactListId=sandbox.list).text
    assert tsv.splitlines()[0].endswith("\tx")


def test_export_is_strict(sandbox: Any) -> None:
    path = f"/directories/{sandbox.directory}/export-contacts"

    assert sandbox.send("POST", path, {"format": "csv"}).status_code == 400
    assert sandbox.send("POST", path, {"format": "pdf", "embeddedData": "all"}).status_code == 400
    sandbox.faults("lite")
    assert sandbox.send("POST", path, {"format": "csv", "embeddedData": []}).status_code == 403
