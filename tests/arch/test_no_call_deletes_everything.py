"""`DELETE /eventsubscriptions` without an id deletes the subscriptions of a whole brand. Nothing in
the client can ask for that, nor for the end of any other collection."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from qualtrics_desk.api import endpoints
from qualtrics_desk.api.endpoints import events
from qualtrics_desk.api.requests import Request, route
from qualtrics_desk.domain.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES: dict[str, Any] = {
    "str": "X_1",
    "bytes": b"{}",
    "int": 1,
    "bool": True,
    "datetime": datetime(2026, 1, 1, tzinfo=UTC),
}


def functions() -> list[Callable[..., Any]]:
    found = []
    for area in pkgutil.iter_modules(endpoints.__path__, f"{endpoints.__name__}."):
        module = importlib.import_module(area.name)
        found += [
            function
            for name, function in inspect.getmembers(module, inspect.isfunction)
            if not name.startswith("_")
            and function.__module__ == area.name
            and "Request[" in str(function.__annotations__.get("return"))
        ]
    return found


def example(parameter: inspect.Parameter) -> Any:
    kind = str(parameter.annotation)
    if kind in EXAMPLES:
        return EXAMPLES[kind]
    if parameter.default is not inspect.Parameter.empty:
        return parameter.default
    if kind.startswith(("Mapping", "dict")):
        return {}
    return ("X_1",) if kind.startswith(("Sequence", "tuple", "list")) else "X_1"


def built(function: Callable[..., Any]) -> Request[Any]:
    """What a function asks for, with the same id wherever it takes one."""
    positional, named = [], {}
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY:
            named[parameter.name] = example(parameter)
        else:
            positional.append(example(parameter))
    request = function(*positional, **named)
    assert isinstance(request, Request)
    return request


def test_every_deletion_ends_in_an_id() -> None:
    requests = [built(function) for function in functions()]

    deletions = [request.path for request in requests if request.method == "DELETE"]
    assert "/eventsubscriptions/X_1" in deletions
    assert [path for path in deletions if not path.endswith("/X_1")] == []


@pytest.mark.parametrize("missing", ["", " ", ".", "..", "\n"])
def test_an_id_that_is_none_is_refused(missing: str) -> None:
    with pytest.raises(UsageError):
        events.delete_subscription(missing)


@pytest.mark.parametrize(
    "path", ["/eventsubscriptions", "/eventsubscriptions/", "eventsubscriptions"]
)
def test_even_a_request_made_by_hand_is_refused(path: str) -> None:
    with pytest.raises(UsageError):
        Request(method="DELETE", path=path, endpoint="DELETE", decode=dict)


def test_an_id_with_a_slash_stays_one_piece() -> None:
    assert route("/eventsubscriptions/{}", "../x?y") == "/eventsubscriptions/..%2Fx%3Fy"
