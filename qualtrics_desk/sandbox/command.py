"""`qualtrics-desk sandbox serve`: a Qualtrics brand on this machine (design.md 5).

Prints one line when it is ready, `ready http://127.0.0.1:PORT/API/v3 token T`, and stops at SIGTERM
or SIGINT. It listens on loopback only and never calls anything outside this machine.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import secrets
import signal
import socket
import sqlite3
import string
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NoReturn

import uvicorn
import uvicorn.config

from qualtrics_desk.sandbox import faults, people, seed
from qualtrics_desk.sandbox.auth import Gatekeeper
from qualtrics_desk.sandbox.brand import Brand
from qualtrics_desk.sandbox.events import Events
from qualtrics_desk.sandbox.exports import Exports
from qualtrics_desk.sandbox.jobs import Scheduler
from qualtrics_desk.sandbox.request_log import RequestLog
from qualtrics_desk.sandbox.responses.jobs import ResponseExports
from qualtrics_desk.sandbox.server import PREFIX, Application
from qualtrics_desk.sandbox.store import Store
from qualtrics_desk.sandbox.wire import CuttableProtocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

_TOKEN_LETTERS = string.ascii_letters + string.digits


class _Parser(argparse.ArgumentParser):
    """Ends with code 1: 2 means something else on this command line (design.md 7)."""

    def error(self, message: str) -> NoReturn:
        self.exit(1, f"{self.prog}: {message}\n")


def _parser() -> _Parser:
    parser = _Parser(prog="qualtrics-desk sandbox serve", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes any free port")
    parser.add_argument("--data", type=Path, help="folder that keeps the data between runs")
    parser.add_argument("--seed", choices=("demo", "empty"), default="demo")
    parser.add_argument("--token", help="API token to accept; one is made up otherwise")
    parser.add_argument("--log", type=Path, help="file for one JSON object a request")
    parser.add_argument(
        "--latency", type=float, default=0.0, help="milliseconds before each answer"
    )
    parser.add_argument("--faults", default="", metavar="SPEC", help=faults.__doc__)
    return parser


class _Server(uvicorn.Server):
    """Says when it is ready."""

    def __init__(self, config: uvicorn.Config, ready: str) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            sys.stdout.write(self._ready + "\n")
            sys.stdout.flush()


def open_brand(
    folder: Path, which: Literal["demo", "empty"], spec: faults.Faults, token: str, origin: str
) -> Brand:
    """Open or make the data in `folder` and put the parts together."""
    store = Store(folder / "sandbox.db")
    brand = Brand(store, spec, folder)
    brand.gatekeeper = Gatekeeper(token)
    brand.scheduler = Scheduler(brand)
    brand.exports = Exports(brand)
    brand.response_exports = ResponseExports(brand)
    brand.events = Events(brand, origin)
    with store.writing() as db:
        if db.execute("SELECT 1 FROM facts WHERE name = 'seed'").fetchone() is None:
            seed.plant(brand, db, which)
        people.settle_criteria(brand, db)
    return brand


def main(argv: Sequence[str]) -> int:
    """Run the sandbox until it is told to stop; return the exit code."""
    parser = _parser()
    options = parser.parse_args(argv)
    try:
        spec = faults.parse(options.faults)
    except faults.SpecError as error:
        parser.error(str(error))
    if not 0 <= options.latency <= 60_000:
        parser.error("--latency takes 0 to 60000 milliseconds")
    token = options.token or "".join(secrets.choice(_TOKEN_LETTERS) for _ in range(40))
    if not token.isascii() or not token.isprintable() or " " in token:
        parser.error("--token takes printable ASCII characters without blanks")
    try:
        link = socket.create_server(("127.0.0.1", options.port))
        # asyncio forgets it on accepted sockets whose protocol is 0; without it every second
        # answer on a connection waits 40 ms for a delayed acknowledgement.
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except (OSError, OverflowError) as error:
        parser.error(f"cannot listen on port {options.port}: {error}")
    origin = f"http://127.0.0.1:{link.getsockname()[1]}"
    with link, tempfile.TemporaryDirectory(prefix="qualtrics-sandbox-") as scratch:
        folder = options.data or Path(scratch)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            log = RequestLog(options.log)
            brand = open_brand(folder, options.seed, spec, token, origin)
        except (OSError, sqlite3.Error) as error:
            parser.error(f"cannot use the folder or the log: {error}")
        with log:
            _serve(Application(brand, log, latency=options.latency / 1000), origin, token, link)
        brand.store.close()
    return 0


def _serve(application: Application, origin: str, token: str, link: socket.socket) -> None:
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
    config = uvicorn.Config(
        application,
        http=CuttableProtocol,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=2,
        timeout_keep_alive=75,
        server_header=False,
    )
    server = _Server(config, f"ready {origin}{PREFIX} token {token}")
    # The server passes the signals it caught on to what was there before; a clean end needs
    # something there that lets it return.
    before = {kind: signal.signal(kind, _let_it_return) for kind in (signal.SIGTERM, signal.SIGINT)}
    try:
        asyncio.run(server.serve(sockets=[link]))
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)


def _let_it_return(_number: int, _frame: FrameType | None) -> None:
    """Do nothing: the server has noted the signal already."""
