"""Pages of collections (qualtrics-api.md B): sizes, positions, and the four forms of `nextPage`."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from qualtrics_desk.sandbox import ids
from qualtrics_desk.sandbox.calls import Answer, Call, Refusal

OFFSET_PAGE = 100


def page_size(call: Call, *, default: int = 100, maximum: int = 100) -> int:
    """Read `pageSize`; the dialect decides between refusing and clamping what is too large."""
    text = call.query.get("pageSize")
    if text is None:
        return default
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise Refusal(400, "Invalid value for pageSize: expected a positive number.")
    size = int(text)
    if size > maximum:
        if call.brand.faults.page_size == "refuse":
            raise Refusal(400, f"Invalid value for pageSize: expected at most {maximum}.")
        return maximum
    return size


def position(call: Call) -> int:
    """Return the row number after which the page starts, from an opaque `skipToken`."""
    token = call.query.get("skipToken", "")
    if token in {"", "0"}:
        return 0
    number = ids.decode("", token)
    if number is None:
        raise Refusal(400, "Invalid value for skipToken.")
    return number


def token_of(number: int) -> str:
    """Make the opaque `skipToken` that leads behind a row."""
    return ids.encode("", number)


def offset(call: Call) -> int:
    """Read `offset`."""
    text = call.query.get("offset", "0") or "0"
    if not text.isascii() or not text.isdigit():
        raise Refusal(400, "Invalid value for offset: expected a number.")
    return int(text)


def _next_page(call: Call, parameter: str, value: str) -> str:
    """Write the address of the following page in the dialect asked for (B, rule 1)."""
    form = call.brand.faults.nextpage
    if form == "token" and parameter == "skipToken":
        return value
    query = {name: text for name, text in call.query.items() if name != parameter}
    host = call.headers.get("host", "")
    if form == "otherhost":
        # As recorded for proxied requests: the owner of the data names itself.
        query |= {"proxyDepth": "1", "proxyInfo": '{"proxyDepth":1}'}
        host = host.replace("127.0.0.1", "localhost")
    query[parameter] = value
    if form == "relative":
        return "?" + urlencode(query)
    return f"http://{host}{quote(call.path)}?{urlencode(query)}"


def by_token(call: Call, elements: list[Any], next_token: str | None) -> Answer:
    """Answer one page of a family that is paged by `skipToken`."""
    following = None if next_token is None else _next_page(call, "skipToken", next_token)
    return Answer(result={"elements": elements, "nextPage": following})


def by_offset(call: Call, elements: list[Any], following: int | None) -> Answer:
    """Answer one page of a family that is paged by `offset`."""
    page = None if following is None else _next_page(call, "offset", str(following))
    return Answer(result={"elements": elements, "nextPage": page})
