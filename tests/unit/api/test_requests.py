"""Requests as values."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualtrics_desk.api.endpoints import contacts, events
from qualtrics_desk.api.requests import Request, call, nothing, parameters, route
from qualtrics_desk.domain.errors import UsageError


@given(st.text(min_size=1).filter(lambda text: text.strip() and text not in {".", ".."}))
def test_an_id_is_one_piece_of_the_path(piece: str) -> None:
    encodable = piece.encode("utf-8", "surrogatepass").decode("utf-8", "replace")

    path = route("/surveys/{}/quotas", encodable)

    assert path.count("/") == 3
    assert unquote(path.split("/")[2]) == encodable
    assert not set(path) & {"?", "#"}


@pytest.mark.parametrize("piece", ["", " ", "\t", ".", ".."])
def test_an_empty_id_is_refused(piece: str) -> None:
    with pytest.raises(UsageError):
        events.delete_subscription(piece)
    with pytest.raises(UsageError):
        contacts.remove_contact("POOL_1", "CG_1", piece)


@pytest.mark.parametrize(
    "path", ["/eventsubscriptions", "/eventsubscriptions/", "/surveys", "/", ""]
)
def test_no_request_deletes_a_collection(path: str) -> None:
    with pytest.raises(UsageError):
        Request(method="DELETE", path=path, endpoint="x", decode=nothing)


def test_parameters_are_spelt_as_the_service_takes_them() -> None:
    found = parameters({"a": True, "b": False, "c": None, "d": 50, "e": "x y"})

    assert found == (("a", "true"), ("b", "false"), ("d", "50"), ("e", "x y"))


def test_address_joins_base_path_and_query() -> None:
    request = call("GET", "/surveys/{}", "SV_1", decode=nothing, query={"q": "ä &"})

    assert request.address("https://h/API/v3") == "https://h/API/v3/surveys/SV_1?q=%C3%A4%20%26"


def test_the_route_is_the_key_of_the_rate() -> None:
    request = contacts.update_contact("POOL_1", "CG_1", "CID_1", {})

    assert request.endpoint == "PUT /directories/{}/mailinglists/{}/contacts/{}"
