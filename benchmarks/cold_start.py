"""From the start of the process to a window that can be used, beside an empty window."""

from __future__ import annotations

import asyncio
import compileall
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec

import qualtrics_desk
from benchmarks.brand import Brand, brand
from benchmarks.report import Result, at_most
from qualtrics_desk.api.connection import Connection
from qualtrics_desk.services.session import open_session
from qualtrics_desk.services.tables.surveys import refresh_surveys
from qualtrics_desk.store.paths import open_home
from qualtrics_desk.store.secrets import TOKEN_VARIABLE
from qualtrics_desk.store.settings import Profile, change_settings

BAR = 1.5
TIMES = 15
PROFILE = "Benchmark"


def run(rows: int | None, *, quick: bool) -> list[Result]:
    """Both in turn, each in a fresh process; the quickest of each counts.

    The surveys of the last run are in the cache, as they are for everybody from the second start
    on; a usable window shows them.
    """
    amount = rows or (300 if quick else 10_000)
    # An installed program has its bytecode; a checkout gets it here.
    compileall.compile_dir(str(Path(qualtrics_desk.__file__).parent), quiet=2)
    with tempfile.TemporaryDirectory(prefix="desk-bench-") as name:
        folder = Path(name)
        with brand(folder) as server:
            server.fill({"surveys": amount})
            environment = {
                **os.environ,
                "QT_QPA_PLATFORM": "offscreen",
                "QUALTRICS_DESK_HOME": str(folder / "home"),
                "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
                TOKEN_VARIABLE: server.token,
            }
            environment.pop("PYTHONDONTWRITEBYTECODE", None)
            listed = asyncio.run(_list_surveys(server, folder / "home"))
            ours, empty = [], []
            for _ in range(2 if quick else TIMES):
                seconds, line = _until_first_line(["qualtrics_desk", "--smoke"], environment)
                if json.loads(line) != {"painted": True, "rows": listed}:
                    raise RuntimeError(f"{listed} surveys are stored, the window says {line}")
                ours.append(seconds)
                empty.append(_until_first_line(["benchmarks.empty_start"], environment)[0])
    name = f"start to the first paint of {listed:,} stored surveys, beside an empty window"
    return [at_most(name, min(ours), min(empty), BAR)]


def _until_first_line(module: list[str], environment: dict[str, str]) -> tuple[float, str]:
    started = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", *module],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    ) as process:
        line = process.stdout.readline() if process.stdout else ""
        seconds = time.perf_counter() - started
    if process.returncode or not line:
        raise RuntimeError(f"{module[0]} ended with {process.returncode}")
    return seconds, line


async def _list_surveys(server: Brand, folder: Path) -> int:
    os.environ["QUALTRICS_DESK_HOME"] = str(folder)
    home = open_home()
    profile = Profile(name=PROFILE, base_url=server.url)
    change_settings(
        home.settings,
        lambda settings: msgspec.structs.replace(
            settings.with_profile(profile), last_profile=PROFILE
        ),
    )
    connection = Connection(base_url=server.url, token=server.token)
    async with open_session(home, connection, profile=PROFILE) as session:
        return (await refresh_surveys(session)).rows
