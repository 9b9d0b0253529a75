"""Calls that make, change or remove surveys as projects (qualtrics-api.md D.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualtrics_desk.api.records import Created
from qualtrics_desk.api.requests import FilePart, Multipart, Retry, call, nothing
from qualtrics_desk.domain.dates import to_service

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from qualtrics_desk.api.requests import Request

QSF = "application/vnd.qualtrics.survey.qsf"
TXT = "text/plain"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LARGEST_FILE = 5_000_000
"""Bytes of a file that is imported (C.2)."""

_ONE = "/surveys/{}"


class Keep:
    """Stands for a date that stays as it is; None takes it away."""


KEEP = Keep()


def update_survey(
    survey_id: str,
    *,
    name: str | None = None,
    is_active: bool | None = None,
    starts: datetime | Keep | None = KEEP,
    ends: datetime | Keep | None = KEEP,
    owner_id: str | None = None,
) -> Request[None]:
    """Change what is given, and nothing else."""
    body: dict[str, Any] = {}
    if name is not None:
        body["name"] = name
    if is_active is not None:
        body["isActive"] = is_active
    limits = {
        key: None if moment is None else to_service(moment)
        for key, moment in (("startDate", starts), ("endDate", ends))
        if not isinstance(moment, Keep)
    }
    if limits:
        body["expiration"] = limits
    if owner_id is not None:
        body["ownerId"] = owner_id
    return call("PUT", _ONE, survey_id, body=body, decode=nothing)


def delete_survey(survey_id: str) -> Request[None]:
    """Remove a survey with its responses; there is no way back."""
    return call("DELETE", _ONE, survey_id, decode=nothing)


def import_survey(name: str, filename: str, content: bytes, content_type: str) -> Request[Created]:
    """Make a survey of a file; it is inactive and the caller's own. Never repeated (C.3).

    Args:
        name: What it will be called.
        filename: With the suffix of its kind.
        content: At most `LARGEST_FILE` bytes.
        content_type: `QSF`, `TXT` or `DOCX` (A.8).
    """
    part = FilePart(name="file", filename=filename, content=content, content_type=content_type)
    form = Multipart(fields=(("name", name),), files=(part,))
    return call("POST", "/surveys", body=form, decode=Created.from_body, retry=Retry.NEVER)


def copy_survey(survey_id: str, owner_id: str, name: str) -> Request[Created]:
    """Copy a survey to an owner, who may be the caller. Never repeated (C.3)."""
    return call(
        "POST",
        "/surveys",
        body={"projectName": name},
        headers=(("X-COPY-SOURCE", survey_id), ("X-COPY-DESTINATION-OWNER", owner_id)),
        decode=Created.from_body,
        retry=Retry.NEVER,
    )


def share_survey(
    survey_id: str, user_id: str, permissions: Mapping[str, Mapping[str, bool]]
) -> Request[None]:
    """Share a survey with a user or group; the service can add, but not list or take back.

    A repeat sets the same permissions again, so it does no harm.
    """
    return call(
        "POST",
        "/surveys/{}/permissions/collaborations",
        survey_id,
        body={
            "userId": user_id,
            "permissions": {key: dict(flags) for key, flags in permissions.items()},
        },
        decode=nothing,
    )
