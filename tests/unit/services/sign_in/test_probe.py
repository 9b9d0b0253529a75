"""The probe against the real sandbox; what a sandbox cannot refuse, a transport in memory does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from qualtrics_desk.api import client as client_module
from qualtrics_desk.api.connection import Connection, OAuthClient
from qualtrics_desk.api.envelope import Answer
from qualtrics_desk.domain.errors import AuthRejected, ConnectFailed, Forbidden
from qualtrics_desk.services.sign_in.access import Area, AreaName, AreaState, DirectoryKind
from qualtrics_desk.services.sign_in.probe import probe

if TYPE_CHECKING:
    from qualtrics_desk.api.requests import Request

TOKEN = "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF3hJ5kL7n"


def _connection(sandbox: Any, token: str | None = None) -> Connection:
    return Connection(base_url=sandbox.url, token=token or sandbox.token)


async def test_the_demo_brand_opens_its_areas_and_nothing_is_written(start_sandbox: Any) -> None:
    sandbox = start_sandbox(seed="demo")
    told: list[Area] = []

    access = await probe(_connection(sandbox), on_area=told.append)

    assert access.me.brand_id == "meridian"
    open_areas = {area.name for area in access.areas if area.state is AreaState.AVAILABLE}
    assert open_areas >= {
        AreaName.SURVEYS,
        AreaName.DISTRIBUTIONS,
        AreaName.DIRECTORY,
        AreaName.LISTS,
        AreaName.CONTACTS,
        AreaName.EVENTS,
        AreaName.RESPONSES,
        AreaName.USERS,
        AreaName.GROUPS,
        AreaName.DIVISIONS,
        AreaName.ORGANIZATION,
        AreaName.LIBRARY,
    }
    assert access.directory is DirectoryKind.XM
    assert 0 < access.latency < 60
    assert {area.name for area in told} == set(AreaName)
    requests = sandbox.requests()
    assert {request["method"] for request in requests} == {"GET"}
    assert not [request for request in requests if request["path"].endswith("/links")]


async def test_lite_and_a_retired_core_are_told_apart(start_sandbox: Any) -> None:
    sandbox = start_sandbox(seed="empty", faults="lite,core=retired")

    access = await probe(_connection(sandbox))

    assert access.directory is DirectoryKind.LITE
    assert access.area(AreaName.CORE_LISTS).state is AreaState.RETIRED


async def test_divisions_and_the_organisation_have_rights_of_their_own(start_sandbox: Any) -> None:
    for seed, forbidden, divisions, organisation in (
        ("demo", "divisions/organizations", AreaState.NOT_ALLOWED, AreaState.NOT_ALLOWED),
        ("empty", "nothing", AreaState.UNKNOWN, AreaState.AVAILABLE),
    ):
        sandbox = start_sandbox(seed=seed, faults=f"forbid={forbidden}")

        access = await probe(_connection(sandbox))

        assert access.area(AreaName.USERS).state is AreaState.AVAILABLE
        assert access.area(AreaName.DIVISIONS).state is divisions
        assert access.area(AreaName.ORGANIZATION).state is organisation
    assert "No user is in a division" in access.area(AreaName.DIVISIONS).note


async def test_a_missing_scope_is_named_with_the_words_of_the_service(sandbox: Any) -> None:
    client = OAuthClient(client_id="sandbox", client_secret=sandbox.token, scopes=("read:surveys",))

    access = await probe(Connection(base_url=sandbox.url, oauth=client))

    assert access.area(AreaName.SURVEYS).state is AreaState.AVAILABLE
    lists = access.area(AreaName.LISTS)
    assert lists.state is AreaState.NOT_ALLOWED
    assert lists.scope == "read:mailing_lists"
    assert isinstance(lists.reason, Forbidden)
    assert lists.reason.service_text == "The access token does not have the required scope."


async def test_a_token_nobody_knows_is_an_error(sandbox: Any) -> None:
    with pytest.raises(AuthRejected) as caught:
        await probe(_connection(sandbox, TOKEN))

    assert caught.value.code == "DCD_7"
    assert TOKEN not in str(caught.value)


async def test_no_service_is_another_error(unused_tcp_port: int) -> None:
    connection = Connection(base_url=f"http://127.0.0.1:{unused_tcp_port}/API/v3", token=TOKEN)

    with pytest.raises(ConnectFailed):
        await probe(connection)


class _Brand:
    """A brand on qualtrics.com in memory: whoami works, every other path has its refusal."""

    def __init__(
        self, refusals: dict[str, tuple[int, str | None]], datacenter: str, notice: str = ""
    ) -> None:
        self._notice = notice
        self._refusals = refusals
        self._me = {"brandId": "b", "userId": "UR_1", "datacenter": datacenter}

    async def exchange(
        self, request: Request[Any], _address: str, _proof: dict[str, str]
    ) -> Answer:
        status, code = self._refusals.get(request.path, (200, None))
        body: dict[str, Any] = {"meta": {"httpStatus": f"{status} - x", "requestId": "r-1"}}
        if self._notice:
            body["meta"]["notice"] = self._notice
        if status == 200:
            empty = {"elements": [], "nextPage": None}
            body["result"] = self._me if request.path == "/whoami" else empty
        else:
            body["meta"]["error"] = {"errorMessage": "no", "errorCode": code}
        return Answer(
            status=status,
            headers={"content-type": "application/json"},
            body=msgspec.json.encode(body),
        )

    async def close(self) -> None:
        return


def _put(monkeypatch: pytest.MonkeyPatch, brand: _Brand) -> Connection:
    monkeypatch.setattr(client_module, "Transport", lambda _connection: brand)
    return Connection(base_url="https://yul1.qualtrics.com/API/v3", token=TOKEN)


async def test_refusals_become_states(monkeypatch: pytest.MonkeyPatch) -> None:
    refusals = {
        "/users": (403, None),
        "/groups": (403, None),
        "/organizations/b": (403, None),
        "/libraries": (400, "GS_5"),
        "/eventsubscriptions": (401, "AUTH_1"),
        "/mailinglists": (410, None),
        "/directories": (404, "UNF_9"),
    }
    connection = _put(monkeypatch, _Brand(refusals, "yul1"))

    access = await probe(connection)

    states = {area.name: area.state for area in access.areas}
    assert states[AreaName.USERS] is AreaState.NOT_ALLOWED
    assert states[AreaName.GROUPS] is AreaState.NOT_ALLOWED
    # Without users nobody can know a division.
    assert states[AreaName.DIVISIONS] is AreaState.NOT_ALLOWED
    assert states[AreaName.ORGANIZATION] is AreaState.NOT_ALLOWED
    assert states[AreaName.RESPONSES] is AreaState.UNKNOWN
    assert states[AreaName.LIBRARY] is AreaState.NOT_ALLOWED
    assert states[AreaName.EVENTS] is AreaState.NOT_ALLOWED
    assert states[AreaName.CORE_LISTS] is AreaState.RETIRED
    assert states[AreaName.DIRECTORY] is AreaState.ABSENT
    assert states[AreaName.CONTACTS] is AreaState.ABSENT
    assert access.directory is DirectoryKind.NONE
    assert access.suggested_host is None


async def test_the_data_centre_of_the_user_corrects_the_host(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    connection = _put(monkeypatch, _Brand({}, "fra1"))

    access = await probe(connection)

    assert access.suggested_host == "fra1.qualtrics.com"
    assert access.area(AreaName.DIRECTORY).state is AreaState.ABSENT
    distributions = access.area(AreaName.DISTRIBUTIONS)
    assert distributions.state is AreaState.UNKNOWN
    assert distributions.note == "There is no survey yet."


async def test_the_notice_of_the_service_corrects_the_host(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    notice = "Request proxied. For faster response times, use this host instead: az1.qualtrics.com"
    connection = _put(monkeypatch, _Brand({}, "yul1", notice))

    assert (await probe(connection)).suggested_host == "az1.qualtrics.com"
