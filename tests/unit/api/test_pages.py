"""Walking collections with the client: order, pages ahead, loops, hosts, resuming."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from typing import Any

import httpx
import pytest

from qualtrics_desk.api.endpoints import account, contact_imports, contacts, surveys
from qualtrics_desk.domain import errors

BASE = "https://yul1.qualtrics.com/API/v3"
LIST = contacts.list_contacts("POOL_1", "CG_1")
SURVEYS = surveys.list_surveys()


def page(ids: list[str], following: Any, key: str = "contactId") -> httpx.Response:
    rows = [{key: found} for found in ids]
    return httpx.Response(200, json={"result": {"elements": rows, "nextPage": following}})


def token_service(count: int) -> Any:
    """`count` pages of two contacts, each pointing to the next with its whole address."""

    def answer(request: httpx.Request) -> httpx.Response:
        index = int(request.url.params.get("skipToken", "0"))
        following = str(request.url.copy_set_param("skipToken", str(index + 1)))
        return page([f"CID_{index}a", f"CID_{index}b"], following if index + 1 < count else None)

    return answer


def offset_service(total: int) -> Any:
    """`total` surveys, a hundred a page."""

    def answer(request: httpx.Request) -> httpx.Response:
        start = int(request.url.params.get("offset", "0"))
        ids = [f"SV_{number}" for number in range(start, min(start + 100, total))]
        following = f"{BASE}/surveys?offset={start + 100}" if start + 100 < total else None
        return page(ids, following, key="id")

    return answer


async def gather(pages: Any, into: list[Any]) -> None:
    """Keep what comes before a failure."""
    async for found in pages:
        into.append(found)  # noqa: PERF401 - a comprehension would lose it


async def settle() -> None:
    for _ in range(30):
        await asyncio.sleep(0)


async def test_pages_come_in_order_and_keep_the_query(desk: Any) -> None:
    client = desk.client(token_service(4))

    pages = [found async for found in client.pages(LIST)]

    assert [item.contact_id for found in pages for item in found.items] == [
        f"CID_{index}{letter}" for index in range(4) for letter in "ab"
    ]
    assert [found.next is None for found in pages] == [False, False, False, True]
    assert all(sent.url.params["includeEmbedded"] == "true" for sent in desk.sent)
    assert len(desk.sent) == 4


async def test_the_next_page_is_on_its_way_while_this_one_is_handled(desk: Any) -> None:
    client = desk.client(token_service(5))
    ahead = []

    async for _found in client.pages(LIST):
        await settle()
        ahead.append(len(desk.sent))

    assert ahead == [2, 3, 4, 5, 5]


@pytest.mark.parametrize("parallel", [1, 2, 3, 8])
@pytest.mark.parametrize("total", [0, 1, 100, 101, 650])
async def test_offset_pages_come_in_order_however_many_at_once(
    desk: Any, parallel: int, total: int
) -> None:
    client = desk.client(offset_service(total))

    pages = [found async for found in client.pages(SURVEYS, parallel=parallel)]

    assert [item.id for found in pages for item in found.items] == [
        f"SV_{number}" for number in range(total)
    ]
    assert len({str(sent.url) for sent in desk.sent}) == len(desk.sent)


async def test_offset_pages_are_really_asked_for_at_once(desk: Any) -> None:
    running = most = 0
    gate = asyncio.Event()

    async def answer(request: httpx.Request) -> httpx.Response:
        nonlocal running, most
        running += 1
        most = max(most, running)
        if "offset" in request.url.params:
            if running >= 4:
                gate.set()
            await gate.wait()
        running -= 1
        return offset_service(1000)(request)

    client = desk.client(answer)

    async with asyncio.timeout(10):
        await gather(client.pages(SURVEYS, parallel=4), [])

    assert most == 4


async def test_token_pages_are_never_guessed(desk: Any) -> None:
    client = desk.client(token_service(3))

    pages = [found async for found in client.pages(LIST, parallel=8)]

    assert len(pages) == len(desk.sent) == 3


async def test_a_wrong_guess_is_given_up_for_the_services_own_address(desk: Any) -> None:
    # A service that counts rows delivered, not pages: 100, then 87, then the rest.
    steps = {0: (100, 100), 100: (87, 187), 187: (10, None)}

    def answer(request: httpx.Request) -> httpx.Response:
        start = int(request.url.params.get("offset", "0"))
        if start not in steps:
            return httpx.Response(400, json={"meta": {}})
        count, following = steps[start]
        ids = [f"SV_{start + number}" for number in range(count)]
        link = None if following is None else f"{BASE}/surveys?offset={following}"
        return page(ids, link, key="id")

    client = desk.client(answer)

    pages = [found async for found in client.pages(SURVEYS, parallel=4)]

    assert [item.id for found in pages for item in found.items] == [f"SV_{n}" for n in range(197)]


async def test_things_that_moved_to_the_next_page_come_once(desk: Any) -> None:
    client = desk.script(page(["CID_1", "CID_2"], "?skipToken=b"), page(["CID_2", "CID_3"], None))

    pages = [found async for found in client.pages(LIST)]

    assert [item.contact_id for item in pages[1].items] == ["CID_3"]
    assert pages[1].duplicates == 1
    assert len(pages[1].raw["result"]["elements"]) == 2


async def test_a_loop_ends_with_a_warning(desk: Any) -> None:
    client = desk.script(page(["CID_1"], "?skipToken=b"), page(["CID_2"], "?skipToken=b"))

    pages = [found async for found in client.pages(LIST)]

    assert [found.next for found in pages][-1] is None
    assert pages[-1].warning
    assert len(desk.sent) == 2


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example.org/API/v3/x?skipToken=b",
        "http://evil.example.org/API/v3/x?skipToken=b",
        "http://127.0.0.1:8080/API/v3/x?skipToken=b",
        "https://az1.qualtrics.com@evil.example.org/x?skipToken=b",
        "file:///etc/passwd?skipToken=b",
        "https://az1.qualtrics.com:1/x?skipToken=b",
    ],
)
async def test_the_token_does_not_follow_a_next_page_to_another_domain(
    desk: Any, address: str
) -> None:
    client = desk.script(page(["CID_1"], address))
    found: list[Any] = []

    with pytest.raises(errors.ApiError):
        await gather(client.pages(LIST), found)

    assert len(found) == 1
    assert len(desk.sent) == 1


async def test_a_next_page_on_another_datacenter_keeps_the_token(desk: Any) -> None:
    there = "https://az1.qualtrics.com/API/v3/x?proxyDepth=1&skipToken=b"
    client = desk.script(page(["CID_1"], there), page(["CID_2"], "c"), page(["CID_3"], None))

    pages = [found async for found in client.pages(LIST)]

    assert len(pages) == 3
    assert str(desk.sent[1].url) == there
    assert desk.sent[1].headers["X-API-TOKEN"] == "secret-token"
    # A bare token stays with the host and the parameters it came from.
    assert str(desk.sent[2].url) == there.replace("=b", "=c")


async def test_a_walk_resumes_behind_the_last_stored_page(desk: Any) -> None:
    client = desk.client(token_service(5))
    stored = []
    async with aclosing(client.pages(LIST)) as pages:
        async for found in pages:
            stored.append(found)
            if len(stored) == 2:
                break
    before = len(desk.sent)

    rest = [found async for found in client.pages(LIST, resume_from=stored[-1].next)]

    assert [item.contact_id for found in stored + rest for item in found.items] == [
        f"CID_{index}{letter}" for index in range(5) for letter in "ab"
    ]
    assert desk.sent[before].url.params["skipToken"] == "2"


async def test_a_stored_position_elsewhere_is_refused(desk: Any) -> None:
    client = desk.script()

    with pytest.raises(errors.BadReply):
        await gather(client.pages(LIST, resume_from="https://evil.example.org/?skipToken=b"), [])

    assert desk.sent == []


async def test_a_failing_page_keeps_the_ones_before_and_can_be_resumed(desk: Any) -> None:
    broken = True

    def answer(request: httpx.Request) -> httpx.Response:
        if broken and request.url.params.get("skipToken") == "2":
            return httpx.Response(403, json={"meta": {}})
        return token_service(4)(request)

    client = desk.client(answer)
    found: list[Any] = []
    with pytest.raises(errors.Forbidden):
        await gather(client.pages(LIST), found)
    broken = False

    rest = [one async for one in client.pages(LIST, resume_from=found[-1].next)]

    assert (len(found), len(rest)) == (2, 2)


async def test_a_504_in_the_middle_repeats_that_page_only(desk: Any) -> None:
    client = desk.script(
        page(["CID_1"], "?skipToken=b"), httpx.Response(504), page(["CID_2"], None)
    )

    pages = [found async for found in client.pages(LIST)]

    assert len(pages) == 2
    assert [str(sent.url)[-1] for sent in desk.sent[1:]] == ["b", "b"]


async def test_the_import_report_walks_by_its_own_token(desk: Any) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        index = int(request.url.params.get("skipToken", "0"))
        body: dict[str, Any] = {
            "results": {"importReportEntries": [{"sourceIndexId": str(index)}]},
            "meta": {},
        }
        if index < 2:
            body["skipToken"] = str(index + 1)
        return httpx.Response(200, json=body)

    client = desk.client(answer)

    request = contact_imports.import_report("POOL_1", "PGRS_1")
    entries = [entry async for found in client.pages(request) for entry in found.items]

    assert [entry.source_index for entry in entries] == [0, 1, 2]


async def test_leaving_a_walk_ends_what_runs_ahead(desk: Any) -> None:
    ended = []

    async def answer(request: httpx.Request) -> httpx.Response:
        if request.url.params.get("skipToken"):
            try:
                await asyncio.Event().wait()
            finally:
                ended.append(request.url.params["skipToken"])
        return token_service(4)(request)

    client = desk.client(answer)
    async with aclosing(client.pages(LIST)) as pages:
        async for _found in pages:
            await settle()
            break
    await settle()

    assert ended == ["1"]
    assert not client._ahead


async def test_a_cancelled_reader_ends_the_page_it_waits_for(desk: Any) -> None:
    ended = []

    async def answer(_request: httpx.Request) -> httpx.Response:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(1)
        raise AssertionError

    client = desk.client(answer)

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(gather(client.pages(LIST), []), 0.01)
    await settle()

    assert ended == [1]
    assert not client._ahead


async def test_closing_the_client_ends_a_walk_left_open(desk: Any) -> None:
    async def answer(request: httpx.Request) -> httpx.Response:
        if request.url.params.get("skipToken"):
            await asyncio.Event().wait()
        return token_service(4)(request)

    client = desk.client(answer)
    pages = client.pages(LIST)
    await anext(pages)
    await settle()

    await client.aclose()

    assert not client._ahead
    await pages.aclose()


async def test_only_collections_are_walked(desk: Any) -> None:
    client = desk.script()

    with pytest.raises(ValueError, match="no collection"):
        await gather(client.pages(account.whoami()), [])


async def test_a_single_page_can_be_sent_for(desk: Any) -> None:
    client = desk.script(page(["CID_1"], "b"))

    reply = await client.send(LIST)

    assert (len(reply.value.items), reply.value.next) == (1, "b")
