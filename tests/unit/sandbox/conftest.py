"""A sandbox as a child process, and a small raw client for it."""

from __future__ import annotations

import contextlib
import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import httpx
import pytest

if TYPE_CHECKING:
    from pathlib import Path

TOKEN = "token-of-the-tests"
CALM = "lag=0,job-time=0"


class Sandbox:
    """One running sandbox with one directory and one empty list."""

    def __init__(self, base: str, process: subprocess.Popen[str]) -> None:
        self.base = base
        self.process = process
        self.origin = base.removesuffix("/API/v3")
        self.client = httpx.Client(headers={"X-API-TOKEN": TOKEN}, timeout=20)
        self.directory = ""
        self.list = ""

    def call(self, method: str, path: str, **keys: Any) -> httpx.Response:
        return self.client.request(method, self.base + path, **keys)

    def get(self, path: str, **params: str) -> Any:
        answer = self.call("GET", path, params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()["result"]

    def send(self, method: str, path: str, body: Any) -> httpx.Response:
        return self.call(method, path, json=body)

    def faults(self, spec: str) -> None:
        answer = self.client.put(f"{self.origin}/sandbox/faults", json={"faults": spec})
        assert answer.status_code == 200, answer.text

    def state(self) -> dict[str, Any]:
        return self.client.get(f"{self.origin}/sandbox/state").json()

    def contacts(self, list_id: str | None = None) -> list[dict[str, Any]]:
        params = {"list": list_id or self.list}
        text = self.client.get(f"{self.origin}/sandbox/contacts", params=params).text
        return [json.loads(line) for line in text.splitlines()]

    @property
    def lists(self) -> str:
        return f"/directories/{self.directory}/mailinglists"

    def new_list(self, name: str = "A list") -> str:
        answer = self.send("POST", self.lists, {"name": name})
        self.list = answer.json()["result"]["id"]
        return self.list

    def start_import(self, contacts: list[Any], **more: Any) -> httpx.Response:
        path = f"{self.lists}/{self.list}/transactioncontacts"
        return self.send("POST", path, {"contacts": contacts, **more})

    def wait_import(self, job: str, list_id: str | None = None) -> dict[str, Any]:
        path = f"{self.lists}/{list_id or self.list}/transactioncontacts/{job}"
        until = time.monotonic() + 20
        while time.monotonic() < until:
            status = self.get(path)
            if status["status"] == "complete":
                return status
        raise AssertionError("the import did not end")

    def import_all(self, contacts: list[Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        started = self.start_import(contacts)
        assert started.status_code == 202, started.text
        result = started.json()["result"]
        return result, self.wait_import(result["id"])

    def report(self, job: str) -> list[dict[str, Any]]:
        path = f"/directories/{self.directory}/imports/api-import/jobs/{job}/report"
        entries: list[dict[str, Any]] = []
        token = ""
        while True:
            page = self.call("GET", path, params={"skipToken": token}).json()
            entries += page["results"]["importReportEntries"]
            token = page.get("skipToken", "")
            if not token:
                return entries

    def add(self, **fields: Any) -> dict[str, str]:
        answer = self.send("POST", f"{self.lists}/{self.list}/contacts", fields)
        assert answer.status_code == 200, answer.text
        return answer.json()["result"]

    def contact_path(self, contact: str) -> str:
        return f"{self.lists}/{self.list}/contacts/{contact}"

    def end(self) -> int:
        self.client.close()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(20)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


Starter = Callable[..., Sandbox]


def _start(*options: str) -> Sandbox:
    command = [sys.executable, "-m", "qualtrics_desk", "sandbox", "serve", "--token", TOKEN]
    process = subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    words = process.stdout.readline().split()
    assert words[0] == "ready"
    assert words[2:] == ["token", TOKEN]
    sandbox = Sandbox(words[1], process)
    with contextlib.suppress(httpx.HTTPError, KeyError, IndexError):
        sandbox.directory = sandbox.get("/directories")["elements"][0]["directoryId"]
        sandbox.list = sandbox.get(sandbox.lists)["elements"][0]["mailingListId"]
    return sandbox


@pytest.fixture
def start() -> Iterator[Starter]:
    running: list[Sandbox] = []

    def begin(*options: str) -> Sandbox:
        running.append(_start(*options))
        return running[-1]

    yield begin
    for sandbox in running:
        sandbox.end()


@pytest.fixture(scope="session")
def _shared_empty() -> Iterator[Sandbox]:
    sandbox = _start("--seed", "empty", "--faults", CALM)
    yield sandbox
    sandbox.end()


@pytest.fixture
def sandbox(_shared_empty: Sandbox) -> Sandbox:
    _shared_empty.faults(CALM)
    _shared_empty.new_list()
    return _shared_empty


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    log: Path = tmp_path_factory.mktemp("demo") / "log.jsonl"
    sandbox = _start("--faults", CALM, "--log", str(log))
    yield sandbox
    sandbox.end()
