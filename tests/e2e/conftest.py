"""What the tests of the whole program share: commands as child processes, a brand to look into."""

from __future__ import annotations

import asyncio
import csv
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import ExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import httpx
import msgspec
import pytest

from qualtrics_desk.api.attempts import Timing
from qualtrics_desk.api.client import Client
from qualtrics_desk.api.connection import Connection, normalise_base_url
from qualtrics_desk.cli.command import main
from qualtrics_desk.domain.errors import ApiError, DeskError
from qualtrics_desk.services import job_runs
from qualtrics_desk.services.engine.plan import Limits
from qualtrics_desk.services.imports import contacts as imports
from qualtrics_desk.services.imports.proposal import propose_recipe
from qualtrics_desk.services.session import Session
from qualtrics_desk.store.journal.journal import Journal
from qualtrics_desk.store.paths import Home, private_folder

if TYPE_CHECKING:
    from qualtrics_desk.services.job_runs import JobResult

T = TypeVar("T")

COUNTED = ("created", "updated", "unchanged", "skipped", "failed", "unknown")


@dataclass(frozen=True)
class Ended:
    """A command that has ended."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """The JSON document it printed."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found


@dataclass
class Desk:
    """The command line of the product, each command in a process of its own."""

    url: str
    token: str
    home: Path
    program: Sequence[str] = (sys.executable, "-m", "qualtrics_desk")
    environment: dict[str, str] = field(default_factory=dict)

    def settle(self, absence_wait: float) -> None:
        """Write settings: how long a row must stay away before it is sent again."""
        self.home.mkdir(parents=True, exist_ok=True)
        document = {"version": 1, "absence_wait_seconds": absence_wait}
        (self.home / "settings.json").write_text(json.dumps(document), encoding="utf-8")

    def start(self, *words: object, **options: Any) -> subprocess.Popen[str]:
        """Start a command."""
        environment = {
            **os.environ,
            "QUALTRICS_API_TOKEN": self.token,
            "QUALTRICS_DESK_HOME": str(self.home),
            "PYTHONUTF8": "1",
            **self.environment,
        }
        return subprocess.Popen(
            [*self.program, "--base-url", self.url, *map(str, words)],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            **options,
        )

    def run(self, *words: object, code: int | None = None) -> Ended:
        """Run a command to its end; `code` is the exit code it must have."""
        with self.start(*words) as process:
            out, err = process.communicate(timeout=600)
        if code is not None:
            assert process.returncode == code, (words, process.returncode, out[-2000:], err[-4000:])
        return Ended(process.returncode, out, err)

    def as_program(self, *program: object) -> Desk:
        """The same command line, run by another program."""
        return replace(self, program=tuple(map(str, program)))

    def interrupt(self, process: subprocess.Popen[str]) -> None:
        """Press Ctrl+C."""
        process.send_signal(signal.SIGINT)

    def counts(self, document: dict[str, Any], rows: int) -> dict[str, int]:
        """The counts of a job, after a look whether they add up and agree with its files."""
        counts: dict[str, int] = document["counts"]
        assert tuple(counts) == COUNTED
        assert sum(counts.values()) == rows, counts
        every = read_csv(document["files"]["all"])
        assert [int(row["_row"]) for row in every] == list(range(1, rows + 1))
        told: dict[str, int] = dict.fromkeys(COUNTED, 0)
        for row in every:
            told[row["_status"].partition("(")[0]] += 1
        assert told == counts
        failed = [row["_row"] for row in every if row["_status"].startswith(("failed", "unknown"))]
        assert [row["_row"] for row in read_csv(document["files"]["failed"])] == failed
        good = [row["_row"] for row in every if row["_status"] in COUNTED[:3]]
        assert [row["_row"] for row in read_csv(document["files"]["succeeded"])] == good
        return counts

    @staticmethod
    def read(line: str) -> dict[str, Any]:
        """A line of JSON that a command printed."""
        found = json.loads(line)
        assert isinstance(found, dict)
        return found

    def rows(self, document: dict[str, Any], kind: str = "all") -> list[dict[str, str]]:
        """The rows of a result file."""
        return read_csv(document["files"][kind])

    def import_(self, file: Path, list_id: str, *words: object, code: int | None = None) -> Ended:
        """`contacts import FILE --list CG_… --yes --json`."""
        return self.run(
            "contacts", "import", file, "--list", list_id, "--yes", "--json", *words, code=code
        )


@dataclass(frozen=True)
class Brand:
    """The true state of a sandbox, beside whatever it shows through its faults."""

    sandbox: Any

    def _call(self, method: str, path: str, **options: Any) -> httpx.Response:
        address = self.sandbox.url.removesuffix("/API/v3") + path
        headers = {"X-API-TOKEN": self.sandbox.token}
        reply = httpx.request(method, address, headers=headers, timeout=60, **options)
        reply.raise_for_status()
        return reply

    def status_of(self, path: str) -> int:
        """The status that one call is answered with."""
        address = self.sandbox.url.removesuffix("/API/v3") + path
        headers = {"X-API-TOKEN": self.sandbox.token}
        return httpx.get(address, headers=headers, timeout=60).status_code

    def contacts(self, list_id: str) -> list[dict[str, Any]]:
        """Every contact of a list, whatever lists hide at the moment."""
        text = self._call("GET", "/sandbox/contacts", params={"list": list_id}).text
        return [json.loads(line) for line in text.splitlines()]

    def cells(self, list_id: str) -> list[dict[str, Any]]:
        """Every contact of a list as the cells that a person would see; empty ones left out."""
        return [as_cells(contact) for contact in self.contacts(list_id)]

    def state(self) -> dict[str, Any]:
        """Counts, lists and jobs."""
        found = self._call("GET", "/sandbox/state").json()
        assert isinstance(found, dict)
        return found

    def use(self, faults: str) -> None:
        """Put other faults in force."""
        self._call("PUT", "/sandbox/faults", json={"faults": faults})

    def make_list(self, name: str = "Target") -> str:
        """Make an empty list; returns its id. Faults in force are met with patience."""
        directory = self._directory()
        for _ in range(50):
            try:
                reply = self._call(
                    "POST", f"/API/v3/directories/{directory}/mailinglists", json={"name": name}
                )
            except (httpx.HTTPStatusError, httpx.TransportError):
                continue
            return str(reply.json()["result"]["id"])
        raise AssertionError("the sandbox makes no list")

    def add(self, list_id: str, contact: dict[str, Any]) -> str:
        """Put a contact into a list by a call of its own; returns its id."""
        path = f"/API/v3/directories/{self._directory()}/mailinglists/{list_id}/contacts"
        return str(self._call("POST", path, json=contact).json()["result"]["id"])

    def remove(self, list_id: str, contact_id: str) -> None:
        """Take a contact out of a list."""
        path = f"/API/v3/directories/{self._directory()}/mailinglists/{list_id}/contacts"
        self._call("DELETE", f"{path}/{contact_id}")

    def fill(self, list_id: str, amount: int) -> None:
        """Put that many plain contacts into a list."""
        self._call("POST", "/sandbox/fill", json={"list": list_id, "contacts": amount})

    def mail(self, list_id: str) -> str:
        """Send an invitation to everybody of a list; returns the distribution."""
        if not self._call("GET", "/API/v3/surveys").json()["result"]["elements"]:
            self._call("POST", "/sandbox/fill", json={"surveys": 1})
        survey = self._call("GET", "/API/v3/surveys").json()["result"]["elements"][0]["id"]
        body = {
            "message": {"messageText": "Your opinion: ${l://SurveyLink}"},
            "recipients": {"mailingListId": list_id},
            "header": {
                "fromName": "Panel",
                "fromEmail": "noreply@qemailserver.com",
                "replyToEmail": "panel@example.org",
                "subject": "Your opinion",
            },
            "surveyLink": {"surveyId": survey, "type": "Individual"},
            "sendDate": "2020-01-01T00:00:00Z",
        }
        reply = self._call("POST", "/API/v3/distributions", json=body)
        return str(reply.json()["result"]["id"])

    def happen(self, distribution: str, list_id: str, contact_id: str, status: str) -> None:
        """Let something become of somebody a mail went to, in the words of its history."""
        (found,) = (one for one in self.contacts(list_id) if one["contactId"] == contact_id)
        body = {
            "distributionId": distribution,
            "contactLookupId": found["contactLookupId"],
            "status": status,
        }
        self._call("POST", "/sandbox/happen", json=body)

    def wait_until_shown(self, list_id: str) -> None:
        """Wait until no list hides anything any more: lists lag behind finished jobs."""
        truth = {contact["contactId"] for contact in self.contacts(list_id)}
        path = f"/API/v3/directories/{self._directory()}/mailinglists/{list_id}/contacts"
        while True:
            shown: set[str] = set()
            token: str | None = ""
            while token is not None:
                reply = self._call("GET", path, params={"pageSize": 50, "skipToken": token})
                page = reply.json()["result"]
                shown.update(contact["contactId"] for contact in page["elements"])
                token = page["nextPage"] and page["nextPage"].rpartition("skipToken=")[2]
            if shown == truth:
                return

    def add_user(self, first: str, last: str) -> str:
        """Make a user; returns the id."""
        body = {
            "username": f"{first}.{last}@example.org".lower(),
            "password": "not-a-secret-1",
            "firstName": first,
            "lastName": last,
            "email": f"{first}.{last}@example.org".lower(),
            "userType": "UT_BRANDADMIN",
        }
        made = self._call("POST", "/API/v3/users", json=body).json()
        return str(made["result"]["id"])

    def write_person(self, contact_id: str, person: dict[str, Any]) -> None:
        """Write over somebody of the directory."""
        path = f"/API/v3/directories/{self._directory()}/contacts/{contact_id}"
        self._call("PUT", path, json=person)

    def change(self, list_id: str, contact_id: str, contact: dict[str, Any]) -> None:
        """Write over a contact of a list."""
        path = f"/API/v3/directories/{self._directory()}/mailinglists/{list_id}/contacts"
        self._call("PUT", f"{path}/{contact_id}", json=contact)

    def _directory(self) -> str:
        return str(self.state()["lists"][0]["directory"]) if self.state()["lists"] else self._pool()

    def _pool(self) -> str:
        for _ in range(50):
            try:
                found = self._call("GET", "/API/v3/directories").json()["result"]["elements"]
            except (httpx.HTTPStatusError, httpx.TransportError):
                continue
            return str(found[0]["directoryId"])
        raise AssertionError("the sandbox shows no directory")


def read_csv(path: str | Path) -> list[dict[str, str]]:
    """The rows of a result file."""
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def unseen(keys: Sequence[str]) -> list[tuple[str, dict[str, Any]]]:
    """Contacts to be removed of whom nobody has seen a value: nothing can be compared."""
    return [(key, {}) for key in keys]


def as_cells(contact: dict[str, Any]) -> dict[str, Any]:
    """A contact of the inspection as the cells that a person would see; empty ones left out."""
    fields = ("firstName", "lastName", "email", "phone", "extRef", "language")
    cells = {name: contact[name] for name in fields if contact[name]}
    cells.update((f"embedded {name}", value) for name, value in contact["embeddedData"].items())
    if contact["unsubscribed"] or contact["mailingListUnsubscribed"]:
        cells["unsubscribed"] = True
    return {name: value for name, value in cells.items() if value != ""}


@pytest.fixture
def open_desk(home: Path, start_sandbox: Callable[..., Any]) -> Callable[..., tuple[Desk, Brand]]:
    """Starts a sandbox and a command line for it; `absence_wait` is a setting of the latter."""

    def start(faults: str = "", *, absence_wait: float = 1.5, **options: Any) -> tuple[Desk, Brand]:
        sandbox = start_sandbox(faults=faults, **options)
        desk = Desk(sandbox.url, sandbox.token, home)
        desk.settle(absence_wait)
        return desk, Brand(sandbox)

    return start


@pytest.fixture
def open_here(
    open_desk: Callable[..., tuple[Desk, Brand]],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., tuple[Any, Any]]:
    """As `open_desk`, with commands that run in this process: starting one takes a second."""

    def start(*words: Any, **options: Any) -> tuple[Any, Any]:
        desk, brand = open_desk(*words, **options)
        monkeypatch.setenv("QUALTRICS_API_TOKEN", desk.token)

        def run(*arguments: object, code: int | None = None) -> Any:
            capsys.readouterr()
            try:
                ended = main(["--base-url", desk.url, *map(str, arguments)])
            except SystemExit as error:
                ended = int(str(error.code or 0))
            said = capsys.readouterr()
            assert code is None or ended == code, (arguments, ended, said.out, said.err)
            return Ended(ended, said.out, said.err)

        monkeypatch.setattr(desk, "run", run)
        return desk, brand

    return start


@dataclass
class Rig:
    """Imports in this process, in pieces as small as wanted, in a hurry where nobody is waiting."""

    url: str
    token: str
    home: Path
    absence_wait: float = 0.6

    @asynccontextmanager
    async def session(self) -> AsyncIterator[Session]:
        """A session; pauses before repetitions are cut short, not left out."""
        journal = Journal(Home(private_folder(self.home)).journal)
        timing = Timing(sleep=lambda seconds: asyncio.sleep(min(seconds, 0.02)))
        connection = Connection(base_url=normalise_base_url(self.url), token=self.token)
        try:
            async with Client(connection, timing=timing) as client:
                yield Session(Home(self.home), journal, client, absence_wait=self.absence_wait)
        finally:
            journal.close()

    async def plan(self, file: Path, list_id: str, piece: int, **changes: Any) -> int:
        """Make, plan and confirm a job with `piece` rows a request; `changes` are the recipe's."""
        recipe = msgspec.structs.replace(propose_recipe(file, list_id), **changes)
        options = imports.ImportOptions(limits=Limits(max_rows=piece), allow_share=100.0)
        async with self.session() as session:
            job = await until_it_works(
                lambda: imports.create_import(session, file, recipe, options)
            )
            await until_it_works(lambda: job_runs.plan_job(session, job))
            await job_runs.confirm_job(session, job)
        return job

    async def finish(self, job: int, harm: Callable[[Session], None] | None = None) -> JobResult:
        """Drive a job to its end, each time from the journal, however often it is stopped.

        Args:
            job: Its id.
            harm: Does something to the session before each start.
        """
        for _ in range(60):
            async with self.session() as session:
                if harm is not None:
                    harm(session)
                with suppress(DeskError):
                    return await job_runs.run_job(session, job)
        raise AssertionError("the job does not come to an end")


async def until_it_works(call: Callable[[], Awaitable[T]]) -> T:
    """Call something that a faulty service may refuse for a while."""
    for _ in range(60):
        with suppress(ApiError):
            return await call()
    raise AssertionError("it does not work")


@pytest.fixture
def open_rig(open_desk: Callable[..., tuple[Desk, Brand]]) -> Callable[..., tuple[Rig, Brand]]:
    """Starts a sandbox and a rig for it."""

    def start(faults: str = "", *, absence_wait: float = 0.6, **options: Any) -> tuple[Rig, Brand]:
        desk, brand = open_desk(faults, absence_wait=absence_wait, **options)
        return rig_for(desk, absence_wait), brand

    return start


@pytest.fixture
def open_rig_for() -> Callable[[Desk], Rig]:
    """Makes a rig that works beside a command line."""
    return rig_for


def rig_for(desk: Desk, absence_wait: float = 0.6) -> Rig:
    """A rig on the journal of a command line."""
    return Rig(desk.url, desk.token, desk.home, absence_wait)


Harm = Callable[[str, str, int], str | None]
"""From method, path and how often they came to what befalls the request: None, or a word."""


@dataclass
class Between:
    """A network between the command line and the sandbox that harms chosen requests.

    Words: "lost" carries the request out and drops the answer; "503-applied" carries it out and
    answers 503; "503" only answers so; "hang" carries it out and never answers; "again" answers
    what the same path was answered before.
    """

    url: str
    target: str
    harm: Harm = lambda _method, _path, _count: None
    hanging: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)
    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    answers: dict[str, httpx.Response] = field(default_factory=dict)

    def pass_on(self, request: BaseHTTPRequestHandler) -> None:
        """Carry one request to the sandbox and its answer back."""
        method, path = request.command, request.path.partition("?")[0]
        self.counts[method, path] = self.counts.get((method, path), 0) + 1
        word = self.harm(method, path, self.counts[method, path])
        body = request.rfile.read(int(request.headers.get("content-length", 0)))
        if word == "again":
            reply = self.answers[path]
        elif word == "503":
            reply = httpx.Response(503, json={"meta": {"httpStatus": "503"}})
        else:
            reply = httpx.request(
                method,
                self.target + request.path,
                content=body or None,
                headers=dict(request.headers.items()),
                timeout=60,
            )
            self.answers[path] = reply
        if word == "503-applied":
            reply = httpx.Response(503, json={"meta": {"httpStatus": "503"}})
        if word == "hang":
            self.hanging.set()
            self.over.wait(60)
        if word in ("lost", "hang"):
            request.close_connection = True
            return
        request.send_response(reply.status_code)
        request.send_header("content-type", reply.headers["content-type"])
        request.send_header("content-length", str(len(reply.content)))
        request.end_headers()
        request.wfile.write(reply.content)


@pytest.fixture
def put_between() -> Iterator[Callable[[Desk], Between]]:
    """Leads a command line through a `Between` from now on."""
    with ExitStack() as stack:

        def put(desk: Desk) -> Between:
            class Handler(BaseHTTPRequestHandler):
                protocol_version = "HTTP/1.1"

                def log_message(self, *_: object) -> None:
                    pass

                def handle_any(self) -> None:
                    between.pass_on(self)

                do_GET = do_POST = do_PUT = do_DELETE = handle_any  # noqa: N815

            server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
            server.daemon_threads = True
            stack.callback(server.server_close)
            stack.callback(server.shutdown)
            address = f"http://127.0.0.1:{server.server_address[1]}"
            between = Between(url=address + "/API/v3", target=desk.url.removesuffix("/API/v3"))
            threading.Thread(target=server.serve_forever, daemon=True).start()
            stack.callback(between.over.set)
            desk.url = between.url
            return between

        yield put
