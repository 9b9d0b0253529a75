from __future__ import annotations

from typing import Any

import pytest

CALM = "lag=0,job-time=0"


def _survey(sandbox: Any) -> str:
    return sandbox.get("/surveys")["elements"][0]["id"]


def _order(sandbox: Any, **more: Any) -> dict[str, Any]:
    return {
        "action": "CreateDistribution",
        "surveyId": _survey(sandbox),
        "mailingListId": sandbox.list,
        "linkType": "Individual",
        "description": "wave",
        **more,
    }


def _generate(sandbox: Any, **more: Any) -> str:
    answer = sandbox.send("POST", "/distributions", _order(sandbox, **more))
    assert answer.status_code == 200, answer.text
    return answer.json()["result"]["id"]


def _links(sandbox: Any, distribution: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    path = f"/distributions/{distribution}/links"
    page = sandbox.get(path, surveyId=_survey(sandbox), skipToken="0")
    while True:
        rows += page["elements"]
        assert len(page["elements"]) <= 100
        if not page["nextPage"]:
            return rows
        page = sandbox.client.get(page["nextPage"]).json()["result"]


@pytest.mark.parametrize("dialect", ["core", "xm", "docs"])
def test_links_belong_to_the_people_of_the_list(sandbox: Any, dialect: str) -> None:
    sandbox.faults(f"{CALM},links={dialect}")
    sandbox.import_all([{"firstName": f"N{number}"} for number in range(230)])
    sandbox.add(firstName="out", unsubscribed=True)

    rows = _links(sandbox, _generate(sandbox))

    people = sandbox.contacts()
    assert [row["firstName"] for row in rows] == [row["firstName"] for row in people]
    assert len({row["link"] for row in rows}) == 231
    assert {row["status"] for row in rows} == {"Email not sent"}
    lookups = [person["contactLookupId"][4:] for person in people]
    if dialect == "docs":
        assert [row["contactId"] for row in rows] == [row["contactLookupId"] for row in people]
        assert "_CGC_" in rows[0]["link"]
        assert (rows[0]["unsubscribed"], rows[-1]["unsubscribed"]) == (False, True)
    elif dialect == "xm":
        assert [row["contactId"] for row in rows] == [row["contactId"] for row in people]
        assert rows[0]["transactionId"] is None
        assert rows[0]["link"].startswith("http://")
    else:
        assert rows[0]["contactId"].startswith("MLRP_")
        assert "transactionId" not in rows[0]
        assert (rows[0]["unsubscribed"], rows[-1]["unsubscribed"]) == ("0", "1")
    assert len(set(lookups)) == 231


def test_opted_out_people_may_be_left_out_of_links(sandbox: Any) -> None:
    sandbox.add(firstName="in")
    sandbox.add(firstName="out", unsubscribed=True)
    distribution = _generate(sandbox)

    assert len(_links(sandbox, distribution)) == 2
    sandbox.faults(f"{CALM},optout-links=off")
    assert [row["firstName"] for row in _links(sandbox, distribution)] == ["in"]


def test_each_generation_makes_new_links_and_counts_reads(sandbox: Any) -> None:
    made = sandbox.add(firstName="Ann")
    first, second = _generate(sandbox), _generate(sandbox, contactId=made["contactLookupId"])

    assert _links(sandbox, first)[0]["link"] != _links(sandbox, second)[0]["link"]
    known = {item["id"]: item for item in sandbox.state()["distributions"]}
    assert known[first]["link_reads"] == 1
    assert known[first]["status_resets"] == 0


def test_fresh_links_lag(sandbox: Any) -> None:
    sandbox.add(firstName="Ann")
    sandbox.faults("lag=600")

    assert _links(sandbox, _generate(sandbox)) == []


def test_links_die_with_the_membership(sandbox: Any) -> None:
    made = sandbox.add(firstName="Ann")
    distribution = _generate(sandbox)

    sandbox.call("DELETE", sandbox.contact_path(made["id"]))

    assert _links(sandbox, distribution) == []


def test_naive_expiry_is_mountain_time(sandbox: Any) -> None:
    survey = _survey(sandbox)
    distribution = _generate(sandbox, expirationDate="2031-06-23 11:48:30")

    one = sandbox.get(f"/distributions/{distribution}", surveyId=survey)

    assert one["surveyLink"]["expirationDate"] == "2031-06-23T17:48:30Z"
    assert one["modifiedDate"] < one["createdDate"]
    assert (one["requestType"], one["requestStatus"]) == ("GeneratedInvite", "Generated")
    assert "description" not in one


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"sendDate": "2031-01-01T00:00:00Z"}, 400, "RP_9"),
        ({"linkType": None}, 400, None),
        ({"action": "Frobnicate"}, 400, None),
        ({"expirationDate": "soon"}, 400, None),
        ({"mailingListId": "CG_000000000000000"}, 400, "GP_0"),
        ({"surveyId": "SV_000000000000000"}, 404, "GSI_2"),
    ],
)
def test_bad_link_orders_are_refused(
    sandbox: Any, change: dict[str, Any], status: int, code: str | None
) -> None:
    answer = sandbox.send("POST", "/distributions", _order(sandbox, **change))

    assert answer.status_code == status
    assert answer.json()["meta"]["error"].get("errorCode") == code


@pytest.mark.parametrize("missing", ["surveyId", "linkType", "description", "mailingListId"])
def test_missing_keys_are_named(sandbox: Any, missing: str) -> None:
    order = _order(sandbox)
    del order[missing]

    error = sandbox.send("POST", "/distributions", order).json()["meta"]["error"]

    assert error == {"errorMessage": f"Expected param not found: {missing}", "errorCode": "RP_10"}


def test_an_inactive_survey_gives_no_links(sandbox: Any) -> None:
    survey = f"/surveys/{_survey(sandbox)}"
    sandbox.send("PUT", survey, {"isActive": False})
    try:
        assert sandbox.send("POST", "/distributions", _order(sandbox)).status_code == 400
    finally:
        sandbox.send("PUT", survey, {"isActive": True})


def test_unknown_distribution_or_other_survey_is_404(sandbox: Any) -> None:
    distribution = _generate(sandbox)
    for name, survey in ((distribution, "SV_000000000000000"), ("EMD_0", _survey(sandbox))):
        answer = sandbox.call("GET", f"/distributions/{name}/links", params={"surveyId": survey})

        assert answer.status_code == 404
        assert answer.json()["meta"]["error"]["errorCode"] == "GED_3"


def _mail(sandbox: Any, **more: Any) -> dict[str, Any]:
    return {
        "message": {"messageText": "<p>Hello</p>"},
        "recipients": {"mailingListId": sandbox.list},
        "header": {"fromName": "A", "replyToEmail": "a@example.com", "subject": "Hi"},
        "surveyLink": {"surveyId": _survey(sandbox), "type": "Individual"},
        "sendDate": "2020-01-01T00:00:00Z",
        **more,
    }


def test_mail_is_sent_and_reading_its_links_resets_the_dates(sandbox: Any) -> None:
    sandbox.add(firstName="in")
    sandbox.add(firstName="out", unsubscribed=True)
    mail = sandbox.send("POST", "/distributions", _mail(sandbox)).json()["result"]["id"]
    path = f"/distributions/{mail}"
    history = sandbox.get(f"{path}/history")["elements"]

    _links(sandbox, mail)

    again = sandbox.get(f"{path}/history")["elements"]
    assert [row["status"] for row in history] == ["Success", "Skipped"]
    assert again[0]["sentAt"] > history[0]["sentAt"]
    stats = sandbox.get(path, surveyId=_survey(sandbox))["stats"]
    assert (stats["sent"], stats["skipped"]) == (1, 1)
    known = {item["id"]: item for item in sandbox.state()["distributions"]}
    assert known[mail]["status_resets"] == 1
    assert sandbox.call("DELETE", path).status_code == 200
    assert sandbox.call("GET", f"{path}/history").status_code == 404


@pytest.mark.parametrize(
    ("change", "code"),
    [({"linkType": "Individual"}, "RP_9"), ({"message": {}}, "RP_10"), ({"header": {}}, "RP_10")],
)
def test_bad_mail_is_refused(sandbox: Any, change: dict[str, Any], code: str) -> None:
    answer = sandbox.send("POST", "/distributions", _mail(sandbox, **change))

    assert answer.status_code == 400
    assert answer.json()["meta"]["error"]["errorCode"] == code


def test_list_is_filtered_and_paged_in_both_schemes(sandbox: Any) -> None:
    made = [_generate(sandbox) for _ in range(5)]
    sandbox.send("POST", "/distributions", _mail(sandbox))
    base = {
        "surveyId": _survey(sandbox),
        "mailingListId": sandbox.list,
        "distributionRequestType": "GeneratedInvite",
        "pageSize": "2",
    }
    for more in ({"useNewPaginationScheme": "true"}, {}):
        page = sandbox.get("/distributions", **base, **more)
        found = page["elements"]
        while page["nextPage"]:
            page = sandbox.client.get(page["nextPage"]).json()["result"]
            found = found + page["elements"]
        assert [item["id"] for item in found] == made


def test_answers_show_in_the_histories(sandbox: Any) -> None:
    made = sandbox.add(firstName="Ann")
    distribution = _generate(sandbox)
    body = {"distributionId": distribution, "contactLookupId": made["contactLookupId"]}

    answer = sandbox.client.post(sandbox.origin + "/sandbox/respond", json=body).json()

    (row,) = sandbox.get(f"/distributions/{distribution}/history")["elements"]
    assert (row["status"], row["responseId"]) == ("SurveyFinished", answer["responseId"])
    for path in (
        sandbox.contact_path(made["id"]),
        f"/directories/{sandbox.directory}/contacts/{made['id']}",
    ):
        (item,) = sandbox.get(f"{path}/history", type="response")["elements"]
        assert item["distributionId"] == distribution
        assert sandbox.call("GET", f"{path}/history").status_code == 400
