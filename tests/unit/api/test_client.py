"""The client against a service made of one function: no network, no waiting."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import msgspec
import pytest

from qualtrics_desk.api.attempts import BULK_CONNECTIONS
from qualtrics_desk.api.budget import Budget
from qualtrics_desk.api.client import Client
from qualtrics_desk.api.connection import Connection, OAuthClient
from qualtrics_desk.api.endpoints import account, contact_imports, contacts, distributions, events
from qualtrics_desk.api.requests import FilePart, Multipart, Request, WaitReason, call, nothing
from qualtrics_desk.api.retrying import MAX_TRIES
from qualtrics_desk.domain import errors
from qualtrics_desk.domain.errors import Fate, UsageError

YUL = "https://yul1.qualtrics.com/API/v3"
IMPORT = contact_imports.start_import("POOL_1", "CG_1", b'{"contacts":[{}]}')
GENERATE = distributions.generate_links("SV_1", "CG_1", "wave")


def ok(result: Any = None, **meta: Any) -> httpx.Response:
    return httpx.Response(
        200, json={"result": result or {}, "meta": {"httpStatus": "200 - OK", **meta}}
    )


def failed(status: int, **headers: str) -> httpx.Response:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(status, json={"meta": {"requestId": "r"}}, headers=names)


async def test_an_answer_becomes_a_reply(desk: Any) -> None:
    client = desk.script(
        ok({"userId": "UR_1", "newKey": 1}, requestId="r1", notice="Mind the gap.")
    )

    reply = await client.send(account.whoami())

    assert reply.value.user_id == "UR_1"
    assert reply.value.to_raw() == {"userId": "UR_1", "newKey": 1}
    assert (reply.request_id, reply.notice, reply.status) == ("r1", "Mind the gap.", 200)
    assert str(desk.sent[0].url) == f"{YUL}/whoami"
    assert desk.sent[0].headers["X-API-TOKEN"] == "secret-token"


async def test_json_bodies_are_utf_8_and_ready_bytes_stay(desk: Any) -> None:
    client = desk.script(ok({"id": "CID_1"}), ok({"id": "PGRS_1"}))

    await client.send(contacts.create_contact("POOL_1", "CG_1", {"firstName": "Żaneta"}))
    await client.send(IMPORT)

    assert desk.sent[0].content == '{"firstName":"Żaneta"}'.encode()
    assert desk.sent[0].headers["Content-Type"] == "application/json"
    assert desk.sent[1].content == b'{"contacts":[{}]}'
    assert desk.sent[1].headers["Content-Type"] == "application/json"


async def test_a_post_without_a_body_says_that_it_has_none(desk: Any) -> None:
    client = desk.script(ok())

    await client.send(call("POST", "/x", decode=nothing))

    assert desk.sent[0].headers["Content-Length"] == "0"


async def test_uploads_name_the_type_of_every_file(desk: Any) -> None:
    form = Multipart(
        fields=(("name", "Copy"),),
        files=(
            FilePart(name="file", filename="s.qsf", content=b"{}", content_type="application/q"),
        ),
    )
    client = desk.script(ok(), ok())

    await client.send(call("POST", "/surveys", decode=nothing, body=form))
    raw: Request[None] = msgspec.structs.replace(
        call("POST", "/x", decode=nothing, body=b"a,b"), content_type="text/csv"
    )
    await client.send(raw)

    assert b'name="name"\r\n\r\nCopy' in desk.sent[0].content
    assert b'name="file"; filename="s.qsf"\r\nContent-Type: application/q' in desk.sent[0].content
    assert desk.sent[0].headers["Content-Type"].startswith("multipart/form-data; boundary=")
    assert desk.sent[1].headers["Content-Type"] == "text/csv"


async def test_a_profile_without_any_proof_is_refused() -> None:
    with pytest.raises(UsageError):
        Client(Connection(base_url=YUL))


# Retries


@pytest.mark.parametrize(
    "trouble",
    [
        failed(500),
        failed(503),
        failed(504),
        httpx.ReadError("reset"),
        httpx.ReadTimeout("late"),
        httpx.ConnectError("refused"),
        httpx.RemoteProtocolError("gone"),
    ],
    ids=str,
)
async def test_reading_is_repeated(desk: Any, trouble: Any) -> None:
    client = desk.script(trouble, ok({"userId": "UR_1"}))

    reply = await client.send(account.whoami())

    assert reply.value.user_id == "UR_1"
    assert desk.time.slept == [1.5]
    assert [wait.reason for wait in desk.waits] == [WaitReason.RETRY]
    assert desk.waits[0].message


@pytest.mark.parametrize("request_", [IMPORT, GENERATE], ids=repr)
@pytest.mark.parametrize(
    ("trouble", "kind"),
    [
        (failed(500), errors.ServerFailed),
        (failed(504), errors.ServerFailed),
        (httpx.ReadError("reset"), errors.ConnectionLost),
        (httpx.WriteError("reset"), errors.ConnectionLost),
        (httpx.ReadTimeout("late"), errors.TimedOut),
        (httpx.Response(200, text="<html>"), errors.BadReply),
        (httpx.Response(200, json={"result": {}, "meta": {}}), errors.BadReply),
    ],
    ids=str,
)
async def test_a_post_of_unknown_fate_is_sent_once(
    desk: Any, request_: Any, trouble: Any, kind: type[errors.ApiError]
) -> None:
    client = desk.script(trouble)

    with pytest.raises(kind) as caught:
        await client.send(request_)

    assert caught.value.fate is Fate.UNKNOWN
    assert len(desk.sent) == 1


@pytest.mark.parametrize(
    "trouble",
    [failed(429), httpx.ConnectError("refused"), httpx.ConnectTimeout("late")],
    ids=str,
)
async def test_a_post_that_was_not_applied_is_sent_again(desk: Any, trouble: Any) -> None:
    client = desk.script(trouble, ok({"id": "PGRS_1"}))

    reply = await client.send(IMPORT)

    assert reply.value.id == "PGRS_1"
    assert len(desk.sent) == 2


async def test_retry_after_is_obeyed_and_told(desk: Any) -> None:
    client = desk.script(failed(429, retry_after="17"), ok({"id": "PGRS_1"}))

    await client.send(IMPORT)

    assert sum(desk.time.slept) >= 17.0
    assert desk.waits[0].reason is WaitReason.RATE_LIMIT
    assert desk.waits[0].seconds >= 17.0


async def test_retry_after_as_a_date(desk: Any) -> None:
    client = desk.script(failed(429, retry_after="Thu, 01 Jan 2026 00:00:40 GMT"), ok({"id": "X"}))

    await client.send(IMPORT)

    assert sum(desk.time.slept) >= 40.0


async def test_tries_end(desk: Any) -> None:
    client = desk.script(*[failed(503)] * MAX_TRIES)

    with pytest.raises(errors.ServerFailed):
        await client.send(account.whoami())

    assert len(desk.sent) == MAX_TRIES


async def test_patience_ends_the_waiting_for_a_429(desk: Any) -> None:
    client = desk.client(lambda _request: failed(429, retry_after="50"), patience=120.0)

    with pytest.raises(errors.RateLimited) as caught:
        await client.send(account.whoami())

    assert caught.value.retry_after == 50.0
    assert len(desk.sent) == 3


async def test_a_person_is_told_sooner_than_bulk_work(desk: Any) -> None:
    client = desk.client(lambda _request: failed(429, retry_after="50"))

    with pytest.raises(errors.RateLimited):
        await client.send(account.whoami(), urgent=True)

    assert len(desk.sent) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 413, 415])
async def test_refusals_are_not_repeated(desk: Any, status: int) -> None:
    client = desk.script(failed(status))

    with pytest.raises(errors.StatusError):
        await client.send(account.whoami())

    assert len(desk.sent) == 1


async def test_404_on_a_repeated_delete_is_done(desk: Any) -> None:
    client = desk.script(httpx.ReadError("reset"), failed(404))

    reply = await client.send(events.delete_subscription("SUB_1"))

    assert reply.status == 404
    assert "gone" in reply.notice


@pytest.mark.parametrize("before", [[], [failed(429)], [httpx.ConnectError("refused")]], ids=str)
async def test_404_on_a_delete_that_was_not_applied_before_is_an_error(
    desk: Any, before: list[Any]
) -> None:
    client = desk.script(*before, failed(404))

    with pytest.raises(errors.NotFound):
        await client.send(events.delete_subscription("SUB_1"))


async def test_doubt_about_a_try_outlasts_the_later_refusal(desk: Any) -> None:
    client = desk.script(httpx.ReadError("reset"), failed(403))

    with pytest.raises(errors.Forbidden) as caught:
        await client.send(contacts.update_contact("POOL_1", "CG_1", "CID_1", {}))

    assert caught.value.fate is Fate.UNKNOWN


# Where the token may go


@pytest.mark.parametrize(
    "location",
    [
        "https://evil.example.org/API/v3/whoami",
        "http://yul1.qualtrics.com/API/v3/whoami",
        "https://yul1.qualtrics.com.evil.org/",
        "//evil.example.org/",
        "http://127.0.0.1:80/",
        "https://secret@az1.qualtrics.com/",
    ],
)
async def test_no_redirection_carries_the_token_away(desk: Any, location: str) -> None:
    client = desk.script(httpx.Response(302, headers={"Location": location}))

    with pytest.raises(errors.BadReply) as caught:
        await client.send(account.whoami())

    assert len(desk.sent) == 1
    assert "secret" not in str(caught.value)


async def test_a_redirection_within_the_service_is_followed_when_reading(desk: Any) -> None:
    there = {"Location": "https://az1.qualtrics.com/API/v3/whoami"}
    client = desk.script(httpx.Response(307, headers=there), ok({"userId": "UR_1"}))

    await client.send(account.whoami())

    assert desk.sent[1].url.host == "az1.qualtrics.com"


async def test_a_redirected_write_is_not_followed(desk: Any) -> None:
    there = {"Location": "https://az1.qualtrics.com/API/v3/x"}
    client = desk.script(httpx.Response(307, headers=there))

    with pytest.raises(errors.BadReply):
        await client.send(IMPORT)

    assert len(desk.sent) == 1


async def test_endless_redirections_end(desk: Any) -> None:
    here = {"Location": f"{YUL}/whoami"}
    client = desk.client(lambda _request: httpx.Response(302, headers=here))

    with pytest.raises(errors.BadReply):
        await client.send(account.whoami())

    assert len(desk.sent) < 10


@pytest.mark.parametrize(
    "trouble",
    [failed(401), failed(500), httpx.ConnectError("x"), httpx.Response(200, text="secret?")],
    ids=str,
)
async def test_no_error_and_no_repr_holds_the_token(desk: Any, trouble: Any) -> None:
    client = desk.client(lambda _request: trouble) if isinstance(trouble, httpx.Response) else (
        desk.script(*[trouble] * MAX_TRIES)
    )  # fmt: skip

    with pytest.raises(errors.ApiError) as caught:
        await client.send(account.whoami())

    assert "secret-token" not in f"{caught.value} {caught.value!r} {vars(caught.value)}"
    assert "secret-token" not in repr(client.connection)


async def test_a_faster_host_is_suggested(desk: Any) -> None:
    notice = "Request proxied. For faster response times, use this host instead: az1.qualtrics.com"
    client = desk.script(ok({}, notice=notice), ok())
    assert client.suggested_host is None

    await client.send(account.whoami())
    await client.send(account.whoami())

    assert client.suggested_host == "az1.qualtrics.com"


# OAuth

OAUTH = Connection(
    base_url=YUL,
    oauth=OAuthClient(client_id="id", client_secret="hush", scopes=("read:surveys", "openid")),
)


class OAuthService:
    """Gives numbered tokens, as long as `expires_in` says, and takes only the newest."""

    def __init__(self, expires_in: Any = 3599) -> None:
        self.expires_in = expires_in
        self.given = 0
        self.seen: list[str] = []

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/oauth2/token":
            await asyncio.sleep(0)
            self.given += 1
            token = {"access_token": f"bearer{self.given}", "expires_in": self.expires_in}
            return httpx.Response(200, json=token)
        self.seen.append(request.headers["Authorization"])
        return ok({"userId": "UR_1"})


async def test_oauth_gets_one_token_for_many_calls(desk: Any) -> None:
    service = OAuthService()
    client = desk.client(service, OAUTH)

    async with asyncio.TaskGroup() as group:
        for _ in range(5):
            group.create_task(client.send(account.whoami()))

    asked = desk.sent[0]
    assert service.given == 1
    assert service.seen == ["Bearer bearer1"] * 5
    assert str(asked.url) == "https://yul1.qualtrics.com/oauth2/token"
    assert asked.headers["Authorization"] == "Basic aWQ6aHVzaA=="
    assert asked.content == b"grant_type=client_credentials&scope=read%3Asurveys+openid"
    assert all("X-API-TOKEN" not in sent.headers for sent in desk.sent)


@pytest.mark.parametrize(("passed", "given"), [(3500.0, 1), (3545.0, 2)])
async def test_oauth_renews_a_minute_early(desk: Any, passed: float, given: int) -> None:
    service = OAuthService(expires_in="3599")
    client = desk.client(service, OAUTH)

    await client.send(account.whoami())
    desk.time.seconds += passed
    await client.send(account.whoami())

    assert service.given == given


async def test_a_refused_oauth_client_says_so_and_the_call_was_not_applied(desk: Any) -> None:
    client = desk.script(httpx.Response(401, json={"error": "invalid_client"}), connection=OAUTH)

    with pytest.raises(errors.AuthRejected) as caught:
        await client.send(IMPORT)

    assert "OAuth client" in caught.value.user_message
    assert "hush" not in str(caught.value)


async def test_a_failing_token_service_leaves_the_call_not_applied(desk: Any) -> None:
    client = desk.script(*[httpx.ReadError("reset")] * MAX_TRIES, connection=OAUTH)

    with pytest.raises(errors.ConnectionLost) as caught:
        await client.send(IMPORT)

    assert caught.value.fate is Fate.NOT_APPLIED
    assert {request.url.path for request in desk.sent} == {"/oauth2/token"}


async def test_a_bearer_that_is_refused_is_not_used_again(desk: Any) -> None:
    token = {"access_token": "t", "expires_in": 3599}
    answers = [httpx.Response(200, json=token), failed(401), httpx.Response(200, json=token), ok()]
    client = desk.script(*answers, connection=OAUTH)

    with pytest.raises(errors.AuthRejected):
        await client.send(account.whoami())
    await client.send(account.whoami())

    assert [request.url.path for request in desk.sent].count("/oauth2/token") == 2


# Budget, order, cancelling


async def test_the_client_waits_for_its_budget(desk: Any) -> None:
    budget = Budget(rates={"GET /whoami": 10}, clock=lambda: desk.time.seconds)
    client = desk.client(lambda _request: ok(), budget=budget)

    for _ in range(11):
        await client.send(account.whoami())

    assert desk.time.seconds - 1000.0 > 60.0
    assert {wait.reason for wait in desk.waits} == {WaitReason.BUDGET}


async def test_a_429_slows_down_the_other_callers_too(desk: Any) -> None:
    client = desk.script(failed(429, retry_after="20"), ok(), patience=10.0)

    with pytest.raises(errors.RateLimited):
        await client.send(account.whoami())
    await client.send(account.whoami())

    assert desk.time.seconds - 1000.0 >= 20.0


async def test_a_share_leaves_the_rest_to_others(desk: Any) -> None:
    budget = Budget(rates={"GET /whoami": 1000}, clock=lambda: desk.time.seconds)
    worker = desk.client(lambda _request: ok(), budget=budget, share=0.8)
    window = desk.client(lambda _request: ok(), budget=budget)

    for _ in range(80):
        await worker.send(account.whoami())
    assert desk.time.seconds == 1000.0
    await window.send(account.whoami())
    assert desk.time.seconds == 1000.0
    await worker.send(account.whoami())

    assert desk.time.seconds > 1000.0


async def test_bulk_work_leaves_connections_to_clicks(desk: Any) -> None:
    gate = asyncio.Event()
    inside = 0

    async def slow(request: httpx.Request) -> httpx.Response:
        nonlocal inside
        if "surveys" in request.url.path:
            inside += 1
            await gate.wait()
        return ok()

    client = desk.client(slow)
    async with asyncio.TaskGroup() as group:
        for _ in range(20):
            group.create_task(client.send(call("GET", "/surveys/{}", "SV_1", decode=nothing)))
        for _ in range(50):
            await asyncio.sleep(0)
        busy = inside
        await client.send(account.whoami(), urgent=True)
        gate.set()

    assert busy == BULK_CONNECTIONS
    assert inside == 20


async def test_a_cancelled_call_ends_at_once_and_leaves_the_client_usable(desk: Any) -> None:
    never = asyncio.Event()

    async def answer(request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            await never.wait()
        return ok()

    client = desk.client(answer)

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await client.send(IMPORT)

    assert (await client.send(account.whoami())).status == 200
    assert len(desk.sent) == 2


async def test_waiting_between_tries_can_be_cancelled(desk: Any) -> None:
    client = desk.client(lambda _request: failed(429, retry_after="100000"), patience=1e9)
    turns = 0

    async def sleep(_seconds: float) -> None:
        nonlocal turns
        turns += 1
        await asyncio.Event().wait()

    client._attempts._timing = msgspec.structs.replace(desk.time.timing(), sleep=sleep)

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await client.send(account.whoami())

    assert turns == 1


def test_a_request_body_is_plain_json() -> None:
    assert json.loads(msgspec.json.encode(GENERATE.body)) == GENERATE.body


@pytest.mark.parametrize(
    "request_",
    [IMPORT, GENERATE, contacts.update_contact("POOL_1", "CG_1", "CID_1", {"firstName": "A"})],
)
async def test_a_read_only_profile_sends_nothing_that_writes(
    desk: Any, request_: Request[Any]
) -> None:
    connection = Connection(base_url=YUL, token="secret-token", read_only=True)
    client = desk.client(lambda _request: ok({"userId": "UR_1"}), connection)

    with pytest.raises(UsageError, match="read-only"):
        await client.send(request_)

    assert desk.sent == []
    assert (await client.send(account.whoami())).value.user_id == "UR_1"
