"""Backups of definitions in a folder: each state of a survey is one QSF file, written once.

`surveys/SV_…/HASH.qsf` holds a state; the hash is that of its content without what changes by
looking at a survey or opening it. `backups/WHEN.json` says which state every survey had then.
"""

from __future__ import annotations

import asyncio
import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.domain.definition.documents import is_qsf
from qualtrics_desk.domain.errors import StoreError, UsageError
from qualtrics_desk.services.definitions.documents import (
    fetch_documents,
    name_of,
    read_json,
    require_folder,
    write_file,
    write_json,
)
from qualtrics_desk.services.engine.progress import Report, Stop, silent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from qualtrics_desk.services.session import Session

_PASSING = ("LastModified", "LastAccessed", "LastActivated", "SurveyStatus", "Deleted")
"""Of `SurveyEntry`: changes without anybody editing the survey."""
NEW, CHANGED, SAME = "new", "changed", "same"


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One survey of a backup.

    Attributes:
        file: Its state, relative to the folder.
        was: Whether this state is the first one, another one than before, or the same.
    """

    id: str
    name: str
    sha256: str
    file: str
    was: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """A backup: what every survey was at a moment."""

    made: datetime
    host: str
    surveys: list[Entry]
    refused: list[str] = []


class BackupDone(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup ended with: how many surveys were new, had changed, were the same."""

    folder: str
    manifest: str
    new: int
    changed: int
    same: int
    refused: list[str] = []


class Backup:
    """A folder of backups; every method blocks."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def manifests(self) -> list[Path]:
        """The backups, the oldest first."""
        return sorted((self.folder / "backups").glob("*.json"))

    def read(self, manifest: Path) -> Manifest:
        """One backup.

        Raises:
            UsageError: When the file is none.
        """
        try:
            return msgspec.convert(read_json(manifest), Manifest)
        except msgspec.ValidationError as error:
            raise UsageError(f"{manifest.name} is no backup.", detail=str(error)) from error

    def states(self, survey_id: str) -> list[tuple[datetime, Entry]]:
        """When a survey was saved and in which state, the oldest first."""
        found = []
        for path in self.manifests():
            manifest = self.read(path)
            found += [(manifest.made, entry) for entry in manifest.surveys if entry.id == survey_id]
        return found

    def newest(self) -> dict[str, Entry]:
        """The last state of every survey."""
        found: dict[str, Entry] = {}
        for path in self.manifests():
            found.update({entry.id: entry for entry in self.read(path).surveys})
        return found

    def at(self, survey_id: str, moment: datetime | None = None) -> Entry:
        """The state a survey had at a moment, or the last one.

        Raises:
            UsageError: When it was not saved until then.
        """
        states = [
            entry for made, entry in self.states(survey_id) if moment is None or made <= moment
        ]
        if not states:
            raise UsageError(
                f"The backup in {self.folder.name} holds no {survey_id} of that time.",
                hint="Name a later day, or another folder.",
            )
        return states[-1]

    def document(self, entry: Entry) -> dict[str, Any]:
        """The QSF of a state.

        Raises:
            StoreError: When the file is missing, or is not what was saved.
        """
        document = read_json(self.folder / entry.file)
        if not is_qsf(document) or content_hash(document) != entry.sha256:
            raise StoreError(
                f"{entry.file} is not what was saved.",
                detail="Its content does not fit the sum in the manifest.",
                hint="Take an older state, or the file from a copy of the folder.",
            )
        found: dict[str, Any] = document
        return found

    def save(
        self, survey_id: str, document: Mapping[str, Any], known: Mapping[str, Entry]
    ) -> Entry:
        """Write a state, unless it is there."""
        digest = content_hash(document)
        former = known.get(survey_id)
        file = f"surveys/{survey_id}/{digest[:20]}.qsf"
        path = self.folder / file
        if not path.exists():
            require_folder(path.parent)
            write_file(path, msgspec.json.encode(document))
        was = NEW if former is None else SAME if former.sha256 == digest else CHANGED
        return Entry(id=survey_id, name=name_of(document), sha256=digest, file=file, was=was)

    def finish(self, manifest: Manifest) -> Path:
        """Write which state every survey has; only now the backup is one."""
        require_folder(self.folder / "backups")
        path = self.folder / "backups" / f"{manifest.made:%Y-%m-%dT%H-%M-%S-%f}Z.json"
        write_json(path, msgspec.to_builtins(manifest))
        return path


def content_hash(document: Mapping[str, Any]) -> str:
    """SHA-256 of what people made of a survey, whatever the order of keys."""
    kept = dict(document)
    entry = kept.get("SurveyEntry")
    if isinstance(entry, dict):
        kept["SurveyEntry"] = {key: entry[key] for key in entry if key not in _PASSING}
    elements = kept.get("SurveyElements")
    if isinstance(elements, list):
        kept["SurveyElements"] = [_lasting(element) for element in elements]
    return hashlib.sha256(msgspec.json.encode(kept, order="sorted")).hexdigest()


def _lasting(element: object) -> object:
    """An element without the count of a quota, and without a preview link's id."""
    if not isinstance(element, dict) or element.get("Element") not in ("QO", "PL"):
        return element
    if element["Element"] == "PL":
        return {"Element": "PL"}
    payload = element.get("Payload")
    if isinstance(payload, dict):
        return {**element, "Payload": {k: v for k, v in payload.items() if k != "Count"}}
    return element


async def back_up(
    session: Session,
    surveys: Sequence[str],
    folder: Path,
    *,
    stop: Stop | None = None,
    report: Report = silent,
) -> BackupDone:
    """Save what has changed since the last backup in this folder, with a manifest of everything.

    Raises:
        ApiError: When a survey cannot be fetched; no manifest is written then.
        SheetError: When a file cannot be written.
        JobStopped: On wish.
    """
    backup = Backup(folder)
    await asyncio.to_thread(require_folder, folder)
    known = await asyncio.to_thread(backup.newest)
    saved: dict[str, Entry] = {}

    async def use(survey_id: str, document: dict[str, Any]) -> None:
        saved[survey_id] = await asyncio.to_thread(backup.save, survey_id, document, known)

    refused = await fetch_documents(
        session, surveys, use, "Saving surveys", stop=stop or Stop(), report=report
    )
    entries = [saved[key] for key in dict.fromkeys(surveys) if key in saved]
    manifest = Manifest(
        made=datetime.now(UTC),
        host=session.client.connection.host,
        surveys=entries,
        refused=refused,
    )
    path = await asyncio.to_thread(backup.finish, manifest)
    counts = {state: sum(entry.was == state for entry in entries) for state in (NEW, CHANGED, SAME)}
    return BackupDone(
        folder=str(folder),
        manifest=str(path),
        new=counts[NEW],
        changed=counts[CHANGED],
        same=counts[SAME],
        refused=refused,
    )
