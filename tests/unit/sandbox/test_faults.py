from __future__ import annotations

from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from qualtrics_desk.sandbox import faults

CALM = "lag=0,job-time=0"


def test_defaults_are_the_harder_side_of_each_open_question() -> None:
    plain = faults.parse("")

    assert (plain.put, plain.blank, plain.phone, plain.report_index) == (
        "replace",
        "ignore",
        "refuse",
        "after",
    )
    assert (plain.retry_after, plain.page_size, plain.optout_links) == ("off", "refuse", True)
    assert plain.dedupe == ()
    assert plain.lag > 0


def test_the_same_seed_rolls_the_same_faults() -> None:
    spec = faults.parse("500=0.2,503=0.3,lost=0.3,reset=0.1,seed=5")
    rolls = [faults.Dice(spec) for _ in range(2)]

    assert [rolls[0].roll() for _ in range(50)] == [rolls[1].roll() for _ in range(50)]


@pytest.mark.parametrize("status", [500, 503, 504])
def test_server_errors_come_before_the_work(sandbox: Any, status: int) -> None:
    sandbox.faults(f"{status}=1,503-applied=0")

    answer = sandbox.send("POST", f"{sandbox.lists}/{sandbox.list}/contacts", {"firstName": "A"})

    assert answer.status_code == status
    assert sandbox.contacts() == []


def test_503_may_have_done_the_work(sandbox: Any) -> None:
    sandbox.faults("503=1,503-applied=1")

    answer = sandbox.send("POST", f"{sandbox.lists}/{sandbox.list}/contacts", {"firstName": "A"})

    assert answer.status_code == 503
    assert [row["firstName"] for row in sandbox.contacts()] == ["A"]


@pytest.mark.parametrize(("fault", "names"), [("reset", []), ("lost", ["A"])])
def test_dropped_connections(sandbox: Any, fault: str, names: list[str]) -> None:
    sandbox.faults(f"{fault}=1")

    with pytest.raises(httpx.TransportError):
        sandbox.send("POST", f"{sandbox.lists}/{sandbox.list}/contacts", {"firstName": "A"})

    assert [row["firstName"] for row in sandbox.contacts()] == names
    assert sandbox.state()["counts"][f"fault {fault}"] >= 1


@pytest.mark.parametrize("form", ["off", "on", "date"])
def test_rate_limit_with_and_without_retry_after(sandbox: Any, form: str) -> None:
    sandbox.faults(f"429=3/min,retry-after={form}")

    answers = [sandbox.call("GET", "/whoami") for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    header = answers[-1].headers.get("Retry-After")
    if form == "off":
        assert header is None
    elif form == "on":
        assert 1 <= int(header) <= 21
    else:
        assert parsedate_to_datetime(header).tzinfo is not None


def test_token_expires_after_some_requests(sandbox: Any) -> None:
    sandbox.faults("expire-token=2")

    codes = [sandbox.call("GET", "/whoami").status_code for _ in range(4)]

    assert codes == [200, 200, 401, 401]


def test_notice_names_a_host_that_answers(sandbox: Any) -> None:
    sandbox.faults("notice")

    notice = sandbox.call("GET", "/whoami").json()["meta"]["notice"]

    host = notice.rpartition(" ")[2]
    assert sandbox.client.get(f"http://{host}/API/v3/whoami").status_code == 200


def test_lite_and_retired_core_refuse(sandbox: Any) -> None:
    sandbox.faults("")
    path = f"/directories/{sandbox.directory}/contacts"
    assert sandbox.call("GET", path).status_code == 200
    assert sandbox.call("GET", "/mailinglists").status_code == 200

    sandbox.faults("lite,core=retired")

    assert sandbox.call("GET", path).status_code == 403
    assert sandbox.call("GET", "/mailinglists").status_code == 404


def test_page_size_is_refused_or_clamped(sandbox: Any) -> None:
    for number in range(52):
        sandbox.add(firstName=str(number))
    path = f"{sandbox.lists}/{sandbox.list}/contacts"

    assert sandbox.call("GET", path, params={"pageSize": "100"}).status_code == 400
    sandbox.faults("page-size=clamp")
    assert len(sandbox.get(path, pageSize="100")["elements"]) == 50


@pytest.mark.parametrize("form", ["absolute", "otherhost", "relative", "token"])
def test_next_page_in_every_form_leads_to_the_rest(sandbox: Any, form: str) -> None:
    sandbox.faults(f"{CALM},nextpage={form}")
    sandbox.import_all([{"firstName": str(number)} for number in range(60)])
    path = f"{sandbox.lists}/{sandbox.list}/contacts"
    first = sandbox.get(path, includeEmbedded="true")
    following = first["nextPage"]

    if form == "token":
        assert following.isalnum()
        second = sandbox.get(path, skipToken=following)
    else:
        url = httpx.URL(sandbox.base + path).join(following)
        assert parse_qs(urlsplit(following).query)["includeEmbedded"] == ["true"]
        assert (url.host == "localhost") == (form == "otherhost")
        assert ("proxyDepth" in following) == (form == "otherhost")
        assert following.startswith("?") == (form == "relative")
        second = sandbox.client.get(url).json()["result"]

    assert second["nextPage"] is None
    names = [row["firstName"] for row in first["elements"] + second["elements"]]
    assert names == [str(number) for number in range(60)]


def test_unknown_words_change_nothing(sandbox: Any) -> None:
    url = f"{sandbox.origin}/sandbox/faults"
    before = sandbox.state()["effective"]

    assert sandbox.client.put(url, json={"faults": "oops"}).status_code == 400
    assert sandbox.state()["effective"] == before
