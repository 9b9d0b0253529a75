"""Real recorded answers go through the client into records and back without losing a key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from qualtrics_desk.api.endpoints import definitions, distributions, events, surveys
from qualtrics_desk.domain import errors

RECORDED = Path(__file__).resolve().parents[3].parent / "shared" / "recorded"

pytestmark = pytest.mark.skipif(
    not RECORDED.is_dir(), reason="the recorded answers are not beside this repository"
)


def recorded(name: str) -> tuple[bytes, dict[str, Any]]:
    content = (RECORDED / f"{name}.json").read_bytes()
    return content, json.loads(content)


SINGLE = [
    ("GET_survey__SV_3gbwq8aJgqPwQDP__2020", surveys.get_survey("SV_3gbwq8aJgqPwQDP")),
    (
        "GET_survey_definition__SV_3gbwq8aJgqPwQDP__2025",
        definitions.get_definition("SV_3gbwq8aJgqPwQDP"),
    ),
    ("POST_distributions__generate_links", distributions.generate_links("SV_1", "ML_1", "Foobar")),
    ("POST_eventsubscriptions", events.create_subscription("a.b", "https://some.url.fake")),
]
COLLECTIONS = [
    ("GET_surveys__list", surveys.list_surveys()),
    ("GET_questions__list_trimmed", definitions.get_questions("SV_a2AcbPZz1DehlOd")),
    ("GET_distribution_links__xmd_1", distributions.list_links("EMD_1", "SV_1")),
    ("GET_distributions__empty", distributions.list_distributions("SV_1")),
    ("GET_distribution_history__1", distributions.list_history("EMD_1")),
    ("GET_eventsubscriptions__list3", events.list_subscriptions()),
]
FAILURES = [
    ("GET_distribution_links__404", 404, errors.NotFound, "GED_3"),
    ("GET_question__403", 403, errors.Forbidden, "QMST_2.1"),
    ("GET_mailinglists__400_old_error_shape", 400, errors.InvalidRequest, "GS_5"),
    ("fixture__badrequest", 400, errors.InvalidRequest, "ATC_1"),
    ("fixture__notfound", 404, errors.NotFound, "UNF_9"),
]


@pytest.mark.parametrize(("name", "request_"), SINGLE, ids=[name for name, _ in SINGLE])
async def test_single_answers(desk: Any, name: str, request_: Any) -> None:
    content, body = recorded(name)

    reply = await desk.script(httpx.Response(200, content=content)).send(request_)

    assert reply.value.to_raw() == body["result"]
    assert reply.raw == body
    assert reply.request_id == body["meta"]["requestId"]
    assert reply.notice == body["meta"].get("notice")


@pytest.mark.parametrize(("name", "request_"), COLLECTIONS, ids=[name for name, _ in COLLECTIONS])
async def test_collections(desk: Any, name: str, request_: Any) -> None:
    content, body = recorded(name)
    client = desk.script(httpx.Response(200, content=content))

    pages = [page async for page in client.pages(request_)]

    assert [item.to_raw() for item in pages[0].items] == body["result"]["elements"]
    assert len(pages) == 1
    assert pages[0].next is None
    assert pages[0].warning is None


async def test_the_two_recorded_link_pages_end_with_a_warning(desk: Any) -> None:
    first, body = recorded("GET_distribution_links__page1")
    second, _ = recorded("GET_distribution_links__page2")
    client = desk.script(httpx.Response(200, content=first), httpx.Response(200, content=second))

    request = distributions.list_links("EMD_9A7FZioL5pgWZJb", "SV_eVtvUQALTlL8Uzr")
    pages = [page async for page in client.pages(request)]

    assert [item.to_raw() for item in pages[0].items] == body["result"]["elements"]
    assert pages[0].next == body["result"]["nextPage"]
    assert str(desk.sent[1].url) == body["result"]["nextPage"]
    assert desk.sent[1].headers["X-API-TOKEN"] == "secret-token"
    assert (pages[1].items, pages[1].next, pages[1].duplicates) == ([], None, 100)
    assert "nothing new" in pages[1].warning
    assert client.suggested_host == "az1.qualtrics.com"


@pytest.mark.parametrize(("name", "status", "kind", "code"), FAILURES)
async def test_failures(
    desk: Any, name: str, status: int, kind: type[errors.ApiError], code: str
) -> None:
    content, body = recorded(name)
    client = desk.script(httpx.Response(status, content=content))

    with pytest.raises(kind) as caught:
        await client.send(surveys.get_survey("SV_1"))

    meta = body["meta"]
    assert caught.value.code == code
    assert caught.value.request_id == meta.get("requestId", meta.get("errorId"))
    said = meta["error"]["errorMessage"] if "error" in meta else meta["errorMessage"]
    assert caught.value.service_text == said


async def test_what_the_recorded_rows_say(desk: Any) -> None:
    content, _ = recorded("GET_distribution_links__page1")
    request = distributions.list_links("EMD_1", "SV_1")
    page = request.decode(json.loads(content))

    link = page.items[0]

    assert link.unsubscribed is False
    assert link.exceeded_contact_frequency is False
    assert link.external_data_reference == "29"
    assert link.lookup_id == link.contact_id == "MLRP_3eXXOwwpdF6jw7X"
    assert link.link_expiration is not None
    assert link.link_expiration.isoformat() == "2019-08-23T01:48:04+00:00"
