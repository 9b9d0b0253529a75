"""A bundle of text files for whoever helps: what runs here, what went wrong, nothing about people.

The person sees every word of it before it is written. It has no secret, no name, no address, no row
of data: `domain.redaction` goes over all of it, on top of leaving such things out.
"""

from __future__ import annotations

import asyncio
import os
import platform
import secrets
import sys
import zipfile
from collections import Counter
from datetime import UTC, datetime
from importlib import metadata
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

import msgspec

from qualtrics_desk import __version__
from qualtrics_desk.api.connection import is_loopback
from qualtrics_desk.domain.errors import StoreError
from qualtrics_desk.domain.redaction import Redaction
from qualtrics_desk.domain.system_refusals import reason_of
from qualtrics_desk.store.journal.journal import Journal
from qualtrics_desk.store.log import log_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from qualtrics_desk.store.journal.jobs import Job
    from qualtrics_desk.store.paths import Home
    from qualtrics_desk.store.settings import Profile, Settings

LOG_LINES = 400
CRASH_REPORTS = 5
_JOBS = 50
_LIBRARIES = (
    "PySide6-Essentials",
    "qasync",
    "httpx",
    "truststore",
    "msgspec",
    "keyring",
    "python-calamine",
    "XlsxWriter",
)


class TextFile(NamedTuple):
    """One file of the bundle."""

    name: str
    text: str


class Bundle(NamedTuple):
    """What would be sent; nothing is written until `write_zip`."""

    files: tuple[TextFile, ...]

    def preview(self) -> str:
        """All files one below the other."""
        return "\n\n".join(f"――― {file.name} ―――\n{file.text.rstrip()}" for file in self.files)

    async def write_zip(self, path: Path) -> None:
        """Write the files into a private zip file: all of it or nothing.

        Raises:
            StoreError: When it cannot be written.
        """
        await asyncio.to_thread(_write, path, self.files)


async def collect(home: Home, settings: Settings, *, known: Iterable[str] = ()) -> Bundle:
    """Put the bundle together.

    Args:
        home: Where log, crash reports and journal are.
        settings: Shown without names and hosts.
        known: Texts that must not appear: the token in use, names of the signed-in person.
    """
    return await asyncio.to_thread(_collect, home, settings, tuple(known))


def crash_folder(home: Home) -> Path:
    """Where crash reports are."""
    return home.root / "crashes"


def _collect(home: Home, settings: Settings, known: tuple[str, ...]) -> Bundle:
    redaction = Redaction([*known, *_known_to(settings)])
    jobs = _jobs(home)
    for job in jobs if isinstance(jobs, list) else ():
        redaction.know(job.list_name, job.brand, *_names_of(job.source))
    files = [
        TextFile("about.txt", _about(home)),
        TextFile("settings.json", _settings(settings)),
        TextFile("jobs.txt", jobs if isinstance(jobs, str) else _summary(jobs)),
        *_logs(home),
        *_crashes(home),
    ]
    return Bundle(tuple(TextFile(file.name, redaction.redact(file.text)) for file in files))


def _known_to(settings: Settings) -> Iterator[str]:
    for profile in settings.profiles:
        yield profile.name
        yield from (text for text in (profile.client_id, profile.proxy_user) if text)
        for address in (profile.base_url, profile.proxy):
            yield from _names_in_host(address)
        for file in (profile.client_certificate, profile.client_key, profile.extra_ca):
            yield from _names_of(file)


def _names_in_host(address: str | None) -> Iterator[str]:
    """A host of one's own as a whole; of one of the service's only the brand in front."""
    if not address:
        return
    host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    if is_loopback(host):
        return
    if not host.endswith(".qualtrics.com"):
        # A bare data centre id is no secret, and a word of other texts.
        yield from (host,) if "." in host else ()
    elif host.count(".") > 2:
        yield host.partition(".")[0]


def _names_of(source: str | None) -> tuple[str, ...]:
    """A source file's name often names a customer or a school."""
    if not source:
        return ()
    name = source.replace("\\", "/").rpartition("/")[2]
    return (source, name, name.rpartition(".")[0])


def _about(home: Home) -> str:
    lines = [
        f"Qualtrics Desk {__version__}",
        f"Made {datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        f"Python {platform.python_version()} ({sys.implementation.name}, {platform.machine()})",
        f"System {platform.system()} {platform.release()}",
        f"Desktop {os.environ.get('XDG_CURRENT_DESKTOP', 'not said')}",
        f"Frozen {'yes' if getattr(sys, 'frozen', False) else 'no'}",
        f"Proxies of the environment {'yes' if _has_proxies() else 'no'}",
        f"Keychain {_keychain()}",
        "",
        *(f"{name} {_version(name)}" for name in _LIBRARIES),
        "",
        *_sizes(home),
    ]
    return "\n".join(lines)


def _has_proxies() -> bool:
    return any(os.environ.get(name) for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"))


def _keychain() -> str:
    import keyring

    backend = type(keyring.get_keyring())
    return f"{backend.__module__}.{backend.__name__}"


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not said"


def _sizes(home: Home) -> Iterator[str]:
    """How large the files are, by folder: their names would tell lists."""
    for name in ("cache", "staging", "edits", "logs", "crashes"):
        folder = home.root / name
        sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
        yield f"{name}: {len(sizes)} files, {sum(sizes)} bytes"
    if home.journal.exists():
        yield f"journal: {home.journal.stat().st_size} bytes"


def _settings(settings: Settings) -> str:
    document: dict[str, Any] = msgspec.to_builtins(settings)
    document["profiles"] = [_profile(profile) for profile in settings.profiles]
    document.pop("last_profile", None)
    document.get("appearance", {}).pop("columns", None)
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode()


def _profile(profile: Profile) -> dict[str, Any]:
    """A profile by what it has, not by what it is called."""
    return {
        "kind": profile.kind.value,
        "signs_in_by": profile.auth.value,
        "address": profile.base_url,
        "scopes": list(profile.scopes),
        "has_client_certificate": profile.client_certificate is not None,
        "has_own_authority": profile.extra_ca is not None,
        "has_proxy": profile.proxy is not None,
        "is_read_only": profile.read_only,
        "limits": msgspec.to_builtins(profile.limits),
    }


def _jobs(home: Home) -> list[Job] | str:
    if not home.journal.exists():
        return "There is no journal yet."
    try:
        journal = Journal(home.journal)
        try:
            return journal.jobs.newest(limit=_JOBS)
        finally:
            journal.close()
    except StoreError as error:
        return f"The journal cannot be read: {error}"


def _summary(jobs: list[Job]) -> str:
    by_state = Counter((job.kind, job.state.value) for job in jobs)
    lines = [f"{count} × {kind}: {state}" for (kind, state), count in sorted(by_state.items())]
    lines += ["", *(_job(job) for job in jobs)]
    return "\n".join(lines).strip() or "There are no jobs."


def _job(job: Job) -> str:
    counts = (job.result or {}).get("counts") or {}
    told = ", ".join(f"{name} {count}" for name, count in counts.items() if count)
    problem = job.problem or {}
    # Kinds and codes only: texts may quote what a person typed.
    trouble = " ".join(
        str(problem[name]) for name in ("error", "status", "code", "request_id") if name in problem
    )
    parts = [f"job {job.id}", job.created, job.kind, job.state.value, told, trouble]
    return " · ".join(part for part in parts if part)


def _logs(home: Home) -> Iterator[TextFile]:
    for path in sorted(log_folder(home).glob("*.log")):
        lines = _text(path).splitlines()[-LOG_LINES:]
        yield TextFile(f"log/{path.stem}.txt", "\n".join(lines))


def _crashes(home: Home) -> Iterator[TextFile]:
    newest = sorted(crash_folder(home).glob("*.txt"), reverse=True)[:CRASH_REPORTS]
    for number, path in enumerate(newest, start=1):
        yield TextFile(f"crashes/{number}.txt", _text(path))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        return f"This file cannot be read: {reason_of(error)}"


def _write(path: Path, files: tuple[TextFile, ...]) -> None:
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        descriptor = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "wb") as target:
            with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
                for file in files:
                    archive.writestr(file.name, file.text)
            target.flush()
            os.fsync(target.fileno())
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise StoreError(
            f"{path.name} could not be written.",
            detail=reason_of(error),
            hint="Choose another folder, or free some space.",
        ) from error
