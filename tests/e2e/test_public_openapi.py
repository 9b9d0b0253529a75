"""The client against a mock made from a public OpenAPI description of the service.

The sandbox is ours, so it could share a mistake with the client. This mock knows only what somebody
else wrote down about the service, and refuses what does not fit. It is Prism, on loopback.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from qualtrics_desk.api.client import Client
from qualtrics_desk.api.connection import Connection
from qualtrics_desk.api.endpoints import contacts, definitions, distributions, events
from qualtrics_desk.api.transport import Transport

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

ROOT = Path(__file__).parents[2]
RECORDED = ROOT.parent / "shared" / "recorded"
DESCRIPTION = RECORDED / "qualtrics-api-openapi-3.0.json"
REQUIRED = "QUALTRICS_DESK_REQUIRE_PRISM"


def prism_command() -> list[str] | None:
    """How to start Prism, with the node that was installed beside it where there is one."""
    for modules in sorted(ROOT.glob(".tools/prism-*/node_modules"), reverse=True):
        program = modules / "@stoplight/prism-cli/dist/index.js"
        beside = modules / "node/bin/node"
        node = str(beside) if beside.is_file() else shutil.which("node")
        if node and program.is_file():
            return [node, str(program)]
    return None


def missing() -> str | None:
    if not DESCRIPTION.is_file():
        return "the public description of the service is not beside the project"
    if prism_command() is None:
        return "Prism is not installed: see .ci/run"
    return None


def repaired(description: dict[str, Any]) -> dict[str, Any]:
    """A copy without the slips that keep a mock from checking anything.

    Three operations name a request body where a schema belongs, so their bodies would not be
    looked at; one path parameter is spelt in two ways; two answers are left open. The calls are
    mounted where the service has them, and the one that deletes all subscriptions is taken out.
    """
    copy = deepcopy(description)
    paths: dict[str, Any] = {}
    for path, operations in copy["paths"].items():
        for operation in operations.values():
            body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
            reference = body.get("schema", {}).get("$ref", "")
            if reference.startswith("#/components/requestBodies/"):
                operation["requestBody"] = {"$ref": reference}
        operations.pop("delete", None)
        # The service takes a collection with and without the slash (qualtrics-api.md D.19).
        mounted = path.replace("{SubscripionId}", "{SubscriptionId}").rstrip("/")
        paths[f"/API/v3{mounted}"] = operations
    copy["paths"] = paths
    for path, recording in (
        ("/API/v3/distributions", "POST_distributions__generate_links.json"),
        ("/API/v3/eventsubscriptions", "POST_eventsubscriptions.json"),
        ("/API/v3/directories/{DirectoryId}/mailinglists/{MailingListId}/contacts", None),
    ):
        example: dict[str, Any] = {"result": {"id": "CID_1"}, "meta": {"httpStatus": "200 - OK"}}
        if recording is not None:
            example = json.loads((RECORDED / recording).read_text(encoding="utf-8"))
        answer = paths[path]["post"]["responses"]["200"]
        answer["content"] = {"application/json": {"schema": {"type": "object"}, "example": example}}
    return copy


@pytest.fixture(scope="module")
def description() -> dict[str, Any]:
    reason = missing()
    if reason is not None:
        if os.environ.get(REQUIRED):
            pytest.fail(reason)
        pytest.skip(reason)
    loaded: dict[str, Any] = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def mock(description: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("prism")
    file = folder / "openapi.json"
    file.write_text(json.dumps(repaired(description)), encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [*(prism_command() or []), "mock", "--host", "127.0.0.1", "--port", str(port)]
    with (
        (folder / "log.txt").open("w+", encoding="utf-8") as log,
        subprocess.Popen([*command, str(file)], stdout=log, stderr=log) as process,
    ):
        try:
            wait_until_open(process, port, log_of=folder / "log.txt")
            yield f"http://127.0.0.1:{port}/API/v3"
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()


def wait_until_open(process: subprocess.Popen[bytes], port: int, *, log_of: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as connection:
            if connection.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail(f"Prism did not start: {log_of.read_text(encoding='utf-8')}")


class Recorder(httpx.AsyncBaseTransport):
    """Passes everything on and keeps both sides."""

    def __init__(self) -> None:
        self._inner = httpx.AsyncHTTPTransport()
        self.exchanges: list[tuple[httpx.Request, httpx.Response]] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await self._inner.handle_async_request(request)
        self.exchanges.append((request, response))
        return response

    async def aclose(self) -> None:
        await self._inner.aclose()


@pytest.fixture
async def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
async def client(mock: str, recorder: Recorder) -> AsyncIterator[Client]:
    connection = Connection(base_url=mock, token="a-token")
    async with Client(connection, transport=Transport(connection, inner=recorder)) as client:
        yield client


WHOLE_CONTACT = {
    "firstName": "Zoë",
    "lastName": "Müller",
    "email": "zoe@example.org",
    "phone": "+41441234567",
    "extRef": "29",
    "language": "de",
    "unsubscribed": False,
    "embeddedData": {"department": "IT"},
}
READ_CONTACT = WHOLE_CONTACT | {
    "contactId": "CID_0VVnnbsmkvMGyrj",
    "contactLookupId": "CGC_BH2ZlyV81xz5w1R",
    "mailingListUnsubscribed": False,
    "phone": None,
    "language": None,
}


async def first_page(client: Client, request: Any) -> None:
    pages = client.pages(request)
    await anext(pages)
    await pages.aclose()


async def get_definition(client: Client) -> None:
    await client.send(definitions.get_definition("SV_1"))


async def list_distributions(client: Client) -> None:
    await first_page(client, distributions.list_distributions("SV_1", "GeneratedInvite"))


async def generate_links(client: Client) -> None:
    expires = datetime(2026, 1, 31, 23, 59, tzinfo=UTC)
    made = await client.send(distributions.generate_links("SV_1", "CG_1", "Spring wave", expires))
    assert str(made.value.id).startswith("EMD_")


async def generate_links_that_live_as_long_as_usual(client: Client) -> None:
    await client.send(distributions.generate_links("SV_1", "CG_1", "Spring wave"))


async def list_links(client: Client) -> None:
    await first_page(client, distributions.list_links("EMD_1", "SV_1"))


async def create_contact(client: Client) -> None:
    made = await client.send(contacts.create_contact("POOL_1", "CG_1", WHOLE_CONTACT))
    assert made.value.id == "CID_1"


async def write_back_what_was_read(client: Client) -> None:
    body = contacts.writable(READ_CONTACT)
    await client.send(contacts.create_contact("POOL_1", "CG_1", body))


async def create_subscription(client: Client) -> None:
    topics = "surveyengine.completedResponse.SV_1"
    made = await client.send(events.create_subscription(topics, "https://example.org/hook"))
    assert str(made.value.id).startswith("SUB_")


async def create_signed_subscription(client: Client) -> None:
    url = "https://example.org/hook"
    await client.send(events.create_subscription("threesixty.*", url, True, "shared"))


async def get_subscription(client: Client) -> None:
    await client.send(events.get_subscription("SUB_1"))


LINKS_BODY = {
    "action": "CreateDistribution",
    "surveyId": "SV_1",
    "mailingListId": "CG_1",
    "linkType": "Individual",
    "description": "Spring wave",
}
SUBSCRIPTION_BODY = {
    "topics": "surveyengine.completedResponse.SV_1",
    "publicationUrl": "https://example.org/hook",
    "encrypt": False,
}
CONTACTS_PATH = "/directories/POOL_1/mailinglists/CG_1/contacts"

# What each call must send: method, path, and the body of qualtrics-api.md D.5, D.8 and D.19.
CALLS: list[tuple[Callable[[Client], Awaitable[None]], str, str, object]] = [
    (get_definition, "GET", "/survey-definitions/SV_1", None),
    (list_distributions, "GET", "/distributions", None),
    (
        generate_links,
        "POST",
        "/distributions",
        LINKS_BODY | {"expirationDate": "2026-01-31T23:59:00Z"},
    ),
    (generate_links_that_live_as_long_as_usual, "POST", "/distributions", LINKS_BODY),
    (list_links, "GET", "/distributions/EMD_1/links", None),
    (create_contact, "POST", CONTACTS_PATH, WHOLE_CONTACT),
    (
        write_back_what_was_read,
        "POST",
        CONTACTS_PATH,
        {k: v for k, v in WHOLE_CONTACT.items() if k not in ("phone", "language")},
    ),
    (create_subscription, "POST", "/eventsubscriptions", SUBSCRIPTION_BODY),
    (
        create_signed_subscription,
        "POST",
        "/eventsubscriptions",
        {
            "topics": "threesixty.*",
            "publicationUrl": "https://example.org/hook",
            "encrypt": True,
            "sharedKey": "shared",
        },
    ),
    (get_subscription, "GET", "/eventsubscriptions/SUB_1", None),
]


@pytest.mark.parametrize(
    ("call", "method", "path", "body"), CALLS, ids=[call[0].__name__ for call in CALLS]
)
async def test_a_call_of_the_client_fits_the_public_description(
    client: Client,
    recorder: Recorder,
    call: Callable[[Client], Awaitable[None]],
    method: str,
    path: str,
    body: object,
) -> None:
    await call(client)

    request, response = recorder.exchanges[0]
    assert response.status_code == 200
    assert "sl-violations" not in response.headers
    assert (request.method, request.url.path) == (method, f"/API/v3{path}")
    assert request.headers["X-API-TOKEN"] == "a-token"
    sent = request.read()
    if body is None:
        assert sent == b""
    else:
        assert request.headers["Content-Type"] == "application/json"
        assert json.loads(sent) == body


def test_every_described_operation_is_called(description: dict[str, Any]) -> None:
    described = {
        (method.upper(), path)
        for path, operations in repaired(description)["paths"].items()
        for method in operations
    }
    called = {
        (method, template)
        for _, method, path, _ in CALLS
        for _, template in described
        if matches(f"/API/v3{path}", template)
    }

    assert called == described
    assert len(described) == 7


def matches(path: str, template: str) -> bool:
    pieces, wanted = path.split("/"), template.split("/")
    return len(pieces) == len(wanted) and all(
        want.startswith("{") or piece == want for piece, want in zip(pieces, wanted, strict=True)
    )


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", CONTACTS_PATH, {"firstName": 5}, 422),
        ("POST", CONTACTS_PATH, {"unsubscribed": "no"}, 422),
        ("POST", "/distributions", {"surveyId": ["SV_1"]}, 422),
        ("POST", "/eventsubscriptions", {"encrypt": "false"}, 422),
        ("GET", "/distributions", None, 422),
        ("GET", "/distributions/EMD_1/links", None, 422),
        ("DELETE", "/eventsubscriptions", None, 405),
    ],
)
async def test_the_mock_refuses_what_does_not_fit(
    mock: str, method: str, path: str, body: object, status: int
) -> None:
    headers = {"X-API-TOKEN": "a-token"}
    async with httpx.AsyncClient(headers=headers, trust_env=False) as http:
        answer = await http.request(method, f"{mock}{path}", json=body)

    assert answer.status_code == status


async def test_the_mock_refuses_a_call_without_a_token(mock: str) -> None:
    async with httpx.AsyncClient(trust_env=False) as http:
        answer = await http.get(f"{mock}/survey-definitions/SV_1")

    assert answer.status_code == 401
