"""Definitions and QSF files in numbers: fetched side by side, written with a manifest."""

from __future__ import annotations

import asyncio
import hashlib
import os
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.api.endpoints import definitions
from qualtrics_desk.domain.errors import Forbidden, NotFound, StoreError, UsageError
from qualtrics_desk.domain.system_refusals import reason_of
from qualtrics_desk.services.concurrency import each
from qualtrics_desk.services.definitions.keeping import PARALLEL
from qualtrics_desk.services.engine.progress import Progress, Report, Stop, silent
from qualtrics_desk.sheets.replacement import Replacement, unwritable

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping, Sequence
    from pathlib import Path

    from qualtrics_desk.services.session import Session

_UNSAFE = re.compile(r"[^\w .,()+-]+")
_LONGEST_NAME = 80


class QsfExport(msgspec.Struct, frozen=True, kw_only=True):
    """What an export of QSF files ended with.

    Attributes:
        folder: Where they lie.
        manifest: Which file is which survey.
        surveys: How many were written.
        refused: Ids of surveys that this token may not read.
    """

    folder: str
    manifest: str
    surveys: int
    refused: list[str] = []


async def fetch_documents(
    session: Session,
    surveys: Sequence[str],
    use: Callable[[str, dict[str, Any]], Coroutine[None, None, None]],
    phase: str,
    *,
    stop: Stop,
    report: Report,
) -> list[str]:
    """Fetch the QSF of each survey and use it; returns the ids that this token may not read.

    Raises:
        ApiError: When one cannot be fetched; those before it were used.
        JobStopped: On wish.
    """
    refused: list[str] = []
    done = 0

    async def fetch(survey_id: str) -> None:
        nonlocal done
        stop.check()
        try:
            reply = await session.client.send(definitions.get_qsf(survey_id))
        except (Forbidden, NotFound):
            refused.append(survey_id)
        else:
            await use(survey_id, reply.value.to_raw())
        done += 1
        report(Progress(phase, done, len(surveys)))

    report(Progress(phase, 0, len(surveys)))
    await each(dict.fromkeys(surveys), fetch, PARALLEL)
    return refused


async def export_qsf(
    session: Session,
    surveys: Sequence[str],
    folder: Path,
    *,
    stop: Stop | None = None,
    report: Report = silent,
) -> QsfExport:
    """Write each survey as a QSF file, and `manifest.json` beside them.

    Raises:
        ApiError: When a survey cannot be fetched; the files written so far stay.
        StoreError: When a file cannot be written.
    """
    await asyncio.to_thread(require_folder, folder)
    files: dict[str, dict[str, str]] = {}

    async def write(survey_id: str, document: dict[str, Any]) -> None:
        name = name_of(document)
        file = f"{safe_name(name)} ({survey_id}).qsf"
        content = msgspec.json.encode(document)
        await asyncio.to_thread(write_file, folder / file, content)
        files[survey_id] = {
            "id": survey_id,
            "name": name,
            "file": file,
            "sha256": hashlib.sha256(content).hexdigest(),
        }

    refused = await fetch_documents(
        session, surveys, write, "Writing QSF files", stop=stop or Stop(), report=report
    )
    manifest = {
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "host": session.client.connection.host,
        "surveys": [files[key] for key in dict.fromkeys(surveys) if key in files],
        "refused": refused,
    }
    target = folder / "manifest.json"
    await asyncio.to_thread(write_json, target, manifest)
    return QsfExport(folder=str(folder), manifest=str(target), surveys=len(files), refused=refused)


def name_of(document: Mapping[str, Any]) -> str:
    """The name of the survey of a QSF."""
    entry = document.get("SurveyEntry")
    return str(entry.get("SurveyName") or "") if isinstance(entry, dict) else ""


def safe_name(name: str) -> str:
    """A survey's name as part of the name of a file, on any system."""
    found = " ".join(_UNSAFE.sub(" ", name).split())[:_LONGEST_NAME].strip(" .")
    return found or "Survey"


def require_folder(folder: Path) -> None:
    """Make a folder where there is none.

    Raises:
        UsageError: When it is a file, or cannot be made.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"{folder} cannot be used as a folder.", detail=reason_of(error)
        ) from error


def write_file(path: Path, content: bytes) -> None:
    """Write a file that is whole or not there.

    Raises:
        SheetError: When it cannot be written.
    """
    part = Replacement(path)
    try:
        with os.fdopen(part.handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.finish()
    except OSError as error:
        part.discard()
        raise unwritable(path, error) from error


def write_json(path: Path, value: object) -> None:
    """Write a JSON file for people to read, too; see `write_file`."""
    write_file(path, msgspec.json.format(msgspec.json.encode(value), indent=1))


def read_json(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    """Read a JSON file; blocks.

    Raises:
        UsageError: When it is no JSON.
        StoreError: When it cannot be read.
    """
    try:
        return msgspec.json.decode(path.read_bytes())
    except msgspec.DecodeError as error:
        raise UsageError(f"{path.name} is no JSON document.", detail=str(error)) from error
    except OSError as error:
        raise StoreError(f"{path.name} cannot be read.", detail=reason_of(error)) from error
