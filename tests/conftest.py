"""What every test gets: a home of its own, no keychain, no network but loopback, sandboxes."""

from __future__ import annotations

import ipaddress
import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hypothesis
import pytest

# A machine that is busy with other things fails no test.
hypothesis.settings.register_profile("desk", deadline=None)
hypothesis.settings.load_profile("desk")

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
for _name in list(os.environ):
    if _name.lower() in ("http_proxy", "https_proxy", "all_proxy", "qualtrics_api_token"):
        del os.environ[_name]


def pytest_xdist_auto_num_workers() -> int:
    """Two for each processor: about half of its time a test waits for processes of its own."""
    return min(8, 2 * (os.cpu_count() or 1))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Each process begins with one of the tests that take minutes; last, they are waited for."""
    longest = [item for item in items if item.get_closest_marker("longest")]
    others = [item for item in items if not item.get_closest_marker("longest")]
    processes = getattr(config, "workerinput", {}).get("workercount", 1)
    # `--dist worksteal` gives each process a part of the list as it stands.
    for place, item in enumerate(longest):
        others.insert(place * len(items) // processes, item)
    items[:] = others


def _is_loopback(host: object) -> bool:
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


def _refuse_the_outside(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook sees every library's sockets and, unlike a patch, cannot be imported past."""
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        if isinstance(address, tuple) and not _is_loopback(address[0]):
            raise AssertionError(f"a test tried to reach {address[0]}: only loopback is allowed")
    elif event == "socket.getaddrinfo" and not _is_loopback(arguments[0]):
        raise AssertionError(f"a test tried to look up {arguments[0]}: only loopback is allowed")


sys.addaudithook(_refuse_the_outside)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This test's own QUALTRICS_DESK_HOME, which child processes inherit."""
    folder = tmp_path / "home"
    monkeypatch.setenv("QUALTRICS_DESK_HOME", str(folder))
    return folder


@dataclass(frozen=True)
class Sandbox:
    """A sandbox that runs as a child process."""

    url: str
    token: str
    log: Path
    data: Path
    process: subprocess.Popen[str]

    def requests(self) -> list[dict[str, Any]]:
        """The request log so far, oldest first; the server writes a line before it answers."""
        lines = self.log.read_text(encoding="utf-8").split("\n") if self.log.exists() else [""]
        # What stands behind the last line end is being written right now.
        return [json.loads(line) for line in lines[:-1]]

    def stop(self) -> None:
        """End the server as a person would, and wait for it."""
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextmanager
def sandbox_process(folder: Path, options: dict[str, object]) -> Iterator[Sandbox]:
    """A sandbox of its own, for tests that share one they change."""
    folder.mkdir(parents=True, exist_ok=True)
    log, complaints = folder / "requests.jsonl", folder / "stderr.txt"
    data = Path(str(options.pop("data", folder / "data")))
    arguments = ["--port", "0", "--data", str(data), "--log", str(log)]
    for name, value in options.items():
        if value not in ("", None):
            arguments += [f"--{name.replace('_', '-')}", str(value)]
    command = [sys.executable, "-m", "qualtrics_desk", "sandbox", "serve", *arguments]
    with (
        complaints.open("w", encoding="utf-8") as stderr,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr, text=True) as process,
    ):
        try:
            words = _first_line(process, seconds=60).split()
            if len(words) != 4 or (words[0], words[2]) != ("ready", "token"):
                said = complaints.read_text(encoding="utf-8")
                pytest.fail(f"the sandbox did not start: {words} {said}")
            sandbox = Sandbox(words[1], words[3], log, data, process)
            yield sandbox
        finally:
            Sandbox("", "", log, data, process).stop()


def _first_line(process: subprocess.Popen[str], *, seconds: float) -> str:
    """The first line a child prints, or "" when it ends or is silent for too long."""
    assert process.stdout is not None
    deadline, line = time.monotonic() + seconds, b""
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while not line.endswith(b"\n"):
            if not selector.select(max(0.0, deadline - time.monotonic())):
                return ""
            piece = os.read(process.stdout.fileno(), 4096)
            if not piece:
                return ""
            line += piece
    return line.decode()


SandboxStarter = Callable[..., Sandbox]


@pytest.fixture
def start_sandbox(tmp_path: Path) -> Iterator[SandboxStarter]:
    """Starts sandboxes that end with the test: `start_sandbox(seed="empty", faults="", **options)`.

    Further options are those of `sandbox serve`, with underscores: `latency=50`, `token="T"`.
    A `data` folder given twice makes the second sandbox go on where the first one stopped.
    """
    from contextlib import ExitStack

    with ExitStack() as stack:
        started = 0

        def start(seed: str = "empty", faults: str = "", **options: object) -> Sandbox:
            nonlocal started
            started += 1
            folder = tmp_path / f"sandbox-{started}"
            everything = {"seed": seed, "faults": faults, **options}
            return stack.enter_context(sandbox_process(folder, everything))

        yield start


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """One sandbox with the demo brand for all tests that only read."""
    folder = tmp_path_factory.mktemp("sandbox")
    with sandbox_process(folder, {"seed": "demo"}) as process:
        yield process
