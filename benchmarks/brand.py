"""The server of a measurement: a sandbox in a process of its own, filled through its doors."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.client import HTTPResponse
    from pathlib import Path

CALM = "dedupe=off,lag=0"


@dataclass(frozen=True)
class Brand:
    """A running sandbox."""

    url: str
    token: str
    directory: str
    process: int

    @property
    def headers(self) -> dict[str, str]:
        return {"X-API-TOKEN": self.token}

    def call(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        with self._open(method, self.url + path, body) as answer:
            found: dict[str, Any] = json.load(answer)
        return found

    def new_list(self, name: str = "Benchmark", contacts: int = 0) -> str:
        made = self.call("POST", f"/directories/{self.directory}/mailinglists", {"name": name})
        list_id: str = made["result"]["id"]
        if contacts:
            self.fill({"list": list_id, "contacts": contacts})
        return list_id

    def links(self, survey: str, list_id: str) -> str:
        """Generate personal links of a survey for a list; returns the distribution."""
        made = self.call(
            "POST",
            "/distributions",
            {
                "action": "CreateDistribution",
                "surveyId": survey,
                "mailingListId": list_id,
                "linkType": "Individual",
                "description": "Benchmark",
            },
        )
        distribution: str = made["result"]["id"]
        return distribution

    def fill(self, wish: dict[str, object]) -> None:
        self._open("POST", f"{self._origin}/sandbox/fill", wish).close()

    def contacts(self, list_id: str) -> Iterator[dict[str, Any]]:
        """The true state of a list."""
        with self._open("GET", f"{self._origin}/sandbox/contacts?list={list_id}", None) as answer:
            for line in answer:
                yield json.loads(line)

    @property
    def _origin(self) -> str:
        return self.url.removesuffix("/API/v3")

    def _open(self, method: str, address: str, body: object) -> HTTPResponse:
        data = None if body is None else json.dumps(body).encode()
        headers = {**self.headers, "Content-Type": "application/json"}
        request = urllib.request.Request(address, data, headers, method=method)
        answer: HTTPResponse = urllib.request.urlopen(request, timeout=600)
        return answer


@contextmanager
def brand(folder: Path, *, latency: int = 0, job_time: float = 0.05) -> Iterator[Brand]:
    """Run a sandbox without faults while the body runs."""
    command = [
        sys.executable, "-m", "qualtrics_desk", "sandbox", "serve", "--seed", "empty",
        "--data", str(folder / "sandbox"), "--latency", str(latency),
        "--faults", f"{CALM},job-time={job_time}",
    ]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            words = (process.stdout.readline() if process.stdout else "").split()
            if len(words) != 4:
                raise RuntimeError("the sandbox did not start")
            found = Brand(words[1], words[3], "", process.pid)
            directories = found.call("GET", "/directories")["result"]["elements"]
            yield Brand(words[1], words[3], directories[0]["directoryId"], process.pid)
        finally:
            process.terminate()
            process.wait(30)


def write_contacts(path: Path, rows: int) -> None:
    """A plain contact file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("First Name,Last Name,Email,External Data Reference,Department,Wave\n")
        for n in range(rows):
            file.write(
                f"First{n % 977},Last{n % 7919},{email(n)},X{n},Department {n % 23},{n % 5}\n"
            )


def email(number: int) -> str:
    """The address of a row of `write_contacts`."""
    return f"person{number}@example.com"
