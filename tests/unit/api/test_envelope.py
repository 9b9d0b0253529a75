"""Every dialect of the envelope, and the errors made of it (qualtrics-api.md A.3, A.4)."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualtrics_desk.api import envelope
from qualtrics_desk.api.endpoints import (
    account,
    contact_imports,
    definitions,
    distributions,
    events,
    mailing_lists,
    surveys,
)
from qualtrics_desk.api.envelope import Answer
from qualtrics_desk.domain import errors
from qualtrics_desk.domain.errors import ApiError, Fate

NOW = datetime(2026, 1, 1, tzinfo=UTC)
WHOAMI = account.whoami()
JSON = {"content-type": "application/json"}


def read(body: Any, status: int = 200, request: Any = WHOAMI, **headers: str) -> Any:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = Answer(status=status, headers={**JSON, **headers}, body=content)
    return envelope.read(answer, request, now=NOW)


def failure(body: Any, status: int, request: Any = WHOAMI, **headers: str) -> ApiError:
    with pytest.raises(ApiError) as caught:
        read(body, status, request, **headers)
    return caught.value


@pytest.mark.parametrize(
    "body",
    [
        {"result": {"id": "EMD_1"}, "meta": {"httpStatus": "200 - OK", "requestId": "r"}},
        {"meta": {"httpStatus": "200 - OK", "requestId": "r"}, "result": {"id": "EMD_1"}},
        {"meta": {"httpStatus": "200 - OK", "requestId": "r"}},
        {"results": {"importReportEntries": []}, "skipToken": "x", "meta": {"requestId": "r"}},
        {"meta": {"httpStatus": "200 - OK", "error": [], "requestId": "r"}, "result": {}},
    ],
)
def test_good_answers_keep_every_key(body: dict[str, Any]) -> None:
    found = read(body)

    assert found.body == body
    assert found.request_id == "r"


def test_a_good_answer_may_begin_with_a_byte_order_mark_and_lack_meta() -> None:
    found = read(b'\xef\xbb\xbf{"jobId": "1"}')

    assert (found.body, found.request_id, found.notice) == ({"jobId": "1"}, None, None)


def test_an_error_keeps_the_services_words_code_and_request_id() -> None:
    body = {
        "meta": {
            "httpStatus": "404 - Not Found",
            "error": {"errorMessage": "Distribution not found.", "errorCode": "GED_3"},
            "requestId": "08d8",
        }
    }

    error = failure(body, 404)

    assert isinstance(error, errors.NotFound)
    assert (error.status, error.code, error.request_id) == (404, "GED_3", "08d8")
    assert error.service_text == "Distribution not found."
    assert "Distribution not found." in str(error)
    assert "GED_3" in str(error)
    assert "08d8" in str(error)


def test_the_dialect_of_2015_is_understood_even_with_status_200() -> None:
    body = {
        "meta": {
            "status": "Error",
            "errorMessage": "You do not have permission to access this resource.",
            "internalErrorCode": "GS_5",
            "errorId": "3d6a",
        },
        "result": None,
    }

    for status in (200, 400):
        error = failure(body, status)
        assert isinstance(error, errors.InvalidRequest)
        assert (error.code, error.request_id) == ("GS_5", "3d6a")


def test_meta_that_tells_a_failure_below_status_200_is_a_failure() -> None:
    body = {"meta": {"httpStatus": "503 - Unavailable", "error": {"errorMessage": "busy"}}}

    assert isinstance(failure(body, 200), errors.ServerFailed)


@pytest.mark.parametrize(
    ("status", "kind", "fate"),
    [
        (400, errors.InvalidRequest, Fate.NOT_APPLIED),
        (401, errors.AuthRejected, Fate.NOT_APPLIED),
        (403, errors.Forbidden, Fate.NOT_APPLIED),
        (404, errors.NotFound, Fate.NOT_APPLIED),
        (409, errors.Conflict, Fate.NOT_APPLIED),
        (410, errors.NotFound, Fate.NOT_APPLIED),
        (411, errors.InvalidRequest, Fate.NOT_APPLIED),
        (413, errors.TooLarge, Fate.NOT_APPLIED),
        (414, errors.InvalidRequest, Fate.NOT_APPLIED),
        (415, errors.InvalidRequest, Fate.NOT_APPLIED),
        (422, errors.InvalidRequest, Fate.NOT_APPLIED),
        (429, errors.RateLimited, Fate.NOT_APPLIED),
        (500, errors.ServerFailed, Fate.UNKNOWN),
        (503, errors.ServerFailed, Fate.UNKNOWN),
        (504, errors.ServerFailed, Fate.UNKNOWN),
    ],
)
@pytest.mark.parametrize(
    "body", [b"", b"<html>no</html>", b'{"meta": {"requestId": null}}', b"[]", b'{"meta": []}']
)
def test_the_status_decides_whatever_the_body(
    status: int, kind: type[ApiError], fate: Fate, body: bytes
) -> None:
    error = failure(body, status)

    assert type(error) is kind
    assert error.fate is fate
    assert error.user_message
    assert error.hint


def test_an_unknown_token_names_the_likely_reason() -> None:
    body = {"meta": {"error": {"errorMessage": "Unrecognized X-API-TOKEN.", "errorCode": "DCD_7"}}}

    assert "generated a new token" in failure(body, 401).hint


def test_a_401_away_from_whoami_may_mean_the_object() -> None:
    here, there = failure(b"{}", 401), failure(b"{}", 401, definitions.get_metadata("SV_1"))

    assert here.user_message == "The service refused the token."
    assert "no right to this object" in there.user_message


def test_403_in_the_definitions_is_an_unknown_survey() -> None:
    body = {"meta": {"error": {"errorMessage": "forbidden", "errorCode": "QMST_2.1"}}}

    error = failure(body, 403, definitions.get_definition("SV_1"))

    assert isinstance(error, errors.Forbidden)
    assert "survey is not there" in error.user_message


def test_403_on_a_collection_says_what_may_not_be_seen() -> None:
    # The same code, but no survey is meant that could be missing.
    body = {"meta": {"error": {"errorMessage": "forbidden", "errorCode": "QMST_2.1"}}}

    error = failure(body, 403, surveys.list_surveys())

    assert error.user_message == "Your user may not see surveys."
    assert "brand administrator" in error.hint
    assert error.service_text == "forbidden"


def test_403_names_the_innermost_thing_and_the_scope_where_one_is_missing() -> None:
    body = {"meta": {"error": {"errorMessage": "The token lacks the required scope."}}}

    lists = failure(body, 403, mailing_lists.list_lists("POOL_1"))
    order = failure(
        body, 403, distributions.generate_links("SV_1", "CG_1", description="d", expires=None)
    )
    nothing_known = failure(body, 403)

    assert lists.user_message == "Your user may not see mailing lists."
    assert "read:mailing_lists" in lists.hint
    assert order.user_message == "Your user may not change distributions."
    assert "write:distributions" in order.hint
    assert "administrator" in nothing_known.hint


def test_an_oauth_refusal_is_about_the_client() -> None:
    body = {"error": "invalid_client", "error_description": "no such client"}

    error = failure(body, 401)

    assert error.code == "invalid_client"
    assert "OAuth client" in error.user_message
    assert error.service_text == "no such client"


def test_a_429_carries_the_seconds_it_asked_for() -> None:
    error = failure(b"{}", 429, **{"retry-after": "Thu, 01 Jan 2026 00:00:09 GMT"})

    assert isinstance(error, errors.RateLimited)
    assert error.retry_after == 9.0


@pytest.mark.parametrize(
    "body", [b"", b"<html>login</html>", b"[1]", b'"x"', b'{"result": {', b"\xff"]
)
def test_what_is_no_answer_is_a_bad_reply(body: bytes) -> None:
    reading = failure(body, 200)
    writing = failure(body, 200, contact_imports.start_import("POOL_1", "CG_1", b"{}"))

    assert isinstance(reading, errors.BadReply)
    assert reading.fate is Fate.NOT_APPLIED
    assert isinstance(writing, errors.BadReply)
    assert writing.fate is Fate.UNKNOWN


def test_a_redirection_that_came_through_is_a_bad_reply() -> None:
    assert isinstance(failure(b"", 302), errors.BadReply)


def test_calls_without_an_answer_accept_an_empty_one() -> None:
    found = read(b"", 204, events.delete_subscription("SUB_1"))

    assert found.body == {}


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["meta", "error", "errorMessage", "errorCode", "requestId", "result",
                             "httpStatus", "notice", "status"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)  # fmt: skip


@given(body=JSON_VALUES | st.binary(), status=st.integers(200, 599))
def test_any_answer_becomes_an_envelope_or_an_api_error(body: Any, status: int) -> None:
    told = "a good answer"
    try:
        found = read(body, status)
    except ApiError as error:
        told = error.user_message
    else:
        assert 200 <= status < 300
        assert isinstance(found.body, dict)
    assert told


@pytest.mark.parametrize(
    ("notice", "host"),
    [
        (None, None),
        ("Deprecated.", None),
        (
            "Request proxied. For faster response times, use this host instead: az1.qualtrics.com",
            "az1.qualtrics.com",
        ),
        ("use this host instead: AZ1.qualtrics.com.", "az1.qualtrics.com"),
        ("use this host instead: evil.example.org", None),
        ("use this host instead: yul1.qualtrics.com", None),
    ],
)
def test_a_notice_may_name_a_faster_host(notice: str | None, host: str | None) -> None:
    assert envelope.suggested_host(notice, "yul1.qualtrics.com") == host
